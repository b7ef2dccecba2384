"""What is shown before a reader has asked for anything: a table of sensible size that is not wrong."""

from __future__ import annotations

from dataclasses import replace

from lumbung.faces.portal.explore.limits import ROWS_A_PAGE
from lumbung.faces.portal.explore.wishes import LATEST, Wish
from lumbung.faces.portal.holdings import Holding
from lumbung.faces.portal.looks import adds_up, codes_of, many_roles, spoken
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import AreaLevel

FIRST_PERIODS = 5


def opening(held: Holding) -> Wish:
    """Areas below each other and the last periods beside each other, parts put together if they may be."""
    measure = next(iter(held.measures))
    many = many_roles(held)
    others = [role for role in many if role != PERIOD and len(spoken(held, measure, role)) > 1]
    down = others[:1]
    across = [PERIOD] if PERIOD in many else others[1:2]
    if not down:
        down, across = across, []
    wish = Wish(rows=tuple(down), columns=tuple(across), measures=(measure.code,))
    wish = wish.narrowed(PERIOD, _periods(held, wish))
    if AREA in wish.rows and adds_up(measure):
        wish = replace(wish, roll_up=_rung(held))
    if not adds_up(measure):
        for role in others:
            if role not in wish.placed:
                wish = wish.narrowed(role, spoken(held, measure, role)[:1])
    return wish


def _periods(held: Holding, wish: Wish) -> tuple[str, ...]:
    if PERIOD not in wish.placed:
        return (LATEST,)
    is_long = wish.rows == (PERIOD,) or len(held.periods) <= FIRST_PERIODS
    return () if is_long else (f"{LATEST}:{FIRST_PERIODS}",)


def _rung(held: Holding) -> str:
    """The rung to lift areas to so that they fit a page: none where they fit as they are."""
    if len(held.areas) <= ROWS_A_PAGE:
        return ""
    levels = rungs(held)
    tree = standards.area_tree()
    for level in levels:
        if len({area.code for code in held.areas if (area := tree.at_level(code, level))}) <= (ROWS_A_PAGE):
            return level.value
    return levels[-1].value if levels else ""


def rungs(held: Holding) -> tuple[AreaLevel, ...]:
    """The rungs above the dataset's own that its areas can be put together to."""
    scope = held.structure.area
    top = standards.area_tree().get(scope.within)
    if top is None or len(codes_of(held, AREA)) < 2:
        return ()
    return tuple(level for level in reversed(AreaLevel) if top.level.rank <= level.rank < scope.level.rank)
