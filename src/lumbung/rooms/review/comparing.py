"""Figures side by side: what a submission would change in what is public now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lumbung.cube import Change, Difference, difference, merge, stored
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import Submission
from lumbung.vocabulary.observations import SHEET, cell_name, place_column, unpack_place
from lumbung.vocabulary.structures import Structure

if TYPE_CHECKING:
    import polars as pl


def laid_over(
    previous: pl.DataFrame | None, submissions: Iterable[Submission], structure: Structure
) -> pl.DataFrame | None:
    """What would be public if these submissions were released, in the order in which they come.

    Where every area and code is expected, a submission holds the whole of its periods and
    replaces them; elsewhere it replaces the figures that it holds and leaves the others.
    """
    result = previous
    for submission in submissions:
        figures = collection.figures(submission)
        whole = submission.periods if structure.complete else ()
        result = merge(result, figures, structure, whole)
    return result


def change_by(submission: Submission) -> Difference:
    """What one submission would change in the current edition."""
    dataset = submission.dataset
    structure = catalog.structure(dataset)
    before = collection.current_figures(dataset)
    after = laid_over(before, [submission], structure)
    return compared(before, after, structure)


def compared(before: pl.DataFrame | None, after: pl.DataFrame | None, structure: Structure) -> Difference:
    """The difference of two tables, either of which may not be there."""
    import polars as pl

    nothing = pl.DataFrame(schema=dict.fromkeys((*structure.key, *(m.code for m in structure.measures))))
    return difference(
        stored(nothing, structure) if before is None else before,
        stored(nothing, structure) if after is None else after,
        structure,
    )


def corrects(change: Difference) -> bool:
    """Whether figures that are public would become others, or go."""
    return bool(change.counts[Change.CHANGED] or change.counts[Change.REMOVED])


def remarkable(cells: pl.DataFrame, kind: Change | None) -> pl.DataFrame:
    """The changed cells, those of one kind or all, the largest relative changes first."""
    import polars as pl

    if kind is not None:
        cells = cells.filter(pl.col("change") == kind.value)
    moved = ((pl.col("after") - pl.col("before")) / pl.col("before").abs()).abs()
    order = pl.when(moved.is_finite()).then(moved).otherwise(pl.lit(float("inf")))
    removed_first = pl.col("change") != Change.REMOVED.value
    return (
        cells.with_columns(_order=order, _rest=removed_first)
        .sort(["_rest", "_order"], descending=[False, True], nulls_last=True, maintain_order=True)
        .drop("_order", "_rest")
    )


def place_of(submission: Submission, key: Mapping[str, str], measure: str) -> tuple[str, str]:
    """The sheet and cell in which a figure of a submission stands; empty where it is not known."""
    import polars as pl

    figures = collection.figures(submission)
    column = place_column(measure)
    if column not in figures.columns or not set(key) <= set(figures.columns):
        return "", ""
    rows = figures.filter(pl.all_horizontal(pl.col(name) == value for name, value in key.items()))
    if not rows.height or (place := rows[column][0]) is None:
        return "", ""
    sheet = rows[SHEET][0] if SHEET in rows.columns else None
    return sheet or "", cell_name(*unpack_place(place))
