"""The plan of action that goes with a list: activities, and how far they are."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lumbung.rooms.forum.actions.telling import record
from lumbung.rooms.forum.models import Activity, DataList
from lumbung.rooms.forum.problems import DatesUnfit, DecisionUnfit, WrongState
from lumbung.rooms.forum.states import ActivityState, ListState
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as duties
from lumbung.rooms.people.queries import Organisation, Permission, User
from lumbung.vocabulary.words import Text


def plan_activity(
    *,
    of: DataList,
    title: str,
    output: str,
    owner: Organisation,
    starts_on: dt.date,
    ends_on: dt.date,
    actor: User,
) -> Activity:
    """Add an activity to the plan of a list."""
    people.require(actor, Permission.AGREE)
    if of.station is ListState.CLOSED:
        raise WrongState(year=of.year, state=of.station.title)
    if ends_on < starts_on:
        raise DatesUnfit
    with transaction.atomic():
        made = Activity.objects.create(
            data_list=of,
            code=f"kegiatan-{Activity.objects.filter(data_list=of).count() + 1}",
            title=title.strip(),
            output=output.strip(),
            owner=owner,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        _record("forum.activity-planned", made, actor)
    return made


def move_activity(*, activity: Activity, to: ActivityState, evidence: str, actor: User) -> Activity:
    """Say how far an activity is; one that is done names its evidence.

    Its owner says so, or whoever keeps the plan.
    """
    if not duties.may(actor, Permission.AGREE):
        people.require(actor, Permission.PROPOSE, on=activity.owner)
    if to is ActivityState.DONE and not (evidence.strip() or activity.evidence):
        raise DecisionUnfit(what=Text("sebutkan buktinya", "name the evidence"))
    with transaction.atomic():
        activity.state = to.value
        activity.evidence = evidence.strip() or activity.evidence
        activity.save(update_fields=["state", "evidence"])
        _record("forum.activity-moved", activity, actor, evidence)
    return activity


def _record(verb: str, activity: Activity, actor: User, reason: str = "") -> None:
    record(
        verb,
        subject=("forum.activity", f"{activity.data_list.year}/{activity.code}"),
        actor=actor,
        reason=reason.strip(),
        facts={"title": activity.title, "state": activity.state, "owner": activity.owner.code},
    )
