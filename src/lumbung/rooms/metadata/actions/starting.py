"""Begin a record: empty, or copied from last year or another activity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.metadata import judging, keeping
from lumbung.rooms.metadata.limits import CHILDREN_OF_ACTIVITY, YEARS
from lumbung.rooms.metadata.models import BuiltFrom, MetadataForm, Record, RecordState
from lumbung.rooms.metadata.problems import FormUnknown, RecordExists, TooManyChildren, WrongParent, WrongYear
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import Organisation, User

CODE_CHARACTERS = 80


def start_record(
    *,
    form: str,
    organisation: Organisation,
    year: int,
    actor: User,
    parent: Record | None = None,
    answers: Mapping[str, Any] | None = None,
    code: str = "",
) -> Record:
    """Begin an empty record of the current edition of a form, or with a few answers."""
    people.require(actor, Permission.DESCRIBE, on=organisation)
    edition = current_form(form)
    _check_place(edition, parent, year)
    with transaction.atomic():
        record = _created(edition, organisation, year, actor, parent, code)
        _answer(record, answers or {}, actor)
        journal.record("metadata.started", subject=record, actor=actor, facts={"form": edition.identity})
    return record


def copy_record(
    *, record: Record, year: int, actor: User, organisation: Organisation | None = None, code: str = ""
) -> Record:
    """Begin a record from another one, with what stands under it; each copied answer is to be looked at.

    The copy takes the current edition of the form: what that edition does not ask is left out.
    """
    office = organisation or record.organisation
    people.require(actor, Permission.DESCRIBE, on=office)
    people.require(actor, Permission.READ_DRAFTS, on=record.organisation)
    edition = current_form(record.form.code)
    _check_place(edition, record.parent, year)
    with transaction.atomic():
        made = _copied(record, edition, office, year, actor, record.parent, code)
        twins = {record.pk: made}
        for child in record.children.select_related("form").order_by("position", "pk"):
            twins[child.pk] = _copied(child, current_form(child.form.code), office, year, actor, made, "")
        for link in BuiltFrom.objects.filter(indicator_id__in=twins):
            BuiltFrom.objects.create(
                indicator=twins[link.indicator_id],
                variable_id=twins[link.variable_id].pk if link.variable_id in twins else link.variable_id,
            )
        journal.record(
            "metadata.copied",
            subject=made,
            actor=actor,
            facts={"from": record.code, "with": len(twins) - 1},
        )
    return made


def current_form(code: str) -> MetadataForm:
    """The edition that new records take."""
    found = MetadataForm.objects.filter(code=code, current=True).first()
    if found is None:
        raise FormUnknown(form=code[:80])
    return found


def _copied(
    record: Record,
    edition: MetadataForm,
    office: Organisation,
    year: int,
    actor: User,
    parent: Record | None,
    code: str,
) -> Record:
    made = _created(edition, office, year, actor, parent, code)
    made.copied_from, made.title = record, record.title
    form = judging.form_of_record(made)
    asked = {field.key for field in form.fields if not field.officer}
    answers = {key: value for key, value in record.answers.items() if key in asked}
    own = {form.labels.get("year", "")}
    _answer(made, answers, actor)
    made.copied = [key for key in made.answers if key not in own]
    made.save(update_fields=["copied", "copied_from", "title"])
    return made


def _created(
    edition: MetadataForm,
    office: Organisation,
    year: int,
    actor: User,
    parent: Record | None,
    code: str,
) -> Record:
    if code and Record.objects.filter(code=code).exists():
        raise RecordExists(record=code)
    siblings = Record.objects.filter(parent=parent, form__code=edition.code)
    if parent is not None and siblings.count() >= CHILDREN_OF_ACTIVITY:
        raise TooManyChildren(limit=CHILDREN_OF_ACTIVITY)
    last = siblings.aggregate(last=Max("position"))["last"] if parent is not None else 0
    return Record.objects.create(
        code=code or free_code(edition, office, year, parent),
        form=edition,
        organisation=office,
        year=year,
        parent=parent,
        position=(last or 0) + 1 if parent is not None else 0,
        state=RecordState.DRAFT,
        updated_at=timezone.now(),
        updated_by=actor,
    )


def free_code(edition: MetadataForm, office: Organisation, year: int, parent: Record | None) -> str:
    """A code that nobody has: the activity's with a number, or the form's with the office and the year."""
    head = (parent.code if parent is not None else f"{office.code}-{year}")[:CODE_CHARACTERS]
    stem = slugify(f"{head}-{edition.code.removeprefix('ms-')}")[:CODE_CHARACTERS]
    taken = set(Record.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}-{number}") not in taken)


def _answer(record: Record, answers: Mapping[str, Any], actor: User) -> None:
    """The first answers of a record, with the year and the number that it knows by itself."""
    form = judging.form_of_record(record)
    known: dict[str, Any] = dict(answers)
    for label, value in (("year", record.year), ("number", record.position)):
        if value and (key := form.labels.get(label)):
            known[key] = value
    keeping.write(record, keeping.given(form, known, officer=None), actor)
    keeping.measure(record)
    record.save()


def _check_place(edition: MetadataForm, parent: Record | None, year: int) -> None:
    if not YEARS[0] <= year <= YEARS[1]:
        raise WrongYear(year=year, first=YEARS[0], last=YEARS[1])
    under = edition.under
    if (parent.form.code if parent is not None else "") != under:
        raise WrongParent(form=edition.identity, under=under or "–")
