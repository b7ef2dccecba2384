"""Figures: a page of them as JSON, or all of them as a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from lumbung.cube import Query
from lumbung.faces.api.telling import language_of
from lumbung.faces.api.v1.bodies import WORTH_PACKING, Bodies, as_json, packed
from lumbung.rooms.people.queries import Actor
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import ROWS_A_PAGE, ParameterUnfit, Pinned
from lumbung.vocabulary.access import Access

IF_NONE_MATCH, ACCEPT_ENCODING = "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT_ENCODING"
MOST_PARAMETERS = 100
IN_ADDRESS = "%=&,:;/?@!$'()*+~"  # what may stand in the part of an address after the question mark
FOR_EVER = "public, max-age=31536000, immutable"  # an address that names an edition
ASK_AGAIN = "public, no-cache"  # with the ETag: a short question instead of the whole answer
FOR_ONE = "private, no-store"

_bodies = Bodies()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of figures on its way; without a body it is the one that the asker has already."""

    headers: list[tuple[str, str]]
    body: bytes | None


def data(request: HttpRequest, code: str, *, reader: Actor) -> HttpResponseBase:
    """The figures that an address asks for."""
    asked, form, names = read(code, request.META.get("QUERY_STRING", ""))
    pinned = observations.pin(asked, reader=reader)
    if form == "json":
        known, packing = (request.META.get(name, "") for name in (IF_NONE_MATCH, ACCEPT_ENCODING))
        found = page(pinned, known=known, packing=packing)
        response: HttpResponseBase = HttpResponse(found.body or b"", status=200 if found.body else 304)
        headers = found.headers
    else:
        response = _download(request, pinned, form, names)
        headers = _about(pinned, _tag(pinned, form, names, language_of(request)))
    for name, value in headers:
        response[name] = value
    return response


def page(pinned: Pinned, *, known: str, packing: str) -> Page:
    """A page of figures; ``known`` are the tags that the asker has, ``packing`` what it can unpack."""
    tag = _tag(pinned, "json")
    headers = _about(pinned, tag)
    if tag in known:
        return Page(headers, None)
    key = (settings.HOME, pinned.edition.id, pinned.query, pinned.changes.digest)
    body = _bodies.get(key, lambda: as_json(observations.answer_pinned(pinned)))
    headers.append(("Content-Type", "application/json"))
    if len(body) > WORTH_PACKING and "gzip" in packing:
        body = _bodies.get((*key, "gzip"), lambda: packed(body))
        headers.append(("Content-Encoding", "gzip"))
    return Page(headers, body)


@lru_cache(maxsize=4096)
def read(code: str, address: str) -> tuple[Query, str, bool | None]:
    """The question in an address, the format, and whether names are wanted beside codes."""
    try:
        given = parse_qs(address, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError as fault:
        raise ParameterUnfit(name="…", value="…", example=f"≤ {MOST_PARAMETERS}") from fault
    form = given.pop("format", ["json"])[-1] or "json"
    names = given.pop("names", [""])[-1]
    limit = ROWS_A_PAGE if form == "json" else None
    return observations.question(code, given, limit=limit), form, {"yes": True, "no": False}.get(names)


def _tag(pinned: Pinned, *form: object) -> str:
    about = repr((pinned.edition.id, pinned.query, form, pinned.changes.digest))
    return f'W/"{hashlib.blake2b(about.encode(), digest_size=12).hexdigest()}"'


def _about(pinned: Pinned, tag: str) -> list[tuple[str, str]]:
    """What a browser or a cache must know; open figures may be read from any page."""
    headers = [
        ("ETag", tag),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Robots-Tag", "noindex"),
    ]
    if pinned.dataset.access is not Access.OPEN:
        return [*headers, ("Cache-Control", FOR_ONE)]
    is_settled = pinned.query.edition is not None and not pinned.changes.digest
    kept = FOR_EVER if is_settled else ASK_AGAIN  # what is said of boundaries may still change
    return [*headers, ("Cache-Control", kept), ("Access-Control-Allow-Origin", "*")]


def _download(request: HttpRequest, pinned: Pinned, form: str, names: bool | None) -> StreamingHttpResponse:
    site = request.build_absolute_uri("/").rstrip("/")
    found = observations.export_pinned(pinned, form, names=names, language=language_of(request), site=site)
    response = StreamingHttpResponse(found.chunks, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    if form == "csv":
        response["Link"] = _columns_of(pinned.dataset.code, request.META.get("QUERY_STRING", ""))
    return response


def _columns_of(code: str, address: str) -> str:
    """Where the columns of a CSV are described (CSVW): under the same question."""
    described = f"/api/v1/datasets/{code}/data.csv-metadata.json?{quote(address, safe=IN_ADDRESS)}"
    return f'<{described}>; rel="describedby"; type="application/csvm+json"'
