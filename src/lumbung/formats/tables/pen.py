"""Writing into an XLSX so that text stays text and a number stays the number it is.

XlsxWriter guesses by default: ``=1+1`` becomes a formula, an address a link. Everything that we
write goes through a :class:`Pen`, which guesses nothing: text is a string cell, and text that a
spreadsheet would run when somebody edits the cell carries the quote-prefix format as well.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from lumbung.formats.tables import look
from lumbung.formats.tables.safety import would_run

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767  # characters in one cell, the limit of the file format
EXACT_UP_TO = 10**15  # a spreadsheet keeps fifteen digits of a number
Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Style:
    """One look of a cell, plain and with the quote prefix for text that must not run."""

    plain: Format
    quoted: Format


def open_book(target: Path | BinaryIO) -> Workbook:
    """A workbook that is written row by row and takes no text for anything else."""
    import xlsxwriter  # many may write, few do: it waits until then

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    return xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)


class Pen:
    """The hand that writes in one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._styles: dict[tuple[tuple[str, object], ...], Style] = {}

    def style(self, **properties: object) -> Style:
        """A look, made once: ink on white unless told otherwise."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            base: Options = {"font_color": f"#{look.INK}", "valign": "vcenter", **properties}
            self._styles[key] = Style(
                self.book.add_format(base), self.book.add_format({**base, "quote_prefix": True})
            )
        return self._styles[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
        """Text as a string cell, never run, never lost for its length."""
        if len(text) > LONGEST_TEXT:
            text = text[: LONGEST_TEXT - 1] + "…"
        if not text:
            sheet.write_blank(row, column, None, style.plain)
            return
        sheet.write_string(row, column, text, style.quoted if would_run(text) else style.plain)

    def texts(self, sheet: Worksheet, row: int, texts: Sequence[str], style: Style) -> None:
        """One row of texts, from the first column."""
        for column, text in enumerate(texts):
            self.text(sheet, row, column, text, style)

    def value(self, sheet: Worksheet, row: int, column: int, value: object, style: Style) -> None:
        """A value as what it is: number, truth, day, text; nothing where there is none."""
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, style.plain)
        elif isinstance(value, int | float | Decimal):
            self._number(sheet, row, column, value, style)
        elif value is None:
            sheet.write_blank(row, column, None, style.plain)
        else:
            said = value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
            self.text(sheet, row, column, said, style)

    def _number(self, sheet: Worksheet, row: int, column: int, value: float | Decimal, style: Style) -> None:
        if not math.isfinite(value):
            sheet.write_blank(row, column, None, style.plain)
        elif isinstance(value, int) and abs(value) > EXACT_UP_TO:
            self.text(sheet, row, column, str(value), style)
        else:
            sheet.write_number(row, column, value, style.plain)


def number_format(decimals: int | None) -> str:
    """How a number is shown: thousands grouped, the decimals its measure has.

    >>> number_format(0), number_format(2), number_format(None)
    ('#,##0', '#,##0.00', 'General')
    """
    if decimals is None:
        return "General"
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
