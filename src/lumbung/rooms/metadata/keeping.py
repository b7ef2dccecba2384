"""How a record is written: answers checked by their limits, each change kept, the meter moved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lumbung.rooms.metadata import judging
from lumbung.rooms.metadata.limits import ANSWERS_BYTES, ROWS_OF_TABLE, TEXT_CHARACTERS
from lumbung.rooms.metadata.models import Record, RecordChange
from lumbung.rooms.metadata.problems import AnswersTooLong, OfficerField, UnknownField
from lumbung.rooms.people.queries import User
from lumbung.rooms.standards import actions as standards_told
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.forms import FieldKind, Form
from lumbung.vocabulary.words import Text

TITLE_CHARACTERS = 300
AS_REFERENCE = Text("rujukan standar", "reference to the standard")


def given(form: Form, answers: Mapping[str, Any], *, officer: bool | None) -> dict[str, Any]:
    """Answers as they may be kept: known fields, plain JSON, within the limits; empty ones as none.

    ``officer`` says whose fields are meant: the supervisor's, the producer's, or (none) all.
    """
    kept: dict[str, Any] = {}
    for key, value in answers.items():
        field = form.field(str(key))
        if field is None:
            raise UnknownField(form=form.title, field=str(key)[:80])
        if officer is not None and field.officer is not officer:
            raise OfficerField(field=field.title)
        kept[field.key] = _plain(value, field.title)
    if len(json.dumps(kept, ensure_ascii=False).encode()) > ANSWERS_BYTES:
        raise AnswersTooLong(field=form.title, limit=f"{ANSWERS_BYTES} B")
    return kept


def _plain(value: Any, title: object) -> Any:
    """A value as every database gives it back; nothing at all where it is empty."""
    match value:
        case str():
            if len(value) > TEXT_CHARACTERS:
                raise AnswersTooLong(field=title, limit=TEXT_CHARACTERS)
            return value.replace("\x00", "").encode("utf-8", "replace").decode().strip() or None
        case bool() | None:
            return value
        case int() | float():
            return value
        case Mapping():
            inner = {str(key)[:80]: _plain(item, title) for key, item in value.items()}
            return {key: item for key, item in inner.items() if item is not None} or None
        case list() | tuple():
            if len(value) > ROWS_OF_TABLE:
                raise AnswersTooLong(field=title, limit=ROWS_OF_TABLE)
            return [item for item in (_plain(one, title) for one in value) if item is not None] or None
        case _:
            return _plain(str(value), title)


def write(record: Record, changes: Mapping[str, Any], actor: User | None) -> bool:
    """Write changed answers into a record that the caller holds; false where nothing differs.

    Each revision keeps what was there before, so nothing that was ever typed is lost.
    """
    told = {
        key: {"was": record.answers.get(key), "is": value}
        for key, value in changes.items()
        if record.answers.get(key) != value
    }
    if not told:
        return False
    answers = {**record.answers, **{key: step["is"] for key, step in told.items()}}
    record.answers = {key: value for key, value in answers.items() if value is not None}
    record.copied = [key for key in record.copied if key not in told]
    record.revision += 1
    record.updated_at, record.updated_by = timezone.now(), actor
    measure(record)
    record.save()
    RecordChange.objects.create(
        record=record, revision=record.revision, changes=told, by=actor, at=record.updated_at
    )
    _note_standards(record, told)
    return True


def _note_standards(record: Record, told: Mapping[str, Any]) -> None:
    """Tell the registry which of its concepts are named, so that a retirement shows what it touches."""
    fields = judging.form_of_record(record).fields
    references = [asked.key for asked in fields if asked.kind is FieldKind.REFERENCE]
    if set(told).isdisjoint(references):
        return
    named = {str(record.answers.get(key, "")) for key in references} & set(standards.concepts())
    standards_told.note_uses(
        user=("metadata-record", record.code, Text(record.title or record.code)),
        uses=[("concept", code, AS_REFERENCE) for code in sorted(named)],
    )


def measure(record: Record) -> None:
    """Set what lists show: the title, the place among siblings, and how complete it is."""
    form = judging.form_of_record(record)
    judgement = judging.judged(record)
    record.needed, record.filled = judgement.needed, judgement.filled
    named = record.answers.get(form.labels.get("name", ""))
    record.title = str(named)[:TITLE_CHARACTERS] if named else record.title
