"""Make accounts, and give and take the duties that come with an office."""

from __future__ import annotations

from django.db import transaction

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.actions.require import require
from lumbung.rooms.people.models import Duty, Membership, Organisation, User
from lumbung.rooms.people.permissions import Permission
from lumbung.rooms.people.queries import OPERATOR
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.words import Text


class UserNameTaken(Conflict):
    """Another account has this user name."""

    code = "people.user-name-taken"
    message = Text("Nama pengguna “{user}” sudah dipakai.", "The user name “{user}” is taken.")
    hint = Text("Pilih nama pengguna lain.", "Choose another user name.")


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
