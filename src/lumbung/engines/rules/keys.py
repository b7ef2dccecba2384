"""Finds rows whose key was already given.

The columns of a key are coded as numbers, and a whole key as one number: comparing a
million of those is far cheaper than comparing a million rows of text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from lumbung.engines.rules.checks import once
from lumbung.engines.rules.table import Table
from lumbung.engines.rules.verdict import Report
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.observations import AREA, PERIOD


@dataclass(frozen=True)
class Keys:
    """The keys of a table's rows, each as one number, and which rows are the first with theirs."""

    coded: pl.Series
    first: pl.Series


def keys_of(table: Table) -> Keys:
    """Code the keys of a table; a row without area or period has none and repeats nobody."""
    coded = coded_keys(table.frame, {column: table.distinct(column) for column in table.keys})
    first = coded.is_first_distinct()
    for column in (AREA, PERIOD):
        if table.frame[column].null_count():
            first = first | table.frame[column].is_null()
    return Keys(coded, first)


def coded_keys(frame: pl.DataFrame, values: Mapping[str, pl.Series]) -> pl.Series:
    """A column that is equal in two rows exactly where their keys are; an empty code is a code.

    ``values`` gives the different values of each key column.
    """
    all_keys = math.prod(len(codes) + 1 for codes in values.values())
    width = pl.UInt32 if all_keys < 1 << 32 else pl.UInt64
    key, most = pl.repeat(0, frame.height, dtype=width, eager=True), 1
    for column, codes in values.items():
        size = len(codes) + 1
        if most * size >= 1 << 63:  # no more keys than rows: numbered anew, they fit again
            key, most = key.rank("dense").cast(width), frame.height + 1
        ordinal = frame[column].cast(pl.Enum(codes)).to_physical().cast(width)
        key, most = key * size + ordinal.fill_null(len(codes)), most * size
    return key


def report_duplicates(table: Table, keys: Keys, report: Report) -> None:
    """Report each row whose key an earlier row has, and name the earlier."""
    repeated = (~keys.first).arg_true()
    if repeated.is_empty():
        return
    earlier = _earlier_rows(keys, repeated)

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


def _earlier_rows(keys: Keys, repeated: pl.Series) -> dict[int, int]:
    """For each repeated row, the first row with its key."""
    again = keys.coded.gather(repeated)
    there = (keys.first & keys.coded.is_in(again.unique().implode())).arg_true()
    row_of = dict(zip(keys.coded.gather(there).to_list(), there.to_list(), strict=True))
    return {row: row_of[key] for row, key in zip(repeated.to_list(), again.to_list(), strict=True)}
