"""The catalogue: search, shelves, and what is on them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal.shelf import public_page
from lumbung.kit.jinja import query
from lumbung.rooms.catalog import queries as catalog

FACETS = {"topic": "topik", "producer": "produsen", "level": "tingkat"}
LONGEST_QUESTION = 200


@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show what answers a question, or everything."""
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    chosen = {name: request.GET.get(word, "") for name, word in FACETS.items()}
    page = request.GET.get("hal", "1")
    answer = catalog.search(
        question,
        topic=chosen["topic"],
        producer=chosen["producer"],
        level=chosen["level"],
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )

    def address(**change: object) -> str:
        parts = {"q": question, **{FACETS[name]: code for name, code in chosen.items()}}
        return "/data" + query(**(parts | change))

    def page_address(number: int) -> str:
        return address(hal=number)

    return render(
        request,
        "portal/catalogue.jinja",
        {
            "answer": answer,
            "question": question,
            "narrowed": any(chosen.values()),
            "chosen": {FACETS[name]: code for name, code in chosen.items()},
            "facet_word": FACETS,
            "address": address,
            "page_address": page_address,
            "section": "data",
        },
    )
