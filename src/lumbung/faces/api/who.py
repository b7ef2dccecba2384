"""Who is asking: a person with a session, or a program with a person's token."""

from __future__ import annotations

from django.http import HttpRequest

from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor
from lumbung.vocabulary.problems import NotAllowed
from lumbung.vocabulary.words import Text


class TokenUnknown(NotAllowed):
    """A token that opens nothing."""

    code = "api.token-unknown"
    http_status = 401
    message = Text(
        "Token ini tidak dikenal, kedaluwarsa, atau dicabut.", "This token is unknown, expired or revoked."
    )
    hint = Text("Buat token baru di halaman akun Anda.", "Make a new token on your account page.")


def reader_of(request: HttpRequest) -> Actor:
    """The person in whose name a request is made; nobody where none is named."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        user = people.user_of_token(token)
        if user is None:
            raise TokenUnknown
        return user
    return getattr(request, "user", None)
