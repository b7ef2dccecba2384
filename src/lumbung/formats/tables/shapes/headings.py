"""Headings unfolded: what each column is headed by, from the widest level to the narrowest.

Merged cells say their words for every column and row they cover. Where people centred a word over
several columns without merging, it is taken for the empty cells to its right, as far as the level
below goes on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise

from lumbung.formats.tables.grids import Value
from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.words.areanames import AreaHit, AreaNames
from lumbung.formats.tables.words.folding import halves, plain, words
from lumbung.formats.tables.words.headingwords import HeadingKind, HeadingWord, heading_word
from lumbung.formats.tables.words.lexicon import SHARE_WORDS, Lexicon
from lumbung.formats.tables.words.marks import split_heading_mark
from lumbung.formats.tables.words.periodwords import PeriodPart, period_text, period_value, periods_inside
from lumbung.formats.tables.words.ranges import range_of, ranges_behind_date
from lumbung.formats.tables.words.totalwords import TotalWord, total_word

_RATIO_WORDS = SHARE_WORDS | {
    "rasio", "ratio", "proporsi", "share", "pertumbuhan", "kepadatan", "growth",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """One level of a column's heading: the value and the cell it stands in."""

    value: Value
    cell: Cell

    @property
    def text(self) -> str:
        """The words as printed."""
        return shown(self.value)


@dataclass(slots=True)
class Facets:
    """What a heading (or one level of it) says of the figures below it."""

    measure: str | None = None
    measure_sure: float = 0.0
    codes: dict[str, str] = field(default_factory=dict)
    period: PeriodPart | None = None
    area: AreaHit | None = None
    unit: str = ""
    unit_cell: Cell | None = None
    mark: str = ""
    total: TotalWord | None = None
    share: bool = False  # a percentage or a ratio
    word: HeadingWord | None = None
    titled: str | None = None  # it names a dimension, not one of its codes
    near: tuple[str, str] | None = None  # (dimension, code) that it may mean
    date_range: tuple[Cell, str, str] | None = None  # a date that stands for a range: cell, shown, range
    known: bool = False

    @property
    def says_key(self) -> bool:
        """Whether it tells a code, a period or an area."""
        return bool(self.codes or self.period or self.area)


def unfolded(block: Block) -> dict[int, tuple[HeadingCell, ...]]:
    """The heading of each column, from the top level to the one right above the figures."""
    spread = _merged_cells(block)
    levels: list[dict[int, HeadingCell]] = []
    for row in block.heading:
        level: dict[int, HeadingCell] = {}
        for column in block.columns:
            origin = spread.get((row, column), (row, column))
            value = block.grid.at(*origin)
            if value is not None and shown(value).strip():
                level[column] = HeadingCell(value, origin)
        levels.append(level)
    for upper, lower in reversed(list(pairwise(levels))):
        _spread_right(block, upper, lower)
    return {column: _path(levels, column) for column in block.columns}


def _merged_cells(block: Block) -> dict[Cell, Cell]:
    """The first cell of the merge for every cell that a merge covers in the heading."""
    rows = set(block.heading)
    found: dict[Cell, Cell] = {}
    for merge in block.grid.merges:
        for row in rows.intersection(range(merge.first_row, merge.last_row + 1)):
            for column in range(merge.first_column, min(merge.last_column, block.columns.stop) + 1):
                found[row, column] = (merge.first_row, merge.first_column)
    return found


def _spread_right(block: Block, upper: dict[int, HeadingCell], lower: dict[int, HeadingCell]) -> None:
    current: HeadingCell | None = None
    for column in block.columns:
        if column in upper:
            current = upper[column] if column in lower and lower[column].cell != upper[column].cell else None
        elif column in lower and current is not None:
            upper[column] = current


def _path(levels: list[dict[int, HeadingCell]], column: int) -> tuple[HeadingCell, ...]:
    path: list[HeadingCell] = []
    for level in levels:
        cell = level.get(column)
        if cell is not None and (not path or path[-1].cell != cell.cell):
            path.append(cell)
    return tuple(path)


