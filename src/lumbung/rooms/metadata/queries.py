"""What can be read of this room: records, what waits, what a dataset means, and what it still lacks."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Count, Q, QuerySet

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.metadata import duties
from lumbung.rooms.metadata.clashes import Clash, SavedByAnother
from lumbung.rooms.metadata.gaps import Gap, gaps, gaps_by_dataset
from lumbung.rooms.metadata.history import Sitting, history
from lumbung.rooms.metadata.judging import faults, form_of_record, judged
from lumbung.rooms.metadata.limits import LIMITS
from lumbung.rooms.metadata.meanings import DatasetMeaning, linked, meaning
from lumbung.rooms.metadata.models import (
    BuiltFrom,
    Decision,
    Meaning,
    MetadataForm,
    Recommendation,
    RecommendationState,
    Record,
    RecordState,
    Remark,
    SetAside,
    Step,
    Waiver,
)
from lumbung.rooms.metadata.problems import FormUnknown, RecordUnknown
from lumbung.rooms.metadata.public import PublicMeaning, PublicRecord, public_meaning, public_waiver
from lumbung.rooms.metadata.public_print import printed, workbook
from lumbung.rooms.metadata.recommendations import (
    ANSWER_DAYS,
    recommendable,
    recommendation,
    recommendation_of,
    recommendations,
    recommendations_to_mend,
    survey_warning,
    waiting_for_answer,
)
from lumbung.rooms.metadata.waivers import waiver_of, waivers
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.vocabulary.forms import Form
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

__all__ = [
    "ANSWER_DAYS", "LIMITS", "BuiltFrom", "Clash", "DatasetMeaning", "Decision", "FormUnknown", "Gap",
    "Meaning", "MetadataForm", "PublicMeaning", "PublicRecord", "Recommendation", "RecommendationState",
    "Record", "RecordState", "RecordUnknown", "Remark", "SavedByAnother", "SetAside", "Sitting", "Step",
    "Waiver", "activities", "children", "faults", "form_of", "forms", "gaps", "gaps_by_dataset", "history",
    "judged", "linkable", "linked", "links", "meaning", "name_field", "obstacles", "open_remarks",
    "printed", "public_meaning", "public_waiver", "recommendable", "recommendation", "recommendation_of",
    "recommendations", "recommendations_to_mend", "record", "records", "set_aside", "survey_warning",
    "variables", "waiting_for", "waiting_for_answer", "waiver_of", "waivers", "with_counts",
    "with_producer", "workbook",
]  # fmt: skip

ACTS: dict[str, Callable[[Record, Actor], Problem | None]] = {
    "describe": duties.against_describing,
    "officer": duties.against_filling_as_officer,
    "submit": duties.against_submitting,
    "check": duties.against_checking,
    "approve": duties.against_approving,
    "return": duties.against_returning,
    "reopen": duties.against_reopening,
    "remark": duties.against_remarking,
    "link": duties.against_linking,
}


def forms(*, current: bool = True) -> QuerySet[MetadataForm]:
    """The forms of all packs in their order; those that new records take, or all editions."""
    found = MetadataForm.objects.all()
    return found.filter(current=True) if current else found


def records(
    actor: Actor,
    *,
    year: int | None = None,
    state: str = "",
    organisation: str = "",
    form: str = "",
    words: str = "",
    permission: Permission = Permission.READ_DRAFTS,
) -> QuerySet[Record]:
    """The records that a person may see (or act on), the latest year first, without their answers."""
    found = _at_hand().filter(organisation__in=people.reach(actor, permission))
    if year is not None:
        found = found.filter(year=year)
    if state in RecordState.values:
        found = found.filter(state=state)
    if organisation:
        found = found.filter(organisation__code=organisation)
    if form:
        found = found.filter(form__code=form)
    if words.strip():
        found = found.filter(Q(title__icontains=words.strip()) | Q(code__icontains=words.strip()))
    return found.order_by("-year", "title", "pk")


def activities(actor: Actor, **wanted: object) -> QuerySet[Record]:
    """The records that stand under no other."""
    return records(actor, **wanted).filter(parent=None)  # type: ignore[arg-type]  # the names of records()


def record(code: str, actor: Actor = None, *, anybody: bool = False) -> Record:
    """The record with a code, if the person may see it; ``anybody`` is for programs of the house."""
    found = (
        Record.objects.select_related("form", "organisation", "parent", "parent__form", "updated_by")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise RecordUnknown(record=code[:100])
    if not anybody and not people.may(actor, Permission.READ_DRAFTS, on=found.organisation):
        raise RecordUnknown(record=code[:100])
    return found


def form_of(record: Record) -> Form:
    """The form that a record fills."""
    return form_of_record(record)


def children(record: Record) -> QuerySet[Record]:
    """What stands under an activity, in order."""
    return _at_hand().filter(parent=record).order_by("form__position", "position", "pk")


def variables(actor: Actor, *, besides: Record) -> QuerySet[Record]:
    """The records of other forms under activities that a person may see: what an indicator is built from."""
    found = records(actor).exclude(parent=None).exclude(form__code=besides.form.code)
    return found.select_related("parent")


def obstacles(record: Record, actor: Actor) -> dict[str, Problem | None]:
    """For each act, what stands between it and a person; none where they may."""
    return {name: against(record, actor) for name, against in ACTS.items()}


def waiting_for(actor: Actor) -> QuerySet[Record]:
    """The records that wait for a person as steward or supervisor, the oldest first."""
    as_steward = Q(state=RecordState.SUBMITTED, organisation__in=people.reach(actor, Permission.REVIEW))
    as_supervisor = Q(state=RecordState.CHECKED, organisation__in=people.reach(actor, Permission.SUPERVISE))
    found = _at_hand().filter(as_steward | as_supervisor)
    return found.order_by("updated_at", "pk")


def with_producer(actor: Actor) -> QuerySet[Record]:
    """The records that came back to a person's offices and wait to be mended."""
    reach = people.reach(actor, Permission.DESCRIBE) - people.reach(actor, Permission.REVIEW)
    return _at_hand().filter(state=RecordState.RETURNED, organisation__in=reach).order_by("updated_at")


