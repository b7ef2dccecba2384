"""The wide table of a list: its keys, figures, statuses, notes and places, column by column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from lumbung.formats.tables.reading.tidy.faults import Faults
from lumbung.formats.tables.reading.tidy.figures import FigureColumn
from lumbung.formats.tables.reading.tidy.labels import KeyColumn, LabelColumns, places
from lumbung.formats.tables.reading.tidy.listing import Listing
from lumbung.formats.tables.reading.tidy.plan import Plan
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.marks import lone_mark, status_of, status_word
from lumbung.vocabulary.observations import (
    AREA,
    PERIOD,
    SHEET,
    Status,
    note_column,
    place_column,
    status_column,
)

_NORMAL, _MISSING = Status.NORMAL.value, Status.MISSING.value


@dataclass(slots=True)
class Remarks:
    """What a row says of all its figures."""

    status: pl.Series | None
    note: pl.Series | None


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
            return series if known is None else series.filter(known)

        remarks, rows = self._remarks(), kept(self.listing.rows)
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
            sides = {name: kept(series) for name, series in self._sides(column, remarks).items()}
            side |= {name: series for name, series in sides.items() if series.null_count() < len(series)}
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

    def _remarks(self) -> Remarks:
        """What status and note columns say that belong to no column of figures."""
        status, notes = self.keys[PERIOD].status, []
        for column in self.plan.of(Role.STATUS, Role.NOTE):
            if column.number in self.plan.machine:
                continue
            texts = self.listing.frame[str(column.number)]
            if column.role is Role.STATUS:
                if column.marks_for is None:
                    status = _either(_mapped(texts, _status_words(texts)), status)
                continue
            marks: dict[str, str | None] = {
                text: found.value
                for text in texts.unique().drop_nulls().to_list()
                if lone_mark(text) and (found := status_word(text)) is not None
            }
            if marks:
                status = _either(_mapped(texts, marks), status)
                texts = texts.set(texts.is_in(list(marks)).fill_null(value=False), None)
            if texts.null_count() < len(texts):
                notes.append(texts)
        joined = None
        if notes:
            joined = pl.select(pl.concat_str(notes, separator="; ", ignore_nulls=True)).to_series()
            joined = pl.select(pl.when(joined != "").then(joined)).to_series()
        return Remarks(status, joined)

    def _sides(self, column: FigureColumn, remarks: Remarks) -> dict[str, pl.Series]:
        measure, number = column.measure, column.column.number
        found: dict[str, pl.Series] = {}
        status = self._status(column, remarks)
        if status is not None:
            found[status_column(measure.code)] = status
        note = remarks.note
        for side in self.plan.of(Role.NOTE):
            if self.plan.machine.get(side.number) == measure and number >= 0:
                note = _either(note, self.listing.frame[str(side.number)])
        if note is not None:
            found[note_column(measure.code)] = note
        return found

    def _status(self, column: FigureColumn, remarks: Remarks) -> pl.Series | None:
        """The status of each figure, the nearest word first: its mark, its column of marks, its row."""
        status = remarks.status
        if column.column.facets.mark:
            heading = status_of(column.column.facets.mark).value
            everywhere = pl.repeat(heading, len(column.numbers), dtype=pl.String, eager=True)
            status = _either(status, everywhere)
        for side in self.plan.of(Role.STATUS):
            if side.marks_for == column.column.number:
                texts = self.listing.frame[str(side.number)]
                words = _status_words(texts, keep=side.number in self.plan.machine)
                status = _either(_mapped(texts, words), status)
        if column.statuses.null_count() < len(column.statuses):
            status = self._with_marks(column, status)
        if column.numbers.null_count():
            status = self._with_missing(column, status)
        if status is None or status.null_count() == len(status):
            return None
        return pl.select(pl.when(status != _NORMAL).then(status)).to_series()

    def _with_marks(self, column: FigureColumn, status: pl.Series | None) -> pl.Series:
        marked = column.statuses.is_not_null()
        base = status if status is not None else _nothing(pl.String, column.numbers)
        return base.scatter(column.at.filter(marked), column.statuses.filter(marked))

    def _with_missing(self, column: FigureColumn, status: pl.Series | None) -> pl.Series:
        """A cell without a figure has none; an empty one that must be filled is left for the check."""
        missing = column.numbers.is_null()
        base = status if status is not None else _nothing(pl.String, column.numbers)
        if not column.measure.required:
            return base.set(missing, _MISSING)
        blank = column.texts.is_in(list(column.blank)) if column.blank else None
        said = column.at.filter(~blank) if blank is not None else column.at
        told = said.filter(missing.gather(said))
        empty = pl.select(pl.when(~missing).then(base)).to_series()
        return empty.scatter(told, _MISSING) if len(told) else empty


def _nothing(dtype: type[pl.DataType], beside: pl.Series) -> pl.Series:
    """An empty column beside another."""
    return pl.repeat(None, len(beside), dtype=dtype, eager=True)


def _status_words(texts: pl.Series, *, keep: bool = False) -> dict[str, str | None]:
    """What the words of a status column say; ``keep``: an unknown one stays, for the check to tell."""
    found: dict[str, str | None] = {}
    known = {status.value for status in Status}
    for text in texts.unique().drop_nulls().to_list():
        status = status_word(text)
        if status is None and text in known:
            status = Status(text)
        found[text] = status.value if status is not None else text if keep and text.strip() else None
    return found


def _mapped(texts: pl.Series, values: dict[str, str | None]) -> pl.Series:
    if all(text == value for text, value in values.items()):
        return texts
    return texts.replace_strict(values, default=None, return_dtype=pl.String)


def _either(first: pl.Series | None, second: pl.Series | None) -> pl.Series | None:
    if first is None or second is None:
        return first if second is None else second
    return pl.select(pl.coalesce(first, second)).to_series()
