"""Templates of ours, read back: by the codes in their hidden row, with nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping

from lumbung.formats.tables.grids import Grid, Value, Workbook
from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.reading.figures import Conventions, FigureReader
from lumbung.formats.tables.reading.records import Record
from lumbung.formats.tables.reading.rowperiods import example_of
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.layout import ColumnGuess, TableGuess
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.template import (
    IDENTITY_SHEET,
    TemplateIdentity,
    TemplateTable,
    find_table,
    read_identity,
)
from lumbung.formats.tables.template.columns import AREA_NAME
from lumbung.formats.tables.words.areanames import AreaNames
from lumbung.formats.tables.words.lexicon import Lexicon
from lumbung.formats.tables.words.marks import status_of, status_word
from lumbung.formats.tables.words.periodwords import period_value
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.observations import AREA, PERIOD, Status, note_column, pack_place, status_column
from lumbung.vocabulary.periods import UnreadablePeriod, parse_period
from lumbung.vocabulary.structures import Structure

ROLES = {
    AREA: Role.AREA_CODE,
    AREA_NAME: Role.AREA,
    PERIOD: Role.PERIOD,
    status_column(""): Role.STATUS,
    note_column(""): Role.NOTE,
}


def identity_in(workbook: Workbook) -> TemplateIdentity | None:
    """Whose template a workbook is; none where it is nobody's."""
    for grid in workbook.grids:
        if grid.name == IDENTITY_SHEET:
            cells = {shown(row[0]): shown(row[1]) for row in grid.rows if len(row) > 1 and row[0] is not None}
            return read_identity(cells)
    return None


def _is_filled(grid: Grid, cell: Cell) -> bool:
    """Whether anything stands in a cell; a formula that was never computed has no value, but stands there."""
    return grid.at(*cell) is not None or cell in grid.formulas


