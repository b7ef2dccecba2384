"""Dense tables of an answer: every combination of the codes asked for has its cell.

JSON-stat and PxWeb are read so. A table may have far more cells than the dataset has rows, so
what is asked for is counted before anything is read, and refused plainly above a declared limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod

from django.utils import timezone

from lumbung.cube import Answer, Manifest, Query, Reader, Role
from lumbung.cube.frames import frames
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Column
from lumbung.cube.reader import is_listing
from lumbung.cube.selections import listed_codes, selection
from lumbung.cube.slices import KEYS
from lumbung.formats.jsonstat.cubes import (
    CONTENTS,
    NOT_BROKEN_DOWN,
    About,
    Category,
    Cube,
    Kind,
    Variable,
)
from lumbung.formats.jsonstat.filling import Beside, Filling
from lumbung.rooms.query.limits import MOST_CELLS
from lumbung.rooms.query.problems import TooManyCells
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.structures import AddsUp, Measure
from lumbung.vocabulary.words import Text

Axes = Mapping[str, tuple[str, ...]]  # the codes of each variable, in the order of the table

FEW_CELLS = 10_000  # so many are answered at once; more are read in lots, and never pile up
LOT = 50_000  # rows, about
NOT_IN_PARTS = Text("tidak dirinci", "not broken down")


def dense(
    reader: Reader,
    answered: Callable[[], Answer],
    asked: Query,
    edition: str,
    *,
    language: str,
    site: str,
    told: tuple[Text, ...] = (),
    axes: Axes | None = None,
) -> Cube:
    """The answer to a question as a dense table; without ``axes`` its codes are those that it has rows for.

    ``told`` is said where the rows are not answered at once.
    """
    opened = reader.opened(edition)
    adds_up = asked.adds_up and not is_listing(asked, opened)
    found = answered() if adds_up and axes is None else None
    if axes is None:
        axes = _axes_of(found, opened) if found is not None else _axes_asked(asked, opened)
    cells = require_room(axes)
    if found is None and (adds_up or cells <= FEW_CELLS):
        found = answered()
    variables = tuple(variable(code, codes, opened, language) for code, codes in axes.items())
    about = about_edition(opened.manifest, language, site, found.notes if found is not None else told)
    if found is not None:
        filling = _filling(variables, found.columns)
        filling.add(found.rows)
    else:
        filling = _filling(variables, reader.export(edition, asked).columns)
        for frame in frames(reader, edition, asked, rows=LOT):
            filling.add_frame(frame)
    return Cube(about, variables, filling.cells())


def require_room(axes: Axes) -> int:
    """How many cells a table has; refuses one that is too large."""
    cells = prod(map(len, axes.values()))
    if cells > MOST_CELLS:
        raise TooManyCells(cells=cells, most=MOST_CELLS)
    return cells


def about_edition(manifest: Manifest, language: str, site: str, notes: Iterable[Text] = ()) -> About:
    """The words around any table of an edition."""
    structure = manifest.structure
    licence = LICENCES.get(manifest.licence)
    return About(
        table=manifest.dataset,
        title=structure.title.said(language),
        source=manifest.source.said(language),
        edition=manifest.id,
        licence=manifest.licence,
        licence_address=licence.address if licence is not None else "",
        released_at=timezone.localtime(manifest.released_at),
        language=language,
        address=f"{site}/data/{manifest.dataset}/editions/{manifest.label}" if site else "",
        simulated=manifest.simulated,
        official=not manifest.simulated,
        adds_up=all(measure.adds_up is not AddsUp.NONE for measure in structure.measures),
        notes=tuple(note.said(language) for note in notes),
    )


def variable(code: str, codes: Iterable[str], opened: Opened, language: str) -> Variable:
    """A variable of a table with what people call it and its codes."""
    structure = opened.structure
    if code == CONTENTS:
        measures = {item.code: item for item in structure.measures}
        categories = tuple(_measure(measures[item], language) for item in codes)
        return Variable(code, Text("Ukuran", "Measure").said(language), Kind.METRIC, categories)
    title = next(column.title for column in opened.key_columns() if column.code == code).said(language)
    if code == AREA:
        areas = opened.areas
        named = ((item, areas[item].title if item in areas else item) for item in codes)
        return Variable(code, title, Kind.GEO, tuple(Category(item, label) for item, label in named))
    if code == PERIOD:
        periods = tuple(Category(item, parse_period(item).title.said(language)) for item in codes)
        return Variable(code, title, Kind.TIME, periods)
    dimension = structure.dimension(code)
    known = {item.code: item.title for item in dimension.codes} if dimension is not None else {}
    known[NOT_BROKEN_DOWN] = known.get(NOT_BROKEN_DOWN, NOT_IN_PARTS)
    categories = tuple(Category(item, known.get(item, Text(item)).said(language) or item) for item in codes)
    note = dimension.definition.said(language) if dimension is not None else ""
    return Variable(code, title, Kind.REGULAR, categories, note=note)


def codes_of(column: str, opened: Opened) -> tuple[str, ...]:
    """The codes of a key column that an edition has rows for, in reading order."""
    return _in_order(column, opened.manifest.counts.of(column), opened)


def _measure(measure: Measure, language: str) -> Category:
    unit = measure.unit_title.said(language) or measure.unit
    note = measure.definition.said(language)
    return Category(measure.code, measure.title.said(language), unit, measure.decimals, note)


def _axes_asked(asked: Query, opened: Opened) -> Axes:
    """The codes that a listing has rows for, known without reading it."""
    chosen = selection(asked, opened)
    wanted = listed_codes(chosen, asked, opened)
    axes = {column: codes_of(column, opened) for column in _ordered(opened.structure.key)}
    for column, codes in wanted.items():
        kept = set(codes)
        axes[column] = tuple(
            code for code in axes[column] if (code if code != NOT_BROKEN_DOWN else "") in kept
        )
    return _with_contents(axes, [measure.code for measure in chosen.measures])


def _axes_of(found: Answer, opened: Opened) -> Axes:
    """The codes that an answer has rows for."""
    columns = list(zip(*found.rows, strict=True)) or [()] * len(found.columns)
    present = {
        column.code: {str(code) for code in given}
        for column, given in zip(found.columns, columns, strict=True)
        if column.role in KEYS
    }
    axes = {code: _in_order(code, present[code], opened) for code in _ordered(tuple(present))}
    return _with_contents(axes, [column.code for column in found.columns if column.role is Role.MEASURE])


def _in_order(column: str, present: Iterable[str], opened: Opened) -> tuple[str, ...]:
    numbers = opened.dictionary.numbers[column]
    ordered = sorted(present, key=lambda code: (numbers.get(code, len(numbers)), code))
    return tuple(code or NOT_BROKEN_DOWN for code in ordered)


def _ordered(keys: Sequence[str]) -> list[str]:
    """Area first, period last: one series after the other."""
    return sorted(keys, key=lambda code: (code != AREA, code == PERIOD))


def _with_contents(axes: dict[str, tuple[str, ...]], measures: Iterable[str]) -> Axes:
    """The axes with the measures among them, before the period."""
    before = {code: codes for code, codes in axes.items() if code != PERIOD}
    last = {PERIOD: axes[PERIOD]} if PERIOD in axes else {}
    return {**before, CONTENTS: tuple(measures), **last}


def _filling(variables: tuple[Variable, ...], columns: Sequence[Column]) -> Filling:
    places = {column.code: place for place, column in enumerate(columns)}
    sides: dict[str, dict[Role, int]] = {}
    for place, column in enumerate(columns):
        if column.measure:
            sides.setdefault(column.measure, {})[column.role] = place
    measures = {
        column.code: Beside(
            places[column.code],
            *(
                sides.get(column.code, {}).get(role)
                for role in (Role.STATUS, Role.NOTE, Role.CONFIDENTIALITY)
            ),
        )
        for column in columns
        if column.role is Role.MEASURE
    }
    keys = {column.code: places[column.code] for column in columns if column.role in KEYS}
    return Filling(variables, keys, measures)
