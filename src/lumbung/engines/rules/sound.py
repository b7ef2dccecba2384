"""The rows that count: the first of their key, in a period that is due and an area of the scope.

Most checks look at a few columns of them, so what is kept is which rows they are, not a copy.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from lumbung.engines.rules.codes import Codes
from lumbung.engines.rules.table import Table
from lumbung.vocabulary.observations import AREA, PERIOD


@dataclass(frozen=True)
class SoundRows:
    """Which rows of a table count."""

    table: Table
    mask: pl.Series

    def of(self, *columns: str) -> pl.DataFrame:
        """Some columns of the rows that count, with their number in the table as ``row``."""
        rows = self.table.frame.select(columns).with_row_index("row")
        return rows if self.mask.all() else rows.filter(self.mask)

    def without_areas(self, areas: list[str]) -> SoundRows:
        """These rows but for those of some areas."""
        return SoundRows(self.table, self.mask & ~self.table.frame[AREA].is_in(areas)) if areas else self


def sound_rows(table: Table, codes: Codes, first: pl.Series) -> SoundRows:
    """The rows of a table that count."""
    mask = first
    good = [code for code, sort in codes.areas.items() if sort in {"part", "whole"}]
    for column, kept, known in (
        (AREA, good, len(codes.areas)),
        (PERIOD, list(codes.periods), len(codes.periods) + len(codes.strange_periods)),
    ):
        values = table.frame[column]
        if len(kept) < known or values.null_count():
            mask = mask & values.is_in(kept).fill_null(False)
    return SoundRows(table, mask)
