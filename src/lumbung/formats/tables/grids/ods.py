"""OpenDocument spreadsheets (.ods): values by calamine, the rest from ``content.xml``.

One pass over the XML tells spans, hidden rows, columns and sheets, formulas and percent cells.
Repeated rows and cells are counted, never written out, so that a file with a billion of them
costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lumbung.formats.tables.grids.archives import Archive
from lumbung.formats.tables.grids.calamine import Values, wide_spread
from lumbung.formats.tables.grids.grid import Cell, CellError, Formula, Grid, Merge, Visibility, Workbook
from lumbung.formats.tables.grids.limits import LIMITS, Limits
from lumbung.formats.tables.grids.markup import Attributes, read_elements
from lumbung.formats.tables.grids.refusals import encrypted

_HIDDEN = frozenset({"collapse", "filter"})
_FAR_ROWS, _FAR_COLUMNS = 1_048_576, 16_384
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "Err:")


@dataclass
class _Sheet:
    """What the XML tells about one sheet."""

    style: str = ""
    height: int = 0
    width: int = 0
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[Cell, Formula] = field(default_factory=dict)
    percents: set[Cell] = field(default_factory=set)
    errors: dict[Cell, str] = field(default_factory=dict)
    remarks: dict[Cell, str] = field(default_factory=dict)


def read_ods(path: Path, limits: Limits = LIMITS) -> Workbook:
    """All sheets of a workbook."""
    with Archive(path, limits) as archive:
        if b"encryption-data" in archive.read_if_there("META-INF/manifest.xml"):
            raise encrypted()
        content = _Content(limits)
        xml = archive.read_if_there("content.xml")
        if xml:
            read_elements(xml, content.opened, content.closed, content.text)
    for name, sheet in content.sheets.items():
        if sheet.height * sheet.width > limits.cells:
            raise wide_spread(name, sheet.height, sheet.width, limits)
    values = Values(path, limits)
    grids = []
    for number, name, visibility in values.sheets:
        rows, _ = values.read(number)
        told = content.sheets.get(name, _Sheet())
        # calamine does not follow the style that hides a sheet.
        unseen = told.style in content.unseen_styles
        for (row, column), error in told.errors.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = CellError(error)
        grids.append(
            Grid(
                name,
                rows,
                Visibility.HIDDEN if unseen else visibility,
                tuple(told.merges),
                frozenset(told.hidden_rows),
                frozenset(told.hidden_columns),
                told.formulas,
                frozenset(told.percents),
                remarks=told.remarks,
            )
        )
    return Workbook("ods", grids)


class _Content:
    """Follows the elements of ``content.xml``."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: dict[str, _Sheet] = {}
        self.unseen_styles: set[str] = set()
        self._sheet = _Sheet()
        self._row = self._column = self._row_count = self._column_count = 0
        self._table_column = 0
        self._style = ""
        self._cell: Attributes | None = None
        self._words: list[str] = []
        self._remark: list[str] | None = None

    def opened(self, name: str, said: Attributes) -> None:
        match name:
            case "style":
                self._style = said.get("name", "")
            case "table-properties" if said.get("display") == "false":
                self.unseen_styles.add(self._style)
            case "table":
                self._sheet = _Sheet(said.get("style-name", ""))
                self.sheets.setdefault(said.get("name", ""), self._sheet)
                self._row = self._row_count = self._table_column = 0
            case "table-column":
                self._open_column(said)
            case "table-row":
                self._row += self._row_count
                self._row_count = _repeated(said, "number-rows-repeated")
                self._column = self._column_count = 0
                if said.get("visibility") in _HIDDEN and self._row < _FAR_ROWS:
                    last = min(self._row + self._row_count, self._row + 10_000)
                    self._sheet.hidden_rows.update(range(self._row, last))
            case "table-cell" | "covered-table-cell":
                self._column += self._column_count
                self._column_count = _repeated(said, "number-columns-repeated")
                self._cell, self._words = said, []
            case "annotation":
                self._remark = []

    def text(self, words: str) -> None:
        if self._remark is not None:
            self._remark.append(words)
        elif self._cell is not None:
            self._words.append(words)

    def closed(self, name: str) -> None:
        if name == "annotation" and self._remark is not None:
            remark = " ".join("".join(self._remark).split())
            if remark:
                self._sheet.remarks[self._row, self._column] = remark
            self._remark = None
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._close_cell(self._cell, "".join(self._words))
            self._cell = None

    def _open_column(self, said: Attributes) -> None:
        count = _repeated(said, "number-columns-repeated")
        if said.get("visibility") in _HIDDEN:
            last = min(self._table_column + count, _FAR_COLUMNS)
            self._sheet.hidden_columns.update(range(self._table_column, last))
        self._table_column += count

    def _close_cell(self, said: Attributes, words: str) -> None:
        cell, sheet = (self._row, self._column), self._sheet
        down, right = _repeated(said, "number-rows-spanned"), _repeated(said, "number-columns-spanned")
        if (down > 1 or right > 1) and len(sheet.merges) < self.limits.merges:
            sheet.merges.append(Merge(*cell, cell[0] + down - 1, cell[1] + right - 1))
        kind = said.get("value-type")
        if words or kind:
            sheet.height = max(sheet.height, self._row + self._row_count)
            sheet.width = max(sheet.width, self._column + self._column_count)
        if kind == "percentage":
            sheet.percents.add(cell)
        if words.startswith(_ERRORS) and ("formula" in said or kind in {None, "float"}):
            sheet.errors[cell] = words
        if "formula" in said:
            text = said["formula"].partition(":=")[2] or said["formula"].lstrip("=")
            sheet.formulas[cell] = Formula(text, bool(words or said.get("value")))


def _repeated(said: Attributes, key: str) -> int:
    raw = said.get(key, "1")
    return max(1, int(raw)) if raw.isdigit() and len(raw) < 12 else 1
