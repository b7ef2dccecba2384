"""What there is to read: configuration, folders, tables, their metadata and code lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

import lumbung
from lumbung.faces.api.pxweb import limits
from lumbung.faces.api.pxweb.choosing import chosen
from lumbung.faces.api.pxweb.door import ROOT, Given, document, endpoint, number, site_of, word
from lumbung.faces.api.pxweb.saved import saved_here, selection_of
from lumbung.faces.api.pxweb.tables import Table, codelist, table, variable_names
from lumbung.faces.portal.timeliness import Came, timings_of
from lumbung.formats.jsonstat.cubes import Cube, Variable
from lumbung.formats.jsonstat.writing import document as jsonstat_document
from lumbung.formats.px import catalogue, describing
from lumbung.formats.px.catalogue import Links
from lumbung.formats.px.problems import OutputUnfit
from lumbung.formats.px.selections import Selection
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.publications import Publication, Theme
from lumbung.vocabulary.words import Text

SOURCE = Text(
    "Sebut produsen data, judul tabel, dan pengenal edisinya.",
    "Name the data producer, the table's title and the id of its edition.",
)


class FolderUnknown(NotFound):
    """No shelf has this name."""

    code = "pxweb.folder-unknown"
    message = Text("Tidak ada map “{folder}”.", "There is no folder “{folder}”.")
    hint = Text("Lihat {root}/navigation.", "See {root}/navigation.")


class AddressUnknown(NotFound):
    """Nothing is at an address."""

    code = "pxweb.address"
    message = Text("Tidak ada apa-apa di “{address}”.", "There is nothing at “{address}”.")
    hint = Text("Lihat {root}/config dan {root}/tables.", "See {root}/config and {root}/tables.")


class PageUnknown(NotFound):
    """The list of tables has not so many pages."""

    code = "pxweb.page-unknown"
    message = Text(
        "Tidak ada halaman {page}; semuanya {pages}.", "There is no page {page}; there are {pages}."
    )
    hint = Text("Mulai dari pageNumber=1.", "Begin with pageNumber=1.")


@endpoint("GET")
def config(request: HttpRequest, given: Given, links: Links) -> HttpResponse:  # noqa: ARG001  # of the door
    """What this interface can do, and its limits."""
    licences = sorted({one.licence.code for one in observations.published().publications} - {""})
    told = {
        "apiVersion": limits.API_VERSION,
        "appVersion": lumbung.__version__,
        "languages": catalogue.languages(),
        "defaultLanguage": "id",
        "maxDataCells": observations.LIMITS["most_cells_in_a_table"],
        "maxCallsPerTimeWindow": limits.CALLS,
        "timeWindow": limits.WINDOW,
        "license": licences[0] if len(licences) == 1 else ", ".join(licences) or "–",
        "sourceReferences": [
            {"language": language["id"], "text": SOURCE.said(language["id"])}
            for language in catalogue.languages()
        ],
        "defaultMetadataFormat": limits.METADATA_FORMATS[0],
        "defaultDataFormat": limits.DEFAULT_FORMAT,
        "dataFormats": list(limits.MEDIA),
        "features": [
            {"id": "CORS", "params": [{"key": "enabled", "value": "True"}]},
            {
                "id": "savedqueries",
                "params": [{"key": "perHour", "value": str(observations.LIMITS["saved_queries_an_hour"])}],
            },
        ],
    }
    return document(request, told)


@endpoint("GET")
def navigation(request: HttpRequest, given: Given, links: Links) -> HttpResponse:  # noqa: ARG001  # of the door
    """The shelves of the catalogue."""
    return document(request, catalogue.root_folder(_themes(), links))


@endpoint("GET")
def folder(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:  # noqa: ARG001  # as above
    """The tables on a shelf."""
    for theme in _themes():
        if theme.code == code:
            found = [one for one in observations.published().publications if one.theme.code == code]
            return document(request, catalogue.folder(theme, _lines(found, links), links))
    raise FolderUnknown(folder=code[:80], root=ROOT)


@endpoint("GET")
def tables(request: HttpRequest, given: Given, links: Links) -> HttpResponse:
    """The tables that answer a question, page by page."""
    asked = word(given, "query")[: limits.LONGEST_QUESTION]
    days = number(given, "pastDays", 0, 36_500)
    page = number(given, "pageNumber", 1, 10**8)
    size = number(given, "pageSize", limits.TABLES_A_PAGE, limits.MOST_TABLES_A_PAGE)
    found = _found(asked)
    if days:
        since = timezone.now() - dt.timedelta(days=days)
        found = [one for one in found if one.modified >= since]
    pages = max(1, -(-len(found) // size))
    if page > pages:
        raise PageUnknown(page=page, pages=pages)
    shown = found[(page - 1) * size : page * size]
    told = catalogue.tables(
        _lines(shown, links),
        links,
        number=page,
        size=size,
        total=len(found),
        asked={"query": asked or None, "pastDays": days or None},
    )
    return document(request, told)


@endpoint("GET")
def one_table(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:  # noqa: ARG001  # as above
    """A table in a few words."""
    (line,) = _lines([observations.publication(code)], links)
    return document(request, {**line, "language": links.language})


@endpoint("GET")
def metadata(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:
    """All variables and values of a table: as JSON-stat, or in the protocol's own form."""
    form = word(given, "outputFormat") or limits.METADATA_FORMATS[0]
    if form not in limits.METADATA_FORMATS:
        raise OutputUnfit(value=form[:60], known=", ".join(limits.METADATA_FORMATS))
    described = table(code, links, site_of(request))
    shown = described.described()
    if word(given, "defaultSelection").lower() == "true":
        shown = _only(shown, described, Selection())
    elif saved := word(given, "savedQuery"):
        shown = _only(shown, described, selection_of(saved_here(saved)))
    shown = replace(shown, about=replace(shown.about, next_update=_next_update(code)))
    if form == "json-px":
        return document(request, describing.metadata_document(shown, links, described.time_unit))
    return document(request, jsonstat_document(shown))


