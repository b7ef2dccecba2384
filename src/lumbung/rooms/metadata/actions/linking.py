"""Join a record to what it explains, what it is built from, and the standard it takes its words from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from lumbung.kit.stamps import bump
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import duties, judging, keeping
from lumbung.rooms.metadata.actions.answering import held
from lumbung.rooms.metadata.models import BuiltFrom, Meaning, Record
from lumbung.rooms.metadata.problems import ConceptUnknown, MeasureUnknown, NotAVariable
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.forms import FieldKind, Form


def link_dataset(*, record: Record, dataset: Dataset, measure: str = "", actor: User) -> Meaning:
    """Say that a record explains a dataset (an activity), or one of its measures."""
    if problem := duties.against_linking(record, actor):
        raise problem
    if measure and measure not in {one.code for one in catalog.structure(dataset).measures}:
        raise MeasureUnknown(dataset=dataset.code, measure=measure[:80])
    with transaction.atomic():
        made, new = Meaning.objects.get_or_create(record=record, dataset=dataset, measure=measure)
        if new:
            bump("metadata")
            journal.record(
                "metadata.linked",
                subject=record,
                actor=actor,
                dataset=dataset.code,
                facts={"measure": measure},
            )
    return made


def unlink_dataset(*, meaning: Meaning, actor: User) -> None:
    """Take back that a record explains a dataset."""
    record = meaning.record
    if problem := duties.against_linking(record, actor):
        raise problem
    with transaction.atomic():
        gone, _ = Meaning.objects.filter(pk=meaning.pk).delete()
        if gone:
            bump("metadata")
            journal.record(
                "metadata.unlinked",
                subject=record,
                actor=actor,
                dataset=meaning.dataset.code,
                facts={"measure": meaning.measure},
            )


def build_from(*, record: Record, variables: Iterable[Record], actor: User) -> Record:
    """Say from which variables an indicator is computed; their names and activities need no typing.

    The form tells by its labels which of its answers hold the variables' names, their activities
    and these activities' codes; they are written from the linked records.
    """
    chosen = list(variables)
    form = judging.form_of_record(record)
    for variable in chosen:
        if variable.form.code == record.form.code or variable.parent_id is None:
            raise NotAVariable(record=variable.title or variable.code)
    with transaction.atomic():
        kept = held(record)
        if problem := duties.against_describing(kept, actor):
            raise problem
        kept.built_from.exclude(variable__in=chosen).delete()
        for variable in chosen:
            BuiltFrom.objects.get_or_create(indicator=kept, variable=variable)
        keeping.write(kept, keeping.given(form, _told_of(form, chosen), officer=None), actor)
        journal.record(
            "metadata.built-from",
            subject=kept,
            actor=actor,
            facts={"variables": [variable.code for variable in chosen]},
        )
    return kept


def _told_of(form: Form, variables: list[Record]) -> dict[str, Any]:
    """What the indicator's own answers say of its variables."""
    activities = [variable.parent for variable in variables if variable.parent is not None]
    told = {
        "variables": [variable.title or variable.code for variable in variables],
        "activities": [activity.title or activity.code for activity in activities],
        "activity_codes": [_code_of(activity) for activity in activities],
    }
    answers: dict[str, Any] = {}
    for label, words in told.items():
        if (field := form.field(form.labels.get(label, ""))) is not None:
            once = list(dict.fromkeys(filter(None, words)))
            answers[field.key] = once if field.kind is FieldKind.LIST else "; ".join(once)
    return answers


def _code_of(activity: Record) -> str:
    """The code that the supervisor's office gave an activity; ours while it has none."""
    key = judging.form_of_record(activity).labels.get("code", "")
    return str(activity.answers.get(key) or activity.code)


def take_concept(*, record: Record, concept: str, actor: User) -> Record:
    """Take concept, definition and unit from the registry, so that nobody types them again."""
    form = judging.form_of_record(record)
    answers = concept_answers(form, concept)
    with transaction.atomic():
        kept = held(record)
        if problem := duties.against_describing(kept, actor):
            raise problem
        if keeping.write(kept, keeping.given(form, answers, officer=None), actor):
            journal.record("metadata.concept-taken", subject=kept, actor=actor, facts={"concept": concept})
    return kept


def concept_answers(form: Form, concept: str) -> dict[str, Any]:
    """What a concept of the registry answers in a form."""
    known = standards.concepts().get(concept)
    if known is None:
        raise ConceptUnknown(concept=concept[:80])
    title, definition = known
    reference = next((field.key for field in form.fields if field.kind is FieldKind.REFERENCE), "")
    words = {
        form.labels.get("reference", reference): concept,
        form.labels.get("concept", ""): title.id,
        form.labels.get("definition", ""): definition.id,
    }
    answers: dict[str, Any] = {}
    for key, value in words.items():
        if value and (field := form.field(key)) is not None:
            answers[key] = [value] if field.kind is FieldKind.LIST else value
    return answers
