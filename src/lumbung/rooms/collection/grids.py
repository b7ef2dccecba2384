"""Cells by their addresses, and corrections laid over the sheets of an opened file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lumbung.formats.tables.grids import Grid, Value, Workbook
from lumbung.formats.tables.grids.grid import shown
from lumbung.vocabulary.findings import Place

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_BROKEN = re.compile(r"-?[0-9]{1,12}(?:,[0-9]{1,9}|\.(?![0-9]{3}$)[0-9]{1,9})")

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correction:
    """What stood in a cell, and what a person put there."""

    was: str
    value: str


Corrections = Mapping[Place, Correction]


def is_cell(text: str | None) -> bool:
    """Whether a text is the address of a cell."""
    return text is not None and _ADDRESS.fullmatch(text) is not None


def cell_of(address: str | None) -> Cell | None:
    """The row and column, from 0, of an address.

    >>> cell_of("C14")
    (13, 2)
    """
    match = _ADDRESS.fullmatch(address or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def text_at(address: str | None) -> Cell:
    """The row and column of an address for sorting; what has none comes first."""
    return cell_of(address) or (-1, -1)


def value_of(text: str) -> Value:
    """What a spreadsheet would make of a text that is typed into a cell.

    A point before three digits may be a thousand or a fraction; that is left to the reader.

    >>> value_of("11"), value_of("6,60"), value_of("1.234"), value_of(" Turi "), value_of("")
    (11, 6.6, '1.234', 'Turi', None)
    """
    text = text.strip()
    if not text:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if _BROKEN.fullmatch(text):
        return float(text.replace(",", "."))
    return text


def mended(workbook: Workbook, corrections: Corrections) -> Workbook:
    """The workbook with corrected cells; the one that was given stays as it was."""
    grids = [_mended_grid(grid, _of_sheet(grid, corrections)) for grid in workbook.grids]
    return replace(workbook, grids=grids)


def text_in(workbook: Workbook, place: Place) -> str:
    """What stands in a cell, as a person reads it."""
    cell = cell_of(place.cell)
    grid = next((grid for grid in workbook.grids if grid.name == place.sheet), None)
    return shown(grid.at(*cell)) if grid is not None and cell is not None else ""


def _of_sheet(grid: Grid, corrections: Corrections) -> dict[Cell, Value]:
    return {
        cell: value_of(correction.value)
        for place, correction in corrections.items()
        if place.sheet == grid.name and (cell := cell_of(place.cell)) is not None
    }


def _mended_grid(grid: Grid, cells: Mapping[Cell, Value]) -> Grid:
    if not cells:
        return grid
    rows = list(grid.rows)
    for (row, column), value in cells.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        line = list(rows[row])
        line += [None] * (column + 1 - len(line))
        line[column] = value
        rows[row] = line
    # A cell that was typed over holds no formula any more, nor the sign its number was shown with.
    formulas = {cell: formula for cell, formula in grid.formulas.items() if cell not in cells}
    signs = {cell: sign for cell, sign in grid.signs.items() if cell not in cells}
    return replace(grid, rows=rows, formulas=formulas, signs=signs)
