"""Accuracy: how complete and certain the figures are, and what was found and mended on their way."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.quality.facts.fact import Fact, Subject, counted, joined, percent, share_of
from lumbung.rooms.quality.models import Census
from lumbung.rooms.quality.states import Side
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.words import Text

FIGURES = Text("angka", "figures")
ROWS = Text("baris", "rows")
CENSUS = Text("dihitung pada edisi {edition}", "counted in edition {edition}")
JOURNAL = Text("jurnal pemeriksaan", "the journal of review")
WATCHED = {
    Status.MISSING: 2.0,
    Status.ESTIMATED: 5.0,
    Status.PROVISIONAL: 5.0,
}  # by how many per cent each must move to matter


def facts(subject: Subject) -> Iterator[Fact]:
    """What the edition's figures are like, and what the checks and reviewers said."""
    if subject.edition is not None and subject.census is not None:
        source = CENSUS.filled(edition=subject.edition.label)
        yield from _complete(subject, subject.census, source)
        yield from _certain(subject.census, source)
        yield from _checked(subject.census)
    returned = journal.entries(dataset=subject.dataset.code, verb="review.returned").count()
    yield Fact(
        "returned",
        Side.ACCURACY,
        Text("Dikembalikan untuk diperbaiki", "Returned to be mended"),
        counted(returned, None, Text("kali", "times")),
        JOURNAL,
        number=float(returned),
        matters=3,
        is_quiet=not returned,
    )
    editions = list(catalog.editions(subject.dataset))
    corrected = sum(1 for one in editions if one.note and one.previous_id)  # a first edition corrects nothing
    withdrawn = sum(1 for one in editions if one.withdrawn_at is not None)
    yield Fact(
        "corrected",
        Side.ACCURACY,
        Text("Edisi yang memperbaiki angka terbit", "Editions that corrected public figures"),
        counted(corrected, len(editions), Text("edisi", "editions"))
        if not withdrawn
        else joined(
            counted(corrected, len(editions), Text("edisi", "editions")),
            counted(withdrawn, None, Text("ditarik", "withdrawn")),
        ),
        Text("riwayat edisi", "the history of editions"),
        number=float(corrected + withdrawn),
        matters=1,
        sentence=Text(
            f"Sudah {corrected} kali angka yang terbit dikoreksi.",
            f"Public figures were corrected {corrected} times.",
        )
        if corrected
        else Text("Belum ada koreksi atas angka yang terbit.", "No public figure was corrected yet."),
        tone="brick" if withdrawn else "",
        address=f"/data/{subject.dataset.code}/edisi",
    )


def _complete(subject: Subject, census: Census, source: Text) -> Iterator[Fact]:
    manifest = subject.manifest
    if manifest is None or census.expected is None:
        return
    share = min(100.0, share_of(manifest.rows, census.expected))
    yield Fact(
        "complete",
        Side.ACCURACY,
        Text("Kelengkapan wilayah, kode, dan periode", "Completeness of areas, codes and periods"),
        joined(counted(manifest.rows, census.expected, ROWS), percent(share)),
        source,
        number=share,
        matters=1,
        sentence=Text("Semua wilayah dan rinciannya ada.", "Every area and part is there.")
        if share >= 100
        else Text(
            f"Yang ada {percent(share).id} dari semua wilayah dan rinciannya.",
            f"{percent(share).en} of all areas and parts are there.",
        ),
        tone="" if share >= 100 else "grain",
    )


def _certain(census: Census, source: Text) -> Iterator[Fact]:
    whole = sum(census.statuses.values())
    for status, matters in WATCHED.items():
        count = census.statuses.get(status.value, 0)
        share = share_of(count, whole)
        said = percent(share)
        yield Fact(
            f"share-{status.value}",
            Side.ACCURACY,
            Text(f"Angka berstatus “{status.title.id}”", f"Figures marked “{status.title.en}”"),
            joined(counted(count, whole, FIGURES), said),
            source,
            number=share,
            matters=matters,
            sentence=Text(
                f"{said.id} angkanya berstatus {status.title.id}.",
                f"{said.en} of its figures are {status.title.en}.",
            )
            if count
            else Text(""),
            tone="grain" if share >= matters else "",
            is_quiet=not count and status is not Status.MISSING,
        )
    if census.suppressed:
        yield Fact(
            "suppressed",
            Side.ACCURACY,
            Text("Angka yang dirahasiakan", "Figures held back"),
            counted(census.suppressed, whole, FIGURES),
            source,
            number=share_of(census.suppressed, whole),
            matters=2,
        )


def _checked(census: Census) -> Iterator[Fact]:
    source = Text("pemeriksaan kiriman edisi ini", "the check of this edition's submissions")
    outliers = both_numbers(census.outliers)
    yield Fact(
        "warnings",
        Side.ACCURACY,
        Text("Hal yang perlu dilihat, dan sudah dijelaskan atau diterima", "Warnings explained or accepted"),
        counted(census.warnings, None, Text("temuan", "findings")),
        source,
        number=float(census.warnings),
        matters=5,
        is_quiet=not census.warnings,
    )
    yield Fact(
        "outliers",
        Side.ACCURACY,
        Text("Nilai yang jauh dari biasanya", "Values far from the usual"),
        counted(census.outliers, None, Text("nilai", "values")),
        source,
        number=float(census.outliers),
        matters=2,
        sentence=Text(
            f"{outliers.id} nilai jauh dari biasanya dan terbit setelah diperiksa.",
            f"{outliers.en} values far from the usual were released after a check.",
        )
        if census.outliers
        else Text(""),
        tone="grain" if census.outliers else "",
        is_quiet=not census.outliers,
    )
    yield Fact(
        "mended-cells",
        Side.ACCURACY,
        Text("Sel yang diperbaiki sebelum terbit", "Cells mended before the release"),
        counted(census.mended, None, Text("sel", "cells")),
        source,
        number=float(census.mended),
        matters=10,
        is_quiet=not census.mended,
    )
