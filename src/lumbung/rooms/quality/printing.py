"""A dataset's quality statement on paper: what was written, and the facts beside it."""

from __future__ import annotations

from django.utils import timezone

from lumbung.formats import print as paper
from lumbung.kit.said import date
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.quality.facts import facts_of
from lumbung.rooms.quality.models import Statement
from lumbung.rooms.quality.states import Side
from lumbung.vocabulary.words import Text


def statement_document(dataset: Dataset, statement: Statement | None, language: str = "id") -> bytes:
    """The public statement as PDF; without one, the facts alone, and the paper says so."""

    def t(indonesian: str, english: str) -> str:
        return Text(indonesian, english).said(language)

    facts, title = facts_of(dataset), dataset.title.said(language)
    parts: list[paper.Part] = [
        paper.Facts(
            [
                (t("Dataset", "Dataset"), title),
                (t("Produsen data", "Producer"), dataset.producer.name.said(language)),
                (t("Fakta per tanggal", "Facts as of"), date(timezone.localdate())),
                (t("Pernyataan", "Statement"), _version(statement, language)),
            ]
        )
    ]
    if dataset.simulated:
        parts.append(paper.Paragraph(t("Data simulasi.", "Simulated data."), tone="notice"))
    for side in Side:
        parts.append(paper.Heading(side.words.said(language)))
        words = statement.said(side).said(language) if statement is not None else ""
        parts.append(
            paper.Paragraph(words)
            if words
            else paper.Paragraph(t("Belum ada pernyataan.", "No statement yet."), tone="quiet")
        )
        parts.append(
            paper.Grid(
                [t("Fakta", "Fact"), t("Nilai", "Value"), t("Sumber", "Source")],
                [
                    (fact.title.said(language), fact.said.said(language), fact.source.said(language))
                    for fact in facts
                    if fact.side is side and not fact.is_quiet
                ],
            )
        )
    heading = t("Pernyataan mutu: {title}", "Quality statement: {title}").format(title=title)
    return paper.document(heading, parts, language, author=dataset.producer.name.said(language))


def _version(statement: Statement | None, language: str) -> str:
    if statement is None or statement.published_at is None:
        return Text("belum terbit", "not published yet").said(language)
    words = Text("versi {number}, {day}", "version {number}, {day}")
    return words.said(language).format(number=statement.number, day=date(statement.published_at))
