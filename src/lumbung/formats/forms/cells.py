"""One cell of a form that came back: its text, its answer, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from lumbung.formats.forms.celltexts import read_chosen, read_rows
from lumbung.formats.tables.grids import CellError, Grid
from lumbung.formats.tables.grids.grid import shown
from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.formfindings import no_option, unread
from lumbung.vocabulary.forms import FieldKind, Form, FormColumn, FormField
from lumbung.vocabulary.formvalues import clean_text, read_value
from lumbung.vocabulary.observations import cell_name
from lumbung.vocabulary.words import Text

MOST_FINDINGS = 500  # of one sheet


class CellReader:
    """Reads the cells of one sheet and tells what cannot be taken."""

    def __init__(self, grid: Grid, form: Form, told: list[Finding]) -> None:
        self.grid, self.form, self._told = grid, form, told
        self.failed: set[str] = set()  # fields of which a formula gave no answer
        self._count = 0

    def tell(self, kind: str, row: int, column: int, key: str, **facts: Any) -> None:
        """A finding with the sheet, the cell and the field."""
        self.add(finding(kind, self.place(row, column, key), **facts))

    def add(self, found: Finding) -> None:
        """A finding, unless this sheet has had its share."""
        self._count += 1
        if self._count <= MOST_FINDINGS:
            self._told.append(found)

    def place(self, row: int, column: int, key: str, part: str | None = None) -> Place:
        """Where a cell stands, and which answer it is."""
        return Place(self.grid.name, cell_name(row, column), key, part)

    def text(self, row: int, column: int, key: str = "") -> str:
        """The text of a cell as people read it; nothing for a formula that failed, which is told."""
        value = self.grid.at(row, column)
        formula = self.grid.formulas.get((row, column))
        if isinstance(value, CellError):
            self.tell("formula.error", row, column, key, value=str(value))
            self.failed.add(key)
            return ""
        if formula is not None and not formula.has_result and value is None:
            self.tell("formula.no-cache", row, column, key)
            self.failed.add(key)
        if value is True or value is False:
            return "Ya" if value else "Tidak"
        return clean_text(shown(value))

    def plain(
        self,
        row: int,
        column: int,
        key: str,
        asked: FormField | FormColumn,
        title: Text,
        part: str | None = None,
    ) -> Any:
        """A plain answer; one that is not of its kind is told and kept as it was written."""
        text = self.text(row, column, key)
        if not text:
            return None
        value = read_value(asked.kind, text, asked.options)
        if found := unread(asked, value, self.place(row, column, key, part), title):
            self.add(found)
        return value

    def answer(self, row: int, column: int, field: FormField) -> Any:
        """The answer of a whole field in one cell."""
        match field.kind:
            case FieldKind.MULTI_CHOICE:
                return self._chosen(row, column, field)
            case FieldKind.TABLE:
                return self._rows(row, column, field)
            case FieldKind.LIST:
                lines = (line.strip() for line in self.text(row, column, field.key).split("\n"))
                return [line for line in lines if line]
            case _:
                return self.plain(row, column, field.key, field, field.title)

    def _chosen(self, row: int, column: int, field: FormField) -> list[str]:
        codes = read_chosen(field, self.text(row, column, field.key))
        known = {item.code for item in field.options}
        for code in codes:
            if code not in known:
                self.add(no_option(field.options, code, self.place(row, column, field.key), field.title))
        return codes

    def _rows(self, row: int, column: int, field: FormField) -> list[dict[str, Any]]:
        rows = read_rows(field, self.text(row, column, field.key))
        for number, line in enumerate(rows, start=1):
            for asked in field.columns:
                if asked.key not in line:
                    continue
                place = self.place(row, column, field.key, str(line.get("row", number)))
                if found := unread(asked, line[asked.key], place, asked.title):
                    self.add(found)
        return rows
