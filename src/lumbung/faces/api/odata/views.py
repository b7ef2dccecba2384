"""The addresses under ``/odata/``: each reads its request, asks for rows, and writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse

from lumbung.faces.api.odata import reading
from lumbung.faces.api.odata.tables import table, tables
from lumbung.faces.api.telling import language_of
from lumbung.formats.odata import documents
from lumbung.formats.odata.problems import (
    MethodUnknown,
    NotAcceptable,
    NotOffered,
    OptionUnreadable,
    RowUnknown,
    SetUnknown,
)
from lumbung.formats.odata.requests import SAID, Wanted, accepted, address, key_of, wanted
from lumbung.formats.odata.tables import Table
from lumbung.vocabulary.problems import Problem

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]
VERSION = "4.0"
XML = "application/xml"
TEXT = "text/plain;charset=utf-8"
ONE_PAGE = frozenset({"$skip", "$top", "$skiptoken", "$count"})  # of the request for one page only
ASK_AGAIN = "public, no-cache"  # with the ETag: a short question instead of the whole answer


def read_only(view: View[Given]) -> View[Given]:
    """Answer GET and HEAD; tell problems as this standard does."""

    def answered(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            if request.method not in {"GET", "HEAD"}:
                raise MethodUnknown(method=str(request.method)[:20])
            response = view(request, *args, **kwargs)
        except Problem as problem:
            response = HttpResponse(
                orjson.dumps(documents.error(problem, language_of(request))),
                status=400 if problem.http_status == 422 else problem.http_status,
                content_type="application/json",
            )
            response["Cache-Control"] = "no-store"
            if problem.http_status == 405:
                response["Allow"] = "GET, HEAD"
        response["OData-Version"] = VERSION
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "OData-Version"
        return response

    update_wrapper(answered, view)
    return answered


@read_only
def service(request: HttpRequest) -> HttpResponse:
    """The list of tables."""
    level = _level(request, request.GET.get("$format"))
    told = documents.service(_root(request), tables().values(), language_of(request))
    if level == "none":
        del told["@odata.context"]
    return _sent(request, orjson.dumps(told), _json(level))


@read_only
def metadata(request: HttpRequest) -> HttpResponse:
    """What the tables hold."""
    if request.GET.get("$format", "xml") not in {"xml", XML}:
        raise NotAcceptable(format=request.GET["$format"][:SAID])
    return _sent(request, documents.metadata(tables().values(), language_of(request)), XML)


@read_only
def rows(request: HttpRequest, path: str) -> HttpResponse:
    """Rows of a table, one of them, or how many there are."""
    asked = address(path)
    if path.startswith("$"):
        raise NotOffered(what=path[:SAID], known="$metadata")
    if asked is None:
        raise SetUnknown(name=path[:SAID])
    found = table(asked.name)
    given = request.GET.dict()
    options = wanted(given, found, prefer=request.headers.get("Prefer", ""))
    level = _level(request, given.get("$format")) if not asked.counted else "none"
    if asked.counted and asked.key is None:
        return _sent(request, str(reading.counted(found, options)).encode(), TEXT)
    if asked.key is not None:
        if asked.counted:
            raise OptionUnreadable(name="$count", value=path[:SAID], example=f"{found.name}/$count")
        return _row(request, found, asked.key, options, level)
    tag = _tag(request, found.edition, options)
    if tag in request.headers.get("If-None-Match", ""):
        return _tagged(HttpResponse(status=304), tag)
    page = reading.page(found, options)
    root = _root(request)
    told: dict[str, Any] = {}
    if level == "minimal":
        is_part = options.selected
        told["@odata.context"] = documents.context(
            root, found, options.columns, selected=is_part, single=False
        )
        told |= documents.credits_of(found)
    if page.total is not None:
        told["@odata.count"] = page.total
    told["value"] = list(page.rows)
    if page.next is not None:
        kept = {name: value for name, value in given.items() if name not in ONE_PAGE}
        told["@odata.nextLink"] = f"{root}{found.name}?{urlencode({**kept, **page.next}, safe='$')}"
    response = _tagged(HttpResponse(orjson.dumps(told), content_type=_json(level)), tag)
    if "maxpagesize" in request.headers.get("Prefer", ""):
        response["Preference-Applied"] = f"odata.maxpagesize={options.page}"
    return response


def _row(request: HttpRequest, found: Table, key: str, options: Wanted, level: str) -> HttpResponse:
    named = key_of(key, found)
    told = reading.row(found, named, options.columns) if named is not None else None
    if told is None:
        example = ",".join(f"{item.name}='…'" for item in found.keys)
        raise RowUnknown(name=found.name, key=f"({key[:SAID]})", example=example)
    about = {}
    if level == "minimal":
        is_part = options.selected
        address_of = documents.context(_root(request), found, options.columns, selected=is_part, single=True)
        about = {"@odata.context": address_of, **documents.credits_of(found)}
    return _sent(request, orjson.dumps({**about, **told}), _json(level))


def _level(request: HttpRequest, format_: str | None) -> str:
    """How much is told about the answer; the option goes before the header."""
    if format_ is None:
        return accepted(request.headers.get("Accept", ""))
    return "none" if "metadata=none" in format_ else "minimal"


def _json(level: str) -> str:
    return f"application/json;odata.metadata={level};odata.streaming=true;charset=utf-8"


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}/odata/"


def _sent(request: HttpRequest, body: bytes, media: str) -> HttpResponse:
    """A document with its tag; or nothing, for who has it already."""
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    if tag in request.headers.get("If-None-Match", ""):
        return _tagged(HttpResponse(status=304), tag)
    return _tagged(HttpResponse(body, content_type=media), tag)


def _tag(request: HttpRequest, *about: object) -> str:
    whole = repr((about, _root(request), request.headers.get("Accept", ""))).encode()
    return f'W/"{hashlib.blake2b(whole, digest_size=12).hexdigest()}"'


def _tagged(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = ASK_AGAIN
    response["Vary"] = "Accept, Accept-Language, Prefer"
    return response
