"""Whether figures came when they were due, and were released when that was planned.

The public is promised a day of release, so that is what punctuality is measured by: the planned
one, or where none was announced the day the figures were due. A period that fell due before this
house knew the dataset is not judged: its figures were brought in from the archive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import Obligation
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.words import Text


class Came(StrEnum):
    """When figures came, against the day planned for their release."""

    ON_TIME = "on-time"
    LATE = "late"
    OVERDUE = "overdue"  # not there yet, and the day has passed
    EXPECTED = "expected"  # not there yet, and the day has not come
    ARCHIVE = "archive"
    CORRECTION = "correction"  # an edition without a new period


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that was moved: the day it had been, and why."""

    was: dt.date
    becomes: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Timing:
    """One period of a dataset: due, handed over, planned and released when."""

    dataset: Dataset
    period: Period
    due_on: dt.date
    planned_on: dt.date
    released_on: dt.date | None
    edition: str
    came: Came
    measured_on: dt.date  # the planned day against which it is measured
    handed_on: dt.date | None = None
    handed_in_time: bool | None = None  # none where no hand-over is known
    moves: tuple[Moved, ...] = ()

    @property
    def days(self) -> int:
        """How many days late."""
        return max(0, ((self.released_on or timezone.localdate()) - self.measured_on).days)

    @property
    def words(self) -> Text:
        """The timing in two or three words."""
        return said(self.came, self.days)

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return TONES[self.came]


TONES = {
    Came.ON_TIME: "leaf",
    Came.LATE: "brick",
    Came.OVERDUE: "brick",
    Came.EXPECTED: "sky",
    Came.ARCHIVE: "",
    Came.CORRECTION: "grain",
}


def said(came: Came, days: int = 0) -> Text:
    """How the timing is told."""
    late, late_en = said_number(days), said_number(days, language="en")
    return {
        Came.ON_TIME: Text("tepat waktu", "on time"),
        Came.LATE: Text(f"terlambat {late} hari", f"{late_en} days late"),
        Came.OVERDUE: Text(f"terlambat {late} hari", f"{late_en} days overdue"),
        Came.EXPECTED: Text("belum jatuh tempo", "not due yet"),
        Came.ARCHIVE: Text("dari arsip", "from the archive"),
        Came.CORRECTION: Text("koreksi", "correction"),
    }[came]


def timings(dataset: Dataset) -> list[Timing]:
    """Every period of a dataset that is due or released, the newest first."""
    return timings_of([dataset])[dataset.pk]


def timings_of(datasets: Collection[Dataset]) -> dict[int, list[Timing]]:
    """The timings of several datasets at once, by their keys."""
    wanted = [dataset.pk for dataset in datasets]
    editions: dict[int, list[Edition]] = {pk: [] for pk in wanted}
    for edition in catalog.all_editions().filter(dataset__in=wanted).defer("manifest"):
        editions[edition.dataset_id].append(edition)
    owed = collection.obligations_of(datasets)
    since = catalog.known_since(dataset.pk for dataset in datasets)
    return {
        dataset.pk: _timings(dataset, editions[dataset.pk], owed.get(dataset.pk, ()), since.get(dataset.pk))
        for dataset in datasets
    }


def _timings(
    dataset: Dataset, editions: Iterable[Edition], owed: Sequence[Obligation], since: dt.date | None
) -> list[Timing]:
    released = first_released(editions)
    known = {one.due.period: one for one in owed}
    awaited = {code for code, one in known.items() if one.is_owed}
    found = [
        timing(dataset, parse_period(code), known.get(code), released.get(code), since)
        for code in {*released, *awaited}
    ]
    return sorted(found, key=lambda item: item.period, reverse=True)


def timing(
    dataset: Dataset, period: Period, owed: Obligation | None, edition: Edition | None, since: dt.date | None
) -> Timing:
    """How one period stands."""
    released_on = timezone.localdate(edition.released_at) if edition else None
    if owed is None or not owed.due.expected:
        due_on = planned_on = measured_on = period.end + dt.timedelta(days=dataset.due_days)
    else:
        due_on, planned_on, measured_on = owed.due.due_on, owed.due.planned_on, owed.measured_release
    handed_on = owed.handed_on if owed is not None else None
    moves = owed.moves if owed is not None else ()
    return Timing(
        dataset,
        period,
        due_on,
        planned_on,
        released_on,
        edition.label if edition else "",
        _came(due_on, measured_on, released_on, since),
        measured_on,
        handed_on,
        None if owed is None or handed_on is None else handed_on <= owed.measured_due,
        tuple(Moved(move.was, move.becomes, move.reason) for move in moves if move.which == "release"),
    )


def _came(due_on: dt.date, measured_on: dt.date, released_on: dt.date | None, since: dt.date | None) -> Came:
    if released_on is None:
        return Came.EXPECTED if measured_on >= timezone.localdate() else Came.OVERDUE
    if since is not None and due_on < since:
        return Came.ARCHIVE
    return Came.ON_TIME if released_on <= measured_on else Came.LATE


def first_released(editions: Iterable[Edition]) -> Mapping[str, Edition]:
    """The edition in which each period was public for the first time."""
    found: dict[str, Edition] = {}
    for edition in sorted(editions, key=lambda item: item.released_at):
        for code in edition.periods:
            found.setdefault(code, edition)
    return found


def edition_came(edition: Edition, all_timings: Iterable[Timing]) -> Timing | None:
    """The timing of the newest period that an edition brought; none for a correction."""
    own = [item for item in all_timings if item.edition == edition.label]
    return max(own, key=lambda item: item.period, default=None)
