"""Area pages: every figure of one place, and where it lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lumbung.faces.portal.headlines import Headline, headline
from lumbung.faces.portal.holdings import Holding, holdings
from lumbung.faces.portal.pictures import mark_map
from lumbung.faces.portal.shelf import public_page
from lumbung.kit.house import house
from lumbung.kit.language import language
from lumbung.kit.maps import Drawing
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text


class AreaUnknown(NotFound):
    """No area has this code."""

    code = "portal.area-unknown"
    message = Text("Tidak ada wilayah berkode {area}.", "No area has the code {area}.")
    hint = Text("Pilih dari daftar wilayah.", "Choose from the list of areas.")


@public_page
def areas(request: HttpRequest) -> HttpResponse:
    """The areas of the house, on a map and as a list."""
    tree = standards.area_tree()
    whole = tree.get(house().area)
    districts = tree.children(whole.code) if whole else ()
    return render(
        request,
        "portal/areas.jinja",
        {
            "whole": whole,
            "districts": [(area, tree.children(area.code)) for area in districts],
            "drawing": map_around(tree, whole) if whole else None,
            "section": "wilayah",
        },
    )


@public_page
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One place: its figures, what lies above and below it."""
    tree = standards.area_tree()
    found = tree.get(code)
    if found is None:
        raise AreaUnknown(area=code)
    shelves: dict[str, list[Headline]] = defaultdict(list)
    for made in figures_of(tree, found):
        shelves[made.holding.dataset.topic.code].append(made)
    topics = {h.holding.dataset.topic.code: h.holding.dataset.topic for hs in shelves.values() for h in hs}
    ordered = sorted(topics.values(), key=lambda topic: topic.position)
    return render(
        request,
        "portal/area.jinja",
        {
            "area": found,
            "above": list(tree.ancestors(code))[::-1],
            "below": tree.children(code),
            "shelves": [(topic, shelves[topic.code]) for topic in ordered],
            "drawing": map_around(tree, found),
            "boundary_known": code in standards.boundaries(),
            "changes": [
                (change, change.said(tree))
                for change in standards.area_changes()
                if code in {*change.sources, *change.targets}
            ],
            "section": "wilayah",
        },
    )


def figures_of(tree: AreaTree, found: Area) -> Iterable[Headline]:
    """The newest figure of every dataset that speaks of an area."""
    for held in holdings():
        if speaks_of(tree, held, found) and (made := headline(held, area=found)):
            yield made


def speaks_of(tree: AreaTree, held: Holding, found: Area) -> bool:
    """Whether a dataset has figures for an area or for those below it."""
    scope = held.structure.area
    if found.code == scope.within:
        return True
    lies_within = any(parent.code == scope.within for parent in tree.ancestors(found.code))
    return lies_within and found.level.rank <= scope.level.rank


def map_around(tree: AreaTree, found: Area) -> Drawing | None:
    """The map that shows where an area lies: the villages of its city, with its own marked."""
    city = tree.at_level(found.code, AreaLevel.CITY)
    if city is None:
        return None
    codes = tuple(area.code for area in tree.within(city.code, AreaLevel.VILLAGE))
    own = frozenset(area.code for area in tree.within(found.code, AreaLevel.VILLAGE))
    name = Text(f"Letak {found.title}", f"Where {found.title} lies")
    return mark_map(codes, own if found is not city else frozenset(), name=name.said(language()))
