"""A wish as a chart or a map: the same question, drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lumbung.faces.portal.explore.answers import Figure, Key, measures_of, periods_of
from lumbung.faces.portal.explore.pivots import Pivot, figures_of, pivot, title_of
from lumbung.faces.portal.explore.problems import NoMap, TooManyAreas
from lumbung.faces.portal.explore.wishes import Form, Wish
from lumbung.faces.portal.holdings import Holding
from lumbung.faces.portal.pictures import map_of
from lumbung.kit.charts import Figures, Picture, Row, picture
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.kit.maps import Drawing
from lumbung.vocabulary.observations import Status

MOST_MAPPED = 400  # areas: beyond that a map is heavier than a phone likes


@dataclass(frozen=True, slots=True)
class Charted:
    """A wish as a chart."""

    laid: Pivot
    figures: Figures
    picture: Picture
    title: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A wish as a map of one measure in one period."""

    laid: Pivot
    figures: Figures
    drawing: Drawing
    title: str


def charted(laid: Pivot) -> Charted:
    """The chart of a table; of several measures the first, since two units share no axis."""
    if len(laid.made.measures) > 1:
        laid = replace_measures(laid)
    measure = laid.made.measures[0]
    rows = [
        _row(laid, key, figure)
        for (key, code), figure in laid.made.answered.figures.items()
        if code == measure.code
    ]
    figures = figures_of(laid, measure, rows)
    drawn = picture(figures, in_bars=laid.wish.form is Form.BARS)
    return Charted(laid, figures, drawn, title_of(laid))


def replace_measures(laid: Pivot) -> Pivot:
    """The same table with its first measure only."""
    first = laid.made.measures[0]
    wish = replace(laid.wish, measures=(first.code,))
    columns = tuple(key for key in laid.columns if key[-1] == first.code)
    return replace(laid, wish=wish, made=replace(laid.made, measures=(first,)), columns=columns)


def mapped(wish: Wish, held: Holding) -> Mapped:
    """The map that a wish can be: its first measure in the last of its periods, by area."""
    last = periods_of(wish, held)[-1:]
    measures = tuple(measure.code for measure in measures_of(wish, held)[:1])
    by_area = replace(wish, rows=(AREA,), columns=(PERIOD,), measures=measures or wish.measures[:1])
    laid = pivot(by_area.narrowed(PERIOD, last) if last else by_area, held)
    if len(laid.rows) > MOST_MAPPED:
        raise TooManyAreas(areas=len(laid.rows), most=MOST_MAPPED)
    made = charted(laid)
    drawing = map_of(made.figures) if len(laid.rows) > 1 else None
    if drawing is None:
        raise NoMap
    return Mapped(laid, made.figures, drawing, made.title)


def _row(laid: Pivot, key: Key, figure: Figure) -> Row:
    codes = dict(zip(laid.made.answered.roles, key, strict=True))
    wish, structure = laid.wish, laid.held.structure
    return Row(
        area=codes.get(AREA) or wish.within or structure.area.within,
        period=codes.get(PERIOD) or laid.made.periods[-1],
        value=figure.value,
        dimensions={role: code for role, code in codes.items() if role not in {AREA, PERIOD}},
        status=figure.status if figure.value is not None else Status.MISSING,
        note=figure.note,
    )
