"""A table as a workbook that can be printed as it is: title, heads over each other, footnotes, source.

Unlike ``export_xlsx`` it is laid out for readers: numbers stay numbers and are shown with the
decimals of their measure, the sign of a footnote stands in the number's format, heads repeat on
every page, and everything fits the width of the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from lumbung.formats.tables import guide, look
from lumbung.formats.tables.pen import Pen, Style, number_format, open_book
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = Text("Tabel", "Table")
PAPER_A4 = 9
PORTRAIT_COLUMNS = 6  # more of them lie better across
NAME_WIDTH, FIGURE_WIDTH = (14, 44), (9, 26)  # characters: the least and the most
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
INDONESIAN = "[$-421]"  # a spreadsheet that heeds it writes 1.234,5 wherever it is opened


@dataclass(frozen=True, slots=True)
class PrintHead:
    """A heading over some columns of figures."""

    words: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class PrintCell:
    """A figure with the signs of its footnotes; without a value ``words`` stand there."""

    value: float | None
    sign: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PrintRow:
    """The names of a row, empty where the row above has the same, and its figures."""

    names: tuple[str, ...]
    cells: tuple[PrintCell, ...]


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table with all its words."""

    title: str
    subtitle: str
    unit: str
    corners: tuple[str, ...]  # what the names of rows are of
    heads: tuple[tuple[PrintHead, ...], ...]
    decimals: tuple[int, ...]  # of each column of figures
    notes: tuple[tuple[str, str], ...]  # a sign and what it stands for; without a sign a remark
    source: tuple[tuple[str, str], ...]  # source, edition, licence, address
    footer: str  # at the foot of every page
    signed: bool = False  # figures are changes: a plus is written
    language: str = "id"
    warning: str = ""  # "data simulasi", seen before any figure
    properties: dict[str, str] = field(default_factory=dict)


def write_print(target: BinaryIO, table: PrintTable, rows: Iterable[PrintRow]) -> None:
    """Write the table; rows are taken one by one."""
    book = open_book(target)
    book.set_properties(table.properties)
    sheet = book.add_worksheet(SHEET.said(table.language))
    _Page(table, Pen(book), sheet).write(rows)
    book.close()


