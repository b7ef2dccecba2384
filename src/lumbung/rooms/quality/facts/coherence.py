"""Coherence: whether the figures can be set beside those of others, and beside their own past."""

from __future__ import annotations

from collections.abc import Iterator

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Role
from lumbung.rooms.quality.facts.fact import Fact, Subject, counted
from lumbung.rooms.quality.models import Comparison, Contradiction
from lumbung.rooms.quality.states import ContradictionState, Side
from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.queries import Kind
from lumbung.vocabulary.words import Text

ONE_NUMBER = Text("perbandingan antardataset", "the comparison across datasets")
REGISTRY = Text("registri standar data", "the registry of data standards")


def facts(subject: Subject) -> Iterator[Fact]:
    """Contradictions, what is taken from shared standards, and changes of the definition."""
    yield from _contradictions(subject)
    yield from _standards(subject)
    breaks = max(0, subject.dataset.versions.count() - 1)
    yield Fact(
        "breaks",
        Side.COHERENCE,
        Text(
            "Perubahan definisi yang dapat memutus deret", "Changes of definition that may break the series"
        ),
        counted(breaks, None, Text("kali", "times")),
        Text("riwayat definisi", "the history of the definition"),
        number=float(breaks),
        matters=1,
        sentence=Text(
            f"Definisinya sudah {breaks} kali berubah; deretnya perlu dibaca hati-hati.",
            f"Its definition changed {breaks} times; read the series with care.",
        )
        if breaks
        else Text("Definisinya belum pernah berubah.", "Its definition has never changed."),
        tone="grain" if breaks else "",
        address=f"/data/{subject.dataset.code}/arti",
    )


def _contradictions(subject: Subject) -> Iterator[Fact]:
    states = Contradiction.objects.filter(datasets=subject.dataset).values_list("state", flat=True)
    found = list(states.order_by())
    waiting = sum(state in (ContradictionState.OPEN, ContradictionState.PROPOSED) for state in found)
    decided = found.count(ContradictionState.DECIDED)
    said = counted(waiting, None, Text("belum diputuskan", "not decided"))
    yield Fact(
        "contradictions-open",
        Side.COHERENCE,
        Text("Angka yang bertentangan dengan dataset lain", "Figures that contradict another dataset"),
        said,
        ONE_NUMBER,
        number=float(waiting),
        matters=1,
        sentence=Text(
            f"{waiting} angkanya bertentangan dengan dataset lain dan belum diputuskan.",
            f"{waiting} of its figures contradict another dataset and are not decided yet.",
        )
        if waiting
        else Text(
            "Tidak ada angka yang bertentangan dengan dataset lain tanpa keputusan.",
            "No figure contradicts another dataset without a decision.",
        ),
        tone="brick" if waiting else "",
        address=f"/satu-angka?dataset={subject.dataset.code}",
    )
    yield Fact(
        "contradictions-decided",
        Side.COHERENCE,
        Text("Pertentangan yang sudah diputuskan", "Contradictions that were decided"),
        counted(decided, None, Text("diputuskan", "decided")),
        ONE_NUMBER,
        number=float(decided),
        matters=1,
        is_quiet=not decided,
        address=f"/satu-angka?dataset={subject.dataset.code}",
    )


def _standards(subject: Subject) -> Iterator[Fact]:
    parts, entries = list(catalog.components(subject.dataset)), standards.entries()
    concepts = [
        entries.get((Kind.CONCEPT, one.concept.code))
        for one in parts
        if one.role == Role.MEASURE and one.concept is not None
    ]
    shared = [entry for entry in concepts if entry is not None and entry.is_registered]
    measures = len(subject.structure.measures)
    yield Fact(
        "shared-concepts",
        Side.COHERENCE,
        Text("Ukuran dengan konsep dari registri", "Measures whose concept stands in the registry"),
        counted(len(shared), measures, Text("ukuran", "measures")),
        REGISTRY,
        number=float(len(shared)),
        matters=1,
        sentence=Text(
            f"{len(shared)} dari {measures} ukurannya memakai konsep dari registri standar data.",
            f"{len(shared)} of its {measures} measures use a concept of the registry of standards.",
        ),
        tone="" if len(shared) == measures else "grain",
        address=f"/data/{subject.dataset.code}/arti",
    )
    lists = [one for one in subject.structure.dimensions if one.codelist]
    if subject.structure.dimensions:
        yield Fact(
            "shared-lists",
            Side.COHERENCE,
            Text("Rincian dengan daftar kode bersama", "Dimensions with a shared code list"),
            counted(len(lists), len(subject.structure.dimensions), Text("rincian", "dimensions")),
            REGISTRY,
            number=float(len(lists)),
            matters=1,
            address=f"/data/{subject.dataset.code}/arti",
        )
    own = {one.concept for one in subject.structure.measures if one.concept}
    if Comparison.objects.filter(one__in=own).exists() or Comparison.objects.filter(other__in=own).exists():
        yield Fact(
            "look-alikes",
            Side.COHERENCE,
            Text(
                "Konsep lain yang mirip dan bukan hal yang sama", "Look-alike concepts that are not the same"
            ),
            Text("lihat perbandingannya", "see them side by side"),
            ONE_NUMBER,
            address="/satu-angka#beda-konsep",
        )
