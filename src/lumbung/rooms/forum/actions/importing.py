"""A list comes in as a spreadsheet: read, shown with what it would change, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from lumbung.rooms.forum.actions.items import differing, next_code, require_open, write
from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.judging import Judged, Row, judge, known
from lumbung.rooms.forum.models import DataList, Item, SheetImport
from lumbung.rooms.forum.problems import SheetUnfit, WrongState
from lumbung.rooms.forum.sheet import read_sheet
from lumbung.rooms.forum.states import ItemState, ListState
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as duties
from lumbung.rooms.people.queries import Permission, User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.findings import Finding, Place, Severity, finding

Values = dict[str, Any]
Differences = dict[str, dict[str, str]]


@dataclass
class Preview:
    """What a sheet would do to a list, and what stands in its way."""

    findings: list[Finding] = field(default_factory=list)
    new: list[Values] = field(default_factory=list)
    changed: list[tuple[Item, Values, Differences]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before anything is taken."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def read_list(*, of: DataList, path: Path, name: str, actor: User) -> SheetImport:
    """Read a sheet and keep what it says until somebody takes or drops it; the list is untouched."""
    people.require(actor, Permission.PROPOSE)
    _require_alive(of)
    read = read_sheet(path, name)
    with transaction.atomic():
        made = SheetImport.objects.create(
            data_list=of,
            name=name[:200],
            rows=[_stored(row) for row in read.rows],
            told=[one.as_record() for one in read.findings],
            by=actor,
        )
        facts = {"year": of.year, "name": made.name, "rows": len(read.rows)}
        record("forum.sheet-read", subject=made, actor=actor, facts=facts)
    return made


def preview(waiting: SheetImport, actor: User) -> Preview:
    """What a sheet that waits would add and change now, with everything that is wrong in it."""
    rows = [_row(record) for record in waiting.rows]
    told = [Finding.from_record(record) for record in waiting.told]
    return weigh(waiting.data_list, rows, told, actor, chosen=waiting.producers)


def weigh(
    of: DataList,
    rows: list[Row],
    told: list[Finding],
    actor: User,
    *,
    chosen: Mapping[str, str] | None = None,
) -> Preview:
    """Rows held against the columns and against the list that is there."""
    judged: Judged = judge(rows, known(chosen))
    found = Preview(findings=[*told, *judged.findings])
    there = {one.code: one for one in of.items.select_related("producer", "dataset")}
    reach = duties.reach(actor, Permission.PROPOSE)
    for row, values in zip(rows, judged.items, strict=True):
        office = values.get("producer")
        if office is not None and office.pk not in reach:
            place = row.place("produsen_data")
            found.findings.append(finding("list.producer-out-of-reach", place, value=office.name.id))
        kept = there.get(str(values.get("code") or "")) or _same(there.values(), values)
        if kept is None:
            found.new.append(values)
            continue
        changes = differing(kept, {name: value for name, value in values.items() if name != "code"})
        if not changes:
            found.unchanged += 1
        elif kept.station is not ItemState.PROPOSED:
            found.findings.append(_decided(kept, changes, row.place("id_ddd")))
        else:
            found.changed.append((kept, values, changes))
    return found


def choose_producers(*, waiting: SheetImport, chosen: Mapping[str, str], actor: User) -> SheetImport:
    """Say which office is meant by a name in the sheet."""
    people.require(actor, Permission.PROPOSE)
    with transaction.atomic():
        waiting.producers = {**waiting.producers, **{name: code for name, code in chosen.items() if code}}
        waiting.save(update_fields=["producers"])
    return waiting


def take_list(*, waiting: SheetImport, actor: User) -> Changes:
    """Put a sheet that has no faults into the list, all of it in one go."""
    people.require(actor, Permission.PROPOSE)
    of = waiting.data_list
    _require_alive(of)
    with transaction.atomic():
        kept = SheetImport.objects.select_for_update().get(pk=waiting.pk)
        if kept.state != "waiting":
            raise WrongState(year=of.year, state=of.station.title)
        found = preview(kept, actor)
        if found.errors:
            raise SheetUnfit(found.errors)
        for producer in {values["producer"] for values in found.new}:
            require_open(of, actor, producer)
        changes = _put(of, found, actor)
        kept.state = "taken"
        kept.save(update_fields=["state"])
        record(
            "forum.sheet-taken",
            subject=kept,
            actor=actor,
            facts={"year": of.year, "name": kept.name, "counts": changes.counts(), "items": changes.added},
        )
    return changes


def drop_list(*, waiting: SheetImport, actor: User) -> None:
    """Set a sheet aside; the list stays as it is."""
    people.require(actor, Permission.PROPOSE)
    with transaction.atomic():
        waiting.state = "dropped"
        waiting.save(update_fields=["state"])
        record("forum.sheet-dropped", subject=waiting, actor=actor)


def _put(of: DataList, found: Preview, actor: User) -> Changes:
    free = int(next_code().removeprefix("DD-"))
    new = []
    for values in found.new:
        code = values.get("code") or f"DD-{free:04d}"
        free += not values.get("code")
        new.append(Item(**{**values, "data_list": of, "proposed_by": actor, "code": code}))
    Item.objects.bulk_create(new, batch_size=500)
    for item, values, changes in found.changed:
        write(item, {name: value for name, value in values.items() if name != "code"}, changes)
    return Changes(
        added=tuple(one.code for one in new),
        changed=tuple(item.code for item, _, _ in found.changed),
        unchanged=found.unchanged,
    )


def _same(there: Any, values: Values) -> Item | None:
    """The item that a row without an ID is about: the same producer's data of the same name."""
    if values.get("code"):
        return None
    title, office = str(values.get("title", "")).casefold(), values.get("producer")
    for one in there:
        if one.producer == office and one.title.casefold() == title:
            found: Item = one
            return found
    return None


def _decided(item: Item, changes: Differences, place: Place) -> Finding:
    return finding(
        "list.decided", place, value=item.code, state=item.station.title, columns=", ".join(changes)
    )


def _require_alive(of: DataList) -> None:
    if of.station not in (ListState.OPEN, ListState.IN_FORUM):
        raise WrongState(year=of.year, state=of.station.title)


def _stored(row: Row) -> dict[str, Any]:
    return {key: [row.place(key).sheet, row.place(key).cell, text] for key, text in row.texts.items()}


def _row(record: Mapping[str, Any]) -> Row:
    return Row(
        {key: text for key, (_, _, text) in record.items()},
        {key: Place(sheet, cell) for key, (sheet, cell, _) in record.items()},
    )
