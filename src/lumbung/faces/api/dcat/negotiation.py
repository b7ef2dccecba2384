"""Which writing of a description is asked for: by the end of the address, or by ``Accept``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from lumbung.formats.dcat import jsonld, rdfxml, turtle
from lumbung.formats.dcat.terms import Node

PAGE = "text/html"


@dataclass(frozen=True, slots=True)
class Writing:
    """One of the forms in which RDF is written."""

    ending: str
    media_type: str
    write: Callable[[Iterable[Node]], Iterator[str]]


WRITINGS = {
    one.ending: one
    for one in (
        Writing("ttl", turtle.MEDIA_TYPE, turtle.write_turtle),
        Writing("jsonld", jsonld.MEDIA_TYPE, jsonld.write_jsonld),
        Writing("rdf", rdfxml.MEDIA_TYPE, rdfxml.write_rdfxml),
    )
}
_BY_TYPE = {one.media_type: one for one in WRITINGS.values()} | {
    "application/json": WRITINGS["jsonld"],
    "application/xml": WRITINGS["rdf"],
    "text/xml": WRITINGS["rdf"],
}


def preferred(request: HttpRequest, *, otherwise: Writing) -> Writing:
    """The writing that a program likes best; another where it names none that we have."""
    return _BY_TYPE.get(request.get_preferred_type(list(_BY_TYPE)) or "", otherwise)


def described_by(describe: Callable[..., HttpResponseBase]) -> Callable[[Any], Any]:
    """A page that is given as RDF to whoever likes that better than a page.

    ``describe`` is given the request, the arguments of the page, and the writing.
    """

    def wrapped(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(page)
        def either(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            liked = request.get_preferred_type([PAGE, *(one.media_type for one in WRITINGS.values())])
            if liked in _BY_TYPE:
                response = describe(request, *args, **kwargs, ending=_BY_TYPE[liked].ending)
            else:
                response = page(request, *args, **kwargs)
            patch_vary_headers(response, ("Accept",))
            return response

        return either

    return wrapped
