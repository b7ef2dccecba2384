"""Keep maps between code lists: drafted in a grid or taken from a file, made final when their weights fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import codelists
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.areatree import area_changes
from lumbung.rooms.standards.models import CodeMap, Life
from lumbung.vocabulary import codemaps
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.codelists import ListRef, ListState, PlaceOf, nowhere
from lumbung.vocabulary.codemaps import MapEntry, map_faults
from lumbung.vocabulary.findings import Finding, Severity
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
MOST_ENTRIES = 50_000


class MapTaken(Conflict):
    """The code is taken."""

    code = "standards.map-taken"
    message = Text("Sudah ada peta berkode “{map}”.", "There is a map “{map}” already.")
    hint = Text("Pakai kode lain, atau ubah peta itu.", "Use another code, or edit that map.")


class MapCodeUnfit(Invalid):
    """A code of a map is small letters, digits and hyphens."""

    code = "standards.map-code"
    message = Text("“{map}” tidak dapat menjadi kode peta.", "“{map}” cannot be the code of a map.")
    hint = Text("Pakai huruf kecil, angka, dan tanda hubung.", "Use small letters, digits and hyphens.")


class MapNotDraft(Conflict):
    """What is final does not change."""

    code = "standards.map-not-draft"
    message = Text("Peta {map} sudah {state}.", "Map {map} is {state}.")
    hint = Text("Buat peta baru dengan kode lain.", "Make a new map under another code.")


class MapSavedByAnother(Conflict):
    """Somebody else saved the draft meanwhile."""

    code = "standards.map-saved-by-another"
    message = Text("Peta {map} baru saja disimpan orang lain.", "Map {map} was just saved by somebody else.")
    hint = Text(
        "Isian Anda masih tampil di bawah; bandingkan lalu simpan lagi.",
        "What you typed is still shown below; compare it and save again.",
    )


class MapFaulty(Invalid):
    """A map with faults cannot become final."""

    code = "standards.map-faulty"
    message = Text("Peta {map}: {faults}", "Map {map}: {faults}")
    hint = Text("Perbaiki barisnya lalu simpan lagi.", "Mend its rows and save it again.")

    def __init__(self, *, code: str, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        faults = Text(
            " ".join(item.message.id for item in findings[:5]),
            " ".join(item.message.said("en") for item in findings[:5]),
        )
        super().__init__(map=code, faults=faults)


def start_map(
    *, code: str, title: Text, source: ListRef, target: ListRef, actor: User | None, agency: str = ""
) -> CodeMap:
    """Begin a map as a draft without lines."""
    people.require(actor, people.Permission.DEFINE)
    if CODE.fullmatch(code) is None:
        raise MapCodeUnfit(map=code)
    taken = {codelists.AREA_MAP, *(change.code for change in area_changes())}
    if code in taken or CodeMap.objects.filter(code=code).exists():
        raise MapTaken(map=code)
    with transaction.atomic():
        made = CodeMap.objects.create(
            code=code,
            title=title,
            agency=agency,
            source_list=source.code,
            source_version=source.version,
            target_list=target.code,
            target_version=target.version,
        )
        _record("standards.map-started", made, actor)
    return made


def save_map(
    *,
    row: CodeMap,
    entries: Iterable[MapEntry],
    actor: User | None,
    basis: str | None = None,
    weights_by: Text | None = None,
    saved: int | None = None,
) -> CodeMap:
    """Keep a draft as it is, faults and all."""
    people.require(actor, people.Permission.DEFINE)
    with transaction.atomic():
        kept = CodeMap.objects.select_for_update().get(pk=row.pk)
        _require_draft(kept)
        if saved is not None and kept.saved != saved:
            raise MapSavedByAnother(map=kept.code)
        kept.entries = [[item.source, item.target, item.weight, item.note] for item in entries]
        kept.basis = kept.basis if basis is None else basis
        kept.weights_by = kept.weights_by if weights_by is None else weights_by
        kept.saved += 1
        kept.save()
        _record("standards.map-saved", kept, actor)
    return kept


def faults_of_map(row: CodeMap, place: PlaceOf = nowhere) -> list[Finding]:
    """What is wrong with a map, its codes looked up in the two lists."""
    told = codelists.map_in_words(row)
    return map_faults(
        told.entries,
        place,
        sources=codelists.codes_at(told.source),
        targets=codelists.codes_at(told.target),
    )


def finalise_map(*, row: CodeMap, actor: User | None) -> CodeMap:
    """Make a map final: its weights add up and its codes are known."""
    people.require(actor, people.Permission.DEFINE)
    _require_draft(row)
    found = [item for item in faults_of_map(row) if item.severity is Severity.ERROR]
    if found:
        raise MapFaulty(code=row.code, findings=found)
    with transaction.atomic():
        row.state = Life.FINAL
        row.save()
        bump("standards")
        _record("standards.map-final", row, actor)
    return row


def load_maps(maps: Iterable[codemaps.CodeMap], *, actor: User | None) -> Changes:
    """Keep maps as a pack brings them; all of them sound, or none."""
    people.require(actor, people.Permission.LOAD_PACK)
    rows = list(map(_row, maps))
    with transaction.atomic():
        for row in rows:
            found = [one for one in faults_of_map(CodeMap(**row)) if one.severity is Severity.ERROR]
            if found:
                raise MapFaulty(code=row["code"], findings=found)
        return tell("maps", keep(CodeMap.objects.all(), rows), actor)


def _row(item: codemaps.CodeMap) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item.title,
        "agency": item.agency,
        "version": item.version,
        "state": Life(item.state.value),
        "source_list": item.source.code,
        "source_version": item.source.version,
        "target_list": item.target.code,
        "target_version": item.target.version,
        "basis": item.basis,
        "weights_by": item.weights_by,
        "entries": [[entry.source, entry.target, entry.weight, entry.note] for entry in item.entries],
    }


def _require_draft(row: CodeMap) -> None:
    if row.state != Life.DRAFT:
        raise MapNotDraft(map=row.code, state=ListState(row.state).title)


def _record(verb: str, row: CodeMap, actor: User | None) -> None:
    journal.record(verb, subject=("codemap", row.code), actor=actor, facts={"entries": len(row.entries)})
