"""Saved queries: a selection under a short address, resolved anew whenever it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from lumbung.faces.api.pxweb import limits
from lumbung.faces.api.pxweb.choosing import chosen
from lumbung.faces.api.pxweb.data import figures, output_in
from lumbung.faces.api.pxweb.door import Given, document, endpoint, posted, site_of, word
from lumbung.faces.api.pxweb.tables import table
from lumbung.formats.px.catalogue import Links
from lumbung.formats.px.describing import selection_document
from lumbung.formats.px.problems import LanguageUnknown, SelectionUnreadable
from lumbung.formats.px.selections import SAID, Selection, selection_in_body
from lumbung.rooms.query import actions
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import SavedQuery
from lumbung.vocabulary.words import LANGUAGES


@endpoint("POST")
def save(request: HttpRequest, given: Given, links: Links) -> HttpResponse:  # noqa: ARG001  # of the door
    """Keep a selection; the same one again has the address that it has already."""
    asked = posted(request)
    if not isinstance(asked, Mapping):
        raise SelectionUnreadable(what="JSON")
    code, language = asked.get("tableId"), asked.get("language", links.language)
    if not isinstance(code, str) or not isinstance(language, str):
        raise SelectionUnreadable(what="tableId, language")
    if language not in LANGUAGES:
        raise LanguageUnknown(language=language[:20], known=", ".join(LANGUAGES))
    selection = selection_in_body(asked.get("selection"))
    form, parameters = _output(asked)
    output_in({}, form, parameters)
    chosen(table(code, links, site_of(request)), selection)  # what cannot be answered now is not kept
    content = {
        "selection": selection.as_dict(),
        "language": language,
        "outputFormat": form,
        "outputFormatParams": parameters,
    }
    kept = actions.save_query(dataset=code, content=content, actor=None)
    body = orjson.dumps(_told(kept, links))
    response = HttpResponse(body, status=201, content_type=limits.JSON)
    response["Location"] = links.to(f"/savedqueries/{kept.pk}")
    response["Cache-Control"] = "no-store"
    return response


@endpoint("GET")
def saved(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:  # noqa: ARG001  # of the door
    """A selection as it was saved."""
    return document(request, _told(saved_here(code), links))


@endpoint("GET")
def saved_data(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:
    """The figures of a saved selection, of the edition that is current now."""
    kept = saved_here(code)
    links = _in_its_language(kept, given, links)
    shown = table(kept.dataset.code, links, site_of(request))
    wanted = chosen(shown, selection_of(kept), forgiving=True)
    output = output_in(given, kept.content["outputFormat"], kept.content["outputFormatParams"])
    return figures(request, shown, wanted, output, links)


@endpoint("GET")
def saved_selection(request: HttpRequest, given: Given, links: Links, code: str) -> HttpResponse:
    """What a saved selection means now: every expression as the codes that it selects."""
    kept = saved_here(code)
    links = _in_its_language(kept, given, links)
    shown = table(kept.dataset.code, links, site_of(request))
    wanted = chosen(shown, selection_of(kept), forgiving=True)
    told = selection_document(wanted.selection, links, f"/savedqueries/{kept.pk}/selection")
    return document(request, told)


def saved_here(code: str) -> SavedQuery:
    """A saved query of this protocol; other faces keep their questions under the same kind of address."""
    kept = observations.saved_query(code)
    if "selection" not in kept.content:
        raise observations.SavedQueryUnknown(id=code[:SAID])
    return kept


def selection_of(kept: SavedQuery) -> Selection:
    """The selection of a saved query."""
    return selection_in_body(kept.content["selection"])


def _in_its_language(kept: SavedQuery, given: Given, links: Links) -> Links:
    return links if word(given, "lang") else Links(links.root, kept.content["language"])


def _output(asked: Mapping[str, Any]) -> tuple[str, list[str]]:
    form, parameters = asked.get("outputFormat"), asked.get("outputFormatParams")
    if form is not None and not isinstance(form, str):
        raise SelectionUnreadable(what="outputFormat")
    if parameters is not None and not (
        isinstance(parameters, list)
        and all(isinstance(each, str) and len(each) <= SAID for each in parameters)
    ):
        raise SelectionUnreadable(what="outputFormatParams")
    return form or limits.DEFAULT_FORMAT, parameters or []


def _told(kept: SavedQuery, links: Links) -> dict[str, Any]:
    path, links = f"/savedqueries/{kept.pk}", Links(links.root, kept.content["language"])
    return {
        "id": kept.pk,
        "tableId": kept.dataset.code,
        **kept.content,
        "links": [
            links.link("self", path),
            links.link("data", f"{path}/data"),
            links.link("selection", f"{path}/selection"),
        ],
    }
