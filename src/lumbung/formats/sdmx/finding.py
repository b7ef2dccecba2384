"""Which structures a request is about, and those that belong to them (``references=``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lumbung.formats.sdmx.artefacts import (
    CONCEPTS,
    Categorisation,
    Constraint,
    Dataflow,
    DataStructure,
    Kind,
    Named,
    Scheme,
)
from lumbung.formats.sdmx.catalogue import Catalogue
from lumbung.formats.sdmx.faults import NothingFound
from lumbung.formats.sdmx.requests import StructureRequest

EVERY = frozenset({"all", "*"})
NEWEST = frozenset({"latest", "+", "~"})


def found(catalogue: Catalogue, asked: StructureRequest) -> tuple[Named, ...]:
    """What was asked for and what belongs to it; raises where there is nothing."""
    own = list(_asked(catalogue, asked))
    if not own:
        raise NothingFound(what=asked.said)
    beside: dict[str, Named] = {}
    if asked.references != "none":
        for one in _related(catalogue, own, asked.references):
            beside.setdefault(one.urn, one)
    for one in own:
        beside.pop(one.urn, None)
    return (*own, *beside.values())


def _asked(catalogue: Catalogue, asked: StructureRequest) -> Iterator[Named]:
    for kind in asked.kinds:
        for one in catalogue.by_kind[kind].values():
            if (
                _means(asked.agencies, one.agency)
                and _means(asked.ids, one.id)
                and (not EVERY.isdisjoint(asked.versions) or _version(asked.versions, one.version))
            ):
                yield one


def _means(wanted: frozenset[str], name: str) -> bool:
    return name in wanted or not EVERY.isdisjoint(wanted)


def _version(wanted: frozenset[str], version: str) -> bool:
    """Whether a version is meant; only the newest of each is kept, so the newest is the only one."""
    return version in wanted or not NEWEST.isdisjoint(wanted) or f"{version}.0" in wanted


def _related(catalogue: Catalogue, own: list[Named], how: str) -> Iterator[Named]:
    if how in {"children", "parentsandsiblings", "descendants", "all"}:
        for one in own:
            yield from children(catalogue, one, is_deep=how in {"descendants", "all"})
    if how in {"parents", "parentsandsiblings", "ancestors", "all"}:
        above = list(_above(catalogue, own, is_high=how in {"ancestors", "all"}))
        yield from above
        if how in {"parentsandsiblings", "all"}:
            for one in above:
                yield from children(catalogue, one, is_deep=how == "all")
    if how in set(Kind):
        for one in (*own, *_above(catalogue, own, is_high=True)):
            for child in (*children(catalogue, one, is_deep=True), one):
                if child.kind.value == how:
                    yield child


def children(catalogue: Catalogue, named: Named, *, is_deep: bool) -> Iterator[Named]:
    """What a structure refers to; ``is_deep``: and what that refers to."""
    direct = list(_direct(catalogue, named))
    yield from direct
    if is_deep:
        for one in direct:
            yield from children(catalogue, one, is_deep=True)


def _direct(catalogue: Catalogue, named: Named) -> Iterator[Named]:
    known = catalogue.by_kind
    match named:
        case Dataflow():
            yield known[Kind.DATASTRUCTURE][named.id]
        case DataStructure():
            lists = dict.fromkeys(
                one.codelist for one in (*named.dimensions, *named.attributes) if one.codelist
            )
            yield from (known[Kind.CODELIST][id_] for id_ in lists)
            yield known[Kind.CONCEPTS][CONCEPTS]
        case Constraint():
            yield known[Kind.DATAFLOW][named.flow.id]
        case Categorisation():
            yield known[Kind.DATAFLOW][named.flow.id]
            yield from known[Kind.TOPICS].values()
        case Scheme():
            return


def _above(catalogue: Catalogue, own: Iterable[Named], *, is_high: bool) -> Iterator[Named]:
    """What refers to structures; ``is_high``: and what refers to that."""
    urns = {one.urn for one in own}
    found = [
        one
        for kind in (Kind.DATASTRUCTURE, Kind.DATAFLOW, Kind.CONSTRAINT, Kind.CATEGORISATION)
        for one in catalogue.by_kind[kind].values()
        if one.urn not in urns and any(child.urn in urns for child in _direct(catalogue, one))
    ]
    yield from found
    if is_high and found:
        yield from _above(catalogue, found, is_high=True)
