"""The short road of CKAN's questions by GET: answered before Django's machinery begins.

As with our own pages of figures, whatever is not plain (POST, another language, a host that is
not ours) takes the ordinary road, which answers the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from http.client import responses
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host

from lumbung.faces.api.ckan.replies import Asked, Reply, refused, reply
from lumbung.faces.api.ckan.views import in_the_address
from lumbung.formats.ckan.arguments import arguments_of
from lumbung.formats.ckan.faults import Unreadable

ADDRESS = re.compile(r"/api/(?:3/)?action/(\w+)", re.ASCII)
ELSEWHERE = ("HTTP_COOKIE", "HTTP_REFERER", "HTTP_X_FORWARDED_HOST")  # what the language or the site hangs on

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class ShortCkan:
    """Stands before the application; answers what it can and lets everything else pass."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, or pass the request on."""
        match = ADDRESS.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "GET" else None
        if match is not None and (told := _reply(match[1], environ)) is not None:
            headers = (
                [*told.headers, ("Content-Length", str(len(told.body)))]
                if told.status != 304
                else [*told.headers]
            )
            start_response(f"{told.status} {responses[told.status]}", headers)
            return [told.body]
        return self.application(environ, start_response)


def _reply(name: str, environ: Environ) -> Reply | None:
    site = _site(environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""))
    if site is None or any(environ.get(header) for header in ELSEWHERE):
        return None
    language = "en" if environ.get("HTTP_ACCEPT_LANGUAGE", "").lower().startswith("en") else "id"
    known, packing = environ.get("HTTP_IF_NONE_MATCH", ""), environ.get("HTTP_ACCEPT_ENCODING", "")
    try:
        given = arguments_of(in_the_address(environ.get("QUERY_STRING", "")), b"")
        return reply(Asked(name, site, language, known, packing), given)
    except Unreadable as fault:
        return refused(fault.status, fault.words.said(language))
    except DatabaseError:  # a connection that went stale is mended by the ordinary road
        return None


@lru_cache(maxsize=64)
def _site(scheme: str, host: str) -> str | None:
    """What stands before the addresses of this house, if it is asked under a name of its own."""
    domain, _ = split_domain_port(host)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return None
    if settings.SECURE_SSL_REDIRECT and scheme != "https":
        return None
    return f"{scheme}://{host}"
