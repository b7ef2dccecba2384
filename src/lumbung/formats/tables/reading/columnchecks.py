"""What is told of a table's columns: units, unknown headings, what is missing, dates for ranges."""

from __future__ import annotations

from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.unitwords import Fit
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text

_FIRST_MEASURES = 5  # a dataset with many is not listed in full


class ColumnChecks:
    """Tells the faults of one table's headings."""

    def __init__(self, table: PreparedTable) -> None:
        self.table = table
        self.told, self.lexicon = table.told, table.labels.lexicon
        self.structure = table.structure
        self._judged: set[tuple[str, str]] = set()

    def tell(self) -> None:
        """All that is to be said of the columns."""
        self._units()
        self._dates()
        self._unknown()
        self._lacking()

    def is_complete(self) -> bool:
        """Whether the table tells its areas and all dimensions."""
        return not self.table.assignment.lacking and self._has_area()

    def heading_place(self, column: Column) -> Place:
        """The cell of a column's heading; its first cell where it has none."""
        cell = column.path[-1].cell if column.path else (self.table.block.body[0], column.number)
        return Place.at(self.table.grid.name, *cell)

    def _units(self) -> None:
        values = [column for column in self.table.columns if column.role is Role.VALUE]
        for column in values:
            if column.facets.unit and column.measure and not column.facets.share:
                measure = self.structure.measure(column.measure)
                cell = column.facets.unit_cell or (0, column.number)
                self.tell_unit(column.facets.unit, measure, cell, strict=True)
        measures = {column.measure for column in values if column.measure}
        told = {column.facets.unit for column in values if column.facets.unit}
        title = self.table.context.told.get("unit")
        if self.table.context.unit and not told and len(measures) == 1 and title is None:
            self._title_unit(self.structure.measure(next(iter(measures))))
        for row in self.table.rows:
            if row.unit is None:
                continue
            of_columns = {self.table.measure_of(row, column) for column in values}
            if len(of_columns) == 1:
                self.tell_unit(shown(row.unit.value), of_columns.pop(), row.unit.cell, strict=False)

    def _title_unit(self, measure: Measure | None) -> None:
        unit = self.table.context.unit
        for words in (*self.table.block.titles[::-1], *self.table.block.shared_titles[::-1]):
            if self.lexicon.units.last([words.text]) == unit:
                self.tell_unit(unit, measure, (words.row, words.column), strict=True)
                return

    def tell_unit(self, printed: str, measure: Measure | None, cell: Cell, *, strict: bool) -> None:
        """Hold a printed unit against the measure's; ``strict`` says it is surely meant as a unit."""
        if measure is None or not printed or not measure.unit:
            return
        printed_as = self.table.decided_units.get(printed, printed)
        fit = self.lexicon.units.fit(printed_as, measure.unit)
        unit = measure.unit_title or Text(measure.unit)
        place = Place.at(self.table.grid.name, *cell)
        if (measure.code, printed) in self._judged:
            return
        self._judged.add((measure.code, printed))
        self.table.printed_units.setdefault(measure.code, printed)
        if fit is Fit.DIFFERENT:
            said = self.lexicon.units.read(printed)
            if said is not None and said.quantity == "time" and strict:
                return  # "Umur (tahun)" over a count of people says what the ages are in
            self.told.add("unit.mismatch", place, value=printed, unit=unit, measure=measure.title)
        elif fit is Fit.UNKNOWN and not strict:
            self.told.add("unit.unknown", place, value=printed, unit=unit)

    def _dates(self) -> None:
        for column in self.table.columns:
            if column.facets.date_range is not None and column.role in {Role.VALUE, Role.TOTAL}:
                cell, text, written = column.facets.date_range
                place = Place.at(self.table.grid.name, *cell)
                self.told.add("header.date-for-range", place, value=text, suggestion=written)

    def _unknown(self) -> None:
        for column in self.table.assignment.unknown:
            place = self.heading_place(column)
            if column.facets.near is not None:
                name, code = column.facets.near
                dimension = self.lexicon.dimensions[name].dimension
                near = dimension.code_named(code)
                title = near.title.id if near is not None else code
                text = column.path[-1].text if column.path else ""
                self.told.add(
                    "code.misspelt", place, value=text, dimension=dimension.title, suggestion=title,
                    candidates=(code,),
                )  # fmt: skip
            elif column.heading and not self._is_near_area(column, place):
                self.told.add("column.unknown", place, value=column.heading)

    def _is_near_area(self, column: Column, place: Place) -> bool:
        """Whether a heading among areas is nearly the name of one; it is proposed, and waits."""
        if not any(other.facets.area is not None for other in self.table.columns):
            return False
        areas, text = self.table.labels.areas, column.path[-1].text
        near = areas.choose(areas.by_name(text).near, [self.structure.area.level])
        if near:
            self.table.waiting.update(near)
            self.told.add(
                "area.misspelt",
                place,
                value=text,
                suggestion=near[0],
                candidates=near,
                suggested=areas.title(near[0]),
            )
        return bool(near)

    def _lacking(self) -> None:
        table = self.table
        values = [column for column in table.columns if column.role is Role.VALUE]
        first = values[0] if values else table.columns[0]
        place = self.heading_place(first)
        for name in table.assignment.lacking:
            dimension = self.structure.dimension(name)
            if dimension is not None:
                self._missing(place, dimension.title)
        if not values:
            for measure in self.structure.measures[:_FIRST_MEASURES]:
                self._missing(place, measure.title)
            return
        if not self._has_area():
            level = self.structure.area.level.title
            self._missing(place, Text(f"wilayah ({level.id.lower()})", f"the area ({level.en.lower()})"))
        rows = [row for row in table.rows if row.kind.name == "DATA" and not row.held]
        if rows and all(table.period_of(row, column) is None for row in rows[:50] for column in values):
            self.told.add("period.missing", place)

    def _has_area(self) -> bool:
        table = self.table
        if table.row_reader.areas.are_told or table.only_area is not None:
            return True
        if any(column.facets.area is not None for column in table.columns):
            return True
        known = {row.area for row in table.rows if row.area} | {table.context.area}
        level = self.structure.area.level
        return any(code is not None and table.labels.areas.level(code) is level for code in known)

    def _missing(self, place: Place, what: Text) -> None:
        self.told.add("column.missing", place, what=what, what_en=what.said("en"))
