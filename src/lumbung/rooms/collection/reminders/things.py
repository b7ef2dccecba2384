"""What concerns whom: figures due and late, submissions returned or waiting, and what the head is told.

Each thing has a key that names it and its step; who was told a key is not told it again.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from lumbung.rooms.collection.census import unreleased
from lumbung.rooms.collection.models import DuePeriod, Submission
from lumbung.rooms.collection.reminders.policy import Policy
from lumbung.rooms.collection.standing import PeriodStanding, standings
from lumbung.rooms.collection.states import State
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Duty, Organisation, Permission, User
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.words import Text, Worded


class Section(Worded):
    """What is said together in a letter, in the order in which it is said."""

    ESCALATED = "escalated", Text("Terlambat lama pada organisasi Anda", "Long overdue in your organisation")
    LATE = "late", Text("Terlambat", "Late")
    RETURNED = "returned", Text("Dikembalikan untuk diperbaiki", "Returned to be mended")
    SOON = "soon", Text("Segera jatuh tempo", "Due soon")
    WAITING = "waiting", Text("Menunggu pemeriksaan Anda", "Waiting for your review")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an account, or the mailbox of an office whose head has none."""

    user: User | None = None
    office: Organisation | None = None

    @property
    def key(self) -> str:
        """The name under which it is kept what they were told."""
        return f"user:{self.user.pk}" if self.user else f"office:{self.office.pk if self.office else ''}"

    @property
    def address(self) -> str:
        """Where their letters go; empty where nobody wrote it down."""
        return self.user.email if self.user else self.office.email if self.office else ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of a letter: what it is, how it stands, and where to deal with it."""

    key: str
    section: Section
    title: Text
    words: Text
    path: str


Told = Mapping[Recipient, list[Thing]]


def things(policy: Policy, today: dt.date) -> Told:
    """Everything of which somebody is to be reminded as of a day, by whom it concerns."""
    found: dict[Recipient, list[Thing]] = defaultdict(list)
    for recipients, thing in (*_obligations(policy, today), *_submissions()):
        for one in recipients:
            found[one].append(thing)
    order = list(Section)
    for told in found.values():
        told.sort(key=lambda thing: order.index(thing.section))
    return found


def still_owed(
    *, until: dt.date, today: dt.date, producers: Iterable[int] | None = None
) -> list[PeriodStanding]:
    """The periods due up to a day that nobody has handed over, and that are not public either."""
    rows = DuePeriod.objects.filter(is_open=True, expected=True, due_on__lte=until)
    if producers is not None:
        rows = rows.filter(dataset__producer__in=producers)
    rows = unreleased(rows).select_related("dataset__producer").order_by("due_on", "pk")
    return [one for one in standings(rows, today) if one.standing.is_owed]


def escalated(policy: Policy, today: dt.date, producers: Iterable[int]) -> list[PeriodStanding]:
    """The periods of offices that are late for so long that the head of the office is told."""
    if not policy.escalate_after:
        return []
    until = today - dt.timedelta(days=policy.escalate_after)
    return still_owed(until=until, today=today, producers=producers)


def head_of(office: Organisation) -> tuple[Recipient, ...]:
    """Who is told what stays away: the head of the office, else its mailbox, else nobody."""
    heads = people.memberships().filter(organisation=office, duty=Duty.HEAD, user__is_active=True)
    if found := tuple(Recipient(user=held.user) for held in heads):
        return found
    return (Recipient(office=office),) if office.email else ()


def _obligations(policy: Policy, today: dt.date) -> Iterator[tuple[tuple[Recipient, ...], Thing]]:
    senders, heads = _nearest(Permission.SUBMIT), cache(head_of)
    for one in still_owed(until=today + dt.timedelta(days=policy.furthest), today=today):
        row, step = one.due, policy.step(one.days_left)
        if step is None:
            continue
        name = f"{row.pk}:{row.due_on}"
        if one.late or one.state is not State.RETURNED:  # what was returned in time is told as that
            path = f"{reverse('collection:dataset', args=(row.dataset.code,))}?periode={row.period}"
            section = Section.LATE if one.late else Section.SOON
            yield senders(row.dataset.producer), _thing(one, f"due:{name}:{step}", section, path)
        if policy.escalate_after and -one.days_left >= policy.escalate_after:
            path = reverse("collection:period", args=(row.dataset.code, row.period))
            yield heads(row.dataset.producer), _thing(one, f"escalated:{name}", Section.ESCALATED, path)


def _thing(one: PeriodStanding, key: str, section: Section, path: str) -> Thing:
    period, days = one.period.title, one.days_left
    if one.late:
        words = Text(
            f"{period.id}, terlambat {said_number(-days)} hari",
            f"{period.en}, {said_number(-days, language='en')} days late",
        )
    elif days == 0:
        words = Text(f"{period.id}, jatuh tempo hari ini", f"{period.en}, due today")
    else:
        words = Text(f"{period.id}, {days} hari lagi", f"{period.en}, in {days} days")
    return Thing(key, section, one.due.dataset.title, words, path)


_ASKED = {
    State.RETURNED: (Section.RETURNED, Permission.MEND),
    State.SUBMITTED: (Section.WAITING, Permission.REVIEW),
    State.ACCEPTED_BY_STEWARD: (Section.WAITING, Permission.SUPERVISE),
}


def _submissions() -> Iterator[tuple[tuple[Recipient, ...], Thing]]:
    concerned = {permission: _nearest(permission) for _, permission in _ASKED.values()}
    found = Submission.objects.filter(state__in=_ASKED).select_related("dataset__producer").order_by("pk")
    for one in found:
        section, permission = _ASKED[one.station]
        recipients = concerned[permission](one.dataset.producer)
        if section is Section.WAITING:  # nobody checks what they handed over themselves
            senders = {one.made_by_id, one.submitted_by_id}
            recipients = tuple(who for who in recipients if who.user and who.user.pk not in senders)
        periods = one.parsed_periods[:3]
        words = Text(
            ", ".join(period.title.id for period in periods), ", ".join(period.title.en for period in periods)
        )
        key = f"{section.value}:{one.pk}:{one.moved_at:%Y%m%dT%H%M%S}"
        path = reverse("collection:submission", args=(one.pk,))
        yield recipients, Thing(key, section, one.dataset.title, words, path)


def _nearest(permission: Permission) -> Callable[[Organisation], tuple[Recipient, ...]]:
    """Who may do something for an office: those of the office itself, or of the next one above it."""

    @cache
    def nearest(office: Organisation) -> tuple[Recipient, ...]:
        held = people.holders(permission, on=office)
        near = [one for one in held if one.organisation_id == held[0].organisation_id]
        return tuple(dict.fromkeys(Recipient(user=one.user) for one in near))

    return nearest