def with_counts(found: QuerySet[Record]) -> QuerySet[Record]:
    """Records with how many stand under each, and how many remarks wait."""
    return found.annotate(
        below=Count("children", distinct=True),
        said=Count("remarks", filter=Q(remarks__settled_at=None), distinct=True),
    )


def name_field(form: str) -> str:
    """The key of the answer that names a record of a form; nothing where it has none."""
    found = forms().filter(code=form).first()
    return str((found.definition.get("labels") or {}).get("name", "")) if found is not None else ""


def links(record: Record) -> list[tuple[Meaning, Text]]:
    """The datasets that a record explains, each with the measure in words."""
    found = record.meanings.select_related("dataset", "record").order_by("dataset__code", "measure")
    return [(one, _measure_title(one.dataset, one.measure)) for one in found]


def linkable(record: Record) -> list[tuple[Dataset, str, str]]:
    """What a record could explain, in words: an activity a dataset, its office's first; others a measure."""
    datasets = sorted(
        catalog.datasets(), key=lambda one: (one.producer_id != record.organisation_id, one.title.id)
    )
    if record.parent_id is None:
        return [(dataset, "", dataset.title.id) for dataset in datasets]
    return [
        (dataset, measure.code, f"{dataset.title.id}: {measure.title.id}")
        for dataset in datasets
        if dataset.producer_id == record.organisation_id
        for measure in catalog.structure(dataset).measures
    ]


def _measure_title(dataset: Dataset, measure: str) -> Text:
    measures = {one.code: one.title for one in catalog.structure(dataset).measures} if measure else {}
    return measures.get(measure, Text(measure))


def open_remarks(record: Record) -> dict[str, list[Remark]]:
    """What was said about each field, the unsettled first."""
    told: dict[str, list[Remark]] = {}
    for one in record.remarks.select_related("by", "settled_by"):
        told.setdefault(one.field, []).append(one)
    for said in told.values():
        said.sort(key=lambda one: one.settled_at is not None)
    return told


def set_aside(record: Record) -> QuerySet[SetAside]:
    """The answers that met another's save and wait for somebody to choose."""
    return record.set_aside.filter(settled_at=None).select_related("by")


def _at_hand() -> QuerySet[Record]:
    return Record.objects.select_related("form", "organisation", "updated_by", "parent").defer(
        "form__definition", "answers", "approved_answers", "inferred", "sources", "parent__answers",
        "parent__approved_answers", "parent__inferred", "parent__sources",
    )  # fmt: skip
