"""Numbers as text: ``1.234,5`` and ``1,234.5``, ``Rp``, blanks, brackets for minus, ``%``.

A text has up to two readings, the Indonesian (point for thousands, comma for decimals) and the
English one. Most texts have one only; for the others (``1.234``) the whole column decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import isfinite
from statistics import median

from lumbung.formats.tables.words.numberwords import number_in_words

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff']+")
_MONEY = re.compile(r"^(?:rp\.?|idr|us\$|usd|\$)\s*", re.IGNORECASE)
_CLOSED = re.compile(r"[.,]\s*[-–—=]+$")  # 1.500.000,-
_SHAPE = re.compile(r"\d+(?:[.,]\d+)*[.,]?|[.,]\d+")
_POWER = re.compile(r"\d(?:[.,]\d+)?e[+-]?\d{1,3}", re.IGNORECASE)
_TAIL = re.compile(r"(?P<number>.*\d[.,]?)\s*(?P<tail>%|‰|[a-zA-Z][\w²³/. ]{0,30}?)\.?")
_MINUS = "-−–—‐‑‒－"


class Convention(StrEnum):
    """Which sign parts thousands and which decimals."""

    INDONESIAN = "id"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class FigureText:
    """A text read as a number, in each convention; none where the text cannot be that."""

    indonesian: float | None
    english: float | None
    tail: str = ""  # what stands behind the number: "%", "jiwa"

    @property
    def is_number(self) -> bool:
        """Whether it can be read at all."""
        return self.indonesian is not None or self.english is not None

    @property
    def is_ambiguous(self) -> bool:
        """Whether the two readings differ and both are possible."""
        return None not in {self.indonesian, self.english} and self.indonesian != self.english

    @property
    def speaks_for(self) -> Convention | None:
        """The one convention that the text can be written in."""
        if self.indonesian is None and self.english is not None:
            return Convention.ENGLISH
        if self.english is None and self.indonesian is not None:
            return Convention.INDONESIAN
        return None

    def read(self, convention: Convention) -> float | None:
        """The number in a convention, or in the only one that fits."""
        first, second = self.indonesian, self.english
        if convention is Convention.ENGLISH:
            first, second = second, first
        return first if first is not None else second


_NO_FIGURE = FigureText(None, None)


@lru_cache(maxsize=200_000)
def figure_text(text: str) -> FigureText:
    """Read a text as a number in both conventions.

    >>> figure_text("1.234,5"), figure_text("(1.234)").indonesian, figure_text("Rp 1.500.000,-").indonesian
    (FigureText(indonesian=1234.5, english=None, tail=''), -1234.0, 1500000.0)
    """
    body, sign = _unsigned(_MONEY.sub("", text.strip()))
    body = _CLOSED.sub("", body)
    tail = ""
    found = _TAIL.fullmatch(body)
    if found and not _POWER.fullmatch(_SPACES.sub("", body)):
        body, tail = found["number"], found["tail"].strip()
    body = _closed_up(body)
    if _POWER.fullmatch(body):
        return FigureText(None, sign * float(body.replace(",", ".")), tail)
    if not _SHAPE.fullmatch(body) or len(body) > 40:
        return _NO_FIGURE
    if body[:-1].isdigit():
        body = body.rstrip(".,")
    indonesian, english = _in(body, ".", ","), _in(body, ",", ".")
    return FigureText(_signed(indonesian, sign), _signed(english, sign), tail)


def likely_figure(text: str) -> str | None:
    """The number that a text with mistyped letters, or one in words, probably means.

    >>> likely_figure("1l0"), likely_figure("12O"), likely_figure("seratus dua"), likely_figure("banyak")
    ('110', '120', '102', None)
    """
    in_words = number_in_words(text)
    if in_words is not None:
        return str(in_words)
    mended = text.strip().translate(str.maketrans("OoQlI|", "000111"))
    if mended == text.strip() or not any(character.isdigit() for character in text):
        return None
    read = figure_text(mended)
    return mended if read.is_number and not read.tail else None


def _unsigned(text: str) -> tuple[str, int]:
    if text.startswith("(") and text.endswith(")"):
        return _MONEY.sub("", text[1:-1].strip()), -1
    if text[:1] in _MINUS and text[:1]:
        return _MONEY.sub("", text[1:].strip()), -1
    if text.startswith("+"):
        return text[1:].strip(), 1
    if len(text) > 1 and text[-1] in _MINUS and text[-2].isdigit():
        return text[:-1].strip(), -1
    return text, 1


def _closed_up(body: str) -> str:
    """Blanks between groups of three digits taken out; other blanks make it no number."""
    parts = _SPACES.split(body.strip(" '\u00a0"))
    if len(parts) == 1:
        return parts[0]
    grouped = all(re.fullmatch(r"\d{3}(?:[.,]\d+)?", part) for part in parts[1:])
    return "".join(parts) if grouped and re.fullmatch(r"\d{1,3}", parts[0]) else body


def _in(body: str, thousands: str, decimals: str) -> float | None:
    whole, point, fraction = body.partition(decimals)
    if decimals in fraction or thousands in fraction:
        return None
    groups = whole.split(thousands)
    if len(groups) > 1 and not (
        1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    ):
        return None
    digits = "".join(groups)
    if not digits and not fraction:
        return None
    if point and not fraction and len(groups) > 1:
        return None
    return float(f"{digits or '0'}.{fraction or '0'}")


def _signed(number: float | None, sign: int) -> float | None:
    return None if number is None else sign * number


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which convention a column is written in, and whether anything said so."""

    convention: Convention
    sure: bool


