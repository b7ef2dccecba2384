"""The home page: one sentence, one field, what is asked for most, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal import looks
from lumbung.faces.portal.headlines import Headline, headline
from lumbung.faces.portal.holdings import Holding, holdings
from lumbung.faces.portal.pictures import Shown, map_of
from lumbung.faces.portal.releases import latest
from lumbung.faces.portal.shelf import public_page
from lumbung.kit.charts.figures import AREA
from lumbung.kit.house import house
from lumbung.kit.maps import Drawing
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.people import queries as people
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.words import Text

HEADLINES, RELEASES = 4, 5
OFTEN = (
    Text("penduduk", "population"),
    Text("kemiskinan", "poverty"),
    Text("pengangguran", "unemployment"),
    Text("stunting", "stunting"),
    Text("UMKM", "small business"),
)


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the home page."""
    held = holdings()
    counts = Counter(
        catalog.datasets().exclude(access=Access.CLOSED.value).values_list("topic__code", flat=True)
    )
    mapped = best_map(held)
    return render(
        request,
        "portal/home.jinja",
        {
            "headlines": best_headlines(held),
            "topics": [(topic, counts[topic.code]) for topic in catalog.topics() if counts[topic.code]],
            "released": list(latest(held, RELEASES)),
            "mapped": mapped,
            "offices": people.organisations().filter(kind="perangkat-daerah").count(),
            "often": [words for words in OFTEN if catalog.search(words.id).total],
            "villages": len(standards.area_tree().within(house().area, AreaLevel.VILLAGE)),
            "datasets": sum(counts.values()),
            "section": "home",
        },
    )


def best_headlines(held: Iterable[Holding]) -> list[Headline]:
    """The figures that a city is asked for most: priority data, one for each shelf, never simulated."""
    found: dict[str, Headline] = {}
    priority = [one for one in held if one.dataset.priority and not one.manifest.simulated]
    for one in sorted(priority, key=lambda one: (one.dataset.topic.position, -len(one.periods))):
        if len(found) == HEADLINES:
            break
        if one.dataset.topic.code not in found and (made := headline(one)):
            found[one.dataset.topic.code] = made
    return list(found.values())


def best_map(held: Iterable[Holding]) -> tuple[Shown | looks.Look, Drawing, str] | None:
    """One map: of the smallest areas, priority data first, real before simulated."""
    fitting = [one for one in held if len(one.areas) > 2 and not one.structure.dimensions] or [
        one for one in held if len(one.areas) > 2
    ]
    fitting.sort(
        key=lambda one: (-one.structure.area.level.rank, one.manifest.simulated, not one.dataset.priority)
    )
    for one in fitting:
        seen = looks.look(one, {looks.DETAIL: "-"}, across=AREA)
        figures = looks.figures(seen)
        drawing = map_of(figures)
        if drawing is not None:
            return seen, drawing, figures.unit
    return None
