"""From the producer to the data steward to the supervisor: submit, check, approve, return, reopen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import duties, judging, keeping
from lumbung.rooms.metadata.actions.answering import held
from lumbung.rooms.metadata.limits import REASON_CHARACTERS
from lumbung.rooms.metadata.models import Decision, Record, RecordState, Step
from lumbung.rooms.metadata.problems import NotLookedAt, ReasonNeeded, RecordIncomplete
from lumbung.rooms.people.queries import Actor, User
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

NAMED_AT_MOST = 5
Against = Callable[[Record, Actor], Problem | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record among many."""

    record: Record
    problem: Problem | None = None


def submit_record(*, record: Record, actor: User, note: str = "") -> Record:
    """Hand a record to the data steward; it may still lack answers, who checks it will see which."""

    def ready(kept: Record) -> None:
        if kept.copied:
            raise NotLookedAt(count=len(kept.copied), fields=_titles(kept, kept.copied))
        unasked = set(kept.answers) - judging.judged(kept).asked
        officer = {field.key for field in judging.form_of_record(kept).fields if field.officer}
        keeping.write(kept, dict.fromkeys(unasked - officer), actor)

    return _move(record, actor, duties.against_submitting, Step.SUBMITTED, RecordState.SUBMITTED, note, ready)


def check_record(*, record: Record, actor: User, note: str = "") -> Record:
    """Agree as data steward; the record then waits for the supervisor."""
    return _move(
        record, actor, duties.against_checking, Step.CHECKED, RecordState.CHECKED, note, _let_complete_pass
    )


def approve_record(*, record: Record, actor: User, note: str = "") -> Record:
    """Approve as supervisor: from now on these answers are what is public."""

    def publish(kept: Record) -> None:
        _let_complete_pass(kept)
        kept.approved_answers = dict(kept.answers)
        kept.approved_revision = kept.revision
        kept.approved_at = timezone.now()
        bump("metadata")

    return _move(record, actor, duties.against_approving, Step.APPROVED, RecordState.APPROVED, note, publish)


def return_record(*, record: Record, reason: str, actor: User) -> Record:
    """Send a record back to its producer, who reads why and mends it."""
    return _move(
        record, actor, duties.against_returning, Step.RETURNED, RecordState.RETURNED, _needed(reason)
    )


def reopen_record(*, record: Record, reason: str, actor: User) -> Record:
    """Take a record back, or begin a new revision of an approved one.

    What was approved stays public until the new revision has been approved in its turn.
    """
    return _move(record, actor, duties.against_reopening, Step.REOPENED, RecordState.DRAFT, _needed(reason))


def with_each(
    act: Callable[..., Record], *, records: Iterable[Record], actor: User, **words: str
) -> list[Outcome]:
    """Do the same with an activity and what stands under it; one that cannot be says why."""
    outcomes = []
    for record in records:
        try:
            outcomes.append(Outcome(act(record=record, actor=actor, **words)))
        except Problem as problem:
            outcomes.append(Outcome(record, problem))
    return outcomes


def _move(
    record: Record,
    actor: User,
    against: Against,
    step: Step,
    to: RecordState,
    words: str,
    prepare: Callable[[Record], None] | None = None,
) -> Record:
    with transaction.atomic():
        kept = held(record)  # another may have acted since the page was shown
        _require(against(kept, actor))
        if prepare is not None:
            prepare(kept)
        kept.state = to
        kept.save()
        write_down(kept, step, actor, words.strip())
    return kept


def write_down(record: Record, step: Step, actor: User, words: str) -> Decision:
    """Keep a step with the answers that it is about; belongs in the transaction of the step."""
    decision = Decision.objects.create(
        record=record, step=step, words=words, by=actor, at=timezone.now(), revision=record.revision
    )
    journal.record(
        f"metadata.{step.value}",
        subject=record,
        actor=actor,
        reason=words,
        facts={"revision": record.revision, "answers": digest_of(record), "state": record.state},
    )
    return decision


def digest_of(record: Record) -> str:
    """The fingerprint of a record's answers, so that the journal holds what was decided upon."""
    written = json.dumps(record.answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _let_complete_pass(record: Record) -> None:
    judgement = judging.judged(record)
    lacking = [field.key for field in judgement.missing]
    lacking += [str(one.place.column) for one in judging.faults(judgement)]
    if lacking:
        raise RecordIncomplete(record=record.title or record.code, missing=_titles(record, lacking))


def _titles(record: Record, keys: Iterable[str]) -> Text:
    form = judging.form_of_record(record)
    fields = [field for field in (form.field(key) for key in dict.fromkeys(keys)) if field is not None]
    said = fields[:NAMED_AT_MOST]
    more = len(fields) - len(said)
    return Text(
        ", ".join(field.title.id for field in said) + (f", dan {more} lagi" if more else ""),
        ", ".join(field.title.said("en") for field in said) + (f", and {more} more" if more else ""),
    )


def _needed(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()[:REASON_CHARACTERS]


def _require(problem: Problem | None) -> None:
    if problem is not None:
        raise problem