def convention_of(
    texts: Iterable[FigureText], *, whole: bool = False, numbers: Sequence[float] = ()
) -> Verdict | None:
    """The convention of a column, as far as the column itself tells.

    Texts that can be read in one way only decide; then a measure that has no fractions
    (``whole``); then the figures beside them that are numbers already. None when nothing tells.

    >>> convention_of([figure_text("1.234"), figure_text("12,5")]).convention
    <Convention.INDONESIAN: 'id'>
    """
    votes = {Convention.INDONESIAN: 0, Convention.ENGLISH: 0}
    unclear: list[FigureText] = []
    for text in texts:
        if text.speaks_for is not None:
            votes[text.speaks_for] += 1
        elif text.is_ambiguous:
            unclear.append(text)
    if votes[Convention.INDONESIAN] != votes[Convention.ENGLISH]:
        first = max(votes, key=lambda convention: votes[convention])
        return Verdict(first, sure=min(votes.values()) == 0)
    if not unclear:
        return None
    if whole:
        return Verdict(_whole_reading(unclear), sure=True)
    return _by_size(unclear, numbers)


def _whole_reading(unclear: list[FigureText]) -> Convention:
    """The convention in which the texts are whole numbers: the one whose thousands they show."""
    return (
        Convention.INDONESIAN
        if sum((text.indonesian or 0.5) % 1 == 0 for text in unclear)
        >= sum((text.english or 0.5) % 1 == 0 for text in unclear)
        else Convention.ENGLISH
    )


def _by_size(unclear: list[FigureText], numbers: Sequence[float]) -> Verdict | None:
    """The convention whose readings are of the size of the figures beside them."""
    beside = [abs(number) for number in numbers if number]
    if len(beside) < 2:
        return None
    usual = median(beside)
    middle = {
        Convention.INDONESIAN: median(abs(text.indonesian or 0) for text in unclear),
        Convention.ENGLISH: median(abs(text.english or 0) for text in unclear),
    }
    near = {c: max(size, usual) / max(min(size, usual), 1e-9) for c, size in middle.items()}
    first = min(near, key=lambda convention: near[convention])
    return Verdict(first, sure=near[first] < 30 <= max(near.values()))


def cleaned(number: float) -> float:
    """A number with the 15 digits that a spreadsheet keeps.

    >>> cleaned(0.1 + 0.2)
    0.3
    """
    short = float(f"{number:.15g}")
    return short if isfinite(short) else number
