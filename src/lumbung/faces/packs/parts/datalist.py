"""The data lists of a pack, and the Forum's meetings that it tells of."""

from __future__ import annotations

from lumbung.faces.packs.datalist import Meeting, WrittenDataList, WrittenList, read_data_list
from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import Pack
from lumbung.rooms.forum import actions as forum
from lumbung.rooms.forum import queries as lists
from lumbung.rooms.forum.actions import PackedActivity, PackedDecision, PackedMeeting, Row
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Organisation, User
from lumbung.vocabulary.changes import Changes
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

Offices = dict[str, Organisation]


def load_data_list(pack: Pack, actor: User, _notes: list[Text]) -> Changes:
    """Items first, then the meetings that decided about them; every fault with its file and line."""
    written = read_data_list(pack.folder, tuple(lists.COLUMNS))
    faults = list(written.faults)
    if faults:
        raise PackInvalid(pack.head.code, faults)
    changes = Changes()
    for one in written.lists:
        rows = [_row(line, cells) for line, cells in one.rows]
        try:
            changes += forum.load_items(year=one.year, rows=rows, pack=pack.head.code, actor=actor)
        except forum.SheetUnfit as unfit:
            faults += _faults(one, unfit)
    if faults:
        raise PackInvalid(pack.head.code, faults)
    if written.meetings:
        changes += _load_meetings(pack, written, actor)
    return changes


def _row(line: int, cells: dict[str, str]) -> Row:
    return Row(cells, {key: Place.at(None, line - 1, number) for number, key in enumerate(cells)})


def _faults(written: WrittenList, unfit: forum.SheetUnfit) -> list[Fault]:
    return [
        Fault(written.file, int("".join(filter(str.isdigit, one.place.cell or "1"))), one.message, one.hint)
        for one in unfit.findings
    ]


def _load_meetings(pack: Pack, written: WrittenDataList, actor: User) -> Changes:
    offices = {one.code: one for one in people.organisations()}
    faults: list[Fault] = []
    for number, meeting in enumerate(written.meetings):
        asked = [one.organisation for one in meeting.attendance] + [one.owner for one in meeting.activities]
        unknown = sorted({code for code in asked if code not in offices})
        faults += [
            _at(written, number, Text(f"organisasi “{code}” tidak ada", f"no organisation “{code}”"))
            for code in unknown
        ]
    if faults:
        raise PackInvalid(pack.head.code, faults)
    meetings = [_meeting(one, offices) for one in written.meetings]
    try:
        return forum.load_meetings(
            meetings=meetings, pack=pack.head.code, simulated=pack.head.simulated, actor=actor
        )
    except Problem as problem:
        raise PackInvalid(pack.head.code, [_at(written, 0, problem.told, problem.advice)]) from problem


def _at(written: WrittenDataList, number: int, what: Text, hint: Text | None = None) -> Fault:
    assert written.document is not None  # meetings come from it
    advice = hint or Text("Periksa kodenya.", "Check its code.")
    return Fault(written.document.file, written.document.line((number,)), what, advice)


def _meeting(one: Meeting, offices: Offices) -> PackedMeeting:
    return PackedMeeting(
        code=one.code,
        year=one.year,
        title=one.title,
        held_on=one.held_on,
        place=one.place,
        agenda=one.agenda,
        account=one.account,
        sources=tuple(one.sources),
        attendance=tuple(
            (offices[seat.organisation], lists.Role(seat.role), seat.office) for seat in one.attendance
        ),
        decisions=tuple(
            PackedDecision(
                matter=lists.Matter(said.matter),
                items=() if isinstance(said.items, str) else tuple(said.items),
                all_left=said.items == "left",
                all_asked=said.items == "asked-priority",
                words=said.words,
                reason=said.reason,
                access=lists.AccessClass(said.access) if said.access else None,
                into=said.into,
            )
            for said in one.decisions
        ),
        activities=tuple(
            PackedActivity(
                code=act.code,
                title=act.title,
                output=act.output,
                owner=offices[act.owner],
                starts_on=act.starts_on,
                ends_on=act.ends_on,
                state=lists.ActivityState(act.state),
            )
            for act in one.activities
        ),
        settles=one.settles,
    )
