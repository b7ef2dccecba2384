"""Figures with their keys, gathered cell by cell before they become a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Record(NamedTuple):
    """One figure as it was read. Places are packed; a place below 0 is none."""

    area: str
    period: str
    codes: tuple[str | None, ...]  # in the order of the dataset's dimensions
    measure: str
    number: float | None
    status: str | None  # none: normal
    place: int
    note: str | None
    sheet: str | None
    area_place: int
    period_place: int
    code_places: tuple[int, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What identifies the figure within its dataset."""
        return (self.area, self.period, self.codes, self.measure)


@dataclass(slots=True)
class Records:
    """All figures of a file in the order of reading."""

    items: list[Record] = field(default_factory=list)
    rows: int = 0  # of data, over all tables
