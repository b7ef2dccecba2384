"""Make accounts, and give and take the duties that come with an office."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from lumbung.kit.moments import forget
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.actions.require import require
from lumbung.rooms.people.models import Duty, Membership, Organisation, User
from lumbung.rooms.people.permissions import Permission
from lumbung.rooms.people.queries import DUTIES, OPERATOR
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text


class UserNameTaken(Conflict):
    """Another account has this user name."""

    code = "people.user-name-taken"
    message = Text("Nama pengguna “{user}” sudah dipakai.", "The user name “{user}” is taken.")
    hint = Text("Pilih nama pengguna lain.", "Choose another user name.")


class WeakPassword(Invalid):
    """The password is too easy to guess."""

    code = "people.weak-password"
    message = Text("Sandi ini terlalu lemah: {why}", "This password is too weak: {why}")
    hint = Text(
        "Pakai sepuluh huruf atau lebih, misalnya empat kata yang tidak berhubungan.",
        "Use ten letters or more, for example four words that have nothing to do with each other.",
    )


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
    forget(DUTIES)
    journal.record(
        verb,
        subject=("people.user", held.user.username),
        actor=actor,
        facts={"duty": held.duty, "organisation": held.organisation.code},
    )


def set_password(*, users: Iterable[User], password: str, actor: User | None) -> None:
    """Give accounts a password; one given to several is hashed once, since they share it anyway."""
    users = list(users)
    require(actor, Permission.MANAGE_PEOPLE)
    try:
        validate_password(password, users[0] if len(users) == 1 else None)
    except ValidationError as weak:
        raise WeakPassword(why=" ".join(weak.messages)) from weak
    hashed = make_password(password)
    with transaction.atomic():
        for user in users:
            user.password = hashed
            user.save(update_fields=["password"])
            journal.record("people.password-set", subject=("people.user", user.username), actor=actor)
