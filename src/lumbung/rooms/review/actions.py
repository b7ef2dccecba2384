"""What reviewers do: remark, return with a reason, accept, recommend, approve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection.actions import ReasonNeeded
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.queries import User
from lumbung.rooms.review import duties
from lumbung.rooms.review.comparing import place_of
from lumbung.rooms.review.duties import OwnSubmission, SameHands
from lumbung.rooms.review.models import Decision, Remark, Verdict
from lumbung.vocabulary.problems import Invalid, Problem
from lumbung.vocabulary.words import Text

__all__ = [
    "EmptyRemark", "Outcome", "OwnSubmission", "ReasonNeeded", "SameHands", "accept", "accept_many",
    "approve", "give_back", "recommend", "remark", "return_submission",
]  # fmt: skip


class EmptyRemark(Invalid):
    """A remark without words."""

    code = "review.empty-remark"
    message = Text("Tulis komentarnya.", "Write the remark.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one submission among many."""

    submission: Submission
    problem: Problem | None = None


def remark(
    *,
    submission: Submission,
    text: str,
    actor: User,
    key: Mapping[str, str] | None = None,
    measure: str = "",
) -> Remark:
    """Say something about a figure of a submission, or about the whole of it."""
    _require(duties.against_remarking(submission, actor))
    if not text.strip():
        raise EmptyRemark
    sheet, cell = place_of(submission, key, measure) if key else ("", "")
    with transaction.atomic():
        made = Remark.objects.create(
            submission=submission,
            key=dict(key or {}),
            measure=measure,
            sheet=sheet,
            cell=cell,
            text=text.strip(),
            by=actor,
            at=timezone.now(),
        )
        journal.record(
            "review.remarked",
            subject=submission,
            actor=actor,
            dataset=submission.dataset.code,
            reason=made.text,
            facts={"key": made.key, "measure": measure},
        )
    return made


def return_submission(*, submission: Submission, reason: str, actor: User) -> Submission:
    """Send a submission back to its producer, who reads why and mends it."""
    _require(duties.against_returning(submission, actor))
    return _decide(submission, Verdict.RETURNED, State.RETURNED, actor, _reason(reason))


def give_back(*, submission: Submission, reason: str, actor: User) -> Submission:
    """Give priority data back to the data steward, by way of whom a supervisor returns."""
    _require(duties.against_giving_back(submission, actor))
    return _decide(submission, Verdict.GIVEN_BACK, State.SUBMITTED, actor, _reason(reason))


def accept(*, submission: Submission, actor: User, note: str = "") -> Submission:
    """Accept a submission as data steward; priority data then waits for the supervisor."""
    _require(duties.against_accepting(submission, actor))
    onward = State.ACCEPTED_BY_STEWARD if submission.dataset.priority else State.ACCEPTED
    return _decide(submission, Verdict.ACCEPTED, onward, actor, note)


def accept_many(*, submissions: Iterable[Submission], actor: User, note: str = "") -> list[Outcome]:
    """Accept one after the other; one that cannot be accepted does not hold up the rest."""
    outcomes = []
    for submission in submissions:
        try:
            outcomes.append(Outcome(accept(submission=submission, actor=actor, note=note)))
        except Problem as problem:
            outcomes.append(Outcome(submission, problem))
    return outcomes


def recommend(*, submission: Submission, text: str, actor: User) -> Decision:
    """Say as supervisor what should be done about a submission, without deciding it."""
    _require(duties.against_recommending(submission, actor))
    text = _reason(text)
    with transaction.atomic():
        return _write_down(submission, Verdict.RECOMMENDED, actor, text)


def approve(*, submission: Submission, actor: User, note: str = "") -> Submission:
    """Sign priority data off as supervisor."""
    _require(duties.against_approving(submission, actor))
    return _decide(submission, Verdict.APPROVED, State.ACCEPTED, actor, note)


def _decide(submission: Submission, verdict: Verdict, to: State, actor: User, reason: str) -> Submission:
    with transaction.atomic():
        collection.move(submission, to, reason=reason.strip())
        _write_down(submission, verdict, actor, reason.strip())
    return submission


def _write_down(submission: Submission, verdict: Verdict, actor: User, reason: str) -> Decision:
    decision = Decision.objects.create(
        submission=submission, verdict=verdict, by=actor, at=timezone.now(), reason=reason
    )
    journal.record(
        f"review.{verdict.value}",
        subject=submission,
        actor=actor,
        dataset=submission.dataset.code,
        reason=reason,
        facts={"periods": submission.periods, "state": submission.state},
    )
    return decision


def _require(problem: Problem | None) -> None:
    if problem is not None:
        raise problem


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonNeeded
    return text.strip()
