"""Labels that hold for several rows: merged downwards, or written once and left empty below."""

from __future__ import annotations

from typing import NamedTuple

from lumbung.formats.tables.grids import Value
from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.columns import LABELS, Column

_OFTEN_EMPTY = 0.3


class Said(NamedTuple):
    """A label of a row, and the cell in which it stands."""

    value: Value
    cell: Cell
    own: bool = True  # written in this row and not above


def labels_downward(
    block: Block, columns: list[Column], totals: frozenset[int]
) -> dict[int, dict[int, Said]]:
    """The labels of each column by row; rows that state totals inherit nothing."""
    labelled = [column.number for column in columns if column.role in LABELS]
    found: dict[int, dict[int, Said]] = {}
    for column in labelled:
        others = [other for other in labelled if other != column]
        found[column] = _downward(block, column, others, totals)
    return found


def _downward(block: Block, column: int, others: list[int], totals: frozenset[int]) -> dict[int, Said]:
    rows_of = block.grid.rows
    if not any(rows_of[row][column] is None for row in block.body):
        return {row: Said(rows_of[row][column], (row, column)) for row in block.body}
    merged = _merged(block, column)
    rows = [row for row in block.body if row not in totals]
    empty = [row for row in rows if row not in merged and block.grid.at(row, column) is None]
    fills = bool(rows) and len(empty) >= _OFTEN_EMPTY * len(rows)
    found: dict[int, Said] = {}
    last: Said | None = None
    for row in block.body:
        value = block.grid.at(row, column)
        if value is not None:
            found[row] = last = Said(value, (row, column))
            continue
        origin = merged.get(row)
        if origin is not None and origin[0] != row:
            value = block.grid.at(*origin)
            if value is not None:
                found[row] = Said(value, origin, own=False)
                continue
        if row in totals:
            last = None if column == min([column, *others]) else last
        elif fills and last is not None and any(block.grid.at(row, other) is not None for other in others):
            found[row] = Said(last.value, last.cell, own=False)
    return found


def _merged(block: Block, column: int) -> dict[int, Cell]:
    """The first cell of the merge that covers a row of the column."""
    found: dict[int, Cell] = {}
    for merge in block.grid.merges:
        if merge.first_column <= column <= merge.last_column and merge.last_row > merge.first_row:
            for row in range(merge.first_row, merge.last_row + 1):
                found[row] = (merge.first_row, merge.first_column)
    return found
