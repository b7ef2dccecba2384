"""Figures that may well be wrong though no rule forbids them: zeros that mean *unknown*, parts above wholes.

Both are judged by the other rows of the same table, and only ever asked about, never refused.
"""

from __future__ import annotations

import re
from itertools import permutations

import polars as pl

from lumbung.engines.rules.names import between
from lumbung.engines.rules.sound import SoundRows
from lumbung.engines.rules.table import Table
from lumbung.engines.rules.values import part_tell
from lumbung.engines.rules.verdict import Report
from lumbung.vocabulary.findings import Finding, Severity, finding
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.structures import AddsUp, Measure

_ADDED = frozenset({AddsUp.SUM, AddsUp.LAST})
_FEWEST_OTHERS = 5
_FEW = 0.1  # zeros are suspect while they are at most a tenth of the rows
_LARGE = 50.0  # … and nine tenths of the others are at least so large,
_SOME = 5.0  # or so large where the row has a remark
_PATTERN_ROWS = 8
_PATTERN_SHARE = 0.7  # a part is usually clearly smaller than its whole
_PATTERN_ABOVE = 20  # one row in so many may break the pattern
_NAMED_ROWS = 3
_MOST_ABOVE = 8  # where names say it: more rows above would mean that it is no part
_WORD = re.compile(r"[^\W\d_]+")
_SAYS_ALL = frozenset({
    "jumlah", "total", "banyaknya", "seluruh", "semua", "yang", "dan", "di", "diukur", "ditimbang", "didata",
    "diperiksa", "terdata", "tercatat", "terdaftar", "peserta", "sasaran",
})  # fmt: skip
_PATTERN_TABLE = 100_000  # larger tables come from machines; pairs of their columns are not guessed about


def check_zeros(sound: SoundRows, report: Report) -> None:
    """Report zeros among large figures."""
    for measure in sound.table.measures:
        if measure.adds_up in _ADDED and (sound.table.frame[measure.code] == 0).any():
            _check_zeros_of(sound, measure, report)


def _check_zeros_of(sound: SoundRows, measure: Measure, report: Report) -> None:
    table, value = sound.table, pl.col(measure.code)
    rows = sound.of(*table.keys, measure.code)
    zero = rows.filter(value == 0)
    zeros = (
        zero.join(_others(rows, zero, table, value), on=_alike(table), nulls_equal=True)
        .join(_ever_above(rows, zero, table, value), on=_series(table), nulls_equal=True)
        .filter(
            (pl.col("others") >= _FEWEST_OTHERS)
            & (pl.col("zeros") <= pl.max_horizontal(pl.lit(1), (pl.col("others") + pl.col("zeros")) * _FEW))
            & (pl.col("low") >= _SOME)
            & pl.col("ever")
        )
        .sort("row")
    )
    # A remark in the row (“belum didata”) makes a zero suspect among smaller figures, too.
    zeros = zeros.filter(
        [low >= _LARGE or bool(table.note_of(row)) for low, row in zeros.select("low", "row").iter_rows()]
    )
    if zeros.is_empty():
        return
    facts = {row["row"]: row for row in zeros.iter_rows(named=True)}

    def tell(row: int) -> Finding:
        note = table.note_of(row)
        return finding(
            "value.zero-suspect",
            table.places.of(row, measure.code),
            value=0,
            typical=between(both_numbers(facts[row]["low"]), both_numbers(facts[row]["high"])),
            remark=f" (“{note}”)" if note else "",
        )

    report.add_rows("value.zero-suspect", measure.code, zeros["row"], tell)


def _alike(table: Table) -> list[str]:
    return [column for column in table.keys if column != AREA]


def _series(table: Table) -> list[str]:
    return [column for column in table.keys if column != PERIOD]


def _others(rows: pl.DataFrame, zero: pl.DataFrame, table: Table, value: pl.Expr) -> pl.DataFrame:
    """How many figures of other areas stand beside the zeros, and how large they are."""
    above = value.filter(value > 0)
    return (
        rows.join(zero, on=_alike(table), how="semi", nulls_equal=True)
        .group_by(_alike(table))
        .agg(
            above.len().alias("others"),
            (value == 0).sum().alias("zeros"),
            above.quantile(0.1, "nearest").alias("low"),
            above.quantile(0.9, "nearest").alias("high"),
        )
    )


def _ever_above(rows: pl.DataFrame, zero: pl.DataFrame, table: Table, value: pl.Expr) -> pl.DataFrame:
    """Whether a zero's own series is ever above it: what is zero in every period is truly zero."""
    return (
        rows.join(zero, on=_series(table), how="semi", nulls_equal=True)
        .group_by(_series(table))
        .agg(((value.max() > 0) | (pl.len() == 1)).alias("ever"))
    )


def _is_named_a_part(part: Measure, whole: Measure) -> bool:
    """Whether a title says a kind of what another counts: *Balita stunting* of *Balita diukur*."""
    ours, theirs = (set(_WORD.findall(measure.title.id.lower())) for measure in (part, whole))
    counted = theirs - _SAYS_ALL
    return bool(counted) and counted < ours - _SAYS_ALL


def check_parts_by_pattern(sound: SoundRows, report: Report) -> None:
    """Ask about a figure that is larger than another which in all other rows is clearly larger."""
    table = sound.table
    if table.frame.height > _PATTERN_TABLE:
        return
    declared = {measure.of for measure in table.structure.measures if measure.of}
    pairs = [
        (part, whole)
        for part, whole in permutations([m for m in table.measures if m.adds_up in _ADDED], 2)
        if part.unit == whole.unit and (part.code, whole.code) not in declared
    ]
    if not pairs:
        return
    rows = sound.of(*{measure.code for pair in pairs for measure in pair})
    counts = rows.select(
        ((pl.col(part.code) > pl.col(whole.code)) & (pl.col(whole.code) > 0)).sum().alias(str(n))
        for n, (part, whole) in enumerate(pairs)
    ).row(0)
    for (part, whole), above in zip(pairs, counts, strict=True):
        if 0 < above <= max(1, rows.height // _MOST_ABOVE):
            _check_pair(sound, part, whole, report)


def _check_pair(sound: SoundRows, part: Measure, whole: Measure, report: Report) -> None:
    """Ask about a pair: few rows are enough where the titles say that one is a part of the other."""
    named = _is_named_a_part(part, whole)
    fewest, among = (_NAMED_ROWS, _MOST_ABOVE) if named else (_PATTERN_ROWS, _PATTERN_ABOVE)
    both = (
        sound.of(part.code, whole.code)
        .select("row", part=part.code, whole=whole.code)
        .filter(pl.col("part").is_not_null() & (pl.col("whole") > 0))
    )
    above = both.filter(pl.col("part") > pl.col("whole"))
    if both.height < fewest or above.height > max(1, both.height // among):
        return
    share = both.select((pl.col("part") / pl.col("whole")).median()).item()
    if share <= (1.0 if named else _PATTERN_SHARE):
        tell = part_tell(sound.table, part, whole, Severity.WARNING)
        report.add_rows("value.part-exceeds-whole", part.code, above["row"], tell)
