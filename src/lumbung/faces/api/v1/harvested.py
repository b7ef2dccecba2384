"""Datasets of other portals: listed as theirs, with a link; of another Lumbung also their figures."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from urllib.parse import parse_qs

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from lumbung.faces.api.v1.bodies import BESIDE, described, rows
from lumbung.faces.api.v1.schemas import ProblemOut
from lumbung.rooms.harvest import queries as harvest
from lumbung.rooms.harvest.queries import Entry, EntryUnknown
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import DATASETS_A_PAGE, ROWS_A_PAGE, LimitUnfit
from lumbung.rooms.query.queries import LIMITS as READING

router = Router(tags=["harvested"])
OWN = ("edition", "as_of", "boundaries", "format", "names")  # what a mirror has not


class SourceOut(Schema):
    """The portal that a dataset is of."""

    code: str
    title: dict[str, str]
    kind: str
    address: str


class MirrorLine(Schema):
    """The edition that is held here, and how it was proven to be the same."""

    edition: str
    digest: str
    checksum: str
    rows: int
    released_at: dt.datetime
    mirrored_at: dt.datetime


class HarvestedOut(Schema):
    """A dataset of another portal."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    publisher: str
    licence: str
    address: str
    keywords: list[str]
    formats: list[str]
    modified: str
    source: SourceOut
    mirror: MirrorLine | None


class HarvestedPage(Schema):
    """One page of them."""

    datasets: list[HarvestedOut]
    total: int
    page: int
    pages: int


class HarvestedData(Schema):
    """Figures of a mirrored edition."""

    edition: str
    source: str
    licence: str
    simulated: bool
    harvested_from: SourceOut
    address: str
    columns: list[dict[str, Any]]
    data: list[dict[str, Any]]
    next: str | None
    total: int
    notes: list[dict[str, str]]


@router.get("", response=HarvestedPage, summary="Datasets of other portals")
def list_harvested(
    request: HttpRequest,  # noqa: ARG001  # ninja hands it
    q: Annotated[str, Field(max_length=200)] = "",
    source: Annotated[str, Field(max_length=60)] = "",
    page: Annotated[int, Field(ge=1, le=100_000)] = 1,
) -> dict[str, Any]:
    """What other portals publish, as they describe it."""
    found = harvest.entries(q, source=source)
    total = found.count()
    first = (page - 1) * DATASETS_A_PAGE
    return {
        "datasets": [_line(one) for one in found[first : first + DATASETS_A_PAGE]],
        "total": total,
        "page": page,
        "pages": max(1, -(-total // DATASETS_A_PAGE)),
    }


@router.get(
    "/{source}/data/{path:name}",
    response={200: HarvestedData, 404: ProblemOut, 422: ProblemOut},
    summary="Figures of a mirrored edition",
    openapi_extra={
        "parameters": [
            {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
            for name in ("area", "within", "period", "measures", "by", "roll_up", "order", "limit", "cursor")
        ]
    },
)
def show_harvested_data(request: HttpRequest, source: str, name: str) -> dict[str, Any]:
    """Figures of another Lumbung as this house holds them; asked for as at ``/datasets/{code}/data``."""
    entry = harvest.entry(source, name)
    mirror = harvest.mirror(entry)
    given = parse_qs(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    asked = observations.question(
        entry.name, {key: said for key, said in given.items() if key not in OWN}, limit=ROWS_A_PAGE
    )
    if asked.limit is None or asked.limit > READING["most_rows_a_page"]:
        raise LimitUnfit(value=asked.limit, most=READING["most_rows_a_page"])
    answer, manifest = harvest.answer(mirror, asked), harvest.manifest(mirror)
    return {
        "edition": mirror.edition,
        "source": manifest.source.id,
        "licence": manifest.licence,
        "simulated": manifest.simulated,
        "harvested_from": _source(entry),
        "address": entry.address,
        "columns": [described(column) for column in answer.columns if column.role not in BESIDE],
        "data": rows(answer),
        "next": answer.next,
        "total": answer.total,
        "notes": [note.as_dict() for note in answer.notes],
    }


@router.get(
    "/{source}/{path:name}",
    response={200: HarvestedOut, 404: ProblemOut},
    summary="One dataset of another portal",
)
def show_harvested(request: HttpRequest, source: str, name: str) -> dict[str, Any]:  # noqa: ARG001  # as above
    """What the other portal says of it, and which edition of it is held here."""
    return _line(harvest.entry(source, name))


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title.as_dict(),
        "description": entry.description.as_dict(),
        "publisher": entry.publisher,
        "licence": entry.licence,
        "address": entry.address,
        "keywords": entry.keywords,
        "formats": entry.formats,
        "modified": entry.modified,
        "source": _source(entry),
        "mirror": _mirror(entry),
    }


def _source(entry: Entry) -> dict[str, Any]:
    source = entry.source
    return {
        "code": source.code,
        "title": source.title.as_dict(),
        "kind": source.kind,
        "address": source.address,
    }


def _mirror(entry: Entry) -> dict[str, Any] | None:
    try:
        mirror = harvest.mirror(entry)
    except EntryUnknown:  # only another Lumbung's figures are held here
        return None
    names = ("edition", "digest", "checksum", "rows", "released_at", "mirrored_at")
    return {name: getattr(mirror, name) for name in names}
