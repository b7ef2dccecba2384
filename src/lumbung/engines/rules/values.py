"""Checks of single figures: that they are numbers, whole where they must be, and within their limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from lumbung.engines.rules.checks import RowCheck
from lumbung.engines.rules.names import bound, plain
from lumbung.engines.rules.table import Table
from lumbung.engines.rules.verdict import Tell
from lumbung.vocabulary.findings import Finding, Severity, finding
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import Status, status_column
from lumbung.vocabulary.structures import AddsUp, Measure


def value_checks(table: Table) -> Iterator[RowCheck]:
    """The checks of every measure that the table has."""
    for measure in table.measures:
        yield from _readable(table, measure)
        yield from _within_limits(table, measure)
        yield from _decimals(table, measure)
        yield from _given(table, measure)
        yield from _status(table, measure)
    for measure in table.structure.measures:
        yield from _part_of_whole(table, measure)


def _readable(table: Table, measure: Measure) -> Iterator[RowCheck]:
    code, raw = measure.code, table.raw[measure.code]

    def tell(row: int) -> Finding:
        return finding("value.unreadable", table.places.of(row, code), value=raw[row])

    if raw.dtype == pl.String:
        if (unread := _unread(table, code)) is not None:
            yield RowCheck("value.unreadable", code, pl.lit(unread), tell)
    elif raw.dtype.is_float() and not raw.drop_nulls().is_finite().all():
        yield RowCheck("value.unreadable", code, pl.col(code).is_infinite(), tell)


def _unread(table: Table, code: str) -> pl.Series | None:
    """Which cells of a column of text hold something that is no number; none where all are."""
    raw = table.raw[code]
    if raw.dtype != pl.String:
        return None
    rows = (table.frame[code].is_null() & raw.is_not_null()).arg_true()
    unread = rows.filter(raw.gather(rows).str.strip_chars() != "")
    if unread.is_empty():
        return None
    return pl.repeat(False, len(raw), dtype=pl.Boolean, eager=True).scatter(unread, True)


def _within_limits(table: Table, measure: Measure) -> Iterator[RowCheck]:
    value, low, high = pl.col(measure.code), measure.minimum, measure.maximum
    facts = {"minimum": bound(low, above=False), "maximum": bound(high, above=True)}
    if low == 0:
        yield RowCheck(
            "value.negative", measure.code, value < 0, _tell(table, measure, "value.negative", **facts)
        )
    beyond = [value < low] if low else []
    beyond += [value > high] if high is not None else []
    if beyond:
        outside = pl.any_horizontal(beyond)
        yield RowCheck("value.range", measure.code, outside, _tell(table, measure, "value.range", **facts))


def _decimals(table: Table, measure: Measure) -> Iterator[RowCheck]:
    if measure.decimals is None or not table.frame[measure.code].dtype.is_float():
        return
    value = pl.col(measure.code)
    if measure.decimals == 0:
        fault = value != value.round(0)
        yield RowCheck("value.fraction", measure.code, fault, _tell(table, measure, "value.fraction"))
    else:
        raised = value * 10.0**measure.decimals
        # What is left of 0.1 + 0.2 in binary is no further decimal.
        fault = (raised - raised.round(0)).abs() > raised.abs() * 1e-9 + 1e-6
        tell = _tell(table, measure, "value.decimals", decimals=measure.decimals)
        yield RowCheck("value.decimals", measure.code, fault, tell)


def _given(table: Table, measure: Measure) -> Iterator[RowCheck]:
    if not measure.required:
        return
    empty, status = pl.col(measure.code).is_null(), status_column(measure.code)
    if (unread := _unread(table, measure.code)) is not None:
        empty = empty & ~pl.lit(unread)
    if status in table.frame.columns:  # “…” says that there is no figure yet
        empty = empty & pl.col(status).ne_missing(Status.MISSING.value)
    yield RowCheck("value.required", measure.code, empty, _tell(table, measure, "value.required"))


def _status(table: Table, measure: Measure) -> Iterator[RowCheck]:
    column = status_column(measure.code)
    if column not in table.frame.columns:
        return
    known = [status.value for status in Status]
    strange = [s for s in table.frame[column].unique().drop_nulls().to_list() if s not in known]

    def tell(row: int) -> Finding:
        return finding(
            "code.unknown",
            table.places.of(row, measure.code),
            value=table.frame[column][row],
            candidates=known,
            dimension="status",
            choices=", ".join(known),
        )

    if strange:
        yield RowCheck("code.unknown", column, pl.col(column).is_in(strange), tell)


def _part_of_whole(table: Table, measure: Measure) -> Iterator[RowCheck]:
    """A share that may not pass its scale (100 for percent) says that its numerator is a part."""
    if measure.adds_up is not AddsUp.RATIO or measure.of is None or measure.maximum is None:
        return
    part, whole = (table.structure.measure(code) for code in measure.of)
    if part is None or whole is None or measure.maximum > measure.scale:
        return
    if part in table.measures and whole in table.measures:
        fault = pl.col(part.code) > pl.col(whole.code)
        yield RowCheck("value.part-exceeds-whole", part.code, fault, part_tell(table, part, whole))


def part_tell(table: Table, part: Measure, whole: Measure, severity: Severity | None = None) -> Tell:
    """How a part that is larger than its whole is told."""

    def tell(row: int) -> Finding:
        place, other = table.places.of(row, part.code), table.places.of(row, whole.code)
        return finding(
            "value.part-exceeds-whole",
            place,
            value=plain(table.frame[part.code][row]),
            severity=severity,
            also=[other] if other.cell and other != place else [],
            part=part.title,
            whole=whole.title,
            whole_value=both_numbers(table.frame[whole.code][row]),
        )

    return tell


def _tell(table: Table, measure: Measure, rule: str, **facts: Any) -> Tell:
    def tell(row: int) -> Finding:
        value = plain(table.frame[measure.code][row])
        return finding(rule, table.places.of(row, measure.code), value=value, measure=measure.title, **facts)

    return tell
