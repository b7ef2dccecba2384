"""The public metadata of a dataset on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbung.rooms.metadata.public import PublicMeaning, PublicRecord
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    from lumbung.formats.print import Part

TITLE = Text("Metadata statistik: {dataset}", "Statistical metadata: {dataset}")
CONCLUDED = Text("Disimpulkan, bukan dibaca dari sumber:", "Concluded, not read in a source:")
SOURCES = Text("Sumber: {sources}", "Sources: {sources}")
WAIVED = Text(
    "Metadata belum lengkap, dikecualikan sampai {until}: {reason}",
    "Metadata not complete, waived until {until}: {reason}",
)
NONE = Text("Metadatanya belum ada.", "There is no metadata yet.")


def printed(meaning: PublicMeaning, *, language: str, author: str) -> bytes:
    """A PDF of everything that everybody may read of it."""
    from lumbung.formats.print import Paragraph, document  # the typesetter is only woken for print

    title = TITLE.filled(dataset=meaning.dataset.title).said(language)
    parts: list[Part] = []
    if meaning.waiver is not None:
        words = WAIVED.filled(until=meaning.waiver.until.isoformat(), reason=meaning.waiver.reason)
        parts.append(Paragraph(words.said(language)))
    for record in meaning.records:
        parts += _record(record, language)
    if not meaning.records:
        parts.append(Paragraph(NONE.said(language)))
    return document(title, parts, language, author=author)


def _record(record: PublicRecord, language: str) -> list[Part]:
    from lumbung.formats.print import Facts, Heading, Paragraph

    parts: list[Part] = [
        Heading(record.title, 1),
        Paragraph(
            f"{record.form.title.said(language)} · {record.organisation.said(language)} · {record.year}"
        ),
    ]
    for block in record.blocks:
        parts.append(Heading(block.title.said(language), 2))
        parts.append(
            Facts(
                [
                    (
                        f"{one.field.number} {one.field.title.said(language)}".strip(),
                        "\n".join(line.said(language) for line in one.lines),
                    )
                    for one in block.answers
                ]
            )
        )
    if record.inferred:
        titles = {field.key: field.title.said(language) for field in record.form.fields}
        parts.append(Paragraph(CONCLUDED.said(language)))
        parts.append(Facts([(titles[key], why) for key, why in record.inferred.items()]))
    if record.sources:
        parts.append(Paragraph(SOURCES.filled(sources=", ".join(record.sources)).said(language)))
    return parts
