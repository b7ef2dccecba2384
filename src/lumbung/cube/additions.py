"""Adding up: what a roll-up may do with each measure, and what it must refuse.

Every measure knows how it adds up. A sum is added; a ratio is computed again from its two
parts; a mean is weighted; a stock is added over areas and taken at the last period; an index
is never added. Totals that stand beside their parts are left out, so nobody counts twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product

from lumbung.cube.coverage import levels_above
from lumbung.cube.opened import Opened
from lumbung.cube.problems import AreaTooFine, LevelUnfit, NotAdditive, Overlapping
from lumbung.cube.queries import Query
from lumbung.cube.selections import Selection
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.structures import AddsUp, Dimension, Measure
from lumbung.vocabulary.words import Text

TOTALS = frozenset({"_t", "total", "jumlah", "semua"})  # codes that mean "all of them" in any list


Codes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """What is summed: a measure, or its product with another, over the rows that count.

    Each alternative names the codes that count, of dimensions where not all do. Several
    alternatives stand for totals beside their parts: the first that has a value counts.
    """

    measure: Measure
    alternatives: tuple[Codes, ...]
    at: str | None = None  # the one period that counts
    times: Measure | None = None
    beside: Measure | None = None  # only rows where this has a value count


@dataclass(frozen=True, slots=True)
class Addition:
    """A measure of the answer: one sum, or the quotient of two for a ratio or a mean."""

    measure: Measure
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """A query that adds up, ready to be put into SQL."""

    keep: tuple[str, ...]  # key columns of the answer, in reading order
    level: AreaLevel | None  # the rung that areas are lifted to; none: they stay
    targets: tuple[str, ...] | None  # the areas of that rung, or the areas themselves; none: all
    codes: Codes  # filter on period and dimensions
    additions: tuple[Addition, ...]
    notes: tuple[Text, ...]

    @property
    def periods_together(self) -> bool:
        """Whether several periods go into one row."""
        return PERIOD not in self.keep


def roll_up(asked: Query, chosen: Selection, opened: Opened) -> RollUp:
    """What a query adds up; raises where the sum would be wrong."""
    keep = tuple(name for name in opened.order if asked.by is None or name in asked.by)
    level, targets = _areas(asked, chosen, opened, AREA in keep)
    collapsed = [item for item in opened.structure.dimensions if item.code not in keep]
    for dimension in collapsed:
        _refuse_overlap(dimension, chosen.codes.get(dimension.code, ()))
    periods = chosen.codes.get(PERIOD, opened.manifest.periods)
    several = PERIOD not in keep and len(periods) > 1
    if level is not None:
        is_lifted = level is not opened.structure.area.level
    else:
        is_lifted = AREA not in keep and len(targets or ()) != 1
    adds = is_lifted or several or any(_collapses(item, chosen, opened) for item in collapsed)

    notes: list[Text] = []
    additions: list[Addition] = []
    for measure in chosen.measures:
        reason = _reason_against(measure, opened) if adds else None
        if reason is not None:
            if chosen.measures_named:
                raise NotAdditive(measure=measure.title, reason=reason)
            notes.append(_left_out(measure, reason))
            continue
        addition = _addition(measure, collapsed, chosen, opened, periods[-1] if several else None, adds)
        additions.append(addition)
        if several:
            notes.append(_over_time(addition, periods))
    if not additions:
        first = chosen.measures[0]
        raise NotAdditive(measure=first.title, reason=_reason_against(first, opened) or "")
    return RollUp(keep, level, targets, chosen.codes, tuple(additions), tuple(notes))


def _areas(
    asked: Query, chosen: Selection, opened: Opened, are_kept: bool
) -> tuple[AreaLevel | None, tuple[str, ...] | None]:
    """The rung to lift areas to, and the areas wanted of it."""
    named = dict(asked.where).get(AREA)
    if asked.roll_up is not None:
        _reachable(asked.roll_up, opened)
        return asked.roll_up, _targets(chosen, asked.roll_up, opened)
    if are_kept or named is not None:
        _refuse_overlapping_areas(chosen.areas or (), opened, are_kept or len(named or ()) == 1)
        if chosen.areas is None:
            return None, None
        if named is None and asked.within is not None:
            return None, tuple(area.code for area in opened.areas.within(asked.within))
        return None, chosen.areas
    # All areas go into one row: into the whole scope, or the area that was asked for.
    top = opened.areas.get(asked.within or opened.structure.area.within)
    if top is None:
        raise _level_unfit(opened, opened.structure.area.level)
    if top.level not in levels_above(opened):
        raise _level_unfit(opened, top.level)
    return top.level, (top.code,)


def _reachable(level: AreaLevel, opened: Opened) -> None:
    if level not in levels_above(opened) or opened.structure.area.within not in opened.areas:
        raise _level_unfit(opened, level)


def _level_unfit(opened: Opened, level: AreaLevel) -> LevelUnfit:
    scope = opened.structure.area
    return LevelUnfit(
        dataset=opened.structure.dataset,
        level=scope.level.title,
        within=scope.within,
        wanted=level.title,
        possible=", ".join(item.value for item in levels_above(opened)),
    )


def _targets(chosen: Selection, level: AreaLevel, opened: Opened) -> tuple[str, ...] | None:
    if chosen.areas is None:
        return None
    targets: set[str] = set()
    for code in chosen.areas:
        area = opened.areas.get(code)
        if area is None or area.level.rank > level.rank:
            raise AreaTooFine(area=code if area is None else area.title, level=level.title)
        targets |= {item.code for item in opened.areas.within(code, level)}
    return tuple(sorted(targets))


def _refuse_overlapping_areas(codes: Collection[str], opened: Opened, is_no_sum: bool) -> None:
    if is_no_sum:
        return
    for code in codes:
        for above in opened.areas.ancestors(code):
            if above.code in codes:
                raise Overlapping(outer=above.title, inner=opened.areas[code].title)


def is_total(code: str) -> bool:
    """Whether a code means "all of them": by its word, or because it is empty (not broken down)."""
    return code == "" or code.lower() in TOTALS


def _above(code: str, dimension: Dimension) -> frozenset[str]:
    """The codes that hold a code."""
    found: set[str] = set()
    item = dimension.code_named(code)
    while item is not None and item.parent and item.parent not in found:
        found.add(item.parent)
        item = dimension.code_named(item.parent)
    if not is_total(code):
        found |= {"", *(other.code for other in dimension.codes if is_total(other.code))}
    elif code != "":
        found.add("")
    return frozenset(found - {code})


def _refuse_overlap(dimension: Dimension, codes: Collection[str]) -> None:
    for code in codes:
        for outer in _above(code, dimension) & set(codes):
            raise Overlapping(outer=outer or "∅", inner=code)


def leaves(codes: Collection[str], dimension: Dimension) -> tuple[str, ...]:
    """The codes among these that hold none of the others: what may be added up."""
    holding = {outer for code in codes for outer in _above(code, dimension)}
    return tuple(code for code in codes if code not in holding)


def _collapses(dimension: Dimension, chosen: Selection, opened: Opened) -> bool:
    """Whether leaving out a dimension puts several codes into one row."""
    codes = chosen.codes.get(dimension.code, tuple(opened.manifest.counts.dimensions[dimension.code]))
    return len(leaves(codes, dimension)) > 1


def _reason_against(measure: Measure, opened: Opened) -> Text | None:
    """Why a measure cannot be added up."""
    parts = measure.of or ((measure.weight,) if measure.weight else ())
    if measure.adds_up is AddsUp.NONE:
        return Text("indeks atau nilai semacam itu tidak dijumlahkan", "an index or the like is not added")
    for code in parts:
        part = opened.structure.measure(code)
        if part is None or part.adds_up not in {AddsUp.SUM, AddsUp.LAST}:
            return Text(f"bagiannya ({code}) tidak dijumlahkan", f"its part ({code}) is not added")
    return None


def _addition(
    measure: Measure,
    collapsed: Collection[Dimension],
    chosen: Selection,
    opened: Opened,
    last: str | None,
    adds: bool,
) -> Addition:
    structure = opened.structure

    def rows_of(counted: Measure) -> tuple[Codes, ...]:
        return _alternatives(counted, collapsed, chosen, opened)

    def at(*parts: Measure) -> str | None:
        return last if any(part.adds_up is AddsUp.LAST for part in parts) else None

    if adds and measure.adds_up is AddsUp.RATIO and measure.of:
        above, below = (structure.measure(code) for code in measure.of)
        assert above is not None and below is not None  # noqa: PT018  # _reason_against has looked
        when = at(above, below)
        if any(dimension.optional for dimension in structure.dimensions):
            terms = Term(above, rows_of(above), when), Term(below, rows_of(below), when)
        else:  # a row that lacks one of the two would bend the ratio
            rows = rows_of(above)
            terms = Term(above, rows, when, beside=below), Term(below, rows, when, beside=above)
        return Addition(measure, terms)
    if adds and measure.adds_up is AddsUp.WEIGHTED and measure.weight:
        weight = structure.measure(measure.weight)
        assert weight is not None
        rows, when = rows_of(measure), at(weight)
        return Addition(
            measure,
            (Term(measure, rows, when, times=weight), Term(weight, rows, when, beside=measure)),
        )
    return Addition(measure, (Term(measure, rows_of(measure), at(measure)),))


def _alternatives(
    measure: Measure, collapsed: Collection[Dimension], chosen: Selection, opened: Opened
) -> tuple[Codes, ...]:
    """Which rows of a measure to count when dimensions are left out.

    A published total is the number for "all"; where it is lacking its parts are added up.
    """
    choices: list[list[tuple[str, tuple[str, ...]]]] = []
    for dimension in collapsed:
        if dimension.code in chosen.codes:
            continue  # the codes were named, and do not overlap: all of them count
        counted = opened.manifest.counts.per_code[dimension.code]
        present = [code for code, values in sorted(counted.items()) if values.get(measure.code, 0)]
        totals = sorted((code for code in present if is_total(code)), reverse=True)
        within = leaves([code for code in present if not is_total(code)], dimension)
        options: list[tuple[str, tuple[str, ...]]] = [(dimension.code, (code,)) for code in totals]
        if within:
            options.append((dimension.code, within))
        if len(options) > 1 or (options and len(within) + len(totals) < len(counted)):
            choices.append(options)
    return tuple(dict(combination) for combination in product(*choices))


def _left_out(measure: Measure, reason: Text) -> Text:
    return Text(
        f"{measure.title.id} tidak ditampilkan: {reason.id}.",
        f"{measure.title.said('en')} is not shown: {reason.en}.",
    )


def _over_time(addition: Addition, periods: tuple[str, ...]) -> Text:
    title, (first, last) = addition.measure.title, (periods[0], periods[-1])
    if addition.terms[0].at is not None:
        return Text(f"{title.id}: keadaan pada {last}.", f"{title.said('en')}: as it stood in {last}.")
    return Text(
        f"{title.id}: dijumlahkan dari {first} sampai {last}.",
        f"{title.said('en')}: added up from {first} to {last}.",
    )
