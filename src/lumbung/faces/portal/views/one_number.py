"""One number for one thing, in public: what differs, what was decided and why, and what only looks alike."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal.holdings import open_dataset
from lumbung.faces.portal.shelf import public_page
from lumbung.kit.house import house
from lumbung.kit.language import language
from lumbung.rooms.quality import queries as quality
from lumbung.rooms.quality.queries import ContradictionState, Wanted

A_PAGE = 30
STATES = {"terbuka": ContradictionState.OPEN, "diputuskan": ContradictionState.DECIDED}


@public_page
def one_number(request: HttpRequest) -> HttpResponse:
    """The figures that differ: those decided, and those that still wait."""
    given = request.GET
    state = STATES.get(given.get("keadaan", ""))
    wanted = Wanted(state.value if state else "", given.get("konsep", ""), given.get("dataset", ""))
    counts = quality.counted(quality.public_contradictions())
    here = Paginator(quality.public_contradictions(wanted), A_PAGE).get_page(given.get("halaman"))
    return render(
        request,
        "portal/one-number.jinja",
        {
            "wanted": wanted,
            "state": given.get("keadaan", "") if state else "",
            "states": STATES,
            "counts": counts,
            "here": here,
            "rows": quality.shown(here.object_list),
            "decided_words": quality.decided_words,
            "status_words": quality.status_words,
            "concept_title": quality.concept_title,
            "comparisons": quality.comparisons(),
            "section": "satu-angka",
        },
    )


@public_page
def contradiction(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing of which two datasets say different figures, with every decision about it."""
    row = quality.public_contradiction(pk)
    [shown] = quality.shown([row])
    decisions = row.decisions.exclude(state=quality.DecisionState.WAITING)
    return render(
        request,
        "portal/contradiction.jinja",
        {
            "shown": shown,
            "decisions": list(decisions),
            "decided_words": quality.decided_words,
            "status_words": quality.status_words,
            "section": "satu-angka",
        },
    )


@public_page
def look_alikes(request: HttpRequest, pk: int) -> HttpResponse:
    """Two concepts that are taken for one, with the figures of the city under each."""
    found = quality.side_by_side(quality.comparison(pk), house().area)
    return render(request, "portal/look-alikes.jinja", {"found": found, "section": "satu-angka"})


@public_page
def statement_paper(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001  # every view has one
    """A dataset's quality statement, to print."""
    dataset = open_dataset(code)
    content = quality.statement_document(dataset, quality.published(dataset), language())
    return HttpResponse(content, content_type="application/pdf")
