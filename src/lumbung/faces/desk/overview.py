"""The whole city on one page: offices in rows, the months or quarters in which figures fall due in columns.

Each cell counts what is gravest in it, with a sign beside its colour, and leads to the things
behind it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lumbung.rooms.collection.queries import Counted, Standing
from lumbung.rooms.people.queries import Organisation
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.periods import Frequency, Period, period_at
from lumbung.vocabulary.words import Text


class Look(StrEnum):
    """How an obligation looks from afar, the gravest first."""

    LATE = "late"
    WAITING = "waiting"
    CHECKING = "checking"
    DONE = "done"
    AHEAD = "ahead"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a look is drawn: its words, its tone, and the sign that says the same without colour."""

    words: Text
    tone: str
    sign: str


DRAWN = {
    Look.LATE: Drawn(Text("terlambat", "late"), "brick", "alert"),
    Look.WAITING: Drawn(
        Text("segera jatuh tempo atau belum selesai", "due soon or unfinished"), "grain", "clock"
    ),
    Look.CHECKING: Drawn(
        Text("sedang diperiksa atau disetujui", "being checked or accepted"), "sky", "search"
    ),
    Look.DONE: Drawn(Text("dirilis", "released"), "leaf", "check"),
    Look.AHEAD: Drawn(Text("belum jatuh tempo", "not due yet"), "", "calendar"),
    Look.CLOSED: Drawn(Text("ditutup", "closed"), "", "lock"),
}

_LOOKS = {
    Standing.LATE: Look.LATE,
    Standing.MENDING: Look.WAITING,
    Standing.SOON: Look.WAITING,
    Standing.AHEAD: Look.AHEAD,
    Standing.IN_REVIEW: Look.CHECKING,
    Standing.ACCEPTED: Look.CHECKING,
    Standing.RELEASED: Look.DONE,
    Standing.CLOSED: Look.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Some obligations, counted by how they look; what the page asks of it often is found once."""

    counts: Mapping[Look, int]
    gravest: Look | None  # what is seen first; none in an empty cell
    shown: int  # the number that stands in the cell: how many look gravest
    total: int

    @classmethod
    def of(cls, counts: Mapping[Look, int]) -> Cell:
        """The cell of some counts."""
        gravest = next((look for look in Look if look in counts), None)
        return cls(counts, gravest, counts[gravest] if gravest else 0, sum(counts.values()))

    @property
    def late(self) -> int:
        """How many are late."""
        return self.counts.get(Look.LATE, 0)

    def said(self, language: str) -> str:
        """Everything in the cell, in words."""
        return ", ".join(
            f"{said_number(self.counts[look], language=language)} {DRAWN[look].words.said(language)}"
            for look in Look
            if look in self.counts
        )


@dataclass(frozen=True, slots=True)
class Row:
    """An office, its cells in the order of the columns, what is late from before, and all together."""

    office: Organisation
    cells: tuple[Cell, ...]
    arrears: int
    whole: Cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """The page's table."""

    columns: tuple[Period, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]
    arrears: int
    whole: Cell


def columns_of(year: int, frequency: Frequency) -> tuple[Period, ...]:
    """The months or the quarters of a year."""
    return tuple(Period(year, frequency, number) for number in range(1, frequency.per_year + 1))


def head_of(column: Period) -> Text:
    """A month or quarter in as few letters as a narrow column holds."""
    if column.frequency is Frequency.QUARTER:
        return Text(f"TW {column.number}", f"Q{column.number}")
    return Text(column.title.id[:3], column.title.en[:3])


def matrix(offices: Sequence[Organisation], lines: Iterable[Counted], columns: tuple[Period, ...]) -> Matrix:
    """Count the lines into cells; what is late from before the first column stands by itself."""
    start, frequency = columns[0].start, columns[0].frequency
    place = _places(columns, frequency)
    cells: dict[tuple[int, int], Counter[Look]] = {}
    arrears: Counter[int] = Counter()
    for line in lines:
        look = Look.LATE if line.late else _LOOKS[line.standing]
        if line.due_on >= start:
            cells.setdefault((line.producer, place[line.due_on.month]), Counter())[look] += 1
        elif line.late:
            arrears[line.producer] += 1
    rows = tuple(
        _row(office, [cells.get((office.pk, n), Counter()) for n in range(len(columns))], arrears[office.pk])
        for office in offices
    )
    return Matrix(
        columns,
        rows,
        tuple(_together(row.cells[n] for row in rows) for n in range(len(columns))),
        sum(row.arrears for row in rows),
        _together(row.whole for row in rows),
    )


def _places(columns: tuple[Period, ...], frequency: Frequency) -> dict[int, int]:
    """In which column each month stands."""
    numbers = {column.number: place for place, column in enumerate(columns)}
    year = columns[0].year
    return {month: numbers[period_at(dt.date(year, month, 1), frequency).number] for month in range(1, 13)}


def _row(office: Organisation, counts: Sequence[Counter[Look]], arrears: int) -> Row:
    cells = tuple(Cell.of(one) for one in counts)
    return Row(office, cells, arrears, _together(cells))


def _together(cells: Iterable[Cell]) -> Cell:
    counts: Counter[Look] = Counter()
    for cell in cells:
        counts.update(cell.counts)
    return Cell.of(counts)
