"""Pictures of sheets: the rows around what was found, as the person who made them knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lumbung.formats.tables.grids import Grid, Workbook
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.shapes.layout import Layout, TableGuess
from lumbung.rooms.collection.grids import Cell, cell_of
from lumbung.rooms.collection.limits import PICTURE_COLUMNS, PICTURE_ROWS, PICTURE_SHEETS
from lumbung.rooms.collection.recipes import role_of
from lumbung.rooms.collection.report import Picture, PictureCell, PictureRow
from lumbung.vocabulary.findings import Finding, Severity
from lumbung.vocabulary.observations import column_letters

FIRST_ROWS = 8  # shown of a table in which nothing was found
TEXT_SHOWN = 120


def pictures_of(
    workbook: Workbook, layout: Layout, findings: Sequence[Finding], mended: Iterable[tuple[str, str]]
) -> tuple[Picture, ...]:
    """A picture of each sheet with a table or a finding, the sheets with the gravest first."""
    changed = set(mended)
    drawn = []
    for grid in workbook.grids:
        ringed = _ringed(grid.name, findings)
        tables = [table for table in layout.tables if table.sheet == grid.name]
        if ringed or tables:
            worst = min((list(Severity).index(found) for found in ringed.values()), default=len(Severity))
            mends = {
                cell
                for sheet, address in changed
                if sheet == (grid.name or "") and (cell := cell_of(address))
            }
            drawn.append((worst, _picture(grid, tables, ringed, mends)))
    drawn.sort(key=lambda pair: pair[0])
    return tuple(picture for _, picture in drawn[:PICTURE_SHEETS])


def _ringed(sheet: str | None, findings: Sequence[Finding]) -> dict[Cell, Severity]:
    """The cells of a sheet in which something was found, with the gravest of it."""
    ringed: dict[Cell, Severity] = {}
    order = list(Severity)
    for told in findings:
        cell = cell_of(told.place.cell)
        if cell is None or told.place.sheet != sheet:
            continue
        if cell not in ringed or order.index(told.severity) < order.index(ringed[cell]):
            ringed[cell] = told.severity
    return ringed


def _picture(
    grid: Grid, tables: Sequence[TableGuess], ringed: Mapping[Cell, Severity], mended: set[Cell]
) -> Picture:
    columns = _columns(grid, tables, ringed)
    rows, roles = _rows(grid, tables, ringed), _roles(tables)
    heading = {row for table in tables for row in table.heading_rows}
    drawn: list[PictureRow] = []
    before = -1
    for row in rows:
        cells = tuple(
            PictureCell(
                text=shown(value)[:TEXT_SHOWN],
                severity=ringed[row, column].value if (row, column) in ringed else "",
                role="heading" if row in heading else roles.get((row, column), ""),
                numeric=isinstance(value, int | float) and not isinstance(value, bool),
                mended=(row, column) in mended,
            )
            for column in columns
            for value in (grid.at(row, column),)
        )
        drawn.append(PictureRow(row + 1, cells, gap=bool(drawn) and row != before + 1))
        before = row
    guesses = {guess.column: role_of(guess) for table in reversed(tables) for guess in table.columns}
    return Picture(
        sheet=grid.name,
        letters=tuple(column_letters(column) for column in columns),
        rows=tuple(drawn),
        reads=tuple(guesses.get(column, "") for column in columns) if tables else (),
    )


def _columns(grid: Grid, tables: Sequence[TableGuess], ringed: Mapping[Cell, Severity]) -> list[int]:
    used = {column.column for table in tables for column in table.columns} | {column for _, column in ringed}
    if not used:
        return list(range(min(grid.width, PICTURE_COLUMNS)))
    first, last = min(used), max(used)
    if last - first < PICTURE_COLUMNS:
        return list(range(first, last + 1))
    # A very wide sheet: its labels, and the columns in which something was found.
    found = sorted({column for _, column in ringed} - set(range(first, first + 4)))
    return [*range(first, first + 4), *found][:PICTURE_COLUMNS]


def _rows(grid: Grid, tables: Sequence[TableGuess], ringed: Mapping[Cell, Severity]) -> list[int]:
    order = list(Severity)
    wanted: dict[int, None] = {}
    for table in tables:
        wanted |= dict.fromkeys(table.heading_rows)
    by_severity = sorted(ringed.items(), key=lambda item: (order.index(item[1]), item[0]))
    for (row, _), _severity in by_severity:
        wanted |= dict.fromkeys((row, row - 1, row + 1))
    if not ringed:
        for table in tables:
            wanted |= dict.fromkeys(
                range(table.first_row, min(table.last_row + 1, table.first_row + FIRST_ROWS))
            )
    kept = [row for row in wanted if 0 <= row < grid.height][:PICTURE_ROWS]
    return sorted(kept)


def _roles(tables: Sequence[TableGuess]) -> dict[Cell, str]:
    return {
        (row, column.column): column.role
        for table in tables
        for column in table.columns
        for row in range(table.first_row, min(table.last_row + 1, table.first_row + PICTURE_ROWS))
    }