@endpoint("GET")
def default_selection(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:  # noqa: ARG001  # as above
    """What a table shows when nothing is chosen."""
    shown = chosen(table(code, links, site_of(request)), Selection()).selection
    return document(request, describing.selection_document(shown, links, f"/tables/{code}/defaultselection"))


@endpoint("GET")
def one_codelist(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:  # noqa: ARG001  # as above
    """A code list, and what each of its codes is made of."""
    return document(request, describing.codelist_document(codelist(code, links, site_of(request)), links))


def _found(asked: str) -> Sequence[Publication]:
    published = observations.published()
    if not asked:
        return published.publications
    found = catalog.search(asked, per_page=limits.MOST_TABLES_A_PAGE).found
    return [published.by_code[one.dataset.code] for one in found if one.dataset.code in published.by_code]


def _themes() -> list[Theme]:
    themes = {one.theme.code: one.theme for one in observations.published().publications}
    return [themes[code] for code in sorted(themes)]


def _lines(found: Sequence[Publication], links: Links) -> list[dict[str, object]]:
    return [
        catalogue.table(one, variable_names(one, links.language), timezone.localdate(one.modified), links)
        for one in found
    ]


def _only(shown: Cube, described: Table, selection: Selection) -> Cube:
    """The metadata of what a selection leaves."""
    axes = chosen(described, selection, forgiving=True).axes

    def left(variable: Variable) -> Variable:
        kept = [item for item in variable.categories if item.code in axes[variable.code]]
        return replace(variable, categories=tuple(kept))

    return replace(shown, variables=tuple(left(one) for one in shown.variables if one.code in axes))


def _next_update(code: str) -> dt.date | None:
    """The day for which the next figures are announced."""
    dataset = catalog.dataset(code)
    waiting = (one.planned_on for one in timings_of([dataset])[dataset.pk] if one.came is Came.EXPECTED)
    return min(waiting, default=None)


@endpoint("GET")
def nothing_here(request: HttpRequest, given: Given, links: Links, rest: str) -> HttpResponse:  # noqa: ARG001  # as above
    """An address that leads nowhere."""
    raise AddressUnknown(address=rest[:80], root=ROOT)
