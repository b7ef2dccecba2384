"""A form that fills a sheet, in the official order: number, question, answer, choices, explanation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.worksheet import Worksheet

from lumbung.formats.forms.celltexts import option_text
from lumbung.formats.forms.sheets import ANSWER, MARK, PASSED, FormRecord
from lumbung.formats.forms.writing import Writer
from lumbung.formats.tables.guide import beside
from lumbung.vocabulary.formfindings import options_of
from lumbung.vocabulary.forms import FieldKind, Form, FormField
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS, is_empty
from lumbung.vocabulary.words import Text

KEY, NUMBER, LABEL, FIRST = 0, 1, 2, 3  # columns; answers begin at the last
_NUMBER_WIDTH, _LABEL_WIDTH, _SIDE_WIDTH = 7, 38, 46
_SPARE_ROWS = 4
_MOST_LISTED = 10  # choices that are written beside a question
HOW = Text(
    "Isi kolom Isian. Baris yang disembunyikan dan kolom A jangan dihapus; baris tabel boleh ditambah.",
    "Fill in the column Isian. Leave the hidden row and column A; rows may be added to tables.",
)


class PageSheet:
    """One record on one sheet, written from the top down."""

    def __init__(self, writer: Writer, sheet: Worksheet, form: Form, record: FormRecord) -> None:
        self.writer, self.sheet, self.form, self.record = writer, sheet, form, record
        widest = max((len(field.columns) for field in form.fields), default=1)
        self.last = FIRST + max(widest, 2) - 1  # of the answers; at least two, so that a text has room
        self.options, self.help = self.last + 1, self.last + 2
        self.width = max(18.0, 56.0 / (self.last - FIRST + 1))
        self.row = 0

    def write(self) -> None:
        """The whole sheet."""
        pen, sheet = self.writer.pen, self.sheet
        for column, width in ((KEY, 12), (NUMBER, _NUMBER_WIDTH), (LABEL, _LABEL_WIDTH)):
            sheet.set_column(column, column, width, None, {"hidden": column == KEY})
        sheet.set_column(FIRST, self.last, self.width)
        sheet.set_column(self.options, self.help, _SIDE_WIDTH)
        mark = [f"{MARK} {self.form.identity}", self.record.code, str(self.record.revision), ANSWER]
        pen.texts(sheet, 0, mark, self.writer.quiet)
        sheet.set_row(0, None, None, {"hidden": True})
        for text, style in ((self.form.title.id, self.writer.title), (HOW.id, self.writer.quiet)):
            self._passed()
            pen.text(sheet, self.row, NUMBER, text, style)
        pen.text(sheet, self.row, self.options, HOW.en, self.writer.quiet)
        self._passed()
        heads = {
            NUMBER: "No.",
            LABEL: "Rincian",
            FIRST: "Isian",
            self.options: "Pilihan",
            self.help: "Penjelasan",
        }
        for column in range(NUMBER, self.help + 1):
            pen.text(sheet, self.row, column, heads.get(column, ""), self.writer.head)
        sheet.freeze_panes(self.row + 1, FIRST)
        for block in self.form.blocks:
            self._passed()
            for column in range(NUMBER, self.help + 1):
                text = f"{block.code}. {block.title.id}" if column == NUMBER else ""
                pen.text(sheet, self.row, column, text, self.writer.block)
            for field in block.fields:
                self._field(field, self.record.answers.get(field.key))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RHalaman &P dari &N")

    def _passed(self) -> None:
        """The next row, one that is not read."""
        self.row += 1
        self.writer.pen.text(self.sheet, self.row, KEY, PASSED, self.writer.quiet)

    def _field(self, field: FormField, value: Any) -> None:
        if field.kind is FieldKind.TABLE:
            self._head(field)
            self._table(field, value if isinstance(value, list) else [])
        elif field.kind is FieldKind.YES_NO_LIST:
            self._head(field)
            by_item = value if isinstance(value, Mapping) else {}
            for item in field.options:
                self._line(f"{field.key}:{item.code}", "", f"– {item.title.id}")
                self.writer.plain(self.sheet, self.row, FIRST, _yes_no(field), by_item.get(item.code))
        else:
            self._line(field.key, field.number, beside(field.title))
            self._wide()
            said = self.writer.field(self.sheet, self.row, FIRST, field, value)
            self._beside(field, said)
            if field.other:
                self._line(f"{field.key}:other", "", "– Lainnya, sebutkan")
                other = value.get("other") if isinstance(value, Mapping) else None
                self._wide()
                self.writer.pen.text(self.sheet, self.row, FIRST, str(other or ""), self.writer.answer)

    def _head(self, field: FormField) -> None:
        """The line above a field of several rows."""
        self._line(PASSED, field.number, beside(field.title))
        for number, column in enumerate(field.columns):
            self.writer.pen.text(self.sheet, self.row, FIRST + number, beside(column.title), self.writer.head)
        self._beside(field, "", least=2 if field.columns else 1)

    def _table(self, field: FormField, rows: list[Any]) -> None:
        written = [row for row in rows if isinstance(row, Mapping) and not is_empty(row)]
        if field.rows:
            by_key = {row.get("row"): row for row in written}
            for fixed in field.rows:
                group = f" ({fixed.group.id})" if fixed.group else ""
                self._line(f"{field.key}:{fixed.key}", "", f"– {fixed.title.id}{group}")
                self._cells(field, by_key.get(fixed.key, {}))
            return
        for number, row in enumerate([*written, *[{}] * _SPARE_ROWS], start=1):
            self._line(f"{field.key}:{number}", "", f"– baris {number}")
            self._cells(field, row)

    def _cells(self, field: FormField, row: Mapping[str, Any]) -> None:
        texts = [
            (self.writer.plain(self.sheet, self.row, FIRST + number, column, row.get(column.key)), self.width)
            for number, column in enumerate(field.columns)
        ]
        self.writer.height(self.sheet, self.row, texts)

    def _line(self, key: str, number: str, label: str) -> None:
        self.row += 1
        pen, writer = self.writer.pen, self.writer
        pen.text(self.sheet, self.row, KEY, key, writer.quiet)
        pen.text(self.sheet, self.row, NUMBER, number, writer.number)
        pen.text(self.sheet, self.row, LABEL, label, writer.label)

    def _wide(self) -> None:
        """Let an answer that is no table have the room of all its columns."""
        self.sheet.merge_range(self.row, FIRST, self.row, self.last, "", self.writer.answer.plain)

    def _beside(self, field: FormField, said: str, least: int = 1) -> None:
        """The choices and the explanation; the row is made tall enough for all of them."""
        idle = self.record.asked is not None and field.key not in self.record.asked
        choices = "\n".join(map(option_text, field.options))
        if len(field.options) > _MOST_LISTED:
            choices = f"{len(field.options)} pilihan: buka daftar pada selnya"
        if field.kind is FieldKind.YES_NO_LIST or options_of(field) is YES_NO_OPTIONS:
            choices = "Ya atau Tidak"
        if field.dash:
            choices = "\n".join(filter(None, (choices, "“-” bila tidak ada")))
        words = beside(field.help)
        if idle:
            words = f"Tidak ditanyakan untuk jawaban ini.\n{words}"
        if field.note:
            words += f"\n({field.note.id})"
        self.writer.pen.text(self.sheet, self.row, self.options, choices, self.writer.help)
        self.writer.pen.text(self.sheet, self.row, self.help, words, self.writer.help)
        room = [(beside(field.title), _LABEL_WIDTH), (choices, _SIDE_WIDTH), (words, _SIDE_WIDTH)]
        self.writer.height(self.sheet, self.row, [*room, (said, self.width * (self.last - FIRST + 1))], least)


def _yes_no(field: FormField) -> FormField:
    return FormField(field.key, field.title, FieldKind.YES_NO)
