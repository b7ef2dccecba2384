"""Exploring a dataset: the page, and the short links that it gives out."""

from __future__ import annotations

from urllib.parse import parse_qs

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lumbung.faces.portal.explore import links
from lumbung.faces.portal.explore.form import fields
from lumbung.faces.portal.explore.openings import opening
from lumbung.faces.portal.explore.pages import Parts, Seen, held_for, seen, wish_for
from lumbung.faces.portal.holdings import holding, open_dataset
from lumbung.faces.portal.shelf import public_page
from lumbung.faces.portal.views.datasets import has_map, not_yet, sides
from lumbung.kit.jinja import query
from lumbung.kit.language import language
from lumbung.rooms.query.queries import ParameterUnfit
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.problems import Problem

MOST_PARTS = 200
HISTORY = "no-cache"


@public_page
def explore(request: HttpRequest, code: str) -> HttpResponse:
    """A dataset as a reader lays it out; the address is the question."""
    dataset = open_dataset(code)
    if holding(dataset) is None:
        return not_yet(request, dataset, "explore")
    parts = _parts(request.GET.lists())
    held = held_for(code, (parts.get("edition") or [""])[-1])
    try:
        found = seen(wish_for(held, parts), held)
    except Problem as problem:  # an address that cannot be read: the form stands as at first
        found = Seen(opening(held), held, problem=problem)
    letters = request.GET.get("tautan", "")
    site = request.build_absolute_uri("/").rstrip("/")
    kept = letters if letters and links.is_kept(found.wish, code, letters) else ""
    return render(
        request,
        "portal/explore/explore.jinja",
        {
            "dataset": dataset,
            "held": held,
            "edition": held.edition,
            "structure": held.structure,
            "licence": LICENCES.get(dataset.licence, LICENCES[""]),
            "sides": sides(held, "explore"),
            "here": "explore",
            "section": "data",
            "seen": found,
            "wish": found.wish,
            "fields": fields(found.wish, held, has_map=has_map(held)),
            "is_opening": not parts,
            "site": site,
            "short": f"{site}{reverse('portal:short', args=[kept])}" if kept else "",
            "embedded": f"{site}{found.address('embed', bahasa=language(), page='')}",
        },
        status=found.status,
    )


@csrf_exempt  # whoever asks is a stranger, and keeping a question does nothing in anybody's name
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the question of a page under a short address, and show the page with it."""
    held = held_for(code)
    parts = _parts(parse_qs(request.POST.get("q", "")[:20_000], keep_blank_values=True).items())
    found = seen(wish_for(held, parts), held)
    if found.problem is not None:  # what is refused today is not kept for tomorrow
        raise found.problem
    wish = found.wish
    letters = links.kept(wish, code)
    address = reverse("portal:explore", args=[code]) + query(**wish.address(tautan=letters))
    return HttpResponseRedirect(f"{address}#tautan", status=303)


def short(request: HttpRequest, letters: str) -> HttpResponse:  # noqa: ARG001  # Django hands it
    """Lead to the question that is kept under some letters."""
    record = links.record_of(letters)
    answer = redirect(reverse("portal:explore", args=[record.dataset.code]) + links.address_of(record))
    answer.headers["Cache-Control"] = HISTORY
    return answer


def _parts(lists: object) -> Parts:
    """The parts of an address; more of them than the form has fields for are no question."""
    parts: Parts = dict(lists)  # type: ignore[call-overload]  # pairs of a name and its values, from either source
    if len(parts) > MOST_PARTS:
        raise ParameterUnfit(name="…", value="…", example=f"≤ {MOST_PARTS}")
    return parts
