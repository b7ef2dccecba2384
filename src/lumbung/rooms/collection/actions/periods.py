"""The calendar of what is due: laid out from definitions, opened, closed and moved by people."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.db import transaction
from django.utils import timezone

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection.calendar import deadline_of, owed
from lumbung.rooms.collection.models import DuePeriod, MovedDate
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


class DateNeeded(Invalid):
    """Nothing was to be moved."""

    code = "collection.date-needed"
    message = Text("Tulis tanggal yang baru.", "Give the new date.")
    hint = Text(
        "Isi batas waktu, tanggal rilis, atau keduanya.", "Fill in a due date, a release date, or both."
    )


class ReleasedBeforeDue(Invalid):
    """A release cannot be planned before its figures are due."""

    code = "collection.released-before-due"
    message = Text(
        "Rencana rilis {release} mendahului batas waktu {due}.",
        "The planned release {release} comes before the due date {due}.",
    )
    hint = Text(
        "Pilih tanggal rilis pada atau sesudah batas waktu.", "Choose a release on or after the due date."
    )


def lay_out_calendar(*, dataset: Dataset | None = None, today: dt.date | None = None) -> int:
    """Make the rows of periods due that are not there yet; gives how many were made.

    Follows from the definitions alone, so it needs nobody's permission; what a person opened,
    closed or moved stays as it is. A row that came without a planned release gets one while
    there is still time to announce it. Run again, it makes nothing.
    """
    today = today or timezone.localdate()
    datasets = [dataset] if dataset is not None else list(catalog.datasets())
    known: dict[int, dict[str, DuePeriod]] = {one.pk: {} for one in datasets}
    for row in DuePeriod.objects.filter(dataset=dataset) if dataset else DuePeriod.objects.all():
        known.setdefault(row.dataset_id, {})[row.period] = row
    return sum(_lay_out(one, known[one.pk], today) for one in datasets)


def _lay_out(dataset: Dataset, known: dict[str, DuePeriod], today: dt.date) -> int:
    deadline = deadline_of(dataset)
    lacking = [
        item for item in owed(catalog.structure(dataset), deadline, today) if str(item.period) not in known
    ]
    unannounced = [row for row in known.values() if row.release_on is None and row.due_on >= today]
    if not lacking and not unannounced:
        return 0
    for row in unannounced:
        row.release_on = row.due_on + dt.timedelta(days=deadline.release_days)
    with transaction.atomic():
        DuePeriod.objects.bulk_update(unannounced, ["release_on"])
        made = DuePeriod.objects.bulk_create(
            [
                DuePeriod(
                    dataset=dataset,
                    period=str(item.period),
                    ends_on=item.period.end,
                    due_on=item.due_on,
                    release_on=item.release_on,
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
            facts={
                "periods": [row.period for row in made],
                "announced": [row.period for row in unannounced],
            },
        )
    return len(made)


def open_period(
    *, dataset: Dataset, period: Period, actor: User, reason: str = "", due_on: dt.date | None = None
) -> DuePeriod:
    """Let a dataset take figures for a period: a late one, an early one, or one that was closed."""
    people.require(actor, Permission.PLAN, on=dataset.producer)
    require_frequency(dataset, period)
    with transaction.atomic():
        row, made = _row(dataset, period, expected=due_on is not None)
        if due_on is not None:
            planned_on = row.planned_on + (due_on - row.due_on)
            _move(row, "due", due_on, actor=actor, reason=reason, kept=not made)
            _move(row, "release", planned_on, actor=actor, reason=reason, kept=not made)
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


def move_dates(
    *,
    dataset: Dataset,
    period: Period,
    actor: User,
    reason: str,
    due_on: dt.date | None = None,
    release_on: dt.date | None = None,
) -> DuePeriod:
    """Give a period another due date, another day of release, or both; the old ones are kept.

    A release that was planned is moved along with its due date, unless it is given a day of its own.
    """
    people.require(actor, Permission.PLAN, on=dataset.producer)
    require_frequency(dataset, period)
    if not reason.strip():
        raise ReasonNeeded
    if due_on is None and release_on is None:
        raise DateNeeded
    with transaction.atomic():
        row, made = _row(dataset, period, expected=True)
        was = {"due_on": row.due_on, "release_on": row.planned_on}
        if due_on is not None:
            release_on = release_on or row.planned_on + (due_on - row.due_on)
            _move(row, "due", due_on, actor=actor, reason=reason, kept=not made)
        if release_on is not None:
            if release_on < row.due_on:
                raise ReleasedBeforeDue(due=row.due_on.isoformat(), release=release_on.isoformat())
            _move(row, "release", release_on, actor=actor, reason=reason, kept=not made)
        row.expected = True
        _change(row, is_open=row.is_open, actor=actor, reason=reason)
        journal.record(
            "collection.dates-moved",
            subject=row,
            actor=actor,
            dataset=dataset.code,
            reason=reason.strip(),
            facts={
                "period": row.period,
                "was": was,
                "due_on": row.due_on,
                "release_on": row.release_on,
            },
        )
    return row


def close_period(*, dataset: Dataset, period: Period, actor: User, reason: str) -> DuePeriod:
    """Let a period take no more figures."""
    people.require(actor, Permission.PLAN, on=dataset.producer)
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        row, _ = _row(dataset, period, expected=False)
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


def _row(dataset: Dataset, period: Period, *, expected: bool) -> tuple[DuePeriod, bool]:
    """The row of a period, held until the end of the transaction; made where there is none."""
    plan = deadline_of(dataset).of(period)
    return DuePeriod.objects.select_for_update().get_or_create(
        dataset=dataset,
        period=str(period),
        defaults={
            "ends_on": period.end,
            "due_on": plan.due_on,
            "release_on": plan.release_on,
            "expected": expected,
        },
    )


def _move(
    row: DuePeriod,
    which: Literal["due", "release"],
    becomes: dt.date,
    *,
    actor: User,
    reason: str,
    kept: bool,
) -> None:
    """Move a date; the old one is kept with the reason, unless the row was only made just now."""
    was = row.due_on if which == "due" else row.planned_on
    if kept and was != becomes:
        MovedDate.objects.create(
            due_period=row,
            which=which,
            was=was,
            becomes=becomes,
            reason=reason.strip(),
            by=actor,
            at=timezone.now(),
        )
    if which == "due":
        row.due_on = becomes
    else:
        row.release_on = becomes


def _change(row: DuePeriod, *, is_open: bool, actor: User, reason: str) -> None:
    row.is_open, row.changed_by, row.changed_at, row.reason = is_open, actor, timezone.now(), reason.strip()
    row.save()
