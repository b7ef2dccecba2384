"""The figures of one table read cell by cell, each with the key of its row and column.

What a row says is worked out once for all its figures: this is the part of a reading that runs
for every cell of a large workbook.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.reading.figures import Figure
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.records import Record
from lumbung.formats.tables.reading.rows import Row, RowKind
from lumbung.formats.tables.reading.units import PrintedUnits
from lumbung.formats.tables.shapes.cells import Kind
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.figures import cleaned
from lumbung.formats.tables.words.marks import status_of, status_word
from lumbung.formats.tables.words.periodwords import PeriodPart
from lumbung.vocabulary.observations import Status, pack_place
from lumbung.vocabulary.structures import Measure

_NOWHERE = -1
Codes = tuple[str | None, ...]


@dataclass(slots=True)
class _Keyed:
    """What a column adds to the key of its figures."""

    column: Column
    codes: Codes
    area: str | None
    mark: Status | None
    measure: Measure | None
    group: str
    marks: int | None  # the column with the marks of these figures
    tells_codes: bool


class CellReader:
    """Reads the figures of a prepared table."""

    def __init__(self, table: PreparedTable) -> None:
        self.table, self.grid = table, table.grid
        self._names = [dimension.code for dimension in table.structure.dimensions]
        self._given = tuple(table.context.codes.get(name) or table.only_code(name) for name in self._names)
        marks = {c.marks_for: c.number for c in table.columns if c.marks_for is not None}
        values = [column for column in table.columns if column.role is Role.VALUE]
        self._keyed = [self._key(column, marks.get(column.number)) for column in values]
        self._periods: dict[tuple[int, ...], tuple[list[str | None], tuple[PeriodPart | None, ...]]] = {}
        self._default = table.default_area
        self._units = PrintedUnits(table)

    def read(self) -> None:
        """Read all figures into the table's records and numbers."""
        for row in self.table.rows:
            if row.kind is RowKind.DATA and not row.held:
                self._read_row(row)
            elif row.kind not in {RowKind.GROUP, RowKind.SKIPPED}:
                self._note_numbers(row)

    def _key(self, column: Column, marks: int | None) -> _Keyed:
        table, area = self.table, None
        if column.facets.area is not None:
            level = table.structure.area.level
            codes = table.labels.areas.choose(column.facets.area.candidates, [level], table.context.area)
            area = codes[0] if len(codes) == 1 and table.labels.areas.level(codes[0]) is level else None
        return _Keyed(
            column=column,
            codes=tuple(column.facets.codes.get(name) for name in self._names),
            area=area,
            mark=status_of(column.facets.mark) if column.facets.mark else None,
            measure=table.measure_of(Row(0), column) if column.measure else None,
            group=f"{table.name}:{column.number}",
            marks=marks,
            tells_codes=bool(column.facets.codes),
        )

    def _read_row(self, row: Row) -> None:
        table, number = self.table, row.number
        line, figures, numbers = self.grid.rows[number], table.figures, table.numbers
        area = self._row_area(row)
        codes = tuple(
            row.codes.get(name) or given for name, given in zip(self._names, self._given, strict=True)
        )
        places = (
            _packed(row.area_cell),
            _packed(row.period_cell),
            tuple(_packed(row.code_cells.get(name)) for name in self._names),
        )
        plain = not row.note and not self.grid.remarks
        for key, period in zip(self._keyed, self._periods_of(row), strict=True):
            column = key.column.number
            measure = key.measure or table.measure_of(row, key.column)
            group = key.group if row.measure is None else f"{table.name}:{row.measure}"
            figure = figures.figure(number, column, line[column], measure, group)
            value = figure.number
            if value is not None and (self._units.convert or figure.own_unit):
                value = self._converted(row, key.column, measure, figure)
            if figure.unreadable:  # totals read all others again, where there are any
                numbers.read[number, column] = None
                numbers.unreadable[number, column] = figure.likely
            of = area or key.area or self._default
            if measure is None or of is None or period is None:
                continue
            table.records.append(
                Record(
                    of,
                    period,
                    tuple(a or b for a, b in zip(key.codes, codes, strict=True))
                    if key.tells_codes
                    else codes,
                    measure.code,
                    value,
                    self._status(figure, row, key, measure),
                    pack_place(number, column),
                    None if plain else self._note(row, column),
                    self.grid.name,
                    *places,
                )
            )

    def _converted(self, row: Row, column: Column, measure: Measure | None, figure: Figure) -> float:
        """A figure in its measure's unit; totals see it as the others of its column are printed."""
        assert figure.number is not None
        times = self._units.times_of(row, column, measure)
        if figure.own_unit:
            self.table.numbers.read[row.number, column.number] = cleaned(figure.number / times)
            return figure.number
        return cleaned(figure.number * times) if times != 1 else figure.number

    def _row_area(self, row: Row) -> str | None:
        """The area of a row, if it is on the dataset's rung."""
        areas, level = self.table.labels.areas, self.table.structure.area.level
        return row.area if row.area is not None and areas.level(row.area) is level else None

    def _periods_of(self, row: Row) -> list[str | None]:
        """The period of each figure of a row; rows of the same parts share them."""
        key = tuple(map(id, row.period))
        known = self._periods.get(key)
        if known is None:
            found = [self.table.period_of(row, key.column) for key in self._keyed]
            known = self._periods[key] = (found, row.period)  # the parts are kept, so that ids stay theirs
        return known[0]

    def _status(self, figure: Figure, row: Row, key: _Keyed, measure: Measure) -> str | None:
        """The status of a figure: its own mark first, then its row's, then its heading's."""
        status: Status | None = None
        if figure.mark:
            status = status_of(figure.mark)
        elif key.marks is not None:
            sign = self.grid.at(row.number, key.marks)
            status = status_word(str(sign)) if sign is not None else None
        status = status or row.status or key.mark
        if figure.number is None:
            status = figure.status_without(measure, status)
        return status.value if status is not None and status is not Status.NORMAL else None

    def _note(self, row: Row, column: int) -> str | None:
        remark = self.grid.remarks.get((row.number, column)) if self.grid.remarks else None
        return "; ".join(part for part in (row.note, remark) if part) or None

    def _note_numbers(self, row: Row) -> None:
        """Keep the figures of totals and of rows that wait, for the totals."""
        numbers, kinds = self.table.numbers, self.table.block.kinds.rows[row.number]
        for key in self._keyed:
            cell = (row.number, key.column.number)
            numbers.read[cell] = number = self.table.figures.number(
                *cell, self.table.group_of(row, key.column)
            )
            if number is None and kinds[cell[1]] in {Kind.NUMBER, Kind.TEXT}:
                numbers.unreadable[cell] = None


def _packed(cell: Cell | None) -> int:
    return pack_place(*cell) if cell is not None else _NOWHERE
