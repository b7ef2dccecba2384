"""What there is of a dataflow: which codes and periods occur in the figures that a key names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from lumbung.faces.api.sdmx.answering import for_clients, sent
from lumbung.faces.api.sdmx.data import asked_1, asked_2, settled, wanted_of
from lumbung.faces.api.sdmx.site import catalogue
from lumbung.formats.sdmx.artefacts import Message
from lumbung.formats.sdmx.availability import available, beside
from lumbung.formats.sdmx.faults import NothingFound
from lumbung.formats.sdmx.media import preferred
from lumbung.formats.sdmx.observations import long
from lumbung.formats.sdmx.requests import DataRequest, parameters
from lumbung.formats.sdmx.structures import structures_written
from lumbung.rooms.query import queries as observations

EVERY = frozenset({"", "all", "*"})


@for_clients
def availability_1(request: HttpRequest, rest: str) -> HttpResponseBase:
    """``/sdmx/2.1/availableconstraint/{flow}/{key}/{provider}/{component}``."""
    given = parameters(request.META.get("QUERY_STRING", ""))
    flow, key, provider, component = (*rest.split("/"), "", "", "")[:4]
    asked = asked_1("/".join((flow, key, provider)), given)
    return _availability(request, asked, component, given, generation=1)


@for_clients
def availability_2(request: HttpRequest, rest: str) -> HttpResponseBase:
    """``/sdmx/v2/availability/{context}/{agency}/{id}/{version}/{key}/{component}``."""
    given = parameters(request.META.get("QUERY_STRING", ""))
    *parts, component = (*rest.split("/"), *("",) * 6)[:6]
    return _availability(request, asked_2("/".join(parts), given), component, given, generation=2)


def _availability(
    request: HttpRequest, asked: DataRequest, component: str, given: dict[str, str], *, generation: int
) -> HttpResponseBase:
    accept, form = request.headers.get("Accept", ""), given.get("format", "")
    chosen = preferred(accept, form, generation=generation, is_data=False)
    found = settled(asked)
    wanted = wanted_of(found, asked)
    known = catalogue()

    def written() -> list[bytes]:
        rows = long(observations.tables(found.pinned), wanted)
        there = available(rows, wanted, "" if component in EVERY else component)
        if not there.observations:
            raise NothingFound(what=found.flow.id)
        more = beside(known, there, given.get("references", "none"), given.get("mode", ""))
        message = Message(known.agency.id, found.flow.edition.released_at, (there, *more))
        return [structures_written(message, chosen.form)]

    return sent(request, chosen.form, written, found.flow.edition.id)
