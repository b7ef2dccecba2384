"""Whom the door knows: a program with a good token, a person who has logged in."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError

from lumbung.rooms.people import queries as people


def is_known(kind: str, shown: str) -> bool:
    """Whether what a request shows is good; where it cannot be looked up, nobody is known for now."""
    try:
        if kind == "token":
            return people.user_of_token(shown) is not None
        return SESSION_KEY in SessionStore(shown)
    except DatabaseError:  # a connection that went stale is mended by the ordinary road
        return False
