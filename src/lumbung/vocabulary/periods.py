"""Reference periods: the stretch of time an observation is about.

Periods are written the SDMX way (``2024``, ``2024-S1``, ``2024-Q3``, ``2024-07``,
``2024-W05``, ``2024-07-15``) and are never plain dates: a date says when, a period says which.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import total_ordering

from lumbung.vocabulary.words import Text, Worded


class Frequency(Worded):
    """How often a dataset speaks, as SDMX codes it (CL_FREQ)."""

    YEAR = "A", Text("tahunan", "yearly")
    HALF = "S", Text("semesteran", "half-yearly")
    QUARTER = "Q", Text("triwulanan", "quarterly")
    MONTH = "M", Text("bulanan", "monthly")
    WEEK = "W", Text("mingguan", "weekly")
    DAY = "D", Text("harian", "daily")

    @property
    def per_year(self) -> int:
        """How many such periods a year has (weeks: 52, a few years 53; days: 365 or 366)."""
        return {"A": 1, "S": 2, "Q": 4, "M": 12, "W": 52, "D": 365}[self.value]


MONTHS_ID = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?:S(?P<S>[12])|Q(?P<Q>[1-4])|W(?P<W>\d{2})|(?P<M>\d{2})(?:-(?P<D>\d{2}))?))?"
)


class UnreadablePeriod(ValueError):
    """A text that is no period as SDMX writes it."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year, half, quarter, month, week or day that data refers to.

    ``number`` counts within the year from 1 (day: day of the year); a year has number 1.
    """

    year: int
    frequency: Frequency = Frequency.YEAR
    number: int = 1

    def __str__(self) -> str:
        match self.frequency:
            case Frequency.YEAR:
                return f"{self.year:04d}"
            case Frequency.HALF | Frequency.QUARTER:
                return f"{self.year:04d}-{self.frequency.value}{self.number}"
            case Frequency.MONTH:
                return f"{self.year:04d}-{self.number:02d}"
            case Frequency.WEEK:
                return f"{self.year:04d}-W{self.number:02d}"
            case Frequency.DAY:
                return self.start.isoformat()

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    @property
    def start(self) -> dt.date:
        """The first day of the period."""
        if self.frequency is Frequency.WEEK:
            return dt.date.fromisocalendar(self.year, self.number, 1)
        if self.frequency is Frequency.DAY:
            return dt.date(self.year, 1, 1) + dt.timedelta(days=self.number - 1)
        months = 12 // self.frequency.per_year
        return dt.date(self.year, (self.number - 1) * months + 1, 1)

    @property
    def end(self) -> dt.date:
        """The last day of the period."""
        return self.next().start - dt.timedelta(days=1)

    def next(self) -> Period:
        """The period that follows."""
        if self.frequency is Frequency.WEEK:
            year, week, _ = (self.start + dt.timedelta(days=7)).isocalendar()
            return Period(year, Frequency.WEEK, week)
        if self.frequency is Frequency.DAY:
            return day_period(self.start + dt.timedelta(days=1))
        if self.number < self.frequency.per_year:
            return Period(self.year, self.frequency, self.number + 1)
        return Period(self.year + 1, self.frequency)

    def covers(self, other: Period) -> bool:
        """Whether the other period lies within this one.

        >>> parse_period("2024").covers(parse_period("2024-Q3"))
        True
        """
        return self.start <= other.start and other.end <= self.end

    @property
    def title(self) -> Text:
        """The period as people say it.

        >>> parse_period("2025-Q2").title.id
        'Triwulan II 2025'
        """
        match self.frequency:
            case Frequency.YEAR:
                return Text(str(self.year), str(self.year))
            case Frequency.HALF:
                return Text(f"Semester {self.number} {self.year}", f"Half {self.number}, {self.year}")
            case Frequency.QUARTER:
                return Text(f"Triwulan {_ROMAN[self.number - 1]} {self.year}", f"Q{self.number} {self.year}")
            case Frequency.MONTH:
                return Text(
                    f"{MONTHS_ID[self.number - 1]} {self.year}", f"{MONTHS_EN[self.number - 1]} {self.year}"
                )
            case Frequency.WEEK:
                return Text(f"Minggu {self.number}, {self.year}", f"Week {self.number}, {self.year}")
            case Frequency.DAY:
                day = self.start
                return Text(
                    f"{day.day} {MONTHS_ID[day.month - 1]} {day.year}",
                    f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}",
                )


def parse_period(text: str) -> Period:
    """Read a period as SDMX writes it.

    >>> parse_period("2024-Q3")
    Period(year=2024, frequency=<Frequency.QUARTER: 'Q'>, number=3)
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise UnreadablePeriod(text)
    year = int(match["year"])
    try:
        if match["D"]:
            return day_period(dt.date(year, int(match["M"]), int(match["D"])))
        for letter in "SQWM":
            if match[letter]:
                period = Period(year, Frequency(letter), int(match[letter]))
                _ = period.start  # a thirteenth month or a 54th week has no first day
                return period
        _ = dt.date(year, 1, 1)
    except ValueError as fault:
        raise UnreadablePeriod(text) from fault
    return Period(year)


def day_period(day: dt.date) -> Period:
    """The period that is one day."""
    return Period(day.year, Frequency.DAY, day.timetuple().tm_yday)


def period_at(day: dt.date, frequency: Frequency) -> Period:
    """The period of a frequency that holds a day.

    >>> str(period_at(dt.date(2024, 8, 5), Frequency.QUARTER))
    '2024-Q3'
    """
    if frequency is Frequency.DAY:
        return day_period(day)
    if frequency is Frequency.WEEK:
        year, week, _ = day.isocalendar()
        return Period(year, frequency, week)
    return Period(day.year, frequency, (day.month - 1) * frequency.per_year // 12 + 1)


def period_range(first: Period, last: Period) -> Iterator[Period]:
    """Every period from the first to the last, both included."""
    while first <= last:
        yield first
        first = first.next()


def parse_periods(raw: str | list[str] | tuple[str, ...] | None) -> tuple[Period, ...]:
    """Read the periods due as packs write them: a list, or ``first..last``.

    >>> [str(p) for p in parse_periods("2024-Q3..2025-Q1")]
    ['2024-Q3', '2024-Q4', '2025-Q1']
    """
    if not raw:
        return ()
    if isinstance(raw, str):
        first, _, last = raw.partition("..")
        return tuple(period_range(parse_period(first), parse_period(last or first)))
    return tuple(parse_period(str(item)) for item in raw)
