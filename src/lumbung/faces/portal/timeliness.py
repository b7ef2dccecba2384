"""Whether figures came when they were due.

A period that fell due before this house knew the dataset is not judged: its figures were
brought in from the archive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import prefetch_related_objects
from django.utils import timezone

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection import queries as collection
from lumbung.vocabulary.numbers import said_number
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
    due: dict[int, dict[str, dt.date]] = {pk: {} for pk in wanted}
    for row in collection.due_periods(datasets):
        if row.expected:
            due[row.dataset_id][row.period] = row.due_on
    since = known_since(datasets)
    return {
        dataset.pk: _timings(dataset, editions[dataset.pk], due[dataset.pk], since.get(dataset.pk))
        for dataset in datasets
    }


def _timings(
    dataset: Dataset, editions: Iterable[Edition], due: Mapping[str, dt.date], since: dt.date | None
) -> list[Timing]:
    released = first_released(editions)
    found = []
    for code in {*released, *due}:
        period = parse_period(code)
        due_on = due.get(code, period.end + dt.timedelta(days=dataset.due_days))
        found.append(timing(dataset, period, due_on, released.get(code), since))
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


def known_since(datasets: Iterable[Dataset]) -> dict[int, dt.date]:
    """The day on which the catalogue first knew each dataset."""
    prefetch_related_objects(list(datasets), "versions")
    return {
        dataset.pk: timezone.localdate(min(version.since for version in versions))
        for dataset in datasets
        if (versions := dataset.versions.all())
    }


def edition_came(edition: Edition, all_timings: Iterable[Timing]) -> Timing | None:
    """The timing of the newest period that an edition brought; none for a correction."""
    own = [item for item in all_timings if item.edition == edition.label]
    return max(own, key=lambda item: item.period, default=None)
