"""One table read from its heading to its last row: the figures with their keys.

A table is read in three steps, because figures written as text are understood by the company they
keep: first every table of the file is *prepared* (columns, measures, rows), then all of them tell
how their numbers are written, then the figures are read.
"""

from __future__ import annotations

from lumbung.formats.tables.reading.cells import CellReader
from lumbung.formats.tables.reading.columnchecks import ColumnChecks
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.rows import RowKind, RowReader
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.reading.wholes import take_sums_under_names
from lumbung.formats.tables.shapes import labels as label_kinds
from lumbung.formats.tables.shapes.assignment import Assigner
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.areas import AreaLevel

_NOWHERE = -1
_ALL = 1 << 40


class TableReader(PreparedTable):
    """Reads one table."""

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
