"""Where the cells of a table stand in the file that it was read from."""

from __future__ import annotations

import polars as pl

from lumbung.vocabulary.findings import NOWHERE, Place
from lumbung.vocabulary.observations import SHEET, place_column, unpack_place
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text


class Places:
    """The places of a table's cells; a table without places has none, and says its row instead."""

    def __init__(self, frame: pl.DataFrame, structure: Structure) -> None:
        measures = [measure.code for measure in structure.measures]
        self._columns = {
            column: frame[place_column(column)]
            for column in (*structure.key, *measures)
            if place_column(column) in frame.columns
        }
        self._in_row = [self._columns[code] for code in measures if code in self._columns]
        self.sheets = frame[SHEET] if SHEET in frame.columns else None

    def packed(self, column: str) -> pl.Series | None:
        """The packed places of a column, where the table tells them."""
        return self._columns.get(column)

    def sheet(self, row: int) -> str | None:
        """The sheet of a row."""
        return None if self.sheets is None else self.sheets[row]

    def sheet_names(self) -> list[str]:
        """The sheets, in the order of the rows."""
        return [] if self.sheets is None else self.sheets.unique(maintain_order=True).drop_nulls().to_list()

    def of(self, row: int, column: str) -> Place:
        """The place of a cell; where only the row is known, the first figure of the row."""
        own = self._columns.get(column)
        for places in ([own] if own is not None else []) + self._in_row:
            packed = places[row]
            if packed is not None:
                return Place.at(self.sheet(row), *unpack_place(packed))
        return NOWHERE if self.sheets is None else Place(self.sheet(row))

    def words(self, row: int, column: str) -> Text:
        """The place of a cell in words."""
        place = self.of(row, column)
        return Text(str(place), str(place)) if place.cell else Text(f"baris {row + 1}", f"row {row + 1}")
