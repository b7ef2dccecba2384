"""Write in the registry: a new standard, a draft in other words, a new version of a final one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Organisation, User
from lumbung.rooms.standards.actions.load_registry import known, note_own_uses
from lumbung.rooms.standards.actions.versions import begin_version, keep_version
from lumbung.rooms.standards.models import CodeList, Kind, Life
from lumbung.rooms.standards.registry import record, records
from lumbung.rooms.standards.snapshots import OWN, SHARED, words_of
from lumbung.rooms.standards.soundness import Candidate, RegistryUnsound, Span, faults_among
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

STANDING = ("owner", "valid_from", "valid_to")
WAYS_TO_ADD_UP = {"ratio": 2, "weighted": 1}  # of so many other measures a measure is computed


class StandardExists(Conflict):
    """The code is taken."""

    code = "standards.exists"
    message = Text(
        "Sudah ada {kind} dengan kode “{code}”.", "There is a {kind} with the code “{code}” already."
    )
    hint = Text(
        "Pakai yang sudah ada, atau pilih kode lain.", "Use the one that is there, or choose another code."
    )


class NotADraft(Conflict):
    """A final standard is not rewritten."""

    code = "standards.not-a-draft"
    message = Text(
        "“{title}” sudah {state}; kata-katanya tidak ditulis ulang.",
        "“{title}” is {state}; its words are not rewritten.",
    )
    hint = Text("Buat versi baru dengan catatannya.", "Make a new version with a note.")


class NotFinal(Conflict):
    """Only what is final gets a new version."""

    code = "standards.not-final"
    message = Text("“{title}” masih {state}.", "“{title}” is {state}.")
    hint = Text(
        "Draf diubah langsung; yang pensiun tidak diubah.",
        "A draft is changed as it is; what is retired does not change.",
    )


class NoteMissing(Invalid):
    """A new version says why."""

    code = "standards.note-missing"
    message = Text("Versi baru perlu catatan.", "A new version needs a note.")
    hint = Text("Tulis apa yang berubah dan mengapa.", "Write what changed and why.")


class BeginsAtAnotherTime(Invalid):
    """A new version begins neither before the present one nor in the future."""

    code = "standards.begins-at-another-time"
    message = Text(
        "Versi baru tidak dapat berlaku mulai {since}; pilih antara {before} dan {today}.",
        "A new version cannot begin on {since}; choose a day between {before} and {today}.",
    )
    hint = Text(
        "Kata-katanya langsung berlaku: simpan pada hari mulainya.",
        "Its words hold at once: save it on the day when it begins.",
    )


class NothingChanged(Invalid):
    """A new version says something else than the one before."""

    code = "standards.nothing-changed"
    message = Text("Kata-katanya sama dengan versi sekarang.", "The words are those of the present version.")
    hint = Text("Ubah dahulu yang berubah.", "Change first what is to change.")


class PartsMissing(Invalid):
    """How a measure adds up does not go with what it is computed from."""

    code = "standards.parts-missing"
    message = Text(
        "Cara “{adds_up}” memerlukan {count} ukuran lain.",
        "The way “{adds_up}” needs {count} other measures.",
    )
    hint = Text(
        "Tulis kode ukurannya: pembilang lalu penyebut, atau penimbangnya.",
        "Write their codes: numerator then denominator, or the one that weights.",
    )


def register(
    *, kind: str, code: str, words: Mapping[str, Any], owner: Organisation | None, actor: User | None
) -> Any:
    """Put a new standard into the registry, as a draft.

    ``words`` holds its columns by name (see ``snapshots``); concept, unit and classifications of a
    measure by code.
    """
    people.require(actor, people.Permission.DEFINE, on=owner)
    of = Kind(kind)
    with transaction.atomic():
        if records(kind).filter(code=code).exists():
            raise StandardExists(kind=of.words, code=code)
        made = records(kind).model(code=code, owner=owner, edited=True)
        _write(of, made, words)
        keep_version(of, made, actor=actor)
        bump("standards")
        journal.record(
            "standards.registered", subject=(kind, code), actor=actor, facts={"title": made.title.id}
        )
    return made


def edit(
    *, kind: str, code: str, words: Mapping[str, Any], owner: Organisation | None, actor: User | None
) -> Any:
    """Put a draft in other words."""
    of = Kind(kind)
    with transaction.atomic():
        kept = _mine(kind, code, owner, actor)
        if kept.state != Life.DRAFT:
            raise NotADraft(title=kept.title, state=Life(kept.state).words)
        before = words_of(of, kept)
        kept.owner, kept.edited, kept.made_from = owner, True, ""
        _write(of, kept, words)
        keep_version(of, kept, actor=actor)
        bump("standards")
        journal.record("standards.edited", subject=(kind, code), actor=actor, facts={"before": before})
    return kept


def new_version(
    *,
    kind: str,
    code: str,
    words: Mapping[str, Any],
    owner: Organisation | None,
    note: str,
    actor: User | None,
    since: dt.date | None = None,
) -> Any:
    """Let a final standard say something else from a day on; the old version stays readable."""
    of = Kind(kind)
    with transaction.atomic():
        kept = _mine(kind, code, owner, actor)
        if kept.state != Life.FINAL:
            raise NotFinal(title=kept.title, state=Life(kept.state).words)
        if not note.strip():
            raise NoteMissing
        before, since = words_of(of, kept), since or timezone.localdate()
        _require_between(kept, since)
        begin_version(of, kept, since=since)
        kept.owner, kept.edited = owner, True
        _write(of, kept, {**words, "valid_from": since})
        if words_of(of, kept) == before:
            raise NothingChanged
        keep_version(of, kept, actor=actor, note=note)
        bump("standards")
        journal.record(
            "standards.new-version",
            subject=(kind, code),
            actor=actor,
            reason=note,
            facts={"version": kept.revision, "before": before},
        )
    return kept


def _mine(kind: str, code: str, owner: Organisation | None, actor: User | None) -> Any:
    """The record, if one may define it where it was and where it goes."""
    kept = record(kind, code)
    people.require(actor, people.Permission.DEFINE, on=kept.owner)
    if owner != kept.owner:
        people.require(actor, people.Permission.DEFINE, on=owner)
    return kept


def _require_between(kept: Any, since: dt.date) -> None:
    """A new version begins between the day the present one began and today, for its words hold at once."""
    if since > timezone.localdate() or (kept.valid_from and since < kept.valid_from):
        raise BeginsAtAnotherTime(since=since, before=kept.valid_from or "…", today=timezone.localdate())


def _write(kind: Kind, kept: Any, words: Mapping[str, Any]) -> None:
    """Put the words into the columns, and refuse what would contradict the rest of the registry."""
    given = {name: words[name] for name in (*SHARED, *OWN[kind], *STANDING) if name in words}
    _require_fitting(kind, kept.code, given)
    lists = given.pop("classifications", None)
    for of in (Kind.CONCEPT, Kind.UNIT):
        if kind is Kind.MEASURE and of.value in given:
            given[of.value] = records(of).filter(code=given[of.value]).first()
    for name, value in given.items():
        setattr(kept, name, value)
    kept.save()
    if lists is not None:
        kept.classifications.set(CodeList.objects.filter(code__in=lists))
    note_own_uses(kind, kept)


def _require_fitting(kind: Kind, code: str, given: Mapping[str, Any]) -> None:
    wider = given.get("of") if kind is Kind.MEASURE else [given["parent"]] if given.get("parent") else []
    parts = [(of, given[of.value]) for of in (Kind.CONCEPT, Kind.UNIT) if given.get(of.value)]
    parts += [(Kind.CODELIST, one) for one in given.get("classifications") or ()]
    span = Span(1, given.get("valid_from"), given.get("valid_to"))
    candidate = Candidate(code, tuple(wider or ()), tuple(parts), (span,))
    if found := faults_among(kind, [candidate], known(kind)):
        raise RegistryUnsound(found)
    needed = WAYS_TO_ADD_UP.get(str(given.get("adds_up")), 0)
    if kind is Kind.MEASURE and len(given.get("of") or ()) != needed:
        raise PartsMissing(adds_up=given["adds_up"], count=needed)
