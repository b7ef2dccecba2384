"""What kind of thing stands in each cell: nothing, a figure, a year, a sign for *no figure*, words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from lumbung.formats.tables.grids import CellError, Grid, Value
from lumbung.formats.tables.words.figures import figure_text
from lumbung.formats.tables.words.folding import plain
from lumbung.formats.tables.words.marks import is_missing, is_zero_word, split_mark
from lumbung.formats.tables.words.unitwords import UnitWords


class Kind(IntEnum):
    """The kind of a cell."""

    EMPTY = 0
    TEXT = 1
    DATE = 2
    YEAR = 3  # a figure that can be a year as well
    MISSING = 4  # "-", "n/a"
    NUMBER = 5


_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*/\s*(?:(?:19|20)\d\d|\d\d))?(?:\s?\(?(?:\*{1,3}|r|x|xx|e)\)?)?")
_NUMBERED = re.compile(r"[(\[]?\s*(\d{1,2})\s*[)\]]?\s*(?:\*{1,3}|xx?|r|e)?\)?(?:\s*[=(\[].*)?")
_UNITS = UnitWords()


class _Judged(dict[Value, int]):
    """The kinds of values, each judged once."""

    def __missing__(self, value: Value) -> int:
        kind = self[value] = int(kind_of(value))
        return kind


class Kinds:
    """The kinds of all cells of a grid: one byte for each, so that rows are searched as bytes."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        judged = _Judged()
        number = Kind.NUMBER.value
        self.rows: list[bytes] = [
            # Most cells are plain numbers, and no two the same: they are judged on the spot.
            bytes(
                [
                    number if isinstance(v, float) and not 1900 <= v <= 2100 else v is not None and judged[v]
                    for v in row
                ]
            )
            for row in grid.rows
        ]
        self.texts = [value for value, kind in judged.items() if kind == Kind.TEXT and isinstance(value, str)]
        for (row, column), formula in grid.formulas.items():
            if not formula.has_result and row < len(self.rows) and column < len(self.rows[row]):
                line = bytearray(self.rows[row])
                line[column] = Kind.NUMBER  # a figure stands there, though nobody knows which
                self.rows[row] = bytes(line)

    def at(self, row: int, column: int) -> int:
        """The kind of one cell; nothing outside the grid."""
        line = self.rows[row] if 0 <= row < len(self.rows) else b""
        return line[column] if column < len(line) else Kind.EMPTY

    def row(self, row: int, columns: range) -> bytes:
        """The kinds of a row within some columns."""
        return self.rows[row][columns.start : columns.stop] if 0 <= row < len(self.rows) else b""

    def filled(self, row: int, columns: range) -> list[int]:
        """The columns of a row in which something stands."""
        return [columns.start + n for n, kind in enumerate(self.row(row, columns)) if kind]


def kind_of(value: Value) -> Kind:
    """The kind of one value."""
    if value is None:
        return Kind.EMPTY
    if isinstance(value, str):
        return Kind.NUMBER if isinstance(value, CellError) else kind_of_text(value)
    if isinstance(value, bool):
        return Kind.TEXT
    if isinstance(value, float | int):
        return Kind.YEAR if 1900 <= value <= 2100 and value == int(value) else Kind.NUMBER
    return Kind.DATE if isinstance(value, dt.date) else Kind.TEXT


def kind_of_text(text: str) -> Kind:
    """The kind of a text.

    >>> [kind_of_text(text).name for text in ("", "2024*", "1.234,5", "n/a", "Turi", "12 ha", "Rp 5")]
    ['EMPTY', 'YEAR', 'NUMBER', 'MISSING', 'TEXT', 'NUMBER', 'NUMBER']
    """
    stripped = plain(text)
    if not stripped:
        return Kind.EMPTY
    if len(stripped) > 60:
        return Kind.TEXT
    if is_missing(text):
        return Kind.MISSING
    if _YEAR.fullmatch(stripped):
        return Kind.YEAR
    if not any(character.isdigit() for character in stripped):
        return Kind.NUMBER if is_zero_word(text) else Kind.TEXT
    return _kind_of_figure(text)


def _kind_of_figure(text: str) -> Kind:
    figure = figure_text(split_mark(text)[0])
    if not figure.is_number:
        return Kind.TEXT
    if figure.tail:
        unit = _UNITS.read(figure.tail)
        return Kind.NUMBER if unit is not None and unit.quantity not in {"time", "index"} else Kind.TEXT
    return Kind.NUMBER


def is_column_numbering(values: Sequence[Value]) -> bool:
    """Whether a row only numbers the columns: ``(1) (2) (3)``.

    >>> is_column_numbering(["(1)", "(2)", "(3)=(1)+(2)"]), is_column_numbering([1.0, "Turi", 3.0])
    (True, False)
    """
    numbers: list[int] = []
    bracketed = 0
    for value in values:
        if value is None:
            continue
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
        found = _NUMBERED.fullmatch(text) if len(text) < 40 else None
        if not found or (not numbers and found[1] not in {"0", "1"}):
            return False
        bracketed += text.startswith(("(", "["))
        numbers.append(int(found[1]))
    steps = {second - first for first, second in pairwise(numbers)}
    enough = len(numbers) >= 3 or (len(numbers) == 2 and bracketed == 2)
    return enough and steps == {1}
