"""The calendar of what is due: laid out from definitions, opened and closed by people."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection.calendar import owed
from lumbung.rooms.collection.models import DuePeriod
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.periods import Frequency, Period, period_at
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text


class PeriodClosed(Conflict):
    """The period no longer takes figures."""

    code = "collection.period-closed"
    message = Text(
        "{dataset} tidak lagi menerima angka untuk {period}.",
        "{dataset} no longer takes figures for {period}.",
    )
    hint = Text("Minta walidata membuka kembali periodenya.", "Ask the data steward to reopen the period.")


class WrongFrequency(Invalid):
    """The period is not one in which this dataset speaks."""

    code = "collection.wrong-frequency"
    message = Text(
        "{period} tidak cocok: {dataset} adalah data {frequency}.",
        "{period} does not fit: {dataset} is {frequency} data.",
    )
    hint = Text("Tulis periode misalnya {example}.", "Write the period like {example}.")


class ReasonNeeded(Invalid):
    """This act must say why."""

    code = "collection.reason-needed"
    message = Text("Tulis alasannya.", "Say why.")
    hint = Text("Alasan dicatat di jurnal dan dibaca orang lain.", "The reason is kept and read by others.")


def lay_out_calendar(*, dataset: Dataset | None = None, today: dt.date | None = None) -> int:
    """Make the rows of periods due that are not there yet; gives how many were made.

    Follows from the definitions alone, so it needs nobody's permission; what a person opened
    or closed stays as it is. Run again, it makes nothing.
    """
    today = today or timezone.localdate()
    datasets = [dataset] if dataset is not None else list(catalog.datasets())
    return sum(_lay_out(one, today) for one in datasets)


def _lay_out(dataset: Dataset, today: dt.date) -> int:
    known = set(DuePeriod.objects.filter(dataset=dataset).values_list("period", flat=True))
    lacking = [
        item
        for item in owed(catalog.structure(dataset), dataset.due_days, today)
        if str(item.period) not in known
    ]
    if not lacking:
        return 0
    with transaction.atomic():
        made = DuePeriod.objects.bulk_create(
            [
                DuePeriod(
                    dataset=dataset, period=str(item.period), ends_on=item.period.end, due_on=item.due_on
                )
                for item in lacking
            ],
            ignore_conflicts=True,
        )
        journal.record(
            "collection.calendar-laid-out",
            subject=dataset,
            actor=None,
            dataset=dataset.code,
            facts={"periods": [row.period for row in made]},
        )
    return len(made)


def open_period(
    *, dataset: Dataset, period: Period, actor: User, reason: str = "", due_on: dt.date | None = None
) -> DuePeriod:
    """Let a dataset take figures for a period: a late one, an early one, or one that was closed."""
    people.require(actor, Permission.PLAN, on=dataset.producer)
    require_frequency(dataset, period)
    with transaction.atomic():
        row, made = DuePeriod.objects.get_or_create(
            dataset=dataset,
            period=str(period),
            defaults={
                "ends_on": period.end,
                "due_on": due_on or period.end + dt.timedelta(days=dataset.due_days),
                "expected": due_on is not None,
            },
        )
        row.due_on = due_on or row.due_on
        _change(row, is_open=True, actor=actor, reason=reason)
        journal.record(
            "collection.period-opened",
            subject=row,
            actor=actor,
            dataset=dataset.code,
            reason=reason,
            facts={"period": row.period, "due_on": row.due_on, "new": made},
        )
    return row


def close_period(*, dataset: Dataset, period: Period, actor: User, reason: str) -> DuePeriod:
    """Let a period take no more figures."""
    people.require(actor, Permission.PLAN, on=dataset.producer)
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        row, _ = DuePeriod.objects.get_or_create(
            dataset=dataset,
            period=str(period),
            defaults={
                "ends_on": period.end,
                "due_on": period.end + dt.timedelta(days=dataset.due_days),
                "expected": False,
            },
        )
        _change(row, is_open=False, actor=actor, reason=reason)
        journal.record(
            "collection.period-closed",
            subject=row,
            actor=actor,
            dataset=dataset.code,
            reason=reason,
            facts={"period": row.period},
        )
    return row


def require_frequency(dataset: Dataset, period: Period) -> None:
    """Go on only if the period is of the kind in which the dataset speaks."""
    if period.frequency.value == dataset.frequency:
        return
    frequency = Frequency(dataset.frequency)
    raise WrongFrequency(
        dataset=dataset.code,
        period=str(period),
        frequency=frequency.title,
        example=str(period_at(timezone.localdate(), frequency)),
    )


def require_open(dataset: Dataset, *periods: Period) -> None:
    """Go on only if these periods may still take figures."""
    for period in periods:
        require_frequency(dataset, period)
    asked = set(map(str, periods))
    for closed in DuePeriod.objects.filter(dataset=dataset, is_open=False):
        if closed.period in asked:
            raise PeriodClosed(dataset=dataset.code, period=closed.period)


def _change(row: DuePeriod, *, is_open: bool, actor: User, reason: str) -> None:
    row.is_open, row.changed_by, row.changed_at, row.reason = is_open, actor, timezone.now(), reason.strip()
    row.save()
