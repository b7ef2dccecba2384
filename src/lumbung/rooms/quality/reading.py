"""Reading claims: what the current editions of open datasets say, through the one road for reading.

Only concepts that two datasets share are read, and only on the rungs on which one of them speaks
itself. How a measure adds up is known to the roll-up; what it refuses is no claim, and neither is
a sum that lacks some of its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import prod

from lumbung.cube import Query, query
from lumbung.cube.additions import is_total, leaves
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.quality.claims import Claim, Thing, digits, ends_of
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import Cited, TooManyAtOnce
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.observations import AREA, PERIOD, Status, status_column
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.structures import AddsUp, Dimension, Measure, Structure, Unit

COUNTING = "count"  # what the quantity of a unit begins with that counts whole things
ADDING = (AddsUp.SUM, AddsUp.LAST)


@dataclass(frozen=True, slots=True)
class Series:
    """A measure of a dataset's current edition, with the concept that it is about."""

    dataset: str
    edition: str
    structure: Structure
    measure: Measure
    unit: Unit
    concept: str
    simulated: bool

    @property
    def subject(self) -> tuple[str, str, bool]:
        """What makes two series comparable: concept, quantity, and whether they are made up."""
        return self.concept, quantity_of(self.unit), self.simulated

    @property
    def level(self) -> AreaLevel:
        """The rung on which its figures stand."""
        return self.structure.area.level

    @property
    def listed(self) -> Mapping[str, Dimension]:
        """Its dimensions by the shared code list that they follow."""
        return {one.codelist: one for one in self.structure.dimensions if one.codelist}

    @property
    def keeps_exact(self) -> bool:
        """Whether adding up loses nothing by rounding: whole things are counted, shares computed anew."""
        if self.measure.adds_up not in ADDING:
            return True
        is_count = self.unit.quantity.startswith(COUNTING) or not self.unit.quantity
        return is_count and self.measure.decimals == 0


@dataclass(frozen=True, slots=True)
class Read:
    """Claims, and the series of which one rung was too long to be read."""

    claims: tuple[Claim, ...]
    too_long: tuple[str, ...] = ()


@dataclass(slots=True)
class _Asked:
    """On which rungs and cut by which lists a series is read."""

    series: Series
    levels: set[AreaLevel] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)


def quantity_of(unit: Unit) -> str:
    """What a unit measures; a unit that names no quantity is comparable with itself alone."""
    return unit.quantity or f"unit:{unit.code}"


def all_series(concepts: Collection[str] | None = None) -> list[Series]:
    """Every measure that is told apart by its concept, of every open dataset with an edition."""
    units = standards.units()
    found: list[Series] = []
    for dataset in catalog.datasets().filter(access=Access.OPEN.value, editions__current=True):
        now = {one.code: one.concept for one in catalog.structure(dataset).measures if one.concept}
        if concepts is not None and not any(concept in concepts for concept in now.values()):
            continue
        described = observations.describe(dataset.code, reader=None)
        if described.manifest is None:
            continue
        own = [
            Series(
                dataset=dataset.code,
                edition=described.manifest.id,
                structure=described.structure,
                measure=measure,
                unit=units.get(measure.unit) or Unit(measure.unit, measure.unit_title),
                concept=now.get(measure.code, ""),
                simulated=described.manifest.simulated,
            )
            for measure in described.structure.measures
            if now.get(measure.code)
        ]
        found += _told_apart(own)
    return found


def _told_apart(own: Iterable[Series]) -> Iterator[Series]:
    """Of several measures of one dataset with one concept, the one that bears the concept's own name.

    The others (``headed by women`` beside ``families``) are a part that the concept does not name.
    """
    by_subject: dict[tuple[str, str, bool], list[Series]] = defaultdict(list)
    for one in own:
        by_subject[one.subject].append(one)
    words = standards.concepts()
    for same in by_subject.values():
        if len(same) == 1:
            yield same[0]
            continue
        named = [one for one in same if one.concept in words and one.measure.title == words[one.concept][0]]
        if len(named) == 1:
            yield named[0]


def claims_about(concepts: Collection[str] | None = None, *, alone: bool = False) -> Read:
    """What datasets say about some concepts, or about all of them.

    Of a concept that only one dataset speaks about nothing is read, unless ``alone`` asks for it.
    """
    by_subject: dict[tuple[str, str, bool], list[Series]] = defaultdict(list)
    for one in all_series(concepts):
        if concepts is None or one.concept in concepts:
            by_subject[one.subject].append(one)
    claims: list[Claim] = []
    too_long: list[str] = []
    for together in by_subject.values():
        if len({one.dataset for one in together}) < 2 and not alone:
            continue
        for asked in _asked(together):
            try:
                claims += _claims(asked)
            except TooManyAtOnce:
                too_long.append(f"{asked.series.dataset}:{asked.series.measure.code}")
    return Read(tuple(claims), tuple(too_long))


def _asked(together: Collection[Series]) -> Iterator[_Asked]:
    """For each series the rungs and lists on which it meets another."""
    for one in together:
        others = [other for other in together if other.dataset != one.dataset]
        asked = _Asked(one, {one.level})
        widest = standards.area_tree().get(one.structure.area.within)
        if one.measure.adds_up is not AddsUp.NONE and widest is not None:
            wider = {other.level for other in others if widest.level.rank <= other.level.rank}
            asked.levels |= {level for level in wider if level.rank < one.level.rank}
        for other in others:
            asked.lists |= one.listed.keys() & other.listed.keys()
        yield asked


