"""Differences: what changed from one table of observations to the next, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lumbung.cube.shape import side_columns
from lumbung.vocabulary.observations import Status, note_column, status_column
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl


class Change(StrEnum):
    """What happened to a cell."""

    ADDED = "added"  # it has a value now and had none
    REMOVED = "removed"  # it had a value and has none now
    CHANGED = "changed"  # another value
    STATUS = "status"  # the same value with another status
    NOTE = "note"  # the same value with another footnote

    @property
    def words(self) -> Text:
        """What happened, as people say it."""
        return _CHANGES[self]


_CHANGES = {
    Change.ADDED: Text("ditambahkan", "added"),
    Change.REMOVED: Text("dihapus", "removed"),
    Change.CHANGED: Text("diubah", "changed"),
    Change.STATUS: Text("status diubah", "status changed"),
    Change.NOTE: Text("catatan diubah", "note changed"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """All cells that changed.

    ``cells`` has the key columns, then ``measure``, ``change``, ``before``, ``after``,
    ``status_before``, ``status_after``, ``note_before``, ``note_after``; sorted by key.
    """

    counts: dict[Change, int]
    unchanged: int  # cells with a value that stayed as they were
    cells: pl.DataFrame

    @property
    def total(self) -> int:
        """How many cells changed."""
        return self.cells.height

    def page(self, offset: int = 0, limit: int = 100) -> list[dict[str, object]]:
        """Some of the cells, in order."""
        return self.cells.slice(offset, limit).to_dicts()


def difference(before: pl.DataFrame, after: pl.DataFrame, structure: Structure) -> Difference:
    """What changed between two tables in the stored shape (see ``shape.stored``)."""
    import polars as pl

    key = list(structure.key)
    measures = [item.code for item in structure.measures]
    joined = _complete(before, structure).join(
        _complete(after, structure), on=key, how="full", suffix="\x00", coalesce=True, nulls_equal=True
    )
    changed = pl.concat([_cells(joined, key, measure) for measure in measures]).sort([*key, "measure"])
    counted = dict(changed.group_by("change").len().iter_rows())
    same = sum(
        joined.select((pl.col(measure) == pl.col(measure + "\x00")).sum()).item() for measure in measures
    )
    values_changed_beside = counted.get(Change.STATUS, 0) + counted.get(Change.NOTE, 0)
    return Difference(
        counts={change: int(counted.get(change.value, 0)) for change in Change},
        unchanged=int(same) - int(values_changed_beside),
        cells=changed,
    )


def _complete(frame: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """The table with every column that is compared."""
    import polars as pl

    wanted: list[pl.Expr] = [
        (pl.col(column).cast(pl.String).fill_null("") if column in frame.columns else pl.lit("")).alias(
            column
        )
        for column in structure.key
    ]
    for item in structure.measures:
        number = pl.col(item.code) if item.code in frame.columns else pl.lit(None)
        wanted.append(number.cast(pl.Float64).alias(item.code))
        for column in side_columns(item.code)[:2]:
            side = pl.col(column) if column in frame.columns else pl.lit(None)
            wanted.append(side.cast(pl.String).alias(column))
    return frame.select(wanted)


def _cells(joined: pl.DataFrame, key: list[str], measure: str) -> pl.DataFrame:
    import polars as pl

    status, note = status_column(measure), note_column(measure)
    was, now = pl.col(measure), pl.col(measure + "\x00")
    change = (
        pl.when(was.is_null() & now.is_not_null())
        .then(pl.lit(Change.ADDED.value))
        .when(was.is_not_null() & now.is_null())
        .then(pl.lit(Change.REMOVED.value))
        .when(was != now)
        .then(pl.lit(Change.CHANGED.value))
        .when(pl.col(status).ne_missing(pl.col(status + "\x00")))
        .then(pl.lit(Change.STATUS.value))
        .when(pl.col(note).ne_missing(pl.col(note + "\x00")))
        .then(pl.lit(Change.NOTE.value))
    )
    normal = pl.lit(Status.NORMAL.value)
    return (
        joined.with_columns(change=change)
        .filter(pl.col("change").is_not_null())
        .select(
            *key,
            pl.lit(measure).alias("measure"),
            "change",
            was.alias("before"),
            now.alias("after"),
            pl.coalesce(status, normal).alias("status_before"),
            pl.coalesce(status + "\x00", normal).alias("status_after"),
            pl.col(note).alias("note_before"),
            pl.col(note + "\x00").alias("note_after"),
        )
    )
