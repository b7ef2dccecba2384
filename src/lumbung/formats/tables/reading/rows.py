"""What each row of a table says: which key its figures have, or that it states a total."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.reading.downward import Said, labels_downward
from lumbung.formats.tables.reading.grouptitles import SURE_MEASURE, GroupTitles
from lumbung.formats.tables.reading.rowareas import AreaFact, RowAreas
from lumbung.formats.tables.reading.rowperiods import example_of
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes import labels as label_kinds
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.columns import LABELS, Column
from lumbung.formats.tables.shapes.context import Context
from lumbung.formats.tables.shapes.labels import LabelReader
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.lexicon import DimensionWords
from lumbung.formats.tables.words.marks import lone_mark, split_heading_mark, status_word
from lumbung.formats.tables.words.periodwords import PeriodPart, period_value
from lumbung.formats.tables.words.ranges import ranges_behind_date
from lumbung.formats.tables.words.totalwords import TotalWord, total_word
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.structures import Structure


class RowKind(Enum):
    """What a row is."""

    DATA = auto()
    TOTAL = auto()
    GROUP = auto()  # a title among the rows, holding for those below
    DETAIL = auto()  # an area finer than the dataset asks for
    SKIPPED = auto()


@dataclass(slots=True, eq=False)
class Row:
    """A row with what its labels say."""

    number: int
    kind: RowKind = RowKind.DATA
    area: str | None = None
    area_cell: Cell | None = None
    period: tuple[PeriodPart | None, ...] = ()
    period_cell: Cell | None = None
    codes: dict[str, str] = field(default_factory=dict)
    code_cells: dict[str, Cell] = field(default_factory=dict)
    measure: str | None = None
    unit: Said | None = None
    status: Status | None = None
    note: str = ""
    total: TotalWord | None = None
    held: bool = False  # a label waits for a person; the figures count in totals only
    over: tuple[str, ...] = ()  # the dimensions that a total row sums over
    group: int = 0  # the group of rows, between titles, that it stands in


class RowReader:
    """Reads the labels of one table's rows, from the top."""

    def __init__(
        self,
        block: Block,
        columns: list[Column],
        context: Context,
        structure: Structure,
        labels: LabelReader,
        told: Told,
        first_figure: Callable[[int], float | None],
    ) -> None:
        self.block, self.columns, self.context = block, columns, context
        self.structure, self.labels, self.told = structure, labels, told
        self.lexicon, self.names = labels.lexicon, labels.areas
        self.totals = self._total_words()
        self.sayings = labels_downward(block, columns, frozenset(self.totals))
        self.areas = RowAreas(block, columns, self.sayings, self.names, told, first_figure)
        self._figure_columns = [c.number for c in columns if c.role in {Role.VALUE, Role.TOTAL}]
        labelled = {Role.DIMENSION, Role.PERIOD, Role.MEASURE, Role.MIXED}
        self._labelled = [(c, self.sayings[c.number]) for c in columns if c.role in labelled]
        self._mixed = next((said for c, said in self._labelled if c.role is Role.MIXED), None)
        beside = {Role.UNIT, Role.STATUS, Role.NOTE}
        self._beside = [c for c in columns if c.role in beside and c.marks_for is None]
        self._periods: dict[object, tuple[PeriodPart | None, Status | None]] = {}
        self.titles = GroupTitles(block, columns, structure, labels, self.areas)

    def rows(self) -> list[Row]:
        """All rows of the table's body."""
        return [self._row(number) for number in self.block.body]

    def _row(self, number: int) -> Row:
        row = Row(number, group=self.titles.count)
        row.total = self.totals.get(number)
        line = self.block.grid.rows[number]
        has_figures = any(line[column] is not None for column in self._figure_columns)
        if not has_figures and row.total is None and self.titles.is_title(number):
            self.titles.take(number)
            row.kind = RowKind.GROUP
            return row
        if not has_figures and row.total is None and not self._says_a_key(number):
            row.kind = RowKind.SKIPPED
            return row
        self._add_labels(row)
        self._add_area(row)
        self._add_remarks(row)
        self._judge(row, has_figures)
        return row

    # Labels of rows with figures

    def _says_a_key(self, number: int) -> bool:
        """Whether any label of a row is known; one without figures and without a key says nothing."""
        line = self.block.grid.rows[number]
        said = [line[c.number] for c in self.columns if c.role in LABELS]
        return any(
            self.names.by_code(value) is not None
            or self.labels.kind(shown(value)) not in {None, label_kinds.HEADING, label_kinds.UNIT}
            for value in said
            if value is not None
        )

    def _total_words(self) -> dict[int, TotalWord]:
        """The rows that have a word for a total among their own labels."""
        wordy = LABELS | {Role.SERIAL, Role.UNKNOWN}
        columns = [column.number for column in self.columns if column.role in wordy]
        naming = {column.number for column in self.columns if column.role is Role.MEASURE}
        lines = self.block.grid.rows
        found: dict[int, TotalWord] = {}
        for column in reversed(columns):
            texts = {value for row in self.block.body if isinstance(value := lines[row][column], str)}
            if column in naming:  # "Jumlah" and "Persentase" may be the names of two measures
                texts = {text for text in texts if not self.lexicon.measures.exact(text)}
            totals = {text: word for text in texts if (word := self._word_of(text)) is not None}
            if totals:
                said = ((row, lines[row][column]) for row in self.block.body)
                found |= {row: totals[text] for row, text in said if isinstance(text, str) and text in totals}
        return found

    def _word_of(self, text: str) -> TotalWord | None:
        word = total_word(text)
        if word is None or not self._is_total_of(word):
            return None
        # "Jumlah" may be the name of a measure, too; where the rows name measures, it is left out before.
        plain = not word.rest and not self.lexicon.codes_named(text)
        return word if plain or self.labels.kind(text) == label_kinds.TOTAL else None

    def _is_total_of(self, word: TotalWord) -> bool:
        """Whether what follows the word names a part of the table, and no measure."""
        return (
            not word.rest
            or self.lexicon.measures.read(word.rest)[0] is None
            or bool(self.names.by_name(word.rest).candidates)
        )

    def _add_labels(self, row: Row) -> None:
        parts: list[PeriodPart | None] = []
        row.codes = dict(self.titles.codes)
        row.measure, row.unit = self.titles.measure, self.titles.unit
        for column, sayings in self._labelled:
            said = sayings.get(row.number)
            if said is None:
                continue
            if column.role is Role.DIMENSION and column.dimension is not None:
                self.add_code(row, column.dimension, said)
            elif column.role is Role.PERIOD:
                parts.append(self.period_part(row, column, said))
            elif column.role is Role.MEASURE:
                self._add_measure(row, said)
            else:
                self._add_mixed(row, column, said)
        row.period = (*parts, self.titles.period) if self.titles.period else tuple(parts)

    def add_code(self, row: Row, dimension: str, said: Said) -> None:
        """Give a row the code that a label names; an unknown one is told, and the row waits."""
        words = self.lexicon.dimensions[dimension]
        text = shown(said.value)
        row.code_cells[dimension] = said.cell
        if (isinstance(said.value, dt.date) or words.has_ranges) and self._take_date(row, words, said):
            return
        if row.total is not None and total_word(text) is not None:
            row.codes.pop(dimension, None)
            row.over = (*row.over, dimension)
            return
        hit = words.read(text)
        if hit.code is not None:
            row.codes[dimension] = hit.code
            return
        row.codes.pop(dimension, None)
        if row.total is not None:
            return
        row.held = True
        title = words.dimension.title
        if hit.near is not None:
            near = words.dimension.code_named(hit.near)
            self.told.add(
                "code.misspelt",
                self._place(said.cell),
                value=text,
                dimension=title,
                suggestion=near.title.id if near else hit.near,
                candidates=(hit.near,),
            )
            return
        choices = ", ".join(code.title.id for code in words.dimension.codes[:12])
        self.told.add("code.unknown", self._place(said.cell), value=text, dimension=title, choices=choices)

    def _take_date(self, row: Row, words: DimensionWords, said: Said) -> bool:
        """Whether a label is a range that a spreadsheet made a date of: *5-9* into 9 May."""
        if not isinstance(said.value, dt.date) and words.read(shown(said.value)).code is not None:
            return False
        for written in ranges_behind_date(said.value):
            code = words.read(written).code
            if code is not None:
                row.codes[words.dimension.code] = code
                place = self._place(said.cell)
                self.told.add("header.date-for-range", place, value=shown(said.value), suggestion=written)
                return True
        return False

    def period_part(self, row: Row, column: Column, said: Said) -> PeriodPart | None:
        """The part of a period that a label tells; an unreadable one is told, and the row waits."""
        key = (column.number, said.value)
        if key not in self._periods:
            value, mark = said.value, ""
            if isinstance(value, str):
                value, mark = split_heading_mark(value)
            self._periods[key] = (period_value(value, column.frequency), status_word(mark) if mark else None)
        part, status = self._periods[key]
        row.status = status or row.status
        if row.total is not None:
            return part
        row.period_cell = said.cell
        if part is None:
            row.held = True
            self.told.add(
                "period.unreadable",
                self._place(said.cell),
                value=shown(said.value),
                example=example_of(self.structure.frequency),
            )
        return part

    def _add_measure(self, row: Row, said: Said) -> None:
        text = shown(said.value)
        code, sure = self.lexicon.measures.read(text)
        if code is not None and sure >= SURE_MEASURE:
            row.measure = code
            unit = self.lexicon.units.inside(text)[1]
            row.unit = Said(unit, said.cell) if unit else None
        elif len(self.structure.measures) > 1 and row.total is None:
            row.measure = None
            row.kind = RowKind.SKIPPED
            self.told.add("row.unknown", self._place(said.cell), value=text)

    def _add_mixed(self, row: Row, column: Column, said: Said) -> None:
        """A column with labels of several kinds: the outer ones hold for the inner ones below."""
        text = shown(said.value)
        kind = self.labels.kind(text)
        if kind is None or kind == label_kinds.TOTAL:
            return
        outer = bool(column.kinds) and kind == column.kinds[0]
        if outer:
            for inner in column.kinds[1:]:
                self.titles.forget(inner)
            row.codes = dict(self.titles.codes)
            row.measure = self.titles.measure
        if kind.startswith("dimension:"):
            name = kind.partition(":")[2]
            code = self.lexicon.dimensions[name].read(text).code
            if code is not None:
                row.codes[name], row.code_cells[name] = code, said.cell
                self.titles.codes[name] = code
        elif kind == label_kinds.MEASURE:
            self._add_measure(row, said)
            if row.measure is not None and outer:
                self.titles.measure = row.measure
        elif kind == label_kinds.PERIOD:
            self.titles.period = period_value(said.value)

    def _add_area(self, row: Row) -> None:
        above = self.titles.area or self.context.area
        if row.total is not None:
            # "Jumlah Kec. Sukorejo" says its area; "Jumlah" alone has the one of the rows above.
            rest = row.total.rest
            row.area = self.areas.named(rest, None) if rest else None
            return
        if not self.areas.are_told:
            row.area = above
            return
        said = self._mixed_label(row.number)
        if said is not None and self.labels.kind(shown(said.value)) not in {label_kinds.AREA, None}:
            row.area = above
            return
        fact = self.areas.at(row.number, above)
        self._take_area(row, fact, is_outer=said is not None)

    def _take_area(self, row: Row, fact: AreaFact, *, is_outer: bool) -> None:
        row.area, row.area_cell = fact.code, fact.cell
        row.held = row.held or fact.held
        if fact.code is not None and (is_outer or self.titles.is_wider(fact.code)):
            self.titles.area = fact.code

    def _mixed_label(self, number: int) -> Said | None:
        return self._mixed.get(number) if self._mixed is not None else None

    def _add_remarks(self, row: Row) -> None:
        notes = []
        line = self.block.grid.rows[row.number]
        for column in self._beside:
            value = line[column.number]
            if value is None:
                continue
            text = shown(value)
            if column.role is Role.UNIT:
                row.unit = Said(text, (row.number, column.number))
            elif column.role is Role.STATUS:
                row.status = status_word(text) or row.status
            elif lone_mark(text):
                row.status = status_word(text)
            else:
                notes.append(text)
        row.note = "; ".join(notes)

    def _judge(self, row: Row, has_figures: bool) -> None:
        """Decide what the row is, now that all its labels are known."""
        if row.kind is RowKind.SKIPPED:
            return
        level = self.names.level(row.area) if row.area is not None else None
        if row.total is not None:
            row.kind = RowKind.TOTAL
        elif level is not None and self.areas.are_told and level.rank < self.structure.area.level.rank:
            row.kind = RowKind.TOTAL if has_figures else RowKind.GROUP
        elif level is not None and level.rank > self.structure.area.level.rank:
            row.kind = RowKind.DETAIL
        elif row.area is None and self.areas.are_told and not row.held:
            row.kind = RowKind.TOTAL if has_figures else RowKind.SKIPPED

    def _place(self, cell: Cell) -> Place:
        return Place.at(self.block.grid.name, *cell)
