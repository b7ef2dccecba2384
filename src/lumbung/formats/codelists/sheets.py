"""Lists and maps as XLSX and CSV: one table with its headings, and a sheet that says what it is."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lumbung.formats.codelists.columns import FileColumn, found_columns
from lumbung.formats.tables.grids import Grid, Limits, Refused, Visibility, read_grids
from lumbung.formats.tables.grids.grid import CellError, Value, shown
from lumbung.formats.tables.look import DAUN_TINT
from lumbung.formats.tables.pen import Pen, open_book
from lumbung.formats.tables.safety import neutralised
from lumbung.vocabulary.findings import Finding, Place, finding

LIMITS = Limits(
    file_bytes=16 << 20, unpacked_bytes=128 << 20, sheets=40, cells=1_000_000, merges=10_000, csv_rows=200_000
)
ABOUT_SHEET = "keterangan"
LOOKED_AT = 15  # rows in which the headings are sought


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, and where they stand."""

    cells: Mapping[str, str]
    sheet: str | None
    number: int
    places: Mapping[str, int]
    odd: frozenset[str] = frozenset()  # columns whose cell is a date, a truth or an error, not a text

    def place(self, column: str) -> Place:
        """Where a column of this row stands; its first one where it has no such column."""
        return Place.at(self.sheet, self.number, self.places.get(column, 0))


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a file held."""

    rows: tuple[Row, ...]
    about: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_table(content: bytes, name: str, columns: Sequence[FileColumn], *, most: int) -> TableRead:
    """The rows of the first table of a file that has the columns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        try:
            workbook, told = read_grids(path, name, LIMITS)
        except Refused as refusal:
            return TableRead((), {}, (refusal.finding,))
    grids = [grid for grid in workbook.grids if grid.visibility is Visibility.VISIBLE]
    needed = {column.name for column in columns if column.needed}
    best: Mapping[str, int] = {}
    for grid in grids:
        for number in range(min(LOOKED_AT, grid.height)):
            places = found_columns([shown(value) for value in grid.rows[number]], columns)
            if needed <= places.keys():
                rows = tuple(_rows(grid, number + 1, places))
                over = (
                    (finding("codelist.too-long", Place(grid.name), value=len(rows), most=most),)
                    if len(rows) > most
                    else ()
                )
                return TableRead(rows[:most], about_of(grids), (*told, *over))
            best = places if len(places) > len(best) else best
    known = ", ".join(column.heading for column in columns)
    missing = [
        finding("codelist.column-missing", value=column.heading, known=known)
        for column in columns
        if column.needed and column.name not in best
    ]
    return TableRead((), {}, (*told, *missing))


def _rows(grid: Grid, first: int, places: Mapping[str, int]) -> Iterator[Row]:
    for number in range(first, grid.height):
        values = {name: grid.at(number, column) for name, column in places.items()}
        if all(value is None or not str(value).strip() for value in values.values()):
            continue
        odd = frozenset(name for name, value in values.items() if _is_odd(value))
        cells = {name: _text(value) for name, value in values.items()}
        yield Row(cells, grid.name, number, places, odd)


def _is_odd(value: Value) -> bool:
    return isinstance(value, bool | dt.date | dt.time | CellError)


def _text(value: Value) -> str:
    """A cell as text; an apostrophe that we wrote before a formula's sign is taken away again."""
    text = shown(value).strip()
    if text.startswith("'") and neutralised(text[1:]) == text:
        return text[1:]
    return text


def about_of(grids: Iterable[Grid]) -> dict[str, str]:
    """What the sheet beside the table says of it."""
    for grid in grids:
        if (grid.name or "").strip().lower() == ABOUT_SHEET:
            pairs = (
                (shown(grid.at(row, 0)).strip(), shown(grid.at(row, 1)).strip()) for row in range(grid.height)
            )
            return {name: said for name, said in pairs if name}
    return {}


def write_csv(columns: Sequence[FileColumn], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8, with what would run neutralised."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    writer.writerows([neutralised(text) for text in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def write_xlsx(
    name: str,
    columns: Sequence[FileColumn],
    rows: Iterable[Sequence[str | float]],
    about: Sequence[tuple[str, str]],
) -> bytes:
    """A table as a workbook, with a sheet that says what it is."""
    target = io.BytesIO()
    book = open_book(target)
    pen = Pen(book)
    head = pen.style(bold=True, bg_color=f"#{DAUN_TINT}")
    plain = pen.style(num_format="@")
    number = pen.style(num_format="0.######")
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 24)
    pen.texts(sheet, 0, [column.heading for column in columns], head)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                pen.text(sheet, place, column, value, plain)
            else:
                pen.value(sheet, place, column, value, number)
    beside = book.add_worksheet(ABOUT_SHEET)
    beside.set_column(0, 0, 20)
    beside.set_column(1, 1, 60)
    for place, (term, words) in enumerate(about):
        pen.texts(beside, place, [term, words], plain)
    book.close()
    return target.getvalue()
