"""Finds what is missing from a dataset that is to be complete: areas, codes, and single combinations.

Which combinations of codes belong together is learnt from the table itself (a city may have
no village on an island), but every area and every code of a dimension is expected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from lumbung.engines.rules.compiling import CompiledRules
from lumbung.engines.rules.names import LISTED, listed, period_words
from lumbung.engines.rules.sound import SoundRows
from lumbung.engines.rules.table import Table
from lumbung.vocabulary.findings import NOWHERE, Finding, Place, finding
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.structures import Dimension
from lumbung.vocabulary.words import Text


@dataclass(frozen=True)
class Gaps:
    """The rows that count, and the keys that they should hold."""

    sound: SoundRows
    rules: CompiledRules
    periods: Sequence[Period]
    headings: Mapping[str, Place]
    waiting: frozenset[str]

    @property
    def table(self) -> Table:
        """The whole table."""
        return self.sound.table

    @cached_property
    def rows(self) -> pl.DataFrame:
        """The keys of the rows that count, with the column ``row``."""
        return self.sound.of(*self.table.keys)

    @property
    def dimensions(self) -> list[str]:
        """The dimensions that the table has columns for."""
        return [item.code for item in self.table.structure.dimensions if item.code in self.table.keys]


def missing_rows(gaps: Gaps) -> Iterator[Finding]:
    """One finding for each area, code or combination that is missing; many areas are told together."""
    pairs = gaps.rows.group_by(AREA, PERIOD).agg(pl.len().alias("given"), pl.col("row").min())
    yield from _missing_areas(gaps, pairs)
    for dimension in gaps.table.structure.dimensions:
        if dimension.code in gaps.table.keys and not dimension.optional:
            yield from _missing_codes(gaps, dimension)
    if gaps.dimensions:
        yield from _missing_combinations(gaps, pairs)


def _missing_areas(gaps: Gaps, pairs: pl.DataFrame) -> Iterator[Finding]:
    expected = pl.DataFrame(
        [
            {AREA: area.code, PERIOD: str(period)}
            for period in gaps.periods
            for area in gaps.rules.parts.values()
            if area.in_force(period.end) and area.code not in gaps.waiting
        ],
        schema={AREA: pl.String, PERIOD: pl.String},
    )
    absent = expected.join(pairs, on=[AREA, PERIOD], how="anti")
    by_area = absent.group_by(AREA).agg(pl.col(PERIOD).sort()).sort(AREA)
    # Areas that lack the same periods are told together when they are many.
    for periods, areas in _grouped((tuple(row[PERIOD]), row[AREA]) for row in by_area.iter_rows(named=True)):
        bunches = [[area] for area in areas] if len(areas) <= LISTED else [areas]
        for bunch in bunches:
            names = listed([gaps.table.names.area(code) for code in bunch])
            yield _told(gaps, names, periods, _heading(gaps, AREA, periods), areas=list(bunch))


def _missing_codes(gaps: Gaps, dimension: Dimension) -> Iterator[Finding]:
    parents = {code.parent for code in dimension.codes}
    leaves = [code for code in dimension.codes if code.code not in parents]
    for period in gaps.periods:
        given = gaps.rows.filter(pl.col(PERIOD) == str(period))
        seen = set(given[dimension.code].unique().to_list())
        absent = [code for code in leaves if code.code not in seen]
        if absent and not given.is_empty():
            codes, names = [code.code for code in absent], listed([code.title for code in absent])
            place = _heading(gaps, dimension.code, (str(period),))
            yield _told(gaps, names, (str(period),), place, codes=codes)


def _missing_combinations(gaps: Gaps, pairs: pl.DataFrame) -> Iterator[Finding]:
    dimensions = gaps.dimensions
    known = gaps.rows.select(PERIOD, *dimensions).unique()
    sizes = known.group_by(PERIOD).agg(pl.len().alias("expected"))
    # The other rows of an area that waits are in the file, under a name nobody has confirmed.
    settled = pairs.filter(~pl.col(AREA).is_in(list(gaps.waiting)))
    short = settled.join(sizes, on=PERIOD).filter(pl.col("given") < pl.col("expected"))
    if short.is_empty():
        return
    absent = (
        short.select(AREA, PERIOD, "row")
        .join(known, on=PERIOD)
        .join(gaps.rows, on=[AREA, PERIOD, *dimensions], how="anti", nulls_equal=True)
        .sort("row", *dimensions, nulls_last=True)
    )
    names = gaps.table.names
    for (area, period, row), group in absent.group_by([AREA, PERIOD, "row"], maintain_order=True):
        combinations = [
            " · ".join(names.key(column, code).id for column, code in combination.items() if code is not None)
            for combination in group.select(dimensions).iter_rows(named=True)
        ]
        words = listed([Text(words, words) for words in combinations])
        title = names.area(str(area))
        missing = Text(f"{title.id}: {words.id}", f"{title.id}: {words.en}")
        place = gaps.table.places.of(int(str(row)), AREA)
        yield _told(gaps, missing, (str(period),), place, areas=[str(area)])


def _grouped(pairs: Iterator[tuple[tuple[str, ...], str]]) -> list[tuple[tuple[str, ...], list[str]]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for periods, area in pairs:
        groups.setdefault(periods, []).append(area)
    return list(groups.items())


def _heading(gaps: Gaps, column: str, periods: tuple[str, ...]) -> Place:
    """Where a key column is headed; failing that, the sheet that holds the periods."""
    if column in gaps.headings:
        return gaps.headings[column]
    given = gaps.rows.filter(pl.col(PERIOD).is_in(list(periods)))["row"]
    return Place(gaps.table.places.sheet(given[0])) if len(given) else NOWHERE


def _told(gaps: Gaps, names: Text, periods: tuple[str, ...], place: Place, **facts: Any) -> Finding:
    missing = names
    if len(gaps.periods) > 1 and len(periods) < len(gaps.periods):
        when = listed([period_words(period) for period in periods], 3)
        missing = Text(f"{names.id}, {when.id},", f"{names.said('en')}, {when.said('en')},")
    return finding("rows.missing", place, missing=missing, periods=list(periods), **facts)
