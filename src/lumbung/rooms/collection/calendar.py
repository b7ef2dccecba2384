"""Which periods a dataset owes, and until when: the plan behind the calendar's rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lumbung.vocabulary.periods import Frequency, Period, period_at
from lumbung.vocabulary.structures import Structure

EARLIER = {
    Frequency.YEAR: 2,
    Frequency.HALF: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 6,
    Frequency.WEEK: 4,
    Frequency.DAY: 7,
}
"""How many ended periods a dataset owes that names none in its definition."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A period and the day until which its figures are due."""

    period: Period
    due_on: dt.date


def owed(structure: Structure, due_days: int, today: dt.date) -> Iterator[Owed]:
    """The periods that a dataset's producer owes as of a day, in their order.

    A definition that names periods owes those; one that names none owes the last few that
    have ended and the one that is running.
    """
    for period in structure.periods or _recent(structure.frequency, today):
        yield Owed(period, period.end + dt.timedelta(days=due_days))


def _recent(frequency: Frequency, today: dt.date) -> list[Period]:
    periods = [period_at(today, frequency)]
    for _ in range(EARLIER[frequency]):
        periods.append(period_at(periods[-1].start - dt.timedelta(days=1), frequency))
    return sorted(periods)
