"""One tidy list read from its heading to its last row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from lumbung.formats.tables.grids import Grid, Workbook
from lumbung.formats.tables.reading.columnchecks import ColumnChecks
from lumbung.formats.tables.reading.guesses import guess_of, tell_guesses
from lumbung.formats.tables.reading.pictures import pictures_of
from lumbung.formats.tables.reading.result import Reading, SheetPicture
from lumbung.formats.tables.reading.table import TableReader
from lumbung.formats.tables.reading.tidy.converting import convert
from lumbung.formats.tables.reading.tidy.faults import Faults
from lumbung.formats.tables.reading.tidy.figures import FigureColumn, Figures
from lumbung.formats.tables.reading.tidy.hazards import Hazards
from lumbung.formats.tables.reading.tidy.labels import LabelColumns
from lumbung.formats.tables.reading.tidy.listing import SIDES, Beginning, Listing, listing_of
from lumbung.formats.tables.reading.tidy.plan import Plan
from lumbung.formats.tables.reading.tidy.table import WideTable
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.reading.units import PrintedUnits
from lumbung.formats.tables.shapes.layout import Layout
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.observations import AREA, PERIOD

_FEWEST_LABELS = 3  # a row without figures and with fewer filled cells may be a title


class Whole:
    """Reads one list by its plan."""

    def __init__(
        self, path: Path, beginning: Beginning, plan: Plan, progress: Callable[[float], None]
    ) -> None:
        self.path, self.beginning, self.plan, self.say = path, beginning, plan, progress
        self.told = Told()

    def read(self) -> Reading | None:
        """The reading; none where a row shows that the file is no tidy list."""
        figures = {column.number for column in self.plan.of(Role.VALUE)}
        listing = listing_of(self.path, self.beginning, figures)
        if listing is None or listing.frame.is_empty():
            return None
        self.say(0.2)
        faults = Faults()
        labels = LabelColumns(self.plan, listing, faults)
        if not labels.understand() or labels.table is None:
            return None
        columns = self._figures(listing, labels.table)
        if not self._rows_are_plain(listing, columns):
            return None
        convert(columns, PrintedUnits(labels.table), listing, self.plan.of(Role.UNIT))
        self.say(0.3)
        listing.keep([name for name in listing.frame.columns if not name.endswith(SIDES)])
        wide = WideTable(self.plan, listing, labels, columns)
        del columns
        faults.tell(self.told)
        self._check_headings(labels.table, listing)
        wide.note_faults(faults)
        faults.tell(self.told)
        Hazards(listing, self.plan.columns, labels.texts()).tell(self.told)
        waiting, picture = wide.waiting(), self._pictures(listing)
        frame = wide.frame()
        sheets = self.plan.sheets
        tell_guesses([labels.table], self.told, sheets.recipe)
        if frame.is_empty() and not self.told.has_errors:
            self.told.add("file.empty")
        sheets.note_headings(labels.table)
        waiting |= labels.table.row_reader.areas.waiting | self._in_another_period(frame)
        return Reading(
            frame=frame,
            rows_read=len(listing.rows),
            findings=self.told.closed(),
            totals=[],
            layout=self._layout(labels.table, listing),
            sheets=picture,
            waiting=frozenset(waiting),
            headings=sheets.headings,
            printed_units=labels.table.printed_units,
        )

    def _figures(self, listing: Listing, table: TableReader) -> list[FigureColumn]:
        structure, recipe = self.plan.sheets.structure, self.plan.sheets.recipe
        wanted = {
            column.number: (column, measure)
            for column in self.plan.of(Role.VALUE)
            if column.measure and (measure := structure.measure(column.measure)) is not None
        }
        decided = recipe.convention if recipe is not None else None
        return Figures(listing, table.labels.lexicon.units, decided).read(wanted)

    @staticmethod
    def _rows_are_plain(listing: Listing, columns: list[FigureColumn]) -> bool:
        """Whether the rows without figures can be nothing but rows with empty cells."""
        figures = [column.numbers.is_not_null() for column in columns]
        full = figures[0]
        for other in figures[1:]:
            full = full | other
        if full.all():
            return True
        if not (full[0] and full[-1]):
            return False
        texts = [name for name in listing.frame.columns if ":" not in name]
        filled = pl.sum_horizontal(pl.col(texts).is_not_null())
        return bool(listing.frame.filter(~full).select((filled >= _FEWEST_LABELS).all()).item())

    def _check_headings(self, table: TableReader, listing: Listing) -> None:
        table.told = self.told
        checks = ColumnChecks(table)
        checks.tell()
        measures = {column.measure for column in self.plan.of(Role.VALUE)}
        if len(measures) != 1:
            return  # a unit beside several figures says nothing of each
        measure = table.structure.measure(str(measures.pop()))
        for column in self.plan.of(Role.UNIT):
            texts = listing.frame[str(column.number)]
            for text in texts.drop_nulls().unique(maintain_order=True).to_list():
                row = int(listing.rows[int((texts == text).arg_max() or 0)])
                checks.tell_unit(text, measure, (row, column.number), strict=False)

    def _in_another_period(self, frame: pl.DataFrame) -> set[str]:
        """Areas whose rows all carry a period that is not due, where the others carry one that is."""
        due = [str(period) for period in self.plan.sheets.structure.periods]
        if not due:
            return set()
        wrong = ~frame[PERIOD].is_in(due)
        strange = frame[AREA].filter(wrong).unique()
        told = frame[AREA].filter(~wrong).unique() if len(strange) else strange
        lost = set(strange.to_list()) - set(told.to_list()) if len(strange) else set()
        return lost if len(lost) <= len(told) / 4 else set()

    def _layout(self, table: TableReader, listing: Listing) -> Layout:
        guess = replace(guess_of(table), first_row=int(listing.rows[0]), last_row=int(listing.rows[-1]))
        return Layout("csv", (guess,))

    def _pictures(self, listing: Listing) -> list[SheetPicture]:
        grid = Grid(None, self.beginning.rows[: int(listing.rows[-1]) + 1])
        return [
            replace(picture, height=int(listing.rows[-1]) + 1)
            for picture in pictures_of(Workbook("csv", [grid]))
        ]
