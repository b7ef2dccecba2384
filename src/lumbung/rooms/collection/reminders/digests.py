"""The digest of a day: composed once, written down with what it tells, then sent by one sender.

*At most once.* Before a letter goes over the line its row says that it is being sent; a worker
that dies between sending and recording leaves it so, and nobody sends it again. A letter that
came twice teaches people not to read it; one that was lost is made good by the desk, which says
the same, and by the next step a few days later. The steward sees which letters are uncertain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone

from lumbung.kit import mail
from lumbung.rooms.collection.models import Digest, MailChoice, Reminder, ReminderPolicy
from lumbung.rooms.collection.reminders.letter import compose, stop_address
from lumbung.rooms.collection.reminders.policy import Policy, policy_of
from lumbung.rooms.collection.reminders.things import Recipient, Section, Thing, things
from lumbung.rooms.journal import actions as journal
from lumbung.vocabulary.words import Text, Worded

TRIES = 6
FIRST_WAIT = dt.timedelta(minutes=5)  # doubled after each try
LEASE = dt.timedelta(minutes=15)  # a sender that takes longer has died


class Post(StrEnum):
    """What became of a digest."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    KEPT = "kept"  # as a file: no mail server is named
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class Often(Worded):
    """How often a person wants mail."""

    DAILY = "daily", Text("setiap hari kerja, bila ada yang baru", "every working day, when there is news")
    WEEKLY = "weekly", Text("seminggu sekali", "once a week")
    OFF = "off", Text("jangan kirim surel", "no mail")


def current_policy() -> Policy:
    """The rules of this city."""
    kept = ReminderPolicy.objects.order_by("-pk").first()
    return policy_of(kept.policy) if kept is not None else Policy()


def make_digests(now: dt.datetime) -> int:
    """Write down the letters of today, and of what they remind; gives how many were made.

    Run again, also beside another worker, it makes no second one: a person has one a day.
    """
    policy, local = current_policy(), timezone.localtime(now)
    today = local.date()
    _give_up_old(today, now)
    if policy.is_quiet(local):
        return 0
    often = {choice.user_id: Often(choice.often) for choice in MailChoice.objects.all()}
    made = 0
    for recipient, found in things(policy, today).items():
        wanted = often.get(recipient.user.pk, Often.DAILY) if recipient.user else Often.DAILY
        if recipient.address and wanted is not Often.OFF and not _had_one(recipient, wanted, today):
            made += _make(recipient, found, today, now)
    return made


def send_digests(now: dt.datetime) -> dict[str, int]:
    """Send what waits, each letter by whoever takes it; gives how many ended how."""
    _leave_uncertain(now)
    told: dict[str, int] = {}
    if current_policy().is_quiet(timezone.localtime(now)):
        return told
    for pk in (
        Digest.objects.filter(state=Post.WAITING, next_try__lte=now)
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        if (digest := _take(pk, now)) is not None:
            state = _send(digest, now)
            told[state] = told.get(state, 0) + 1
    return told


def _had_one(recipient: Recipient, often: Often, today: dt.date) -> bool:
    """Whether the letter of the day, or of the week for who wants it so, was written already."""
    since = today - dt.timedelta(days=today.weekday()) if often is Often.WEEKLY else today
    return Digest.objects.filter(
        user=recipient.user, organisation=recipient.office, day__range=(since, today)
    ).exists()


def _make(recipient: Recipient, found: Sequence[Thing], today: dt.date, now: dt.datetime) -> bool:
    told = set(Reminder.objects.filter(recipient=recipient.key).values_list("key", flat=True))
    new = [thing for thing in found if thing.key not in told]
    if not new:
        return False
    letter = compose(recipient, new)
    try:
        with transaction.atomic():
            digest = Digest.objects.create(
                user=recipient.user,
                organisation=recipient.office,
                day=today,
                address=recipient.address,
                subject=letter.subject,
                text=letter.text,
                html=letter.html,
                state=Post.WAITING,
                next_try=now,
                made_at=now,
            )
            Reminder.objects.bulk_create(
                [Reminder(digest=digest, recipient=recipient.key, key=thing.key) for thing in new]
            )
            _record("collection.reminded", digest, new)
    except IntegrityError:  # another worker was quicker
        return False
    return True


def _take(pk: int, now: dt.datetime) -> Digest | None:
    """Take a letter to send it; from here on nobody else will."""
    waiting = Digest.objects.filter(pk=pk, state=Post.WAITING)
    if not waiting.update(state=Post.SENDING, next_try=now + LEASE):
        return None
    return Digest.objects.select_related("user", "organisation").get(pk=pk)


def _send(digest: Digest, now: dt.datetime) -> Post:
    letter = mail.Letter(
        name=f"{digest.day:%Y%m%d}-{digest.pk}",
        to=digest.address,
        subject=digest.subject,
        text=digest.text,
        html=digest.html,
        stop=stop_address(Recipient(digest.user, digest.organisation)),
    )
    digest.tries += 1
    try:
        way = mail.send(letter)
    except mail.NotSent as fault:
        digest.fault = fault.told.id
        if fault.for_good or digest.tries >= TRIES:
            return _end(digest, Post.FAILED, now)
        digest.next_try = now + FIRST_WAIT * 2 ** (digest.tries - 1)
        return _end(digest, Post.WAITING, now)
    except mail.PerhapsSent as fault:
        digest.fault = fault.told.id
        return _end(digest, Post.UNCERTAIN, now)
    digest.fault = ""
    return _end(digest, Post.SENT if way is mail.Way.SENT else Post.KEPT, now)


def _end(digest: Digest, state: Post, now: dt.datetime) -> Post:
    """Write down how it ended; what was surely not told may be told tomorrow."""
    digest.state = state
    digest.ended_at = None if state is Post.WAITING else now
    with transaction.atomic():
        digest.save(update_fields=["state", "tries", "next_try", "fault", "ended_at"])
        if state is Post.FAILED:
            digest.reminders.all().delete()
        if state in (Post.FAILED, Post.UNCERTAIN):
            _record(f"collection.mail-{state.value}", digest)
    return state


def _give_up_old(today: dt.date, now: dt.datetime) -> None:
    """What could not be sent on its day is out of date: its things are told anew."""
    for digest in Digest.objects.filter(state=Post.WAITING, day__lt=today):
        _end(digest, Post.FAILED, now)


def _leave_uncertain(now: dt.datetime) -> None:
    """Letters whose sender died: nobody knows whether they arrived, so nobody sends them again."""
    for digest in Digest.objects.filter(state=Post.SENDING, next_try__lt=now):
        digest.fault = digest.fault or "worker"
        _end(digest, Post.UNCERTAIN, now)


def _record(verb: str, digest: Digest, new: Sequence[Thing] = ()) -> None:
    """A line of the journal; of people only how many things they were told, never their address."""
    office = digest.organisation.code if digest.organisation else ""
    facts: dict[str, object] = {"day": digest.day, "office": office}
    for section in Section:
        if count := sum(thing.section is section for thing in new):
            facts[section.value] = count
    journal.record(verb, subject=digest, actor=None, facts=facts)
