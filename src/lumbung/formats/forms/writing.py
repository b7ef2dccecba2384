"""What every sheet of a workbook of forms needs: styles, answers in cells, drop-down lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from lumbung.formats.forms.celltexts import chosen_text, list_text, option_text, plain_text, rows_text
from lumbung.formats.forms.sheets import LISTS_SHEET
from lumbung.formats.tables import look
from lumbung.formats.tables.guide import LINE_HEIGHT, wrapped_lines
from lumbung.formats.tables.pen import Pen, Style
from lumbung.vocabulary.formfindings import options_of
from lumbung.vocabulary.forms import FieldKind, FormColumn, FormField, Option
from lumbung.vocabulary.formvalues import date_of, is_empty

_TALLEST = 400  # points; a spreadsheet allows 409


class Writer:
    """The hand that fills the sheets of one workbook."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.lists: dict[tuple[str, ...], str] = {}  # what is offered → where the list stands
        line = {"bottom": 1, "bottom_color": f"#{look.LINE}", "text_wrap": True, "valign": "top"}
        head = {"bold": True, "bg_color": f"#{look.DAUN_TINT}", "text_wrap": True, "valign": "top"}
        self.title = pen.style(bold=True, font_size=16)
        self.quiet = pen.style(font_color=f"#{look.SOFT}", text_wrap=True, valign="top")
        self.block = pen.style(bold=True, font_size=12, font_color=f"#{look.DAUN}", bottom=2)
        self.head = pen.style(**head)
        self.number = pen.style(**line, font_color=f"#{look.SOFT}", num_format="@")
        self.label = pen.style(**line)
        self.help = pen.style(**line, font_color=f"#{look.SOFT}", font_size=9)
        box = {**line, "border": 1, "border_color": f"#{look.LINE}", "align": "left"}
        self.answer = pen.style(**box, num_format="@")
        self.whole = pen.style(**box, num_format="0")
        self.day = pen.style(**box, num_format="dd/mm/yyyy")

    def field(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        field: FormField,
        value: Any,
        *,
        offered: bool = True,
    ) -> str:
        """The answer of a whole field in one cell; gives the text that decides how tall it is."""
        match field.kind:
            case FieldKind.MULTI_CHOICE:
                said: Any = chosen_text(field, value)
            case FieldKind.TABLE:
                said = "" if is_empty(value) else rows_text(field, value)
            case FieldKind.LIST:
                said = "" if is_empty(value) else list_text(value)
            case _:
                return self.plain(sheet, row, column, field, value, offered=offered)
        self.pen.text(sheet, row, column, said, self.answer)
        return str(said)

    def plain(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        asked: FormField | FormColumn,
        value: Any,
        *,
        offered: bool = True,
    ) -> str:
        """A plain answer in a cell: a number as a number, a date as a date, the rest as text."""
        said = plain_text(asked.kind, value, asked.options)
        said = "" if said is None else str(said)
        if (day := date_of(value)) is not None and asked.kind is FieldKind.DATE and day.year >= 1900:
            sheet.write_datetime(row, column, dt.datetime(day.year, day.month, day.day), self.day.plain)  # noqa: DTZ001  # a day has no zone
        elif asked.kind in {FieldKind.INTEGER, FieldKind.YEAR} and type(value) is int:
            self.pen.value(sheet, row, column, value, self.whole)
        else:
            self.pen.text(sheet, row, column, said, self._format(asked))
        if offered:
            self.offer(sheet, row, row, column, options_of(asked))
        return said

    def _format(self, asked: FormField | FormColumn) -> Style:
        """An empty cell takes what is typed as what is asked for: not every cell is text."""
        if asked.kind is FieldKind.DATE:
            return self.day
        return self.whole if asked.kind in {FieldKind.INTEGER, FieldKind.YEAR} else self.answer

    def offer(self, sheet: Worksheet, first: int, last: int, column: int, options: Sequence[Option]) -> None:
        """A drop-down list of the choices; what else is typed is told when the file comes back."""
        if not options:
            return
        offered = ("Ya", "Tidak") if options_of_yes_no(options) else tuple(map(option_text, options))
        if offered not in self.lists:
            end = _letters(len(offered) - 1)
            self.lists[offered] = f"={LISTS_SHEET}!$A${len(self.lists) + 1}:${end}${len(self.lists) + 1}"
        rule = {"validate": "list", "source": self.lists[offered], "error_type": "warning"}
        sheet.data_validation(first, column, last, column, rule)

    def height(self, sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], least: int = 1) -> None:
        """Make a row as tall as its tallest text, given with the width of its column."""
        lines = max([least, *(wrapped_lines(text, width) for text, width in texts)])
        sheet.set_row(row, min(_TALLEST, LINE_HEIGHT * lines + 3))

    def finish(self, sheet: Worksheet) -> None:
        """The sheet of the lists, last and hidden."""
        for row, offered in enumerate(self.lists):
            self.pen.texts(sheet, row, offered, self.answer)
        sheet.very_hidden()


def options_of_yes_no(options: Sequence[Option]) -> bool:
    """Whether the choice is between yes and no."""
    return [item.title.id for item in options] == ["Ya", "Tidak"]


def _letters(column: int) -> str:
    """The letters of a column, from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
