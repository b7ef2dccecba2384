"""Define datasets: what a steward says about a statistic before its first figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lumbung.kit.keeping import keep
from lumbung.kit.stamps import bump
from lumbung.rooms.catalog.actions.link import link, parts_of
from lumbung.rooms.catalog.models import Dataset, DatasetVersion, Topic
from lumbung.rooms.catalog.wording import structure_from
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Organisation, User
from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.queries import Entry, Kind, Life
from lumbung.vocabulary.access import LICENCES, Access
from lumbung.vocabulary.changes import Change, Changes
from lumbung.vocabulary.definitions import DefinitionFault
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text, text_of

DEFAULT_TOPIC = "lainnya"


@dataclass(frozen=True, slots=True)
class Defined:
    """A dataset as it stands after a definition, whether that changed anything, and what to know."""

    dataset: Dataset
    change: Change
    notes: tuple[Text, ...] = ()


def load_topics(rows: Iterable[Mapping[str, Any]], *, actor: User | None) -> Changes:
    """Keep the shelves of the catalogue: each a mapping with code, title and position."""
    people.require(actor, people.Permission.LOAD_PACK)
    with transaction.atomic():
        changes = keep(Topic.objects.all(), rows)
        if changes.any:
            bump("catalog")
            journal.record(
                "catalog.topics-loaded", subject=("catalog", "topics"), actor=actor, facts=changes.counts()
            )
        return changes


def define_dataset(
    *,
    definition: Mapping[str, Any],
    producer: Organisation,
    actor: User | None,
    pack: str = "",
    simulated: bool = False,
) -> Defined:
    """Keep a dataset as its definition says; a definition that changed is a new version.

    A unit or concept that the registry does not know is taken with a note: the figures can be
    checked without it, only its words are missing. A contradiction, an area that is not there,
    or a rule that cannot be compiled is refused: never on a producer's upload.
    """
    people.require(actor, people.Permission.DEFINE, on=producer)
    definition = {**definition, "simulated": bool(definition.get("simulated", simulated))}
    structure = _structure(definition)
    with transaction.atomic():
        columns = _columns(definition, structure, producer, pack)
        kept = Dataset.objects.select_for_update().filter(code=structure.dataset).first()
        if kept is None:
            dataset, change = Dataset.objects.create(code=structure.dataset, **columns), Change.ADDED
        else:
            dataset, change = _mend(kept, columns)
        made = link(dataset, structure)
        if change is not Change.UNCHANGED:
            DatasetVersion.objects.get_or_create(
                dataset=dataset, number=dataset.version, defaults={"definition": dict(definition)}
            )
            bump("catalog")
            journal.record(
                "catalog.dataset-defined" if change is Change.ADDED else "catalog.dataset-changed",
                subject=dataset,
                actor=actor,
                dataset=dataset.code,
                facts={"version": dataset.version, "producer": producer.code, "pack": pack}
                | ({"own_standards": list(made)} if made else {}),
            )
    return Defined(dataset, change, tuple(_notes(definition, structure)))


def _structure(definition: Mapping[str, Any]) -> Structure:
    _require_shared(definition)
    structure = structure_from(definition)
    if structure.area.within not in standards.area_tree():
        raise DefinitionFault(
            dataset=structure.dataset, where="area.within", fault=f"→ {structure.area.within}?"
        )
    if structure.rules:
        from lumbung.engines.rules import compile_rules  # the engine is heavy, and most loads define nothing

        compile_rules(structure, standards.area_tree())
    return structure


def _require_shared(definition: Mapping[str, Any]) -> None:
    """A shared measure that a definition names is in the registry."""
    for raw in definition.get("measures") or ():
        named = str(raw.get("standard") or "")
        if named and (Kind.MEASURE, named) not in standards.entries():
            raise DefinitionFault(
                dataset=str(definition.get("code", "?")),
                where=str(raw.get("code")),
                fault=f"→ standard {named}?",
            )


def _columns(
    definition: Mapping[str, Any], structure: Structure, producer: Organisation, pack: str
) -> dict[str, Any]:
    licence, access = str(definition.get("licence") or ""), str(definition.get("access") or Access.OPEN)
    for where, given, known in (("licence", licence, LICENCES), ("access", access, list(Access))):
        if given not in known:
            raise DefinitionFault(dataset=structure.dataset, where=where, fault=f"→ {given}?")
    return {
        "title": structure.title,
        "description": text_of(definition.get("description")),
        "topic": _topic(str(definition.get("topic") or DEFAULT_TOPIC)),
        "producer": producer,
        "definition": dict(definition),
        "frequency": structure.frequency.value,
        "area_within": structure.area.within,
        "area_level": structure.area.level.value,
        "access": access,
        "licence": licence,
        "source": str(definition.get("source") or ""),
        "priority": bool(definition.get("priority", False)),
        "simulated": structure.simulated,
        "due_days": int(definition.get("due_days", 90)),
        "pack": pack,
    }


def _topic(code: str) -> Topic:
    """The shelf with a code; one that no pack described gets its code as its name."""
    return Topic.objects.get_or_create(
        code=code, defaults={"title": Text(code.replace("-", " ").capitalize()), "position": 999}
    )[0]


def _mend(dataset: Dataset, columns: Mapping[str, Any]) -> tuple[Dataset, Change]:
    """Bring a dataset to its new columns; its version moves only when the definition itself did."""
    redefined = dataset.definition != columns["definition"]
    changes = keep(Dataset.objects.filter(pk=dataset.pk), [{"code": dataset.code, **columns}])
    if not changes.any:
        return dataset, Change.UNCHANGED
    if redefined:
        Dataset.objects.filter(pk=dataset.pk).update(version=dataset.version + 1)
    dataset.refresh_from_db()
    return dataset, Change.CHANGED


def _notes(definition: Mapping[str, Any], structure: Structure) -> Iterable[Text]:
    yield from _unregistered(structure)
    entries = standards.entries()
    taken = {(kind, code) for part in parts_of(definition, structure) for kind, code in part.taken.items()}
    for kind, code in sorted(taken):
        entry = entries.get((kind, code))
        if entry is not None and entry.state is Life.RETIRED:
            yield _told_retired(structure.dataset, entry)


def _told_retired(dataset: str, entry: Entry) -> Text:
    words = Text("{dataset}: {kind} “{code}” tidak dipakai lagi", "{dataset}: {kind} “{code}” is retired")
    told = words.filled(dataset=dataset, kind=entry.kind.words, code=entry.code)
    if not entry.successor:
        return Text(f"{told.id}.", f"{told.en}.")
    return Text(f"{told.id}; penggantinya “{entry.successor}”.", f"{told.en}; use “{entry.successor}”.")


def _unregistered(structure: Structure) -> Iterable[Text]:
    units, concepts = standards.units(), standards.concepts()
    for measure in structure.measures:
        if measure.unit and measure.unit not in units:
            yield Text(
                f"{structure.dataset}: satuan “{measure.unit}” belum ada dalam daftar satuan.",
                f"{structure.dataset}: unit “{measure.unit}” is not in the list of units.",
            )
        if measure.concept and measure.concept not in concepts:
            yield Text(
                f"{structure.dataset}: konsep “{measure.concept}” belum ada dalam daftar konsep.",
                f"{structure.dataset}: concept “{measure.concept}” is not in the list of concepts.",
            )
