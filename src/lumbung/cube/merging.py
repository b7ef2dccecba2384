"""Merging: what the next edition holds, given the last one and what was accepted since."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from lumbung.cube.shape import side_columns, stored
from lumbung.vocabulary.observations import PERIOD
from lumbung.vocabulary.structures import Structure

if TYPE_CHECKING:
    import polars as pl


def merge(
    previous: pl.DataFrame | None,
    new: pl.DataFrame,
    structure: Structure,
    periods: Collection[str] = (),
) -> pl.DataFrame:
    """The new rows laid over the previous ones, by key, in the stored shape.

    ``periods`` are replaced as a whole: what the new table does not hold of them is gone.
    Elsewhere a new row replaces the row with its key; a measure whose column the new
    table does not have keeps its value.
    """
    import polars as pl

    table = stored(new, structure)
    if previous is None:
        return table
    before = _adapted(previous, structure).filter(~pl.col(PERIOD).is_in(list(periods)))
    key = list(structure.key)
    given = [item.code for item in structure.measures if item.code in new.columns]
    kept = [item.code for item in structure.measures if item.code not in given]
    laid = table.drop(_with_sides(kept, table))
    held = before.select(*key, *_with_sides(kept, before))
    over = laid.join(held, on=key, how="left", nulls_equal=True)
    rest = before.join(table.select(key), on=key, how="anti", nulls_equal=True)
    return stored(pl.concat([over, rest], how="diagonal_relaxed"), structure)


def _with_sides(measures: list[str], frame: pl.DataFrame) -> list[str]:
    names = [name for measure in measures for name in (measure, *side_columns(measure))]
    return [name for name in names if name in frame.columns]


def _adapted(previous: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """An older edition in the columns of today's structure: a new dimension is empty in it."""
    import polars as pl

    known = {*structure.key}
    for measure in structure.measures:
        known |= {measure.code, *side_columns(measure.code)}
    frame = previous.select([column for column in previous.columns if column in known])
    lacking = [item.code for item in structure.dimensions if item.code not in frame.columns]
    frame = frame.with_columns([pl.lit("").alias(column) for column in lacking])
    return stored(frame, structure)
