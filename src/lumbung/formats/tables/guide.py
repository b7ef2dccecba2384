"""The second sheet of what we hand out, *Keterangan*: what the columns mean, said on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lumbung.formats.tables import look
from lumbung.formats.tables.pen import Pen
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "Keterangan"
WIDTHS = (28, 62, 18, 30, 30)
LINE_HEIGHT = 15


def beside(text: Text) -> str:
    """Indonesian with English under it, where there is any.

    >>> beside(Text("Jiwa", "People"))
    'Jiwa\\nPeople'
    """
    return f"{text.id}\n{text.en}" if text.en and text.en != text.id else text.id


def inline(text: Text) -> str:
    """Indonesian with English after it, where there is any.

    >>> inline(Text("Satuan", "Unit"))
    'Satuan / Unit'
    """
    return beside(text).replace("\n", " / ")


def wrapped_lines(text: str, width: float) -> int:
    """On about how many lines a text stands in a column.

    >>> wrapped_lines("Jumlah penduduk (jiwa)\\nPopulation (people)", 16)
    3
    """
    return sum(1 + len(line) // int(1.15 * width + 2) for line in text.split("\n"))


class Guide:
    """A page of short sections, written from the top down."""

    def __init__(self, pen: Pen, sheet: Worksheet) -> None:
        self.pen, self.sheet, self.row = pen, sheet, 0
        self._heading = pen.style(bold=True, font_size=12, font_color=f"#{look.DAUN}")
        self._label = pen.style(font_color=f"#{look.SOFT}", valign="top", text_wrap=True)
        self._body = pen.style(valign="top", text_wrap=True, num_format="@")
        self._columns = pen.style(
            bold=True, bg_color=f"#{look.DAUN_TINT}", bottom=1, bottom_color=f"#{look.DAUN}", text_wrap=True
        )
        self._cell = pen.style(
            valign="top", text_wrap=True, num_format="@", bottom=1, bottom_color=f"#{look.LINE}"
        )
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def title(self, text: str) -> None:
        """The name of what this file is about."""
        self.sheet.set_row(self.row, 26)
        self.pen.text(self.sheet, self.row, 0, text, self.pen.style(bold=True, font_size=16))
        self.row += 1

    def notice(self, text: Text) -> None:
        """A line that must not be overlooked."""
        style = self.pen.style(bold=True, font_color=f"#{look.BATA}")
        self.pen.text(self.sheet, self.row, 0, inline(text), style)
        self.row += 1

    def pairs(self, pairs: Iterable[tuple[Text, str]]) -> None:
        """Lines of *label: value*; those without a value are left out."""
        for label, value in pairs:
            if value:
                self._height(inline(label), value)
                self.pen.text(self.sheet, self.row, 0, inline(label), self._label)
                self.pen.text(self.sheet, self.row, 1, value, self._body)
                self.row += 1

    def table(self, heading: Text, columns: Sequence[Text], rows: Iterable[Sequence[str]]) -> tuple[int, int]:
        """A section with a table; gives its first and last row of content, from 0."""
        self.row += 1
        self.pen.text(self.sheet, self.row, 0, inline(heading), self._heading)
        self.sheet.set_row(self.row + 1, 2 * LINE_HEIGHT + 2)
        self.pen.texts(self.sheet, self.row + 1, [beside(column) for column in columns], self._columns)
        self.row += 2
        first = self.row
        for cells in rows:
            self._height(*cells)
            self.pen.texts(self.sheet, self.row, cells, self._cell)
            self.row += 1
        return first, self.row - 1

    def _height(self, *cells: str) -> None:
        """Make the row as tall as its longest cell, wrapped at the width of its column."""
        lines = max(wrapped_lines(text, WIDTHS[column]) for column, text in enumerate(cells))
        self.sheet.set_row(self.row, LINE_HEIGHT * lines + 2)
