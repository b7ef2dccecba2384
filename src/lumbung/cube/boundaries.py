"""Figures carried to today's areas: what an edition would say had the boundaries always been these.

Sums are shared out by the weights of the changes, ratios and means computed again from what they
are made of; what does not add up has no figure for other boundaries, and an area of which a part
is lacking has none either. A carried figure is marked *estimated*; one that only changed its code
stays what it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from lumbung.vocabulary.areachanges import AreaChange, shares_since
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.observations import (
    AREA,
    PERIOD,
    Confidentiality,
    Status,
    confidentiality_column,
    status_column,
)
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.structures import AddsUp, Measure, Structure

if TYPE_CHECKING:
    import polars as pl

TARGET, WEIGHT, PARTS, ROW = "_target", "_weight", "_parts", "_row"
ADDED = frozenset({AddsUp.SUM, AddsUp.LAST})


def can_be_carried(measure: Measure, structure: Structure) -> bool:
    """Whether a measure has a figure for other boundaries: it adds up, or is made of what does."""
    made_of = measure.of or ((measure.weight,) if measure.weight else ())
    parts = [structure.measure(code) for code in made_of]
    if measure.adds_up in ADDED:
        return True
    return bool(parts) and all(part is not None and part.adds_up in ADDED for part in parts)


def todays_areas(tree: AreaTree, changes: Iterable[AreaChange], present: Collection[str]) -> AreaTree:
    """The areas of today as if they had always been; one that ended stays only where it has figures."""
    changes = tuple(changes)
    new = {code for change in changes for code in change.targets}
    ended = {code for change in changes for code in change.ended} - new - set(present)
    return AreaTree.of(
        replace(area, valid_from=None if area.code in new else area.valid_from, earlier=())
        for area in tree.areas.values()
        if area.code not in ended
    )


def carried(frame: pl.DataFrame, structure: Structure, changes: Collection[AreaChange]) -> pl.DataFrame:
    """Public figures in the stored shape, carried to the areas after all changes."""
    import polars as pl

    moves = _moves(frame, changes)
    if moves.is_empty():
        return frame
    here = [AREA, PERIOD]
    rest = frame.join(moves.select(here).unique(), on=here, how="anti")
    flowing = frame.with_row_index(ROW).join(moves, on=here)
    same = (pl.col(PARTS) == 1) & (pl.col(WEIGHT) == 1.0)
    renamed = flowing.filter(same).with_columns(pl.col(TARGET).alias(AREA)).select(frame.columns)
    shared = _shared(flowing.filter(~same), structure, frame.columns)
    return pl.concat([rest, renamed, shared], how="diagonal_relaxed")


def _moves(frame: pl.DataFrame, changes: Collection[AreaChange]) -> pl.DataFrame:
    """For each period and area whose figures go elsewhere (or are joined by others): where, what share.

    ``_parts`` says how many areas a target is made of, so that one that is lacking is noticed.
    """
    import polars as pl

    rows = []
    for period in frame[PERIOD].unique().sort().to_list():
        shares = shares_since(changes, parse_period(period))
        flows = [(area, to, weight) for area, targets in shares.items() for to, weight in targets]
        joined = {to for _, to, _ in flows} - shares.keys()
        present = set(frame.filter(pl.col(PERIOD) == period)[AREA].unique()) if joined else set()
        flows += [(area, area, 1.0) for area in sorted(joined & present)]
        parts: dict[str, int] = {}
        for _, to, _ in flows:
            parts[to] = parts.get(to, 0) + 1
        rows += [(area, period, to, weight, parts[to]) for area, to, weight in flows]
    schema = {AREA: pl.String, PERIOD: pl.String, TARGET: pl.String, WEIGHT: pl.Float64, PARTS: pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _shared(flowing: pl.DataFrame, structure: Structure, columns: list[str]) -> pl.DataFrame:
    """The rows of targets that are made of parts."""
    import polars as pl

    added = [item for item in structure.measures if item.adds_up in ADDED]
    means = [
        item
        for item in structure.measures
        if item.adds_up is AddsUp.WEIGHTED and can_be_carried(item, structure)
    ]
    parts = flowing.with_columns(_part(item).alias(item.code) for item in added)
    key = [TARGET, PERIOD, *(item.code for item in structure.dimensions)]
    table = parts.group_by(key).agg(
        *(_whole(item.code, item.code).alias(item.code) for item in added),
        *(_mean(item).alias(item.code) for item in means),
        *(pl.col(item.code).count().alias(f"{item.code}:given") for item in structure.measures),
        *(
            (pl.col(column) == Confidentiality.SUPPRESSED.value).any().alias(column)
            for item in structure.measures
            if (column := confidentiality_column(item.code)) in columns
        ),
    )
    ratios = [item for item in structure.measures if item.adds_up is AddsUp.RATIO]
    table = table.with_columns(_ratio(item, structure).alias(item.code) for item in ratios)
    lost = [item for item in structure.measures if item.code not in table.columns]
    table = table.with_columns(pl.lit(None, dtype=pl.Float64).alias(item.code) for item in lost)
    table = table.with_columns(
        *(_status(item.code).alias(status_column(item.code)) for item in structure.measures),
        *(
            pl.when(pl.col(column)).then(pl.lit(Confidentiality.SUPPRESSED.value)).alias(column)
            for item in structure.measures
            if (column := confidentiality_column(item.code)) in columns
        ),
    )
    return table.rename({TARGET: AREA}).select(
        *structure.key,
        *(name for name in table.columns if name not in {*key, AREA} and not name.endswith(":given")),
    )


def _part(measure: Measure) -> pl.Expr:
    """A figure's part by its weight; what has no decimals is not cut in pieces.

    As ``codemaps.apportioned`` does it: what rounding down leaves over goes to the largest remainders.
    """
    import polars as pl

    value, weight = pl.col(measure.code), pl.col(WEIGHT)
    if measure.decimals is None:
        return value * weight
    scale = 10**measure.decimals
    units = (value * scale).round()
    exact = units * weight
    floor = (exact + 1e-9).floor()
    over = units - floor.sum().over(ROW)
    place = (exact - floor).rank("ordinal", descending=True).over(ROW)
    whole = (floor + pl.when(place <= over).then(1).otherwise(0)) / scale
    return pl.when((units - value * scale).abs() < 1e-6).then(whole).otherwise(value * weight)


def _whole(column: str, filled: str) -> pl.Expr:
    """A sum, where no part is lacking."""
    import polars as pl

    return pl.when(pl.col(filled).count() == pl.col(PARTS).first()).then(pl.col(column).sum())


def _mean(measure: Measure) -> pl.Expr:
    import polars as pl

    assert measure.weight is not None
    weights = pl.col(measure.weight)
    product = pl.col(measure.code) * weights
    complete = product.count() == pl.col(PARTS).first()
    return pl.when(complete & (weights.sum() != 0)).then(product.sum() / weights.sum())


def _ratio(measure: Measure, structure: Structure) -> pl.Expr:
    import polars as pl

    if not can_be_carried(measure, structure):
        return pl.lit(None, dtype=pl.Float64)
    assert measure.of is not None
    above, below = (pl.col(code) for code in measure.of)
    ratio = pl.when(below != 0).then(above / below * measure.scale)
    return ratio if measure.decimals is None else ratio.round(measure.decimals)


def _status(measure: str) -> pl.Expr:
    """Estimated where there is a figure; missing where there were figures but not of all parts."""
    import polars as pl

    given = pl.col(f"{measure}:given") > 0
    return (
        pl.when(pl.col(measure).is_not_null())
        .then(pl.lit(Status.ESTIMATED.value))
        .when(given)
        .then(pl.lit(Status.MISSING.value))
    )
