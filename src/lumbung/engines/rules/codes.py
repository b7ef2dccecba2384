"""Checks of keys against their lists: areas of the scope, periods that are due, codes of dimensions.

A list is compared with the distinct values of a column only; rows are looked for when one of
them is not on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from lumbung.engines.rules.checks import RowCheck
from lumbung.engines.rules.compiling import CompiledRules
from lumbung.engines.rules.names import listed, period_span, period_words
from lumbung.engines.rules.table import Table
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import Frequency, Period, UnreadablePeriod, parse_period
from lumbung.vocabulary.structures import Dimension
from lumbung.vocabulary.words import Text

_EXAMPLES = {
    Frequency.YEAR: "2024",
    Frequency.HALF: "2024-S1",
    Frequency.QUARTER: "2024-Q3",
    Frequency.MONTH: "2024-07",
    Frequency.WEEK: "2024-W05",
    Frequency.DAY: "2024-07-15",
}


@dataclass(frozen=True)
class Codes:
    """The distinct values of the key columns, sorted by what they are."""

    areas: dict[str, str] = field(default_factory=dict)  # code → "part", "whole", or the rule that it breaks
    periods: dict[str, Period] = field(default_factory=dict)  # those that are due
    strange_periods: dict[str, str] = field(default_factory=dict)  # → the rule that it breaks

    def areas_that_are(self, what: str) -> list[str]:
        """The area codes of one sort."""
        return [code for code, sort in self.areas.items() if sort == what]


def sorted_codes(table: Table, rules: CompiledRules, expected: Sequence[Period]) -> Codes:
    """Sort the areas and periods of a table into right and wrong ones."""
    codes = Codes()
    for code in table.distinct(AREA):
        codes.areas[code] = _area_sort(code, table, rules)
    for text in table.distinct(PERIOD):
        try:
            period = parse_period(text)
        except UnreadablePeriod:
            codes.strange_periods[text] = "period.unreadable"
            continue
        due = period in expected if expected else period.frequency is table.structure.frequency
        if due:
            codes.periods[text] = period
        else:
            codes.strange_periods[text] = "period.unexpected"
    return codes


def code_checks(table: Table, codes: Codes, expected: Sequence[Period]) -> Iterator[RowCheck]:
    """The checks of the key columns."""
    for column in table.keys:
        yield from _given(table, column)
    for rule in ("area.unknown", "area.outside", "area.level"):
        if wrong := codes.areas_that_are(rule):
            yield _area_check(table, rule, wrong)
    for rule in ("period.unreadable", "period.unexpected"):
        if wrong := [text for text, broken in codes.strange_periods.items() if broken == rule]:
            yield _period_check(table, rule, wrong, expected)
    for dimension in table.structure.dimensions:
        if dimension.code in table.frame.columns:
            yield from _dimension_check(table, dimension)


def _area_sort(code: str, table: Table, rules: CompiledRules) -> str:
    if code in rules.parts:
        return "part"
    if code in rules.wholes:
        return "whole"
    area = table.areas.get(code)
    if area is None:
        return "area.unknown"
    scope = table.structure.area.within
    within = any(above.code == scope for above in table.areas.ancestors(code))
    return "area.level" if within else "area.outside"


def _given(table: Table, column: str) -> Iterator[RowCheck]:
    dimension = table.structure.dimension(column)
    if (dimension and dimension.optional) or not table.frame[column].null_count():
        return

    def tell(row: int) -> Finding:
        return finding("value.required", table.places.of(row, column), measure=table.names.column(column))

    yield RowCheck("value.required", column, pl.col(column).is_null(), tell, once_a_cell=True, certain=True)


def _area_check(table: Table, rule: str, wrong: Collection[str]) -> RowCheck:
    expected = table.structure.area.level.title

    def tell(row: int) -> Finding:
        code = str(table.frame[AREA][row])
        area, place = table.areas.get(code), table.places.of(row, AREA)
        level = area.level.title if area else Text("")
        value = table.names.area(code)
        return finding(rule, place, value=value, level=_small(level), expected=_small(expected))

    return RowCheck(rule, AREA, pl.col(AREA).is_in(wrong), tell, once_a_cell=True, certain=True)


def _small(words: Text) -> Text:
    return Text(words.id.lower(), words.en.lower())


def _period_check(table: Table, rule: str, wrong: Collection[str], expected: Sequence[Period]) -> RowCheck:
    frequency = table.structure.frequency
    asked = period_span(expected) if expected else frequency.title

    def tell(row: int) -> Finding:
        value = period_words(str(table.frame[PERIOD][row]))
        place = table.places.of(row, PERIOD)
        return finding(rule, place, value=value, expected=asked, example=_EXAMPLES[frequency])

    return RowCheck(rule, PERIOD, pl.col(PERIOD).is_in(wrong), tell, once_a_cell=True, certain=True)


def _dimension_check(table: Table, dimension: Dimension) -> Iterator[RowCheck]:
    column, known = dimension.code, {code.code for code in dimension.codes}
    wrong = [code for code in table.distinct(column) if code not in known]
    choices = listed([code.title for code in dimension.codes])

    def tell(row: int) -> Finding:
        return finding(
            "code.unknown",
            table.places.of(row, column),
            value=table.frame[column][row],
            candidates=[code.code for code in dimension.codes],
            dimension=dimension.title,
            choices=choices,
        )

    if wrong:
        yield RowCheck(
            "code.unknown", column, pl.col(column).is_in(wrong), tell, once_a_cell=True, certain=True
        )
