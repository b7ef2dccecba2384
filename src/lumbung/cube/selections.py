"""Selections: what a query asks for, in the codes that an edition has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from lumbung.cube.opened import Opened
from lumbung.cube.problems import CodeUnknown, ColumnUnknown, PeriodUnreadable
from lumbung.cube.queries import Query
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.structures import Measure

ROLLING = re.compile(r"latest(?::([1-9][0-9]{0,3}))?")  # the last one, or so many of the last
SAID = 60  # of a word that is unknown, so much is said back


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes per key column (a column that is not here is not restricted), and measures.

    ``areas`` are the areas as they were asked for, before they are matched with rows:
    adding up means something else by them than listing.
    """

    codes: Mapping[str, tuple[str, ...]]
    areas: tuple[str, ...] | None
    measures: tuple[Measure, ...]
    measures_named: bool


def selection(asked: Query, opened: Opened) -> Selection:
    """What a query selects; raises where it names what the dataset does not have."""
    structure, dictionary = opened.structure, opened.dictionary
    where = dict(asked.where)
    for column in (*where, *(asked.by or ())):
        if column not in structure.key:
            raise _unknown(opened, column, structure.key)
    codes: dict[str, tuple[str, ...]] = {}
    if PERIOD in where or asked.first or asked.last:
        codes[PERIOD] = _periods(asked, where.get(PERIOD), opened.manifest.periods)
    for dimension in structure.dimensions:
        if dimension.code in where:
            numbers = dictionary.numbers[dimension.code]
            for value in where[dimension.code]:
                if value not in numbers:
                    raise _no_code(value, dimension.code, dictionary.codes[dimension.code])
            codes[dimension.code] = tuple(sorted(where[dimension.code], key=numbers.__getitem__))
    areas = _areas(asked, where.get(AREA), opened)
    measures = tuple(_measure(code, opened) for code in asked.measures) or structure.measures
    return Selection(codes, areas, measures, bool(asked.measures))


def listed_codes(chosen: Selection, asked: Query, opened: Opened) -> dict[str, tuple[str, ...]]:
    """The restricted key columns of a listing, areas among them, in the order of the dictionary."""
    codes = dict(chosen.codes)
    if chosen.areas is not None:
        numbers = opened.dictionary.numbers[AREA]
        wanted = set(chosen.areas)
        if asked.within is not None:
            below = {area.code for area in opened.areas.within(asked.within)}
            wanted = wanted & below if AREA in dict(asked.where) else below
        codes[AREA] = tuple(sorted(wanted & numbers.keys()))
    return codes


def rows_known(codes: Mapping[str, tuple[str, ...]], opened: Opened) -> int | None:
    """How many rows a selection has, where the manifest says it without counting."""
    counts = opened.manifest.counts
    if any(not wanted for wanted in codes.values()):
        return 0
    if not codes:
        return opened.manifest.rows
    if len(codes) == 1:
        ((column, wanted),) = codes.items()
        return sum(counts.of(column).get(code, 0) for code in wanted)
    if opened.is_dense:
        found = [
            sum(code in counts.of(column) for code in codes[column])
            if column in codes
            else len(counts.of(column))
            for column in opened.order
        ]
        return prod(found)
    return None


def _areas(asked: Query, named: tuple[str, ...] | None, opened: Opened) -> tuple[str, ...] | None:
    for code in (*(named or ()), *([asked.within] if asked.within is not None else ())):
        if code not in opened.dictionary.numbers[AREA] and code not in opened.areas:
            raise _no_code(code, AREA, opened.dictionary.codes[AREA])
    if named is not None:
        return named
    return (asked.within,) if asked.within is not None else None


def _measure(code: str, opened: Opened) -> Measure:
    found = opened.structure.measure(code)
    if found is None:
        raise _unknown(opened, code, tuple(item.code for item in opened.structure.measures))
    return found


def _unknown(opened: Opened, column: str, known: tuple[str, ...]) -> ColumnUnknown:
    return ColumnUnknown(dataset=opened.structure.dataset, column=column[:SAID], known=", ".join(known))


def _no_code(value: str, column: str, known: tuple[str, ...]) -> CodeUnknown:
    return CodeUnknown(value=value[:SAID], column=column, known=", ".join(known[:12]) or "–")


def _periods(asked: Query, named: tuple[str, ...] | None, present: tuple[str, ...]) -> tuple[str, ...]:
    chosen = present
    if named is not None:
        wanted = {code for text in named for code in _periods_of(text, present)}
        chosen = tuple(code for code in chosen if code in wanted)
    if asked.first:
        start = _read(asked.first).start
        chosen = tuple(code for code in chosen if parse_period(code).start >= start)
    if asked.last:
        end = _read(asked.last).end
        chosen = tuple(code for code in chosen if parse_period(code).end <= end)
    return chosen


def _periods_of(text: str, present: tuple[str, ...]) -> tuple[str, ...]:
    """The periods that a word means: ``2024`` also means its months; ``2021..2024``, ``latest:5``."""
    if (rolling := ROLLING.fullmatch(text)) is not None:
        return present[-int(rolling[1] or 1) :]
    if text in present:
        return (text,)
    if ".." in text:
        first, _, last = text.partition("..")
        start = _read(first).start if first else None
        end = _read(last).end if last else None
        periods = ((code, parse_period(code)) for code in present)
        return tuple(
            code
            for code, period in periods
            if (start is None or period.start >= start) and (end is None or period.end <= end)
        )
    whole = _read(text)
    return tuple(code for code in present if whole.covers(parse_period(code)))


def _read(text: str) -> Period:
    try:
        return parse_period(text)
    except UnreadablePeriod as fault:
        raise PeriodUnreadable(value=text[:SAID]) from fault
