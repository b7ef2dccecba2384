"""How punctual each dataset and each office was over two years, and whose figures have grown stale.

*Stale* is a dataset whose newest public period is older than its frequency says it should be: the
planned release of the period after it has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from django.utils import timezone

from lumbung.faces.portal import timeliness
from lumbung.faces.portal.shelf import CALENDAR, STAMPS
from lumbung.faces.portal.timeliness import Came, Timing
from lumbung.kit.stamps import stamp
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people.queries import Organisation
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.periods import Frequency, Period

YEARS = 2


@dataclass(frozen=True, slots=True)
class Score:
    """How many periods were judged, and how many of them came on their day."""

    judged: int = 0  # periods that were to be released in these years
    on_time: int = 0
    overdue: int = 0  # not there yet
    handed: int = 0  # released ones of which the hand-over is known
    handed_in_time: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.judged + other.judged,
            self.on_time + other.on_time,
            self.overdue + other.overdue,
            self.handed + other.handed,
            self.handed_in_time + other.handed_in_time,
        )

    @property
    def share(self) -> int | None:
        """The percentage that came on its day; none where nothing was to come."""
        return round(100 * self.on_time / self.judged) if self.judged else None


@dataclass(frozen=True, slots=True)
class Record:
    """A dataset: its score, its newest public period, and since when that is too old."""

    dataset: Dataset
    score: Score
    newest: Period | None
    stale_since: dt.date | None

    @property
    def is_stale(self) -> bool:
        """Whether newer figures should be public."""
        return self.stale_since is not None


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """An office with the records of its datasets."""

    office: Organisation
    records: tuple[Record, ...]

    @property
    def score(self) -> Score:
        """All its datasets together."""
        return sum((one.score for one in self.records), Score())

    @property
    def stale(self) -> tuple[Record, ...]:
        """Its datasets that have grown stale, the longest first."""
        found = [(one.stale_since, one) for one in self.records if one.stale_since is not None]
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True)
class Punctuality:
    """All open datasets by office, the most punctual first; offices without a judged period last."""

    since: dt.date
    today: dt.date
    offices: tuple[OfficeRecord, ...]

    @property
    def score(self) -> Score:
        """The whole city."""
        return sum((one.score for one in self.offices), Score())

    @property
    def stale(self) -> int:
        """How many datasets are stale."""
        return sum(len(one.stale) for one in self.offices)


_kept: list[tuple[tuple[object, ...], Punctuality]] = []
_making = Lock()


def punctuality() -> Punctuality:
    """How the whole city stands today; made anew when an edition, the calendar or the day has changed."""
    last = journal.entries(verb=CALENDAR).order_by("-number").values_list("number", flat=True).first()
    key = (timezone.localdate(), stamp(*STAMPS), last)
    with _making:
        if not _kept or _kept[0][0] != key:
            _kept[:] = [(key, _made(timezone.localdate()))]
        return _kept[0][1]


def forget() -> None:
    """Drop what is kept (a test's database has gone)."""
    _kept.clear()


def _made(today: dt.date) -> Punctuality:
    datasets = list(catalog.datasets().filter(access=Access.OPEN.value))
    timings = timeliness.timings_of(datasets)
    since = today - dt.timedelta(days=365 * YEARS)
    offices: dict[Organisation, list[Record]] = {}
    for dataset in datasets:
        offices.setdefault(dataset.producer, []).append(record(dataset, timings[dataset.pk], since, today))
    found = [OfficeRecord(office, tuple(records)) for office, records in offices.items()]
    found.sort(
        key=lambda one: (-1 if one.score.share is None else one.score.share, one.score.judged), reverse=True
    )
    return Punctuality(since, today, tuple(found))


def record(
    dataset: Dataset, timings: Sequence[Timing], since: dt.date | None = None, today: dt.date | None = None
) -> Record:
    """How punctual one dataset was, and whether it is stale."""
    today = today or timezone.localdate()
    since = since or today - dt.timedelta(days=365 * YEARS)
    newest = max((one.period for one in timings if one.released_on is not None), default=None)
    return Record(
        dataset, _score(timings, since, today), newest, _stale_since(dataset, timings, newest, today)
    )


def _score(timings: Iterable[Timing], since: dt.date, today: dt.date) -> Score:
    total = Score()
    for one in timings:
        judged = one.came in (Came.ON_TIME, Came.LATE, Came.OVERDUE)
        # Released before its planned day, it is judged already.
        if not judged or not since <= (one.released_on or one.measured_on) <= today:
            continue
        released = one.released_on is not None
        total += Score(
            judged=1,
            on_time=int(one.came is Came.ON_TIME),
            overdue=int(one.came is Came.OVERDUE),
            handed=int(released and one.handed_in_time is not None),
            handed_in_time=int(released and bool(one.handed_in_time)),
        )
    return total


def _stale_since(
    dataset: Dataset, timings: Iterable[Timing], newest: Period | None, today: dt.date
) -> dt.date | None:
    """The day on which figures newer than the newest should have been public; none while it is to come."""
    if newest is None or newest.frequency is not Frequency(dataset.frequency):
        return None
    following = newest.next()
    planned = next((one.planned_on for one in timings if one.period == following), None)
    if planned is None:
        planned = collection.planned(dataset, following)
    return planned if planned < today else None
