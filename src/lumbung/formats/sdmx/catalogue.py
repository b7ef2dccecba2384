"""All structures of what is published, found by kind, agency, identifier and version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lumbung.formats.codelists.sdmx import identifier, nc_name
from lumbung.formats.sdmx.artefacts import (
    AGENCIES,
    CONCEPTS,
    FIRST_VERSION,
    TOPICS,
    Categorisation,
    Component,
    Constraint,
    Dataflow,
    DataStructure,
    Item,
    Kind,
    Named,
    Scheme,
)
from lumbung.formats.sdmx.flows import (
    ATTRIBUTES,
    CONFIDENTIALITIES,
    FREQUENCIES,
    NAMES,
    REF_AREA,
    STATUSES,
    TIME,
    Flow,
    dimension_items,
    list_id,
    unit_id,
)
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.words import Text


@dataclass(frozen=True)
class Catalogue:
    """What is published, as SDMX; made again whenever something is released."""

    agency: Item
    flows: tuple[Flow, ...]
    tree: AreaTree
    prepared: dt.datetime

    @cached_property
    def by_kind(self) -> dict[Kind, dict[str, Named]]:
        """Every structure by kind and identifier."""
        makers: dict[Kind, Callable[[], Iterable[Named]]] = {
            Kind.AGENCIES: self._agencies,
            Kind.TOPICS: self._topics,
            Kind.CATEGORISATION: lambda: map(self._categorisation, self.flows),
            Kind.CODELIST: self._codelists,
            Kind.CONCEPTS: self._concepts,
            Kind.CONSTRAINT: lambda: (constraint_of(flow) for flow in self.flows),
            Kind.DATAFLOW: lambda: map(self._dataflow, self.flows),
            Kind.DATASTRUCTURE: lambda: map(structure_of, self.flows),
        }
        return {kind: {one.id: one for one in make()} for kind, make in makers.items()}

    @cached_property
    def flows_by_id(self) -> dict[str, Flow]:
        """The datasets by the identifier of their dataflow."""
        return {flow.id: flow for flow in self.flows}

    def flow_of(self, named: Named) -> Flow | None:
        """The dataset that a dataflow, structure, constraint or categorisation belongs to."""
        match named:
            case Dataflow() | DataStructure():
                return self.flows_by_id.get(named.id)
            case Constraint() | Categorisation():
                return self.flows_by_id.get(named.flow.id)
        return None

    def _named(self, kind: Kind, id_: str, title: Text, items: Iterable[Item]) -> Scheme:
        return Scheme(kind, self.agency.id, id_, FIRST_VERSION, title, tuple(items))

    def _agencies(self) -> Iterator[Named]:
        yield self._named(Kind.AGENCIES, AGENCIES, Text("Lembaga", "Agencies"), [self.agency])

    def _topics(self) -> Iterator[Named]:
        found = {flow.publication.theme.code: flow.publication.theme.title for flow in self.flows}
        items = [Item(identifier(code), title) for code, title in sorted(found.items())]
        yield self._named(Kind.TOPICS, TOPICS, Text("Topik", "Topics"), items)

    def _concepts(self) -> Iterator[Named]:
        found = {id_: Item(id_, title) for id_, title in NAMES.items()}
        for flow in self.flows:
            for axis in flow.axes:
                dimension = flow.structure.dimension(axis.column)
                about = dimension.definition if dimension is not None else Text("")
                found.setdefault(axis.id, Item(axis.id, axis.title, about))
        yield self._named(Kind.CONCEPTS, CONCEPTS, Text("Konsep", "Concepts"), found.values())

    def _codelists(self) -> Iterator[Named]:
        def listed(id_: str, title: Text, items: Iterable[Item]) -> Scheme:
            return self._named(Kind.CODELIST, id_, title, items)

        yield listed("CL_FREQ", NAMES["FREQ"], FREQUENCIES)
        yield listed("CL_AREA", NAMES[REF_AREA], self._areas())
        statuses = [Item(STATUSES[one], one.title) for one in Status]
        yield listed("CL_OBS_STATUS", NAMES["OBS_STATUS"], statuses)
        hidden = [Item(one.value, title) for one, title in CONFIDENTIALITIES.items()]
        yield listed("CL_CONF_STATUS", NAMES["CONF_STATUS"], hidden)
        units = {
            unit_id(item.unit): Item(unit_id(item.unit), item.unit_title or Text(item.unit), code=item.unit)
            for flow in self.flows
            for item in flow.measures
            if item.unit
        }
        yield listed("CL_UNIT_MEASURE", NAMES["UNIT_MEASURE"], units.values())
        for flow in self.flows:
            axis = flow.axes[2]
            items = [
                Item(id_, item.title, item.definition)
                for id_, item in zip(axis.ids, flow.measures, strict=True)
            ]
            title = Text(
                f"Indikator: {flow.structure.title.id}", f"Indicators: {flow.structure.title.said('en')}"
            )
            yield listed(axis.codelist, title, items)
        yield from self._dimension_lists(listed)

    def _dimension_lists(self, listed: Callable[[str, Text, Iterable[Item]], Scheme]) -> Iterator[Named]:
        """Of a list that several datasets share: the codes of all of them."""
        found: dict[str, tuple[Text, dict[str, Item]]] = {}
        for flow in self.flows:
            for item in flow.structure.dimensions:
                _, items = found.setdefault(list_id(item, flow.id), (item.title, {}))
                for one in dimension_items(item, flow.present[item.code]):
                    items.setdefault(one.id, one)
        for id_, (title, items) in found.items():
            yield listed(id_, title, items.values())

    def _areas(self) -> Iterator[Item]:
        """The areas that have figures, with those above them."""
        codes = {code for flow in self.flows for code in flow.axes[1].codes}
        names = {code: area for flow in self.flows for code, area in flow.areas.items() if code in codes}
        above = {area.code for code in codes for area in self.tree.ancestors(code)}
        for code in sorted(codes | above):
            area = self.tree.get(code) or names.get(code)
            title = Text(area.title) if area is not None else Text(code)
            parent = identifier(area.parent) if area is not None and area.parent in codes | above else ""
            yield Item(identifier(code), title, parent=parent, code=code)

    def _dataflow(self, flow: Flow) -> Dataflow:
        found = flow.publication
        return Dataflow(
            Kind.DATAFLOW,
            flow.agency,
            flow.id,
            flow.version,
            flow.structure.title,
            found.description,
            (
                ("EDITION", Text(flow.edition.id)),
                ("SOURCE", found.source),
                ("LICENCE", Text(found.licence.code) if found.licence.code else found.licence.title),
                *((("SIMULATED", NAMES["SIMULATED"]),) if found.simulated else ()),
            ),
        )

    def _categorisation(self, flow: Flow) -> Categorisation:
        id_ = f"CAT_{nc_name(flow.id)}"
        shelf = identifier(flow.publication.theme.code)
        return Categorisation(
            Kind.CATEGORISATION,
            flow.agency,
            id_,
            FIRST_VERSION,
            flow.structure.title,
            self._dataflow(flow),
            shelf,
        )


def structure_of(flow: Flow) -> DataStructure:
    """The shape of a dataset."""
    dimensions = tuple(Component(axis.id, axis.codelist) for axis in flow.axes)
    return DataStructure(
        Kind.DATASTRUCTURE,
        flow.agency,
        flow.id,
        flow.version,
        flow.structure.title,
        (*dimensions, Component(TIME, kind="ObservationalTimePeriod")),
        ATTRIBUTES,
    )


def constraint_of(
    flow: Flow,
    region: dict[str, tuple[str, ...]] | None = None,
    periods: Sequence[str] | None = None,
    *,
    series: int | None = None,
    observations: int | None = None,
) -> Constraint:
    """What a dataset holds, as it was released or as far as it was asked for."""
    held = flow.periods if periods is None else periods
    return Constraint(
        Kind.CONSTRAINT,
        flow.agency,
        f"CR_{nc_name(flow.id)}",
        flow.version,
        flow.structure.title,
        Named(Kind.DATAFLOW, flow.agency, flow.id, flow.version, flow.structure.title),
        held_codes(flow) if region is None else region,
        held[0] if held else "",
        held[-1] if held else "",
        series,
        observations,
    )


def held_codes(flow: Flow) -> dict[str, tuple[str, ...]]:
    """The codes that stand in the figures of a dataset, as SDMX writes them."""
    found = {}
    for axis in flow.axes:
        held = set(flow.present[axis.column]) if axis.column else set(axis.codes)
        found[axis.id] = tuple(id_ for code, id_ in zip(axis.codes, axis.ids, strict=True) if code in held)
    return found
