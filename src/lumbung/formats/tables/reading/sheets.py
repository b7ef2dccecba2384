"""All sheets of a file: their tables found, prepared together, read one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from lumbung.formats.tables.grids import Grid, Visibility, Workbook
from lumbung.formats.tables.reading.columnchecks import ColumnChecks
from lumbung.formats.tables.reading.figures import Conventions
from lumbung.formats.tables.reading.guesses import apply_recipe, guess_of, tell_guesses
from lumbung.formats.tables.reading.hazards import tell_injections, tell_persons
from lumbung.formats.tables.reading.hidden import tell_hidden_parts, tell_hidden_sheet
from lumbung.formats.tables.reading.persons import is_list_of_persons, tell_persons_in_text
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.records import Records
from lumbung.formats.tables.reading.result import Total
from lumbung.formats.tables.reading.rowperiods import PeriodJoiner
from lumbung.formats.tables.reading.rows import RowKind
from lumbung.formats.tables.reading.summaries import check_alone, drop_repeats, totals_of_summary
from lumbung.formats.tables.reading.suspects import tell_surfaces
from lumbung.formats.tables.reading.table import TableReader
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.reading.totals import TotalsOfTable
from lumbung.formats.tables.shapes.blocks import BlockFinder
from lumbung.formats.tables.shapes.cells import Kinds
from lumbung.formats.tables.shapes.columns import ColumnReader
from lumbung.formats.tables.shapes.context import ContextReader
from lumbung.formats.tables.shapes.headings import HeadingReader
from lumbung.formats.tables.shapes.labels import LabelReader
from lumbung.formats.tables.shapes.layout import Layout, TableGuess
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.areanames import AreaNames
from lumbung.formats.tables.words.lexicon import Lexicon
from lumbung.formats.tables.words.unitwords import UnitWords
from lumbung.vocabulary.areas import AreaLevel, AreaTree
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.structures import Structure, Unit

_OWN_SHEET = "_lumbung"
_WORDS = re.compile(r"[\s_]+")


class Sheets:
    """The reading of one opened file."""

    def __init__(
        self,
        workbook: Workbook,
        name: str,
        structure: Structure,
        areas: AreaTree,
        units: Mapping[str, Unit],
        told: Told,
        progress: object,
        recipe: Recipe | None = None,
    ) -> None:
        self.workbook, self.name, self.structure, self.told = workbook, name, structure, told
        self.recipe = recipe
        self._say = progress
        self.areas = AreaNames(areas, structure.area, recipe.areas if recipe else None)
        self.lexicon = Lexicon(structure, UnitWords(units), recipe.codes if recipe else None)
        self.labels = LabelReader(self.lexicon, self.areas)
        self.conventions = Conventions(recipe.convention if recipe else None)
        self.periods = PeriodJoiner(structure.frequency, structure.periods)
        self.tables: list[TableReader] = []
        self.records = Records()
        self.totals: list[Total] = []
        self.waiting: set[str] = set()
        self.headings: dict[str, Place] = {}
        self.printed_units: dict[str, str] = {}
        self._guesses: list[TableGuess] | None = None

    # Finding

    def find_tables(self, recipe: Recipe | None) -> None:
        """Find the tables of all sheets that are to be read."""
        level = self._sheet_level()
        for grid in self.workbook.grids:
            if self._is_read(grid, recipe):
                self._find_on(grid, level, recipe)

    def _is_read(self, grid: Grid, recipe: Recipe | None) -> bool:
        if grid.name == _OWN_SHEET or (recipe is not None and grid.name in recipe.ignored_sheets):
            return False
        wanted = recipe is not None and grid.name in recipe.hidden_sheets
        return grid.visibility is Visibility.VISIBLE or wanted

    def _find_on(self, grid: Grid, level: AreaLevel | None, recipe: Recipe | None) -> None:
        kinds = Kinds(grid)
        headings = HeadingReader(self.lexicon, self.areas)
        reader = ColumnReader(headings, self.labels)
        context = ContextReader(self.lexicon, self.areas, self.structure.frequency, level)
        stem = _WORDS.sub(" ", PurePath(self.name).stem)
        for block in BlockFinder(grid, kinds, self.labels).blocks():
            columns = reader.columns(block)
            if recipe is not None:
                apply_recipe(columns, recipe)
            if not any(column.role in {Role.VALUE, Role.TOTAL} for column in columns):
                continue
            around = context.read(
                [words.text for words in block.titles],
                [words.text for words in block.shared_titles],
                grid.name,
                stem,
            )
            table = TableReader(
                block, columns, around, self.structure, self.labels, self.periods, self.conventions,
                self.told, f"{grid.name}#{len(self.tables)}",
            )  # fmt: skip
            if recipe is not None:
                table.decided_units = recipe.units
            self.tables.append(table)

    def _sheet_level(self) -> AreaLevel | None:
        """The rung of the areas that sheets are named after, where they are all of one."""
        hits = [self.areas.by_name(grid.name or "").candidates for grid in self.workbook.grids]
        rungs = [{self.areas.level(code) for code in hit if code in self.areas.inside} for hit in hits if hit]
        common = set.intersection(*rungs) if rungs else set()
        return min(common, key=lambda level: level.rank) if common else None

    # Reading

    def read_tables(self) -> None:
        """Prepare all tables, then read them."""
        for table in self.tables:
            table.prepare()
        self.tables = [table for table in self.tables if self._is_table(table)]
        if any(table.has_figures for table in self.tables):
            # A list of other things beside the data is not asked about.
            self.tables = [table for table in self.tables if table.has_figures]
        for table in self.tables:
            table.learn()
        alone = []
        read: list[TableReader] = []
        whole = {id(table) for table in self.tables if ColumnChecks(table).is_complete()}
        for table in sorted(self.tables, key=lambda table: id(table) not in whole):
            totals = totals_of_summary(table, read) if id(table) not in whole else None
            if totals is not None:
                self.totals += totals
                continue
            table.read()
            read.append(table)
            checker = TotalsOfTable(table)
            self.totals += checker.check()
            alone += [(table, *item) for item in checker.alone]
        for kept in drop_repeats(read, self.told):
            self.records.items += kept.records
            self.records.rows += sum(row.kind is RowKind.DATA for row in kept.rows)
            self.waiting |= kept.waiting
            self.printed_units |= kept.printed_units
            self.note_headings(kept)
        self.totals += check_alone(alone, self.records.items)
        tell_surfaces(
            self.records.items,
            self.structure.measures,
            self.areas.tree,
            self.lexicon.units,
            self.headings,
            self.told,
        )
        self.waiting |= self._in_another_period()

    def _in_another_period(self) -> set[str]:
        """Areas whose row carries a period that is not due where the others carry the one that is.

        Such a row is in the file with a slip in its period; it is told there, and is not missing.
        """
        due = {str(period) for period in self.structure.periods}
        if not due:
            return set()
        told = {record.area for record in self.records.items if record.period in due}
        strange = {record.area for record in self.records.items if record.period not in due} - told
        return strange if len(strange) <= len(told) / 4 else set()

    def _is_table(self, table: TableReader) -> bool:
        """Whether a block of figures is a table of this dataset; a legend or a signature is none."""
        if is_list_of_persons(table.grid, table.rows, table.columns):
            return False
        values = [column for column in table.columns if column.role is Role.VALUE]
        if not values and not table.assignment.unknown:
            return False
        rows = [row for row in table.rows if row.kind is RowKind.DATA]
        said = any(row.area or row.codes or row.held or row.measure for row in rows)
        totals = any(row.kind is RowKind.TOTAL and row.area is not None for row in table.rows)
        keyed = any(column.facets.says_key for column in values)
        return bool(said or totals or keyed) or (len(rows) > 1 and bool(values))

    def note_headings(self, table: PreparedTable) -> None:
        """Keep where the heading of each part of the key and of each measure stands."""
        areas = table.row_reader.areas.heading_column
        for column in table.columns:
            facet = "area" if column is areas else column.dimension
            if column.role is Role.PERIOD:
                facet = "period"
            elif column.role is Role.VALUE:
                facet = column.measure
            if facet is not None and column.path:
                self.headings.setdefault(facet, Place.at(table.grid.name, *column.path[-1].cell))

    def read_template(self) -> bool:
        """Read a template of ours by its codes; false where its machine row is gone."""
        from lumbung.formats.tables.reading.templates import TemplateReader

        reader = TemplateReader(self.structure, self.lexicon, self.areas, self.told)
        guess = reader.read(self.workbook)
        if guess is None:
            return False
        self.records.items, self.records.rows = reader.records, reader.rows
        self.headings = reader.headings
        self._guesses = [guess]
        return True

    # Telling

    def tell_the_rest(self) -> None:
        """What is to be said of the sheets themselves, and of an empty file."""
        found = {id(table.grid) for table in self.tables}
        for grid in self.workbook.grids:
            if grid.name == _OWN_SHEET:
                continue
            tell_persons(grid, self.told)
            tell_persons_in_text(grid, self.told)
            if not self._is_read(grid, self.recipe):
                tell_injections(grid, self.told)
                tell_hidden_sheet(grid, self.told)
                continue
            tell_injections(grid, self.told)
            if self._guesses is None:
                tell_hidden_parts(grid, [t.block for t in self.tables if t.grid is grid], self.told)
                if id(grid) not in found and any(v is not None for line in grid.rows for v in line):
                    self.told.add("sheet.no-table", Place(grid.name, "A1"), value=grid.name or self.name)
        tell_guesses(self.tables, self.told, self.recipe)
        if not self.records.items and not self.told.has_errors:
            self.told.add("file.empty")

    def layout(self) -> Layout:
        """The guess, written down."""
        if self._guesses is not None:
            return Layout(self.workbook.kind, tuple(self._guesses))
        return Layout(self.workbook.kind, tuple(guess_of(table) for table in self.tables))
