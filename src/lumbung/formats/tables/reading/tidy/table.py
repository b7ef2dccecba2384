"""The wide table of a list: its keys, figures, statuses, notes and places, column by column."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lumbung.formats.tables.reading.tidy.faults import Faults
from lumbung.formats.tables.reading.tidy.figures import FigureColumn
from lumbung.formats.tables.reading.tidy.labels import KeyColumn, LabelColumns, places
from lumbung.formats.tables.reading.tidy.listing import Listing
from lumbung.formats.tables.reading.tidy.plan import Plan
from lumbung.formats.tables.reading.tidy.statuses import Statuses, either, without_marks
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.observations import (
    AREA,
    PERIOD,
    SHEET,
    note_column,
    place_column,
    status_column,
)


class WideTable:
    """Puts the columns of one list together."""

    def __init__(
        self, plan: Plan, listing: Listing, labels: LabelColumns, figures: list[FigureColumn]
    ) -> None:
        self.plan, self.listing, self.figures = plan, listing, figures
        structure = plan.sheets.structure
        self.keys = {facet: labels.key(facet) for facet in structure.key}
        self.held = self._held()

    def note_faults(self, faults: Faults) -> None:
        """Note the faults of figures; those of rows that wait are not told yet."""
        for column in self.figures:
            if column.faults:
                at, texts = column.at, column.texts
                if self.held is not None:
                    free = ~self.held.gather(at)
                    at, texts = at.filter(free), texts.filter(free)
                faults.add(self.listing.rows.gather(at), texts, column.faults, column.column.number)

    def waiting(self) -> set[str]:
        """Areas of rows that wait for another of their labels."""
        if self.held is None:
            return set()
        area = self.keys[AREA]
        known = self.held if area.held is None else self.held & ~area.held
        return set(area.codes.filter(known).drop_nulls().unique().to_list())

    def frame(self) -> pl.DataFrame:
        """The rows that say something. What they are made of is let go of on the way."""
        known = self._known()

        def kept(series: pl.Series) -> pl.Series:
            # In one piece: pieces would all be copied once more when the table is made.
            return (series if known is None else series.filter(known)).rechunk()

        statuses, notes = Statuses(self.plan, self.listing, self.keys[PERIOD].status), self._notes()
        rows = kept(self.listing.rows)
        columns: dict[str, pl.Series] = {}
        side: dict[str, pl.Series] = {}
        at = {place_column(facet): self._label_places(key, kept, rows) for facet, key in self.keys.items()}
        self.listing.keep([str(column.number) for column in self.plan.of(Role.STATUS, Role.NOTE)])
        for facet in list(self.keys):
            columns[facet] = kept(self.keys.pop(facet).codes)
        figures, self.figures = {column.measure.code: column for column in self.figures}, []
        for measure in self.plan.sheets.structure.measures:
            column = figures.pop(measure.code, None)
            side[place_column(measure.code)] = places(rows, column.column.number if column else -1)
            if column is None:
                columns[measure.code] = _nothing(pl.Float64, rows)
                continue
            sides = {status_column: statuses.of(column), note_column: self._note(column, notes)}
            for named, series in sides.items():
                if series is not None and (some := kept(series)).null_count() < len(some):
                    side[named(measure.code)] = some.cast(pl.String)
            columns[measure.code] = kept(column.numbers)
        return pl.DataFrame(columns | side | at).with_columns(pl.lit(None, dtype=pl.String).alias(SHEET))

    def _known(self) -> pl.Series | None:
        """Which rows have a whole key; none where all have."""
        known = ~self.held if self.held is not None else None
        for facet in (AREA, PERIOD):
            codes = self.keys[facet].codes
            if codes.null_count():
                known = codes.is_not_null() if known is None else known & codes.is_not_null()
        return known

    def _label_places(
        self, key: KeyColumn, kept: Callable[[pl.Series], pl.Series], rows: pl.Series
    ) -> pl.Series:
        """Where the labels of a key column stand; an empty one stands nowhere."""
        found = places(rows, key.column)
        if key.column < 0 or not (texts := self.listing.frame[str(key.column)]).null_count():
            return found
        return found.set(kept(texts).is_null(), None)

    def _held(self) -> pl.Series | None:
        held: pl.Series | None = None
        for key in self.keys.values():
            if key.held is not None:
                held = key.held if held is None else held | key.held
        return held

    # Statuses and notes

    def _notes(self) -> pl.Series | None:
        """What the columns of notes say of all figures of a row."""
        notes = []
        for column in self.plan.of(Role.NOTE):
            if column.number not in self.plan.machine:
                texts = without_marks(self.listing.frame[str(column.number)])
                if texts.null_count() < len(texts):
                    notes.append(texts)
        if not notes:
            return None
        joined = pl.select(pl.concat_str(notes, separator="; ", ignore_nulls=True)).to_series()
        return pl.select(pl.when(joined != "").then(joined)).to_series()

    def _note(self, column: FigureColumn, note: pl.Series | None) -> pl.Series | None:
        """The notes of a column of figures: those of its own column, else of the row."""
        for side in self.plan.of(Role.NOTE):
            if self.plan.machine.get(side.number) == column.measure:
                return either(self.listing.frame[str(side.number)], note)
        return note


def _nothing(dtype: type[pl.DataType], beside: pl.Series) -> pl.Series:
    """An empty column beside another."""
    return pl.repeat(None, len(beside), dtype=dtype, eager=True)
