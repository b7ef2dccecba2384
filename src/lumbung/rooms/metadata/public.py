"""What everybody may read of the metadata behind a dataset: approved answers, never about a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.metadata import judging
from lumbung.rooms.metadata.meanings import meaning
from lumbung.rooms.metadata.models import Record
from lumbung.rooms.metadata.public_words import cleaned, lines, without_persons
from lumbung.rooms.metadata.waivers import waiver_of
from lumbung.vocabulary.forms import Form, FormField
from lumbung.vocabulary.formvalues import is_empty, public_answers
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """A question with its answer, and why it was concluded rather than read, where it was."""

    field: FormField
    value: Any
    lines: tuple[Text, ...]
    inferred: str


@dataclass(frozen=True, slots=True)
class PublicBlock:
    """A part of a form with the answers that everybody may read."""

    title: Text
    answers: tuple[PublicAnswer, ...]


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """An approved record: an activity, a variable or an indicator."""

    code: str
    form: Form
    title: str
    year: int
    organisation: Text
    approved_on: dt.date | None
    sources: tuple[str, ...]
    blocks: tuple[PublicBlock, ...]

    @property
    def answers(self) -> Iterator[PublicAnswer]:
        """All its answers in their order."""
        for block in self.blocks:
            yield from block.answers

    @property
    def values(self) -> dict[str, Any]:
        """Its answers as JSON, by the keys of the form."""
        return {one.field.key: one.value for one in self.answers}

    @property
    def inferred(self) -> dict[str, str]:
        """Which answers were concluded rather than read, and why."""
        return {one.field.key: one.inferred for one in self.answers if one.inferred}

    def said(self, label: str) -> Text | None:
        """The answer under one of the form's labels (``definition``, ``formula`` …) as one text."""
        key = self.form.labels.get(label, "")
        found = next((one for one in self.answers if key and one.field.key == key), None)
        if found is None or not found.lines:
            return None
        return Text(
            "\n".join(one.id for one in found.lines), "\n".join(one.said("en") for one in found.lines)
        )


@dataclass(frozen=True, slots=True)
class PublicWaiver:
    """That a dataset is public without complete metadata: why, and until when."""

    reason: str
    until: dt.date


@dataclass(frozen=True, slots=True)
class PublicMeaning:
    """What a dataset and its measures mean."""

    dataset: Dataset
    activity: PublicRecord | None
    by_measure: Mapping[str, PublicRecord]
    waiver: PublicWaiver | None

    @property
    def records(self) -> tuple[PublicRecord, ...]:
        """The activity and what explains the measures, each once."""
        found = [*([self.activity] if self.activity else []), *self.by_measure.values()]
        return tuple({one.code: one for one in found}.values())


def public_meaning(dataset: Dataset) -> PublicMeaning:
    """What everybody may read of the metadata behind a dataset; drafts are not among it."""
    found = meaning(dataset)
    activity = found.activity
    return PublicMeaning(
        dataset=dataset,
        activity=_public(activity) if activity is not None and _is_out(activity) else None,
        by_measure={code: _public(one) for code, one in found.by_measure.items() if _is_out(one)},
        waiver=public_waiver(dataset),
    )


def public_waiver(dataset: Dataset) -> PublicWaiver | None:
    """That a dataset is public without complete metadata, as everybody may read it."""
    waiver = waiver_of(dataset)
    return PublicWaiver(without_persons(waiver.reason), waiver.until) if waiver else None


def _is_out(record: Record) -> bool:
    return record.approved_answers is not None


def _public(record: Record) -> PublicRecord:
    form = judging.form_of_record(record)
    answers = public_answers(form, record.approved_answers)
    asked = judging.judged(record, record.approved_answers).asked
    blocks = []
    for block in form.blocks:
        told = tuple(
            _answer(field, answers[field.key], record)
            for field in block.fields
            if field.key in asked and not is_empty(answers.get(field.key))
        )
        if told:
            blocks.append(PublicBlock(block.title, told))
    name = answers.get(form.labels.get("name", ""))
    return PublicRecord(
        code=record.code,
        form=form,
        title=without_persons(str(name)) if name else record.code,
        year=record.year,
        organisation=record.organisation.name,
        approved_on=record.approved_at.date() if record.approved_at else None,
        sources=tuple(without_persons(str(one)) for one in record.sources),
        blocks=tuple(blocks),
    )


def _answer(field: FormField, value: Any, record: Record) -> PublicAnswer:
    clean = cleaned(value)
    return PublicAnswer(
        field=field,
        value=clean,
        lines=lines(field, clean),
        inferred=without_persons(str(record.inferred.get(field.key) or "")),
    )
