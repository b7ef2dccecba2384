"""The public metadata of a dataset as files: pages for paper, and a workbook in the official order.

Both are made of what :mod:`public` lets out, with forms that do not even ask after persons.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lumbung.rooms.metadata.public import PublicMeaning, PublicRecord
from lumbung.vocabulary.forms import Form
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from lumbung.formats.print import Part

TITLE = Text("Metadata statistik: {dataset}", "Statistical metadata: {dataset}")
CONCLUDED = Text("Disimpulkan, bukan dibaca dari sumber", "Concluded, not read in a source")
SOURCES = Text("Sumber", "Sources")
WAIVED = Text(
    "Metadata belum lengkap, dikecualikan sampai {until}: {reason}",
    "Metadata not complete, waived until {until}: {reason}",
)
NONE = Text("Metadatanya belum ada.", "There is no metadata yet.")


def printed(meaning: PublicMeaning, *, language: str = "id") -> bytes:
    """A PDF of everything that everybody may read of it."""
    from lumbung.formats.print import Paragraph, document  # the typesetter is only woken for print

    parts: list[Part] = []
    if meaning.waiver is not None:
        words = WAIVED.filled(until=meaning.waiver.until.isoformat(), reason=meaning.waiver.reason)
        parts.append(Paragraph(words.said(language), "notice"))
    for record in meaning.records:
        parts += _pages(record, language)
    if not meaning.records:
        parts.append(Paragraph(NONE.said(language)))
    title = TITLE.filled(dataset=meaning.dataset.title).said(language)
    return document(title, parts, language, author=meaning.dataset.producer.name.said(language))


def workbook(meaning: PublicMeaning) -> bytes:
    """A workbook with a sheet for each form."""
    from lumbung.formats.forms import FormRecord, FormSheet, write_workbook

    by_form: dict[str, list[PublicRecord]] = {}
    for record in meaning.records:
        by_form.setdefault(record.form.identity, []).append(record)
    sheets = [
        FormSheet(
            public_form(records[0].form),
            [FormRecord(one.values, one.code, asked=frozenset(one.values)) for one in records],
        )
        for records in by_form.values()
    ]
    title = TITLE.filled(dataset=meaning.dataset.title).id
    return write_workbook(sheets, title=title, author=meaning.dataset.producer.name.id)


def public_form(form: Form) -> Form:
    """A form without the questions about persons."""
    kept = tuple(
        replace(block, fields=tuple(field for field in block.fields if not field.personal))
        for block in form.blocks
    )
    return replace(form, blocks=tuple(block for block in kept if block.fields))


def _pages(record: PublicRecord, language: str) -> list[Part]:
    from lumbung.formats.forms import paper_parts
    from lumbung.formats.print import Facts, Heading, Paragraph

    about = f"{record.form.title.said(language)} · {record.organisation.said(language)} · {record.year}"
    parts: list[Part] = [Heading(record.title), Paragraph(about, "quiet")]
    parts += paper_parts(
        record.form, record.values, asked=frozenset(record.values), language=language, personal=False
    )
    if record.inferred:
        titles = {field.key: field.title.said(language) for field in record.form.fields}
        parts.append(Heading(CONCLUDED.said(language), 2))
        parts.append(Facts([(titles[key], why) for key, why in record.inferred.items()]))
    if record.sources:
        parts.append(Heading(SOURCES.said(language), 2))
        parts.append(Paragraph("\n".join(record.sources)))
    return parts
