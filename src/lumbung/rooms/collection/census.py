"""All obligations of many offices at once, as bare lines: for pages that count and do not name.

Ten thousand records would take a second to make; ten thousand lines take a tenth of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection.models import DuePeriod
from lumbung.rooms.collection.standing import Standing, known_of


@dataclass(frozen=True, slots=True)
class Scope:
    """Which datasets are meant; what is empty does not narrow."""

    producers: frozenset[int]
    topic: str = ""
    priority: bool = False

    @property
    def datasets(self) -> QuerySet[Dataset]:
        """The datasets that are meant."""
        found = catalog.datasets().filter(producer__in=self.producers)
        if self.topic:
            found = found.filter(topic__code=self.topic)
        return found.filter(priority=True) if self.priority else found

    @property
    def rows(self) -> QuerySet[DuePeriod]:
        """The rows of the calendar that are meant."""
        found = DuePeriod.objects.filter(dataset__producer__in=self.producers)
        if self.topic:
            found = found.filter(dataset__topic__code=self.topic)
        return found.filter(dataset__priority=True) if self.priority else found


class Counted(NamedTuple):
    """An obligation as it is counted: whose, due when, and how it stands."""

    producer: int
    due_on: dt.date
    standing: Standing
    late: bool


class _Line(NamedTuple):
    dataset_id: int
    period: str
    ends_on: dt.date
    due_on: dt.date
    is_open: bool
    expected: bool
    producer: int


def counted(scope: Scope, *, first: dt.date, last: dt.date, today: dt.date) -> list[Counted]:
    """What fell or falls due from one day to another, and what is still owed from before the first."""
    known = known_of(scope.datasets.order_by())
    found = []
    for line in (*_lines(scope.rows.filter(due_on__range=(first, last))), *_lines(arrears(scope, first))):
        standing, late = known.stand(line, today)
        if line.expected or not standing.is_owed:
            found.append(Counted(line.producer, line.due_on, standing, late))
    return found


def arrears(scope: Scope, before: dt.date) -> QuerySet[DuePeriod]:
    """What fell due before a day, may still be sent, and is not public."""
    return unreleased(scope.rows.filter(due_on__lt=before, is_open=True, expected=True))


def unreleased(rows: QuerySet[DuePeriod]) -> QuerySet[DuePeriod]:
    """Those of the rows of which no figures are public: most of the past is never read."""
    public = Edition.objects.filter(dataset=OuterRef("dataset"), current=True).annotate(
        # A list of texts holds a text where its written form holds it in quotation marks.
        written=Cast("periods", TextField()),
        named=Concat(Value('"'), OuterRef("period"), Value('"'), output_field=TextField()),
    )
    return rows.filter(~Exists(public.filter(written__contains=F("named"))))


def _lines(rows: QuerySet[DuePeriod]) -> Iterable[_Line]:
    columns = (*_Line._fields[:-1], "dataset__producer_id")
    return map(_Line._make, rows.order_by().values_list(*columns))
