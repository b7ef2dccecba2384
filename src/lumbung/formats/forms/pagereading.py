"""A sheet that is one form, read back by the keys in its hidden first column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lumbung.formats.forms.cells import CellReader
from lumbung.formats.forms.pagesheet import FIRST
from lumbung.formats.forms.sheets import ANSWER, PASSED, ReadRecord
from lumbung.formats.tables.grids.grid import shown
from lumbung.vocabulary.forms import FieldKind, FormField
from lumbung.vocabulary.formvalues import is_empty
from lumbung.vocabulary.words import Text

_YES_NO = FormField("", Text(""), FieldKind.YES_NO)
MOST_ROWS = 5_000


def read_page(cells: CellReader, mark: int) -> Iterator[ReadRecord]:
    """The one record of the sheet."""
    page = _Page(cells, mark)
    for row in range(mark + 1, min(cells.grid.height, mark + 1 + MOST_ROWS)):
        page.line(row)
    code, revision = (shown(cells.grid.at(mark, column)).strip() for column in (1, 2))
    spoken = frozenset(key.partition(":")[0] for key in page.seen) - cells.failed
    answers = {key: value for key, value in page.answers().items() if key in spoken}
    yield ReadRecord(answers, code[:100], number_of(revision), "", cells.grid.name or "", 0, spoken)


def number_of(text: str) -> int:
    """A revision as it stands in a cell; 0 where somebody wrote over it."""
    text = text.removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class _Page:
    """One reading of one sheet, from the top down."""

    def __init__(self, cells: CellReader, mark: int) -> None:
        self.cells = cells
        self.fields = {field.key: field for field in cells.form.fields}
        heads = [shown(cell) for cell in cells.grid.rows[mark]]
        self.first = heads.index(ANSWER) if ANSWER in heads else FIRST
        self.found: dict[str, Any] = {}
        self.seen: set[str] = set()
        self.table: FormField | None = None  # the table into which rows were put by hand

    def line(self, row: int) -> None:
        """One row of the sheet."""
        key = shown(self.cells.grid.at(row, 0)).strip()
        if not key and self.table is not None and not self.table.rows:
            self._row_of(self.table, row, "")
            return
        self.table = None
        if not key or key == PASSED:
            return
        name, _, part = key.partition(":")
        field = self.fields.get(name)
        if field is None:
            if not is_empty(self.cells.text(row, self.first)):
                self.cells.tell(
                    "form.unknown", row, self.first, name[:60], value=key[:60], form=self.cells.form.title
                )
            return
        if key in self.seen and not self._is_blank(row, field):
            self.cells.tell("form.row-unknown", row, 0, name, value=key[:60], field=field.title)
            return
        self.seen.add(key)
        self._answer(field, part, row)

    def _answer(self, field: FormField, part: str, row: int) -> None:
        key = field.key
        if field.kind is FieldKind.TABLE:
            self.table = field
            self._row_of(field, row, part)
        elif field.kind is FieldKind.YES_NO_LIST:
            title = next((item.title for item in field.options if item.code == part), field.title)
            said = self.cells.plain(row, self.first, key, _YES_NO, title, part)
            if said is not None:
                self.found.setdefault(key, {})[part] = said
        elif field.kind is FieldKind.MULTI_CHOICE:
            chosen = self.found.setdefault(key, {"codes": []})
            if part:
                if other := self.cells.text(row, self.first, key):
                    chosen["other"] = other
            else:
                chosen["codes"] = self.cells.answer(row, self.first, field)
        elif not part:
            self.found[key] = self.cells.answer(row, self.first, field)

    def _row_of(self, field: FormField, row: int, name: str) -> None:
        """One row of a table; its cells stand beside each other."""
        line: dict[str, Any] = {"row": name} if field.rows else {}
        count = len(self.found.get(field.key, ())) + 1
        part = name if field.rows else str(count)
        for number, column in enumerate(field.columns):
            title = Text("{field}: {column}", "{field}: {column}").filled(
                field=field.title, column=column.title
            )
            said = self.cells.plain(row, self.first + number, field.key, column, title, part)
            if said is not None:
                line[column.key] = said
        if not is_empty(line):
            self.found.setdefault(field.key, []).append(line)

    def _is_blank(self, row: int, field: FormField) -> bool:
        width = max(len(field.columns), 1)
        return all(self.cells.grid.at(row, self.first + number) is None for number in range(width))

    def answers(self) -> dict[str, Any]:
        """What was answered, in the order of the form."""
        return {key: self.found[key] for key in self.fields if not is_empty(self.found.get(key))}
