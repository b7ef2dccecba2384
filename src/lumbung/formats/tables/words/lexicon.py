"""The words of one dataset: its measures, its dimensions and their codes, as people write them.

A text is first taken whole, then (in headings) searched for known phrases. What is only near is
given as a proposal and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lumbung.formats.tables.words.folding import halves, letters, plain, words
from lumbung.formats.tables.words.marks import without_footnote
from lumbung.formats.tables.words.ranges import range_of
from lumbung.formats.tables.words.unitwords import UnitWords
from lumbung.vocabulary.structures import Dimension, Measure, Structure

_SEXES = (
    frozenset(["l", "lk", "lki", "laki", "lakilaki", "pria", "male", "m", "laki2", "lelaki", "cowok"]),
    frozenset(["p", "pr", "perempuan", "wanita", "female", "f", "w", "prp", "cewek"]),
)
_STOP = frozenset(
    [
        "jumlah",
        "banyaknya",
        "total",
        "jml",
        "data",
        "angka",
        "nilai",
        "menurut",
        "per",
        "dan",
        "di",
        "yang",
        "of",
        "number",
        "tahun",
        "dalam",
        "pada",
        "kota",
    ]
)
_NUMBERING = re.compile(r"^(?:[-•*–]\s*|(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*[.)]\s*(?=[^\d\s]))")
_NEAR = 80.0
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
SHARE_WORDS = frozenset(
    {"%", "persen", "persentase", "prosentase", "presentase", "percent", "percentage", "pct"}
)


@dataclass(frozen=True, slots=True)
class CodeHit:
    """The code of a dimension that a text names, or the one it may mean."""

    code: str | None = None
    near: str | None = None


class DimensionWords:
    """The codes of one dimension by what people write for them."""

    def __init__(self, dimension: Dimension, decided: Mapping[str, str] | None = None) -> None:
        self.dimension = dimension
        self.titles = {words(dimension.code), words(dimension.title.id), words(dimension.title.en)} - {()}
        self._whole: dict[tuple[str, ...], str] = {}
        self._ranges: dict[tuple[float, float], str] = {}
        self._letters: dict[str, str] = {}
        for code in dimension.codes:
            for said in (code.code, code.title.id, code.title.en, *code.aliases):
                if said:
                    self._whole.setdefault(words(said), code.code)
                    self._letters.setdefault(letters(said) if "+" not in said else said, code.code)
                    span = range_of(said)
                    if span:
                        self._ranges.setdefault(span, code.code)
            for sex in _SEXES:
                if {letters(code.code), letters(code.title.id)} & (sex - {"m", "w", "f"}):
                    for said in sex:
                        self._whole.setdefault((said,), code.code)
        self._decided = {plain(text): code for text, code in (decided or {}).items()}
        self._hits: dict[str, CodeHit] = {}
        self._near_texts = {" ".join(key): code for key, code in self._whole.items() if len("".join(key)) > 3}

    @property
    def has_ranges(self) -> bool:
        """Whether the codes are ranges of numbers, as age groups are."""
        return len(self._ranges) > 1

    def read(self, text: str) -> CodeHit:
        """The code that a text names and nothing else."""
        hit = self._hits.get(text)
        if hit is None:
            hit = self._look_up(text)
            bare = without_footnote(text)
            if hit.code is None and bare != text:
                hit = self.read(bare)
            self._hits[text] = hit
        return hit

    def phrases(self) -> Iterable[tuple[tuple[str, ...], str]]:
        """The word sequences that name a code within a longer text, the longest first."""
        return sorted(self._whole.items(), key=lambda item: -len(item[0]))

    def _look_up(self, text: str) -> CodeHit:
        folded = plain(text)
        decided = self._decided.get(folded)
        if decided is not None:
            return CodeHit(decided)
        for attempt in (folded, _NUMBERING.sub("", folded), self._without_title(folded)):
            said = words(attempt)
            span = range_of(attempt)
            code = self._whole.get(said) or (self._ranges.get(span) if span else None)
            if code is None and letters(attempt) and not set(attempt) & set("+%<>=*/"):
                code = self._letters.get(letters(attempt))
            if code is not None:
                return CodeHit(code)
        code = self._in_two_languages(text)
        return CodeHit(code, None if code else self._near(" ".join(words(_NUMBERING.sub("", folded)))))

    def _in_two_languages(self, text: str) -> str | None:
        """*Laki-laki/Male* says one thing twice; *SD/MI* says two."""
        first, second = halves(text)
        if not second:
            return None
        one, other = self.read(first).code, self.read(second).code
        return one if one is not None and (one == other or ("\n" in text and other is None)) else None

    def _without_title(self, folded: str) -> str:
        for title in self.titles:
            said = words(folded)
            if len(said) > len(title) and said[: len(title)] == title:
                return " ".join(said[len(title) :])
        return folded

    def _near(self, said: str) -> str | None:
        if len(said) < 4 or any(character.isdigit() for character in said):
            return None
        found = process.extract(said, list(self._near_texts), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2)
        codes = {self._near_texts[name] for name, _, _ in found}
        return codes.pop() if len(codes) == 1 else None


class MeasureWords:
    """The measures of a dataset by what headings and row labels say."""

    def __init__(self, measures: tuple[Measure, ...], units: UnitWords) -> None:
        self.measures, self.units = measures, units
        self._exact: dict[tuple[str, ...], str] = {}
        for measure in measures:
            for said in (measure.title.id, measure.title.en, measure.code):
                for form in (said, units.inside(said)[0]):
                    if words(form):
                        self._exact.setdefault(words(form), measure.code)
        self._bags = {measure.code: self._bag(measure.title.id) for measure in measures}
        self._hits: dict[str, tuple[str | None, float]] = {}

    def read(self, text: str) -> tuple[str | None, float]:
        """The measure that a text names, and how sure (0 to 1); none where it names none."""
        hit = self._hits.get(text)
        if hit is None:
            hit = self._hits[text] = self._look_up(text)
        return hit

    def exact(self, text: str) -> str | None:
        """The measure that a text names in so many words."""
        code, sure = self.read(text)
        return code if sure >= 0.95 else None

    def _look_up(self, text: str) -> tuple[str | None, float]:
        bare = _NUMBERING.sub("", plain(self.units.inside(text)[0]))
        for form in (text, bare):
            if words(form) in self._exact:
                return self._exact[words(form)], 1.0
        first, second = halves(text)
        if second and words(first) in self._exact and words(second) not in self._exact:
            return self._exact[words(first)], 0.96  # in two languages
        said = self._bag(bare)
        if not said:
            return None, 0.0
        scores = sorted(((self._score(said, bare, m), m.code) for m in self.measures), reverse=True)
        best = scores[0]
        if best[0] < 0.6 or (len(scores) > 1 and best[0] - scores[1][0] < 0.05):
            return None, 0.0
        return best[1], best[0]

    def _bag(self, text: str) -> frozenset[str]:
        """The telling words of a title: without brackets, all words for a percentage as one."""
        found = words(_BRACKETED.sub(" ", self.units.inside(text)[0]))
        return frozenset("%" if word in SHARE_WORDS else word for word in found) - _STOP

    def _score(self, said: frozenset[str], bare: str, measure: Measure) -> float:
        wanted = self._bags[measure.code]
        if not wanted or ("%" in said and "%" not in wanted and not self._is_share(measure)):
            return 0.0
        if said == wanted:
            return 0.95
        title = words(self.units.inside(measure.title.id)[0])
        if letters(bare) == "".join(word[0] for word in title) and len(title) > 1:
            return 0.85
        if wanted < said:
            return 0.8 + 0.1 * len(wanted) / len(said)
        if said < wanted:
            return 0.65 + 0.15 * len(said) / len(wanted)
        near = fuzz.token_sort_ratio(" ".join(sorted(said)), " ".join(sorted(wanted))) / 100
        return 0.75 * near if near >= 0.86 else 0.0

    def _is_share(self, measure: Measure) -> bool:
        unit = self.units.read(measure.unit)
        return unit is not None and unit.quantity == "share"


class Lexicon:
    """All words that one dataset's tables are read with."""

    def __init__(
        self, structure: Structure, units: UnitWords, codes: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.structure, self.units = structure, units
        self.dimensions = {d.code: DimensionWords(d, (codes or {}).get(d.code)) for d in structure.dimensions}
        self.measures = MeasureWords(structure.measures, units)

    def dimension_titled(self, text: str) -> str | None:
        """The dimension that a heading names."""
        said = words(text)
        for code, dimension in self.dimensions.items():
            if said in dimension.titles or (said and words("".join(said)) in dimension.titles):
                return code
        for code, dimension in self.dimensions.items():
            if any(set(title) <= set(said) and len(said) <= len(title) + 2 for title in dimension.titles):
                return code
        return None

    def codes_named(self, text: str) -> dict[str, str]:
        """The codes, by dimension, that a text names whole."""
        found = ((name, dimension.read(text).code) for name, dimension in self.dimensions.items())
        return {name: code for name, code in found if code is not None}

    def codes_within(self, text: str) -> dict[str, set[str]]:
        """The codes, by dimension, whose words stand somewhere within a text."""
        said = words(text)
        found: dict[str, set[str]] = {}
        for name, dimension in self.dimensions.items():
            left = said
            for phrase, code in dimension.phrases():
                place = _place(phrase, left)
                if place >= 0 and (len("".join(phrase)) > 1 or len(said) <= 3):
                    found.setdefault(name, set()).add(code)
                    left = (*left[:place], *left[place + len(phrase) :])
        return found


def _place(phrase: tuple[str, ...], said: tuple[str, ...]) -> int:
    size = len(phrase)
    return (
        next((n for n in range(len(said) - size + 1) if said[n : n + size] == phrase), -1) if phrase else -1
    )
