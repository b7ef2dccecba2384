"""A table with all that its reader has found out: for those who read its cells and check its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.reading.figures import Conventions, FigureReader
from lumbung.formats.tables.reading.records import Record
from lumbung.formats.tables.reading.rowperiods import PeriodJoiner
from lumbung.formats.tables.reading.rows import Row, RowReader
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.assignment import Assignment
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.context import Context
from lumbung.formats.tables.shapes.labels import LabelReader
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.structures import Measure, Structure


@dataclass(slots=True)
class Numbers:
    """The numbers of a table by cell, as totals see them."""

    read: dict[Cell, float | None] = field(default_factory=dict)
    unreadable: dict[Cell, float | None] = field(default_factory=dict)  # -> what it probably means


class PreparedTable:
    """One table, its columns and rows, and what was read of it so far."""

    row_reader: RowReader

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
