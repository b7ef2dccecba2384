"""What kind of label a text is in a given dataset: an area, a code, a measure, a heading …"""

from __future__ import annotations

from lumbung.formats.tables.words.areanames import AreaNames
from lumbung.formats.tables.words.headingwords import heading_word
from lumbung.formats.tables.words.lexicon import Lexicon
from lumbung.formats.tables.words.marks import split_heading_mark
from lumbung.formats.tables.words.periodwords import period_text
from lumbung.formats.tables.words.totalwords import total_word

AREA, MEASURE, PERIOD, UNIT, TOTAL, HEADING = "area", "measure", "period", "unit", "total", "heading"


class LabelReader:
    """Judges labels; each text once."""

    def __init__(self, lexicon: Lexicon, areas: AreaNames) -> None:
        self.lexicon, self.areas = lexicon, areas
        self._has_several_measures = len(lexicon.structure.measures) > 1
        self._kinds: dict[str, str | None] = {}

    def kind(self, text: str) -> str | None:
        """The kind of label that a whole text is; ``dimension:code`` for a code, none for other words."""
        if text not in self._kinds:
            self._kinds[text] = self._judge(text)
        return self._kinds[text]

    def is_heading(self, text: str) -> bool:
        """Whether a text says something that headings say."""
        bare = split_heading_mark(text)[0]
        return (
            self.kind(text) is not None
            or self.lexicon.dimension_titled(bare) is not None
            or self.lexicon.measures.read(bare)[0] is not None
            or bool(self.lexicon.codes_within(bare))
        )

    def _judge(self, text: str) -> str | None:
        codes = self.lexicon.codes_named(text)
        if codes:
            return f"dimension:{next(iter(codes))}"
        total = total_word(text)
        measure = self.lexicon.measures.exact(text)
        if measure is not None and (total is None or total.rest or self._has_several_measures):
            return MEASURE
        if total is not None and not total.rest:
            return TOTAL
        if heading_word(text) is not None:
            return TOTAL if total is not None else HEADING
        if self.areas.by_name(text).candidates:
            return AREA
        return self._judge_other(text, is_total=total is not None)

    def _judge_other(self, text: str, *, is_total: bool) -> str | None:
        if self.lexicon.dimension_titled(text) is not None:
            return HEADING
        if period_text(text) is not None:
            return PERIOD
        if is_total:
            return TOTAL
        return UNIT if self.lexicon.units.read(text) is not None else None
