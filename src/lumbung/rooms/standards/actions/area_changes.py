"""Record that areas were split, merged, renamed or moved: the change, the new areas, the codes that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.actions.telling import tell
from lumbung.rooms.standards.areatree import area_tree, change_in_words
from lumbung.rooms.standards.models import Area, AreaChange
from lumbung.vocabulary import areachanges, areas
from lumbung.vocabulary.areachanges import ONE_DAY, AreaShift, ChangeKind, change_faults
from lumbung.vocabulary.areas import AreaLevel, AreaTree
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.codelists import PlaceOf, nowhere
from lumbung.vocabulary.findings import Finding, Severity, finding
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text


class ChangeFaulty(Invalid):
    """A change with faults; nothing was recorded."""

    code = "standards.area-change"
    message = Text("Perubahan wilayah {code}: {faults}", "Change of areas {code}: {faults}")
    hint = Text("Perbaiki lalu simpan lagi.", "Mend it and save it again.")

    def __init__(self, code: str, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        told = Text(
            " ".join(item.message.id for item in findings),
            " ".join(item.message.said("en") for item in findings),
        )
        super().__init__(code=code, faults=told)


class ChangeRecorded(Conflict):
    """A change of this code is there already."""

    code = "standards.area-change-recorded"
    message = Text("Perubahan {code} sudah tercatat.", "Change {code} is recorded already.")
    hint = Text("Pakai kode lain.", "Use another code.")


@dataclass(frozen=True, slots=True)
class NewArea:
    """An area that a change brings, or what an area is called and belongs to afterwards."""

    code: str
    name: str = ""
    parent: str = ""


def record_area_change(
    change: areachanges.AreaChange,
    *,
    actor: User | None,
    named: Mapping[str, NewArea] | None = None,
    place: PlaceOf = nowhere,
) -> areachanges.AreaChange:
    """Keep a change of areas with all that follows from it, or raise what is wrong with it.

    ``named`` holds the names and parents of targets: those of new areas, and what is new of old ones.
    """
    people.require(actor, people.Permission.DEFINE)
    if AreaChange.objects.filter(code=change.code).exists():
        raise ChangeRecorded(code=change.code)
    tree = area_tree()
    change = _with_parents(change, tree, named or {})
    after = _areas_after(change, tree, named or {})
    found = [*_lacks(change), *_parents_unfit(after, tree, change, place)]
    found += change_faults(change, AreaTree.of({**tree.areas, **after}.values()), place)
    if any(item.severity is Severity.ERROR for item in found):
        raise ChangeFaulty(change.code, found)
    with transaction.atomic():
        AreaChange.objects.create(code=change.code, **_columns(change))
        keep(Area.objects.all(), [_row(area, tree.get(area.code)) for area in after.values()])
        _told(change.code, change, actor)
    return change


def load_area_changes(
    changes: Iterable[areachanges.AreaChange],
    *,
    actor: User | None,
    place: Mapping[str, PlaceOf] | None = None,
) -> Changes:
    """Keep the changes that a pack brings; its areas already say since when and until when they are."""
    people.require(actor, people.Permission.LOAD_PACK)
    changes = list(changes)
    with transaction.atomic():
        tree = area_tree()
        for change in changes:
            at = (place or {}).get(change.code, nowhere)
            found = [*_lacks(change), *change_faults(change, tree, at)]
            if any(item.severity is Severity.ERROR for item in found):
                raise ChangeFaulty(change.code, found)
        rows = [{"code": change.code, **_columns(change)} for change in changes]
        kept = keep(AreaChange.objects.all(), rows)
        if kept.any:
            bump("boundaries")
        return tell("area-changes", kept, actor)


def upheld(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows of areas as a pack has them, with what recorded changes say where the rows say nothing.

    A change that was recorded on the desk must not be undone by the next load of an older list.
    """
    ended: dict[str, dt.date] = {}
    moved: dict[str, tuple[str, str]] = {}
    changes = list(map(change_in_words, AreaChange.objects.all()))
    parents = dict(Area.objects.values_list("code", "parent")) if changes else {}
    for change in changes:
        ended |= dict.fromkeys(change.ended, change.on - ONE_DAY)
        moved |= {
            shift.source: (shift.parent_before, parents.get(shift.source, ""))
            for shift in change.shifts
            if shift.parent_before and shift.source == shift.target
        }
    told: list[Mapping[str, Any]] = []
    for row in rows:
        code = str(row["code"])
        held = dict(row)
        if code in ended and "valid_to" in held and held["valid_to"] is None:
            held["valid_to"] = ended[code]
        if code in moved and held.get("parent") == moved[code][0]:
            held["parent"] = moved[code][1]
        told.append(held)
    return told


