"""The short road: pages of open figures, answered before Django's machinery begins.

They pass no request object, session, form mark, template or response model: the question is
read from the address, the catalog's stamp from the database, and the bytes are taken from
memory or made. Whatever is not a plain success (other addresses, figures that are not open,
files, faults) takes the ordinary road, which tells it in full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from lumbung.faces.api.v1.data import ACCEPT_ENCODING, IF_NONE_MATCH, Page, page, read
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.problems import Problem

ADDRESS = re.compile(r"/api/v1/datasets/([\w-]+)/data", re.ASCII)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class ShortRoad:
    """Stands before the application; answers what it can and lets everything else pass."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, or pass the request on."""
        match = ADDRESS.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "GET" else None
        if match is not None and (found := _page(match[1], environ)) is not None:
            body = found.body or b""
            length = [] if found.body is None else [("Content-Length", str(len(body)))]
            start_response("304 Not Modified" if found.body is None else "200 OK", found.headers + length)
            return [body]
        return self.application(environ, start_response)


def _page(code: str, environ: Environ) -> Page | None:
    if settings.SECURE_SSL_REDIRECT and environ["wsgi.url_scheme"] != "https":
        return None
    try:
        asked, form, _ = read(code, environ.get("QUERY_STRING", ""))
        pinned = observations.pin(asked, reader=None)
        if form != "json" or pinned.dataset.access is not Access.OPEN:
            return None
        known, packing = environ.get(IF_NONE_MATCH, ""), environ.get(ACCEPT_ENCODING, "")
        return page(pinned, known=known, packing=packing)
    except (Problem, DatabaseError):  # a connection that went stale is mended by the ordinary road
        return None
