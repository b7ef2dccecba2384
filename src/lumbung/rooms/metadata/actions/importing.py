"""Take a workbook of forms back: what was filled in away from the desk is saved like what is typed here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import judging
from lumbung.rooms.metadata.actions.answering import save_answers
from lumbung.rooms.metadata.actions.starting import start_record
from lumbung.rooms.metadata.limits import WORKBOOK_BYTES
from lumbung.rooms.metadata.models import MetadataForm, Record
from lumbung.rooms.metadata.problems import NoYear, RecordUnknown, WorkbookTooLarge
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Organisation, Permission, User
from lumbung.vocabulary.findings import Finding, Place
from lumbung.vocabulary.forms import Form
from lumbung.vocabulary.problems import Problem

if TYPE_CHECKING:
    from lumbung.formats.forms import ReadForms, ReadRecord, ReadSheet


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A record of the workbook that could not be saved, where it stands, and why."""

    place: Place
    name: str
    problem: Problem


@dataclass
class Imported:
    """What became of a workbook."""

    saved: list[Record] = field(default_factory=list)
    begun: list[Record] = field(default_factory=list)
    unchanged: int = 0
    not_taken: list[NotTaken] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()


def import_workbook(
    *, content: bytes, name: str, organisation: Organisation, actor: User, into: Record | None = None
) -> Imported:
    """Save the records of a workbook; rows without a code begin new ones, under ``into`` where they belong.

    A record that changed at the desk since the workbook was made is laid together with it, field by
    field, as two people in one form are. A record that cannot be taken says why; the others are taken.
    """
    from lumbung.formats.forms import read_workbook  # heavy: it waits until a file comes

    if len(content) > WORKBOOK_BYTES:
        raise WorkbookTooLarge(limit=WORKBOOK_BYTES // 1_000_000)
    kept = {form.identity: form for form in MetadataForm.objects.filter(current=True) | _forms_of(into)}
    read = read_workbook(content, [judging.compiled(form).form for form in kept.values()], name=name)
    done = Imported(findings=read.findings)
    with transaction.atomic():
        for sheet in sorted(read.sheets, key=lambda one: bool(one.form.under)):
            activity = _only_activity(done, read, into)
            for row in sheet.records:
                _take(done, sheet, row, organisation, activity, actor)
        if done.saved or done.begun:
            journal.record(
                "metadata.imported",
                subject=("metadata", "workbook"),
                actor=actor,
                facts={
                    "file": name[:120],
                    "digest": hashlib.sha256(content).hexdigest(),
                    "saved": [record.code for record in done.saved][:50],
                    "begun": [record.code for record in done.begun][:50],
                },
            )
    return done


def _take(
    done: Imported,
    sheet: ReadSheet,
    row: ReadRecord,
    office: Organisation,
    activity: Record | None,
    actor: User,
) -> None:
    form = sheet.form
    # A row or column that was deleted says nothing; only what the sheet speaks of is taken, also empty.
    answers = {
        asked.key: row.answers.get(asked.key)
        for asked in form.fields
        if not asked.officer and asked.key in row.spoken
    }
    try:
        if row.code:
            _save(done, row, answers, actor)
        elif any(value is not None for value in answers.values()):
            done.begun.append(_begin(form, row, answers, office, activity, actor))
    except Problem as problem:
        named = str(row.answers.get(form.labels.get("name", "")) or row.code or form.title)
        cell = f"A{row.row}" if row.row else None
        done.not_taken.append(NotTaken(Place(row.sheet, cell), named[:200], problem))


def _save(done: Imported, row: ReadRecord, answers: dict[str, Any], actor: User) -> None:
    record = _seen(row.code, actor)
    own = {asked.key for asked in judging.form_of_record(record).fields}
    revision = row.revision if 1 <= row.revision <= record.revision else record.revision
    saved = save_answers(
        record=record,
        answers={key: value for key, value in answers.items() if key in own},
        revision=revision,
        actor=actor,
    )
    if saved.revision == record.revision:
        done.unchanged += 1
    else:
        done.saved.append(saved)


def _begin(
    form: Form,
    row: ReadRecord,
    answers: dict[str, Any],
    office: Organisation,
    activity: Record | None,
    actor: User,
) -> Record:
    given = {key: value for key, value in answers.items() if value is not None}
    if not form.under:
        year = given.get(form.labels.get("year", ""))
        if not isinstance(year, int):
            raise NoYear
        return start_record(form=form.code, organisation=office, year=year, answers=given, actor=actor)
    parent = _seen(row.parent, actor) if row.parent else activity
    if parent is None:
        raise RecordUnknown(record=row.parent or form.under)
    return start_record(
        form=form.code,
        organisation=parent.organisation,
        year=parent.year,
        parent=parent,
        answers=given,
        actor=actor,
    )


def _seen(code: str, actor: User) -> Record:
    """A record that the person may see."""
    found = Record.objects.select_related("form", "organisation").filter(code=code[:100]).first()
    if found is None or not people.may(actor, Permission.READ_DRAFTS, on=found.organisation):
        raise RecordUnknown(record=code[:100])
    return found


def _only_activity(done: Imported, read: ReadForms, into: Record | None) -> Record | None:
    """The activity under which new rows stand: the page's own, or the only one of the workbook."""
    if into is not None:
        return into
    begun = [record for record in done.begun if record.parent_id is None]
    codes: Sequence[str] = [
        row.code for sheet in read.sheets if not sheet.form.under for row in sheet.records if row.code
    ]
    known = list(Record.objects.select_related("form", "organisation").filter(code__in=codes, parent=None))
    found = [*begun, *known]
    return found[0] if len(found) == 1 else None


def _forms_of(into: Record | None) -> Any:
    """The editions that a record and what stands under it were begun with."""
    if into is None:
        return MetadataForm.objects.none()
    used = [into.form_id, *into.children.values_list("form_id", flat=True)]
    return MetadataForm.objects.filter(pk__in=used)
