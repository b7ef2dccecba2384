"""The table under check: its columns brought to their types, with their names and places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from lumbung.engines.rules.names import Names
from lumbung.engines.rules.places import Places
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.observations import (
    SHEET,
    confidentiality_column,
    note_column,
    place_column,
    status_column,
)
from lumbung.vocabulary.structures import Measure, Structure


@dataclass(frozen=True)
class Table:
    """A table with what is needed to speak of its rows.

    ``frame`` has the keys as text (an empty one is null) and the measures as numbers;
    ``raw`` is the table as it came.
    """

    raw: pl.DataFrame
    frame: pl.DataFrame
    structure: Structure
    areas: AreaTree
    _distinct: dict[str, pl.Series] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def places(self) -> Places:
        """Where its cells stand."""
        return Places(self.raw, self.structure)

    @cached_property
    def names(self) -> Names:
        """What its codes are called."""
        return Names(self.structure, self.areas)

    @property
    def measures(self) -> list[Measure]:
        """The measures that the table has columns for."""
        return [measure for measure in self.structure.measures if measure.code in self.frame.columns]

    @property
    def keys(self) -> list[str]:
        """The key columns that the table has."""
        return [column for column in self.structure.key if column in self.frame.columns]

    def distinct(self, column: str) -> pl.Series:
        """The different values of a key column, sorted; an empty one is none."""
        if column not in self._distinct:
            self._distinct[column] = self.frame[column].unique().drop_nulls().sort()
        return self._distinct[column]

    def key_of(self, row: int) -> dict[str, str | None]:
        """The key of a row."""
        return {column: self.frame[column][row] for column in self.keys}

    def note_of(self, row: int) -> str:
        """The first remark in a row."""
        columns = [note_column(measure.code) for measure in self.structure.measures]
        return next((note for c in columns if c in self.raw.columns and (note := self.raw[c][row])), "")

    def kept(self, keep: pl.Series) -> pl.DataFrame:
        """The rows to keep, in the columns that an edition knows."""
        known = known_columns(self.structure)
        table = self.frame.select([column for column in self.frame.columns if column in known])
        return table if keep.all() else table.filter(keep)


def prepared(raw: pl.DataFrame, structure: Structure, areas: AreaTree) -> Table:
    """A table ready to be checked; texts in a measure become numbers where they are some."""
    measures = [item.code for item in structure.measures if item.code in raw.columns]
    changes = [
        *(_text_key(raw, column) for column in structure.key if column in raw.columns),
        *(_number(raw, code) for code in measures),
    ]
    frame = raw.with_columns([change for change in changes if change is not None])
    floats = [code for code in measures if frame[code].dtype.is_float()]
    nans = [pl.col(code).fill_nan(None) for code in floats if frame[code].is_nan().any()]
    return Table(raw, frame.with_columns(nans) if nans else frame, structure, areas)


def known_columns(structure: Structure) -> set[str]:
    """The columns that may travel on to an edition."""
    known = {*structure.key, SHEET}
    for measure in structure.measures:
        sides = (status_column, place_column, note_column, confidentiality_column)
        known |= {measure.code, *(side(measure.code) for side in sides)}
    return known


def _text_key(raw: pl.DataFrame, column: str) -> pl.Expr | None:
    values = raw[column]
    if values.dtype == pl.String and not (values == "").any():
        return None
    text = pl.col(column).cast(pl.String)
    return pl.when(text != "").then(text).alias(column)


def _number(raw: pl.DataFrame, column: str) -> pl.Expr | None:
    dtype = raw[column].dtype
    if dtype == pl.Float64 or dtype.is_integer():
        return None
    return pl.col(column).cast(pl.Float64, strict=False)
