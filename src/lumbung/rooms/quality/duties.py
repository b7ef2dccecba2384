"""Who may decide which number is the number, and say what a dataset's quality is.

Each question gives the problem that stands in the way, or none: actions raise it, pages tell it
beforehand. Whoever also submits for an office whose figure is on the table has a stake in it and
does not decide alone; see ``docs/decisions/0088-…``.
"""

from __future__ import annotations

from collections.abc import Iterable

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.people import actions as people_actions
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Duty, Organisation, Permission
from lumbung.rooms.quality.models import Contradiction, Decision
from lumbung.rooms.quality.states import ContradictionState, DecisionState
from lumbung.vocabulary.problems import Conflict, NotAllowed, Problem
from lumbung.vocabulary.words import Text

HAVE_A_STAKE = (Duty.PRODUCER, Duty.SUPPORTING_STEWARD, Duty.HEAD)


class AlreadyGone(Conflict):
    """The contradiction is not there any more."""

    code = "quality.contradiction-gone"
    message = Text(
        "Pertentangan ini sudah tidak ada: angka-angkanya kini sama.",
        "This contradiction is gone: the figures agree now.",
    )


class NotWaiting(Conflict):
    """The decision does not wait for a second person."""

    code = "quality.decision-not-waiting"
    message = Text("Keputusan ini sudah {state}.", "This decision is {state} already.")


class SecondPersonNeeded(NotAllowed):
    """Whoever proposed a decision, or has a stake in it, cannot confirm it."""

    code = "quality.second-person"
    message = Text(
        "Keputusan ini perlu orang kedua yang tidak mengajukannya dan tidak mengirim salah satu angkanya.",
        "This decision needs a second person, who neither proposed it nor submits one of its figures.",
    )
    hint = Text(
        "Minta koordinator Forum atau walidata lain.", "Ask the Forum's coordinator or another data steward."
    )


def producers(contradiction: Contradiction) -> list[Organisation]:
    """The offices whose figures contradict each other."""
    found = {one.producer_id: one.producer for one in contradiction.datasets.select_related("producer")}
    return list(found.values())


def against_deciding(contradiction: Contradiction, actor: Actor) -> Problem | None:
    """What stands in the way of deciding: the steward's duty over every producer."""
    refused = _everywhere(producers(contradiction), actor, Permission.REVIEW)
    if refused is not None:
        return refused
    return AlreadyGone() if contradiction.station is ContradictionState.CLOSED else None


def has_stake(contradiction: Contradiction, actor: Actor) -> bool:
    """Whether a person also submits, or leads, for one of the offices."""
    if actor is None:
        return False
    held = people.memberships(actor).filter(duty__in=HAVE_A_STAKE)
    offices = {organisation for one in producers(contradiction) for organisation in people.above(one)}
    return held.filter(organisation__in=offices).exists()


def against_seconding(contradiction: Contradiction, decision: Decision, actor: Actor) -> Problem | None:
    """What stands in the way of confirming or refusing what somebody with a stake proposed."""
    offices = producers(contradiction)
    refused = _everywhere(offices, actor, Permission.AGREE)
    if refused is not None and _everywhere(offices, actor, Permission.REVIEW) is not None:
        return refused
    if (actor is not None and decision.by_id == actor.pk) or has_stake(contradiction, actor):
        return SecondPersonNeeded()
    if decision.station is not DecisionState.WAITING:
        return NotWaiting(state=decision.station.words)
    return None


def against_comparing(actor: Actor) -> Problem | None:
    """What stands in the way of putting two concepts side by side."""
    return _refusal(actor, Permission.DEFINE, None)


def against_describing(dataset: Dataset, actor: Actor) -> Problem | None:
    """What stands in the way of writing of a dataset's quality."""
    return _refusal(actor, Permission.DESCRIBE, dataset.producer)


def against_publishing(dataset: Dataset, actor: Actor) -> Problem | None:
    """What stands in the way of publishing what was written."""
    return _refusal(actor, Permission.REVIEW, dataset.producer)


def office_of(actor: Actor, permission: Permission, offices: Iterable[Organisation]) -> Text:
    """The duty and office by which a person decides: what is public instead of a name."""
    for office in offices:
        by = people.explain(actor, permission, on=office).by
        if by is not None:
            title, name = people.DUTY_TITLES[Duty(by.duty)], by.organisation.name
            return Text(f"{title.id}, {name.id}", f"{title.en}, {name.said('en')}")
    return Text("")


def _everywhere(offices: Iterable[Organisation], actor: Actor, permission: Permission) -> Problem | None:
    return next(filter(None, (_refusal(actor, permission, office) for office in offices)), None)


def _refusal(actor: Actor, permission: Permission, office: Organisation | None) -> Problem | None:
    try:
        people_actions.require(actor, permission, on=office)
    except Problem as refused:
        return refused
    return None
