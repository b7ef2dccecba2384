"""Decide which number is the number, or that both are kept because they mean different things."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.collection.actions import ReasonNeeded
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.queries import Permission, User
from lumbung.rooms.quality import duties
from lumbung.rooms.quality.actions.noting import batched, covers
from lumbung.rooms.quality.models import Contradiction, Decision
from lumbung.rooms.quality.recorded import series_of
from lumbung.rooms.quality.states import ContradictionState, DecisionState, Verdict
from lumbung.vocabulary.problems import Invalid, Problem
from lumbung.vocabulary.words import Text


class ChoiceUnknown(Invalid):
    """The figure chosen is none of those on the table."""

    code = "quality.choice-unknown"
    message = Text("Pilih angka mana yang dipakai.", "Choose which figure is used.")
    hint = Text(
        "Atau nyatakan bahwa keduanya dipakai karena artinya berbeda.",
        "Or say that both are kept because they differ in meaning.",
    )


def decide(
    *,
    contradiction: Contradiction,
    verdict: Verdict | str,
    reason: str,
    actor: User,
    chosen: str = "",
    for_all: bool = False,
) -> Decision:
    """Say which claim is the number, or that they differ in meaning, and why.

    ``for_all`` makes it hold for every period and area in which these series differ. The decision
    of somebody who submits one of the figures waits for a second person.
    """
    _require(duties.against_deciding(contradiction, actor))
    reason, verdict = _reason(reason), Verdict(verdict)
    series = series_of(contradiction.claims)
    if verdict is Verdict.CHOSEN and chosen not in series:
        raise ChoiceUnknown
    alone = duties.has_stake(contradiction, actor)
    with transaction.atomic():
        decision = Decision.objects.create(
            concept=contradiction.concept,
            series=sorted(series),
            verdict=verdict,
            chosen=chosen if verdict is Verdict.CHOSEN else "",
            reason=reason,
            for_all=for_all,
            claims=contradiction.claims,
            state=DecisionState.WAITING if alone else DecisionState.STANDING,
            by=actor,
            duty=duties.office_of(actor, Permission.REVIEW, duties.producers(contradiction)),
            at=timezone.now(),
        )
        contradiction.decisions.add(decision)
        if alone:
            if contradiction.station is ContradictionState.OPEN:
                _stand(contradiction, ContradictionState.PROPOSED)
        else:
            _apply(decision, contradiction)
        _write_down(
            "quality.decision-proposed" if alone else "quality.decided", contradiction, decision, actor
        )
        bump("quality")
    return decision


def confirm(*, contradiction: Contradiction, decision: Decision, actor: User, reason: str = "") -> Decision:
    """Let a decision stand that somebody with a stake proposed."""
    return _second(contradiction, decision, actor, DecisionState.STANDING, reason.strip())


def refuse(*, contradiction: Contradiction, decision: Decision, actor: User, reason: str) -> Decision:
    """Send back what somebody with a stake proposed, and say why."""
    return _second(contradiction, decision, actor, DecisionState.REFUSED, _reason(reason))


def _second(
    contradiction: Contradiction, decision: Decision, actor: User, state: DecisionState, reason: str
) -> Decision:
    _require(duties.against_seconding(contradiction, decision, actor))
    offices = duties.producers(contradiction)
    with transaction.atomic():
        decision.state, decision.second_by, decision.second_at = state, actor, timezone.now()
        decision.second_reason = reason
        decision.second_duty = duties.office_of(actor, Permission.AGREE, offices) or duties.office_of(
            actor, Permission.REVIEW, offices
        )
        decision.save()
        if state is DecisionState.STANDING:
            _apply(decision, contradiction)
        elif contradiction.decision is None:
            _stand(contradiction, ContradictionState.OPEN)
        verb = "quality.decided" if state is DecisionState.STANDING else "quality.decision-refused"
        _write_down(verb, contradiction, decision, actor)
        bump("quality")
    return decision


def _apply(decision: Decision, contradiction: Contradiction) -> None:
    """Let a decision hold for its contradiction, and where it says so for all of the same series."""
    rows = [contradiction]
    if decision.for_all:
        others = Contradiction.objects.filter(concept=decision.concept).exclude(
            state=ContradictionState.CLOSED
        )
        rows += [
            one
            for one in others.exclude(pk=contradiction.pk).select_related("decision")
            if covers(decision, series_of(one.claims)) and (one.decision is None or one.decision.for_all)
        ]
    for some in batched(rows):
        Contradiction.objects.filter(pk__in=[one.pk for one in some]).update(
            decision=decision, state=ContradictionState.DECIDED
        )
    contradiction.refresh_from_db(fields=["decision", "state"])
    through = Contradiction.decisions.through
    through.objects.bulk_create(
        [through(contradiction_id=one.pk, decision_id=decision.pk) for one in rows],
        batch_size=500,
        ignore_conflicts=True,
    )


def _stand(contradiction: Contradiction, state: ContradictionState) -> None:
    contradiction.state = state
    contradiction.save(update_fields=["state"])


def _write_down(verb: str, contradiction: Contradiction, decision: Decision, actor: User) -> None:
    journal.record(
        verb,
        subject=contradiction,
        actor=actor,
        reason=decision.second_reason or decision.reason,
        facts={
            "key": contradiction.key,
            "decision": decision.pk,
            "verdict": decision.verdict,
            "chosen": decision.chosen,
            "for_all": decision.for_all,
            "claims": {f"{one['dataset']}:{one['measure']}": one["value"] for one in decision.claims},
        },
    )


def _require(problem: Problem | None) -> None:
    if problem is not None:
        raise problem


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonNeeded
    return text.strip()
