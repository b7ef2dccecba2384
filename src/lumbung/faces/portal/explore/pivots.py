"""Tables of rows and columns: which codes stand where, in which order, and what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lumbung.faces.portal.explore.answers import Figure, Key
from lumbung.faces.portal.explore.calculations import Calculated, calculated
from lumbung.faces.portal.explore.limits import MOST_COLUMNS
from lumbung.faces.portal.explore.problems import TooManyColumns
from lumbung.faces.portal.explore.wishes import LATEST, Calculation, Wish
from lumbung.faces.portal.holdings import Holding, area_names
from lumbung.kit.charts import Figures, Row
from lumbung.kit.charts.figures import AREA, PERCENT, PERIOD
from lumbung.kit.language import language
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import area_level
from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.structures import AreaScope, Measure
from lumbung.vocabulary.words import Text

MEASURE = ":measure"  # the role of the measures themselves, innermost among the columns
NOT_BROKEN_DOWN = Text("tidak dirinci", "not broken down")


@dataclass(frozen=True)
class Pivot:
    """A table as it is laid out; ``rows`` and ``columns`` are keys of the roles at their side."""

    held: Holding
    wish: Wish
    made: Calculated
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]  # with the measure at the end of each

    @property
    def column_roles(self) -> tuple[str, ...]:
        """What the levels of the head are of: the measures where there are several."""
        return (*self.wish.columns, MEASURE) if len(self.made.measures) > 1 else self.wish.columns

    @cached_property
    def words(self) -> Figures:
        """Names of codes and roles, as charts say them."""
        return figures_of(self, self.made.measures[0], ())

    def figure(self, row: Key, column: Key) -> Figure | None:
        """What stands in a place; nothing where there is no figure."""
        *outer, measure = column
        key = dict(zip(self.wish.rows, row, strict=True)) | dict(zip(self.wish.columns, outer, strict=True))
        return self.made.answered.figures.get((tuple(key[role] for role in self.wish.placed), measure))

    def measure(self, column: Key) -> Measure:
        """The measure of a column."""
        return next(measure for measure in self.made.measures if measure.code == column[-1])

    def name(self, role: str, code: str) -> str:
        """What people call a code."""
        if role == MEASURE:
            return self.measure((code,)).title.said(language())
        return self.words.name(role, code) if code else NOT_BROKEN_DOWN.said(language())

    def role_title(self, role: str) -> str:
        """What people call a role."""
        return Text("Ukuran", "Measure").said(language()) if role == MEASURE else self.words.role_title(role)

    def said(self, value: float | None, measure: Measure) -> str:
        """A figure as it is written; a change says its direction."""
        words = said_number(value, decimals=self.decimals[measure.code], language=language())
        signed = self.wish.calculation in {Calculation.CHANGE, Calculation.GROWTH}
        return f"+{words}" if signed and value is not None and words[:1] != "−" and value > 0 else words

    @cached_property
    def decimals(self) -> Mapping[str, int]:
        """How many decimals each measure is written with: its own, or those that its figures have."""
        values: dict[str, list[float]] = {measure.code: [] for measure in self.made.measures}
        for (_, measure), figure in self.made.answered.figures.items():
            if figure.value is not None:
                values[measure].append(figure.value)
        return {
            measure.code: measure.decimals
            if measure.decimals is not None
            else next((n for n in (0, 1) if all(round(v, n) == v for v in values[measure.code])), 2)
            for measure in self.made.measures
        }


def pivot(wish: Wish, held: Holding) -> Pivot:
    """Answer a wish and lay it out."""
    made = calculated(wish, held)
    found = made.answered
    order = _Order(held, wish)
    places = {role: place for place, role in enumerate(found.roles)}
    across = [places[role] for role in wish.columns]
    down = [places[role] for role in wish.rows]
    rows = {tuple(key[place] for place in down) for key, _ in found.figures}
    columns = {tuple(key[place] for place in across) for key, _ in found.figures}
    many = len(columns) * len(made.measures)
    if many > MOST_COLUMNS:
        raise TooManyColumns(columns=many, most=MOST_COLUMNS)
    wide = [
        (*column, measure.code) for column in order.sorted(columns, wish.columns) for measure in made.measures
    ]
    return Pivot(held, wish, made, tuple(order.sorted(rows, wish.rows)), tuple(wide))


class _Order:
    """Codes in reading order: lists as they are written, areas by code, time as it passes."""

    def __init__(self, held: Holding, wish: Wish) -> None:
        self.held = held
        self.numbers: dict[str, dict[str, int]] = {}
        for role in wish.placed:
            dimension = held.structure.dimension(role)
            codes: Iterable[str] = ()
            if role == PERIOD:
                codes = map(str, held.periods)
            elif dimension is not None:
                codes = (item.code for item in dimension.codes)
            self.numbers[role] = {code: place for place, code in enumerate(codes)}

    def sorted(self, keys: Iterable[Key], roles: Sequence[str]) -> list[Key]:
        """Keys in order."""

        def place(key: Key) -> tuple[tuple[int, str], ...]:
            return tuple(
                (self.numbers[role].get(code, len(self.numbers[role])), code)
                for role, code in zip(roles, key, strict=True)
            )

        return sorted(keys, key=place)


def figures_of(laid: Pivot, measure: Measure, rows: Sequence[Row]) -> Figures:
    """Figures for a chart, with the words of what was calculated; areas bear the name of their rung."""
    structure = laid.held.structure
    if laid.wish.roll_up:
        structure = replace(structure, area=AreaScope(structure.area.within, area_level(laid.wish.roll_up)))
    unit = standards.units().get(measure.unit)
    return Figures(
        structure=structure,
        measure=replace(measure, decimals=laid.decimals[measure.code]),
        rows=rows,
        names=area_names(),
        language=language(),
        symbol=_symbol(measure, unit.symbol if unit else ""),
        is_change=laid.wish.calculation in {Calculation.CHANGE, Calculation.GROWTH},
    )


def _symbol(measure: Measure, known: str) -> str:
    return Text("poin", "points").said(language()) if measure.unit == "indeks" else known


def sign_of(measure: Measure) -> str:
    """The unit of a measure as short as it is written in a head."""
    if measure.unit.lower() in PERCENT:
        return "%"
    unit = standards.units().get(measure.unit)
    return (unit.symbol if unit else "") or measure.unit_title.said(language()) or measure.unit


def title_of(laid: Pivot) -> str:
    """The table as a sentence: what it is of, and everything that does not vary in it."""
    wish = laid.wish
    measures = laid.made.measures
    what = (
        measures[0].title.said(language()) if len(measures) == 1 else laid.held.dataset.title.said(language())
    )
    still = []
    if AREA not in wish.placed and (code := (wish.chosen(AREA) or (wish.within,))[0]):
        still.append(_several(laid, AREA, wish.chosen(AREA) or (code,)))
    elif wish.within:
        still.append(laid.name(AREA, wish.within))
    for role, codes in wish.where:
        if role not in {AREA, PERIOD} and role not in wish.placed:
            still.append(_several(laid, role, codes))
    if PERIOD not in wish.placed:
        still.append(_several(laid, PERIOD, laid.made.periods))
    elif len(laid.made.periods) == 1:
        still.append(laid.name(PERIOD, laid.made.periods[0]))
    told = [role for role in wish.placed if not (role == PERIOD and len(laid.made.periods) == 1)]
    by = Text(" menurut ", " by ").said(language())
    titles = _listed([laid.role_title(role).lower() for role in told])
    return ", ".join([what + (by + titles if told else ""), *still])


def _listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: *a, b dan c*."""
    last = Text(" dan ", " and ").said(language())
    return last.join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


SAID_IN_TITLE = 3


def _several(laid: Pivot, role: str, codes: Sequence[str]) -> str:
    if len(codes) <= SAID_IN_TITLE:
        return _listed([laid.name(role, code) for code in codes])
    if role == PERIOD:
        return f"{laid.name(role, codes[0])}–{laid.name(role, codes[-1])}"
    return f"{laid.role_title(role)}: {len(codes)}"


def is_rolling(wish: Wish) -> bool:
    """Whether the table will show other periods when they are added."""
    chosen = wish.chosen(PERIOD)
    return not chosen or any(word.startswith(LATEST) for word in chosen)
