"""Old Excel workbooks (.xls, BIFF8): values by calamine, the rest from the records beside them.

The records tell hidden rows and columns, which cells hold formulas and whether those have a
result, and errors. Not seen here: what a formula says, percent formats and comments.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from lumbung.formats.tables.grids.calamine import Values, too_many_cells
from lumbung.formats.tables.grids.compound import CompoundFile
from lumbung.formats.tables.grids.grid import Cell, CellError, Formula, Grid, Workbook
from lumbung.formats.tables.grids.limits import LIMITS, Limits
from lumbung.formats.tables.grids.refusals import encrypted

_BOF, _EOF, _SHEET, _FILE_PASS = 0x0809, 0x000A, 0x0085, 0x002F
_ROW, _COLUMNS, _FORMULA, _ERROR = 0x0208, 0x007D, 0x0006, 0x0205
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_TEXT_RESULT, _ERROR_RESULT, _EMPTY_RESULT = 0, 2, 3
_HIDDEN_ROW, _HIDDEN_COLUMNS = 0x20, 0x01


def read_xls(path: Path, limits: Limits = LIMITS) -> Workbook:
    """All sheets of a workbook."""
    container = CompoundFile(path.read_bytes())
    if "EncryptedPackage" in container.entries:
        raise encrypted()
    stream = container.stream("Workbook")
    starts = _sheet_starts(stream)
    values = Values(path, limits)
    grids, cells = [], 0
    for number, name, visibility in values.sheets:
        rows, merges = values.read(number)
        cells += sum(map(len, rows))
        if cells > limits.cells:
            raise too_many_cells(limits)
        grid = Grid(name, rows, visibility, merges)
        if name in starts:
            _add_what_records_tell(grid, stream, starts[name])
        grids.append(grid)
    return Workbook("xls", grids)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part."""
    position, depth = start, 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + size]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        position += 4 + size


def _sheet_starts(stream: bytes) -> dict[str, int]:
    """Where the records of each sheet begin."""
    found: dict[str, int] = {}
    for kind, body in _records(stream, 0):
        if kind == _FILE_PASS:
            raise encrypted()
        if kind == _SHEET and len(body) >= 8:
            length, wide = body[6], body[7] & 1
            raw = body[8 : 8 + length * (1 + wide)]
            name = raw.decode("utf-16-le" if wide else "latin-1", "replace")
            found[name] = int.from_bytes(body[:4], "little")
    return found


def _add_what_records_tell(grid: Grid, stream: bytes, start: int) -> None:
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    formulas: dict[Cell, Formula] = {}
    for kind, body in _records(stream, start):
        if kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN_ROW:
            hidden_rows.add(int.from_bytes(body[:2], "little"))
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & _HIDDEN_COLUMNS:
            first, last = struct.unpack_from("<HH", body)
            hidden_columns.update(range(first, min(last + 1, grid.width)))
        elif kind == _FORMULA and len(body) >= 14:
            row, column = struct.unpack_from("<HH", body)
            formulas[row, column] = _result(grid, row, column, body[6:14])
        elif kind == _ERROR and len(body) >= 8 and body[7]:
            row, column = struct.unpack_from("<HH", body)
            _put_error(grid, row, column, body[6])
    grid.hidden_rows, grid.hidden_columns = frozenset(hidden_rows), frozenset(hidden_columns)
    grid.formulas = formulas


def _result(grid: Grid, row: int, column: int, result: bytes) -> Formula:
    """Whether a formula has a result; an error is put into the grid."""
    if result[6:8] != b"\xff\xff":
        return Formula("", has_result=True)  # a number
    if result[0] == _ERROR_RESULT:
        _put_error(grid, row, column, result[2])
        return Formula("", has_result=True)
    has_text = result[0] == _TEXT_RESULT and grid.at(row, column) is not None
    return Formula("", has_result=has_text or result[0] == 1)


def _put_error(grid: Grid, row: int, column: int, code: int) -> None:
    rows = grid.rows
    if isinstance(rows, list) and row < len(rows) and column < len(rows[row]):
        rows[row][column] = CellError(_ERRORS.get(code, "#N/A"))
