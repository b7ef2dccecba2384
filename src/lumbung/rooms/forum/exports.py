"""A list written out: the official sheet as XLSX, and the same as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from lumbung.formats.tables.safety import neutralised
from lumbung.rooms.forum.columns import OURS, PUBLIC, SHEET, Column
from lumbung.rooms.forum.judging import texts_of
from lumbung.rooms.forum.models import Item

LONG = {"definisi": 50, "nama_data": 44, "nama_indikator": 36, "produsen_data": 36, "sumber_referensi": 30}
USUAL_WIDTH = 18
STAFF: tuple[Column, ...] = (*SHEET, *OURS)
DECIDED = "Data Prioritas (ditetapkan)"
SHEET_NAME = "Daftar Data"


def written_xlsx(items: Iterable[Item], title: str, *, note: str = "", public: bool = False) -> bytes:
    """The official sheet: title, headings in their order, the numbers of the columns, a row an item."""
    from lumbung.formats.tables import look  # what writes workbooks is heavy, and few pages write one
    from lumbung.formats.tables.pen import Pen, open_book

    columns = PUBLIC if public else STAFF
    target = io.BytesIO()
    book = open_book(target)
    pen = Pen(book)
    sheet = book.add_worksheet(SHEET_NAME)
    head = pen.style(bold=True, text_wrap=True, bg_color=f"#{look.SIDE}", bottom=1, valign="top")
    soft = pen.style(font_color=f"#{look.SOFT}", italic=True)
    plain = pen.style(text_wrap=True, valign="top")
    for number, column in enumerate(columns):
        sheet.set_column(number, number, LONG.get(column.key, USUAL_WIDTH))
    sheet.set_column(len(columns), len(columns), USUAL_WIDTH)
    pen.text(sheet, 0, 0, title, pen.style(bold=True, font_size=14))
    pen.text(sheet, 1, 0, note, soft)
    pen.texts(sheet, 3, [*(column.heading.id for column in columns), DECIDED], head)
    pen.texts(sheet, 4, [f"({column.number})" if column.number else "" for column in columns], soft)
    for row, item in enumerate(items, start=5):
        pen.texts(sheet, row, _texts(item, columns), plain)
    sheet.freeze_panes(5, 0)
    sheet.set_landscape()
    sheet.repeat_rows(3, 4)
    book.close()
    return target.getvalue()


def written_csv(items: Iterable[Item], *, public: bool = False) -> bytes:
    """The same rows with the columns' keys for heads, for programs."""
    columns = PUBLIC if public else STAFF
    target = io.StringIO()
    pen = csv.writer(target, lineterminator="\r\n")
    pen.writerow([*(column.key for column in columns), "data_prioritas_ditetapkan"])
    pen.writerows([neutralised(text) for text in _texts(item, columns)] for item in items)
    return target.getvalue().encode("utf-8-sig")


def _texts(item: Item, columns: Sequence[Column]) -> list[str]:
    texts = dict(texts_of({column.field: getattr(item, column.field) for column in columns}))
    return [*(texts[column.key] for column in columns), "ya" if item.priority else ""]
