"""Remember what relies on which standard, so that a retirement can show what it touches."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from lumbung.rooms.standards.models import LONGEST_CODE, Kind, Use
from lumbung.vocabulary.words import Text, text_of

UserOfIt = tuple[str, str, Text | str]  # its kind, its code, its title
UseMade = tuple[str, str, Text | str]  # kind and code of the standard, and as what it is used


def note_uses(*, user: UserOfIt, uses: Iterable[UseMade]) -> None:
    """Replace what something was known to use; belongs in the transaction of what changed it.

    ``user`` is its kind (``dataset``, ``metadata-record``, ``data-item``), code and title; none of
    ``uses`` says that it relies on nothing any more.
    """
    kind, code, title = user[0], user[1], _stored(user[2])
    wanted = {
        (Kind(of).value, of_code[:LONGEST_CODE], _stored(as_what)) for of, of_code, as_what in uses if of_code
    }
    mine = Use.objects.filter(user_kind=kind, user_code=code)
    with transaction.atomic():
        kept = {(use.kind, use.code, use.as_what): use.pk for use in mine if use.user_title == title}
        mine.exclude(pk__in=[pk for key, pk in kept.items() if key in wanted]).delete()
        Use.objects.bulk_create(
            Use(kind=of, code=of_code, as_what=as_what, user_kind=kind, user_code=code, user_title=title)
            for of, of_code, as_what in sorted(wanted - set(kept), key=lambda use: (*use[:2], use[2].id))
        )


def _stored(words: Text | str) -> Text:
    """Words as they come back from where they are kept."""
    return text_of(text_of(words).as_dict())
