"""Editions: the list of them, and one of them frozen with what it changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lumbung.faces.portal import timeliness
from lumbung.faces.portal.changes import changes
from lumbung.faces.portal.holdings import holding, open_dataset
from lumbung.faces.portal.listing import listing
from lumbung.faces.portal.shelf import public_page
from lumbung.faces.portal.views.datasets import about, sides
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.query.queries import EditionWithdrawn


@public_page
def editions(request: HttpRequest, code: str) -> HttpResponse:
    """All editions of a dataset, the newest first."""
    dataset = open_dataset(code)
    held = holding(dataset)
    context = about(dataset)
    every = list(catalog.editions(dataset))
    came = {one.pk: timeliness.edition_came(one, context["timings"]) for one in every}
    return render(
        request,
        "portal/dataset/editions.jinja",
        {
            **context,
            "held": held,
            "edition": held.edition if held else None,
            "here": "editions",
            "sides": sides(held, "editions"),
            "every": every,
            "came_of": came,
            "came": came.get(held.edition.pk) if held else None,
            "headline": None,
            "sentence": "",
        },
    )


@public_page
def edition(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """One edition as it was released, and its differences from the one before."""
    dataset = open_dataset(code)
    found = catalog.edition(dataset, label)
    if found.withdrawn_at is not None:
        raise EditionWithdrawn(
            edition=found.pk,
            day=timezone.localdate(found.withdrawn_at).isoformat(),
            reason=found.withdrawn_reason,
        )
    held = holding(dataset, found)
    assert held is not None
    context = about(dataset)
    return render(
        request,
        "portal/edition.jinja",
        {
            **context,
            "held": held,
            "edition": found,
            "structure": held.structure,
            "listing": listing(held, request.GET.dict()),
            "changes": changes(held),
            "came": timeliness.edition_came(found, context["timings"]),
            "newer": catalog.current_edition(dataset) if not found.current else None,
        },
    )
