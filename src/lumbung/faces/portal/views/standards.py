"""Data standards for everybody: the list, and each with its versions and the datasets that use it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal.shelf import public_page
from lumbung.kit.jinja import query
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.standards import queries as found
from lumbung.rooms.standards.queries import Entry, Kind, Life, Wanted
from lumbung.vocabulary.structures import AddsUp

A_PAGE = 50
MOST_CODES = 500  # of a list on its page; the interface gives all


@public_page
def standards(request: HttpRequest) -> HttpResponse:
    """The standards that are in use here, searched and narrowed."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "jenis", "keadaan")}
    wanted = Wanted(asked["q"], kind=asked["jenis"], state=asked["keadaan"])
    answers = catalog.public_standards(found.found(wanted))
    paged = Paginator(answers, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "paged": paged,
        "asked": asked,
        "kinds": found.KINDS,
        "states": list(Life),
        "section": "standar",
        "page_address": lambda number: query(**asked, halaman=number),
    }
    return render(request, "portal/standards.jinja", context)


@public_page
def standard(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """One standard in full."""
    entry = catalog.public_standard(kind, code)
    datasets = Paginator(catalog.public_datasets_using(kind, code), A_PAGE)
    codes = found.listed_codes(code) if entry.kind is Kind.CODELIST else []
    context = {
        "entry": entry,
        "paged": datasets.get_page(request.GET.get("halaman")),
        "versions": found.versions_of(kind, code),
        "codes": codes[:MOST_CODES],
        "count": len(codes),
        "parts": parts(entry),
        "ways": {way.value: way.title for way in AddsUp},
        "entries": found.entries(),
        "section": "standar",
        "page_address": lambda number: query(halaman=number),
    }
    return render(request, "portal/standard.jinja", context)


def parts(entry: Entry) -> list[tuple[Kind, str]]:
    """The other standards that one is made of, by what they are to it."""
    facts = entry.facts
    made = [(Kind.CONCEPT, facts.get("parent")), (Kind.CONCEPT, facts.get("concept"))]
    made += [(Kind.UNIT, facts.get("unit")), *((Kind.MEASURE, code) for code in facts.get("of") or ())]
    made += [(Kind.CODELIST, code) for code in facts.get("classifications") or ()]
    return [(kind, code) for kind, code in made if code]
