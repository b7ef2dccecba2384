"""Problems as programs read them: ``application/problem+json`` (RFC 9457), in both languages.

``title`` and ``detail`` are in the language of ``Accept-Language``; ``message`` and ``hint``
always carry both, and ``code`` never changes.
"""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse

from lumbung.kit.told import TITLES
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

MEDIA_TYPE = "application/problem+json"


def language_of(request: HttpRequest) -> str:
    """The language a program asks for; Indonesian unless it puts English first."""
    wanted = request.headers.get("Accept-Language", "").lower()
    return "en" if wanted.startswith("en") else "id"


def told(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A raised problem as an answer."""
    return tell(
        request, status=problem.http_status, code=problem.code, message=problem.told, hint=problem.advice
    )


def tell(request: HttpRequest, *, status: int, code: str, message: Text, hint: Text) -> HttpResponse:
    """A problem as an answer."""
    language = language_of(request)
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, TITLES[400]).said(language),
        "status": status,
        "code": code,
        "detail": message.said(language),
        "message": message.as_dict(),
        "hint": hint.as_dict(),
        "instance": request.path,
    }
    response = HttpResponse(orjson.dumps(body), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="lumbung"'
    return response
