"""Answers: documents and features with what a cache must know, and problems in the words of the standard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from lumbung.faces.api.telling import language_of
from lumbung.formats.ogc.documents import JSON, exception
from lumbung.vocabulary.problems import Invalid, Problem
from lumbung.vocabulary.words import Text

Given = ParamSpec("Given")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]
ASK_AGAIN = "public, no-cache"  # with the ETag: a short question instead of the whole answer


class MethodUnknown(Invalid):
    """This API only reads."""

    code = "ogc.method"
    http_status = 405
    message = Text("{method} tidak dilayani di sini.", "{method} is not served here.")
    hint = Text("Pakai GET atau HEAD.", "Use GET or HEAD.")


def read_only(view: View[Given]) -> View[Given]:
    """Answer GET and HEAD; tell problems as this standard does."""

    def answered(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        try:
            if request.method not in {"GET", "HEAD"}:
                raise MethodUnknown(method=str(request.method)[:20])
            response = view(request, *args, **kwargs)
        except Problem as problem:
            response = HttpResponse(
                orjson.dumps(exception(problem, language_of(request))),
                status=400 if problem.http_status == 422 else problem.http_status,
                content_type=JSON,
            )
            response["Cache-Control"] = "no-store"
            if problem.http_status == 405:
                response["Allow"] = "GET, HEAD"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    answered.__name__, answered.__doc__ = view.__name__, view.__doc__
    return answered


def root_of(request: HttpRequest) -> str:
    """The address of this API as the asker sees it."""
    return f"{request.scheme}://{request.get_host()}/ogc"


def document(request: HttpRequest, told: Any, media: str = JSON) -> HttpResponse:
    """A document in the language of the asker."""
    body = orjson.dumps(told)
    tag = tag_of(body)
    if tag in request.headers.get("If-None-Match", ""):
        return tagged(HttpResponse(status=304), tag, "Accept-Language")
    return tagged(HttpResponse(body, content_type=media), tag, "Accept-Language")


def tag_of(*about: object) -> str:
    """The name of an answer's state."""
    whole = about[0] if isinstance(about[0], bytes) else repr(about).encode()
    return f'W/"{hashlib.blake2b(whole, digest_size=12).hexdigest()}"'


def tagged(response: Answer, tag: str, vary: str = "") -> Answer:
    """The answer with its tag."""
    response["ETag"] = tag
    response["Cache-Control"] = ASK_AGAIN
    if vary:
        response["Vary"] = vary
    return response
