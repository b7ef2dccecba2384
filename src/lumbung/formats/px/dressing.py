"""How a table is dressed for people: codes or names, headings, and the words at its foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumbung.formats.jsonstat.cubes import SIGN_WORDS, Cube, Sign, Variable
from lumbung.formats.jsonstat.writing import all_notes
from lumbung.formats.px.layout import Layout
from lumbung.vocabulary.words import Text


class Shown(StrEnum):
    """What stands for a value: its code, what people call it, or both."""

    CODES = "codes"
    TEXTS = "texts"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Dress:
    """How a table is written."""

    shown: Shown = Shown.TEXTS
    has_title: bool = False
    separator: str = ","


@dataclass(frozen=True, slots=True)
class Decimals:
    """The decimals of each cell, by the measure it is of."""

    of_measures: tuple[int | None, ...]
    step: int

    def of(self, place: int) -> int | None:
        """The decimals of a cell."""
        if not self.of_measures:
            return None
        return self.of_measures[place // self.step % len(self.of_measures)]


def decimals(cube: Cube) -> Decimals:
    """The decimals of a table's cells."""
    contents = cube.contents
    if contents is None:
        return Decimals((), 1)
    step = 1
    for variable in cube.variables[cube.variables.index(contents) + 1 :]:
        step *= len(variable.categories)
    return Decimals(tuple(item.decimals for item in contents.categories), step)


def heads(layout: Layout, shown: Shown) -> list[str]:
    """The headings of the columns at the side."""
    told = []
    for variable in layout.stub:
        if shown is not Shown.TEXTS:
            told.append(variable.code)
        if shown is not Shown.CODES:
            told.append(variable.label)
    return told


def tops(layout: Layout, shown: Shown) -> list[tuple[str, ...]]:
    """For each column of figures, a word for every variable along the top."""
    words = [[" ".join(said) for said in names(variable, shown)] for variable in layout.heading]
    return [tuple(of[code] for of, code in zip(words, codes, strict=True)) for codes in layout.columns]


def names(variable: Variable, shown: Shown) -> list[tuple[str, ...]]:
    """For each code of a variable, what stands for it."""
    if shown is Shown.CODES:
        return [(code,) for code in variable.codes]
    if shown is Shown.TEXTS:
        return [(label,) for label in variable.labels]
    return list(zip(variable.codes, variable.labels, strict=True))


def foot(cube: Cube) -> list[str]:
    """Units, notes, what the signs mean, source, edition and licence."""
    about, language = cube.about, cube.about.language
    told = []
    if (contents := cube.contents) is not None:
        units = "; ".join(f"{item.label}: {item.unit}" for item in contents.categories if item.unit)
        told.append(Text(f"Satuan: {units}", f"Units: {units}").said(language) if units else "")
    told += all_notes(cube)
    if cube.cells is not None and cube.cells.signs:
        signs = sorted(set(cube.cells.signs.values()))
        told.append("; ".join(f"{sign} = {SIGN_WORDS[Sign(sign)].said(language)}" for sign in signs))
    told += [
        Text(f"Sumber: {about.source}", f"Source: {about.source}").said(language),
        Text(f"Edisi {about.edition}, {about.updated}", f"Edition {about.edition}, {about.updated}").said(
            language
        ),
        Text(f"Lisensi {about.licence}", f"Licence {about.licence}").said(language) if about.licence else "",
        about.address,
    ]
    return [line for line in told if line]


def metadata(cube: Cube) -> Mapping[str, str]:
    """What a file for programs says about itself."""
    about = cube.about
    told = {
        "title": about.title,
        "dataset": about.table,
        "edition": about.edition,
        "source": about.source,
        "licence": about.licence,
        "licence_address": about.licence_address,
        "address": about.address,
        "simulated": "true" if about.simulated else "false",
        "notes": "\n".join(all_notes(cube)),
    }
    return {name: words for name, words in told.items() if words}
