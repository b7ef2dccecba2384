"""The duties kept apart: what stands between a person and an act of review.

Each question gives the problem that stands in the way, or none. The actions raise it and the
pages tell it beforehand, so that both always say the same.
"""

from __future__ import annotations

from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import State, Submission, wrong_state
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import Actor
from lumbung.rooms.review.models import Decision, Verdict
from lumbung.vocabulary.problems import NotAllowed, Problem
from lumbung.vocabulary.words import Text


class OwnSubmission(NotAllowed):
    """Nobody accepts what they submitted or mended themselves."""

    code = "review.own-submission"
    message = Text(
        "Anda {part} kiriman ini, jadi orang lain yang harus menyetujuinya.",
        "You {part} this submission, so somebody else must accept it.",
    )
    hint = Text(
        "Minta walidata lain memeriksanya: yang mengirim tidak boleh menyetujui.",
        "Ask another data steward: who submits may not accept.",
    )


class SameHands(NotAllowed):
    """The supervisor is not the steward who accepted it."""

    code = "review.same-hands"
    message = Text(
        "Anda sudah menyetujui kiriman ini sebagai walidata; pembina data harus orang lain.",
        "You accepted this submission as data steward; the supervisor must be another person.",
    )
    hint = Text("Minta pembina data lain menyetujuinya.", "Ask another supervisor to approve it.")


def against_accepting(submission: Submission, actor: Actor) -> Problem | None:
    """What stands in the way of a steward's acceptance."""
    return (
        _duty(submission, actor, Permission.REVIEW)
        or _own(submission, actor)
        or _station(submission, State.SUBMITTED)
    )


def against_approving(submission: Submission, actor: Actor) -> Problem | None:
    """What stands in the way of a supervisor's approval."""
    return (
        _duty(submission, actor, Permission.SUPERVISE)
        or _own(submission, actor)
        or _same_hands(submission, actor)
        or _station(submission, State.ACCEPTED_BY_STEWARD)
    )


def against_recommending(submission: Submission, actor: Actor) -> Problem | None:
    """What stands in the way of a supervisor's recommendation."""
    return _duty(submission, actor, Permission.SUPERVISE) or _station(
        submission, State.SUBMITTED, State.ACCEPTED_BY_STEWARD
    )


def against_returning(submission: Submission, actor: Actor) -> Problem | None:
    """What stands in the way of sending it back to its producer."""
    return _duty(submission, actor, Permission.REVIEW) or _station(
        submission, State.SUBMITTED, State.ACCEPTED_BY_STEWARD, State.ACCEPTED
    )


def against_giving_back(submission: Submission, actor: Actor) -> Problem | None:
    """What stands in the way of a supervisor giving it back to the steward."""
    return _duty(submission, actor, Permission.SUPERVISE) or _station(submission, State.ACCEPTED_BY_STEWARD)


def against_remarking(submission: Submission, actor: Actor) -> Problem | None:
    """What stands in the way of a remark: whoever takes part in the submission may speak."""
    parts = (Permission.REVIEW, Permission.SUPERVISE, Permission.MEND)
    refusals = [_duty(submission, actor, part) for part in parts]
    return None if None in refusals else refusals[0]


def _duty(submission: Submission, actor: Actor, permission: Permission) -> Problem | None:
    try:
        people.require(actor, permission, on=submission.dataset.producer)
    except Problem as refused:
        return refused
    return None


def _own(submission: Submission, actor: Actor) -> Problem | None:
    if actor is None:
        return None
    if actor.pk in collection.senders(submission):
        return OwnSubmission(part=Text("yang mengirim", "sent"))
    if actor.pk in collection.menders(submission):
        return OwnSubmission(part=Text("yang memperbaiki sel dalam", "mended cells of"))
    return None


def _same_hands(submission: Submission, actor: Actor) -> Problem | None:
    accepted = (
        Decision.objects.filter(submission=submission, verdict__in=(Verdict.ACCEPTED, Verdict.RETURNED))
        .order_by("-pk")
        .first()
    )
    is_same = actor is not None and accepted is not None and accepted.by_id == actor.pk
    return SameHands() if is_same else None


def _station(submission: Submission, *allowed: State) -> Problem | None:
    return None if submission.station in allowed else wrong_state(submission.pk, submission.state)
