"""The tables on a sheet: where each begins, what is its heading, where it ends.

A sheet is walked from the top. Figures make a data row; the rows of several words right above
the first data row are the heading, single words above that are titles. A table ends where
another heading begins, or where notes begin. Tables side by side are cut apart at empty columns,
or where the heading begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lumbung.formats.tables.grids import Grid
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.shapes.cells import Kind, Kinds
from lumbung.formats.tables.shapes.labels import HEADING, LabelReader
from lumbung.formats.tables.shapes.lines import Lines
from lumbung.formats.tables.words.folding import plain
from lumbung.formats.tables.words.headingwords import HeadingKind, heading_word

_MOST_HEADING_ROWS = 6
_LONG_TITLE = 60
_LETTERED = 4  # characters of "A", "II", "1.2": what numbers a group
_BEGINS = frozenset({HeadingKind.SERIAL, HeadingKind.AREA, HeadingKind.LABEL, HeadingKind.AREA_CODE})


@dataclass(frozen=True, slots=True)
class Words:
    """A text that stands outside a table, and where."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class Block:
    """One table on a sheet."""

    grid: Grid
    kinds: Kinds
    heading: tuple[int, ...]
    body: tuple[int, ...]
    columns: range
    titles: tuple[Words, ...] = ()
    shared_titles: tuple[Words, ...] = ()  # of the sheet, above its first table
    notes: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Labels:
    """What kinds of labels the rows of a table have, and in which columns."""

    kinds: set[str]
    columns: list[int]


