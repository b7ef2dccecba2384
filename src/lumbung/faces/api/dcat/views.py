"""The catalogue and each dataset for programs that read catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase

from lumbung.faces.api.dcat.negotiation import WRITINGS, preferred
from lumbung.faces.api.documents import document, for_programs
from lumbung.faces.publishing import site_of
from lumbung.formats.dcat.catalogues import Page, catalogue, only
from lumbung.formats.dcat.projectopendata import write_data_json
from lumbung.formats.dcat.terms import Node
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import CATALOGUE_PAGE, ParameterUnfit
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

LONGEST_NUMBER = 6


class PageUnknown(NotFound):
    """A page behind the last one."""

    code = "dcat.page-unknown"
    message = Text("Katalog tidak punya halaman {page}.", "The catalogue has no page {page}.")
    hint = Text("Halaman terakhir: {last}.", "The last page is {last}.")


@for_programs
def show_catalogue(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    """A page of the catalogue."""
    writing = WRITINGS[ending] if ending else preferred(request, otherwise=WRITINGS["ttl"])
    site, published = site_of(request), observations.published().publications
    all_editions = _all_editions(request)
    number = _number(request)
    more = {} if all_editions else {"editions": "current"}
    address = f"{site.address}/catalog.{writing.ending}?{urlencode({**more, 'page': ''})}"
    page = Page(address, number, CATALOGUE_PAGE, len(published))
    if number > page.last:
        raise PageUnknown(page=number, last=page.last)
    chosen = published[(number - 1) * page.size : number * page.size]

    def nodes() -> Iterator[Node]:
        return catalogue(chosen, page, site, all_editions=all_editions)

    response = document(request, writing.media_type, lambda: writing.write(nodes()), site.services)
    links = {"first": 1, "last": page.last, "prev": number - 1, "next": number + 1}
    response["Link"] = ", ".join(
        f'<{page.at(at)}>; rel="{rel}"' for rel, at in links.items() if 1 <= at <= page.last
    )
    if not ending:
        response["Content-Location"] = page.at(number)
        response["Vary"] = "Accept, Accept-Encoding"
    return response


@for_programs
def show_dataset(request: HttpRequest, code: str, ending: str) -> HttpResponseBase:
    """A dataset with all its editions."""
    writing, site = WRITINGS[ending], site_of(request)
    found = observations.publication(code)
    response = document(request, writing.media_type, lambda: writing.write(only(found, site)), site.services)
    response["Link"] = f'<{site.page(found)}>; rel="about"'
    response["Content-Location"] = f"{site.page(found)}.{ending}"
    return response


@for_programs
def show_data_json(request: HttpRequest) -> HttpResponseBase:
    """The whole catalogue as DCAT-US writes it."""
    site, published = site_of(request), observations.published().publications
    return document(request, "application/json", lambda: write_data_json(published, site))


def _number(request: HttpRequest) -> int:
    word = request.GET.get("page", "") or "1"
    if not (word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER and int(word)):
        raise ParameterUnfit(name="page", value=word[:60], example="page=2")
    return int(word)


def _all_editions(request: HttpRequest) -> bool:
    word = request.GET.get("editions", "") or "all"
    if word not in {"all", "current"}:
        raise ParameterUnfit(name="editions", value=word[:60], example="editions=current")
    return word == "all"
