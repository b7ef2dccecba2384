"""Fill a form: answers saved as they are typed, two people at once, and what was set aside chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import duties, judging, keeping
from lumbung.rooms.metadata.clashes import Clash, SavedByAnother
from lumbung.rooms.metadata.merging import merged, undone
from lumbung.rooms.metadata.models import Record, RecordChange, SetAside
from lumbung.rooms.metadata.problems import UnknownRevision
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.forms import Answers
from lumbung.vocabulary.problems import Problem

SITTING = dt.timedelta(minutes=30)
"""One line of the journal tells a sitting; every single save is kept with the record."""


def save_answers(
    *,
    record: Record,
    answers: Mapping[str, Any],
    revision: int,
    actor: User,
    looked_at: Iterable[str] = (),
) -> Record:
    """Save what a person typed; fields that are not named stay as they are.

    ``revision`` is the one from which the answers were made. What somebody else changed since is
    laid together with it; where both changed the same field differently, the rest is saved, this
    person's value is set aside, and :class:`SavedByAnother` is raised. ``looked_at`` are copied
    answers that are still right.
    """
    with transaction.atomic():
        kept = held(record)
        _require(duties.against_describing(kept, actor))
        mine = keeping.given(judging.form_of_record(kept), answers, officer=False)
        merge = merged(_answers_at(kept, revision), kept.answers, mine)
        before, by = kept.revision, kept.updated_by
        changed = keeping.write(kept, merge.changes, actor)
        _mark_looked_at(kept, looked_at)
        clashes = [_set_aside(kept, key, value, actor) for key, value in merge.clashes.items()]
        if changed and _is_new_sitting(kept, actor):
            journal.record(
                "metadata.answered", subject=kept, actor=actor, facts={"from_revision": before + 1}
            )
    if clashes:
        raise SavedByAnother(who=str(by or "–"), clashes=clashes, revision=kept.revision)
    return kept


def fill_as_officer(*, record: Record, answers: Mapping[str, Any], actor: User) -> Record:
    """Fill what only the supervisor's office fills; it counts at once, also in what was approved."""
    with transaction.atomic():
        kept = held(record)
        _require(duties.against_filling_as_officer(kept, actor))
        mine = keeping.given(judging.form_of_record(kept), answers, officer=True)
        if keeping.write(kept, mine, actor):
            if kept.approved_answers is not None:
                known = {**kept.approved_answers, **mine}
                kept.approved_answers = {key: value for key, value in known.items() if value is not None}
                kept.save(update_fields=["approved_answers"])
                bump("metadata")
            journal.record(
                "metadata.filled-as-officer", subject=kept, actor=actor, facts={"fields": sorted(mine)}
            )
    return kept


def choose_answer(*, set_aside: SetAside, take: bool, actor: User) -> Record:
    """Take the value that was set aside, or leave the one that stands; either is told in the history."""
    with transaction.atomic():
        kept = held(set_aside.record)
        _require(duties.against_describing(kept, actor))
        waiting = SetAside.objects.filter(pk=set_aside.pk, settled_at=None)
        if waiting.update(settled_by=actor, settled_at=timezone.now()):
            if take:
                keeping.write(kept, {set_aside.field: set_aside.value}, actor)
            journal.record(
                "metadata.answer-chosen",
                subject=kept,
                actor=actor,
                facts={"field": set_aside.field, "taken": take},
            )
    return kept


def held(record: Record) -> Record:
    """The record as it stands now, held against other writers until the transaction ends."""
    return (
        Record.objects.select_for_update(of=("self",))
        .select_related("form", "organisation", "updated_by")
        .get(pk=record.pk)
    )


def _answers_at(record: Record, revision: int) -> Answers:
    if not 1 <= revision <= record.revision:
        raise UnknownRevision(record=record.code, revision=revision)
    later = record.changes.filter(revision__gt=revision).order_by("-revision")
    return undone(record.answers, later.values_list("changes", flat=True))


def _mark_looked_at(record: Record, fields: Iterable[str]) -> None:
    seen = set(fields) & set(record.copied)
    if seen:
        record.copied = [key for key in record.copied if key not in seen]
        record.save(update_fields=["copied"])


def _set_aside(record: Record, field: str, value: Any, actor: User) -> Clash:
    waiting, _ = SetAside.objects.update_or_create(
        record=record, field=field, by=actor, settled_at=None, defaults={"value": value, "at": timezone.now()}
    )
    asked = judging.form_of_record(record).field(field)
    assert asked is not None  # only known fields come this far
    return Clash(field, asked.title, record.answers.get(field), value, waiting.pk)


def _is_new_sitting(record: Record, actor: User) -> bool:
    """Whether the person has not written here for a while, or somebody acted on it in between."""
    since = timezone.now() - SITTING
    last = record.decisions.order_by("-pk").first()
    if last is not None:
        since = max(since, last.at)
    earlier = RecordChange.objects.filter(record=record, by=actor, at__gte=since)
    return not earlier.exclude(revision=record.revision).exists()


def _require(problem: Problem | None) -> None:
    if problem is not None:
        raise problem
