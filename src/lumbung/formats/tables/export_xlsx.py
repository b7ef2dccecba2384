"""An answer as XLSX for people: the figures on the first sheet, their meaning on *Keterangan*.

Rows are streamed; what does not fit on one sheet goes on on the next, and *Keterangan* says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from lumbung.formats.tables import guide, look
from lumbung.formats.tables.envelope import (
    NOTICE,
    SIMULATED,
    Column,
    ColumnKind,
    Envelope,
    citation,
)
from lumbung.formats.tables.pen import Pen, Style, number_format, open_book
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.periods import day_period
from lumbung.vocabulary.words import Text

DATA_SHEET = "Data"
ROWS_PER_SHEET = 1_048_575  # the limit of the file format, less the heading
_MEASURED_ROWS = 200  # rows whose texts decide how wide a column is
_NARROWEST, _WIDEST = 10, 44
_STATUSES = {status.value: status.title.id for status in Status}


def write_xlsx(
    target: BinaryIO,
    envelope: Envelope,
    rows: Iterable[Sequence[object]],
    *,
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> None:
    """Write the answer; numbers as numbers, codes as text, the source and licence inside."""
    book = open_book(target)
    book.set_properties(
        {
            "title": envelope.title.id,
            "subject": f"{envelope.dataset}, edisi {envelope.edition}",
            "author": envelope.source,
            "comments": citation(envelope),
        }
    )
    pen = Pen(book)
    columns = envelope.columns
    if envelope.simulated:  # said beside every figure, wherever the rows are copied to
        columns = (*columns, Column(NOTICE, Text("Perhatian", "Notice"), kind=ColumnKind.NOTE))
    sheets = [_DataSheet(pen, book.add_worksheet(DATA_SHEET), columns)]
    for row in rows:
        if sheets[-1].rows == rows_per_sheet:
            name = f"{DATA_SHEET} {len(sheets) + 1}"
            sheets.append(_DataSheet(pen, book.add_worksheet(name), columns))
        sheets[-1].write(row if not envelope.simulated else (*row, SIMULATED.id))
    for sheet in sheets:
        sheet.finish()
    _explain(guide.Guide(pen, book.add_worksheet(guide.NAME)), envelope, columns, sheets)
    book.close()


@dataclass
class _DataSheet:
    """One sheet of rows, written from the top down."""

    pen: Pen
    sheet: Worksheet
    columns: Sequence[Column]
    rows: int = 0
    _widths: list[int] = field(init=False)
    _styles: list[Style] = field(init=False)

    def __post_init__(self) -> None:
        heading: dict[str, object] = {
            "bold": True,
            "text_wrap": True,
            "bg_color": f"#{look.DAUN_TINT}",
            "bottom": 2,
            "bottom_color": f"#{look.DAUN}",
        }
        titles = [shown_title(column) for column in self.columns]
        self.sheet.set_row(0, 2 * guide.LINE_HEIGHT + 4)
        for number, (column, title) in enumerate(zip(self.columns, titles, strict=True)):
            align = "right" if column.kind is ColumnKind.MEASURE else "left"
            self.pen.text(self.sheet, 0, number, title, self.pen.style(**heading, align=align))
        self._widths = [1 + (len(title) + 1) // 2 for title in titles]  # a heading may take two lines
        self._styles = [
            self.pen.style(num_format=number_format(column.decimals))
            if column.kind is ColumnKind.MEASURE
            else self.pen.style(num_format="@")
            for column in self.columns
        ]

    def write(self, row: Sequence[object]) -> None:
        """One row of the answer."""
        self.rows += 1
        for number, (column, value, style) in enumerate(zip(self.columns, row, self._styles, strict=True)):
            shown = _shown(column, value)
            if self.rows <= _MEASURED_ROWS and shown is not None:
                self._widths[number] = max(self._widths[number], _room(column, shown))
            self.pen.value(self.sheet, self.rows, number, shown, style)

    def finish(self) -> None:
        """Widths, frozen heading, filter, and how it prints."""
        for number, width in enumerate(self._widths):
            self.sheet.set_column(number, number, min(_WIDEST, max(_NARROWEST, width)))
        if self.columns:
            self.sheet.autofilter(0, 0, self.rows, len(self.columns) - 1)
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_footer("&L&A&RHalaman &P dari &N")


def _shown(column: Column, value: object) -> object:
    """A value as people read it: statuses in words, codes as text whatever they look like."""
    if value is None or column.kind is ColumnKind.MEASURE:
        return value
    said = str(value)
    return _STATUSES.get(said, said) if column.kind is ColumnKind.STATUS else said


def _room(column: Column, value: object) -> int:
    """How wide a column must be to show a value."""
    if isinstance(value, int | float):
        return len(said_number(value, decimals=2 if column.decimals is None else column.decimals)) + 3
    return len(str(value)) + 2


def shown_title(column: Column) -> str:
    """The heading of a column: its title and its unit.

    >>> shown_title(Column("jumlah", Text("Jumlah penduduk"), unit="jiwa"))
    'Jumlah penduduk (jiwa)'
    """
    return f"{column.title.id} ({column.unit})" if column.unit else column.title.id


def _explain(
    page: guide.Guide, envelope: Envelope, columns: Sequence[Column], sheets: Sequence[_DataSheet]
) -> None:
    page.title(envelope.title.id)
    if envelope.simulated:
        page.notice(SIMULATED)
    released = day_period(envelope.released_on).title.id if envelope.released_on else ""
    page.pairs(
        (
            (Text("Dataset", "Dataset"), envelope.dataset),
            (Text("Edisi", "Edition"), envelope.edition),
            (Text("Dirilis", "Released"), released),
            (Text("Sumber", "Source"), envelope.source),
            (Text("Lisensi", "Licence"), _licence(envelope)),
            (Text("Alamat", "Address"), envelope.address),
            (Text("Cara mengutip", "How to cite"), f"{citation(envelope)}\n{citation(envelope, 'en')}"),
        )
    )
    page.table(
        Text("Arti kolom", "What the columns mean"),
        (
            Text("Kode", "Code"),
            Text("Arti", "Meaning"),
            Text("Satuan", "Unit"),
            Text("Penjumlahan", "How it adds up"),
        ),
        (
            (
                column.code,
                "\n".join(map(guide.beside, column.explained)),
                column.unit,
                column.adds_up.id,
            )
            for column in columns
        ),
    )
    if envelope.notes:
        page.table(
            Text("Catatan", "Notes"),
            (Text("Nomor", "Number"), Text("Catatan", "Note")),
            ((str(number), guide.beside(note)) for number, note in enumerate(envelope.notes, start=1)),
        )
    if len(sheets) > 1:
        page.table(
            Text("Data dibagi atas beberapa lembar", "The data is split over several sheets"),
            (Text("Lembar", "Sheet"), Text("Jumlah baris", "Rows")),
            ((sheet.sheet.name, said_number(sheet.rows)) for sheet in sheets),
        )


def _licence(envelope: Envelope) -> str:
    named = guide.inline(envelope.licence_title)
    return " · ".join(filter(None, (envelope.licence, named, envelope.licence_address)))
