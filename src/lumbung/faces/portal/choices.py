"""What a reader may change about a look: lists to choose from, each in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.faces.portal.holdings import area_names
from lumbung.faces.portal.looks import (
    ACROSS,
    DETAIL,
    MEASURE,
    WHEN,
    WHERE,
    Look,
    adds_up,
    codes_of,
    many_roles,
    role_title,
)
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.kit.charts.pictures import MOST_SERIES
from lumbung.kit.language import language
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from, shown where there is more than one thing in it."""

    name: str
    title: str
    options: tuple[Option, ...]


def choices(seen: Look) -> list[Choice]:
    """What the reader may change about a look; a list with one entry is no choice."""
    held = seen.holding
    made = [_measure_choice(seen), _across_choice(seen), _detail_choice(seen)]
    if seen.period:
        made.append(_period_choice(seen))
    if AREA not in seen.shown:
        made.append(_area_choice(seen))
    dimensions = [d.code for d in held.structure.dimensions if d.code not in seen.shown]
    made += [_pick_choice(seen, role) for role in dimensions]
    return [choice for choice in made if len(choice.options) > 1]


def _measure_choice(seen: Look) -> Choice:
    options = [
        Option(measure.code, measure.title.said(language()), measure == seen.measure)
        for measure in seen.holding.measures
    ]
    return Choice(MEASURE, Text("Ukuran", "Measure").said(language()), tuple(options))


def _across_choice(seen: Look) -> Choice:
    held = seen.holding
    options = [Option(role, role_title(held, role), role == seen.across) for role in many_roles(held)]
    return Choice(ACROSS, Text("Bandingkan menurut", "Compare by").said(language()), tuple(options))


def _detail_choice(seen: Look) -> Choice:
    held = seen.holding
    fitting = [
        role
        for role in many_roles(held)
        if role not in (seen.across, PERIOD) and len(codes_of(held, role)) <= MOST_SERIES
    ]
    none = Option("-", Text("tidak dirinci", "no detail").said(language()), not seen.detail)
    options = [Option(role, role_title(held, role), role == seen.detail) for role in fitting]
    return Choice(DETAIL, Text("Rincian", "Detail").said(language()), (none, *options))


def _period_choice(seen: Look) -> Choice:
    options = [
        Option(str(period), period.title.said(language()), str(period) == seen.period)
        for period in reversed(seen.holding.periods)
    ]
    return Choice(WHEN, Text("Periode", "Period").said(language()), tuple(options))


def _area_choice(seen: Look) -> Choice:
    """One of the areas; where they add up also all of them, or those below one."""
    held, names, tree = seen.holding, area_names(), standards.area_tree()
    options = [Option(code, names.get(code, code), code == seen.area) for code in held.areas]
    if adds_up(seen.measure) and len(held.areas) > 1:
        within = tree.get(held.structure.area.within)
        whole = Text(f"seluruh {within.title}", f"all of {within.title}") if within else Text("semua", "all")
        between = {parent.code: parent for code in held.areas for parent in tree.ancestors(code)}
        above = [area for area in between.values() if area.parent == held.structure.area.within]
        options = [
            Option("", whole.said(language()), not seen.area and not seen.within),
            *(Option(area.code, area.title, area.code == seen.within) for area in above),
            *options,
        ]
    return Choice(WHERE, role_title(held, AREA), tuple(options))


def _pick_choice(seen: Look, role: str) -> Choice:
    dimension, chosen = seen.holding.structure.dimension(role), dict(seen.picks).get(role, "")
    assert dimension is not None
    options = [
        Option(code.code, code.title.said(language()), code.code == chosen)
        for code in dimension.codes
        if code.code in seen.holding.codes(role)
    ]
    if adds_up(seen.measure):
        options.insert(0, Option("", Text("semua", "all").said(language()), not chosen))
    return Choice(role, dimension.title.said(language()), tuple(options))
