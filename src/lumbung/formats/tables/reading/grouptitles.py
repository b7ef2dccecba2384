"""Titles among the rows: a kecamatan, a sex, a year or a measure that holds for the rows below it."""

from __future__ import annotations

from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.reading.downward import Said
from lumbung.formats.tables.reading.rowareas import RowAreas
from lumbung.formats.tables.shapes import labels as kinds
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.labels import LabelReader
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.periodwords import PeriodPart, period_value
from lumbung.vocabulary.structures import Structure

SURE_MEASURE = 0.6


class GroupTitles:
    """What the titles above a row say; each title replaces the one of its kind."""

    def __init__(
        self, block: Block, columns: list[Column], structure: Structure, labels: LabelReader, areas: RowAreas
    ) -> None:
        self.block, self.structure, self.labels, self.areas = block, structure, labels, areas
        self.lexicon, self.names = labels.lexicon, labels.areas
        skipped = {c.number for c in columns if c.role in {Role.SERIAL, Role.NOTE, Role.STATUS}}
        self._read = [number for number in block.columns if number not in skipped]
        self._mixed = {c.number for c in columns if c.role is Role.MIXED}
        self.count = 0  # of titles met so far
        self.area: str | None = None
        self.measure: str | None = None
        self.codes: dict[str, str] = {}
        self.period: PeriodPart | None = None
        self.unit: Said | None = None

    def is_title(self, row: int) -> bool:
        """Whether a row without figures is a title for the rows below it."""
        texts = self._texts(row)
        if not texts:
            return False
        said = [self.labels.kind(text) for text in texts.values()]
        of_areas = [column for column in texts if column in self.areas.columns]
        if kinds.AREA in said and of_areas:
            hit = self.names.by_name(texts[of_areas[0]])
            codes = self.names.choose(hit.candidates, [self.structure.area.level])
            wider = bool(codes) and all(self.is_wider(code) for code in codes)
            outer = wider or self.areas.is_twin(row) or bool(self._mixed & texts.keys())
            return outer and len(texts) <= 2
        return len(texts) == 1 and (not of_areas or said[0] not in {None, kinds.AREA})

    def take(self, row: int) -> None:
        """Let a title hold from here on."""
        self.count += 1
        for column, text in self._texts(row).items():
            within = self.lexicon.codes_within(text)
            codes = self.lexicon.codes_named(text) or {
                n: next(iter(c)) for n, c in within.items() if len(c) == 1
            }
            period = period_value(self.block.grid.at(row, column))
            measure, sure = self.lexicon.measures.read(text)
            if self.names.by_name(text).candidates:
                self.area = self._area_of(column, text) or self.area
            elif codes:
                self.codes |= codes
            elif period is not None:
                self.period = period
            elif measure is not None and sure >= SURE_MEASURE:
                unit = self.lexicon.units.inside(text)[1]
                self.measure, self.unit = measure, Said(unit, (row, column)) if unit else None

    def _area_of(self, column: int, text: str) -> str | None:
        """The area of a title: the wider of two, but among codes, in one column, the dataset's own rung."""
        if column not in self._mixed:
            return self.areas.named(text, None)
        codes = self.names.choose(self.names.by_name(text).candidates, [self.structure.area.level])
        return codes[0] if len(codes) == 1 else None

    def forget(self, kind: str) -> None:
        """Let what holds of one kind of label hold no longer: a wider title begins."""
        if kind.startswith("dimension:"):
            self.codes.pop(kind.partition(":")[2], None)
        elif kind == kinds.PERIOD:
            self.period = None
        elif kind == kinds.MEASURE:
            self.measure = None
        elif kind == kinds.AREA:
            self.area = None

    def is_wider(self, code: str) -> bool:
        """Whether an area is wider than the ones the dataset is about."""
        return self.names.level(code).rank < self.structure.area.level.rank

    def _texts(self, row: int) -> dict[int, str]:
        line = self.block.grid.rows[row]
        return {column: shown(line[column]) for column in self._read if line[column] is not None}
