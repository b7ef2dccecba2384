"""Records as files: a workbook of an activity with what stands under it, and pages for paper."""

from __future__ import annotations

from collections.abc import Iterable

from lumbung.formats.forms import FormRecord, FormSheet, paper_parts, write_workbook
from lumbung.formats.print import Facts, Heading, Paragraph, Part, Signature, document
from lumbung.rooms.metadata import judging
from lumbung.rooms.metadata.models import MetadataForm, Record
from lumbung.rooms.metadata.problems import NothingApproved
from lumbung.vocabulary.forms import Answers
from lumbung.vocabulary.formvalues import public_answers
from lumbung.vocabulary.words import Text


def workbook_of(record: Record) -> bytes:
    """An activity with its variables and indicators, a sheet for each form; another record by itself."""
    family = [record, *_children(record)]
    records: dict[str, list[Record]] = {}
    for one in family:
        records.setdefault(one.form.identity, []).append(one)
    sheets = [
        FormSheet(judging.form_of_record(ones[0]), [_row(one) for one in ones]) for ones in records.values()
    ]
    known = {one.form.code for one in family}
    under = MetadataForm.objects.filter(current=True, definition__under=record.form.code)
    sheets += [FormSheet(judging.compiled(form).form, []) for form in under if form.code not in known]
    return write_workbook(sheets, title=record.title or record.code, author=record.organisation.name.id)


def empty_workbook() -> bytes:
    """The current forms, to be filled in away from the desk."""
    forms = [judging.compiled(form).form for form in MetadataForm.objects.filter(current=True)]
    return write_workbook([FormSheet(form, []) for form in forms])


def paper_of(record: Record, *, language: str = "id", public: bool = False) -> bytes:
    """A record and what stands under it as PDF."""
    parts = pages_of(record, language, public=public)
    author = record.organisation.name.said(language)
    return document(_title(record, public=public), parts, language, author=author)


def pages_of(record: Record, language: str = "id", *, public: bool = False) -> list[Part]:
    """What stands on the paper.

    The public one holds what was approved, and nothing about persons; the staff's holds the answers
    as they are, with room for signatures.
    """
    parts: list[Part] = list(_head(record, language, public=public))
    parts += _answers(record, language, public=public)
    for child in _children(record):
        if public and child.approved_answers is None:
            continue
        form = judging.form_of_record(child)
        parts.append(Heading(f"{form.title.said(language)}: {_title(child, public=public)}"))
        parts += _answers(child, language, public=public)
    if not public:
        roles = (
            Text("Produsen data", "Data producer"),
            Text("Walidata", "Data steward"),
            Text("Pembina data", "Data supervisor"),
        )
        parts.append(Signature([role.said(language) for role in roles]))
    return parts


def _head(record: Record, language: str, *, public: bool) -> Iterable[Part]:
    form = judging.form_of_record(record)
    yield Paragraph(f"{form.title.said(language)} {form.version}", "quiet")
    pairs = [
        (Text("Instansi", "Organisation").said(language), record.organisation.name.said(language)),
        (Text("Tahun", "Year").said(language), str(record.year)),
        (Text("Kode", "Code").said(language), record.code),
    ]
    if not public:
        pairs.append((Text("Keadaan", "State").said(language), record.station.words.said(language)))
    revision = record.approved_revision if public else record.revision
    pairs.append((Text("Revisi", "Revision").said(language), str(revision or "–")))
    yield Facts(tuple(pairs))


def _answers(record: Record, language: str, *, public: bool) -> tuple[Part, ...]:
    form = judging.form_of_record(record)
    answers: Answers = _public(record) if public else record.answers
    asked = judging.judged(record, answers).asked
    return paper_parts(form, answers, asked=asked, language=language, personal=not public)


def _title(record: Record, *, public: bool) -> str:
    """The name of the record; of what was approved where the paper is for everybody."""
    if not public:
        return record.title or record.code
    named = judging.form_of_record(record).labels.get("name", "")
    return str(_public(record).get(named) or record.code)


def _public(record: Record) -> Answers:
    if record.approved_answers is None:
        raise NothingApproved(record=record.code)
    return public_answers(judging.form_of_record(record), record.approved_answers)


def _row(record: Record) -> FormRecord:
    return FormRecord(
        answers=record.answers,
        code=record.code,
        revision=record.revision,
        parent=record.parent.code if record.parent is not None else "",
        asked=judging.judged(record).asked,
    )


def _children(record: Record) -> Iterable[Record]:
    found = record.children.select_related("form", "organisation", "parent")
    return found.order_by("form__position", "position", "pk")
