"""Notify BPS of a statistical activity, and keep what becomes of it until its results are handed over.

The house does not send anything itself: people do that at Romantik and say here what happened, on
which day. The identity of a recommendation is filled into the activity's own form.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import judging, keeping, letters
from lumbung.rooms.metadata.actions.answering import held
from lumbung.rooms.metadata.limits import REASON_CHARACTERS
from lumbung.rooms.metadata.models import Recommendation, RecommendationState, RecommendationStep, Record
from lumbung.rooms.metadata.problems import (
    NotAnActivity,
    NumberNeeded,
    ReasonNeeded,
    RecommendationElsewhere,
    RecommendationOpen,
    WrongDay,
)
from lumbung.rooms.metadata.recommendations import NEVER_SENT, NEXT
from lumbung.rooms.people import actions as people
from lumbung.rooms.people import queries as people_found
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.formvalues import YES

NUMBER_CHARACTERS = 80
EARLIEST = dt.date(1999, 5, 26)  # the day of PP 51/1999


def begin_recommendation(*, activity: Record, actor: User) -> Recommendation:
    """Begin the notification of an activity; it has one on its way at a time."""
    people.require(actor, Permission.DESCRIBE, on=activity.organisation)
    if activity.parent_id is not None:
        raise NotAnActivity(record=activity.title or activity.code)
    now = timezone.now()
    try:
        with transaction.atomic():
            made = Recommendation.objects.create(activity=activity, by=actor, at=now)
            _step(made, timezone.localdate(), "", actor)
            journal.record("metadata.recommendation-begun", subject=activity, actor=actor)
    except IntegrityError as taken:  # one is open already, maybe begun in the same moment
        found = Recommendation.objects.filter(activity=activity).order_by("-pk").first()
        state = found.station.words if found is not None else NEVER_SENT
        raise RecommendationOpen(activity=activity.title or activity.code, state=state) from taken
    return made


def send_recommendation(*, recommendation: Recommendation, day: dt.date, actor: User) -> Recommendation:
    """Say that the notification went to BPS, for the first time or again after it was mended."""
    people.require(actor, Permission.DESCRIBE, on=recommendation.activity.organisation)

    def sent(kept: Recommendation) -> None:
        kept.sent_on, kept.answered_on = day, None

    return _move(recommendation, RecommendationState.SENT, day, "", actor, sent)


def return_recommendation(
    *, recommendation: Recommendation, day: dt.date, reason: str, actor: User
) -> Recommendation:
    """Say that BPS gave it back to be mended, and why."""
    _require_to_answer(recommendation, actor)
    if not reason.strip():
        raise ReasonNeeded

    def returned(kept: Recommendation) -> None:
        kept.answered_on, kept.words = day, reason.strip()[:REASON_CHARACTERS]

    return _move(recommendation, RecommendationState.RETURNED, day, reason, actor, returned)


def grant_recommendation(
    *,
    recommendation: Recommendation,
    day: dt.date,
    number: str,
    actor: User,
    letter: bytes = b"",
    letter_name: str = "",
) -> Recommendation:
    """Say that BPS recommended the activity, under which identity; its form says so from now on."""
    _require_to_answer(recommendation, actor)
    identity = " ".join(number.split())
    if not identity:
        raise NumberNeeded
    digest = letters.keep(letter) if letter else ""

    def granted(kept: Recommendation) -> None:
        kept.answered_on, kept.number = day, identity[:NUMBER_CHARACTERS]
        if digest:
            kept.letter, kept.letter_name = digest, letters.file_name(letter_name, letter)
        _fill_form(kept, actor)

    return _move(recommendation, RecommendationState.RECOMMENDED, day, identity, actor, granted)


def hand_over_results(*, recommendation: Recommendation, day: dt.date, actor: User) -> Recommendation:
    """Say that the results were handed over to BPS, which ends it."""
    people.require(actor, Permission.DESCRIBE, on=recommendation.activity.organisation)

    def done(kept: Recommendation) -> None:
        kept.handed_over_on = day

    return _move(recommendation, RecommendationState.DONE, day, "", actor, done)


def keep_letter(
    *, recommendation: Recommendation, letter: bytes, letter_name: str, actor: User
) -> Recommendation:
    """Keep BPS's letter beside its number, also later; a better scan takes the place of the first."""
    _require_to_answer(recommendation, actor)
    digest = letters.keep(letter)
    with transaction.atomic():
        kept = _held(recommendation)
        kept.letter, kept.letter_name = digest, letters.file_name(letter_name, letter)
        kept.save(update_fields=["letter", "letter_name"])
        journal.record(
            "metadata.recommendation-letter", subject=kept.activity, actor=actor, facts={"sha256": digest}
        )
    return kept


def _require_to_answer(recommendation: Recommendation, actor: User) -> None:
    """BPS itself may write its answer down, or who got it."""
    office = recommendation.activity.organisation
    if not people_found.may(actor, Permission.SUPERVISE, on=office):
        people.require(actor, Permission.DESCRIBE, on=office)


def _move(
    recommendation: Recommendation,
    to: RecommendationState,
    day: dt.date,
    words: str,
    actor: User,
    change: Any,
) -> Recommendation:
    with transaction.atomic():
        kept = _held(recommendation)
        if to not in NEXT[kept.station]:
            raise RecommendationElsewhere(state=kept.station.words, wanted=to.words)
        last = kept.steps.exclude(state=RecommendationState.DRAFT).order_by("-pk").first()
        first, today = (last.day if last is not None else EARLIEST), timezone.localdate()
        if not first <= day <= today:
            raise WrongDay(day=day.isoformat(), first=first.isoformat(), last=today.isoformat())
        kept.state, kept.at = to, timezone.now()
        change(kept)
        kept.save()
        bump("metadata")
        _step(kept, day, words.strip()[:REASON_CHARACTERS], actor)
        journal.record(
            f"metadata.recommendation-{to.value}",
            subject=kept.activity,
            actor=actor,
            reason=kept.words if to is RecommendationState.RETURNED else "",
            facts={"day": day, "number": kept.number},
        )
    return kept


def _held(recommendation: Recommendation) -> Recommendation:
    found = Recommendation.objects.select_for_update(of=("self",))
    return found.select_related("activity__organisation", "activity__form").get(pk=recommendation.pk)


def _step(recommendation: Recommendation, day: dt.date, words: str, actor: User) -> None:
    RecommendationStep.objects.create(
        recommendation=recommendation,
        state=recommendation.state,
        day=day,
        words=words,
        by=actor,
        at=timezone.now(),
    )


def _fill_form(recommendation: Recommendation, actor: User) -> None:
    """Questions 0.7 and 0.8 of the activity: BPS's own words count at once, also in what was approved."""
    activity = held(recommendation.activity)
    labels = judging.form_of_record(activity).labels
    said = {
        key: value
        for label, value in (("recommended", YES), ("recommendation", recommendation.number))
        if (key := labels.get(label))
    }
    if said and keeping.write(activity, said, actor) and activity.approved_answers is not None:
        activity.approved_answers = {**activity.approved_answers, **said}
        activity.save(update_fields=["approved_answers"])
