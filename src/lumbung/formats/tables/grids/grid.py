"""A sheet as a grid of values, with what a spreadsheet knows beside them.

Rows and columns count from 0. Values are as the file stores them: nothing is interpreted
here, but that a number of 17 digits is given back with the 15 that a spreadsheet shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class CellError(str):
    """What a formula gives when it cannot be computed: ``#REF!``, ``#DIV/0!`` …"""

    __slots__ = ()


Value = None | bool | int | float | str | dt.date | dt.datetime | dt.time
Cell = tuple[int, int]


class Visibility(StrEnum):
    """Whether a person sees the sheet; the last is set by programs only."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very-hidden"


class Merge(NamedTuple):
    """A merged range, both corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and whether the file holds its result."""

    text: str  # without "="; empty where a shared formula is not written out again
    has_result: bool = True


@dataclass(slots=True)
class Grid:
    """One sheet."""

    name: str | None  # none for a CSV
    rows: Sequence[Sequence[Value]]
    visibility: Visibility = Visibility.VISIBLE
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: Mapping[Cell, Formula] = field(default_factory=dict)
    percents: frozenset[Cell] = frozenset()  # shown as percent: 0.125 is printed 12.5 %
    signs: Mapping[Cell, str] = field(default_factory=dict)  # printed by the number format: 12 shown as 12*
    remarks: Mapping[Cell, str] = field(default_factory=dict)  # comments that hang on cells

    def __post_init__(self) -> None:
        width = max(map(len, self.rows), default=0)
        if any(len(row) < width for row in self.rows):
            self.rows = [[*row, *[None] * (width - len(row))] for row in self.rows]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def at(self, row: int, column: int) -> Value:
        """The value of a cell; nothing outside the grid."""
        if 0 <= row < len(self.rows):
            line = self.rows[row]
            if 0 <= column < len(line):
                return line[column]
        return None


@dataclass(slots=True)
class Workbook:
    """The sheets of a file in their order."""

    kind: str  # "xlsx", "xls", "ods", "csv"
    grids: list[Grid]


def shown(value: Value) -> str:
    """A value as text, the way a person would read it in the cell.

    >>> shown(2024.0), shown(0.1 + 0.2), shown(dt.date(2025, 1, 31)), shown(None)
    ('2024', '0.3', '2025-01-31', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = int(value) if abs(value) < 1e15 else None
        return str(whole) if whole is not None and whole == value else f"{value:.15g}"
    if isinstance(value, dt.datetime) and value.time() == dt.time(0):
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
