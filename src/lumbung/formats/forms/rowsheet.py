"""A form of which each record is a row, under the official column numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsxwriter.worksheet import Worksheet

from lumbung.formats.forms.celltexts import option_text
from lumbung.formats.forms.sheets import MARK, PARENT, PASSED, REVISION, FormRecord
from lumbung.formats.forms.writing import Writer
from lumbung.formats.tables.guide import beside
from lumbung.vocabulary.formfindings import options_of
from lumbung.vocabulary.forms import FieldKind, Form, FormField
from lumbung.vocabulary.formvalues import YES_NO_OPTIONS
from lumbung.vocabulary.words import Text

FIRST = 3  # the code, the revision and the parent stand before the answers, hidden
_SPARE_ROWS = 40
_NARROW = frozenset({FieldKind.INTEGER, FieldKind.YEAR, FieldKind.YES_NO, FieldKind.DATE})
HOW = Text(
    "Satu baris setiap catatan; boleh ditambah di bawah. Baris dan kolom tersembunyi jangan dihapus.",
    "One row each; rows may be added below. Leave the hidden row and columns.",
)


class RowSheet:
    """All records of a form on one sheet."""

    def __init__(self, writer: Writer, sheet: Worksheet, form: Form) -> None:
        self.writer, self.sheet, self.form = writer, sheet, form
        self.fields = tuple(form.fields)
        self.columns = list(_columns(self.fields))
        self.widths = [9.0 if field.kind in _NARROW else 28.0 for field, _part in self.columns]

    def write(self, records: list[FormRecord]) -> None:
        """The whole sheet."""
        pen, sheet, writer = self.writer.pen, self.sheet, self.writer
        sheet.set_column(0, FIRST - 1, 10, None, {"hidden": True})
        for number, width in enumerate(self.widths, start=FIRST):
            sheet.set_column(number, number, width)
        keys = [f"{field.key}:{part}" if part else field.key for field, part in self.columns]
        pen.texts(sheet, 0, [f"{MARK} {self.form.identity}", REVISION, PARENT, *keys], writer.quiet)
        sheet.set_row(0, None, None, {"hidden": True})
        for row, (text, style) in enumerate(((self.form.title.id, writer.title), (HOW.id, writer.quiet)), 1):
            pen.text(sheet, row, 0, PASSED, writer.quiet)
            pen.text(sheet, row, FIRST, text, style if row == 1 else pen.style(font_color="#55615A"))
        self._head(3)
        first = 6
        for number, record in enumerate([*records, *[FormRecord({})] * _SPARE_ROWS]):
            self._record(first + number, record)
        last = first + len(records) + _SPARE_ROWS - 1
        for number, (field, part) in enumerate(self.columns, start=FIRST):
            if field.kind is FieldKind.YES_NO_LIST:
                writer.offer(sheet, first, last, number, YES_NO_OPTIONS)
            elif not part and field.kind is not FieldKind.MULTI_CHOICE:
                writer.offer(sheet, first, last, number, options_of(field))
        sheet.freeze_panes(first, FIRST + 2)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3, 4)
        sheet.set_footer("&L&A&RHalaman &P dari &N")

    def _head(self, row: int) -> None:
        """Three lines: the titles, the official numbers, how each is filled in."""
        pen, writer = self.writer.pen, self.writer
        for line, style in ((0, writer.head), (1, writer.head), (2, writer.help)):
            pen.text(self.sheet, row + line, 0, PASSED, writer.quiet)
            texts = []
            for number, ((field, part), width) in enumerate(zip(self.columns, self.widths, strict=True)):
                text = (_title(field, part), "" if part else field.number, _help(field, part))[line]
                pen.text(self.sheet, row + line, FIRST + number, text, style)
                texts.append((text, width))
            writer.height(self.sheet, row + line, texts)

    def _record(self, row: int, record: FormRecord) -> None:
        pen, writer, answers = self.writer.pen, self.writer, record.answers
        if record.code or answers:
            known = (record.code, str(record.revision), record.parent)
            pen.texts(self.sheet, row, known, writer.quiet)
        texts = []
        for number, ((field, part), width) in enumerate(zip(self.columns, self.widths, strict=True)):
            value, column = answers.get(field.key), FIRST + number
            if part:
                value = value.get(part) if isinstance(value, Mapping) else None
                kind = FieldKind.YES_NO if field.kind is FieldKind.YES_NO_LIST else FieldKind.TEXT
                asked = FormField(field.key, field.title, kind)
                said = writer.plain(self.sheet, row, column, asked, value, offered=False)
            else:
                said = writer.field(self.sheet, row, column, field, value, offered=False)
            texts.append((said, width))
        writer.height(self.sheet, row, texts)


def _columns(fields: tuple[FormField, ...]) -> Iterator[tuple[FormField, str]]:
    """The columns: each field, an item each where it asks for several, and what “other” is."""
    for field in fields:
        if field.kind is FieldKind.YES_NO_LIST:
            yield from ((field, item.code) for item in field.options)
        else:
            yield field, ""
        if field.other:
            yield field, "other"


def _title(field: FormField, part: str) -> str:
    if not part:
        return beside(field.title)
    item = next((item.title.id for item in field.options if item.code == part), "lainnya, sebutkan")
    return f"{field.title.id}: {item}"


def _help(field: FormField, part: str) -> str:
    if part == "other":
        return ""
    lines = [field.help.id]
    if field.kind is FieldKind.TABLE:
        lines.append("Satu baris setiap butir: " + " | ".join(column.title.id for column in field.columns))
    if field.kind is FieldKind.MULTI_CHOICE:
        lines += map(option_text, field.options)
    return "\n".join(filter(None, lines))
