"""Writing a workbook of forms: a sheet for each activity, one for all variables, one for all indicators."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence

from lumbung.formats.forms.pagesheet import PageSheet
from lumbung.formats.forms.rowsheet import RowSheet
from lumbung.formats.forms.sheets import LISTS_SHEET, FormRecord, FormSheet, stands_in_rows
from lumbung.formats.forms.writing import Writer
from lumbung.formats.tables.pen import Pen, open_book
from lumbung.vocabulary.forms import Form
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.problems import TooMuch
from lumbung.vocabulary.words import Text

MOST_SHEETS = 200
MOST_ROWS = 20_000


class WorkbookTooLong(TooMuch):
    """More records than one workbook should hold."""

    code = "forms.workbook-too-long"
    message = Text(
        "{count} formulir terlalu banyak untuk satu berkas.", "{count} forms are too many for one file."
    )
    hint = Text("Unduh per tahun atau per instansi.", "Download a year or an office at a time.")


def write_workbook(sheets: Sequence[FormSheet], *, title: str = "", author: str = "") -> bytes:
    """The workbook; forms without records are written empty, to be filled in."""
    pages = sum(len(sheet.records) or 1 for sheet in sheets if not stands_in_rows(sheet.form))
    rows = sum(len(sheet.records) for sheet in sheets if stands_in_rows(sheet.form))
    if pages > MOST_SHEETS or rows > MOST_ROWS:
        raise WorkbookTooLong(count=both_numbers(pages + rows))
    target = io.BytesIO()
    book = open_book(target)
    book.set_properties(
        {
            "title": title or ", ".join(sheet.form.title.id for sheet in sheets),
            "author": author,
            "company": author,
            "created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC),  # equal forms make equal files
        }
    )
    writer = Writer(Pen(book))
    for sheet in sheets:
        name = sheet_name(sheet.form)
        if stands_in_rows(sheet.form):
            RowSheet(writer, book.add_worksheet(name), sheet.form).write(list(sheet.records))
            continue
        for number, record in enumerate(sheet.records or [FormRecord({})], start=1):
            own = name if number == 1 else f"{name} {number}"
            PageSheet(writer, book.add_worksheet(own), sheet.form, record).write()
    writer.finish(book.add_worksheet(LISTS_SHEET))
    book.close()
    return target.getvalue()


def sheet_name(form: Form) -> str:
    """What a form's sheet is called: the short name in its title, or its code.

    >>> sheet_name(Form("ms-kegiatan", "2020", Text("Metadata Statistik Kegiatan (MS-Keg)"), ()))
    'MS-Keg'
    """
    short = re.search(r"\(([\w -]{2,20})\)\s*$", form.title.id)
    return short[1] if short else form.code[:20]
