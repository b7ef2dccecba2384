"""Holds wholes against their parts: kecamatan against kelurahan, a total code against its codes.

A whole is checked only where every part is there and has a figure; with a part missing
the sum says nothing, and the missing part is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lumbung.engines.rules.compiling import CompiledRules
from lumbung.engines.rules.names import plain
from lumbung.engines.rules.sound import SoundRows
from lumbung.engines.rules.table import Table
from lumbung.engines.rules.verdict import Report
from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import AREA
from lumbung.vocabulary.structures import AddsUp, Dimension, Measure
from lumbung.vocabulary.words import Text

_ADDED = frozenset({AddsUp.SUM, AddsUp.LAST})
_MOST_DECIMALS = 6
_PLACES_TOLD = 30


@dataclass(frozen=True)
class Nesting:
    """One way in which rows are parts of others: along a key column, each whole with its parts."""

    column: str
    parts: dict[str, tuple[str, ...]]
    parts_words: Text


def check_wholes(sound: SoundRows, rules: CompiledRules, report: Report) -> None:
    """Report wholes that differ from the sum of their parts."""
    table = sound.table
    for nesting in _nestings(table, rules):
        present = set(table.distinct(nesting.column))
        known = {whole: parts for whole, parts in nesting.parts.items() if whole in present}
        if not known:
            continue
        links = pl.DataFrame(
            [{"whole": whole, "part": part} for whole, parts in known.items() for part in parts],
            schema={"whole": pl.String, "part": pl.String},
        )
        for measure in table.measures:
            if measure.adds_up in _ADDED:
                _check_measure(sound, nesting, links, measure, report)


def _nestings(table: Table, rules: CompiledRules) -> list[Nesting]:
    level = table.structure.area.level.title
    areas, rung = table.areas, table.structure.area.level
    present = [code for code in table.distinct(AREA) if code in rules.wholes]
    parts_of = {code: tuple(part.code for part in areas.within(code, rung)) for code in present}
    nestings = [Nesting(AREA, parts_of, Text(level.id.lower(), level.en.lower()))]
    for dimension in table.structure.dimensions:
        parts = _code_parts(dimension)
        if parts and dimension.code in table.frame.columns:
            nestings.append(Nesting(dimension.code, parts, dimension.title))
    return nestings


def _code_parts(dimension: Dimension) -> dict[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for code in dimension.codes:
        if code.parent:
            parts[code.parent] = (*parts.get(code.parent, ()), code.code)
    return parts


def _check_measure(
    sound: SoundRows, nesting: Nesting, links: pl.DataFrame, measure: Measure, report: Report
) -> None:
    table = sound.table
    others = [column for column in table.keys if column != nesting.column]
    value = pl.col(measure.code).cast(pl.Float64)
    rows = sound.of(*table.keys, measure.code)
    figures = rows.with_columns(value.alias("value")).filter(pl.col("value").is_not_null())
    sums = (
        figures.join(links, left_on=nesting.column, right_on="part")
        .group_by("whole", *others)
        .agg(pl.col("value").sum().alias("total"), pl.len().alias("given"), pl.col("row").alias("parts"))
        .join(links.group_by("whole").agg(pl.len().alias("expected")), on="whole")
        .filter(pl.col("given") == pl.col("expected"))
    )
    compared = figures.join(
        sums, left_on=[nesting.column, *others], right_on=["whole", *others], nulls_equal=True
    )
    if compared.is_empty():
        return
    allowed = _allowance(measure, compared, figures)
    size = pl.max_horizontal(pl.col("value").abs(), pl.col("total").abs())
    wrong = compared.filter(
        (pl.col("value") - pl.col("total")).abs() > pl.col("given") * allowed + size * 1e-12 + 1e-9
    ).sort("row")
    if wrong.is_empty():
        return
    facts = {row["row"]: row for row in wrong.iter_rows(named=True)}

    def tell(row: int) -> Finding:
        fact = facts[row]
        key = table.key_of(row)
        return finding(
            "whole.mismatch",
            table.places.of(row, measure.code),
            value=plain(fact["value"]),
            also=_part_places(table, measure, fact["parts"]),
            whole=table.names.key(nesting.column, key[nesting.column]),
            parts=nesting.parts_words,
            total=both_numbers(plain(round(fact["total"], _MOST_DECIMALS))),
        )

    report.add_rows("whole.mismatch", measure.code, wrong["row"], tell)


def _allowance(measure: Measure, compared: pl.DataFrame, figures: pl.DataFrame) -> float:
    """By how much each rounded part may be off: half of its last digit; nothing for whole numbers."""
    decimals = measure.decimals
    if decimals is None:
        seen = pl.concat([compared["value"], figures["value"]])
        shown = [d for d in range(_MOST_DECIMALS) if (seen.round(d) == seen).all()]
        decimals = shown[0] if shown else _MOST_DECIMALS
    return 0.5 * 10.0**-decimals if decimals else 0.0


def _part_places(table: Table, measure: Measure, rows: Sequence[int]) -> list[Place]:
    places = [table.places.of(row, measure.code) for row in sorted(rows)[:_PLACES_TOLD]]
    return [place for place in places if place.cell]
