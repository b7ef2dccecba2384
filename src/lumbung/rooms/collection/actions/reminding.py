"""The rules by which a city reminds, and how often a person wants to hear of it by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from lumbung.rooms.collection.models import MailChoice, ReminderPolicy
from lumbung.rooms.collection.reminders.digests import Often
from lumbung.rooms.collection.reminders.policy import policy_of
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes


def load_reminders(raw: Mapping[str, Any], *, pack: str, actor: User | None) -> Changes:
    """Keep the rules as a pack writes them; raises what cannot be understood. The last pack's stand."""
    people.require(actor, Permission.LOAD_PACK)
    policy_of(raw)
    kept = ReminderPolicy.objects.filter(pack=pack).first()
    if kept is not None and kept.policy == raw:
        return Changes(unchanged=1)
    with transaction.atomic():
        ReminderPolicy.objects.filter(pack=pack).delete()
        made = ReminderPolicy.objects.create(pack=pack, policy=dict(raw), loaded_at=timezone.now())
        journal.record("collection.reminders-loaded", subject=made, actor=actor, facts={"pack": pack})
    return Changes(added=(pack,)) if kept is None else Changes(changed=(pack,))


def choose_mail(*, often: Often, actor: User) -> None:
    """Let a person choose how often mail comes to them; it is their own affair, so nobody else may."""
    with transaction.atomic():
        MailChoice.objects.update_or_create(user=actor, defaults={"often": often.value})
        journal.record(
            "collection.mail-chosen",
            subject=("people.user", actor.username),
            actor=actor,
            facts={"often": often.value},
        )
