"""The duties kept apart: what stands between a person and an act on a record.

Each question gives the problem that stands in the way, or none. The actions raise it and the
pages tell it beforehand, so that both always say the same.
"""

from __future__ import annotations

from lumbung.rooms.metadata.models import Record, RecordState, Step
from lumbung.rooms.metadata.problems import OwnRecord, RecordClosed, SameHands, WrongStation
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import Actor
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

OPEN = (RecordState.DRAFT, RecordState.RETURNED)


def against_describing(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of filling the form."""
    return _duty(record, actor, Permission.DESCRIBE) or _closed(record)


def against_filling_as_officer(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of filling what only the supervisor's office fills."""
    return _duty(record, actor, Permission.SUPERVISE)


def against_submitting(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of handing it to the data steward."""
    return _duty(record, actor, Permission.DESCRIBE) or _station(record, *OPEN)


def against_checking(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of a steward's agreement."""
    return (
        _duty(record, actor, Permission.REVIEW)
        or _station(record, RecordState.SUBMITTED)
        or _own(record, actor)
    )


def against_approving(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of a supervisor's approval."""
    return (
        _duty(record, actor, Permission.SUPERVISE)
        or _station(record, RecordState.CHECKED)
        or _own(record, actor)
        or _same_hands(record, actor)
    )


def against_returning(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of sending it back: as steward, or as supervisor once it was checked."""
    waiting = _station(record, RecordState.SUBMITTED, RecordState.CHECKED)
    steward = _duty(record, actor, Permission.REVIEW)
    if steward is not None and record.station is RecordState.CHECKED:
        return _duty(record, actor, Permission.SUPERVISE)
    return steward or waiting


def against_reopening(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of changing it again: taken back before its check, or a new revision."""
    return _duty(record, actor, Permission.DESCRIBE) or _station(
        record, RecordState.SUBMITTED, RecordState.APPROVED
    )


def against_remarking(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of a remark: whoever takes part in the record may speak."""
    parts = (Permission.REVIEW, Permission.SUPERVISE, Permission.DESCRIBE)
    refusals = [_duty(record, actor, part) for part in parts]
    return None if None in refusals else refusals[0]


def against_linking(record: Record, actor: Actor) -> Problem | None:
    """What stands in the way of saying which dataset a record explains."""
    return _duty(record, actor, Permission.DESCRIBE)


def _duty(record: Record, actor: Actor, permission: Permission) -> Problem | None:
    try:
        people.require(actor, permission, on=record.organisation)
    except Problem as refused:
        return refused
    return None


def _closed(record: Record) -> Problem | None:
    if record.station in OPEN:
        return None
    return RecordClosed(record=record.title or record.code, state=record.station.words)


def _station(record: Record, *allowed: RecordState) -> Problem | None:
    if record.station in allowed:
        return None
    return WrongStation(record=record.title or record.code, state=record.station.words)


def _own(record: Record, actor: Actor) -> Problem | None:
    if actor is None:
        return None
    since = record.approved_revision or 0
    submitted = record.decisions.filter(step=Step.SUBMITTED, revision__gt=since, by_id=actor.pk)
    if submitted.exists():
        return OwnRecord(part=Text("mengirim", "submitted"))
    if record.changes.filter(revision__gt=since, by_id=actor.pk).exists():
        return OwnRecord(part=Text("ikut menulis", "wrote in"))
    return None


def _same_hands(record: Record, actor: Actor) -> Problem | None:
    checked = record.decisions.filter(step=Step.CHECKED).order_by("-pk").first()
    is_same = actor is not None and checked is not None and checked.by_id == actor.pk
    return SameHands() if is_same else None
