"""Which periods a dataset owes, until when, and when they are released: the plan behind the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lumbung.rooms.catalog.queries import Dataset
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

RELEASE_DAYS = 14
"""Days from the due date to the planned release, where a definition says nothing: the time to check."""

ANNOUNCED = dt.timedelta(days=92)
"""A release is announced about three months before its day."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A period, the day until which its figures are due, and the day planned for their release."""

    period: Period
    due_on: dt.date
    release_on: dt.date


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long after the end of a period its figures are due, and then how long until their release."""

    due_days: int
    release_days: int = RELEASE_DAYS

    def of(self, period: Period) -> Owed:
        """The dates of a period."""
        due_on = period.end + dt.timedelta(days=self.due_days)
        return Owed(period, due_on, due_on + dt.timedelta(days=self.release_days))


def deadline_of(dataset: Dataset) -> Deadline:
    """How long after a period's end its figures are due and released, as the definition says."""
    return Deadline(dataset.due_days, int(dataset.definition.get("release_days", RELEASE_DAYS)))


def owed(structure: Structure, deadline: Deadline, today: dt.date) -> Iterator[Owed]:
    """The periods that a dataset's producer owes as of a day, in their order.

    A definition that names periods owes those; one that names none owes the last few that have
    ended, the one that is running, and those whose release is to be announced already.
    """
    for period in structure.periods or _around(structure.frequency, deadline, today):
        yield deadline.of(period)


def _around(frequency: Frequency, deadline: Deadline, today: dt.date) -> list[Period]:
    periods = [period_at(today, frequency)]
    for _ in range(EARLIER[frequency]):
        periods.insert(0, period_at(periods[0].start - dt.timedelta(days=1), frequency))
    while deadline.of(coming := periods[-1].next()).release_on <= today + ANNOUNCED:
        periods.append(coming)
    return periods


class Moved(Protocol):
    """A date that was moved: from which day to which, and on which day somebody did so."""

    @property
    def was(self) -> dt.date:
        """The day that it was."""

    @property
    def becomes(self) -> dt.date:
        """The day that it became."""

    @property
    def on(self) -> dt.date:
        """The day on which that was decided."""


def measured_by(date: dt.date, moves: list[Moved]) -> dt.date:
    """The day against which a delivery is measured, when its date was moved, in that order, by these.

    A date that is moved before it has come is a new agreement; one moved afterwards gives more
    time to deliver, but does not make punctual what was late already.
    """
    if not moves:
        return date
    agreed = moves[0].was
    for move in moves:
        if move.on > agreed:
            return agreed
        agreed = move.becomes
    return agreed
