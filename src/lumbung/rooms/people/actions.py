"""What is done with people: organisations and accounts set up, duties given and taken, keys issued."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import queries
from lumbung.rooms.people.models import Duty, Membership, Organisation, Token, User
from lumbung.rooms.people.permissions import Permission
from lumbung.rooms.people.queries import OPERATOR
from lumbung.vocabulary.problems import Conflict, NotAllowed
from lumbung.vocabulary.words import Text

__all__ = [
    "Forbidden", "Permission", "UserNameTaken", "give_duty", "issue_token", "operator", "register", "require",
    "revoke_token", "take_duty",
]  # fmt: skip

TOKEN_PREFIX = "lumbung_"  # noqa: S105  # not a secret: so that a key that leaked into a text can be recognised


class Forbidden(NotAllowed):
    """The person's duties do not reach this act."""

    code = "people.forbidden"
    message = Text("{reason}", "{reason_en}")

    def __init__(self, *, reason: Text) -> None:
        super().__init__(reason=reason.id, reason_en=reason.said("en"))


class UserNameTaken(Conflict):
    """Another account has this user name."""

    code = "people.user-name-taken"
    message = Text("Nama pengguna “{user}” sudah dipakai.", "The user name “{user}” is taken.")
    hint = Text("Pilih nama pengguna lain.", "Choose another user name.")


def require(
    actor: AbstractBaseUser | AnonymousUser | None,
    permission: Permission,
    *,
    on: Organisation | None = None,
) -> None:
    """Go on only if the person may do this on the organisation; else say which duty would do."""
    verdict = queries.explain(actor, permission, on=on)
    if not verdict.allowed:
        raise Forbidden(reason=verdict.reason)


def operator() -> User:
    """The account under which the command line sets the house up; nobody can log in with it."""
    found, made = User.objects.get_or_create(
        username=OPERATOR, defaults={"name": "Operator sistem", "is_active": False}
    )
    if made:
        found.set_unusable_password()
        found.save(update_fields=["password"])
    return found


def register(
    *, username: str, name: str, actor: User | None, email: str = "", password: str | None = None
) -> User:
    """Make an account; without a password nobody can log in with it until one is set."""
    require(actor, Permission.MANAGE_PEOPLE)
    if username.lower() == OPERATOR or User.objects.filter(username__iexact=username).exists():
        raise UserNameTaken(user=username)
    with transaction.atomic():
        user = User(username=username, name=name, email=email)
        user.set_password(password)
        user.save(force_insert=True)
        journal.record("people.registered", subject=("people.user", username), actor=actor)
    return user


def give_duty(*, user: User, duty: Duty, organisation: Organisation, actor: User | None) -> Membership:
    """Let a person hold a duty for an organisation and all below it."""
    require(actor, Permission.MANAGE_PEOPLE, on=organisation)
    with transaction.atomic():
        held, new = Membership.objects.get_or_create(user=user, duty=duty, organisation=organisation)
        if new:
            _record_duty("people.duty-given", held, actor)
    return held


def take_duty(*, user: User, duty: Duty, organisation: Organisation, actor: User | None) -> None:
    """End a duty; what the person did under it stays in the journal."""
    require(actor, Permission.MANAGE_PEOPLE, on=organisation)
    with transaction.atomic():
        held = Membership.objects.filter(user=user, duty=duty, organisation=organisation).first()
        if held is not None:
            _record_duty("people.duty-taken", held, actor)
            held.delete()


def _record_duty(verb: str, held: Membership, actor: User | None) -> None:
    journal.record(
        verb,
        subject=("people.user", held.user.username),
        actor=actor,
        facts={"duty": held.duty, "organisation": held.organisation.code},
    )


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
