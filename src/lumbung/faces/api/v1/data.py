"""The road of a data answer: as short as it can be.

Figures that everybody may read pass no session, form mark, template or response model: the
question is read from the address, the catalog's stamp is read from the database, and the
bytes are taken from memory or made. Anything else goes on to the ordinary road.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from lumbung.cube import Query
from lumbung.faces.api.telling import language_of, told
from lumbung.faces.api.v1.bodies import WORTH_PACKING, Bodies, as_json, packed
from lumbung.rooms.catalog.queries import DatasetUnknown
from lumbung.rooms.people.queries import Actor
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.limits import ROWS_A_PAGE
from lumbung.rooms.query.queries import NotOpen, ParameterUnfit, Pinned
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.problems import Problem

ADDRESS = re.compile(r"/api/v1/datasets/([^/]+)/data")
MOST_PARAMETERS = 100
FOR_EVER = "public, max-age=31536000, immutable"  # an address that names an edition
ASK_AGAIN = "public, no-cache"  # with the ETag: a short question instead of the whole answer
FOR_ONE = "private, no-store"

_bodies = Bodies()


class ThinRoad:
    """The first middleware: answers open data at once and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or pass the request on."""
        if request.method not in ("GET", "HEAD") or (
            settings.SECURE_SSL_REDIRECT and not request.is_secure()
        ):
            return self.get_response(request)
        match = ADDRESS.fullmatch(request.path_info)
        if match is None:
            return self.get_response(request)
        try:
            return data(request, match[1], reader=None)
        except (NotOpen, DatasetUnknown):  # perhaps it is known to somebody who has logged in
            return self.get_response(request)
        except Problem as problem:
            return told(request, problem)


def data(request: HttpRequest, code: str, *, reader: Actor) -> HttpResponseBase:
    """The figures that an address asks for."""
    asked, form, names = read(code, request.META.get("QUERY_STRING", ""))
    pinned = observations.pin(asked, reader=reader)
    tag = _tag(pinned, form, names, language_of(request) if names else "")
    if tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response: HttpResponseBase = HttpResponse(status=304)
    elif form == "json":
        response = _page(request, pinned)
    else:
        response = _download(request, pinned, form, names)
    response["ETag"] = tag
    if pinned.dataset.access is Access.OPEN:
        response["Cache-Control"] = FOR_EVER if asked.edition is not None else ASK_AGAIN
        response["Access-Control-Allow-Origin"] = "*"
    else:
        response["Cache-Control"] = FOR_ONE
    response["Vary"] = "Accept-Encoding"
    response["X-Content-Type-Options"] = "nosniff"
    return response


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


def _tag(pinned: Pinned, form: str, names: bool | None, language: str) -> str:
    about = repr((pinned.edition.id, pinned.query, form, names, language))
    return f'W/"{hashlib.blake2b(about.encode(), digest_size=12).hexdigest()}"'


def _page(request: HttpRequest, pinned: Pinned) -> HttpResponse:
    key = (settings.HOME, pinned.edition.id, pinned.query)
    body = _bodies.get(key, lambda: as_json(observations.answer_pinned(pinned)))
    packs = len(body) > WORTH_PACKING and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    if packs:
        body = _bodies.get((*key, "gzip"), lambda: packed(body))
    response = HttpResponse(body, content_type="application/json")
    if packs:
        response["Content-Encoding"] = "gzip"
    return response


def _download(request: HttpRequest, pinned: Pinned, form: str, names: bool | None) -> StreamingHttpResponse:
    site = request.build_absolute_uri("/").rstrip("/")
    found = observations.export_pinned(pinned, form, names=names, language=language_of(request), site=site)
    response = StreamingHttpResponse(found.chunks, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    return response
