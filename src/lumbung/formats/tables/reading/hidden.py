"""What a person who opens the file does not see, told: hidden rows, columns and sheets.

Hidden rows are data like the others and are read; so are hidden columns whose heading says what
they are. A hidden sheet is not read unless a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from lumbung.formats.tables.grids import Grid, Visibility
from lumbung.formats.tables.reading.hazards import hidden_runs
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.observations import column_letters
from lumbung.vocabulary.words import Text

_READ = Text("Angkanya tetap dibaca sebagai data.", "Its figures are read as data all the same.")
_SEEN = Text("Kolom itu dibaca hanya bila judulnya dikenal.", "It is read only if its heading is known.")


def tell_hidden_parts(grid: Grid, blocks: Iterable[Block], told: Told) -> None:
    """Mention hidden rows and columns that hold something."""
    blocks = list(blocks)
    full = [row for row in grid.hidden_rows if any(value is not None for value in _line(grid, row))]
    for first, last in hidden_runs(full):
        numbers = f"{first + 1}" if first == last else f"{first + 1}–{last + 1}"
        _tell(told, Place.at(grid.name, first, 0), Text(f"Baris {numbers}", f"Row {numbers}"), _READ)
    for column in sorted(grid.hidden_columns):
        rows = [row for row in range(grid.height) if grid.at(row, column) is not None]
        if rows:
            heading = next((b.heading[-1] for b in blocks if b.heading and column in b.columns), rows[0])
            top = next((row for row in rows if row >= heading), rows[0])
            letters = column_letters(column)
            where = Place.at(grid.name, top, column)
            _tell(told, where, Text(f"Kolom {letters}", f"Column {letters}"), _SEEN)


def tell_hidden_sheet(grid: Grid, told: Told) -> None:
    """Mention a hidden sheet that was left unread."""
    if grid.visibility is not Visibility.VISIBLE and any(v is not None for line in grid.rows for v in line):
        told.add("sheet.hidden-unread", Place(grid.name, "A1"), value=grid.name)


def _line(grid: Grid, row: int) -> Iterable[object]:
    return grid.rows[row] if 0 <= row < grid.height else ()


def _tell(told: Told, place: Place, what: Text, consequence: Text) -> None:
    told.add(
        "sheet.hidden",
        place,
        value=what.id,
        what=what,
        what_en=what.said("en"),
        consequence=consequence,
        consequence_en=consequence.said("en"),
    )
