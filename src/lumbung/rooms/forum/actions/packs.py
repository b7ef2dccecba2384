"""Lists and meetings that a pack brings: kept as it says, as long as no person has dealt with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lumbung.rooms.forum.actions.decide import decide
from lumbung.rooms.forum.actions.items import differing, write
from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.columns import AccessClass
from lumbung.rooms.forum.judging import Row, judge, known
from lumbung.rooms.forum.models import Activity, Attendance, DataList, Item, Meeting
from lumbung.rooms.forum.problems import SheetUnfit
from lumbung.rooms.forum.states import ActivityState, ItemState, ListState, Matter, Role
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as duties
from lumbung.rooms.people.queries import Organisation, Permission, User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.findings import finding


@dataclass(frozen=True, slots=True)
class PackedDecision:
    """A decision of a packed meeting; of items by their IDs, or of all proposals that are left."""

    matter: Matter
    items: tuple[str, ...] = ()
    all_left: bool = False  # every proposal that no decision above has named
    all_asked: bool = False  # every item that was proposed as priority data
    words: str = ""
    reason: str = ""
    access: AccessClass | None = None
    into: str = ""


@dataclass(frozen=True, slots=True)
class PackedActivity:
    """A line of a packed plan of action."""

    code: str
    title: str
    output: str
    owner: Organisation
    starts_on: dt.date
    ends_on: dt.date
    state: ActivityState = ActivityState.PLANNED


@dataclass(frozen=True, slots=True)
class PackedMeeting:
    """A meeting as a pack tells it."""

    code: str
    year: int
    title: str
    held_on: dt.date
    place: str = ""
    agenda: str = ""
    account: str = ""
    sources: tuple[str, ...] = ()
    attendance: tuple[tuple[Organisation, Role, str], ...] = ()
    decisions: tuple[PackedDecision, ...] = ()
    activities: tuple[PackedActivity, ...] = ()
    settles: bool = False  # with this meeting the list is agreed


def load_items(*, year: int, rows: Iterable[Row], pack: str, actor: User | None) -> Changes:
    """Keep the items of a year as a pack's rows say; raises :class:`SheetUnfit` with every fault.

    What the Forum decided or a person changed stays as they left it; only a link to a dataset
    that was missing is added.
    """
    people.require(actor, Permission.LOAD_PACK)
    lines = list(rows)
    judged = judge(lines, known())
    faults = [
        *judged.errors,
        *(
            finding("list.value-missing", row.place("id_ddd"), column="ID DDD")
            for row in lines
            if not row.texts.get("id_ddd", "").strip()
        ),
    ]
    if faults:
        raise SheetUnfit(tuple(faults))
    with transaction.atomic():
        of = _list(year, pack, actor)
        changes = _keep(of, judged.items, pack)
        if changes.any:
            facts = {"year": year, "pack": pack, "counts": changes.counts()}
            record("forum.items-loaded", subject=of, actor=actor, facts=facts)
    return changes


def load_meetings(
    *, meetings: Sequence[PackedMeeting], pack: str, simulated: bool, actor: User | None
) -> Changes:
    """Keep the meetings that a pack tells of; each takes place once, however often it is loaded."""
    people.require(actor, Permission.LOAD_PACK)
    added: list[str] = []
    with transaction.atomic():
        there = set(Meeting.objects.values_list("code", flat=True))
        for packed in meetings:
            if packed.code not in there:
                _hold(packed, pack, simulated=simulated, actor=actor)
                added.append(packed.code)
    return Changes(added=tuple(added), unchanged=len(meetings) - len(added))


def _list(year: int, pack: str, actor: User | None) -> DataList:
    of, new = DataList.objects.get_or_create(year=year, defaults={"pack": pack})
    if new:
        facts = {"year": year, "pack": pack}
        record("forum.list-opened", subject=of, actor=actor, facts=facts)
    return of


def _keep(of: DataList, wanted: Sequence[Mapping[str, Any]], pack: str) -> Changes:
    there = {one.code: one for one in of.items.select_related("producer", "dataset")}
    new, changed, unchanged = [], [], 0
    for values in wanted:
        kept = there.get(values["code"])
        if kept is None:
            new.append(Item(data_list=of, pack=pack, **values))
            continue
        free = kept.pack == pack and kept.revision == 1 and kept.station is ItemState.PROPOSED
        missing = kept.dataset is None and values.get("dataset") is not None
        mended = values if free else ({"dataset": values["dataset"]} if missing else {})
        if differences := differing(kept, mended):
            write(kept, mended, differences)
            if free:  # it is still the pack's
                Item.objects.filter(pk=kept.pk).update(revision=1)
            changed.append(kept.code)
        else:
            unchanged += 1
    Item.objects.bulk_create(new, batch_size=500)
    return Changes(tuple(one.code for one in new), tuple(changed), unchanged=unchanged)


def _hold(packed: PackedMeeting, pack: str, *, simulated: bool, actor: User | None) -> None:
    of = _list(packed.year, pack, actor)
    meeting = Meeting.objects.create(
        data_list=of,
        code=packed.code,
        title=packed.title,
        held_on=packed.held_on,
        place=packed.place,
        agenda=packed.agenda,
        account=packed.account,
        sources=list(packed.sources),
        simulated=simulated,
        pack=pack,
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, organisation=office, role=role.value, office=held)
        for office, role, held in packed.attendance
    )
    Activity.objects.bulk_create(
        Activity(
            data_list=of,
            code=one.code,
            title=one.title,
            output=one.output,
            owner=one.owner,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            state=one.state.value,
            simulated=simulated,
            pack=pack,
        )
        for one in packed.activities
    )
    facts = {"year": of.year, "pack": pack, "simulated": simulated}
    record("forum.meeting-held", subject=meeting, actor=actor, facts=facts)
    for decision in packed.decisions:
        _decide(meeting, decision)
    if packed.settles and of.station in (ListState.OPEN, ListState.IN_FORUM):
        of.state = ListState.AGREED.value
        of.save(update_fields=["state"])
        record("forum.list-agreed", subject=of, actor=actor, facts=facts)


def _decide(meeting: Meeting, packed: PackedDecision) -> None:
    """Record a packed decision as whoever records the Forum's decisions here."""
    among = Item.objects.filter(data_list=meeting.data_list)
    if packed.all_left:
        among = among.filter(state=ItemState.PROPOSED.value)
    elif packed.all_asked:
        among = among.filter(priority_asked=True, state=ItemState.AGREED.value)
    else:
        among = among.filter(code__in=packed.items)
    holders = duties.holders(Permission.AGREE)
    decide(
        meeting=meeting,
        matter=packed.matter,
        items=among,
        words=packed.words,
        reason=packed.reason,
        access=packed.access,
        into=Item.objects.filter(data_list=meeting.data_list, code=packed.into).first(),
        actor=holders[0].user if holders else None,
    )
