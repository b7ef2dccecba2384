"""The tables on a sheet: where each begins, what is its heading, where it ends.

A sheet is walked from the top. Figures make a data row; the rows of several words right above
the first data row are the heading, single words above that are titles. A table ends where
another heading begins, or where notes begin. Tables side by side are cut apart at empty columns,
or where the heading begins anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lumbung.formats.tables.grids import Grid, Value
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.shapes.cells import FIGURES, Kind, Kinds, is_column_numbering
from lumbung.formats.tables.shapes.labels import LabelReader
from lumbung.formats.tables.words.folding import plain
from lumbung.formats.tables.words.headingwords import HeadingKind, heading_word

_NOTE = re.compile(
    r"(?:sumber|source|catatan|note|notes|keterangan|ket|ctt)\b\s*(?:data)?\s*[:/.(]|"
    r"(?:sumber|source|catatan)\b|\*+\)?\s*[=:]?\s*\w|[¹²³]\s*\w|(?:x{1,2}|r|e)\)?\s*[=:)]\s*\w"
)
_MOST_HEADING_ROWS = 6
_HEADS = frozenset(
    {HeadingKind.SERIAL, HeadingKind.AREA, HeadingKind.AREA_CODE, HeadingKind.PERIOD, HeadingKind.LABEL}
)
_LABEL_SAMPLE = 40


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


class BlockFinder:
    """Finds the tables of one sheet."""

    def __init__(self, grid: Grid, kinds: Kinds, labels: LabelReader) -> None:
        self.grid, self.kinds, self.labels = grid, kinds, labels
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
        first = next((row for row in rows if self._is_data(row, columns)), None)
        if first is None:
            return None, rows.stop
        label_kinds, label_columns = self._labels_below(first, rows, columns)
        heading: list[int] = []
        row, top, gap = first - 1, first, False
        while row >= rows.start and len(heading) < _MOST_HEADING_ROWS:
            filled = self.kinds.filled(row, columns)
            if not filled:
                if heading or gap:
                    break
                gap = True
            elif is_column_numbering(self._values(row, columns)):
                top = row
            elif not heading and self._belongs_below(row, filled, columns, label_kinds, label_columns):
                first = top = row
            elif self._is_heading(row, filled, columns, heading):
                heading.insert(0, row)
                top = row
            else:
                break
            row -= 1
        titles = tuple(self._titles(range(rows.start, top), columns))
        body, notes, end = self._body(first, rows, columns, heading, label_kinds, label_columns)
        return Block(self.grid, self.kinds, tuple(heading), tuple(body), columns, titles, (), notes), end

    def _is_data(self, row: int, columns: range) -> bool:
        """Whether a row holds figures, besides a number that only counts the rows."""
        kinds = self.kinds.row(row, columns)
        filled = [kind for kind in kinds if kind]
        if not FIGURES.intersection(filled) or self._is_headed(row, columns):
            return False
        if filled[0] in FIGURES and len(filled) > 1 and not FIGURES.intersection(filled[1:]):
            return Kind.YEAR in filled[1:]
        return not is_column_numbering(self._values(row, columns))

    def _is_headed(self, row: int, columns: range) -> bool:
        """Whether numerals stand beside a heading: *Kecamatan, 1, 2, 3* heads the classes of a school."""
        for column in self.kinds.filled(row, columns):
            if self.kinds.rows[row][column] is Kind.TEXT:
                text = shown(self.grid.at(row, column))
                word = heading_word(text)
                if self.labels.kind(text) == "heading" and (word is None or word.kind in _HEADS):
                    return True
        return False

    def _values(self, row: int, columns: range) -> Sequence[Value]:
        return self.grid.rows[row][columns.start : columns.stop]

    def _labels_below(self, first: int, rows: range, columns: range) -> tuple[set[str], list[int]]:
        """What kinds of labels the rows of a table have, and in which columns."""
        sample = [
            row
            for row in range(first, min(rows.stop, first + 3 * _LABEL_SAMPLE))
            if self._is_data(row, columns)
        ]
        sample = sample[:_LABEL_SAMPLE]
        texts: dict[int, list[str]] = {}
        for row in sample:
            for column in self.kinds.filled(row, columns):
                if self.kinds.rows[row][column] is Kind.TEXT:
                    texts.setdefault(column, []).append(shown(self.grid.rows[row][column]))
        wordy = [column for column, said in sorted(texts.items()) if 2 * len(said) >= len(sample)]
        found = {kind for column in wordy for text in texts[column] if (kind := self.labels.kind(text))}
        return found - {"heading", "total"}, wordy

    def _resembles(self, row: int, label_kinds: set[str], columns: list[int]) -> bool:
        """Whether a row without figures is labelled like the rows with figures."""
        said = [shown(self.grid.at(row, column)) for column in columns]
        kinds = {self.labels.kind(text) for text in said if text}
        return bool(kinds & label_kinds) and "heading" not in kinds

    def _belongs_below(
        self, row: int, filled: list[int], columns: range, label_kinds: set[str], label_columns: list[int]
    ) -> bool:
        """Whether a row right above the first figures is part of the body: a label, or a group's title."""
        if self._resembles(row, label_kinds, label_columns):
            return True
        if len(filled) != 1 or row == 0:
            return False
        above = self.kinds.filled(row - 1, columns)
        if above and filled[0] > above[0] + 1:
            return False
        if is_column_numbering(self._values(row - 1, columns)):
            above = self.kinds.filled(row - 2, columns) if row > 1 else []
        said = [shown(self.grid.at(row - 1, column)) for column in above]
        telling = sum(self.labels.is_heading(text) for text in said)
        return len(above) > 1 and 2 * telling >= len(said) and not self._is_title_pair(row - 1, above)

    def _is_heading(self, row: int, filled: list[int], columns: range, below: list[int]) -> bool:
        """Whether a row above the data belongs to the heading and is no title."""
        if len(filled) == 1:
            merge = self._merges.get((row, filled[0]))
            if merge is not None and merge.first_column == columns.start == filled[0]:
                return merge.last_row > merge.first_row and bool(below)
            lower = {column for line in below for column in self.kinds.filled(line, columns)}
            leftmost = min(lower, default=columns.start)
            long = len(shown(self.grid.at(row, filled[0]))) > 60
            if below:
                return filled[0] > leftmost and not long
            return heading_word(shown(self.grid.at(row, filled[0]))) is not None
        return not self._is_title_pair(row, filled)

    def _is_title_pair(self, row: int, filled: list[int]) -> bool:
        """Whether a row is of the form *Kecamatan : Sukorejo*."""
        said = [plain(shown(self.grid.at(row, column))) for column in filled]
        if len(said) > 3:
            return False
        if said[0].endswith(":") or said[1].startswith(":"):
            return True
        word = heading_word(said[0])
        if len(said) != 2 or word is None:
            return False
        return word.kind.value in {"area", "period", "unit"} and self.labels.kind(said[1]) == word.kind.value

    def _titles(self, rows: Iterable[int], columns: range) -> Iterable[Words]:
        for row in rows:
            filled = self.kinds.filled(row, columns)
            if not filled:
                continue
            if len(filled) > 1 and self._is_title_pair(row, filled):
                yield Words(row, filled[0], " ".join(shown(self.grid.at(row, column)) for column in filled))
            else:
                yield from (Words(row, column, shown(self.grid.at(row, column))) for column in filled)

    def _body(
        self,
        first: int,
        rows: range,
        columns: range,
        heading: list[int],
        label_kinds: set[str],
        label_columns: list[int],
    ) -> tuple[list[int], list[Words], int]:
        """The rows of a table, the notes below it, and the row after its end."""
        figure_columns = self._figure_columns(first, rows, columns)
        body: list[int] = []
        pending: list[int] = []  # rows of words that may be groups, notes or the next title
        row = first
        while row < rows.stop:
            filled = self.kinds.filled(row, columns)
            if not filled:
                row += 1
                continue
            if self._is_data(row, columns) or self._resembles(row, label_kinds, label_columns):
                if any(self._is_note(line, columns) for line in pending):
                    break
                body.extend(pending)
                body.append(row)
                pending = []
            elif is_column_numbering(self._values(row, columns)):
                pass
            elif self._repeats(row, heading, columns) and self._continues(row, rows, columns):
                pending = []
            elif self._has_years_for_figures(row, filled, figure_columns):
                body.extend([*pending, row])
                pending = []
            elif self._starts_table(row, filled, rows, columns):
                break
            else:
                pending.append(row)
            row += 1
        end = body[-1] + 1 if body else first + 1
        notes: list[Words] = []
        for line in pending:
            if not self._is_note(line, columns) and (not notes or row < rows.stop):
                break
            notes.extend(self._titles([line], columns))
            end = line + 1
        if row >= rows.stop:
            notes.extend(self._titles([line for line in pending if line >= end], columns))
            end = rows.stop
        return body, notes, end

    def _is_note(self, row: int, columns: range) -> bool:
        filled = self.kinds.filled(row, columns)
        return bool(filled) and _NOTE.match(plain(shown(self.grid.at(row, filled[0])))) is not None

    def _repeats(self, row: int, heading: list[int], columns: range) -> bool:
        """Whether a row is the heading once more, as on a new page."""
        said = [plain(shown(value)) for value in self._values(row, columns)]
        return any(said == [plain(shown(value)) for value in self._values(line, columns)] for line in heading)

    def _continues(self, row: int, rows: range, columns: range) -> bool:
        """Whether no title stands between the repeated heading and the data above it."""
        above = row - 1
        while above > rows.start and not self.kinds.filled(above, columns):
            above -= 1
        return self._is_data(above, columns) or self._repeats(above, [row], columns)

    def _figure_columns(self, first: int, rows: range, columns: range) -> set[int]:
        """The columns in which most of a table's first rows have figures."""
        sample = range(first, min(rows.stop, first + _LABEL_SAMPLE))
        lines = [row for row in sample if self._is_data(row, columns)]
        counts = Counter(
            column
            for row in lines
            for column in self.kinds.filled(row, columns)
            if self.kinds.rows[row][column] is Kind.NUMBER
        )
        return {column for column, count in counts.items() if 2 * count >= len(lines)}

    def _has_years_for_figures(self, row: int, filled: list[int], figure_columns: set[int]) -> bool:
        """Whether a figure of a row happens to look like a year."""
        kinds = self.kinds.rows[row]
        if any(kinds[column] is Kind.TEXT for column in filled):
            return False
        figures = {column for column in figure_columns if column in filled and kinds[column] is Kind.YEAR}
        return bool(figures) and (len(figures) == 1 or len(figures) < len(figure_columns))

    def _starts_table(self, row: int, filled: list[int], rows: range, columns: range) -> bool:
        """Whether a row is the first of another table's heading."""
        if len(filled) < 2 or self._is_title_pair(row, filled):
            return False
        said = [shown(self.grid.at(row, column)) for column in filled]
        telling = sum(self.labels.is_heading(text) for text in said)
        if 2 * telling < len(said):
            return False
        below = range(row + 1, min(rows.stop, row + 1 + _MOST_HEADING_ROWS))
        return any(self._is_data(line, columns) for line in below)

    def _side_by_side(self, block: Block) -> list[range]:
        """The columns of each table where several stand next to each other."""
        rows = (*block.heading, *block.body)
        used = {column for row in rows for column in self.kinds.filled(row, block.columns)}
        if not used:
            return [block.columns]
        groups: list[list[int]] = []
        for column in range(min(used), max(used) + 1):
            if column in used:
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
        said = plain(shown(self.grid.at(lowest, column)))
        word = heading_word(said)
        same = said == plain(shown(self.grid.at(lowest, group[0])))
        return same and word is not None and word.kind in {
            HeadingKind.SERIAL, HeadingKind.AREA, HeadingKind.LABEL, HeadingKind.AREA_CODE,
        }  # fmt: skip

    def _stands_alone(self, block: Block, group: list[int]) -> bool:
        """Whether some columns have labels of their own beside figures."""
        columns = range(group[0], group[-1] + 1)
        labelled = figures = 0
        for row in block.body:
            kinds = self.kinds.row(row, columns)
            figures += any(kind in FIGURES or kind is Kind.YEAR for kind in kinds)
            labelled += any(
                self.labels.kind(shown(self.grid.at(row, columns.start + n))) not in {None, "heading"}
                for n, kind in enumerate(kinds)
                if kind is Kind.TEXT
            )
        return (
            figures > 0
            and labelled > 0
            and bool(block.heading)
            and any(self.kinds.filled(row, columns) for row in block.heading)
        )
