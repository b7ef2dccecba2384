"""Areas by what people write of them: codes of either numbering, names with prefixes, aliases.

A name that is only near is a proposal and never more. Which of several places of one name is
meant is not decided here: the candidates are given, and the place in the sheet decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lumbung.formats.tables.words.folding import halves, letters, plain
from lumbung.formats.tables.words.marks import without_footnote
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.structures import AreaScope

_LEVEL_WORDS = {
    "kelurahan": AreaLevel.VILLAGE, "kel": AreaLevel.VILLAGE, "klurahan": AreaLevel.VILLAGE,
    "desa": AreaLevel.VILLAGE, "ds": AreaLevel.VILLAGE, "nagari": AreaLevel.VILLAGE,
    "kecamatan": AreaLevel.DISTRICT, "kec": AreaLevel.DISTRICT, "distrik": AreaLevel.DISTRICT,
    "kabupaten": AreaLevel.CITY, "kab": AreaLevel.CITY, "kota": AreaLevel.CITY, "kotamadya": AreaLevel.CITY,
    "kodya": AreaLevel.CITY, "provinsi": AreaLevel.PROVINCE, "prov": AreaLevel.PROVINCE,
    "propinsi": AreaLevel.PROVINCE, "prop": AreaLevel.PROVINCE,
}  # fmt: skip
_W = "|".join(sorted(_LEVEL_WORDS, key=len, reverse=True))
_PREFIX = re.compile(rf"(?P<word>{_W})(?:[.:\s-]+|\s*[.:]\s*)(?P<name>\S.*)")
_SUFFIX = re.compile(
    rf"(?P<name>.*\S)\s*[(\[,]\s*(?P<word>{_W})\.?\s*[)\]]?|(?P<name2>.*\S)\s+(?P<word2>kec|kel)\.?"
)
_NUMBERING = re.compile(r"^(?:(?:\d{1,3}|[a-z]|[ivx]{1,5})\s*[.)]\s*(?=\D)|[-•*–]\s+)")
_CODED = re.compile(r"(?P<code>\d{2}(?:\.\d{2}){1,2}(?:\.\d{4})?|\d{4,10})\s*[-–:|]?\s+(?P<name>[a-z].*)")
_CODED_AFTER = re.compile(
    r"(?P<name>.*\S)\s*[(\[]\s*(?P<code>\d{2}(?:\.\d{2}){1,2}(?:\.\d{4})?|\d{4,10})\s*[)\]]"
)
_CODE = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")
_DIGITS = re.compile(r"\d{2}|\d{4}|\d{6,7}|\d{10}")
NEAR = 80.0
_CLEARLY = 4.0


@dataclass(frozen=True, slots=True)
class AreaHit:
    """The areas that a text may name: by its very name, or only nearly."""

    candidates: tuple[str, ...] = ()
    level: AreaLevel | None = None  # what its prefix says
    kind: str = ""  # "kota" or "kabupaten", where the prefix says so
    near: tuple[str, ...] = ()  # proposals, the likeliest first


NO_AREA = AreaHit()


class AreaNames:
    """Finds areas by code and by name."""

    def __init__(self, tree: AreaTree, scope: AreaScope, aliases: Mapping[str, str] | None = None) -> None:
        self.tree, self.scope = tree, scope
        self.inside = frozenset(area.code for area in tree.within(scope.within))
        self._decided = {letters(name): code for name, code in (aliases or {}).items()}
        self._names: dict[str, list[str]] = {}
        self._codes: dict[str, str] = {}
        self._bps: dict[str, str] = {}
        for area in tree.areas.values():
            self._codes[area.code.replace(".", "")] = area.code
            if area.bps:
                self._bps[area.bps] = area.code
            for name in _names_of(area):
                self._names.setdefault(letters(name), []).append(area.code)
        self._hits: dict[str, AreaHit] = {}
        self.known_rows: dict[tuple[object, ...], str] = {}  # labels of rows that were understood before
        self._near_names = [name for name, codes in self._names.items() if self.inside.intersection(codes)]

    def by_code(self, value: object) -> str | None:
        """The area with a code of either numbering; none where there is none."""
        text = code_text(value)
        if text is None:
            return None
        if text in self.tree:
            return text
        digits = text.replace(".", "")
        return self._codes.get(digits) or self._bps.get(digits)

    def by_name(self, text: str) -> AreaHit:
        """The areas that a text names, those inside the dataset's area first."""
        hit = self._hits.get(text)
        if hit is None:
            hit = self._look_up(text)
            bare = without_footnote(text)
            if not hit.candidates and bare != text:
                hit = self.by_name(bare)
            self._hits[text] = hit
        return hit

    def level(self, code: str) -> AreaLevel:
        """The rung of an area."""
        return self.tree[code].level

    def is_below(self, code: str, ancestor: str) -> bool:
        """Whether an area lies within another, or is it."""
        return code == ancestor or any(area.code == ancestor for area in self.tree.ancestors(code))

    def choose(
        self, codes: Iterable[str], levels: Iterable[AreaLevel] = (), parent: str | None = None
    ) -> tuple[str, ...]:
        """The candidates that fit a rung, a parent and the dataset's area, in this order of weight.

        A condition that nothing meets is passed over: it cannot tell.
        """
        wanted = tuple(levels)
        left = tuple(dict.fromkeys(codes))
        if len(left) > 1 and parent is not None:
            left = tuple(code for code in left if self.is_below(code, parent)) or left
        if len(left) > 1:
            left = tuple(code for code in left if code in self.inside) or left
        if len(left) > 1 and wanted:
            left = tuple(code for code in left if self.level(code) in wanted) or left
        return left

    def title(self, code: str) -> str:
        """The name of an area with its kind and code, as a proposal says it."""
        return f"{self.tree[code].title} ({code})"

    def _look_up(self, text: str) -> AreaHit:
        folded = _NUMBERING.sub("", plain(text), count=1).strip(" .,:;")
        decided = self._decided.get(letters(text)) or self._decided.get(letters(folded))
        if decided is not None and decided in self.tree:
            return AreaHit((decided,))
        coded = _CODED.fullmatch(folded) or _CODED_AFTER.fullmatch(folded)
        if coded and self.by_code(coded["code"]):
            return AreaHit((str(self.by_code(coded["code"])),))
        first, second = halves(text)
        if second and not self._names.get(letters(folded)):
            one, other = self.by_name(first), self.by_name(second)
            if one.candidates and (not other.candidates or set(one.candidates) & set(other.candidates)):
                return one
        name, level, kind = split_prefix(folded)
        exact = self._names.get(letters(folded), []) or self._names.get(letters(name), [])
        if level is not None:
            exact = self._named_with_prefix(name, level, kind)
        if exact:
            ordered = sorted(dict.fromkeys(exact), key=lambda code: (code not in self.inside, code))
            return AreaHit(tuple(ordered), level, kind)
        return AreaHit((), level, kind, self._near(letters(name), level))

    def _named_with_prefix(self, name: str, level: AreaLevel, kind: str) -> list[str]:
        codes = [code for code in self._names.get(letters(name), []) if self.level(code) is level]
        if kind in {"kota", "kabupaten"} and level is AreaLevel.CITY:
            codes = [code for code in codes if not _kind(self.tree[code]) or _kind(self.tree[code]) == kind]
        return codes

    def _near(self, folded: str, level: AreaLevel | None) -> tuple[str, ...]:
        if len(folded) < 4 or folded.isdigit():
            return ()
        found = process.extract(folded, self._near_names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
        if not found:
            return ()
        best = found[0][1]
        codes = [
            code
            for name, score, _ in found
            if score > best - _CLEARLY
            for code in self._names[name]
            if code in self.inside and (level is None or self.level(code) is level)
        ]
        return tuple(dict.fromkeys(codes))


def split_prefix(folded: str) -> tuple[str, AreaLevel | None, str]:
    """A folded name without the word that says its rung, the rung, and the word in full.

    >>> split_prefix("kel.bendo gerit")
    ('bendo gerit', <AreaLevel.VILLAGE: 'kelurahan'>, 'kel')
    """
    found = _PREFIX.fullmatch(folded)
    if found:
        word = found["word"]
        return found["name"].strip(), _LEVEL_WORDS[word], _FULL.get(word, word)
    found = _SUFFIX.fullmatch(folded)
    if found:
        word = found["word"] or found["word2"]
        return (found["name"] or found["name2"]).strip(" (,"), _LEVEL_WORDS[word], _FULL.get(word, word)
    return folded, None, ""


_FULL = {"kab": "kabupaten", "kodya": "kota", "kotamadya": "kota"}


def code_text(value: object) -> str | None:
    """A value as an area code would be written; none where it cannot be one.

    >>> code_text(" 35.72.01.1001 "), code_text(3572011001.0), code_text(35.72), code_text("Turi")
    ('35.72.01.1001', '3572011001', '35.72', None)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        whole = value.is_integer()
        text = str(int(value)) if whole else f"{value:05.2f}"
        return text if (_DIGITS if whole else _CODE).fullmatch(text) else None
    text = str(value).strip().lstrip("'").replace(" ", "")
    if _CODE.fullmatch(text) or _DIGITS.fullmatch(text):
        return text
    return None


def _kind(area: Area) -> str:
    folded = plain(area.kind or area.name.partition(" ")[0])
    return folded if folded in {"kota", "kabupaten"} else ""


def _names_of(area: Area) -> list[str]:
    """The name with and without its kind, and its aliases."""
    bare = split_prefix(plain(area.name))
    names = [area.name, *area.aliases]
    if bare[1] is area.level:
        names.append(bare[0])
    if area.level is AreaLevel.CITY:
        names.append(area.title)
    return list(dict.fromkeys(names))
