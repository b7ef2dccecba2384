"""The gate that every action passes first."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from lumbung.rooms.people import queries
from lumbung.rooms.people.models import Organisation
from lumbung.rooms.people.permissions import Permission
from lumbung.vocabulary.problems import NotAllowed
from lumbung.vocabulary.words import Text


class Forbidden(NotAllowed):
    """The person's duties do not reach this act."""

    code = "people.forbidden"
    message = Text("{reason}", "{reason}")


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
