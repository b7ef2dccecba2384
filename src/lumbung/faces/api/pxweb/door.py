"""The door of the interface: languages, faults in the protocol's own envelope, and what caches must know."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any
from urllib.parse import parse_qs

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from lumbung.faces.api.pxweb.limits import JSON, MOST_BODY, MOST_PARAMETERS
from lumbung.faces.api.v1.bodies import WORTH_PACKING, packed
from lumbung.formats.px.catalogue import Links
from lumbung.formats.px.problems import LanguageUnknown, SelectionUnreadable
from lumbung.kit.told import TITLES
from lumbung.rooms.query.queries import ParameterUnfit
from lumbung.vocabulary.problems import Problem, TooMuch
from lumbung.vocabulary.words import LANGUAGES, Text

ROOT = "/pxweb/api/v2"
ASK_AGAIN = "public, no-cache"  # with the ETag: a short question instead of the whole answer
AS_THE_PROTOCOL_HAS_IT = {422: 400, 413: 403, 410: 404, 409: 400}
RETRY_AFTER = 3_600  # seconds

Given = Mapping[str, Sequence[str]]
View = Callable[..., HttpResponseBase]


class BodyTooLarge(TooMuch):
    """A selection of too many bytes."""

    code = "pxweb.body"
    message = Text("Isi permintaan lebih dari {most} bita.", "The request has more than {most} bytes.")
    hint = Text("Pakai * atau top(…) alih-alih daftar kode.", "Use * or top(…) instead of a list of codes.")


def endpoint(*methods: str) -> Callable[[View], View]:
    """A view of this interface: it gets the request, its parameters and the links in its language."""
    allowed = ", ".join((*methods, *(("HEAD",) if "GET" in methods else ()), "OPTIONS"))

    def made(view: View) -> View:
        @wraps(view)
        def answering(request: HttpRequest, **named: str) -> HttpResponseBase:
            response: HttpResponseBase
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response["Access-Control-Allow-Methods"] = allowed
                response["Access-Control-Allow-Headers"] = "Content-Type"
                response["Access-Control-Max-Age"] = "86400"
            elif request.method not in allowed.split(", "):
                response = _not_so(request, allowed)
            else:
                response = _answered(view, request, named)
            response["Access-Control-Allow-Origin"] = "*"
            response["X-Content-Type-Options"] = "nosniff"
            return response

        return csrf_exempt(answering)

    return made


def _answered(view: View, request: HttpRequest, named: Mapping[str, str]) -> HttpResponseBase:
    language = "id"
    try:
        given = _given(request)
        language = _language(given)
        return view(request, given, Links(f"{site_of(request)}{ROOT}", language), **named)
    except Problem as problem:
        status = AS_THE_PROTOCOL_HAS_IT.get(problem.http_status, problem.http_status)
        response = _told(request, language, status, problem.code, problem.told, problem.advice)
        if status == 429:
            response["Retry-After"] = str(RETRY_AFTER)
        return response


def site_of(request: HttpRequest) -> str:
    """Where this house is found."""
    return request.build_absolute_uri("/").rstrip("/")


def _given(request: HttpRequest) -> Given:
    try:
        return parse_qs(
            request.META.get("QUERY_STRING", ""), keep_blank_values=True, max_num_fields=MOST_PARAMETERS
        )
    except ValueError as fault:
        raise ParameterUnfit(name="…", value="…", example=f"≤ {MOST_PARAMETERS}") from fault


def _language(given: Given) -> str:
    wanted = word(given, "lang").lower() or LANGUAGES[0]
    if wanted not in LANGUAGES:
        raise LanguageUnknown(language=wanted[:20], known=", ".join(LANGUAGES))
    return wanted


def word(given: Given, name: str) -> str:
    """The last value of a parameter, whatever the case of its name; empty where it is not there."""
    lowered = name.lower()
    return next((values[-1].strip() for own, values in given.items() if own.lower() == lowered), "")


def number(given: Given, name: str, otherwise: int, most: int) -> int:
    """A parameter that counts something, from 1."""
    said = word(given, name)
    if not said:
        return otherwise
    if not (said.isascii() and said.isdigit() and len(said) < 10 and 1 <= int(said) <= most):
        raise ParameterUnfit(name=name, value=said[:60], example=f"{name}={otherwise} (1–{most})")
    return int(said)


def posted(request: HttpRequest) -> object:
    """The JSON that was posted."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BODY:
        raise BodyTooLarge(most=MOST_BODY)
    body = request.body
    if not body.strip():
        return {}
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        raise SelectionUnreadable(what="JSON") from fault


def tag_of(*parts: object) -> str:
    """A tag that follows from what an answer is made of."""
    return f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the asker has this answer already."""
    return request.method in {"GET", "HEAD"} and tag in parse_etags(request.headers.get("If-None-Match", ""))


def unchanged(tag: str) -> HttpResponse:
    """The answer to somebody who has it already."""
    return kept(HttpResponse(status=304), tag)


def kept(response: HttpResponse, tag: str) -> HttpResponse:
    """An answer with what a cache must know of it."""
    response["ETag"], response["Cache-Control"] = tag, ASK_AGAIN
    response["Vary"] = "Accept-Encoding"
    return response


def document(request: HttpRequest, told: Mapping[str, Any]) -> HttpResponse:
    """A document about the data."""
    body = orjson.dumps(told)
    tag = tag_of(body)
    return unchanged(tag) if is_known(request, tag) else kept(sent(request, body, JSON), tag)


def sent(request: HttpRequest, body: bytes, media: str) -> HttpResponse:
    """Bytes on their way, packed where that pays."""
    packs = len(body) > WORTH_PACKING and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed(body) if packs else body, content_type=media)
    if packs:
        response["Content-Encoding"] = "gzip"
    return response


def _told(
    request: HttpRequest, language: str, status: int, code: str, message: Text, hint: Text
) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, TITLES[400]).said(language),
        "status": status,
        "detail": message.said(language),
        "instance": request.build_absolute_uri(request.path),
        "code": code,
        "hint": hint.said(language),
    }
    response = HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response


def _not_so(request: HttpRequest, allowed: str) -> HttpResponse:
    """The address is there, but not for this method."""
    said = Text(f"Alamat ini menerima {allowed}.", f"This address takes {allowed}.")
    response = _told(request, "id", 405, "pxweb.method", said, Text(""))
    response["Allow"] = allowed
    return response
