"""The units that a table prints, for its columns, its rows or the whole, and what they make of figures.

Figures in thousands or millions of the measure's unit are multiplied; those in any other unit are
left as they are, and the check of the headings refuses them. The nearest word holds: the one in the
row, then the one in the heading, then the one in the title.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.rows import Row, RowKind
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.figures import cleaned
from lumbung.formats.tables.words.folding import plain
from lumbung.formats.tables.words.unitwords import Fit
from lumbung.vocabulary.structures import Measure


@dataclass(frozen=True, slots=True)
class Printed:
    """A unit as it is printed for the figures of one measure, and where."""

    text: str
    measure: Measure
    cell: Cell


class PrintedUnits:
    """Finds the units of one prepared table."""

    def __init__(self, table: PreparedTable) -> None:
        self.table, self.units = table, table.labels.lexicon.units
        self._known: dict[tuple[str, str], float] = {}
        self._values = [column for column in table.columns if column.role is Role.VALUE]
        self.columns = self._of_columns()
        self.title = self._of_title()
        self._times = {number: self.times(said.text, said.measure) for number, said in self.columns.items()}
        self._title_times = {said.measure.code: self.times(said.text, said.measure) for said in self.title}
        heading = any(times != 1 for times in (*self._times.values(), *self._title_times.values()))
        self.convert = heading or any(self._row_times(row) not in {None, 1} for row in table.rows)

    def times(self, printed: str, measure: Measure) -> float:
        """By what figures under a printed unit are multiplied; 1 for almost all."""
        key = (printed, measure.unit)
        if key not in self._known:
            self._known[key] = self.units.times(self.table.decided_units.get(printed, printed), measure.unit)
        return self._known[key]

    def of_row(self, row: Row) -> Printed | None:
        """The unit that a row says, where all its figures are of one measure."""
        if row.unit is None:
            return None
        measures = {self.table.measure_of(row, column) for column in self._values}
        measure = measures.pop() if len(measures) == 1 else None
        return Printed(shown(row.unit.value), measure, row.unit.cell) if measure is not None else None

    def times_of(self, row: Row, column: Column, measure: Measure | None) -> float:
        """By what a figure of the table is multiplied."""
        if not self.convert or measure is None:
            return 1.0
        in_row = self._row_times(row)
        return in_row if in_row is not None else self.times_under(column, measure)

    def times_under(self, column: Column, measure: Measure) -> float:
        """By what the figures of a column are multiplied, as its heading or the title says."""
        return self._times.get(column.number, self._title_times.get(measure.code, 1.0))

    def converted(self, row: Row, column: Column, stated: float) -> float:
        """A figure as it is printed, in the unit of its measure."""
        times = self.times_of(row, column, self.table.measure_of(row, column))
        return stated if times == 1 else cleaned(stated * times)

    def _row_times(self, row: Row) -> float | None:
        said = self.of_row(row)
        return self.times(said.text, said.measure) if said is not None else None

    def _of_columns(self) -> dict[int, Printed]:
        found: dict[int, Printed] = {}
        for column in self._values:
            measure = self.table.structure.measure(column.measure) if column.measure else None
            if column.facets.unit and measure is not None and not column.facets.share:
                cell = column.facets.unit_cell or (0, column.number)
                found[column.number] = Printed(column.facets.unit, measure, cell)
        return found

    def _of_title(self) -> list[Printed]:
        """The unit of the title for the one measure, or for those of several that it is a multiple of."""
        unit, block = self.table.context.unit, self.table.block
        if not unit or any(column.facets.unit for column in self._values):
            return []
        titles = (*block.titles[::-1], *block.shared_titles[::-1])
        cell = next(
            ((w.row, w.column) for w in titles if plain(self.units.last([w.text])) == plain(unit)), None
        )
        measures = self._measures()
        if cell is None or not measures:
            return []
        meant = self.table.decided_units.get(unit, unit)
        return [
            Printed(unit, measure, cell)
            for measure in measures
            if len(measures) == 1 or self.units.fit(meant, measure.unit) is Fit.MULTIPLE
        ]

    def _measures(self) -> list[Measure]:
        """The measures of the table, by its columns or by its rows."""
        codes = {column.measure for column in self._values}
        if None in codes:
            codes |= {row.measure for row in self.table.rows if row.kind is RowKind.DATA}
        return [measure for measure in self.table.structure.measures if measure.code in codes]
