"""What can be read of people: organisations, duties, and who may do what and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from lumbung.kit.moments import once
from lumbung.kit.stamps import Stamped
from lumbung.rooms.people.models import Duty, Membership, Organisation, Token, User
from lumbung.rooms.people.permissions import (
    DUTY_TITLES,
    GRANTS,
    OPERATOR_GRANTS,
    Permission,
    duties_granting,
)
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

__all__ = [
    "DUTY_TITLES", "OPERATOR", "Actor", "Duty", "Membership", "Organisation", "OrganisationUnknown",
    "Permission", "User", "UserUnknown", "Verdict", "above", "accounts", "below", "explain", "forget",
    "holders", "may", "memberships", "organisation", "organisations", "powers", "reach", "refusal",
    "user", "user_of_token", "users",
]  # fmt: skip

OPERATOR = "operator"  # the user name under which the command line sets the house up
DUTIES = "duties"  # under this name a request keeps what people may do
MOST_ASKED = 3  # so many people are named to whom one can turn

Actor = AbstractBaseUser | AnonymousUser | None


class OrganisationUnknown(NotFound):
    """No organisation has this code."""

    code = "people.organisation-unknown"
    message = Text("Tidak ada organisasi “{organisation}”.", "There is no organisation “{organisation}”.")
    hint = Text("Periksa kodenya di organisations.yaml paket kota.", "Check its code in the city's pack.")


class UserUnknown(NotFound):
    """Nobody has this user name."""

    code = "people.user-unknown"
    message = Text("Tidak ada pengguna “{user}”.", "There is no user “{user}”.")
    hint = Text("Periksa ejaan nama penggunanya.", "Check the spelling of the user name.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something is allowed, why, and by which duty."""

    allowed: bool
    reason: Text
    by: Membership | None = None

    def __bool__(self) -> bool:
        return self.allowed


def _make_parents() -> Mapping[int, int | None]:
    return dict(Organisation.objects.values_list("pk", "parent_id"))


_parents = Stamped("people", make=_make_parents)


def forget() -> None:
    """Drop what is kept in memory (a test's database has gone)."""
    _parents.forget()


def organisations() -> QuerySet[Organisation]:
    """All organisations, in the order of their codes."""
    return Organisation.objects.select_related("parent")


def organisation(code: str) -> Organisation:
    """The organisation with a code."""
    found = organisations().filter(code=code).first()
    if found is None:
        raise OrganisationUnknown(organisation=code)
    return found


def accounts() -> QuerySet[User]:
    """Every account, also of people who have left and of the operator."""
    return User.objects.order_by("username")


def users() -> QuerySet[User]:
    """All people who can log in, by name."""
    return User.objects.filter(is_active=True).order_by("name", "username")


def user(username: str) -> User:
    """The person with a user name."""
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise UserUnknown(user=username)
    return found


def memberships(actor: Actor = None, *, on: Organisation | None = None) -> QuerySet[Membership]:
    """The duties of a person, or those that reach an organisation (held there or above)."""
    found = Membership.objects.select_related("organisation", "user")
    if actor is not None:
        found = found.filter(user=_person(actor))
    if on is not None:
        found = found.filter(organisation__in=above(on))
    return found.order_by("pk")


def holders(permission: Permission, *, on: Organisation | None = None) -> tuple[Membership, ...]:
    """Who may do something on an organisation, by which duty; those of the nearest office first."""
    found = memberships(on=on).filter(duty__in=duties_granting(permission), user__is_active=True)
    nearest = {pk: steps for steps, pk in enumerate(above(on))} if on is not None else {}
    return tuple(sorted(found, key=lambda held: (nearest.get(held.organisation_id, 0), held.pk)))


def above(organisation: Organisation) -> tuple[int, ...]:
    """Keys of the organisation and of all above it, from the nearest."""
    return _chain(organisation.pk, _parents())


def below(organisations: Iterable[int]) -> frozenset[int]:
    """Keys of these organisations and of all below them."""
    roots, parents = set(organisations), _parents()
    return frozenset(pk for pk in parents if not roots.isdisjoint(_chain(pk, parents)))


def reach(actor: Actor, permission: Permission) -> frozenset[int]:
    """Keys of all organisations on which a person may do something: for lists and counts."""
    person = _person(actor)
    if person is None:
        return frozenset()
    if person.username == OPERATOR and permission in OPERATOR_GRANTS:
        return frozenset(_parents())
    held = [m.organisation_id for m in _duties(person) if permission in GRANTS[Duty(m.duty)]]
    return once(DUTIES, tuple(held), lambda: below(held))


