"""Whether figures came when they were due.

A period that fell due before this house knew the dataset is not judged: its figures were
brought in from the archive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection import queries as collection
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.words import Text


class Came(StrEnum):
    """When figures came, against when they were due."""

    ON_TIME = "on-time"
    LATE = "late"
    OVERDUE = "overdue"  # not there yet, and the day has passed
    EXPECTED = "expected"  # not there yet, and the day has not come
    ARCHIVE = "archive"
    CORRECTION = "correction"  # an edition without a new period


@dataclass(frozen=True, slots=True)
class Timing:
    """One period of a dataset: due when, released when."""

    dataset: Dataset
    period: Period
    due_on: dt.date
    released_on: dt.date | None
    edition: str
    came: Came

    @property
    def days(self) -> int:
        """How many days late."""
        return max(0, ((self.released_on or timezone.localdate()) - self.due_on).days)

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
    return {
        Came.ON_TIME: Text("tepat waktu", "on time"),
        Came.LATE: Text(f"terlambat {days} hari", f"{days} days late"),
        Came.OVERDUE: Text(f"terlambat {days} hari", f"{days} days overdue"),
        Came.EXPECTED: Text("belum jatuh tempo", "not due yet"),
        Came.ARCHIVE: Text("dari arsip", "from the archive"),
        Came.CORRECTION: Text("koreksi", "correction"),
    }[came]


def timings(dataset: Dataset) -> list[Timing]:
    """Every period that is due or released, the newest first."""
    released = first_released(catalog.editions(dataset))
    since = known_since(dataset)
    due = {row.period: row.due_on for row in collection.due_periods([dataset]) if row.expected}
    found = []
    for code in {*released, *due}:
        period = parse_period(code)
        due_on = due.get(code, period.end + dt.timedelta(days=dataset.due_days))
        edition = released.get(code)
        found.append(timing(dataset, period, due_on, edition, since))
    return sorted(found, key=lambda item: item.period, reverse=True)


def timing(
    dataset: Dataset, period: Period, due_on: dt.date, edition: Edition | None, since: dt.date | None
) -> Timing:
    """How one period stands."""
    released_on = timezone.localdate(edition.released_at) if edition else None
    if released_on is None:
        came = Came.EXPECTED if due_on >= timezone.localdate() else Came.OVERDUE
    elif since is not None and due_on < since:
        came = Came.ARCHIVE
    else:
        came = Came.ON_TIME if released_on <= due_on else Came.LATE
    return Timing(dataset, period, due_on, released_on, edition.label if edition else "", came)


def first_released(editions: Iterable[Edition]) -> dict[str, Edition]:
    """The edition in which each period was public for the first time."""
    found: dict[str, Edition] = {}
    for edition in sorted(editions, key=lambda item: item.released_at):
        for code in edition.periods:
            found.setdefault(code, edition)
    return found


def known_since(dataset: Dataset) -> dt.date | None:
    """The day on which the catalogue first knew a dataset."""
    first = dataset.versions.order_by("number").first()
    return timezone.localdate(first.since) if first else None


def edition_came(edition: Edition, all_timings: Iterable[Timing]) -> Timing | None:
    """The timing of the newest period that an edition brought; none for a correction."""
    own = [item for item in all_timings if item.edition == edition.label]
    return max(own, key=lambda item: item.period, default=None)
