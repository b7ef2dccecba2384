"""Recommendations of statistical activities as they can be read: where each stands, and what lacks one.

Whoever plans a sectoral survey notifies BPS, follows its recommendation, and hands the results over
(PP 51/1999). BPS answers within thirty days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.metadata import judging
from lumbung.rooms.metadata.meanings import meaning
from lumbung.rooms.metadata.models import Recommendation, RecommendationState, Record
from lumbung.rooms.metadata.problems import RecommendationUnknown
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.forms import Form
from lumbung.vocabulary.words import Text

ANSWER_DAYS = 30  # within which BPS answers
GRANTED = (RecommendationState.RECOMMENDED, RecommendationState.DONE)
NEXT: dict[RecommendationState, tuple[RecommendationState, ...]] = {
    RecommendationState.DRAFT: (RecommendationState.SENT,),
    RecommendationState.SENT: (RecommendationState.RETURNED, RecommendationState.RECOMMENDED),
    RecommendationState.RETURNED: (RecommendationState.SENT,),
    RecommendationState.RECOMMENDED: (RecommendationState.DONE,),
    RecommendationState.DONE: (),
}
NEVER_SENT = Text("belum diberitahukan", "not notified yet")
SURVEY, SECTORAL = "survei", "sektoral"  # as the options of the forms call them


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long BPS has had a notification."""

    since: dt.date
    days: int

    @property
    def late(self) -> bool:
        """Whether the thirty days have passed."""
        return self.days > ANSWER_DAYS

    @property
    def words(self) -> Text:
        """The days in words."""
        if self.late:
            over = self.days - ANSWER_DAYS
            return Text(
                f"lewat {over} hari dari batas {ANSWER_DAYS} hari; tanyakan kepada BPS",
                f"{over} days past the limit of {ANSWER_DAYS} days; ask BPS",
            )
        return Text(f"hari ke-{self.days} dari {ANSWER_DAYS}", f"day {self.days} of {ANSWER_DAYS}")


def recommendations(actor: Actor, *, state: str = "") -> QuerySet[Recommendation]:
    """The recommendations that a person may see, those still on their way first."""
    reach = people.reach(actor, Permission.READ_DRAFTS)
    found = _at_hand().filter(activity__organisation__in=reach)
    if state in RecommendationState.values:
        found = found.filter(state=state)
    return found.order_by("-pk")


def recommendation(pk: int, actor: Actor) -> Recommendation:
    """A recommendation by its number, if the person may see it."""
    found = recommendations(actor).filter(pk=pk).first()
    if found is None:
        raise RecommendationUnknown(number=pk)
    return found


def recommendation_of(activity: Record) -> Recommendation | None:
    """The latest recommendation of an activity."""
    return Recommendation.objects.filter(activity=activity).order_by("-pk").first()


def recommendations_to_mend(actor: Actor) -> QuerySet[Recommendation]:
    """What waits for a producer: to be sent, mended, or its results handed over; or BPS is late."""
    reach = people.reach(actor, Permission.DESCRIBE)
    return _at_hand().filter(activity__organisation__in=reach).exclude(state=RecommendationState.DONE)


def recommendable(actor: Actor) -> QuerySet[Record]:
    """The activities for which a person may begin a recommendation."""
    reach = people.reach(actor, Permission.DESCRIBE)
    found = Record.objects.filter(parent=None, organisation__in=reach)
    found = found.exclude(recommendations__state__in=set(RecommendationState) - {RecommendationState.DONE})
    return (
        found.select_related("organisation").defer("answers", "approved_answers").order_by("-year", "title")
    )


def waiting_for_answer(one: Recommendation) -> Waiting | None:
    """Since when BPS has it; nothing where it is not with BPS."""
    if one.station is not RecommendationState.SENT or one.sent_on is None:
        return None
    return Waiting(one.sent_on, (timezone.localdate() - one.sent_on).days)


def needs_recommendation(activity: Record) -> bool:
    """Whether an activity is a sectoral survey, by what its form says."""
    form = judging.form_of_record(activity)
    said = activity.approved_answers if activity.approved_answers is not None else activity.answers
    sector = _chosen(form, "statistics", said)
    return SURVEY in _chosen(form, "method", said) and (not sector or SECTORAL in sector)


def survey_warning(dataset: Dataset) -> Finding | None:
    """That the survey behind a dataset has no recommendation; nothing where none is needed."""
    activity = meaning(dataset).activity
    if activity is None or not needs_recommendation(activity):
        return None
    form = judging.form_of_record(activity)
    said = activity.approved_answers if activity.approved_answers is not None else activity.answers
    found = recommendation_of(activity)
    if said.get(form.labels.get("recommendation", "")) or (found is not None and found.station in GRANTED):
        return None
    return finding(
        "metadata.no-recommendation",
        activity=activity.title or activity.code,
        state=found.station.words if found is not None else NEVER_SENT,
        days=ANSWER_DAYS,
    )


def _chosen(form: Form, label: str, answers: dict[str, object]) -> str:
    """The option that was chosen in a field, by all its words, in small letters."""
    field = form.field(form.labels.get(label, ""))
    if field is None:
        return ""
    given = answers.get(field.key)
    return next(
        (f"{option.title.id} {option.value}".lower() for option in field.options if option.code == given), ""
    )


def _at_hand() -> QuerySet[Recommendation]:
    found = Recommendation.objects.select_related("activity__organisation", "activity__form", "by")
    return found.defer("activity__form__definition", "activity__answers", "activity__approved_answers")