def powers(actor: Actor) -> frozenset[Permission]:
    """Every verb that a person may do on some organisation."""
    person = _person(actor)
    if person is None:
        return frozenset()
    granted = [GRANTS[Duty(held.duty)] for held in _duties(person)]
    if person.username == OPERATOR:
        granted.append(OPERATOR_GRANTS)
    return frozenset().union(*granted)


def may(actor: Actor, permission: Permission, *, on: Organisation | None = None) -> bool:
    """Whether a person may do something on an organisation; with none: on any at all."""
    return explain(actor, permission, on=on).allowed


def explain(actor: Actor, permission: Permission, *, on: Organisation | None = None) -> Verdict:
    """Say whether a person may do something on an organisation, why, and whom to ask.

    Without an organisation the question is whether there is any on which the person may.
    """
    person = _person(actor)
    if person is None:
        return Verdict(False, _NOT_LOGGED_IN.filled(what=permission.title))
    if person.username == OPERATOR and permission in OPERATOR_GRANTS:
        return Verdict(True, _OPERATOR)
    found = {m.organisation_id: m for m in _duties(person) if permission in GRANTS[Duty(m.duty)]}
    if on is None:
        by = next(iter(found.values()), None)
    else:
        by = next((found[pk] for pk in above(on) if pk in found), None)
    if by is None:
        return Verdict(False, refusal(permission, on))
    title = DUTY_TITLES[Duty(by.duty)]
    name = by.organisation.name
    return Verdict(
        True,
        Text(
            f"Sebagai {title.id} pada {name.id} Anda boleh {permission.title.id}.",
            f"As {title.en} at {name.said('en')} you may {permission.title.en}.",
        ),
        by,
    )


def user_of_token(text: str) -> User | None:
    """The person for whom a token acts; none when it is unknown, expired or revoked."""
    digest = hashlib.sha256(text.strip().encode()).hexdigest()
    still_good = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    token = (
        Token.objects.select_related("user")
        .filter(still_good, digest=digest, revoked_at=None, user__is_active=True)
        .first()
    )
    return token.user if token else None


def _duties(person: User) -> tuple[Membership, ...]:
    """The duties of a person, looked up once in a request."""
    return once(DUTIES, person.pk, lambda: tuple(memberships(person)))


def _person(actor: Actor) -> User | None:
    return actor if isinstance(actor, User) and (actor.is_active or actor.username == OPERATOR) else None


def _chain(pk: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    found: list[int] = []
    here: int | None = pk
    while here is not None and here not in found:
        found.append(here)
        here = parents.get(here)
    return tuple(found)


_OPERATOR = Text(
    "Operator mesin ini boleh menyiapkan sistem, bukan bertindak atas angka.",
    "The operator of this machine may set the house up, but not act on figures.",
)
_NOT_LOGGED_IN = Text(
    "Masuk dahulu: untuk {what} harus jelas siapa Anda.",
    "Log in first: to {what} it must be clear who you are.",
)


def refusal(permission: Permission, on: Organisation | None) -> Text:
    """The words of a refusal: which duty would allow it, where, and at which offices it is held."""
    duties = duties_granting(permission)
    where = Text(" pada " + on.name.id, " at " + on.name.said("en")) if on else Text("", "")
    told = Text(
        f"Untuk {permission.title.id}{where.id} diperlukan tugas "
        + " atau ".join(DUTY_TITLES[duty].id for duty in duties)
        + (" di sana atau di atasnya." if on else "."),
        f"To {permission.title.en}{where.en} you need the duty of "
        + " or ".join(DUTY_TITLES[duty].en for duty in duties)
        + (" there or above." if on else "."),
    )
    offices = {(m.duty, m.organisation.code): m for m in holders(permission, on=on)}.values()
    if not offices:
        nobody = Text(" Belum ada yang memegang tugas itu.", " Nobody holds that duty yet.")
        return Text(told.id + nobody.id, told.en + nobody.en)
    asked = [_held(membership) for membership in list(offices)[:MOST_ASKED]]
    more = len(offices) - len(asked)
    ask_id = ", ".join(words.id for words in asked) + (f", atau {more} petugas lain" if more else "")
    ask_en = ", ".join(words.en for words in asked) + (f", or {more} others" if more else "")
    return Text(f"{told.id} Tanyakan kepada {ask_id}.", f"{told.en} Ask the {ask_en}.")


def _held(membership: Membership) -> Text:
    """A duty with the office at which it is held."""
    title, office = DUTY_TITLES[Duty(membership.duty)], membership.organisation.name
    return Text(f"{title.id} pada {office.id}", f"{title.en} at {office.said('en')}")
