"""Link a dataset to the registry: of each dimension and measure, which standards it is taken from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lumbung.rooms.catalog.models import Component, Dataset, Role
from lumbung.rooms.catalog.wording import own_code
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries as registry
from lumbung.rooms.standards.actions import Wanting
from lumbung.rooms.standards.queries import Kind
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text, text_of

COLUMNS = {
    Kind.CONCEPT: "concept_id",
    Kind.UNIT: "unit_id",
    Kind.CODELIST: "codelist_id",
    Kind.MEASURE: "measure_id",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension or measure with the standards it is taken from, by kind."""

    role: Role
    code: str
    title: Text
    taken: Mapping[Kind, str]
    wanting: tuple[Wanting, ...]


def link(dataset: Dataset, structure: Structure) -> tuple[str, ...]:
    """Keep what a dataset takes from the registry; gives the codes of new drafts there.

    Belongs in the transaction of the definition.
    """
    parts = list(parts_of(dataset.definition, structure))
    wanted = [one for part in parts for one in part.wanting]
    made = standards.make_from_definition(dataset=dataset.code, owner=dataset.producer, wanted=wanted)
    keys = {
        kind: registry.keys(kind, sorted({part.taken[kind] for part in parts if kind in part.taken}))
        for kind in COLUMNS
    }
    rows = {
        (part.role.value, part.code): {
            "position": position,
            **{column: keys[kind].get(part.taken.get(kind, "")) for kind, column in COLUMNS.items()},
        }
        for position, part in enumerate(parts)
    }
    _keep(dataset, rows)
    standards.note_uses(user=("dataset", dataset.code, dataset.title), uses=list(_uses(parts)))
    standards.drop_unused(dataset.code)
    return made


def _keep(dataset: Dataset, rows: Mapping[tuple[str, str], Mapping[str, Any]]) -> None:
    kept = {(one.role, one.code): one for one in dataset.components.all()}
    for key in kept.keys() - rows.keys():
        kept[key].delete()
    for (role, code), columns in rows.items():
        one = kept.get((role, code)) or Component(dataset=dataset, role=role, code=code)
        if one.pk is None or any(getattr(one, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(one, name, value)
            one.save()


def parts_of(definition: Mapping[str, Any], structure: Structure) -> Iterator[Part]:
    """Every dimension and measure of a definition, with what stands behind it in the registry."""
    dataset = structure.dataset
    for dimension in structure.dimensions:
        named = dimension.codelist or own_code(dataset, dimension.code)
        own = Wanting(Kind.CODELIST, named, dimension.title, dimension.definition, dimension.codes)
        yield Part(Role.DIMENSION, dimension.code, dimension.title, {Kind.CODELIST: named}, (own,))
    written = {str(raw["code"]): raw for raw in definition.get("measures") or ()}
    for measure in structure.measures:
        named = measure.concept or own_code(dataset, measure.code)
        taken = {Kind.CONCEPT: named}
        wanting = [Wanting(Kind.CONCEPT, named, measure.title, measure.definition)]
        if measure.unit:
            taken[Kind.UNIT] = measure.unit
            wanting.append(Wanting(Kind.UNIT, measure.unit, text_of(measure.unit)))
        if shared := str(written.get(measure.code, {}).get("standard") or ""):
            taken[Kind.MEASURE] = shared
        yield Part(Role.MEASURE, measure.code, measure.title, taken, tuple(wanting))


def _uses(parts: list[Part]) -> Iterator[tuple[str, str, Text]]:
    for part in parts:
        words = part.role.words
        as_what = Text(f"{words.id} “{part.title.id}”", f"{words.en} “{part.title.said('en')}”")
        for kind, code in part.taken.items():
            yield kind.value, code, as_what
