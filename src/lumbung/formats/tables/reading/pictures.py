"""Sheets as pictures: the text of their first cells, to show a guess over the sheet itself."""

from __future__ import annotations

from lumbung.formats.tables.grids import LIMITS, Grid, Workbook
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.reading.result import SheetPicture

_LONGEST = 200


def pictures_of(workbook: Workbook) -> list[SheetPicture]:
    """A picture of each sheet but those that only programs see."""
    return [_picture(grid) for grid in workbook.grids if grid.visibility.value != "very-hidden"]


def _picture(grid: Grid) -> SheetPicture:
    rows, columns = LIMITS.preview_rows, LIMITS.preview_columns
    first = next((n for n, line in enumerate(grid.rows) if any(v is not None for v in line)), 0)
    last = min(grid.height, first + rows)
    width = min(grid.width, columns)
    cells = tuple(
        tuple(shown(grid.at(row, column))[:_LONGEST] for column in range(width)) for row in range(first, last)
    )
    return SheetPicture(
        name=grid.name,
        visibility=grid.visibility,
        cells=cells,
        first_row=first,
        height=grid.height,
        width=grid.width,
        merges=tuple(m for m in grid.merges if m.first_row < last and m.first_column < width),
        hidden_rows=tuple(sorted(row for row in grid.hidden_rows if first <= row < last)),
        hidden_columns=tuple(sorted(column for column in grid.hidden_columns if column < width)),
    )
