"""Let a dataset be released without its metadata until a day, for a stated reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata.limits import REASON_CHARACTERS
from lumbung.rooms.metadata.models import Waiver
from lumbung.rooms.metadata.problems import ReasonNeeded, WaiverTooLong
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User

LONGEST = dt.timedelta(days=366)


def waive(*, dataset: Dataset, reason: str, until: dt.date, actor: User) -> Waiver:
    """Let a dataset pass without its metadata until a day, a year at most; the reason is kept."""
    people.require(actor, Permission.DEFINE, on=dataset.producer)
    if not reason.strip():
        raise ReasonNeeded
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise WaiverTooLong(last=(today + LONGEST).isoformat())
    with transaction.atomic():
        waiver, _ = Waiver.objects.update_or_create(
            dataset=dataset,
            defaults={
                "reason": reason.strip()[:REASON_CHARACTERS],
                "until": until,
                "by": actor,
                "at": timezone.now(),
            },
        )
        bump("metadata")
        journal.record(
            "metadata.waived",
            subject=("metadata.waiver", dataset.code),
            actor=actor,
            dataset=dataset.code,
            reason=waiver.reason,
            facts={"until": until},
        )
    return waiver


def end_waiver(*, dataset: Dataset, actor: User) -> None:
    """Ask for the metadata again."""
    people.require(actor, Permission.DEFINE, on=dataset.producer)
    with transaction.atomic():
        gone, _ = Waiver.objects.filter(dataset=dataset).delete()
        if gone:
            bump("metadata")
            journal.record(
                "metadata.waiver-ended",
                subject=("metadata.waiver", dataset.code),
                actor=actor,
                dataset=dataset.code,
            )
