"""The first sheet of a template: keys filled in and locked, white cells for the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from lumbung.formats.tables import look
from lumbung.formats.tables.guide import LINE_HEIGHT, wrapped_lines
from lumbung.formats.tables.pen import Options, Pen, Style, number_format
from lumbung.formats.tables.template.columns import Role, TemplateColumn
from lumbung.formats.tables.template.guide_sheet import STATUS_LIST, TemplateWords, said_limits
from lumbung.vocabulary.observations import PERIOD, Status
from lumbung.vocabulary.structures import Measure

TITLE_ROW, INSTRUCTION_ROW, ENGLISH_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3, 4, 5
_LONGEST_MESSAGE, _LONGEST_TITLE = 255, 32  # limits of the file format, which refuses the rest
_FROZEN_COLUMNS = 2
_WIDE = 10**15
ALLOWED: Options = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}


class FigureSheet:
    """The sheet that a producer fills in, written from the top down."""

    def __init__(
        self, pen: Pen, sheet: Worksheet, columns: Sequence[TemplateColumn], lists: Mapping[str, str]
    ) -> None:
        self.pen, self.sheet, self.columns, self.lists = pen, sheet, columns, lists
        self.row = FIRST_ROW
        hairline: dict[str, object] = {"border": 1, "border_color": f"#{look.LINE}"}
        grey = {**hairline, "bg_color": f"#{look.SIDE}", "font_color": f"#{look.SOFT}", "num_format": "@"}
        self._locked = pen.style(**grey)
        self._key = pen.style(**hairline, num_format="@", locked=False)
        self._note = pen.style(**hairline, num_format="@", locked=False, text_wrap=True)
        self._figures = {
            column.word: pen.style(
                **hairline, num_format=number_format(column.measure.decimals), locked=False
            )
            for column in columns
            if column.measure and column.role is Role.FIGURE
        }

    def write_head(self, title: str, words: TemplateWords) -> None:
        """The machine row, the title, how to fill it in, and the headings."""
        sheet, pen = self.sheet, self.pen
        for number, column in enumerate(self.columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, None, None, {"hidden": True})
        pen.texts(sheet, 0, [column.word for column in self.columns], pen.style(num_format="@"))
        sheet.set_row(TITLE_ROW, 28)
        pen.text(sheet, TITLE_ROW, 0, title, pen.style(bold=True, font_size=16))
        where = f" ke {words.upload_to}" if words.upload_to else ""
        pen.text(
            sheet,
            INSTRUCTION_ROW,
            0,
            f"Isi sel putih, simpan, lalu unggah berkas ini{where}. Sel abu-abu sudah terisi dan terkunci. "
            "Tulis “…” bila belum ada data; arti kolom ada di lembar Keterangan.",
            pen.style(),
        )
        pen.text(
            sheet,
            ENGLISH_ROW,
            0,
            "Fill in the white cells, save, and upload this file. Grey cells are filled in and locked. "
            "Write “…” where there is no data yet; the second sheet tells what the columns mean.",
            pen.style(italic=True, font_size=9, font_color=f"#{look.SOFT}"),
        )
        heading: dict[str, object] = {
            "bold": True,
            "text_wrap": True,
            "bg_color": f"#{look.DAUN_TINT}",
            "bottom": 2,
            "bottom_color": f"#{look.DAUN}",
        }
        lines = max(wrapped_lines(column.shown, 0.9 * column.width) for column in self.columns)
        sheet.set_row(HEADING_ROW, LINE_HEIGHT * max(2, lines) + 6)
        for number, column in enumerate(self.columns):
            align = "right" if column.role is Role.FIGURE else "left"
            pen.text(sheet, HEADING_ROW, number, column.shown, pen.style(**heading, align=align))

    def write_row(self, key: Mapping[str, str]) -> None:
        """One expected key; an empty one is a spare row, where everything may be written."""
        for number, column in enumerate(self.columns):
            word = column.word
            if column.role in (Role.KEY, Role.NAME):
                style = self._locked if word in key else self._key
                self.pen.text(self.sheet, self.row, number, key.get(word, ""), style)
            else:
                self.sheet.write_blank(self.row, number, None, self._input_style(column).plain)
        self.row += 1

    def finish(self) -> None:
        """Checks while typing, the frozen head, the locks, and how it prints."""
        sheet, right, last_row = self.sheet, len(self.columns) - 1, max(FIRST_ROW, self.row - 1)
        for number, column in enumerate(self.columns):
            options = self._validation(column)
            if options:
                sheet.data_validation(FIRST_ROW, number, last_row, number, options)
        sheet.autofilter(HEADING_ROW, 0, last_row, right)
        sheet.freeze_panes(FIRST_ROW, _FROZEN_COLUMNS)
        first_input = next(n for n, column in enumerate(self.columns) if column.role is Role.FIGURE)
        sheet.set_selection(FIRST_ROW, first_input, FIRST_ROW, first_input)
        sheet.hide_gridlines(2)
        sheet.protect("", ALLOWED)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING_ROW)
        sheet.set_footer("&L&A&RHalaman &P dari &N")

    def _input_style(self, column: TemplateColumn) -> Style:
        return self._figures.get(column.word, self._note if column.role is Role.NOTE else self._key)

    def _validation(self, column: TemplateColumn) -> Options | None:
        if column.role is Role.FIGURE and column.measure:
            return _number_validation(column.measure)
        if column.role is Role.STATUS:
            words = ", ".join(status.title.id for status in Status)
            return _list_validation(
                self.lists[STATUS_LIST], "Status", f"Pilih: {words}. Kosong berarti tetap."
            )
        if column.role is Role.KEY and column.word in self.lists:
            return _list_validation(self.lists[column.word], column.heading.id, "Pilih kode dari daftar.")
        if column.word == PERIOD:
            return {
                "validate": "any",
                "input_title": "Periode",
                "input_message": "Tulis misalnya 2024, 2024-S1, 2024-Q3 atau 2024-07.",
            }
        return None


def _number_validation(measure: Measure) -> Options:
    """Whole or decimal within the limits; it warns, so that a mark such as “…” can be written."""
    whole = measure.decimals == 0
    low, high = measure.minimum, measure.maximum
    limits: Options = {"criteria": "between", "minimum": low, "maximum": high}
    if low is None and high is None:
        limits = {"criteria": "between", "minimum": -_WIDE, "maximum": _WIDE}
    elif high is None:
        limits = {"criteria": ">=", "value": low}
    elif low is None:
        limits = {"criteria": "<=", "value": high}
    said = said_limits(measure)
    return {
        "validate": "whole" if whole else "decimal",
        **limits,
        "input_title": _cut(measure.title.id, _LONGEST_TITLE),
        "input_message": _cut(f"{said.id} Tulis “…” bila belum ada data.\n{said.en}", _LONGEST_MESSAGE),
        "error_type": "warning",
        "error_title": "Periksa angka ini",
        "error_message": _cut(
            f"{said.id} Tanda “…” boleh ditulis bila belum ada data. Simpan isian ini?", _LONGEST_MESSAGE
        ),
    }


def _list_validation(source: str, title: str, message: str) -> Options:
    return {
        "validate": "list",
        "source": source,
        "input_title": _cut(title.split("\n", maxsplit=1)[0], _LONGEST_TITLE),
        "input_message": _cut(message, _LONGEST_MESSAGE),
        "error_type": "stop",
        "error_title": "Tidak ada dalam daftar",
        "error_message": "Pilih salah satu dari daftar; artinya ada di lembar Keterangan.",
    }


def _cut(text: str, longest: int) -> str:
    """As much of a text as the file format takes; it counts in UTF-16."""
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[:-2].rstrip() + "…"
    return text
