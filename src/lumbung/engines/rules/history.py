"""Holds a table against what was public before: what changed, and what is far from its own history."""

from __future__ import annotations

import math

import polars as pl

from lumbung.engines.rules.names import between, plain
from lumbung.engines.rules.sound import SoundRows
from lumbung.engines.rules.table import Table
from lumbung.engines.rules.verdict import Report
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import PERIOD
from lumbung.vocabulary.structures import Measure

TOLD_ONE_BY_ONE = 20  # changes of a measure; more are told as a number
_FEWEST_PERIODS = 4
_SPREADS = 5.0  # robust standard deviations
_LEAST_FACTOR = math.log(1.5)  # what stays within half as much again is never an outlier
_LEAST_COUNT = 10.0  # nor is a step of less than ten, where things are counted
_MAD_TO_SIGMA = 1.4826


def check_changes(sound: SoundRows, previous: pl.DataFrame, report: Report) -> None:
    """Tell which published figures the table would change."""
    table = sound.table
    for measure in table.measures:
        if measure.code not in previous.columns:
            continue
        before = pl.col("before")
        pairs = (
            sound.of(*table.keys, measure.code)
            .select("row", *table.keys, pl.col(measure.code).cast(pl.Float64).alias("now"))
            .join(
                previous.select(*table.keys, pl.col(measure.code).cast(pl.Float64).alias("before")),
                on=table.keys,
                nulls_equal=True,
            )
        )
        near = (pl.col("now") - before).abs() <= before.abs() * 1e-9
        changed = pairs.filter(before.is_not_null() & ~near.fill_null(False)).sort("row")
        if changed.height > TOLD_ONE_BY_ONE:
            told = finding("values.changed", count=both_numbers(changed.height), measure=measure.title)
            report.add(told)
        elif not changed.is_empty():
            _tell_changes(table, measure, changed, report)


def _tell_changes(table: Table, measure: Measure, changed: pl.DataFrame, report: Report) -> None:
    befores = dict(zip(changed["row"].to_list(), changed["before"].to_list(), strict=True))

    def tell(row: int) -> Finding:
        value = plain(table.frame[measure.code][row])
        return finding(
            "value.changed",
            table.places.of(row, measure.code),
            value="–" if value is None else value,
            measure=measure.title,
            before=both_numbers(befores[row]),
        )

    report.add_rows("value.changed", measure.code, changed["row"], tell)


def check_outliers(sound: SoundRows, previous: pl.DataFrame, report: Report) -> None:
    """Ask about figures far from the history of the same key, by median and spread of their logarithms."""
    table = sound.table
    series = [column for column in table.keys if column != PERIOD]
    past = previous.join(sound.of(*table.keys), on=table.keys, how="anti", nulls_equal=True)
    for measure in table.measures:
        if measure.code in past.columns:
            _check_outliers_of(sound, past, series, measure, report)


def _check_outliers_of(
    sound: SoundRows, past: pl.DataFrame, series: list[str], measure: Measure, report: Report
) -> None:
    table = sound.table
    value, size = pl.col(measure.code).cast(pl.Float64), pl.col("size")
    history = (
        past.filter(value > 0)
        .select(*series, value.alias("value"), value.log().alias("size"))
        .group_by(series)
        .agg(
            pl.len().alias("periods"),
            size.median().alias("middle"),
            (size - size.median()).abs().median().alias("spread"),
            pl.col("value").min().alias("low"),
            pl.col("value").max().alias("high"),
        )
        .filter(pl.col("periods") >= _FEWEST_PERIODS)
    )
    step = (pl.col("now") - pl.col("middle").exp()).abs()
    far = (
        sound.of(*table.keys, measure.code)
        .select("row", *series, value.alias("now"))
        .filter(pl.col("now") > 0)
        .join(history, on=series, nulls_equal=True)
        .with_columns(away=(pl.col("now").log() - pl.col("middle")).abs())
        .filter(
            (
                pl.col("away")
                > pl.max_horizontal(pl.col("spread") * _MAD_TO_SIGMA * _SPREADS, pl.lit(_LEAST_FACTOR))
            )
            & (step >= (_LEAST_COUNT if measure.decimals == 0 else 0.0))
        )
        .sort("row")
    )
    if far.is_empty():
        return
    facts = {row["row"]: row for row in far.iter_rows(named=True)}

    def tell(row: int) -> Finding:
        return finding(
            "value.outlier",
            table.places.of(row, measure.code),
            value=plain(facts[row]["now"]),
            measure=measure.title,
            typical=between(both_numbers(facts[row]["low"]), both_numbers(facts[row]["high"])),
        )

    report.add_rows("value.outlier", measure.code, far["row"], tell)
