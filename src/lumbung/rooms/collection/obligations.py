"""Who owed what by when, and what became of it: due, handed over, planned, released, days late.

An obligation is a row of the calendar with what is measured of it. Figures count as handed over
on the day of the attempt that was not returned; as released on the day they were public first.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection.calendar import measured_by
from lumbung.rooms.collection.models import DuePeriod, MovedDate, Submission
from lumbung.rooms.collection.standing import PeriodStanding, Standing, standings
from lumbung.rooms.collection.states import State
from lumbung.vocabulary.periods import Period

HANDED_OVER = (State.SUBMITTED, State.ACCEPTED_BY_STEWARD, State.ACCEPTED, State.RELEASED)

Moves = Mapping[int, Sequence[MovedDate]]
ByPeriod = Mapping[tuple[int, str], dt.date]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A period of a dataset, with its dates and what is measured against them."""

    standing: PeriodStanding
    handed_on: dt.date | None
    released_on: dt.date | None
    measured_due: dt.date  # what was agreed before it was late: see calendar.measured_by
    measured_release: dt.date
    moves: tuple[MovedDate, ...] = ()
    from_archive: bool = False  # it fell due before this house knew the dataset: its time is not judged

    @property
    def due(self) -> DuePeriod:
        """Its row of the calendar."""
        return self.standing.due

    @property
    def dataset(self) -> Dataset:
        """The dataset that owes it."""
        return self.standing.due.dataset

    @property
    def period(self) -> Period:
        """The period."""
        return self.standing.period

    @property
    def is_owed(self) -> bool:
        """Whether its producer was to hand it over, and it was not merely allowed."""
        return self.due.expected and self.standing.standing is not Standing.CLOSED

    def days_late(self, today: dt.date) -> int:
        """How many days after its day it was handed over, or how many it is late by now."""
        if self.handed_on is None and (self.released_on is not None or not self.is_owed):
            return 0  # released without a submission that is known here, or not owed
        return max(0, ((self.handed_on or today) - self.measured_due).days)

    def release_days_late(self, today: dt.date) -> int:
        """How many days after the planned day it was released, or how many that is late by now."""
        if self.released_on is None and not self.is_owed:
            return 0
        return max(0, ((self.released_on or today) - self.measured_release).days)


def obligations(rows: Iterable[DuePeriod], today: dt.date) -> list[Obligation]:
    """The rows of the calendar with what is measured of them."""
    stands = standings(rows, today)
    datasets = {one.due.dataset_id for one in stands}
    handed, released = handed_over(datasets), first_released(datasets)
    moved, since = moves_of(one.due.pk for one in stands), catalog.known_since(datasets)
    found = (_obligation(one, handed, released, moved.get(one.due.pk, ())) for one in stands)
    return [
        replace(one, from_archive=one.measured_due < since.get(one.due.dataset_id, dt.date.min))
        for one in found
    ]


def _obligation(
    one: PeriodStanding, handed: ByPeriod, released: ByPeriod, moves: Sequence[MovedDate]
) -> Obligation:
    row, key = one.due, (one.due.dataset_id, one.due.period)
    return Obligation(
        standing=one,
        handed_on=handed.get(key),
        released_on=released.get(key),
        measured_due=measured_by(row.due_on, [move for move in moves if move.which == "due"]),
        measured_release=measured_by(row.planned_on, [move for move in moves if move.which == "release"]),
        moves=tuple(moves),
    )


def moves_of(rows: Iterable[int]) -> Moves:
    """The moves of rows of the calendar, in the order in which they were made."""
    moved: dict[int, list[MovedDate]] = defaultdict(list)
    wanted = set(rows)
    for move in MovedDate.objects.select_related("by"):  # few: a date is moved by a person with a reason
        if move.due_period_id in wanted:
            moved[move.due_period_id].append(move)
    return moved


def handed_over(datasets: Iterable[int] | QuerySet[Dataset]) -> dict[tuple[int, str], dt.date]:
    """The day on which each period was handed over, by the first attempt that was not returned."""
    found = Submission.objects.filter(
        dataset__in=datasets, state__in=HANDED_OVER, submitted_at__isnull=False
    ).order_by("submitted_at")
    handed: dict[tuple[int, str], dt.date] = {}
    for dataset, periods, at in found.values_list("dataset_id", "periods", "submitted_at"):
        assert at is not None
        for period in periods:
            handed.setdefault((dataset, period), timezone.localdate(at))
    return handed


def first_released(datasets: Iterable[int] | QuerySet[Dataset]) -> dict[tuple[int, str], dt.date]:
    """The day on which each period was public for the first time."""
    found = Edition.objects.filter(dataset__in=datasets).order_by("released_at")
    released: dict[tuple[int, str], dt.date] = {}
    for dataset, periods, at in found.values_list("dataset_id", "periods", "released_at"):
        day = timezone.localdate(at)
        for period in periods:
            released.setdefault((dataset, period), day)
    return released
