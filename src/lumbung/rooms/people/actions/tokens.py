"""Issue and revoke the keys with which programs act for people."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.actions.require import require
from lumbung.rooms.people.models import Token, User
from lumbung.rooms.people.permissions import Permission

TOKEN_PREFIX = "lumbung_"  # noqa: S105  # not a secret: so that a leaked key can be recognised


def issue_token(*, user: User, label: str, actor: User | None, days: int | None = 365) -> str:
    """Make a key for a program that acts as a person; it is shown this once, only its digest is kept."""
    if actor is None or actor.pk != user.pk:
        require(actor, Permission.MANAGE_PEOPLE)
    text = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        Token.objects.create(
            user=user,
            label=label,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            expires_at=timezone.now() + dt.timedelta(days=days) if days else None,
        )
        journal.record(
            "people.token-issued",
            subject=("people.user", user.username),
            actor=actor,
            facts={"label": label, "days": days},
        )
    return text


def revoke_token(*, token: Token, actor: User | None) -> None:
    """End a key at once."""
    if actor is None or actor.pk != token.user_id:
        require(actor, Permission.MANAGE_PEOPLE)
    with transaction.atomic():
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        journal.record(
            "people.token-revoked",
            subject=("people.user", token.user.username),
            actor=actor,
            facts={"label": token.label},
        )
