"""A definition with the words of the registry: nothing of a standard is typed again in a dataset.

What a definition leaves out is taken from the record it names, and what it typed itself has a
draft of its own in the registry; once a person edits that draft, the registry has the say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.queries import Entry, Kind
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Structure

Raw = Mapping[str, Any]
OF_A_MEASURE = ("concept", "unit", "adds_up")


def own_code(dataset: str, part: str) -> str:
    """The code of the draft that a dataset's dimension or measure has in the registry.

    >>> own_code("penduduk-kelamin", "jenis_kelamin")
    'penduduk-kelamin.jenis_kelamin'
    """
    return f"{dataset}.{part}"


def structure_from(definition: Raw) -> Structure:
    """The structure that a definition describes, in the words of the registry."""
    return structure_of(
        worded(definition),
        codelists=standards.codelists(),
        units=standards.units(),
        concepts=standards.concepts(),
        references=standards.references(),
    )


def worded(definition: Raw) -> dict[str, Any]:
    """The definition with what the registry says in the places that the definition leaves to it."""
    code, entries = str(definition.get("code", "")), standards.entries()
    return {
        **definition,
        "dimensions": [_dimension(raw, code, entries) for raw in _parts(definition, "dimensions")],
        "measures": [_measure(raw, code, entries) for raw in _parts(definition, "measures")],
    }


def _parts(definition: Raw, name: str) -> Sequence[Raw]:
    return definition.get(name) or ()


def _dimension(raw: Raw, dataset: str, entries: Mapping[tuple[str, str], Entry]) -> Raw:
    named = str(raw.get("codelist") or "")
    if not named:
        own = entries.get((Kind.CODELIST, own_code(dataset, str(raw.get("code")))))
        if own is None or not own.is_registered:
            return raw
        return {**raw, "codelist": own.code, "title": own.title, "definition": own.definition}
    entry = entries.get((Kind.CODELIST, named))
    return _filled(raw, {"title": entry.title, "definition": entry.definition}) if entry else raw


def _measure(raw: Raw, dataset: str, entries: Mapping[tuple[str, str], Entry]) -> Raw:
    shared = entries.get((Kind.MEASURE, str(raw.get("standard") or "")))
    if shared is not None:
        facts = {name: shared.facts[name] for name in OF_A_MEASURE}
        raw = _filled(raw, {**facts, "title": shared.title, "definition": shared.definition})
    if raw.get("concept"):
        return raw
    own = entries.get((Kind.CONCEPT, own_code(dataset, str(raw.get("code")))))
    if own is None or not own.is_registered:
        return raw
    return {**raw, "concept": own.code, "title": own.title, "definition": own.definition}


def _filled(raw: Raw, words: Raw) -> dict[str, Any]:
    """What is left out, from the registry."""
    return {**raw, **{name: said for name, said in words.items() if said and not raw.get(name)}}
