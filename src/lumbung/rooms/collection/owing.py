"""What is owed, by whom, until when and how it stands: the calendar as people and pages ask for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection.calendar import deadline_of
from lumbung.rooms.collection.census import Scope
from lumbung.rooms.collection.models import Digest, DuePeriod, MailChoice
from lumbung.rooms.collection.obligations import Obligation, obligations
from lumbung.rooms.collection.reminders.digests import Often, Post, current_policy
from lumbung.rooms.collection.reminders.things import escalated, head_of
from lumbung.rooms.collection.standing import CalendarRow, PeriodStanding, Standing, matrix, standings
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.vocabulary.periods import Period


def due_periods(datasets: Iterable[Dataset] | None = None) -> QuerySet[DuePeriod]:
    """The rows of the calendar, in the order of time."""
    rows = DuePeriod.objects.select_related("dataset", "dataset__producer").order_by("ends_on", "period")
    return rows if datasets is None else rows.filter(dataset__in=list(datasets))


def due_period(dataset: Dataset, period: Period) -> DuePeriod | None:
    """The row of the calendar for a period of a dataset."""
    return due_periods([dataset]).filter(period=str(period)).first()


def calendar(
    actor: Actor, *, first: int, last: int, producer: str = "", today: dt.date | None = None
) -> list[CalendarRow]:
    """The periods of some years that a person may see, a dataset a row."""
    rows = due_periods().filter(
        dataset__producer__in=people.reach(actor, Permission.READ_DRAFTS),
        ends_on__gte=dt.date(first, 1, 1),
        ends_on__lte=dt.date(last, 12, 31),
    )
    if producer:
        rows = rows.filter(dataset__producer__code=producer)
    return matrix(standings(rows, today or timezone.localdate()))


def dataset_periods(dataset: Dataset, today: dt.date | None = None) -> list[PeriodStanding]:
    """The periods of one dataset with how they stand, the newest first."""
    return periods_by_dataset([dataset], today).get(dataset.pk, [])


def periods_by_dataset(
    datasets: Iterable[Dataset], today: dt.date | None = None
) -> dict[int, list[PeriodStanding]]:
    """The periods of several datasets, by the dataset's key, the newest first."""
    found: dict[int, list[PeriodStanding]] = {}
    for one in standings(due_periods(datasets), today or timezone.localdate())[::-1]:
        found.setdefault(one.due.dataset_id, []).append(one)
    return found


def owed(actor: Actor, today: dt.date | None = None) -> list[PeriodStanding]:
    """What a person has to hand over now: late, or due soon, and not on its way yet."""
    today = today or timezone.localdate()
    rows = due_periods().filter(
        dataset__producer__in=people.reach(actor, Permission.SUBMIT), is_open=True, ends_on__lt=today
    )
    return [one for one in standings(rows, today) if one.standing in (Standing.LATE, Standing.SOON)]


def seen(actor: Actor, *, topic: str = "", priority: bool = False, producer: str = "") -> Scope:
    """The datasets whose obligations a person may see, narrowed as asked."""
    reach = people.reach(actor, Permission.READ_DRAFTS)
    if producer:
        reach &= {people.organisation(producer).pk}
    return Scope(reach, topic, priority)


def due_from(scope: Scope, first: dt.date, last: dt.date, today: dt.date | None = None) -> list[Obligation]:
    """The obligations that fall due from one day to another, by due date, with what is measured of them."""
    rows = scope.rows.filter(due_on__range=(first, last)).select_related("dataset__producer")
    return obligations(rows.order_by("due_on", "dataset__code", "period"), today or timezone.localdate())


def obligations_of(datasets: Iterable[Dataset], today: dt.date | None = None) -> dict[int, list[Obligation]]:
    """The obligations of some datasets by the dataset's key, the newest period first."""
    found: dict[int, list[Obligation]] = {}
    for one in obligations(due_periods(datasets), today or timezone.localdate())[::-1]:
        found.setdefault(one.due.dataset_id, []).append(one)
    return found


def obligation(dataset: Dataset, period: Period, today: dt.date | None = None) -> Obligation | None:
    """One period of a dataset with what is measured of it; none where the calendar has no such row."""
    rows = due_periods([dataset]).filter(period=str(period))
    return next(iter(obligations(rows, today or timezone.localdate())), None)


def planned(dataset: Dataset, period: Period) -> dt.date:
    """The day on which a period that the calendar does not know yet would be released."""
    return deadline_of(dataset).of(period).release_on


def escalated_to(actor: Actor, today: dt.date | None = None) -> list[PeriodStanding]:
    """What is late for so long in the offices of which a person is the head."""
    led = people.memberships(actor).filter(duty=people.Duty.HEAD) if actor is not None else None
    if not led:
        return []
    offices = set(led.values_list("organisation_id", flat=True))
    return escalated(current_policy(), today or timezone.localdate(), offices)


def unheard(actor: Actor, today: dt.date | None = None) -> list[people.Organisation]:
    """The offices that are late for long, and have neither a head nor a mailbox to be told."""
    reach = people.reach(actor, Permission.PLAN)
    if not reach:
        return []
    late = escalated(current_policy(), today or timezone.localdate(), reach)
    offices = {one.due.dataset.producer for one in late}
    return sorted((one for one in offices if not head_of(one)), key=lambda office: office.code)


def mail_choice(actor: Actor) -> Often:
    """How often a person wants mail."""
    kept = MailChoice.objects.filter(user=actor.pk).first() if actor is not None and actor.pk else None
    return Often(kept.often) if kept is not None else Often.DAILY


def letters_to(actor: Actor) -> QuerySet[Digest]:
    """The letters that were written to a person, the newest first."""
    return Digest.objects.filter(user=actor.pk if actor is not None else None, user__isnull=False)


def mail_troubles(actor: Actor, since: dt.datetime) -> QuerySet[Digest]:
    """Letters that did not go out, or of which nobody knows, for those who plan for the whole house."""
    found = Digest.objects.select_related("user", "organisation").filter(made_at__gte=since)
    if not people.reach(actor, Permission.PLAN):
        return found.none()
    return found.filter(Q(state__in=(Post.FAILED, Post.UNCERTAIN)) | Q(state=Post.WAITING, tries__gt=0))