class TemplateReader:
    """Reads the figures of a filled-in template."""

    def __init__(self, structure: Structure, lexicon: Lexicon, areas: AreaNames, told: Told) -> None:
        self.structure, self.lexicon, self.areas, self.told = structure, lexicon, areas, told
        self.records: list[Record] = []
        self.rows = 0
        self.headings: dict[str, Place] = {}
        self._dimensions = [dimension.code for dimension in structure.dimensions]

    def read(self, workbook: Workbook) -> TableGuess | None:
        """Read the one sheet with figures; none where its machine row is gone."""
        for grid in workbook.grids:
            if grid.name == IDENTITY_SHEET:
                continue
            table = find_table(grid.rows)
            if table is not None and self._is_ours(table):
                self._read_rows(grid, table)
                return self._guess(grid, table)
        return None

    def _is_ours(self, table: TemplateTable) -> bool:
        return any(measure.code in table.columns for measure in self.structure.measures)

    def _read_rows(self, grid: Grid, table: TemplateTable) -> None:
        columns = table.columns
        conventions = Conventions()
        measures = [measure for measure in self.structure.measures if measure.code in columns]
        for measure in measures:
            below = range(table.first_row, grid.height)
            conventions.learn(measure.code, (grid.at(row, columns[measure.code]) for row in below))
        figures = FigureReader(grid, conventions, self.lexicon.units, self.told)
        for name in self.structure.key:
            if name in columns:
                self.headings[name] = Place.at(grid.name, table.first_row - 1, columns[name])
        sides = {side for m in measures for side in (m.code, status_column(m.code), note_column(m.code))}
        telling = [column for word, column in columns.items() if word in sides]
        rows = range(table.first_row, grid.height)
        filled = {row for row in rows if any(_is_filled(grid, (row, column)) for column in telling)}
        begun = {shown(grid.at(row, columns[PERIOD])) for row in filled}
        for row in rows:
            is_left_out = row not in filled
            if is_left_out and not self._is_expected(grid, columns, row, begun):
                continue
            self.rows += 1
            key = self._key(grid, columns, row)
            if key is None:
                continue
            if is_left_out and measures:
                place = Place.at(grid.name, row, columns[measures[0].code])
                self.told.add("value.required", place, measure=measures[0].title)
            area, period, codes = key
            for measure in measures:
                cell = (row, columns[measure.code])
                figure = figures.figure(*cell, grid.at(*cell), measure, measure.code)
                status = self._status(grid, columns, row, measure.code)
                if figure.number is None:
                    status = Status.MISSING if is_left_out else figure.status_without(measure, status)
                elif figure.mark:
                    status = status_of(figure.mark)
                note = self._text(grid, columns, row, note_column(measure.code))
                self.records.append(
                    Record(
                        area, period, codes, measure.code, figure.number,
                        status.value if status not in {None, Status.NORMAL} and status else None,
                        pack_place(*cell), note or None, grid.name,
                        pack_place(row, columns[AREA]), pack_place(row, columns[PERIOD]),
                        tuple(pack_place(row, columns[n]) if n in columns else -1 for n in self._dimensions),
                    )
                )  # fmt: skip

    def _is_expected(self, grid: Grid, columns: Mapping[str, int], row: int, begun: set[str]) -> bool:
        """Whether an empty row was forgotten: of a complete dataset, in a period with other figures.

        Any other row without a figure, status and note says nothing, and may stay.
        """
        return (
            self.structure.complete
            and grid.at(row, columns[AREA]) is not None
            and shown(grid.at(row, columns[PERIOD])) in begun
        )

    def _key(
        self, grid: Grid, columns: Mapping[str, int], row: int
    ) -> tuple[str, str, tuple[str | None, ...]] | None:
        """The key of a row; a part that is not as we wrote it is told, and the row waits."""
        area_value = grid.at(row, columns[AREA])
        area = self.areas.by_code(area_value)
        if area is None:
            hit = self.areas.choose(
                self.areas.by_name(shown(area_value)).candidates, [self.structure.area.level]
            )
            area = hit[0] if len(hit) == 1 and area_value is not None else None
        if area is None:
            self._tell("area.unknown", grid, (row, columns[AREA]), area_value)
        period = self._period(grid, columns, row)
        codes: list[str | None] = []
        known = area is not None and period is not None
        for name in self._dimensions:
            value = grid.at(row, columns[name]) if name in columns else None
            code, right = self._code(grid, columns, row, name, value)
            codes.append(code)
            known = known and right
        return (area, period, tuple(codes)) if known and area and period else None

    def _period(self, grid: Grid, columns: Mapping[str, int], row: int) -> str | None:
        value: Value = grid.at(row, columns[PERIOD])
        text = shown(value)
        try:
            return str(parse_period(text))
        except UnreadablePeriod:
            part = period_value(value)
            if part is not None and part.is_year:
                return str(part.year)
            example = example_of(self.structure.frequency)
            self._tell("period.unreadable", grid, (row, columns[PERIOD]), text, example=example)
            return None

    def _code(
        self, grid: Grid, columns: Mapping[str, int], row: int, name: str, value: Value
    ) -> tuple[str | None, bool]:
        words = self.lexicon.dimensions[name]
        if value is None:
            if words.dimension.optional:
                return None, True
        else:
            code = words.read(shown(value)).code
            if code is not None:
                return code, True
        choices = ", ".join(code.code for code in words.dimension.codes[:12])
        cell = (row, columns.get(name, 0))
        self._tell("code.unknown", grid, cell, value, dimension=words.dimension.title, choices=choices)
        return None, False

    def _status(self, grid: Grid, columns: Mapping[str, int], row: int, measure: str) -> Status | None:
        text = self._text(grid, columns, row, status_column(measure))
        if not text:
            return None
        found = status_word(text)
        if found is not None:
            return found
        return next((status for status in Status if text.lower() in {status.value, status.title.en}), None)

    @staticmethod
    def _text(grid: Grid, columns: Mapping[str, int], row: int, word: str) -> str:
        return shown(grid.at(row, columns[word])).strip() if word in columns else ""

    def _tell(self, rule: str, grid: Grid, cell: Cell, value: object, **facts: object) -> None:
        text = shown(value) if isinstance(value, str | float | int) else str(value or "")
        self.told.add(rule, Place.at(grid.name, *cell), value=text, **facts)

    def _role(self, word: str) -> Role:
        """What a column of the machine row is for."""
        if self.structure.measure(word):
            return Role.VALUE
        if self.structure.dimension(word):
            return Role.DIMENSION
        _, side, kind = word.rpartition(":")
        return ROLES.get(side + kind, Role.HELPER)  # the name of a code is for people

    def _guess(self, grid: Grid, table: TemplateTable) -> TableGuess:
        columns = [
            ColumnGuess(
                column,
                shown(grid.at(table.first_row - 1, column)),
                self._role(word),
                measure=word if self.structure.measure(word) else None,
                dimension=word if self.structure.dimension(word) else None,
            )
            for word, column in sorted(table.columns.items(), key=lambda item: item[1])
        ]
        return TableGuess(
            grid.name, (table.first_row - 1,), table.first_row, max(grid.height - 1, 0), tuple(columns)
        )
