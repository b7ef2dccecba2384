"""Coverage: which areas make up a wider one, and whether all of them have figures.

A dataset is about the areas of one rung. Where an edition also holds rows of other rungs
(a city's total beside its kelurahan), a roll-up must take one rung only, or it would count
people twice: the finest that is complete, and the published total where none is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from lumbung.cube.opened import Opened
from lumbung.cube.queries import Row
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.observations import AREA
from lumbung.vocabulary.periods import parse_period


class Part(NamedTuple):
    """An area that is counted into a target in a period."""

    level: str
    target: str
    period: str
    area: str


def levels_above(opened: Opened) -> tuple[AreaLevel, ...]:
    """The rungs that a dataset can be rolled up to, from its own to that of its scope."""
    scope = opened.structure.area
    top = opened.areas.get(scope.within)
    highest = top.level.rank if top is not None else scope.level.rank
    return tuple(level for level in reversed(AreaLevel) if highest <= level.rank <= scope.level.rank)


def level_columns(opened: Opened) -> tuple[list[str], list[list[str | None]]]:
    """For each area with rows: its code, and the code of the area above it on every rung."""
    levels = levels_above(opened)
    rows: list[list[str | None]] = []
    for code in opened.dictionary.codes[AREA]:
        above = [opened.areas.at_level(code, level) for level in levels]
        rows.append([code, *(area.code if area is not None else None for area in above)])
    return [level.value for level in levels], rows


def expected(tree: AreaTree, target: str, level: AreaLevel, period: str) -> frozenset[str]:
    """The areas of a rung that make up a target at the end of a period."""
    day = parse_period(period).end
    return frozenset(area.code for area in tree.on(day).within(target, level) if area.in_force(day))


def parts(opened: Opened, presence: Iterable[tuple[str, str]]) -> list[Part]:
    """Which areas make up which in each period, where that is not always the same."""
    if opened.is_plain:
        return []
    by_period: dict[str, set[str]] = defaultdict(set)
    for area, period in presence:
        by_period[period].add(area)
    return [
        Part(level.value, target.code, period, area)
        for level in levels_above(opened)
        for target in opened.areas.within(opened.structure.area.within, level)
        for period, present in sorted(by_period.items())
        for area in sorted(_chosen(opened.areas, target.code, level, period, present, opened))
    ]


def _chosen(
    tree: AreaTree, target: str, level: AreaLevel, period: str, present: set[str], opened: Opened
) -> Iterable[str]:
    incomplete: Iterable[str] = ()
    for rung in levels_above(opened):
        if rung.rank < level.rank:
            break
        needed = expected(tree, target, rung, period)
        there = needed & present
        if there and there == needed:
            return there
        if there and not incomplete:
            incomplete = there
    return incomplete


class Covered(NamedTuple):
    """How many areas make up a target in a period, and how many there should be."""

    present: int
    needed: int


def coverage(opened: Opened, counted: Iterable[Row]) -> dict[tuple[str, str], Covered]:
    """How whole each target is in each period.

    ``counted`` tells per target and period how many areas were counted, and one of them:
    its rung says what had to be there. A published total lacks nothing.
    """
    below: dict[tuple[str, AreaLevel, str], tuple[Area, ...]] = {}
    has_moves = opened.areas.has_moves
    found: dict[tuple[str, str], Covered] = {}
    for row in counted:
        target, period, present, one = str(row[0]), str(row[1]), int(row[2] or 0), str(row[3])
        area = opened.areas.get(one)
        if area is None:
            continue
        day = parse_period(period).end
        key = (target, area.level, period if has_moves else "")
        if key not in below:
            below[key] = opened.areas.on(day).within(target, area.level)
        found[target, period] = Covered(present, sum(item.in_force(day) for item in below[key]))
    return found
