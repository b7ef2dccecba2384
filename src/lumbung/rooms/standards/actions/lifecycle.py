"""The life of a standard: made final, taken out of use, given a successor."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.actions.versions import keep_version
from lumbung.rooms.standards.models import Kind, Life, StandardVersion
from lumbung.rooms.standards.registry import record, uses_of
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

NAMED_AT_MOST = 3


class StillUsed(Conflict):
    """Something relies on the standard, and nobody has said that they have seen what."""

    code = "standards.still-used"
    message = Text(
        "“{title}” masih dipakai oleh {count} hal: {named}.",
        "“{title}” is still used by {count} things: {named}.",
    )
    hint = Text(
        "Lihat daftarnya, lalu sebutkan penggantinya atau nyatakan bahwa daftarnya sudah dilihat.",
        "Look at the list, then name a successor or say that you have seen it.",
    )


class RetiredAlready(Conflict):
    """What is retired is not used any more."""

    code = "standards.retired"
    message = Text("“{title}” sudah tidak dipakai lagi.", "“{title}” is retired.")
    hint = Text("Buat standar baru bila diperlukan.", "Make a new standard where one is needed.")


class AlreadyFinal(Conflict):
    """It is final."""

    code = "standards.final"
    message = Text("“{title}” sudah final.", "“{title}” is final already.")
    hint = Text("Perubahannya dibuat sebagai versi baru.", "Changes are made as a new version.")


class DefinitionMissing(Invalid):
    """A concept or measure without a definition is no standard."""

    code = "standards.definition-missing"
    message = Text("“{title}” belum punya definisi.", "“{title}” has no definition yet.")
    hint = Text("Tulis definisinya sebelum difinalkan.", "Write its definition before it is made final.")


class NoSuccessor(Invalid):
    """What takes the place of a standard is another one of its kind, in use."""

    code = "standards.no-successor"
    message = Text(
        "“{successor}” tidak dapat menggantikan “{title}”.", "“{successor}” cannot replace “{title}”."
    )
    hint = Text(
        "Pilih standar lain dari jenis yang sama yang masih berlaku.",
        "Choose another standard of the same kind that is in use.",
    )


def finalise(*, kind: str, code: str, actor: User | None) -> Any:
    """Make a draft final: from now on its words change by versions only."""
    kept = record(kind, code)
    people.require(actor, people.Permission.DEFINE, on=kept.owner)
    if kept.state == Life.FINAL:
        raise AlreadyFinal(title=kept.title)
    if kept.state == Life.RETIRED:
        raise RetiredAlready(title=kept.title)
    if kind in {Kind.CONCEPT, Kind.MEASURE} and not kept.definition:
        raise DefinitionMissing(title=kept.title)
    with transaction.atomic():
        kept.state, kept.edited, kept.made_from = Life.FINAL, True, ""
        kept.valid_from = kept.valid_from or timezone.localdate()
        kept.save()
        keep_version(Kind(kind), kept, actor=actor)
        bump("standards")
        journal.record(
            "standards.finalised", subject=(kind, code), actor=actor, facts={"version": kept.revision}
        )
    return kept


def retire(
    *,
    kind: str,
    code: str,
    actor: User | None,
    reason: str = "",
    successor: str = "",
    seen: bool = False,
    until: dt.date | None = None,
) -> Any:
    """Take a standard out of use; what relies on it goes on, and says so.

    While anything uses it, a successor must be named, or the person must have ``seen`` the list.
    """
    kept = record(kind, code)
    people.require(actor, people.Permission.DEFINE, on=kept.owner)
    if kept.state == Life.RETIRED:
        raise RetiredAlready(title=kept.title)
    if successor:
        _require_successor(kind, kept, successor)
    with transaction.atomic():
        require_seen(kind, code, kept.title, seen=seen or bool(successor))
        touched = _users(kind, code)
        kept.state, kept.edited, kept.successor = Life.RETIRED, True, successor
        kept.made_from = ""
        kept.valid_to = until or timezone.localdate()
        kept.valid_from = min(kept.valid_from, kept.valid_to) if kept.valid_from else None
        kept.save()
        StandardVersion.objects.filter(kind=kind, code=code, number=kept.revision).update(
            valid_to=kept.valid_to, valid_from=kept.valid_from
        )
        bump("standards")
        journal.record(
            "standards.retired",
            subject=(kind, code),
            actor=actor,
            reason=reason,
            facts={"successor": successor, "touched": touched},
        )
    return kept


def replace_with(*, kind: str, code: str, successor: str, actor: User | None, reason: str = "") -> Any:
    """Retire a standard in favour of another one of its kind."""
    if not successor:
        raise NoSuccessor(successor="", title=record(kind, code).title)
    return retire(kind=kind, code=code, actor=actor, reason=reason, successor=successor)


def require_seen(kind: str, code: str, title: Text, *, seen: bool) -> None:
    """Refuse to touch what uses a standard, or a code ``LIST:CODE``, before the list was seen."""
    touched = _users(kind, code)
    if touched and not seen:
        titles = [use.user_title for use in uses_of(kind, code)]
        named = list(dict.fromkeys(titles))[:NAMED_AT_MOST]
        more = Text("…", "…") if len(set(titles)) > NAMED_AT_MOST else Text("")
        raise StillUsed(
            title=title,
            count=len(touched),
            named=Text(
                ", ".join(one.id for one in named) + more.id,
                ", ".join(one.said("en") for one in named) + more.id,
            ),
        )


def _users(kind: str, code: str) -> list[str]:
    return sorted({f"{use.user_kind}:{use.user_code}" for use in uses_of(kind, code)})


def _require_successor(kind: str, kept: Any, successor: str) -> None:
    """It is there, of the same kind, in use, and does not lead back here."""
    seen, here = {kept.code}, successor
    while here:
        if here in seen:
            raise NoSuccessor(successor=successor, title=kept.title)
        seen.add(here)
        next_one = record(kind, here)
        if here == successor and next_one.state == Life.RETIRED:
            raise NoSuccessor(successor=successor, title=kept.title)
        here = next_one.successor
