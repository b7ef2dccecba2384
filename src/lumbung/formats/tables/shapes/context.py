"""What stands outside a table and holds for all of it: titles, the sheet's name, the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lumbung.formats.tables.words.areanames import AreaNames
from lumbung.formats.tables.words.folding import plain
from lumbung.formats.tables.words.headingwords import HeadingKind, heading_word
from lumbung.formats.tables.words.lexicon import Lexicon
from lumbung.formats.tables.words.periodwords import PeriodPart, period_value, periods_inside
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.periods import Frequency

_LEVEL = r"kelurahan|kel\.?|desa|kecamatan|kec\.?|kabupaten|kab\.?|kota|provinsi|prov\.?"
_PLACE = re.compile(rf"\b(?P<level>{_LEVEL})\s*[:.]?\s+(?P<name>[a-z][\w'-]*(?:\s+[a-z][\w'-]*){{0,2}})")
_SHEET_NUMBER = re.compile(r"\d{1,2}")
_DEFAULT_SHEET = re.compile(r"(?:sheet|lembar|lembar kerja|tabel|table|data)\s*\d*")


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a title or name gave, and where it stands."""

    value: object
    source: str  # "title", "sheet", "file", "definition"
    text: str = ""


@dataclass(slots=True)
class Context:
    """What is known of every figure of a table before its rows and columns are read."""

    periods: list[PeriodPart] = field(default_factory=list)
    area: str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    measure: str | None = None
    unit: str = ""
    told: dict[str, Told] = field(default_factory=dict)  # by facet: where each came from


class ContextReader:
    """Reads titles and names in the words of one dataset."""

    def __init__(
        self,
        lexicon: Lexicon,
        areas: AreaNames,
        frequency: Frequency,
        sheet_level: AreaLevel | None = None,
    ) -> None:
        self.lexicon, self.areas, self.frequency = lexicon, areas, frequency
        self.sheet_level = sheet_level  # of the areas that the file's sheets are named after

    def read(
        self, titles: Iterable[str], shared: Iterable[str], sheet: str | None, file: str | None
    ) -> Context:
        """The context of a table: its own titles first, then the sheet's, then the names."""
        context = Context()
        for source, texts in (
            ("title", list(titles)[::-1]),
            ("sheet-title", list(shared)[::-1]),
            ("sheet", [sheet] if sheet else []),
            ("file", [file] if file else []),
        ):
            for text in texts:
                self._add(context, text, source)
        return context

    def _add(self, context: Context, text: str, source: str) -> None:
        name, colon, value = text.partition(":")
        if colon and value.strip(" :"):
            self._add_pair(context, name.strip(), value.strip(" :"), text, source)
        self._add_periods(context, text, source)
        if source == "file":
            return
        area = self._area(text, source)
        # A letterhead names the office's city, a title may compare with another: neither holds the table.
        if area is not None and area in self.areas.inside and self._narrows(context.area, area):
            context.area = area
            context.told.setdefault("area", Told(area, source, text))
        for name, found in self.lexicon.codes_within(text).items():
            if len(found) == 1 and name not in context.codes:
                context.codes[name] = next(iter(found))
                context.told[name] = Told(context.codes[name], source, text)
        if context.measure is None and source != "sheet-title":
            context.measure = self._measure(text)
            if context.measure is not None:
                context.told["measure"] = Told(context.measure, source, text)
        if not context.unit and source != "sheet":
            context.unit = self.lexicon.units.last([text])

    def _add_pair(self, context: Context, name: str, value: str, text: str, source: str) -> None:
        """A line of the form *Kelurahan : Turi*, whatever the languages of its name."""
        word = heading_word(name)
        titled = self.lexicon.dimension_titled(name)
        if word is not None and word.kind is HeadingKind.AREA:
            found = self.areas.choose(self.areas.by_name(value).candidates, word.levels)
            if len(found) == 1 and found[0] in self.areas.inside and self._narrows(context.area, found[0]):
                context.area = found[0]
                context.told["area"] = Told(found[0], source, text)
        elif word is not None and word.kind is HeadingKind.PERIOD:
            part = period_value(value, word.frequency)
            if part is not None:
                context.periods.append(part)
                context.told.setdefault("period", Told(part, source, text))
        elif word is not None and word.kind is HeadingKind.UNIT:
            context.unit = context.unit or value
        elif titled is not None:
            code = self.lexicon.dimensions[titled].read(value).code
            if code is not None:
                context.codes.setdefault(titled, code)
                context.told.setdefault(titled, Told(code, source, text))

    def _add_periods(self, context: Context, text: str, source: str) -> None:
        numbered = source == "sheet" and _SHEET_NUMBER.fullmatch(text.strip())
        whole = period_value(text.strip(), self.frequency if numbered else None)
        found = [whole] if whole is not None else periods_inside(text)
        years = {part.year for part in found if part.year is not None}
        finer = {(part.frequency, part.number) for part in found if part.frequency is not None}
        if len(years) > 1 or len(finer) > 1:
            return  # a title that names several says nothing of each figure
        for part in found:
            context.periods.append(part)
            context.told.setdefault("period", Told(part, source, text))

    def _narrows(self, known: str | None, found: str) -> bool:
        return known is None or (found != known and self.areas.is_below(found, known))

    def _area(self, text: str, source: str) -> str | None:
        """The one area that a text names with its rung; a sheet's name may leave the rung out."""
        if source == "sheet" and not _DEFAULT_SHEET.fullmatch(plain(text)):
            levels = [self.sheet_level] if self.sheet_level is not None else []
            found = self.areas.choose(self.areas.by_name(text).candidates, levels)
            if len(found) == 1:
                return found[0]
        named: set[str] = set()
        for found_place in _PLACE.finditer(plain(text)):
            code = self._placed(found_place["level"], found_place["name"].split())
            if code is not None:
                named.add(code)
        narrowest = [c for c in named if not any(o != c and self.areas.is_below(o, c) for o in named)]
        return narrowest[0] if len(narrowest) == 1 else None

    def _placed(self, level: str, name: list[str]) -> str | None:
        for size in range(len(name), 0, -1):
            hit = self.areas.by_name(f"{level} {' '.join(name[:size])}")
            codes = self.areas.choose(hit.candidates)
            if len(codes) == 1:
                return codes[0]
        return None

    def _measure(self, text: str) -> str | None:
        """The one measure whose name a title holds."""
        if len(self.lexicon.structure.measures) == 1:
            return None
        code, sure = self.lexicon.measures.read(text)
        return code if sure >= 0.8 else None
