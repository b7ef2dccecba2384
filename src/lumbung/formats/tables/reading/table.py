"""One table read from its heading to its last row: the figures with their keys.

A table is read in three steps, because figures written as text are understood by the company they
keep: first every table of the file is *prepared* (columns, measures, rows), then all of them tell
how their numbers are written, then the figures are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.reading.cells import CellReader
from lumbung.formats.tables.reading.columnchecks import ColumnChecks
from lumbung.formats.tables.reading.figures import Conventions, FigureReader
from lumbung.formats.tables.reading.records import Record
from lumbung.formats.tables.reading.rowperiods import PeriodJoiner
from lumbung.formats.tables.reading.rows import Row, RowKind, RowReader
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.reading.wholes import take_sums_under_names
from lumbung.formats.tables.shapes import labels as label_kinds
from lumbung.formats.tables.shapes.assignment import Assigner, Assignment
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.context import Context
from lumbung.formats.tables.shapes.labels import LabelReader
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.structures import Measure, Structure

_NOWHERE = -1
_ALL = 1 << 40


@dataclass(slots=True)
class Numbers:
    """The numbers of a table by cell, as totals see them."""

    read: dict[Cell, float | None] = field(default_factory=dict)
    unreadable: set[Cell] = field(default_factory=set)


class TableReader:
    """Reads one table."""

    def __init__(
        self,
        block: Block,
        columns: list[Column],
        context: Context,
        structure: Structure,
        labels: LabelReader,
        periods: PeriodJoiner,
        conventions: Conventions,
        told: Told,
        name: str,
    ) -> None:
        self.block, self.columns, self.context = block, columns, context
        self.structure, self.labels, self.periods = structure, labels, periods
        self.conventions, self.told, self.name = conventions, told, name
        self.grid = block.grid
        self.figures = FigureReader(self.grid, conventions, labels.lexicon.units, told)
        self.rows: list[Row] = []
        self.numbers = Numbers()
        self.records: list[Record] = []
        self.assignment = Assignment()
        self.waiting: set[str] = set()
        self._measures = {measure.code: measure for measure in structure.measures}
        self._only = structure.measures[0].code if len(structure.measures) == 1 else None
        self.only_area = self._only_area()
        self.decided_units: Mapping[str, str] = {}
        self.printed_units: dict[str, str] = {}

    @property
    def has_figures(self) -> bool:
        """Whether any column holds figures of the dataset."""
        return any(column.role is Role.VALUE for column in self.columns)

    # First step

    def prepare(self) -> None:
        """Find out what the columns and rows are."""
        for column in self.columns:
            if column.role is Role.VALUE:
                values = (self.grid.at(row, column.number) for row in self.block.body)
                self.conventions.learn(f"{self.name}:{column.number}", values)
        assigner = Assigner(self.structure, self.labels.lexicon, self.labels.areas)
        self.assignment = assigner.assign(self.columns, self._by_rows(), self.context, self._adds_up)
        heard = Told(most=_ALL)  # what the rows say is judged by their figures before it is told
        reader = RowReader(
            self.block, self.columns, self.context, self.structure, self.labels, heard, self._first_figure
        )
        self.row_reader = reader
        self.rows = reader.rows()
        self.waiting |= reader.areas.waiting | {row.area for row in self.rows if row.held and row.area}
        settled = take_sums_under_names(self, heard.findings)
        for finding in heard.findings:
            if finding.place not in settled:
                self.told.take(finding)
        self._judge_rows(reader)
        parts = [part for row in self.rows for part in row.period]
        parts += [column.facets.period for column in self.columns]
        self.periods.learn_school_years([*parts, *self.context.periods])

    def _by_rows(self) -> frozenset[str]:
        """The facets that the rows tell, by their columns or by titles between them."""
        found: set[str] = set()
        for column in self.columns:
            if column.role is Role.DIMENSION and column.dimension:
                found.add(column.dimension)
            elif column.role in {Role.AREA, Role.AREA_CODE}:
                found.add("area")
            elif column.role is Role.PERIOD:
                found.add("period")
            elif column.role is Role.MEASURE and column.sure > 0.5:
                found.add("measure")
            elif column.role is Role.MIXED:
                found |= {kind.removeprefix("dimension:") for kind in column.kinds}
        return frozenset(found | self._by_titles())

    def _by_titles(self) -> set[str]:
        values = [column.number for column in self.columns if column.role is Role.VALUE]
        found: set[str] = set()
        for row in self.block.body:
            kinds = self.block.kinds.rows[row]
            if any(column < len(kinds) and kinds[column] for column in values):
                continue
            for column in self.block.kinds.filled(row, self.block.columns):
                kind = self.labels.kind(str(self.grid.at(row, column)))
                if kind == label_kinds.MEASURE or (kind or "").startswith("dimension:"):
                    found.add(str(kind).removeprefix("dimension:"))
        return found

    def _first_figure(self, row: int) -> float | None:
        for column in self.columns:
            if column.role is Role.VALUE:
                number = self.figures.number(row, column.number, f"{self.name}:{column.number}")
                if number is not None:
                    return number
        return None

    def _adds_up(self, column: Column, siblings: list[Column]) -> bool:
        """Whether a column is the sum of others in (nearly) every row."""
        rows = [row for row in self.block.body if self.block.kinds.rows[row][column.number :]]
        tried = fitting = 0
        for row in rows[:60]:
            stated = self.figures.number(row, column.number, f"{self.name}:{column.number}")
            parts = [self.figures.number(row, c.number, f"{self.name}:{c.number}") for c in siblings]
            if stated is None or None in parts:
                continue
            tried += 1
            fitting += abs(stated - sum(part or 0 for part in parts)) <= 1e-6 * max(1.0, abs(stated))
        return len(siblings) > 1 and tried >= 2 and fitting >= 0.8 * tried

    def _judge_rows(self, reader: RowReader) -> None:
        """Rows that lack what the others say are totals over it."""
        figures = [column for column in self.columns if column.role is Role.VALUE]
        needed = [
            dimension.code
            for dimension in self.structure.dimensions
            if not dimension.optional
            and len(dimension.codes) > 1
            and dimension.code not in self.context.codes
            and not all(dimension.code in column.facets.codes for column in figures)
        ]
        for row in self.rows:
            if row.kind is RowKind.DATA and not row.held:
                lacking = tuple(name for name in needed if name not in row.codes)
                if lacking and any(name in other.codes for other in self.rows for name in lacking):
                    row.kind, row.over = RowKind.TOTAL, lacking
        if reader.areas.are_told:
            self._take_total_for_the_whole()

    def _take_total_for_the_whole(self) -> None:
        """Where all rows are finer than the dataset asks, the total over them is the figure."""
        level, scope = self.structure.area.level, self.structure.area.within
        whole = self.labels.areas.tree.at_level(scope, level) if level is not AreaLevel.VILLAGE else None
        details = [row for row in self.rows if row.kind is RowKind.DETAIL]
        if whole is None or not details or any(row.kind is RowKind.DATA and row.area for row in self.rows):
            return
        for row in self.rows:
            plain = row.kind is RowKind.TOTAL and row.total is not None and not row.total.is_mean
            if plain and row.area in {None, whole.code}:
                row.kind, row.area = RowKind.DATA, whole.code

    # Second step

    def learn(self) -> None:
        """Tell how the numbers are written, by measure where the rows name the measures."""
        for row in self.rows:
            if row.measure is not None:
                values = (self.grid.at(row.number, c.number) for c in self.columns if c.role is Role.VALUE)
                self.conventions.learn(f"{self.name}:{row.measure}", values)

    # Third step

    def read(self) -> None:
        """Read the figures."""
        ColumnChecks(self).tell()
        CellReader(self).read()

    def group_of(self, row: Row, column: Column) -> str:
        """The company that a figure keeps: those of its measure in this table, or of its column."""
        return f"{self.name}:{row.measure if row.measure is not None else column.number}"

    def measure_of(self, row: Row, column: Column) -> Measure | None:
        """The measure of a figure."""
        code = column.measure or row.measure or self.context.measure or self._only
        return self._measures.get(code) if code is not None else None

    def period_of(self, row: Row, column: Column) -> str | None:
        """The period of a figure."""
        axis = (*row.period, column.facets.period) if column.facets.period is not None else row.period
        return self.periods.period(axis, tuple(self.context.periods))

    @property
    def default_area(self) -> str | None:
        """The area of figures whose rows and headings tell none."""
        above = self.context.area
        fits = above is not None and self.labels.areas.level(above) is self.structure.area.level
        return above if fits else self.only_area

    def _only_area(self) -> str | None:
        """The one area that a dataset is about, where there is only one."""
        within = self.labels.areas.tree.within(self.structure.area.within, self.structure.area.level)
        return within[0].code if len(within) == 1 else None

    def only_code(self, name: str) -> str | None:
        """The code of a dimension that has no other."""
        dimension = self.structure.dimension(name)
        if dimension is None or dimension.optional or len(dimension.codes) != 1:
            return None
        return dimension.codes[0].code
