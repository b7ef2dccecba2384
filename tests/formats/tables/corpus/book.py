"""A workbook in memory, and its writers: .xlsx by two libraries, .xls, .ods, and CSV of any guise."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableRowProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from lumbung.vocabulary.observations import cell_name


@dataclass
class Formula:
    """A formula with the result that the file holds (none: it was never computed)."""

    text: str
    result: float | str | None = None


@dataclass
class Sheet:
    """One sheet: its cells by row and column, and how they are shown."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False

    def put(self, row: int, column: int, value: Any, number_format: str = "") -> str:
        """Write a cell; gives its address."""
        if value is not None and value != "":
            self.cells[row, column] = value
            if number_format:
                self.formats[row, column] = number_format
        return cell_name(row, column)

    def line(self, row: int, values: list[Any], column: int = 0) -> None:
        """Write a row of cells."""
        for number, value in enumerate(values):
            self.put(row, column + number, value)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns are used."""
        rows = max((row for row, _ in self.cells), default=-1) + 1
        return rows, max((column for _, column in self.cells), default=-1) + 1


@dataclass
class Book:
    """A workbook."""

    sheets: list[Sheet] = field(default_factory=list)

    def sheet(self, name: str, *, hidden: bool = False) -> Sheet:
        """Add a sheet."""
        self.sheets.append(Sheet(name, hidden=hidden))
        return self.sheets[-1]

    def save(self, path: Path, how: str, *, encoding: str = "utf-8", separator: str = ",") -> None:
        """Write the file: ``xlsxwriter``, ``openpyxl``, ``xls``, ``ods`` or ``csv``."""
        if how == "csv":
            path.write_bytes(csv_bytes(self.sheets[0], encoding, separator))
        else:
            {"xlsxwriter": _xlsxwriter, "openpyxl": _openpyxl, "xls": _xls, "ods": _ods}[how](self, path)


def csv_bytes(sheet: Sheet, encoding: str, separator: str) -> bytes:
    """The sheet as CSV."""
    rows, columns = sheet.size
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    for row in range(rows):
        writer.writerow([_text(sheet.cells.get((row, column), "")) for column in range(columns)])
    return text.getvalue().encode(encoding)


def _text(value: Any) -> str:
    if isinstance(value, Formula):
        value = value.result
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _xlsxwriter(book: Book, path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as out:
        for sheet in book.sheets:
            page = out.add_worksheet(sheet.name)
            for cell, value in sheet.cells.items():
                style = out.add_format({"num_format": sheet.formats[cell]}) if cell in sheet.formats else None
                if isinstance(value, Formula):
                    page.write_formula(
                        *cell, f"={value.text}", style, value.result if value.result is not None else ""
                    )
                elif isinstance(value, dt.date):
                    page.write_datetime(*cell, value, style or out.add_format({"num_format": "dd/mm/yyyy"}))
                elif isinstance(value, str):
                    page.write_string(*cell, value, style)
                else:
                    page.write_number(*cell, value, style)
            for merge in sheet.merges:
                value = sheet.cells.get(merge[:2], "")
                page.merge_range(*merge, "" if isinstance(value, Formula) else value)
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
            if sheet.hidden:
                page.hide()


def _openpyxl(book: Book, path: Path) -> None:
    out = openpyxl.Workbook()
    out.remove(out.active)
    for sheet in book.sheets:
        page = out.create_sheet(sheet.name)
        for (row, column), value in sheet.cells.items():
            cell = page.cell(row + 1, column + 1)
            if isinstance(value, Formula):
                cell.value = f"={value.text}"
            else:
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
            if (row, column) in sheet.formats:
                cell.number_format = sheet.formats[row, column]
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in sheet.hidden_rows:
            page.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[openpyxl.utils.get_column_letter(column + 1)].hidden = True
        page.sheet_state = "hidden" if sheet.hidden else "visible"
    out.save(path)


def _xls(book: Book, path: Path) -> None:
    out = xlwt.Workbook()
    for sheet in book.sheets:
        page = out.add_sheet(sheet.name, cell_overwrite_ok=True)
        covered = {(top, left) for top, left, _, _ in sheet.merges}
        for (row, column), value in sheet.cells.items():
            # xlwt cannot store a result beside a formula: the result alone is written.
            said = value.result if isinstance(value, Formula) else value
            if (row, column) in covered or said is None:
                continue
            if isinstance(said, dt.date):
                page.write(row, column, said, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
            else:
                page.write(row, column, said)
        for top, left, bottom, right in sheet.merges:
            value = sheet.cells.get((top, left), "")
            page.write_merge(top, bottom, left, right, value.result if isinstance(value, Formula) else value)
        for row in sheet.hidden_rows:
            page.row(row).hidden = True
        for column in sheet.hidden_columns:
            page.col(column).hidden = True
        page.visibility = int(sheet.hidden)
    out.save(str(path))


def _ods(book: Book, path: Path) -> None:
    out = OpenDocumentSpreadsheet()
    for sheet in book.sheets:
        table = Table(name=sheet.name)
        rows, columns = sheet.size
        for column in range(columns):
            extra = {"visibility": "collapse"} if column in sheet.hidden_columns else {}
            table.addElement(TableColumn(**extra))
        spans = {merge[:2]: merge for merge in sheet.merges}
        covered = {
            (row, column)
            for top, left, bottom, right in sheet.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        for row in range(rows):
            line = TableRow(**({"visibility": "collapse"} if row in sheet.hidden_rows else {}))
            for column in range(columns):
                if (row, column) in covered:
                    line.addElement(CoveredTableCell())
                else:
                    line.addElement(_ods_cell(sheet.cells.get((row, column)), spans.get((row, column))))
            table.addElement(line)
        if sheet.hidden:
            style = Style(name=f"ta-{len(out.automaticstyles.childNodes)}", family="table")
            style.addElement(_hidden_table())
            out.automaticstyles.addElement(style)
            table.setAttribute("stylename", style)
        out.spreadsheet.addElement(table)
    out.save(str(path))


def _hidden_table() -> Any:
    from odf.style import TableProperties

    return TableProperties(display="false")


def _ods_cell(value: Any, span: tuple[int, int, int, int] | None) -> TableCell:
    said: dict[str, Any] = {}
    if span:
        said["numberrowsspanned"], said["numbercolumnsspanned"] = span[2] - span[0] + 1, span[3] - span[1] + 1
    if isinstance(value, Formula):
        said["formula"] = f"of:={value.text}"
        value = value.result
    if value is None:
        return TableCell(**said)
    if isinstance(value, dt.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat(), **said)
    elif isinstance(value, str):
        cell = TableCell(valuetype="string", **said)
    else:
        cell = TableCell(valuetype="float", value=str(value), **said)
    cell.addElement(P(text=_text(value)))
    return cell


__all__ = ["Book", "Formula", "Sheet", "Style", "TableRowProperties", "csv_bytes"]
