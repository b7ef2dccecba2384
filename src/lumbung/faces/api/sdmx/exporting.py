"""An ordinary question answered as SDMX-CSV, for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lumbung.cube import Query
from lumbung.faces.api.sdmx.site import catalogue, flow_of
from lumbung.formats.sdmx.data_csv import csv_chunks
from lumbung.formats.sdmx.flows import INDICATOR
from lumbung.formats.sdmx.keys import Chosen
from lumbung.formats.sdmx.observations import Wanted, long
from lumbung.rooms.people.queries import Actor
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class NotAsSdmx(Invalid):
    """SDMX has the figures of a dataset, not sums of them."""

    code = "sdmx.no-sums"
    message = Text(
        "SDMX memuat angka seperti yang dirilis, bukan penjumlahannya.",
        "SDMX holds figures as they were released, not sums of them.",
    )
    hint = Text(
        "Hilangkan --by dan --roll-up, atau pilih format lain.",
        "Leave out --by and --roll-up, or take another format.",
    )


def exported(asked: Query, *, reader: Actor) -> Iterator[bytes]:
    """All rows of a question as SDMX-CSV 2.0."""
    if asked.adds_up:
        raise NotAsSdmx
    pinned = observations.pin(replace(asked, cursor=None, limit=None, order=()), reader=reader)
    flow = flow_of(catalogue().agency.id, observations.publication(asked.dataset), pinned.edition.id)
    places = {item.code: place for place, item in enumerate(flow.measures)}
    wanted = frozenset(places[code] for code in asked.measures if code in places)
    chosen = Chosen({INDICATOR: wanted} if wanted else {}, None)
    written = Wanted(flow, chosen)
    return csv_chunks(long(observations.tables(pinned), written), written, version=2)