class HeadingReader:
    """Reads what headings say, in the words of one dataset."""

    def __init__(self, lexicon: Lexicon, areas: AreaNames) -> None:
        self.lexicon, self.areas = lexicon, areas
        self._seen: dict[tuple[type, str], Facets] = {}

    def read(self, path: tuple[HeadingCell, ...]) -> Facets:
        """What all levels of a heading say together; the narrower level has the last word."""
        joined = Facets()
        for part in path:
            said = self.level(part)
            joined.codes = {**joined.codes, **said.codes}
            joined.period = _finer(joined.period, said.period)
            joined.area = said.area or joined.area
            joined.mark = said.mark or joined.mark
            joined.total = said.total or joined.total
            joined.share = joined.share or said.share
            joined.word = said.word or joined.word
            joined.titled = said.titled or joined.titled
            joined.near = said.near or joined.near
            joined.date_range = said.date_range or joined.date_range
            joined.known = joined.known or said.known
            if said.measure and said.measure_sure >= joined.measure_sure:
                joined.measure, joined.measure_sure = said.measure, said.measure_sure
            if said.unit:
                joined.unit, joined.unit_cell = said.unit, part.cell
        if joined.total and not joined.total.rest and joined.codes and path and self.level(path[-1]).codes:
            joined.total = None  # "Jumlah" above "Laki-laki" and "Perempuan" is a title
        if joined.measure is None and len(path) > 1:
            whole = " ".join(part.text for part in path)
            joined.measure, joined.measure_sure = self.lexicon.measures.read(whole)
        return joined

    def level(self, part: HeadingCell) -> Facets:
        """What one level says."""
        if isinstance(part.value, dt.date | dt.datetime):
            return self._date(part)
        key = (type(part.value), part.text)
        if key not in self._seen:
            self._seen[key] = self._text(part) if isinstance(part.value, str) else self._number(part.value)
        found = self._seen[key]
        if found.date_range:
            found.date_range = (part.cell, *found.date_range[1:])
        return found

    def _date(self, part: HeadingCell) -> Facets:
        hit = self._range_code(part.value)
        if hit is not None:
            dimension, code, written = hit
            return Facets(codes={dimension: code}, date_range=(part.cell, part.text, written), known=True)
        return Facets(period=period_value(part.value), known=True)

    def _range_code(self, value: Value) -> tuple[str, str, str] | None:
        for written in ranges_behind_date(value):
            for name, dimension in self.lexicon.dimensions.items():
                code = dimension.read(written).code
                if code is not None and (dimension.has_ranges or range_of(written)):
                    return name, code, written
        return None

    def _number(self, value: Value) -> Facets:
        text = shown(value)
        codes = self.lexicon.codes_named(text)
        if codes:
            return Facets(codes=codes, known=True)
        period = period_value(value)
        return Facets(period=period, known=period is not None)

    def _text(self, part: HeadingCell) -> Facets:
        whole = self._one_language(" ".join(part.text.split()), part)
        first, second = halves(part.text)
        if second and "\n" in part.text and not whole.known:
            one = self._one_language(" ".join(first.split()), part)
            if one.known:
                one.unit = one.unit or whole.unit
                return one
        return whole

    def _one_language(self, text: str, part: HeadingCell) -> Facets:
        codes = self.lexicon.codes_named(text)
        if codes:
            return Facets(codes=codes, known=True)
        hit = self._range_code(text)
        if hit is not None:
            dimension, code, written = hit
            return Facets(codes={dimension: code}, date_range=(part.cell, part.text, written), known=True)
        unmarked, mark = split_heading_mark(text)
        bare, unit = self.lexicon.units.inside(unmarked)
        found = self._bare(bare, unmarked)
        found.mark, found.unit = mark, unit
        found.known = found.known or bool((unit or mark) and not bare)
        return found

    def _bare(self, bare: str, text: str) -> Facets:
        """A text without its mark and unit: taken whole first, then searched for phrases."""
        codes = self.lexicon.codes_named(bare)
        measure, sure = self.lexicon.measures.read(text)
        if sure < 1:
            measure, sure = max((measure, sure), self.lexicon.measures.read(bare), key=lambda hit: hit[1])
        if codes or sure == 1:
            return Facets(measure, sure, codes, known=True, total=None if codes else _plain_total(bare))
        period = period_text(bare)
        if period is not None:
            return Facets(period=period, known=True)
        word = heading_word(bare)
        if word is not None:
            return Facets(measure, sure, total=total_word(bare), word=word, known=True)
        titled = self.lexicon.dimension_titled(bare)
        if titled is not None and not self.lexicon.codes_within(bare):
            return Facets(measure, sure, titled=titled, known=True)
        area = self.areas.by_name(bare)
        if area.candidates:
            return Facets(area=area, known=True)
        return self._phrases(bare, measure, sure)

    def _phrases(self, bare: str, measure: str | None, sure: float) -> Facets:
        share = bool(_RATIO_WORDS & set(words(bare)) or "%" in bare)
        if share and measure is None:
            return Facets(share=True)
        total = total_word(bare)
        codes = {
            name: found.pop() for name, found in self.lexicon.codes_within(bare).items() if len(found) == 1
        }
        periods = periods_inside(bare)
        period = periods[0] if len(periods) == 1 else None
        facets = Facets(measure, sure, {} if share else codes, period, total=total, share=share)
        facets.known = bool(codes or period or measure or total) and not (share and not measure)
        if total is not None and (codes or measure):
            facets.total = None if total.rest else total
        if not facets.known:
            facets.near = self._near(bare)
        return facets

    def _near(self, bare: str) -> tuple[str, str] | None:
        for name, dimension in self.lexicon.dimensions.items():
            near = dimension.read(bare).near
            if near is not None:
                return name, near
        return None


def _plain_total(bare: str) -> TotalWord | None:
    total = total_word(bare)
    return total if total is not None and not total.rest else None


def _finer(upper: PeriodPart | None, lower: PeriodPart | None) -> PeriodPart | None:
    """Two levels of a heading as one period: the year above, the month below, or the other way."""
    if upper is None or lower is None:
        return lower or upper
    if lower.frequency is not None and lower.year is None and upper.year is not None:
        return PeriodPart(upper.year, lower.frequency, lower.number, upper.ends)
    if upper.frequency is not None and upper.year is None and lower.is_year:
        return PeriodPart(lower.year, upper.frequency, upper.number, lower.ends)
    return lower


def says_nothing_but(path: tuple[HeadingCell, ...], kind: HeadingKind) -> bool:
    """Whether the last level of a heading is a word of one kind."""
    word = heading_word(path[-1].text) if path else None
    return word is not None and word.kind is kind


def heading_text(path: tuple[HeadingCell, ...]) -> str:
    """A heading in one line, as a message quotes it.

    >>> heading_text((HeadingCell("Jenis Kelamin", (0, 1)), HeadingCell("L", (1, 1))))
    'Jenis Kelamin / L'
    """
    return " / ".join(" ".join(part.text.split()) for part in path)


def same_heading(one: str, other: str) -> bool:
    """Whether two headings say the same but for case, dashes and blanks."""
    return plain(one) == plain(other)
