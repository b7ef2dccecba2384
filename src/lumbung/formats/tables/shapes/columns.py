"""What each column of a table holds: told by its heading and by what stands in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lumbung.formats.tables.grids import Value
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.shapes import labels as label_kinds
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.cells import Kind
from lumbung.formats.tables.shapes.headings import Facets, HeadingCell, HeadingReader, heading_text, unfolded
from lumbung.formats.tables.shapes.labels import LabelReader
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.areanames import code_text
from lumbung.formats.tables.words.headingwords import HeadingKind, HeadingWord
from lumbung.formats.tables.words.marks import status_word
from lumbung.formats.tables.words.periodwords import period_value
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.periods import Frequency

_SAMPLE = 250
_LETTERED = 5  # characters of "A", "II", "1.2"


LABELS = frozenset({Role.AREA, Role.AREA_CODE, Role.PERIOD, Role.DIMENSION, Role.MEASURE, Role.MIXED})


@dataclass(slots=True, eq=False)
class Column:
    """One column with what was guessed of it."""

    number: int
    path: tuple[HeadingCell, ...]
    role: Role
    facets: Facets
    sure: float = 1.0
    levels: tuple[AreaLevel, ...] = ()
    dimension: str | None = None
    frequency: Frequency | None = None
    kinds: tuple[str, ...] = ()  # of labels, for a mixed column: the outer ones first
    measure: str | None = None
    marks_for: int | None = None  # a column of marks belongs to the figures in this one
    over: tuple[str, ...] = ()  # what a total column sums over: dimensions, "period", "area"

    @property
    def heading(self) -> str:
        """The heading in one line."""
        return heading_text(self.path)


@dataclass(slots=True)
class _Contents:
    """What stands in a column of the body."""

    kinds: Counter[int]
    values: list[Value]
    texts: list[str]
    judged: Counter[str | None] = field(default_factory=Counter)

    @property
    def filled(self) -> int:
        return sum(self.kinds.values())

    def share(self, *kinds: Kind) -> float:
        return sum(self.kinds[kind] for kind in kinds) / self.filled if self.filled else 0.0

    @property
    def figures(self) -> float:
        """The share of figures, years and signs for no figure."""
        return self.share(Kind.NUMBER, Kind.MISSING, Kind.YEAR)


class ColumnReader:
    """Guesses the roles of a table's columns."""

    def __init__(self, headings: HeadingReader, labels: LabelReader) -> None:
        self.headings, self.labels = headings, labels
        self.lexicon, self.areas = labels.lexicon, labels.areas

    def columns(self, block: Block) -> list[Column]:
        """All columns of a table; measures are given to them afterwards."""
        paths = unfolded(block)
        found = [self._column(block, number, paths[number]) for number in block.columns]
        self._serial_without_heading(block, found)
        self._marks(block, found)
        return found

    def _column(self, block: Block, number: int, path: tuple[HeadingCell, ...]) -> Column:
        facets = self.headings.read(path)
        word = self.headings.level(path[-1]).word if path else None
        contents = self._contents(block, number)
        column = Column(number, path, Role.UNKNOWN, facets)
        if word is not None:
            column.levels, column.frequency = word.levels, word.frequency
        if not contents.filled:
            claims = facets.says_key or facets.measure is not None
            column.role = Role.VALUE if claims and word is None else Role.EMPTY
            return column
        by_heading = self._role_by_heading(word, contents, column)
        if by_heading is not None:
            column.role = by_heading
        elif contents.figures >= 0.5:
            self._take_figures(column, contents, facets)
        else:
            self._take_words(column, contents, facets)
        return column

    def _contents(self, block: Block, number: int) -> _Contents:
        rows = block.body
        if len(rows) > _SAMPLE:
            step = len(rows) / _SAMPLE
            rows = tuple(rows[int(n * step)] for n in range(_SAMPLE))
        kinds: Counter[int] = Counter()
        values: list[Value] = []
        texts: Counter[str] = Counter()
        for row in rows:
            kind = block.kinds.rows[row][number]
            if not kind:
                continue
            value = block.grid.rows[row][number]
            text = shown(value) if kind == Kind.TEXT else ""
            if text and self.labels.kind(text) == label_kinds.TOTAL:
                continue
            kinds[kind] += 1
            values.append(value)
            if text:
                texts[text] += 1
        judged: Counter[str | None] = Counter()
        for text, count in texts.items():
            judged[self.labels.kind(text)] += count
        return _Contents(kinds, values, list(texts), judged)

    def _role_by_heading(self, word: HeadingWord | None, contents: _Contents, column: Column) -> Role | None:
        """The role that the heading gives, where the contents do not speak against it."""
        kind = word.kind if word is not None else None
        if self._is_code_column(kind, contents):
            return Role.AREA_CODE
        named = self._claims_dimension(column)
        if named is not None and self._matches(named, contents) >= 0.5:
            column.dimension = named
            return Role.DIMENSION
        if kind is HeadingKind.AREA and contents.share(Kind.TEXT) >= 0.5:
            return self._area_or_mixed(column, contents)
        if kind is HeadingKind.NOTE and contents.share(Kind.NUMBER, Kind.YEAR) < 0.5:
            return self._note_or_label(column, contents)
        return self._plain_role(kind, contents, column)

    def _is_code_column(self, kind: HeadingKind | None, contents: _Contents) -> bool:
        """Whether a column holds area codes: by its heading, or, under *Kode* alone, by its contents."""
        if kind in {None, HeadingKind.SERIAL}:
            return self._are_known_codes(contents)
        named = kind in {HeadingKind.AREA, HeadingKind.AREA_CODE}
        bare = kind is HeadingKind.AREA_CODE and not contents.texts
        return named and (bare or self._are_codes(contents))

    def _plain_role(self, kind: HeadingKind | None, contents: _Contents, column: Column) -> Role | None:
        """The roles that need no more than the right sort of contents."""
        fits = {
            HeadingKind.SERIAL: contents.figures >= 0.8
            or max(map(len, contents.texts), default=0) <= _LETTERED,
            HeadingKind.PERSON: True,
            HeadingKind.UNIT: contents.share(Kind.TEXT) >= 0.5,
            HeadingKind.STATUS: all(status_word(text) is not None for text in contents.texts),
            HeadingKind.HELPER: True,
        }
        if kind is HeadingKind.AREA_CODE:
            return Role.AREA
        if kind is HeadingKind.PERIOD:
            return Role.PERIOD if self._are_periods(contents, column.frequency) else None
        return Role(kind.value) if kind is not None and fits.get(kind) else None

    def _claims_dimension(self, column: Column) -> str | None:
        return self.lexicon.dimension_titled(column.path[-1].text) if column.path else None

    def _note_or_label(self, column: Column, contents: _Contents) -> Role:
        """*Keterangan* is a note, unless it names what the rows are about."""
        label = contents.judged.total() - contents.judged[None] - contents.judged[label_kinds.TOTAL]
        if label >= 0.6 * max(1, contents.judged.total()) and len(contents.texts) > 1:
            self._take_words(column, contents, column.facets)
            return column.role
        return Role.NOTE

    def _are_codes(self, contents: _Contents) -> bool:
        """Whether most values are area codes."""
        known = sum(self.areas.by_code(value) is not None for value in contents.values)
        return known > 0 and 2 * sum(code_text(value) is not None for value in contents.values) > len(
            contents.values
        )

    def _are_known_codes(self, contents: _Contents) -> bool:
        """Whether nearly all values are long codes of areas that exist, which no figures are by chance."""
        known = [code for value in contents.values if (code := self.areas.by_code(value)) is not None]
        return len(known) > 0.8 * len(contents.values) and all(code.count(".") > 1 for code in known)

    def _are_periods(self, contents: _Contents, hint: Frequency | None) -> bool:
        readable = sum(period_value(value, hint) is not None for value in contents.values)
        return 2 * readable >= len(contents.values)

    def _matches(self, dimension: str, contents: _Contents) -> float:
        words = self.lexicon.dimensions[dimension]
        said = {shown(value) for value in contents.values}
        hits = [words.read(text) for text in said]
        known = sum(hit.code is not None or hit.near is not None for hit in hits)
        known += sum(isinstance(value, dt.date) for value in contents.values if words.has_ranges)
        return known / max(1, len(said))

    def _take_figures(self, column: Column, contents: _Contents, facets: Facets) -> None:
        if not column.path or not (facets.known or facets.share):
            codes = sum(self.areas.by_code(value) is not None for value in contents.values)
            if codes > 0.8 * len(contents.values) and all(isinstance(v, str) for v in contents.values):
                column.role = Role.AREA_CODE
                return
        if (
            contents.share(Kind.YEAR) == 1.0
            and not facets.known
            and facets.measure is None
            and not column.path
        ):
            column.role = Role.PERIOD
            return
        column.role = Role.VALUE

    def _take_words(self, column: Column, contents: _Contents, facets: Facets) -> None:
        """The role of a column of words: what most of the words are."""
        if contents.share(Kind.DATE) >= 0.5:
            named = next((n for n in self.lexicon.dimensions if self._matches(n, contents) >= 0.5), None)
            column.role = Role.DIMENSION if named and not facets.word else Role.PERIOD
            column.dimension = named if column.role is Role.DIMENSION else None
            return
        best = self._likely_dimension(contents)
        judged = contents.judged
        known = {
            kind: count
            for kind, count in judged.items()
            if kind is not None
            and (kind.startswith("dimension:") or kind in {"area", "measure", "period", "unit"})
        }
        total = max(1, sum(judged.values()))
        if best is not None and 2 * sum(known.values()) < total:
            column.role, column.dimension, column.sure = Role.DIMENSION, best, 0.8
        elif not known or sum(known.values()) < 0.3 * total:
            self._take_unknown_words(column, contents, facets)
        elif len([count for count in known.values() if count >= 0.15 * sum(known.values())]) > 1:
            column.role = Role.MIXED
            column.kinds = self._in_order(contents, set(known))
        else:
            self._take_kind(column, max(known, key=lambda kind: known[kind]))

    def _take_kind(self, column: Column, kind: str) -> None:
        if kind.startswith("dimension:"):
            column.role, column.dimension = Role.DIMENSION, kind.partition(":")[2]
        else:
            column.role = {
                "area": Role.AREA, "measure": Role.MEASURE, "period": Role.PERIOD, "unit": Role.UNIT,
            }[kind]  # fmt: skip

    def _take_unknown_words(self, column: Column, contents: _Contents, facets: Facets) -> None:
        near = sum(bool(self.areas.by_name(text).near) for text in contents.texts)
        figures_claimed = facets.says_key or (facets.measure is not None and facets.measure_sure >= 0.8)
        if column.levels or 2 * near > len(contents.texts):
            column.role = Role.AREA
        elif facets.word is not None and facets.word.kind is HeadingKind.LABEL:
            column.role, column.sure = Role.MEASURE, 0.4
        elif figures_claimed:
            column.role, column.sure = Role.VALUE, 0.6
        else:
            column.role = Role.UNKNOWN

    def _area_or_mixed(self, column: Column, contents: _Contents) -> Role:
        """A column headed *Kelurahan* holds areas; under some of them codes may be listed."""
        judged = contents.judged
        others = {kind for kind in judged if kind and (kind.startswith("dimension:") or kind == "measure")}
        if judged["area"] and sum(judged[kind] for kind in others) >= 2:
            column.kinds = self._in_order(contents, others | {"area"})
            return Role.MIXED
        return Role.AREA

    def _likely_dimension(self, contents: _Contents) -> str | None:
        shares = {name: self._matches(name, contents) for name in self.lexicon.dimensions}
        best = max(shares, key=lambda name: shares[name], default=None)
        return best if best is not None and shares[best] >= 0.6 else None

    def _in_order(self, contents: _Contents, kinds: set[str]) -> tuple[str, ...]:
        """Kinds of labels in the order in which they first appear: the outer ones come first."""
        order = dict.fromkeys(self.labels.kind(text) for text in contents.texts)
        return tuple(kind for kind in order if kind is not None and kind in kinds)

    def _serial_without_heading(self, block: Block, columns: list[Column]) -> None:
        """A first column that counts 1, 2, 3 … beside a column of words."""
        first = next((c for c in columns if c.role is not Role.EMPTY), None)
        if first is None or first.role is not Role.VALUE or first.facets.known or first.facets.measure:
            return
        numbers = [block.grid.at(row, first.number) for row in block.body]
        said = [text for value in numbers if (text := shown(value)).isdigit()]
        wordy = any(column.role in LABELS for column in columns)
        if wordy and len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)]:
            first.role = Role.SERIAL

    def _marks(self, block: Block, columns: list[Column]) -> None:
        """A narrow column of signs belongs to the figures on its left."""
        for left, column in pairwise(columns):
            if column.role not in {Role.UNKNOWN, Role.STATUS, Role.NOTE} or left.role is not Role.VALUE:
                continue
            values: Sequence[Value] = [block.grid.at(row, column.number) for row in block.body]
            texts = [shown(value) for value in values if value is not None]
            if texts and all(status_word(text) is not None for text in texts):
                column.role, column.marks_for = Role.STATUS, left.number