def _lacks(change: areachanges.AreaChange) -> list[Finding]:
    return [] if change.legal_basis.strip() else [finding("areachange.no-legal-basis")]


def _with_parents(
    change: areachanges.AreaChange, tree: AreaTree, named: Mapping[str, NewArea]
) -> areachanges.AreaChange:
    """The change with the parents that areas had which keep their code and come under another."""

    def told(shift: AreaShift) -> AreaShift:
        area, new = tree.get(shift.source), named.get(shift.target)
        stays = shift.source == shift.target and area is not None and new is not None
        if stays and new and area and new.parent and new.parent != area.parent:
            return replace(shift, parent_before=area.parent)
        return shift

    return replace(change, shifts=tuple(map(told, change.shifts)))


def _areas_after(
    change: areachanges.AreaChange, tree: AreaTree, named: Mapping[str, NewArea]
) -> dict[str, areas.Area]:
    """The areas that are new, end, or are called or belong otherwise after a change."""
    after: dict[str, areas.Area] = {}
    for code in change.ended:
        if (area := tree.get(code)) is not None:
            after[code] = replace(area, valid_to=change.on - ONE_DAY)
    for shift in change.shifts:
        new = named.get(shift.target)
        if new is None or shift.target in after:
            continue
        there, like = tree.get(shift.target), tree.get(shift.source)
        if there is None and like is not None and new.name:
            after[shift.target] = areas.Area(
                shift.target, new.name, like.level, like.kind, new.parent or like.parent, valid_from=change.on
            )
        elif there is not None and ((new.name and new.name != there.name) or new.parent):
            renamed = new.name and new.name != there.name
            after[shift.target] = replace(
                there,
                name=new.name or there.name,
                parent=new.parent or there.parent,
                aliases=(*there.aliases, there.name) if renamed else there.aliases,
            )
    return after


def _parents_unfit(
    after: Mapping[str, areas.Area], tree: AreaTree, change: areachanges.AreaChange, place: PlaceOf
) -> list[Finding]:
    rows = {shift.target: row for row, shift in enumerate(change.shifts)}
    found = []
    for code, area in after.items():
        above = tree.get(area.parent)
        if code in rows and (above is None or above.level.rank >= area.level.rank):
            found.append(
                finding("areachange.parent-unfit", place(rows[code], "parent"), value=area.parent or "–")
            )
    return found


def _row(area: areas.Area, before: areas.Area | None) -> dict[str, Any]:
    columns = ("code", "name", "kind", "parent", "valid_from", "valid_to")
    row: dict[str, Any] = {name: getattr(area, name) for name in columns}
    row["aliases"] = list(area.aliases)
    if before is None:
        row["level"] = AreaLevel(area.level).value
    return row


def _columns(change: areachanges.AreaChange) -> dict[str, Any]:
    return {
        "kind": ChangeKind(change.kind).value,
        "on": change.on,
        "legal_basis": change.legal_basis,
        "weights_by": change.weights_by,
        "note": change.note,
        "shifts": [[item.source, item.target, item.weight, item.parent_before] for item in change.shifts],
    }


def _told(code: str, change: areachanges.AreaChange, actor: User | None) -> None:
    bump("standards")
    bump("boundaries")
    journal.record(
        "standards.area-changed",
        subject=("area-change", code),
        actor=actor,
        reason=change.legal_basis,
        facts={"kind": change.kind.value, "on": change.on.isoformat(), "shifts": _columns(change)["shifts"]},
    )
