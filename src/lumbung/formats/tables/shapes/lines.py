"""Single rows of a sheet judged: does it hold figures, head a table, name a group, or note something?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lumbung.formats.tables.grids import Grid, Value
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.shapes.cells import Kind, Kinds, is_column_numbering
from lumbung.formats.tables.shapes.labels import HEADING, TOTAL, LabelReader
from lumbung.formats.tables.words.folding import plain
from lumbung.formats.tables.words.headingwords import HeadingKind, heading_word

_NOTE = re.compile(
    r"(?:sumber|source|catatan|note|notes|keterangan|ket|ctt)\b\s*(?:data)?\s*[:/.(]|"
    r"(?:sumber|source|catatan)\b|\*+\)?\s*[=:]?\s*\w|[¹²³]\s*\w|(?:x{1,2}|r|e)\)?\s*[=:)]\s*\w"
)
_HEADS = frozenset(
    {HeadingKind.SERIAL, HeadingKind.AREA, HeadingKind.AREA_CODE, HeadingKind.PERIOD, HeadingKind.LABEL}
)
_PAIRED = frozenset({HeadingKind.AREA, HeadingKind.PERIOD, HeadingKind.UNIT})
_SAMPLE = 40


class Lines:
    """Judges the rows of one sheet."""

    def __init__(self, grid: Grid, kinds: Kinds, labels: LabelReader) -> None:
        self.grid, self.kinds, self.labels = grid, kinds, labels
        self._data: dict[tuple[int, int, int], bool] = {}
        self._heads = {text for text in kinds.texts if self._is_head(text)}

    def values(self, row: int, columns: range) -> Sequence[Value]:
        """The values of a row within some columns."""
        return self.grid.rows[row][columns.start : columns.stop]

    def is_blank(self, row: int, columns: range) -> bool:
        """Whether nothing stands in a row."""
        return not any(self.kinds.row(row, columns))

    def is_data(self, row: int, columns: range) -> bool:
        """Whether a row holds figures, besides a number that only counts the rows."""
        key = (row, columns.start, columns.stop)
        found = self._data.get(key)
        if found is None:
            found = self._data[key] = self._judge_data(row, columns)
        return found

    def is_numbering(self, row: int, columns: range) -> bool:
        """Whether a row only numbers the columns."""
        return is_column_numbering(self.values(row, columns))

    def is_note(self, row: int, columns: range) -> bool:
        """Whether a row begins like a source or a note."""
        filled = self.kinds.filled(row, columns)
        return bool(filled) and _NOTE.match(plain(shown(self.grid.at(row, filled[0])))) is not None

    def is_title_pair(self, row: int, filled: list[int]) -> bool:
        """Whether a row is of the form *Kecamatan : Sukorejo*."""
        said = [plain(shown(self.grid.at(row, column))) for column in filled]
        if not 2 <= len(said) <= 3:
            return False
        if said[0].endswith(":") or said[1].startswith(":"):
            return True
        word = heading_word(said[0])
        if len(said) != 2 or word is None or word.kind not in _PAIRED:
            return False
        return self.labels.kind(said[1]) == word.kind.value

    def is_same(self, row: int, other: int, columns: range) -> bool:
        """Whether two rows say the same."""
        ours, theirs = self.values(row, columns), self.values(other, columns)
        return [plain(shown(v)) for v in ours] == [plain(shown(v)) for v in theirs]

    def heads(self, row: int, filled: list[int]) -> bool:
        """Whether most cells of a row say what headings say."""
        said = [shown(self.grid.at(row, column)) for column in filled]
        return 2 * sum(self.labels.is_heading(text) for text in said) >= len(said)

    def labels_below(self, first: int, rows: range, columns: range) -> tuple[set[str], list[int]]:
        """What kinds of labels the rows of a table have, and in which columns."""
        sample = self._data_rows(first, rows, columns, 3 * _SAMPLE)[:_SAMPLE]
        texts: dict[int, list[str]] = {}
        figures: Counter[int] = Counter()
        for row in sample:
            for column in self.kinds.filled(row, columns):
                if self.kinds.rows[row][column] == Kind.TEXT:
                    texts.setdefault(column, []).append(shown(self.grid.rows[row][column]))
                elif self.kinds.rows[row][column] == Kind.NUMBER:
                    figures[column] += 1
        # Labels may be merged over many rows: what counts is that no figures stand among them.
        last = max(figures, default=columns.stop)
        wordy = [c for c, said in sorted(texts.items()) if c < last and len(said) >= figures[c]]
        found = {kind for column in wordy for text in texts[column] if (kind := self.labels.kind(text))}
        return found - {HEADING, TOTAL}, wordy

    def resembles(self, row: int, label_kinds: set[str], columns: list[int]) -> bool:
        """Whether a row without figures is labelled like the rows with figures."""
        said = [shown(self.grid.at(row, column)) for column in columns]
        kinds = {self.labels.kind(text) for text in said if text}
        return bool(kinds & label_kinds) and HEADING not in kinds

    def figure_columns(self, first: int, rows: range, columns: range) -> set[int]:
        """The columns in which most of a table's first rows have figures."""
        lines = self._data_rows(first, rows, columns, _SAMPLE)
        counts = Counter(
            column
            for row in lines
            for column in self.kinds.filled(row, columns)
            if self.kinds.rows[row][column] == Kind.NUMBER
        )
        return {column for column, count in counts.items() if 2 * count >= len(lines)}

    def has_years_for_figures(self, row: int, filled: list[int], figure_columns: set[int]) -> bool:
        """Whether a figure of a row happens to look like a year."""
        kinds = self.kinds.rows[row]
        if any(kinds[column] == Kind.TEXT for column in filled):
            return False
        figures = {column for column in figure_columns if column in filled and kinds[column] == Kind.YEAR}
        return bool(figures) and (len(figures) == 1 or len(figures) < len(figure_columns))

    def _data_rows(self, first: int, rows: range, columns: range, most: int) -> list[int]:
        return [row for row in range(first, min(rows.stop, first + most)) if self.is_data(row, columns)]

    def _judge_data(self, row: int, columns: range) -> bool:
        kinds = self.kinds.row(row, columns)
        if Kind.NUMBER not in kinds and Kind.MISSING not in kinds:
            return False
        if not self._heads.isdisjoint(self.values(row, columns)):
            return False  # numerals beside a heading: "Kecamatan, 1, 2, 3" heads the classes of a school
        filled = kinds.lstrip(b"\0")
        rest = filled[1:].replace(b"\0", b"")
        if filled[0] >= Kind.MISSING and rest and Kind.NUMBER not in rest and Kind.MISSING not in rest:
            return Kind.YEAR in rest
        return not is_column_numbering(self.values(row, columns))

    def _is_head(self, text: str) -> bool:
        if self.labels.kind(text) != HEADING:
            return False
        word = heading_word(text)
        return word is None or word.kind in _HEADS
