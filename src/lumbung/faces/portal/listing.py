"""The rows of an edition as they stand, a page at a time, narrowed by period and area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbung.cube.queries import query
from lumbung.faces.portal.choices import Choice, Option
from lumbung.faces.portal.footnotes import Footnotes
from lumbung.faces.portal.holdings import Holding, area_names
from lumbung.faces.portal.looks import WHEN, WHERE
from lumbung.kit.charts.figures import AREA, PERCENT, PERIOD, Figures
from lumbung.kit.jinja import query as parts_of_address
from lumbung.kit.language import language
from lumbung.kit.tables import Cell, Column, Table
from lumbung.rooms.query import queries as observations
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.observations import Status, note_column, status_column
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text

ROWS = 100


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of rows, and how to get to the next."""

    table: Table
    total: int
    choices: tuple[Choice, ...]
    next: str  # the address of the next page; empty on the last
    is_first: bool


def listing(held: Holding, asked: Mapping[str, str]) -> Listing:
    """A page of an edition's rows, the newest first."""
    structure = held.structure
    where = {}
    if asked.get(WHEN) in {str(period) for period in held.periods}:
        where[PERIOD] = asked[WHEN]
    if asked.get(WHERE) in held.areas:
        where[AREA] = asked[WHERE]
    answer = observations.answer(
        query(
            structure.dataset,
            edition=held.edition.label,
            where=where,
            order=[f"-{PERIOD}", AREA, *(dimension.code for dimension in structure.dimensions)],
            limit=ROWS,
            cursor=asked.get("dari") or None,
        ),
        reader=None,
    )
    kept = {name: asked[name] for name in (WHEN, WHERE) if asked.get(name)}
    return Listing(
        table=_table(held, answer.dicts()),
        total=answer.total,
        choices=tuple(_choices(held, where)),
        next=parts_of_address(**kept, dari=answer.next) if answer.next else "",
        is_first=not asked.get("dari"),
    )


def _table(held: Holding, rows: Sequence[Mapping[str, object]]) -> Table:
    structure, names = held.structure, area_names()
    shown = Figures(structure, structure.measures[0], (), names, language())
    roles = [role for role in structure.key if role != AREA or len(held.areas) > 1]
    roles.sort(key=lambda role: role != PERIOD)
    columns = [Column(shown.role_title(role)) for role in roles]
    columns += [Column(measure.title, numeric=True, unit=sign_of(measure)) for measure in held.measures]
    notes = Footnotes()
    body = []
    for row in rows:
        cells = [_key_cell(shown, role, str(row.get(role) or "")) for role in roles]
        for measure in held.measures:
            value = row.get(measure.code)
            status = Status(str(row.get(status_column(measure.code)) or Status.NORMAL.value))
            number = value if isinstance(value, int | float) else None
            words = said_number(number, decimals=measure.decimals, language=language())
            cells.append(notes.cell(words, status, str(row.get(note_column(measure.code)) or "")))
        body.append(cells)
    return Table(held.dataset.title, columns, body, notes=notes.explained(), quiet=True)


def sign_of(measure: Measure) -> str:
    """The unit of a measure as short as it is written."""
    if measure.unit in PERCENT:
        return "%"
    unit = standards.units().get(measure.unit)
    return (unit.symbol if unit else "") or measure.unit_title.said(language())


def _key_cell(shown: Figures, role: str, code: str) -> Cell:
    return Cell(
        shown.name(role, code) if code else "–", address=f"/wilayah/{code}" if role == AREA and code else ""
    )


def _choices(held: Holding, where: Mapping[str, str]) -> list[Choice]:
    every = Option("", Text("semua", "all").said(language()), chosen=False)
    periods = [
        Option(str(period), period.title.said(language()), where.get(PERIOD) == str(period))
        for period in reversed(held.periods)
    ]
    names = area_names()
    areas = [Option(code, names.get(code, code), where.get(AREA) == code) for code in held.areas]
    made = [
        (WHEN, Text("Periode", "Period"), periods),
        (WHERE, held.structure.area.level.title, areas),
    ]
    return [
        Choice(name, title.said(language()), (every, *options))
        for name, title, options in made
        if len(options) > 1
    ]
