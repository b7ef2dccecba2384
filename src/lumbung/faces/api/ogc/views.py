"""The addresses under ``/ogc``: each reads its request, asks for features, and writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils import timezone

from lumbung.faces.api.ogc.answers import document, read_only, root_of, tag_of, tagged
from lumbung.faces.api.ogc.choosing import Found, chosen, every, found, single
from lumbung.faces.api.ogc.places import places, registry
from lumbung.faces.api.telling import language_of
from lumbung.formats.ogc import documents
from lumbung.formats.ogc.crs import System
from lumbung.formats.ogc.documents import GEOJSON, OPENAPI, SCHEMA, link
from lumbung.formats.ogc.layers import CHUNK, collection_chunks, moment, page
from lumbung.formats.ogc.openapi import described_api
from lumbung.formats.ogc.problems import NothingHere, ParameterUnreadable
from lumbung.formats.ogc.requests import Wanted, refuse_unknown, wanted, wanted_system
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.words import Text

TITLE = Text("Wilayah dan angkanya", "Areas and their figures")
DESCRIPTION = Text(
    "Wilayah beserta angka yang sudah dirilis, dengan sumber, edisi, dan lisensinya.",
    "Areas with their released figures, and the source, edition and licence of each.",
)


@read_only
def landing(request: HttpRequest) -> HttpResponseBase:
    """The way in."""
    _plain(request)
    language = language_of(request)
    told = documents.landing(root_of(request), TITLE.said(language), DESCRIPTION.said(language))
    return document(request, told)


@read_only
def conformance(request: HttpRequest) -> HttpResponseBase:
    """What is promised."""
    _plain(request)
    return document(request, documents.conformance())


@read_only
def api(request: HttpRequest) -> HttpResponseBase:
    """The API described for programs."""
    _plain(request)
    language = language_of(request)
    told = described_api(
        root_of(request),
        TITLE.said(language),
        DESCRIPTION.said(language),
        [item.described() for item in every(registry())],
    )
    return document(request, told, OPENAPI)


@read_only
def api_for_people(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001  # Django hands it
    """The API described for people: the portal tells what there is."""
    return HttpResponseRedirect("/data")


@read_only
def collections(request: HttpRequest) -> HttpResponseBase:
    """All collections."""
    _plain(request)
    described = (item.described() for item in every(registry()))
    return document(request, documents.collections(root_of(request), described, language_of(request)))


@read_only
def collection(request: HttpRequest, name: str) -> HttpResponseBase:
    """One collection."""
    _plain(request)
    told = documents.described(root_of(request), found(name, registry()).described(), language_of(request))
    return document(request, told)


@read_only
def queryables(request: HttpRequest, name: str) -> HttpResponseBase:
    """What may be filtered."""
    _plain(request)
    told = documents.queryables(root_of(request), found(name, registry()).described(), language_of(request))
    return document(request, told, SCHEMA)


@read_only
def items(request: HttpRequest, name: str) -> HttpResponseBase:
    """Features of a collection."""
    given = request.GET.dict()
    where = found(name, registry())
    asked = wanted(given, where.kinds())
    address = root_of(request)
    tag = tag_of(where.edition, where.state, asked, address, timezone.localdate())
    if tag in request.headers.get("If-None-Match", ""):
        return _of_features(HttpResponse(status=304), asked.system, tag)
    selected = chosen(where, asked)
    outlines = places(where.state, asked.system)
    features, total = page(selected, asked.offset, asked.limit)
    around = {
        "timeStamp": moment(timezone.now()),
        "numberMatched": total,
        "numberReturned": len(features),
        **_credits(where),
        "links": _links(f"{address}/collections/{name}", given, asked, total),
    }
    chunks = collection_chunks(features, outlines, around)
    response: HttpResponseBase = (
        HttpResponse(b"".join(chunks), content_type=GEOJSON)
        if len(features) <= CHUNK
        else StreamingHttpResponse(chunks, content_type=GEOJSON)
    )
    return _of_features(response, asked.system, tag)


@read_only
def item(request: HttpRequest, name: str, feature: str) -> HttpResponseBase:
    """One feature."""
    system = wanted_system(request.GET.dict())
    where = found(name, registry())
    layer, number = single(where, feature)
    outlines = places(where.state, system)
    here = f"{root_of(request)}/collections/{name}"
    links = [
        link(f"{here}/items/{feature}", "self", GEOJSON, feature),
        link(here, "collection", documents.JSON, name),
    ]
    written = layer.written(number, outlines)[:-1] + b',"links":' + orjson.dumps(links) + b"}"
    tag = tag_of(written)
    if tag in request.headers.get("If-None-Match", ""):
        return _of_features(HttpResponse(status=304), system, tag)
    return _of_features(HttpResponse(written, content_type=GEOJSON), system, tag)


@read_only
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:  # noqa: ARG001  # Django hands it
    """An address that leads nowhere."""
    raise NothingHere(address=f"/ogc/{rest[:80]}")


def _plain(request: HttpRequest) -> None:
    """Refuse parameters of a document that has none."""
    refuse_unknown(request.GET, ("f",))
    if request.GET.get("f", "json") != "json":
        raise ParameterUnreadable(name="f", value=request.GET["f"][:60], example="json")


def _of_features(response: HttpResponseBase, system: System, tag: str) -> HttpResponseBase:
    response["Content-Crs"] = f"<{system.value}>"
    return tagged(response, tag)


def _credits(where: Found) -> Mapping[str, Any]:
    """Where figures come from, beside them."""
    if where.dataset is None:
        return {}
    manifest = observations.cube().manifest(where.edition)
    return {
        "edition": manifest.id,
        "source": (manifest.source or where.dataset.source).id,
        "licence": manifest.licence,
        "simulated": manifest.simulated,
    }


def _links(here: str, given: Mapping[str, str], asked: Wanted, total: int) -> list[dict[str, str]]:
    def page_at(offset: int, rel: str) -> dict[str, str]:
        kept = {key: value for key, value in given.items() if key != "offset"}
        query = urlencode({**kept, "offset": offset} if offset else kept)
        return link(f"{here}/items{'?' + query if query else ''}", rel, GEOJSON, rel)

    found = [page_at(asked.offset, "self"), link(here, "collection", documents.JSON, "collection")]
    if asked.offset + asked.limit < total:
        found.append(page_at(asked.offset + asked.limit, "next"))
    if asked.offset:
        found.append(page_at(max(0, asked.offset - asked.limit), "prev"))
    return found
