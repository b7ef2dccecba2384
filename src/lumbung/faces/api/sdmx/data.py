"""Figures of a dataflow, and what there is of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase

from lumbung.cube import query
from lumbung.faces.api.sdmx.answering import for_clients, sent
from lumbung.faces.api.sdmx.site import catalogue, flow_of, version_of
from lumbung.formats.sdmx.faults import ComponentUnknown, NothingFound, NotServed, TooLarge
from lumbung.formats.sdmx.finding import EVERY, NEWEST
from lumbung.formats.sdmx.flows import TIME, Flow
from lumbung.formats.sdmx.keys import Chosen, chosen
from lumbung.formats.sdmx.media import Preferred, preferred
from lumbung.formats.sdmx.observations import Wanted, long
from lumbung.formats.sdmx.requests import (
    ALL_DIMENSIONS,
    SAID,
    DataRequest,
    data_request,
    flow_reference,
    parameters,
)
from lumbung.formats.sdmx.writing import written
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import LIMITS, Pinned

if TYPE_CHECKING:
    import polars as pl

CONTEXTS = frozenset({"dataflow", "datastructure", "*"})


@dataclass(frozen=True, slots=True)
class Settled:
    """A request for figures that is understood: of which dataset in which edition, and which of them."""

    flow: Flow
    chosen: Chosen
    pinned: Pinned


@for_clients
def data_1(request: HttpRequest, rest: str) -> HttpResponseBase:
    """``/sdmx/2.1/data/{flow}/{key}/{provider}``."""
    given = parameters(request.META.get("QUERY_STRING", ""))
    return _data(request, asked_1(rest, given), given, generation=1)


@for_clients
def data_2(request: HttpRequest, rest: str) -> HttpResponseBase:
    """``/sdmx/v2/data/{context}/{agency}/{id}/{version}/{key}``."""
    given = parameters(request.META.get("QUERY_STRING", ""))
    return _data(request, asked_2(rest, given), given, generation=2)


def asked_1(rest: str, given: dict[str, str]) -> DataRequest:
    """What an address of REST 1.x asks for."""
    flow, key, provider = (*rest.split("/"), "", "")[:3]
    if provider not in {"", "all"} and provider.split(",")[0] not in {catalogue().agency.id, "all"}:
        raise NothingFound(what=rest[:SAID])
    return data_request(flow_reference(flow), key, given)


def asked_2(rest: str, given: dict[str, str]) -> DataRequest:
    """What an address of REST 2.x asks for."""
    parts = rest.split("/")
    context, agency, flow, version, key = (*parts, *("",) * 5)[:5]
    if context not in CONTEXTS:
        raise NotServed(what=context[:SAID])
    return data_request((agency or "*", flow or "*", version or "~"), key, given)


def settled(asked: DataRequest) -> Settled:
    """Find the dataset, its edition, and the codes that are asked for."""
    flow, label = _flow(asked)
    question = query(flow.publication.code, as_of=asked.as_of, edition=label)
    pinned = observations.pin(question, reader=None)
    if pinned.edition.id != flow.edition.id:
        flow = flow_of(flow.agency, flow.publication, pinned.edition.id)
    if asked.updated_after is not None and flow.edition.released_at <= asked.updated_after:
        raise NothingFound(what=f"{flow.id} > {asked.updated_after.isoformat()}")
    found = chosen(flow, asked)
    full = query(
        question.dataset,
        where=found.codes(flow),
        measures=[flow.measures[place].code for place in found.measures(flow)],
        as_of=question.as_of,
        edition=question.edition,
    )
    return Settled(flow, found, replace(pinned, query=full))


def _flow(asked: DataRequest) -> tuple[Flow, str | None]:
    """The dataset, and the label of its edition where an earlier structure is asked for."""
    known = catalogue()
    if asked.flow in EVERY:
        raise NotServed(what=f"data/{asked.flow}")
    flow = known.flows_by_id.get(asked.flow)
    if flow is None or not (asked.agency in EVERY or asked.agency == flow.agency):
        raise NothingFound(what=f"{asked.agency},{asked.flow},{asked.version}"[:SAID])
    if asked.version in EVERY | NEWEST | {flow.version, f"{flow.version}.0"}:
        return flow, None
    earlier = version_of(flow, asked.version)
    if earlier is None:
        raise NothingFound(what=f"{asked.agency},{asked.flow},{asked.version}"[:SAID])
    return earlier, earlier.edition.label


def _data(
    request: HttpRequest, asked: DataRequest, given: dict[str, str], *, generation: int
) -> HttpResponseBase:
    form = preferred(
        request.headers.get("Accept", ""), given.get("format", ""), generation=generation, is_data=True
    )
    found = settled(asked)
    wanted = wanted_of(found, asked)
    return sent(
        request, form.form, lambda: chunks(found, wanted, form), found.flow.edition.id, form.labels, asked
    )


def wanted_of(found: Settled, asked: DataRequest) -> Wanted:
    """How the figures are to be written."""
    at = asked.at_observation
    known = [*(axis.id for axis in found.flow.axes), TIME, ALL_DIMENSIONS]
    if at not in known:
        raise ComponentUnknown(flow=found.flow.id, name=at[:SAID], known=", ".join(known))
    if asked.detail in {"serieskeysonly", "nodata"} and at == ALL_DIMENSIONS:
        at = TIME
    first, last = asked.first_observations, asked.last_observations
    return Wanted(found.flow, found.chosen, at, asked.detail, first, last)


def chunks(found: Settled, wanted: Wanted, form: Preferred) -> Iterator[bytes]:
    """The figures as bytes; raises at once where there are none."""
    is_whole = wanted.at_observation not in {TIME, ALL_DIMENSIONS}
    if is_whole:
        _require_small(found, wanted)
    rows: Iterator[pl.DataFrame] = long(observations.tables(found.pinned, is_whole=is_whole), wanted)
    first = next(rows, None)
    if first is None:
        raise NothingFound(what=found.flow.id)
    notes = observations.boundary_notes(found.pinned.query, reader=None)
    at = found.flow.edition.released_at
    return written(chain([first], rows), wanted, form, prepared=at, notes=notes)


def _require_small(found: Settled, wanted: Wanted) -> None:
    most = LIMITS["most_rows_at_once"]
    counted = replace(found.pinned, query=replace(found.pinned.query, limit=0))
    rows = observations.answer_pinned(counted).total
    if rows > most:
        raise TooLarge(rows=rows, dimension=wanted.at_observation, most=most)
