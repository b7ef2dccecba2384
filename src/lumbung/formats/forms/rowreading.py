"""A sheet with a record in each row, read back by the keys in its hidden first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lumbung.formats.forms.cells import CellReader
from lumbung.formats.forms.pagereading import number_of
from lumbung.formats.forms.sheets import PARENT, PASSED, REVISION, ReadRecord
from lumbung.formats.tables.grids.grid import shown
from lumbung.vocabulary.forms import FieldKind, FormField
from lumbung.vocabulary.formvalues import is_empty
from lumbung.vocabulary.words import Text

_YES_NO = FormField("", Text(""), FieldKind.YES_NO)
MOST_RECORDS = 20_000
Columns = Sequence[tuple[int, FormField, str]]


def read_rows_of(cells: CellReader, mark: int) -> Iterator[ReadRecord]:
    """A record for each row in which something is answered."""
    heads = [shown(cell).strip() for cell in cells.grid.rows[mark]]
    columns = list(_columns(cells, heads, mark))
    places = {head: number for number, head in enumerate(heads) if head in {REVISION, PARENT}}
    for row in range(mark + 1, min(cells.grid.height, mark + 1 + MOST_RECORDS)):
        code = shown(cells.grid.at(row, 0)).strip()
        if code == PASSED:
            continue
        cells.failed.clear()
        answers = _answers(cells, columns, row)
        spoken = frozenset(field.key for _column, field, _part in columns) - cells.failed
        if not answers and not cells.failed:
            continue
        revision, parent = (
            shown(cells.grid.at(row, places[head])).strip() if head in places else ""
            for head in (REVISION, PARENT)
        )
        sheet = cells.grid.name or ""
        answers = {key: value for key, value in answers.items() if key in spoken}
        yield ReadRecord(answers, code[:100], number_of(revision), parent[:100], sheet, row + 1, spoken)


def _columns(cells: CellReader, heads: Sequence[str], mark: int) -> Iterator[tuple[int, FormField, str]]:
    fields = {field.key: field for field in cells.form.fields}
    seen: set[str] = set()
    for number, head in enumerate(heads):
        name, _, part = head.partition(":")
        if number == 0 or not head or head in {REVISION, PARENT}:
            continue
        if name not in fields:
            cells.tell("form.unknown", mark, number, name[:60], value=head[:60], form=cells.form.title)
        elif head not in seen:
            seen.add(head)
            yield number, fields[name], part


def _answers(cells: CellReader, columns: Columns, row: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, field, part in columns:
        key = field.key
        if field.kind is FieldKind.YES_NO_LIST:
            title = next((item.title for item in field.options if item.code == part), field.title)
            if part and (said := cells.plain(row, column, key, _YES_NO, title, part)) is not None:
                found.setdefault(key, {})[part] = said
        elif part:
            if other := cells.text(row, column, key):
                found.setdefault(key, {"codes": []})["other"] = other
        elif field.kind is FieldKind.MULTI_CHOICE:
            found.setdefault(key, {})["codes"] = cells.answer(row, column, field)
        else:
            found[key] = cells.answer(row, column, field)
    return {key: value for key, value in found.items() if not is_empty(value)}
