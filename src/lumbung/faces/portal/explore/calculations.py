"""What is made of figures before they are shown: shares, changes, indices; and where that is refused.

A share is of a total that the one road answers, never of what happens to stand on the page; a
change is to the period before among those with figures, whether it is shown or not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lumbung.cube.certainty import CERTAINTY
from lumbung.faces.portal.explore.answers import Answered, Figure, Key, answered, measures_of, periods_of
from lumbung.faces.portal.explore.problems import (
    NeedsPeriods,
    NoBase,
    NoGrowth,
    NoShare,
    NothingToShare,
)
from lumbung.faces.portal.explore.wishes import SAID, Calculation, Whole, Wish
from lumbung.faces.portal.holdings import Holding
from lumbung.kit.charts.figures import AREA, PERCENT, PERIOD
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.structures import AddsUp, Measure
from lumbung.vocabulary.words import Text

SHARED = frozenset({AddsUp.SUM, AddsUp.LAST})  # a ratio's parts are not parts of a total
PER_CENT = Text("persen", "per cent")
POINTS = Text("poin", "points")


@dataclass(frozen=True, slots=True)
class Calculated:
    """The figures as they are to be shown, and what they are figures of."""

    answered: Answered
    measures: tuple[Measure, ...]
    periods: tuple[str, ...]  # those shown
    notes: tuple[Text, ...] = ()


def calculated(wish: Wish, held: Holding) -> Calculated:
    """The figures of a wish, calculated as it asks; refused where that would mislead."""
    measures = measures_of(wish, held)
    for measure in measures:
        _require(wish, measure)
    match wish.calculation:
        case Calculation.VALUE:
            found = answered(wish, held, keep=wish.placed)
            return Calculated(found, measures, periods_of(wish, held), found.notes)
        case Calculation.SHARE:
            return _shares(wish, held, measures)
        case Calculation.INDEX:
            return _indices(wish, held, measures)
        case _:
            return _changes(wish, held, measures)


def _require(wish: Wish, measure: Measure) -> None:
    """Raise where a measure may not be calculated so."""
    calculation = wish.calculation
    if calculation is Calculation.SHARE and measure.adds_up not in SHARED:
        raise NoShare(measure=measure.title, how=measure.adds_up.title)
    if calculation is Calculation.GROWTH and measure.unit.lower() in PERCENT:
        raise NoGrowth(measure=measure.title)
    compares = calculation in {Calculation.CHANGE, Calculation.GROWTH, Calculation.INDEX}
    if compares and PERIOD not in wish.placed:
        raise NeedsPeriods


def _shares(wish: Wish, held: Holding, measures: tuple[Measure, ...]) -> Calculated:
    parts = {Whole.COLUMN: wish.rows, Whole.ROW: wish.columns, Whole.TABLE: wish.placed}[wish.whole]
    shared = [role for role in parts if role != PERIOD]  # a total over time is no total of parts
    if not shared:
        raise NothingToShare
    keep = tuple(role for role in wish.placed if role not in shared)
    # Where areas are left out the whole has a rung of its own, unless areas of a rung were named.
    is_lifted = AREA in keep or bool(wish.chosen(AREA))
    wholes = answered(wish if is_lifted else replace(wish, roll_up=""), held, keep=keep)
    found = answered(wish, held, keep=wish.placed)
    at = [found.roles.index(role) for role in keep]
    made: dict[tuple[Key, str], Figure] = {}
    for (key, measure), figure in found.figures.items():
        whole = wholes.figures.get((tuple(key[place] for place in at), measure))
        made[key, measure] = _divided(figure, whole, 100)
    return Calculated(
        replace(found, figures=made),
        tuple(_in_percent(measure, _share_title(measure)) for measure in measures),
        periods_of(wish, held),
        tuple(dict.fromkeys((*found.notes, *wholes.notes))),
    )


def _changes(wish: Wish, held: Holding, measures: tuple[Measure, ...]) -> Calculated:
    shown = periods_of(wish, held)
    before = _periods_before(held)
    wanted = dict.fromkeys([*shown, *(before[code] for code in shown if code in before)])
    found = answered(wish.narrowed(PERIOD, sorted(wanted)), held, keep=wish.placed)
    is_growth = wish.calculation is Calculation.GROWTH
    place = found.roles.index(PERIOD)
    made: dict[tuple[Key, str], Figure] = {}
    for (key, measure), figure in found.figures.items():
        period = key[place]
        if period not in shown:
            continue
        earlier = None
        if period in before:
            earlier = found.figures.get(((*key[:place], before[period], *key[place + 1 :]), measure))
        made[key, measure] = _grown(figure, earlier) if is_growth else _less(figure, earlier)
    described = [_growth_of(measure) if is_growth else _change_of(measure) for measure in measures]
    gaps = [code for code in shown if code in before and not _follows(before[code], code)]
    notes = tuple(
        Text(
            f"{code}: dibandingkan dengan {before[code]}, periode sebelumnya yang ada angkanya.",
            f"{code}: compared with {before[code]}, the period before that has figures.",
        )
        for code in gaps[:3]
    )
    return Calculated(replace(found, figures=made), tuple(described), shown, (*notes, *found.notes))


def _periods_before(held: Holding) -> dict[str, str]:
    """For each period the one before it of the same frequency among those with figures."""
    last: dict[object, str] = {}
    before: dict[str, str] = {}
    for period in held.periods:
        if period.frequency in last:
            before[str(period)] = last[period.frequency]
        last[period.frequency] = str(period)
    return before


def _follows(earlier: str, later: str) -> bool:
    return parse_period(earlier).next() == parse_period(later)


def _indices(wish: Wish, held: Holding, measures: tuple[Measure, ...]) -> Calculated:
    shown = periods_of(wish, held)
    known = [str(period) for period in held.periods]
    base = wish.base or (shown[0] if shown else known[0])
    if base not in known:
        raise NoBase(base=base[:SAID], known=", ".join(known[-12:]))
    found = answered(wish.narrowed(PERIOD, sorted({*shown, base})), held, keep=wish.placed)
    place = found.roles.index(PERIOD)
    made = {
        (key, measure): _divided(
            figure, found.figures.get(((*key[:place], base, *key[place + 1 :]), measure)), 100
        )
        for (key, measure), figure in found.figures.items()
        if key[place] in shown
    }
    hundred = parse_period(base).title
    described = tuple(
        replace(
            measure,
            title=_of(Text("Indeks", "Index"), measure),
            unit="indeks",
            unit_title=Text(f"{hundred.id} = 100", f"{hundred.said('en')} = 100"),
            decimals=1,
            adds_up=AddsUp.NONE,
        )
        for measure in measures
    )
    return Calculated(replace(found, figures=made), described, shown, found.notes)


def _divided(figure: Figure, whole: Figure | None, times: float) -> Figure:
    if figure.value is None or whole is None or whole.value is None or whole.value <= 0:
        return Figure(None, Status.MISSING, figure.note)
    return Figure(figure.value / whole.value * times, _least_certain(figure, whole), figure.note)


def _less(figure: Figure, earlier: Figure | None) -> Figure:
    if figure.value is None or earlier is None or earlier.value is None:
        return Figure(None, Status.MISSING, figure.note)
    return Figure(round(figure.value - earlier.value, 10), _least_certain(figure, earlier), figure.note)


def _grown(figure: Figure, earlier: Figure | None) -> Figure:
    made = _divided(figure, earlier, 100)
    return made if made.value is None else replace(made, value=made.value - 100)


def _least_certain(one: Figure, other: Figure) -> Status:
    return max(one.status, other.status, key=lambda s: CERTAINTY.index(s) if s in CERTAINTY else 0)


def _of(what: Text, measure: Measure) -> Text:
    """A calculation with the name of what it is made of: ``Perubahan jumlah penduduk``."""
    title = measure.title
    return Text(f"{what.id} {_lower(title.id)}", f"{what.en}: {_lower(title.said('en'))}")


def _lower(words: str) -> str:
    """Words as they stand within a sentence; abbreviations stay as they are."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _share_title(measure: Measure) -> Text:
    return _of(Text("Bagian dari", "Share of the total"), measure)


def _in_percent(measure: Measure, title: Text) -> Measure:
    return replace(measure, title=title, unit="persen", unit_title=PER_CENT, decimals=1, adds_up=AddsUp.NONE)


def _growth_of(measure: Measure) -> Measure:
    return _in_percent(measure, _of(Text("Perubahan", "Change"), measure))


def _change_of(measure: Measure) -> Measure:
    title = _of(Text("Perubahan", "Change"), measure)
    if measure.unit.lower() in PERCENT:
        return replace(measure, title=title, unit="poin", unit_title=POINTS)
    return replace(measure, title=title)


def share_words(wish: Wish) -> Text:
    """Of what a share is, to stand below the table."""
    return Text(f"Persen dari {wish.whole.title.id}.", f"Per cent of {wish.whole.title.said('en')}.")
