"""A dataset, looked at from its sides: chart, map, table, meaning, quality, downloads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lumbung.cube import query
from lumbung.faces.portal import looks, punctuality, timeliness
from lumbung.faces.portal.choices import choices
from lumbung.faces.portal.differences import differences, statement_side
from lumbung.faces.portal.headlines import headline, sentence
from lumbung.faces.portal.holdings import Holding, holding, open_dataset
from lumbung.faces.portal.listing import listing
from lumbung.faces.portal.pictures import asked_of, show, table_behind
from lumbung.faces.portal.pictures import map_of as drawn_map
from lumbung.faces.portal.shelf import public_page
from lumbung.faces.publishing import structured_data
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.query import queries as observations
from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.queries import Entry, Kind
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.words import Text

CHECKS = {
    "review.accepted": Text("walidata", "data steward"),
    "review.approved": Text("pembina data", "supervisor"),
}
SIDES = (
    ("dataset", Text("Grafik", "Chart")),
    ("map", Text("Peta", "Map")),
    ("table", Text("Tabel", "Table")),
    ("explore", Text("Olah sendiri", "Explore")),
    ("meaning", Text("Arti & standar", "Meaning & standard")),
    ("quality", Text("Mutu & waktu", "Quality & time")),
    ("editions", Text("Edisi", "Editions")),
    ("download", Text("Unduh & API", "Download & API")),
)


@public_page
def chart(request: HttpRequest, code: str) -> HttpResponse:
    """The chart, its caption, and the table behind it."""
    dataset, held = _found(code)
    if held is None:
        return not_yet(request, dataset, "dataset")
    seen = looks.look(held, asked_of(request.GET.dict()))
    shown = show(seen)
    return _side(
        request,
        held,
        "dataset",
        shown=shown,
        behind=table_behind(shown),
        choices=choices(seen),
        linked=structured_data(request, code),
    )


@public_page
def map_of(request: HttpRequest, code: str) -> HttpResponse:
    """The map, where the figures are told apart by area."""
    dataset, held = _found(code)
    if held is None:
        return not_yet(request, dataset, "map")
    if not has_map(held):
        return redirect("portal:dataset", code)
    asked = asked_of(request.GET.dict()) | {looks.DETAIL: "-"}
    seen = looks.look(held, asked, across=AREA)
    shown = show(seen)
    return _side(
        request,
        held,
        "map",
        shown=shown,
        drawing=drawn_map(shown.figures),
        choices=[one for one in choices(seen) if one.name not in {looks.ACROSS, looks.DETAIL}],
        behind=table_behind(shown),
    )


@public_page
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Every row, a page at a time."""
    dataset, held = _found(code)
    if held is None:
        return not_yet(request, dataset, "table")
    return _side(request, held, "table", listing=listing(held, request.GET.dict()))


@public_page
def meaning(request: HttpRequest, code: str) -> HttpResponse:
    """What the words mean and which standard they follow."""
    dataset, held = _found(code)
    if held is None:
        return not_yet(request, dataset, "meaning")
    return _side(
        request,
        held,
        "meaning",
        behind=standards_behind(dataset),
        described=metadata.public_meaning(dataset),
        versions=list(dataset.versions.order_by("-number")),
    )


def standards_behind(dataset: Dataset) -> dict[tuple[str, str], list[Entry]]:
    """The records of the registry that each dimension and measure is taken from."""
    entries = standards.entries()
    found: dict[tuple[str, str], list[Entry]] = {}
    for one in catalog.components(dataset):
        taken = (
            (Kind.MEASURE, one.measure),
            (Kind.CONCEPT, one.concept),
            (Kind.UNIT, one.unit),
            (Kind.CODELIST, one.codelist),
        )
        found[one.role, one.code] = [
            entries[kind.value, part.code] for kind, part in taken if part and (kind, part.code) in entries
        ]
    return found


@public_page
def quality(request: HttpRequest, code: str) -> HttpResponse:
    """How complete, how timely, how often corrected."""
    dataset, held = _found(code)
    if held is None:
        return not_yet(request, dataset, "quality")
    return _side(
        request,
        held,
        "quality",
        all_editions=list(catalog.editions(dataset)),
        punctual=punctuality.record(dataset, timeliness.timings(dataset)),
        years=punctuality.YEARS,
        survey_warning=metadata.survey_warning(dataset),
        **statement_side(dataset),
    )


@public_page
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Files to take along, and lines to copy."""
    dataset, held = _found(code)
    if held is None:
        return not_yet(request, dataset, "download")
    return _side(
        request,
        held,
        "download",
        base=request.build_absolute_uri("/").rstrip("/"),
        released_on=timezone.localdate(held.edition.released_at),
    )


def _found(code: str) -> tuple[Dataset, Holding | None]:
    dataset = open_dataset(code)
    return dataset, holding(dataset)


def has_map(held: Holding) -> bool:
    """Whether there is something for a map to tell apart."""
    return len(held.areas) > 1


def about(dataset: Dataset) -> dict[str, Any]:
    """What stands around every side of a dataset."""
    timings = timeliness.timings(dataset)
    waiting = [one for one in timings if one.released_on is None]
    within = standards.area_tree().get(dataset.area_within)
    return {
        "dataset": dataset,
        "structure": catalog.structure(dataset),
        "timings": timings,
        "checked": checked(dataset),
        "waiver": metadata.public_waiver(dataset),
        "next_due": min(waiting, key=lambda one: one.planned_on, default=None),
        "licence": LICENCES.get(dataset.licence, LICENCES[""]),
        "within": within,
        "section": "data",
        "differences": differences(dataset),
    }


def checked(dataset: Dataset) -> list[tuple[Text, dt.datetime]]:
    """Who checked the figures last and when, by their duty and never by their name."""
    found = []
    for verb, words in CHECKS.items():
        last = journal.entries(dataset=dataset.code, verb=verb).order_by("-number").first()
        if last is not None:
            found.append((words, last.at))
    return found


def sides(held: Holding | None, here: str) -> list[tuple[str, Text, bool]]:
    """The tabs: name of the address, words, whether it is this one."""
    return [
        (name, words, name == here)
        for name, words in SIDES
        if name != "map" or (held is not None and has_map(held))
    ]


def _side(request: HttpRequest, held: Holding, here: str, **more: Any) -> HttpResponse:
    dataset = held.dataset
    context = about(dataset)
    made = headline(held)
    return render(
        request,
        f"portal/dataset/{here}.jinja",
        {
            **context,
            "held": held,
            "structure": held.structure,
            "edition": held.edition,
            "here": here,
            "sides": sides(held, here),
            "headline": made,
            "sentence": sentence(made) if made else "",
            "breaks": observations.boundary_notes(query(dataset.code), reader=None),
            "came": timeliness.edition_came(held.edition, context["timings"]),
            "period_role": PERIOD,
            **more,
        },
    )


def not_yet(request: HttpRequest, dataset: Dataset, here: str) -> HttpResponse:
    """A dataset without an edition: what this will hold, and when it is due."""
    withdrawn = catalog.editions(dataset).exclude(withdrawn_at=None).first()
    context = {
        **about(dataset),
        "sides": [],
        "here": here,
        "withdrawn": withdrawn,
        "edition": None,
    }
    return render(request, "portal/dataset/empty.jinja", context)
