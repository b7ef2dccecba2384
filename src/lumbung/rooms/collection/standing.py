"""How each period of each dataset stands: owed, late, on its way, or public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db.models import QuerySet

from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection.models import DuePeriod, Submission
from lumbung.rooms.collection.states import State
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.words import Text

SOON = dt.timedelta(days=30)


class Standing(StrEnum):
    """Where a period stands, from what is most urgent."""

    LATE = "late"
    MENDING = "mending"
    SOON = "soon"
    AHEAD = "ahead"
    IN_REVIEW = "in-review"
    ACCEPTED = "accepted"
    RELEASED = "released"
    CLOSED = "closed"

    @property
    def words(self) -> Text:
        """What people read."""
        return _WORDS[self]

    @property
    def is_owed(self) -> bool:
        """Whether its producer has not handed it over yet."""
        return self in (Standing.LATE, Standing.MENDING, Standing.SOON, Standing.AHEAD)


_WORDS = {
    Standing.LATE: Text("terlambat", "late"),
    Standing.MENDING: Text("perlu diselesaikan", "to be finished"),
    Standing.SOON: Text("segera jatuh tempo", "due soon"),
    Standing.AHEAD: Text("belum jatuh tempo", "not due yet"),
    Standing.IN_REVIEW: Text("sedang diperiksa", "in review"),
    Standing.ACCEPTED: Text("disetujui", "accepted"),
    Standing.RELEASED: Text("dirilis", "released"),
    Standing.CLOSED: Text("ditutup", "closed"),
}

_BY_STATE = {
    State.CHECKING: Standing.MENDING,
    State.QUARANTINED: Standing.MENDING,
    State.READY: Standing.MENDING,
    State.RETURNED: Standing.MENDING,
    State.SUBMITTED: Standing.IN_REVIEW,
    State.ACCEPTED_BY_STEWARD: Standing.IN_REVIEW,
    State.ACCEPTED: Standing.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class PeriodStanding:
    """A row of the calendar with how it stands now."""

    due: DuePeriod
    standing: Standing
    late: bool  # past its day, and not handed over
    days_left: int  # until it is due; negative when that has passed
    submission: int | None = None  # the attempt that is on its way
    state: State | None = None  # where that attempt stands
    released: bool = False  # whether figures of the period are public, whatever else is on its way

    @property
    def period(self) -> Period:
        """The period."""
        return self.due.parsed


class Due(Protocol):
    """A row of the calendar, as a record or as a bare line of a long list."""

    @property
    def dataset_id(self) -> int:
        """The key of its dataset."""

    @property
    def period(self) -> str:
        """The period, as it is written."""

    @property
    def ends_on(self) -> dt.date:
        """The last day of the period."""

    @property
    def due_on(self) -> dt.date:
        """The day until which it is due."""

    @property
    def is_open(self) -> bool:
        """Whether it takes figures."""

    @property
    def expected(self) -> bool:
        """Whether it is owed, not merely allowed."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the periods of some datasets: attempts on their way, and what is public."""

    attempts: Mapping[tuple[int, str], tuple[int, State]]
    public: Mapping[int, frozenset[str]]

    def attempt(self, row: Due) -> tuple[int | None, State | None]:
        """The attempt that is on its way, and where it stands."""
        return self.attempts.get((row.dataset_id, row.period), (None, None))

    def is_public(self, row: Due) -> bool:
        """Whether figures of the period are public."""
        return row.period in self.public.get(row.dataset_id, ())

    def stand(self, row: Due, today: dt.date) -> tuple[Standing, bool]:
        """How a row stands on a day, and whether it is late."""
        _, state = self.attempt(row)
        standing = _BY_STATE.get(state) if state is not None else None
        if standing is None:
            standing = Standing.RELEASED if self.is_public(row) else _owed(row, today)
        late = row.due_on < today and standing is Standing.MENDING and not self.is_public(row)
        return standing, late or standing is Standing.LATE


def known_of(datasets: Iterable[int] | QuerySet[Dataset]) -> Known:
    """What is known of the periods of these datasets; a query of datasets is not read by itself."""
    return Known(_attempts(datasets), _public(datasets))


def standings(rows: Iterable[DuePeriod], today: dt.date) -> list[PeriodStanding]:
    """How the rows of the calendar stand on a day."""
    rows = list(rows)
    known = known_of({row.dataset_id for row in rows})
    found = []
    for row in rows:
        standing, late = known.stand(row, today)
        days_left, public = (row.due_on - today).days, known.is_public(row)
        found.append(PeriodStanding(row, standing, late, days_left, *known.attempt(row), public))
    return found


def _owed(row: Due, today: dt.date) -> Standing:
    if not row.is_open:
        return Standing.CLOSED
    if not row.expected:
        return Standing.AHEAD
    if row.due_on < today:
        return Standing.LATE
    return Standing.SOON if row.due_on <= today + SOON and row.ends_on < today else Standing.AHEAD


def _attempts(datasets: Iterable[int] | QuerySet[Dataset]) -> dict[tuple[int, str], tuple[int, State]]:
    """The newest attempt at each period that is still on its way."""
    found = Submission.objects.filter(dataset__in=datasets, state__in=_BY_STATE).order_by("pk")
    attempts: dict[tuple[int, str], tuple[int, State]] = {}
    for pk, dataset, state, periods, asked in found.values_list(
        "pk", "dataset_id", "state", "periods", "asked_period"
    ):
        for period in periods or ([asked] if asked else []):
            attempts[dataset, period] = (pk, State(state))
    return attempts


def _public(datasets: Iterable[int] | QuerySet[Dataset]) -> dict[int, frozenset[str]]:
    current = Edition.objects.filter(dataset__in=datasets, current=True)
    return {pk: frozenset(periods) for pk, periods in current.values_list("dataset_id", "periods")}


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A dataset with its periods by year."""

    dataset: Dataset
    years: Mapping[int, tuple[PeriodStanding, ...]]

    @property
    def late(self) -> int:
        """How many of its periods are late."""
        return sum(one.late for ones in self.years.values() for one in ones)


def matrix(found: Iterable[PeriodStanding]) -> list[CalendarRow]:
    """The calendar as a matrix: a dataset a row, a year a column."""
    rows: dict[int, tuple[Dataset, dict[int, list[PeriodStanding]]]] = {}
    for one in found:
        _, years = rows.setdefault(one.due.dataset_id, (one.due.dataset, {}))
        years.setdefault(parse_period(one.due.period).year, []).append(one)
    made = [
        CalendarRow(dataset, {year: tuple(ones) for year, ones in years.items()})
        for dataset, years in rows.values()
    ]
    return sorted(made, key=lambda row: row.dataset.title.id)
