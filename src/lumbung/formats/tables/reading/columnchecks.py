"""What is told of a table's columns: units, unknown headings, what is missing, dates for ranges."""

from __future__ import annotations

from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.units import PrintedUnits
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.unitwords import Fit
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.numbers import both_numbers
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
        units = PrintedUnits(self.table)
        for said in (*units.columns.values(), *units.title):
            self.tell_unit(said.text, said.measure, said.cell, strict=True)
        for row in self.table.rows:
            in_row = units.of_row(row)
            if in_row is not None:
                self.tell_unit(in_row.text, in_row.measure, in_row.cell, strict=False)

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
        elif fit is Fit.MULTIPLE:
            times = self.lexicon.units.times(printed_as, measure.unit)
            self.told.add("unit.converted", place, value=printed, unit=unit, times=both_numbers(times))
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
