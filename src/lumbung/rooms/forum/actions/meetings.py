"""The Forum meets: a meeting is called, its attendance kept, its account written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.models import Attendance, DataList, Meeting
from lumbung.rooms.forum.problems import WrongState
from lumbung.rooms.forum.states import ListState, Role
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Organisation, Permission, User


@dataclass(frozen=True, slots=True)
class Present:
    """An office that took part: as what, by which office held, and by whom."""

    organisation: Organisation
    role: Role = Role.PRODUCER
    office: str = ""
    person: str = ""


def hold_meeting(
    *,
    of: DataList,
    title: str,
    held_on: dt.date,
    place: str = "",
    agenda: str = "",
    account: str = "",
    actor: User | None,
) -> Meeting:
    """Write down a meeting of the Forum about a year's list, before or after it takes place."""
    people.require(actor, Permission.AGREE)
    _require_alive(of)
    with transaction.atomic():
        made = Meeting.objects.create(
            data_list=of,
            code=_code(held_on),
            title=title.strip(),
            held_on=held_on,
            place=place.strip(),
            agenda=agenda.strip(),
            account=account.strip(),
            called_by=actor,
        )
        facts = {"year": of.year, "held_on": held_on.isoformat(), "title": made.title}
        record("forum.meeting-held", subject=made, actor=actor, facts=facts)
    return made


def change_meeting(*, meeting: Meeting, place: str, agenda: str, account: str, actor: User) -> Meeting:
    """Complete what a meeting is about and what was said."""
    people.require(actor, Permission.AGREE)
    _require_alive(meeting.data_list)
    with transaction.atomic():
        meeting.place, meeting.agenda, meeting.account = place.strip(), agenda.strip(), account.strip()
        meeting.save(update_fields=["place", "agenda", "account"])
        record("forum.meeting-changed", subject=meeting, actor=actor)
    return meeting


def record_attendance(*, meeting: Meeting, present: Iterable[Present], actor: User | None) -> int:
    """Keep who took part; what was kept before is replaced. Names stay out of the journal."""
    people.require(actor, Permission.AGREE)
    _require_alive(meeting.data_list)
    rows = list(present)
    with transaction.atomic():
        meeting.attendance.all().delete()
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                organisation=one.organisation,
                role=one.role.value,
                office=one.office.strip(),
                person=one.person.strip(),
            )
            for one in rows
        )
        offices = sorted({one.organisation.code for one in rows})
        facts = {"people": len(rows), "organisations": offices}
        record("forum.attendance-recorded", subject=meeting, actor=actor, facts=facts)
    return len(rows)


def _code(held_on: dt.date) -> str:
    base = f"forum-{held_on.isoformat()}"
    there = set(Meeting.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbers = (f"{base}-{number}" for number in range(2, len(there) + 3))
    return base if base not in there else next(code for code in numbers if code not in there)


def _require_alive(of: DataList) -> None:
    if of.station is ListState.CLOSED:
        raise WrongState(year=of.year, state=of.station.title)