def _claims(asked: _Asked) -> list[Claim]:
    series, wholes = asked.series, _whole_places(asked.series)
    levels = sorted(asked.levels, key=lambda rung: -rung.rank)
    found = [claim for level in levels for claim in _at_level(series, level, "", wholes)]
    for codelist in sorted(asked.lists):
        found += [claim for level in levels for claim in _at_level(series, level, codelist, wholes)]
    shown = max((digits(claim.value) for claim in found if not claim.lifted), default=0)
    declared = series.measure.decimals
    decimals = shown if declared is None else min(shown, declared)
    return [replace(claim, decimals=decimals) for claim in found]


def _at_level(
    series: Series, level: AreaLevel, codelist: str, wholes: frozenset[tuple[str, str]] | None
) -> Iterator[Claim]:
    """The claims of a series on one rung, for the whole population or for each code of a list."""
    dimension = series.listed[codelist] if codelist else None
    lifted = level is not series.level
    answer = _answer(series, level, dimension)
    if answer is None:
        return
    parts = _parts(series, dimension)
    area, period, value = (answer.index(name) for name in (AREA, PERIOD, series.measure.code))
    status = _place(answer, status_column(series.measure.code))
    cut = answer.index(dimension.code) if dimension is not None else None
    tree = standards.area_tree()
    for number, row in enumerate(answer.rows):
        figure, where, when = row[value], str(row[area]), str(row[period])
        if not isinstance(figure, int | float) or number in answer.incomplete:
            continue
        below = [one.code for one in tree.within(where, series.level)] if lifted else [where]
        if wholes is not None and any((one, when) not in wholes for one in below):
            continue
        code = str(row[cut]) if cut is not None else ""
        if cut is not None and (not code or is_total(code)):
            continue
        word = row[status] if status is not None else None
        yield from _said(
            series,
            Thing(
                series.concept,
                quantity_of(series.unit),
                where,
                when,
                f"{codelist}:{code}" if codelist else "",
                series.simulated,
            ),
            float(figure),
            parts=parts * (len(below) if lifted else 1),
            lifted=lifted,
            status=str(word or Status.NORMAL.value),
        )


def _said(
    series: Series, thing: Thing, figure: float, *, parts: int, lifted: bool, status: str
) -> Iterator[Claim]:
    """A figure as a claim; that of a stock also for the longer periods that end with its own."""
    claim = Claim(
        thing=thing,
        dataset=series.dataset,
        edition=series.edition,
        measure=series.measure.code,
        value=figure,
        unit=series.unit.code,
        factor=series.unit.factor,
        exact=series.keeps_exact,
        parts=parts,
        lifted=lifted,
        status=status,
    )
    yield claim
    if series.measure.adds_up is AddsUp.LAST:
        for longer in ends_of(parse_period(thing.period)):
            yield replace(claim, thing=replace(thing, period=str(longer)), at=thing.period)


def _answer(series: Series, level: AreaLevel, dimension: Dimension | None) -> Cited | None:
    """The rows of a rung; nothing where the roll-up refuses to add them up."""
    structure, code = series.structure, series.measure.code
    by = [AREA, PERIOD, *([dimension.code] if dimension is not None else [])]
    plain = level is series.level and len(by) == 2 + len(structure.dimensions)
    asked: Query = (
        query(series.dataset, measures=[code])
        if plain
        else query(series.dataset, measures=[code], by=by, roll_up=level)
    )
    try:
        return observations.answer(asked, reader=None)
    except Invalid:  # an index, overlapping codes, a rung out of reach: no sum, so no claim
        return None


def _parts(series: Series, dimension: Dimension | None) -> int:
    """From how many figures of one area and period a claim is added up."""
    gone = [one for one in series.structure.dimensions if dimension is None or one.code != dimension.code]
    return prod(len(leaf_codes(one)) for one in gone)


def leaf_codes(dimension: Dimension) -> list[str]:
    """The codes of a dimension that hold no others: what makes up the whole."""
    codes = [code.code for code in dimension.codes if not is_total(code.code)]
    return list(leaves(codes, dimension)) or codes


def _whole_places(series: Series) -> frozenset[tuple[str, str]] | None:
    """Where every part of the population is there; nothing where the dataset promises it anyway.

    A dataset that need not be complete may lack levels of schools that nobody could read: what is
    there adds up to no total.
    """
    structure = series.structure
    if structure.complete or not structure.dimensions:
        return None
    answer = observations.answer(query(series.dataset, measures=[series.measure.code]), reader=None)
    area, period, value = (answer.index(name) for name in (AREA, PERIOD, series.measure.code))
    keys = [answer.index(one.code) for one in structure.dimensions]
    needed = prod(len(leaf_codes(one)) for one in structure.dimensions if not one.optional)
    there: dict[tuple[str, str], int] = defaultdict(int)
    for row in answer.rows:
        if row[value] is not None:
            is_whole = all(not row[key] or is_total(str(row[key])) for key in keys)
            there[str(row[area]), str(row[period])] += needed if is_whole else 1
    return frozenset(place for place, count in there.items() if count >= needed)


def _place(answer: Cited, name: str) -> int | None:
    return next((at for at, column in enumerate(answer.columns) if column.code == name), None)
