"""A workbook whose cells equal those of a file that cannot carry marks: CSV, .xls, .ods.

What these files say is kept: values, merged ranges, what is hidden, comments. Their colours and
widths are not, for nothing that we read them with tells those.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from lumbung.formats.tables.grids import Grid, Visibility, Workbook
from lumbung.formats.tables.ours import LIST_NAME, LIST_SHEET
from lumbung.formats.tables.pen import Pen, Style, open_book

ONLY_SHEET = "Data"  # of a CSV, whose one sheet has no name
_MEASURED_ROWS = 200
_NARROWEST, _WIDEST = 9, 44


def write_copy(workbook: Workbook, target: Path) -> None:
    """Write the copy as .xlsx."""
    book = open_book(target)
    pen = Pen(book)
    visible = [grid for grid in workbook.grids if grid.visibility is Visibility.VISIBLE]
    for grid in workbook.grids:
        sheet = book.add_worksheet(grid.name or ONLY_SHEET)
        _write(pen, sheet, grid)
        if grid.visibility is Visibility.VERY_HIDDEN:
            sheet.very_hidden()
        elif grid.visibility is Visibility.HIDDEN:
            sheet.hide()
        if visible and grid is visible[0]:
            sheet.activate()
            sheet.set_first_sheet()
    if not workbook.grids:  # nothing could be read: the list of findings takes the only sheet
        book.add_worksheet(LIST_SHEET)
        book.define_name(LIST_NAME, f"={LIST_SHEET}!$A$1")
    book.close()


def _write(pen: Pen, sheet: Worksheet, grid: Grid) -> None:
    for row in sorted(grid.hidden_rows):
        sheet.set_row(row, None, None, {"hidden": True})
    for row, line in enumerate(grid.rows):
        for column, value in enumerate(line):
            if value is not None:
                _write_cell(pen, sheet, grid, row, column)
    for column in range(grid.width):
        hidden = {"hidden": True} if column in grid.hidden_columns else None
        sheet.set_column(column, column, _room(grid, column), None, hidden)
    for merge in grid.merges:
        # merge_range() writes cells, and the rows are written by now; this only declares the range.
        sheet.merge.append([merge.first_row, merge.first_column, merge.last_row, merge.last_column])
    for (row, column), remark in grid.remarks.items():
        sheet.write_comment(row, column, remark)
    if grid.width and grid.height:  # figures of a CSV are text, and are not to be told off for it
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{grid.height}"})


def _write_cell(pen: Pen, sheet: Worksheet, grid: Grid, row: int, column: int) -> None:
    value = grid.rows[row][column]
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        sheet.write_datetime(
            row, column, value.replace(tzinfo=None), _shown_as(pen, "yyyy-mm-dd hh:mm:ss").plain
        )
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, _shown_as(pen, "yyyy-mm-dd").plain)
    elif isinstance(value, dt.time):
        sheet.write_datetime(row, column, value, _shown_as(pen, "hh:mm:ss").plain)
    elif isinstance(value, str):
        pen.text(sheet, row, column, value, _shown_as(pen, "@"))
    else:
        number_format = "0.##########%" if (row, column) in grid.percents else "General"
        if sign := grid.signs.get((row, column)):
            number_format += f'"{sign}"'
        pen.value(sheet, row, column, value, _shown_as(pen, number_format))


def _shown_as(pen: Pen, number_format: str) -> Style:
    return pen.style(num_format=number_format, valign="bottom", font_color="black")


def _room(grid: Grid, column: int) -> int:
    """How wide a column is to be to show its first values."""
    lengths = [len(str(grid.at(row, column) or "")) for row in range(min(_MEASURED_ROWS, grid.height))]
    return min(_WIDEST, max(_NARROWEST, *lengths, 0) + 1)
