"""Problems as programs read them: ``application/problem+json`` (RFC 9457), in both languages.

``title`` and ``detail`` are in the language of ``Accept-Language``; ``message`` and ``hint``
always carry both, and ``code`` never changes.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import orjson
from django.http import HttpRequest, HttpResponse

from lumbung.kit.language import COOKIE, chosen
from lumbung.kit.told import TITLES
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

MEDIA_TYPE = "application/problem+json"


def language_of(request: HttpRequest) -> str:
    """The language of an answer: a program's by Accept-Language, a reader's by what they chose on the pages.

    A link on a page is followed by a browser, whose own language says little about its reader.
    """
    came_from = urlsplit(request.headers.get("Referer", "")).netloc
    if COOKIE in request.COOKIES or came_from == request.get_host():
        return chosen(request)
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