class BlockFinder:
    """Finds the tables of one sheet."""

    def __init__(self, grid: Grid, kinds: Kinds, labels: LabelReader) -> None:
        self.grid, self.kinds, self.labels = grid, kinds, labels
        self.lines = Lines(grid, kinds, labels)
        self._merges = {(merge.first_row, merge.first_column): merge for merge in grid.merges}

    def blocks(self) -> list[Block]:
        """All tables of the sheet, from the top and from the left."""
        found = self._in(range(self.grid.height), range(self.grid.width), ())
        if found:
            first = found[0].titles
            for block in found[1:]:
                if not block.shared_titles:
                    block.shared_titles = first
        return found

    def _in(self, rows: range, columns: range, outer: tuple[Words, ...]) -> list[Block]:
        found: list[Block] = []
        start = rows.start
        while start < rows.stop:
            block, end = self._next(range(start, rows.stop), columns)
            if block is None:
                break
            parts = self._side_by_side(block)
            if len(parts) > 1:
                above = outer + tuple(w for w in block.titles if w.column < parts[1].start)
                for part in parts:
                    found.extend(self._in(range(start, end), part, above if part is not parts[0] else outer))
            else:
                block.shared_titles = outer
                found.append(block)
            start = max(end, start + 1)
        return found

    def _next(self, rows: range, columns: range) -> tuple[Block | None, int]:
        """The first table within some rows, and the row after its end."""
        first = next((row for row in rows if self.lines.is_data(row, columns)), None)
        if first is None:
            return None, rows.stop
        labels = _Labels(*self.lines.labels_below(first, rows, columns))
        heading: list[int] = []
        row, top, gap = first - 1, first, False
        while row >= rows.start and len(heading) < _MOST_HEADING_ROWS:
            filled = self.kinds.filled(row, columns)
            if not filled:
                if heading or gap:
                    break
                gap = True
            elif self.lines.is_numbering(row, columns):
                top = row
            elif not heading and self._belongs_below(row, filled, columns, labels):
                first = top = row
            elif self._is_heading(row, filled, columns, heading):
                heading.insert(0, row)
                top = row
            else:
                break
            row -= 1
        titles = tuple(self._titles(range(rows.start, top), columns))
        body, notes, end = self._body(first, rows, columns, heading, labels)
        return Block(self.grid, self.kinds, tuple(heading), tuple(body), columns, titles, (), notes), end

    def _belongs_below(self, row: int, filled: list[int], columns: range, labels: _Labels) -> bool:
        """Whether a row right above the first figures is part of the body: a label, or a group's title."""
        if self.lines.resembles(row, labels.kinds, labels.columns):
            return True
        if len(filled) == 2 and len(shown(self.grid.at(row, filled[0]))) <= _LETTERED:
            filled = filled[1:]  # "A", and the group's title
        if len(filled) != 1 or row == 0:
            return False
        above = row - 1
        if above > 0 and self.lines.is_numbering(above, columns):
            above -= 1
        over = self.kinds.filled(above, columns)
        if len(over) < 2 or filled[0] > over[0] + 1 or over == filled:
            return False
        return self.lines.heads(above, over) and not self.lines.is_title_pair(above, over)

    def _is_heading(self, row: int, filled: list[int], columns: range, below: list[int]) -> bool:
        """Whether a row above the data belongs to the heading and is no title."""
        if len(filled) > 1:
            return not self.lines.is_title_pair(row, filled)
        merge = self._merges.get((row, filled[0]))
        if merge is not None and merge.first_column == columns.start == filled[0]:
            return merge.last_row > merge.first_row and bool(below)
        text = shown(self.grid.at(row, filled[0]))
        if not below:
            return heading_word(text) is not None
        lower = {column for line in below for column in self.kinds.filled(line, columns)}
        return filled[0] > min(lower, default=columns.start) and len(text) <= _LONG_TITLE

    def _titles(self, rows: Iterable[int], columns: range) -> Iterable[Words]:
        for row in rows:
            filled = self.kinds.filled(row, columns)
            if len(filled) > 1 and self.lines.is_title_pair(row, filled):
                yield Words(row, filled[0], " ".join(shown(self.grid.at(row, column)) for column in filled))
            else:
                yield from (Words(row, column, shown(self.grid.at(row, column))) for column in filled)

    def _body(
        self, first: int, rows: range, columns: range, heading: list[int], labels: _Labels
    ) -> tuple[list[int], list[Words], int]:
        """The rows of a table, the notes below it, and the row after its end."""
        figure_columns = self.lines.figure_columns(first, rows, columns)
        body: list[int] = []
        pending: list[int] = []  # rows of words that may be groups, notes or the next title
        row = first
        while row < rows.stop:
            if self.lines.is_blank(row, columns):
                row += 1
                continue
            belongs = self._belongs(row, columns, labels, figure_columns)
            if belongs and any(self.lines.is_note(line, columns) for line in pending):
                break
            if belongs:
                body += [*pending, row]
                pending = []
            elif self._is_repeated(row, rows, columns, heading):
                pending = []
            elif self._starts_table(row, rows, columns):
                break
            elif not self.lines.is_numbering(row, columns):
                pending.append(row)
            row += 1
        return self._ended(body, pending, row, rows, columns, first)

    def _belongs(self, row: int, columns: range, labels: _Labels, figure_columns: set[int]) -> bool:
        """Whether a row below the first figures is one of the table's."""
        if self.lines.is_data(row, columns) or self.lines.resembles(row, labels.kinds, labels.columns):
            return True
        filled = self.kinds.filled(row, columns)
        return self.lines.has_years_for_figures(row, filled, figure_columns)

    def _ended(
        self, body: list[int], pending: list[int], row: int, rows: range, columns: range, first: int
    ) -> tuple[list[int], list[Words], int]:
        """The body, the notes among the words after it, and where the next table may begin."""
        end = body[-1] + 1 if body else first + 1
        notes: list[Words] = []
        for line in pending:
            if not self.lines.is_note(line, columns) and (not notes or row < rows.stop):
                break
            notes.extend(self._titles([line], columns))
            end = line + 1
        if row >= rows.stop:
            notes.extend(self._titles([line for line in pending if line >= end], columns))
            end = rows.stop
        return body, notes, end

    def _is_repeated(self, row: int, rows: range, columns: range, heading: list[int]) -> bool:
        """Whether a row is the heading once more, as on a new page, with no title of its own."""
        if not any(self.lines.is_same(row, line, columns) for line in heading):
            return False
        above = row - 1
        while above > rows.start and self.lines.is_blank(above, columns):
            above -= 1
        return self.lines.is_data(above, columns) or self.lines.is_same(above, row, columns)

    def _starts_table(self, row: int, rows: range, columns: range) -> bool:
        """Whether a row is the first of another table's heading."""
        filled = self.kinds.filled(row, columns)
        if len(filled) < 2 or self.lines.is_title_pair(row, filled) or not self.lines.heads(row, filled):
            return False
        below = range(row + 1, min(rows.stop, row + 1 + _MOST_HEADING_ROWS))
        return any(self.lines.is_data(line, columns) for line in below)

    # Side by side

    def _side_by_side(self, block: Block) -> list[range]:
        """The columns of each table where several stand next to each other."""
        lines = [self.kinds.rows[row] for row in (*block.heading, *block.body)]
        used = [column for column in block.columns if any(line[column] for line in lines)]
        if not used:
            return [block.columns]
        groups: list[list[int]] = []
        for column in used:
            if not groups or groups[-1][-1] != column - 1 or self._begins_anew(block, groups[-1], column):
                groups.append([])
            groups[-1].append(column)
        merged: list[list[int]] = []
        for group in groups:
            if merged and not self._stands_alone(block, group):
                merged[-1].extend(group)
            else:
                merged.append(group)
        if len(merged) > 1 and not self._stands_alone(block, merged[0]):
            merged[:2] = [merged[0] + merged[1]]
        return [range(group[0], group[-1] + 1) for group in merged]

    def _begins_anew(self, block: Block, group: list[int], column: int) -> bool:
        """Whether a column repeats the heading of the first column of the table to its left."""
        if len(group) < 2 or not block.heading:
            return False
        lowest = block.heading[-1]
        said = shown(self.grid.at(lowest, column))
        word = heading_word(said)
        same = plain(said) == plain(shown(self.grid.at(lowest, group[0])))
        return same and word is not None and word.kind in _BEGINS

    def _stands_alone(self, block: Block, group: list[int]) -> bool:
        """Whether some columns have labels of their own beside figures."""
        columns = range(group[0], group[-1] + 1)
        if not any(any(self.kinds.row(row, columns)) for row in block.heading):
            return False
        kinds = [self.kinds.row(row, columns) for row in block.body]
        if not any(kind >= Kind.YEAR for line in kinds for kind in line):
            return False
        return any(
            self.labels.kind(shown(self.grid.at(row, columns.start + n))) not in {None, HEADING}
            for row, line in zip(block.body, kinds, strict=True)
            for n, kind in enumerate(line)
            if kind == Kind.TEXT
        )
