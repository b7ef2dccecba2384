"""A published dataset as a table: its variables, which of them may be left out, and their code lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings

from lumbung.cube.additions import is_total
from lumbung.cube.coverage import levels_above
from lumbung.cube.keeping import Lately
from lumbung.cube.opened import Opened
from lumbung.formats.jsonstat.cubes import CONTENTS, About, Cube, Kind, Variable
from lumbung.formats.px.catalogue import TIME_UNITS, Links
from lumbung.formats.px.describing import CodeList, codelist_line
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.publications import Publication
from lumbung.vocabulary.structures import AddsUp, Dimension
from lumbung.vocabulary.words import Text

SUMS = "agg_"  # begins the name of a code list that adds up: agg_kecamatan_penduduk-kelamin

_kept = Lately[tuple[object, ...], "Table"](128)


class CodeListMissing(NotFound):
    """No code list has this name."""

    code = "pxweb.codelist-missing"
    message = Text("Tidak ada daftar kode “{codelist}”.", "There is no code list “{codelist}”.")
    hint = Text("Daftar yang ada disebut dalam metadata tabel.", "The lists are named in a table's metadata.")


@dataclass(frozen=True, slots=True)
class Table:
    """The current edition of a dataset, ready to be described and asked."""

    publication: Publication
    edition: str  # its label
    about: About
    variables: tuple[Variable, ...]
    codelists: tuple[CodeList, ...]  # of the areas
    totals: dict[str, str]  # dimension → the code that stands for all of them
    may_be_left_out: frozenset[str]

    @property
    def time_unit(self) -> str:
        """How often it speaks."""
        return TIME_UNITS.get(self.publication.structure.frequency, "Other")

    def described(self) -> Cube:
        """The table without its figures."""
        return Cube(self.about, self.variables)


def table(code: str, links: Links, site: str) -> Table:
    """A table by its id; kept in memory until something of it changes."""
    publication = observations.publication(code)
    key = (settings.HOME, publication.current.id, publication.title, publication.theme, links, site)
    return _kept.get(key, lambda: _made(publication, links, site))


def codelist(code: str, links: Links, site: str) -> CodeList:
    """A code list by its id."""
    level, _, dataset = code.removeprefix(SUMS).partition("_")
    if code.startswith(SUMS) and level and dataset in observations.published().by_code:
        for item in table(dataset, links, site).codelists:
            if item.code == code:
                return item
    raise CodeListMissing(codelist=code[:80])


def variable_names(publication: Publication, language: str) -> list[str]:
    """What the variables of a table are called, without opening its edition."""
    dimensions = [item.title.said(language) for item in publication.structure.dimensions]
    ends = (Text("Wilayah", "Area"), Text("Ukuran", "Measure"), Text("Periode", "Period"))
    area, measure, period = (words.said(language) for words in ends)
    return [area, *dimensions, measure, period]


def _made(publication: Publication, links: Links, site: str) -> Table:
    opened = observations.cube().opened(publication.current.id)
    language = links.language
    codelists = tuple(_sums(publication.code, opened, language))
    totals = {item.code: code for item in opened.structure.dimensions if (code := _total(item, opened))}
    left_out = frozenset(_left_out(opened, totals))
    about = replace(
        observations.about_edition(opened.manifest, language, site),
        description=publication.description.said(language),
        subject=(publication.theme.code, publication.theme.title.said(language)),
        tags=publication.keywords,
    )
    variables = []
    for code in (AREA, *(item.code for item in opened.structure.dimensions), CONTENTS, PERIOD):
        codes = (
            tuple(item.code for item in opened.structure.measures)
            if code == CONTENTS
            else observations.codes_of(code, opened)
        )
        made = observations.variable(code, codes, opened, language)
        extension: dict[str, object] = {"elimination": code in left_out, "show": "value"}
        if code in totals:
            extension["eliminationValueCode"] = totals[code]
        if code == AREA and codelists:
            extension["codeLists"] = [codelist_line(item, links) for item in codelists]
        if made.kind is Kind.TIME:
            ends = {"firstPeriod": codes[0], "lastPeriod": codes[-1]} if codes else {}
            extension |= {"frequency": opened.structure.frequency.value, **ends}
        variables.append(replace(made, extension=extension))
    label = publication.current.label
    return Table(publication, label, about, tuple(variables), codelists, totals, left_out)


def _sums(dataset: str, opened: Opened, language: str) -> Iterator[CodeList]:
    """For each rung above the table's own: its areas, and the areas that make them up."""
    own = opened.structure.area.level
    parts = [code for code in observations.codes_of(AREA, opened) if _level(code, opened) is own]
    for level in levels_above(opened):
        if level is own:
            continue
        members: dict[str, list[str]] = {}
        for code in parts:
            above = opened.areas.at_level(code, level)
            if above is not None:
                members.setdefault(above.code, []).append(code)
        if members:
            yield CodeList(
                f"{SUMS}{level.value}_{dataset}",
                level.title.said(language),
                tuple((code, opened.areas[code].title, tuple(of)) for code, of in sorted(members.items())),
            )


def _level(code: str, opened: Opened) -> AreaLevel | None:
    area = opened.areas.get(code)
    return area.level if area is not None else None


def _total(dimension: Dimension, opened: Opened) -> str:
    """The code of a dimension that stands for all of its codes, where it has one."""
    return next((code for code in observations.codes_of(dimension.code, opened) if is_total(code)), "")


def _left_out(opened: Opened, totals: dict[str, str]) -> Iterator[str]:
    """The variables that a selection may leave out: what remains is then added up."""
    structure = opened.structure
    adds_up = all(measure.adds_up is not AddsUp.NONE for measure in structure.measures)
    if adds_up and structure.area.within in opened.areas:
        yield AREA
    for dimension in structure.dimensions:
        if adds_up or dimension.code in totals:
            yield dimension.code