class _Page:
    """The one sheet, written from the top down."""

    def __init__(self, table: PrintTable, pen: Pen, sheet: Worksheet) -> None:
        self.table, self.pen, self.sheet = table, pen, sheet
        self.names = max(1, len(table.corners))
        self.width = self.names + len(table.decimals)
        self.at = 0
        heads = [[head.words for head in level for _ in range(head.span)] for level in table.heads]
        self.figure_widths = [
            max(FIGURE_WIDTH[0], *(2 + len(level[column]) // 2 for level in heads))
            for column in range(len(table.decimals))
        ]
        self.name_widths = [len(words) + 2 for words in table.corners] or [NAME_WIDTH[0]]

    def write(self, rows: Iterable[PrintRow]) -> None:
        """Title, heads, rows, notes, source; then how it is seen and printed."""
        self._lines_before()
        first_head = self.at
        self._heads()
        first_row = self.at
        for row in rows:
            self._row(row)
        self._rule()
        self._lines_after()
        for column, width in enumerate([*self.name_widths, *self.figure_widths]):
            least, most = NAME_WIDTH if column < self.names else FIGURE_WIDTH
            self.sheet.set_column(column, column, min(most, max(least, width)))
        self.sheet.freeze_panes(first_row, self.names)
        self.sheet.repeat_rows(first_head, first_row - 1)
        self.sheet.print_area(0, 0, self.at - 1, self.width - 1)
        self.sheet.set_paper(PAPER_A4)
        if len(self.table.decimals) > PORTRAIT_COLUMNS:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        page = Text("Halaman &P dari &N", "Page &P of &N").said(self.table.language)
        self.sheet.set_footer(f"&L&8{self.table.footer.replace('&', '&&')}&R&8{page}")

    def _lines_before(self) -> None:
        table = self.table
        self._line(table.title, bold=True, font_size=14)
        if table.subtitle:
            self._line(table.subtitle, font_color=f"#{look.SOFT}")
        if table.warning:
            self._line(table.warning, bold=True, font_color=f"#{look.PADI}")
        if table.unit:
            self._line(f"{Text('Satuan', 'Unit').said(table.language)}: {table.unit}", italic=True)
        self.at += 1

    def _line(self, words: str, **properties: object) -> None:
        """A line over the whole width, as high as its words need."""
        style = self.pen.style(text_wrap=True, valign="top", **properties)
        room = sum(self.name_widths) + sum(self.figure_widths)
        size = properties.get("font_size", 11)
        scale = float(size) / 11 if isinstance(size, int | float) else 1.0
        lines = guide.wrapped_lines(words, max(20.0, room / scale))
        self.sheet.set_row(self.at, guide.LINE_HEIGHT * scale * lines + 2)
        if self.width > 1:
            self.sheet.merge_range(self.at, 0, self.at, self.width - 1, "", style.plain)
        self.pen.text(self.sheet, self.at, 0, words, style)
        self.at += 1

    def _heads(self) -> None:
        levels = self.table.heads
        for number, level in enumerate(levels):
            is_last = number == len(levels) - 1
            edge = {"bottom": 2 if is_last else 1, "bottom_color": f"#{look.DAUN}"}
            if not number:
                edge |= {"top": 2, "top_color": f"#{look.DAUN}"}
            style = self.pen.style(
                bold=True, text_wrap=True, align="right", bg_color=f"#{look.DAUN_TINT}", **edge
            )
            middle = self.pen.style(
                bold=True, text_wrap=True, align="center", bg_color=f"#{look.DAUN_TINT}", **edge
            )
            left = self.pen.style(
                bold=True, text_wrap=True, align="left", bg_color=f"#{look.DAUN_TINT}", **edge
            )
            self.sheet.set_row(self.at, 2 * guide.LINE_HEIGHT + 2)
            for column in range(self.names):
                words = self.table.corners[column] if is_last and column < len(self.table.corners) else ""
                self.pen.text(self.sheet, self.at, column, words, left)
            self._level(level, style, middle)
            self.at += 1

    def _level(self, level: Sequence[PrintHead], alone: Style, shared: Style) -> None:
        column = self.names
        for head in level:
            style = alone if head.span == 1 else shared
            if head.span > 1:
                self.sheet.merge_range(self.at, column, self.at, column + head.span - 1, "", style.plain)
            self.pen.text(self.sheet, self.at, column, head.words, style)
            column += head.span

    def _row(self, row: PrintRow) -> None:
        names = row.names or ("",)
        for column, name in enumerate(names):
            style = self.pen.style(
                num_format="@", bottom=1 if name or column else 0, bottom_color=f"#{look.LINE}"
            )
            self.pen.text(self.sheet, self.at, column, name, style)
            self.name_widths[column] = max(self.name_widths[column], len(name) + 2)
        for place, (cell, decimals) in enumerate(zip(row.cells, self.table.decimals, strict=True)):
            column = self.names + place
            if cell.value is None:
                style = self.pen.style(align="right", bottom=1, bottom_color=f"#{look.LINE}")
                self.pen.text(self.sheet, self.at, column, cell.words + cell.sign.translate(RAISED), style)
                continue
            style = self.pen.style(
                num_format=shown_as(decimals, cell.sign, self.table.signed, self.table.language),
                bottom=1,
                bottom_color=f"#{look.LINE}",
            )
            self.pen.value(self.sheet, self.at, column, cell.value, style)
            room = len(said_number(cell.value, decimals=decimals)) + len(cell.sign) + 3
            self.figure_widths[place] = max(self.figure_widths[place], room)
        self.at += 1

    def _rule(self) -> None:
        style = self.pen.style(top=2, top_color=f"#{look.DAUN}")
        for column in range(self.width):
            self.pen.text(self.sheet, self.at, column, "", style)
        self.at += 1

    def _lines_after(self) -> None:
        soft: dict[str, object] = {"font_size": 9, "font_color": f"#{look.SOFT}"}
        for sign, words in self.table.notes:
            self._line(f"{sign.translate(RAISED)} {words}".strip(), **soft)
        for title, words in self.table.source:
            if words:
                self._line(f"{title}: {words}", **soft)


def shown_as(decimals: int, sign: str = "", signed: bool = False, language: str = "id") -> str:
    """The format of a number: its decimals, a plus where it is a change, its footnote's sign behind it.

    >>> shown_as(1), shown_as(0, "e", language="en")
    ('[$-421]#,##0.0', '#,##0" e"')
    """
    plain = (INDONESIAN if language == "id" else "") + number_format(decimals)
    behind = f'" {sign.translate(RAISED)}"' if sign else ""
    if signed:
        number = number_format(decimals)
        where = INDONESIAN if language == "id" else ""
        return f"{where}+{number}{behind};{where}-{number}{behind};{where}{number}{behind}"
    return plain + behind
