"""Finds rows whose key was already given.

The columns of a key are coded as numbers, and a whole key as one number: comparing a
million of those is far cheaper than comparing a million rows of text.
"""

from __future__ import annotations

import math

import polars as pl

from lumbung.engines.rules.checks import once
from lumbung.engines.rules.table import Table
from lumbung.engines.rules.verdict import Report
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.observations import AREA, PERIOD


def first_of_each_key(table: Table) -> pl.Series:
    """Which rows are the first with their key; a row without area or period has none."""
    keys = coded_keys(table.frame, table.keys)
    known = table.frame[AREA].is_not_null() & table.frame[PERIOD].is_not_null()
    return keys.is_first_distinct() | ~known


def coded_keys(frame: pl.DataFrame, columns: list[str]) -> pl.Series:
    """A column that is equal in two rows exactly where their keys are; an empty code is a code."""
    ordinals, sizes = [], []
    for column in columns:
        values = frame[column].unique().drop_nulls()
        ordinal = pl.col(column).cast(pl.Enum(values)).to_physical().cast(pl.UInt64) + 1
        ordinals.append(ordinal.fill_null(0))
        sizes.append(len(values) + 1)
    if math.prod(sizes) >= 1 << 63:
        return frame.select(pl.struct(columns).alias("key")).to_series()
    key = ordinals[0]
    for ordinal, size in zip(ordinals[1:], sizes[1:], strict=True):
        key = key * size + ordinal
    return frame.select(key.alias("key")).to_series()


def report_duplicates(table: Table, first: pl.Series, report: Report) -> None:
    """Report each row whose key an earlier row has, and name the earlier."""
    repeated = (~first).arg_true()
    if repeated.is_empty():
        return
    earlier = _earlier_rows(table, first, repeated)

    def tell(row: int) -> Finding:
        there = earlier[row]
        place, first_place = table.places.of(row, AREA), table.places.of(there, AREA)
        key = table.names.row(table.key_of(row))
        return finding(
            "key.duplicate",
            place,
            value=key,
            also=[first_place] if first_place.cell and first_place != place else [],
            key=key,
            first=table.places.words(there, AREA),
        )

    report.add_rows("key.duplicate", AREA, repeated, tell, once(table, AREA, repeated))


def _earlier_rows(table: Table, first: pl.Series, repeated: pl.Series) -> dict[int, int]:
    """For each repeated row, the first row with its key."""
    keyed = table.frame.select(*table.keys).with_row_index("row")
    again = keyed.select(pl.all().gather(repeated))
    there = keyed.filter(first).join(again, on=table.keys, how="semi", nulls_equal=True)
    pairs = again.join(there, on=table.keys, how="left", nulls_equal=True, suffix=":first")
    return dict(zip(pairs["row"].to_list(), pairs["row:first"].to_list(), strict=True))
