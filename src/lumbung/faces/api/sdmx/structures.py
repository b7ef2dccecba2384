"""Structures: dataflows, data structures, code lists, concepts, topics, constraints."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase

from lumbung.faces.api.sdmx.answering import for_clients, sent
from lumbung.faces.api.sdmx.site import catalogue, version_of
from lumbung.formats.sdmx.artefacts import Kind, Message, Named, Scheme
from lumbung.formats.sdmx.catalogue import Catalogue, constraint_of
from lumbung.formats.sdmx.faults import NotServed
from lumbung.formats.sdmx.finding import EVERY, NEWEST, found
from lumbung.formats.sdmx.media import preferred
from lumbung.formats.sdmx.requests import SAID, StructureRequest, parameters, structure_request
from lumbung.formats.sdmx.structures import structures_written

CONTEXTS = frozenset({"dataflow", "datastructure"})
OF_DATASETS = {Kind.DATAFLOW, Kind.DATASTRUCTURE}


@for_clients
def structures_1(request: HttpRequest, kind: str, rest: str = "") -> HttpResponseBase:
    """``/sdmx/2.1/{kind}/{agency}/{id}/{version}/{item}``."""
    return _structures(request, kind, rest, generation=1)


@for_clients
def structures_2(request: HttpRequest, kind: str, rest: str = "") -> HttpResponseBase:
    """``/sdmx/v2/structure/{kind}/{agency}/{id}/{version}/{item}``."""
    return _structures(request, kind, rest, generation=2)


@for_clients
def schema_1(request: HttpRequest, context: str, rest: str) -> HttpResponseBase:
    """``/sdmx/2.1/schema/{context}/{agency}/{id}/{version}``."""
    return _schema(request, context, rest, generation=1)


@for_clients
def schema_2(request: HttpRequest, context: str, rest: str) -> HttpResponseBase:
    """``/sdmx/v2/schema/{context}/{agency}/{id}/{version}``."""
    return _schema(request, context, rest, generation=2)


def _schema(request: HttpRequest, context: str, rest: str, *, generation: int) -> HttpResponseBase:
    """What data of a dataflow must hold to: its structure, concepts, code lists, and the codes in use."""
    if context not in CONTEXTS:
        raise NotServed(what=f"schema/{context}"[:SAID])
    return _structures(request, Kind.DATASTRUCTURE, rest, generation=generation, is_schema=True)


def _structures(
    request: HttpRequest, kind: str, rest: str, *, generation: int, is_schema: bool = False
) -> HttpResponseBase:
    given = parameters(request.META.get("QUERY_STRING", ""))
    parts = [part for part in rest.split("/") if part]
    asked = structure_request(kind, parts, given, separator="+" if generation == 1 else ",")
    if is_schema:
        asked = replace(asked, references="children")
    form = preferred(
        request.headers.get("Accept", ""), given.get("format", ""), generation=generation, is_data=False
    ).form
    known = _in_version(catalogue(), asked)
    answer = found(known, asked)
    if is_schema:
        answer = (*answer, *(constraint_of(flow) for one in answer if (flow := known.flow_of(one))))
    if EVERY.isdisjoint(asked.items):
        answer = tuple(_partial(one, asked.items) for one in answer)
    message = Message(known.agency.id, known.prepared, answer)
    return sent(request, form, lambda: [structures_written(message, form, asked.detail)])


def _partial(one: Named, wanted: frozenset[str]) -> Named:
    if not isinstance(one, Scheme):
        return one
    return replace(one, items=tuple(item for item in one.items if item.id in wanted))


def _in_version(known: Catalogue, asked: StructureRequest) -> Catalogue:
    """The catalogue with the earlier structures that are asked for by their version."""
    if not (OF_DATASETS & set(asked.kinds) and EVERY.isdisjoint(asked.versions | asked.ids)):
        return known
    wanted = asked.versions - NEWEST
    flows = [
        (next((one for version in wanted if (one := version_of(flow, version)) is not None), flow))
        if flow.id in asked.ids and wanted and flow.version not in wanted
        else flow
        for flow in known.flows
    ]
    if all(one is other for one, other in zip(flows, known.flows, strict=True)):
        return known
    return Catalogue(known.agency, tuple(flows), known.tree, known.prepared)
