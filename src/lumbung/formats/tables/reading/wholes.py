"""Rows with a name that nobody knows, whose every figure is the sum of the rows beside them.

The sum over *Lapangan Usaha* is often called *PDRB*, the sum over kelurahan *Se-Kota*: no word for
a total, but its figures give it away.
"""

from __future__ import annotations

from collections.abc import Sequence

from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.rows import Row, RowKind
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.findings import Finding, Place
from lumbung.vocabulary.structures import AddsUp

_NAMES_UNKNOWN = {"code.unknown", "area.unknown"}
_FEWEST = 3  # of two rows, one may be the sum of the others by chance


def take_sums_under_names(table: PreparedTable, told: Sequence[Finding]) -> set[Place]:
    """Make totals of such rows; gives the cells whose names need not be told any more."""
    unknown = {finding.place for finding in told if finding.rule in _NAMES_UNKNOWN}
    summed = all(measure.adds_up is not AddsUp.NONE for measure in table.structure.measures)
    if not unknown or not summed:
        return set()
    columns = [column.number for column in table.columns if column.role is Role.VALUE]
    settled: set[Place] = set()
    for place, row in enumerate(table.rows):
        mine = _unknown_labels(table, row) & unknown
        puzzling = row.kind is RowKind.DATA and row.held and len(mine) == 1
        if puzzling and _adds_up(table, row, table.rows[:place], columns):
            row.kind, row.held, row.over = RowKind.TOTAL, False, ("row",)
            settled |= mine
    return settled


def _unknown_labels(table: PreparedTable, row: Row) -> set[Place]:
    cells = [*row.code_cells.values(), *([row.area_cell] if row.area_cell else [])]
    return {Place.at(table.grid.name, *cell) for cell in cells}


def _adds_up(table: PreparedTable, row: Row, above: Sequence[Row], columns: Sequence[int]) -> bool:
    """Whether every figure of a row is the sum of those above it, and at least one says something."""
    parts = [part for part in above if part.kind is RowKind.DATA and not part.held]
    said = False
    for column in columns:
        stated = _number(table, row, column)
        numbers = [number for part in parts if (number := _number(table, part, column)) is not None]
        if stated is None:
            continue
        if len(numbers) < _FEWEST or abs(stated - sum(numbers)) > _rounding(numbers) * len(numbers):
            return False
        said = said or stated != 0
    return said


def _number(table: PreparedTable, row: Row, column: int) -> float | None:
    return table.figures.number(row.number, column, f"{table.name}:{column}")


def _rounding(numbers: Sequence[float]) -> float:
    """Half of the last place in which any of some figures is written; next to nothing for counts."""
    decimals = max(len(repr(number).partition(".")[2].rstrip("0")) for number in numbers)
    return 0.5 * 10.0**-decimals if decimals else 1e-9
