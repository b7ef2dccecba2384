"""Load records of the registry from a pack: nothing contradictory, nothing over a person's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from lumbung.kit.keeping import keep
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as people_found
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.actions.uses import note_uses
from lumbung.rooms.standards.actions.versions import begin_version, keep_version, version_of
from lumbung.rooms.standards.models import CodeList, Kind, Life, StandardVersion
from lumbung.rooms.standards.registry import records
from lumbung.rooms.standards.snapshots import words_of
from lumbung.rooms.standards.soundness import Candidate, Known, RegistryUnsound, Span, faults_among
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.words import Text, text_of

Row = Mapping[str, Any]
WORDS = {"title", "definition"}
BATCH = 500
LOADED = {Kind.UNIT: "units", Kind.CONCEPT: "concepts", Kind.MEASURE: "measures"}


def load_standards(kind: Kind, rows: Iterable[Row], *, actor: User | None, note: str = "") -> Changes:
    """Keep concepts, units or measures as a pack says.

    A row holds columns by name, ``owner`` as the code of an organisation, and ``versions``: what
    the record said before, the oldest first. A final record whose words differ gets a new version;
    one that a person changed on the desk is left alone. Raises :class:`RegistryUnsound`.
    """
    people.require(actor, people.Permission.LOAD_PACK)
    rows = list(rows)
    with transaction.atomic():
        require_sound(kind, rows)
        wanted = [resolved(row) for row in rows]
        held = Held.of(kind, [row["code"] for row in wanted])
        plain = [_plain(kind, row) for row in wanted if row["code"] not in held.edited]
        changes = keep(records(kind), plain)
        changes = replace(changes, unchanged=changes.unchanged + len(wanted) - len(plain))
        if kind is Kind.MEASURE:
            changes = _classed(wanted, held, changes)
        held.settle(changes, rows={row["code"]: row for row in rows}, actor=actor, note=note)
        return tell(LOADED[kind], changes, actor)


@dataclass
class Held:
    """What some records said before a load, and how far they had come."""

    kind: Kind
    words: Mapping[str, dict[str, Any]]
    states: Mapping[str, str]
    edited: frozenset[str]

    @classmethod
    def of(cls, kind: Kind, codes: Sequence[str]) -> Held:
        """The records of these codes as they are now."""
        kept = list(records(kind).filter(code__in=codes))
        return cls(
            kind,
            words={one.code: words_of(kind, one) for one in kept},
            states={one.code: one.state for one in kept},
            edited=frozenset(one.code for one in kept if one.edited),
        )

    def settle(self, changes: Changes, *, rows: Mapping[str, Row], actor: User | None, note: str) -> None:
        """Write the versions down, and what the records rely on themselves."""
        touched = [*changes.added, *changes.changed]
        plain: list[StandardVersion] = []  # hundreds come with a city's first pack: written together
        for one in records(self.kind).filter(code__in=touched):
            before = self.words.get(one.code)
            if before is None and not rows.get(one.code, {}).get("versions"):
                plain.append(version_of(self.kind, one, actor=actor, note=note))
            elif before is None:
                self._first(one, rows.get(one.code, {}), actor, note)
            elif before != words_of(self.kind, one) and self.states[one.code] == Life.FINAL:
                self._next(one, before, rows.get(one.code, {}), actor, note)
            else:
                keep_version(self.kind, one, actor=actor, note=note)
            if before is not None or self.kind is Kind.MEASURE or "parent" in rows.get(one.code, {}):
                note_own_uses(self.kind, one)
        StandardVersion.objects.bulk_create(plain, batch_size=BATCH)

    def _first(self, one: Any, row: Row, actor: User | None, note: str) -> None:
        """The first version that is known here, after those that the pack tells of."""
        earlier = row.get("versions") or ()
        for number, version in enumerate(earlier, start=1):
            words = words_of(self.kind, one)
            words |= {name: text_of(version[name]).as_dict() for name in WORDS if version.get(name)}
            StandardVersion.objects.update_or_create(
                kind=self.kind,
                code=one.code,
                number=number,
                defaults={
                    "words": words,
                    "note": str(version.get("note") or ""),
                    "valid_from": version.get("valid_from"),
                    "valid_to": version.get("valid_to"),
                    "by": actor,
                    "at": timezone.now(),
                },
            )
        if earlier:
            one.revision = len(earlier) + 1
            one.save(update_fields=["revision"])
        keep_version(self.kind, one, actor=actor, note=note)

    def _next(self, one: Any, before: dict[str, Any], row: Row, actor: User | None, note: str) -> None:
        """A final record that says something else from now on."""
        kept = StandardVersion.objects.filter(kind=self.kind, code=one.code, number=one.revision)
        if not kept.exists():  # it stood here before versions were kept
            keep_version(self.kind, one, actor=None)
            kept.update(words=before)
        stated = row.get("valid_from")
        was = kept.values_list("valid_from", flat=True).first()
        later = stated is not None and (was is None or stated > was)
        begin_version(self.kind, one, since=stated if later else timezone.localdate())
        one.valid_from, one.valid_to = stated or one.valid_from, row.get("valid_to")
        one.save(update_fields=["revision", "valid_from", "valid_to"])
        keep_version(self.kind, one, actor=actor, note=note)


def require_sound(kind: Kind, rows: Sequence[Row]) -> None:
    """Refuse records that contradict themselves, each other, or the registry."""
    found = faults_among(kind, [_candidate(kind, row) for row in rows], known(kind))
    if found:
        raise RegistryUnsound(found)


def known(kind: Kind) -> Known:
    """What the registry holds, as far as new records of a kind may name it."""
    if kind is Kind.CONCEPT:
        wider = {code: (up,) if up else () for code, up in records(kind).values_list("code", "parent")}
    elif kind is Kind.MEASURE:
        wider = {code: tuple(of) for code, of in records(kind).values_list("code", "of")}
    else:
        wider = dict.fromkeys(records(kind).values_list("code", flat=True), ())
    parts = (Kind.CONCEPT, Kind.UNIT, Kind.CODELIST) if kind is Kind.MEASURE else ()
    return Known(
        wider=wider,
        codes={of: frozenset(records(of).values_list("code", flat=True)) for of in parts},
        owners=frozenset(people_found.organisations().values_list("code", flat=True)),
    )


def _candidate(kind: Kind, row: Row) -> Candidate:
    wider: tuple[str, ...] = ()
    parts: list[tuple[Kind, str]] = []
    if kind is Kind.CONCEPT:
        wider = (row["parent"],) if row.get("parent") else ()
    elif kind is Kind.MEASURE:
        wider = tuple(row.get("of") or ())
        parts = [(of, row[of.value]) for of in (Kind.CONCEPT, Kind.UNIT) if row.get(of.value)]
        parts += [(Kind.CODELIST, code) for code in row.get("classifications") or ()]
    versions = [*(row.get("versions") or ()), row]
    spans = tuple(
        Span(number, _day(version, "valid_from"), _day(version, "valid_to"))
        for number, version in enumerate(versions, start=1)
    )
    return Candidate(str(row["code"]), wider, tuple(parts), spans, str(row.get("owner") or ""))


def _day(row: Row, name: str) -> dt.date | None:
    day = row.get(name)
    return day if isinstance(day, dt.date) else None


def resolved(row: Row) -> dict[str, Any]:
    """A row with its owner as the organisation; whoever registers it takes it over from a definition."""
    made = {**row, "made_from": ""}
    if "owner" in made:
        made["owner"] = people_found.organisation(made["owner"]) if made["owner"] else None
    return made


def _plain(kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
    """The columns of the record itself."""
    columns = {name: value for name, value in row.items() if name not in {"versions", "classifications"}}
    if kind is Kind.MEASURE:
        for of in (Kind.CONCEPT, Kind.UNIT):
            if of.value in columns:
                code = columns.pop(of.value)
                columns[of.value] = records(of).get(code=code) if code else None
    return columns


def _classed(wanted: Sequence[Row], held: Held, changes: Changes) -> Changes:
    """Set by what measures are classed; a measure that only differs in that has changed too."""
    rows = {row["code"]: row for row in wanted if "classifications" in row and row["code"] not in held.edited}
    reclassed = []
    for one in records(Kind.MEASURE).filter(code__in=rows):
        lists = CodeList.objects.filter(code__in=rows[one.code]["classifications"])
        if set(lists) != set(one.classifications.all()):
            one.classifications.set(lists)
            reclassed.append(one.code)
    more = tuple(code for code in reclassed if code not in {*changes.added, *changes.changed})
    return replace(changes, changed=changes.changed + more, unchanged=changes.unchanged - len(more))


def note_own_uses(kind: Kind, one: Any) -> None:
    """Remember which other standards a record itself relies on."""
    uses: list[tuple[str, str, Text]] = []
    if kind is Kind.CONCEPT:
        uses = [(Kind.CONCEPT, one.parent, Text("konsep yang lebih luas", "wider concept"))]
    elif kind is Kind.MEASURE:
        uses = [(kind, code, Text("dihitung darinya", "computed from it")) for code in one.of]
        uses += [
            (of, part.code, Text(f"{of.words.id} ukuran ini", f"{of.words.said('en')} of this measure"))
            for of, part in ((Kind.CONCEPT, one.concept), (Kind.UNIT, one.unit))
            if part is not None
        ]
        uses += [
            (Kind.CODELIST, one_list.code, Text("klasifikasi ukuran ini", "classification of this measure"))
            for one_list in one.classifications.all()
        ]
    note_uses(user=(kind.value, one.code, one.title), uses=uses)
