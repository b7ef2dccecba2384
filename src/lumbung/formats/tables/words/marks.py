"""Signs beside or instead of a figure: *provisional*, *revised*, *no data*, *none at all*.

As BPS prints them: ``*`` provisional, ``**`` very provisional, ``x`` and ``xx`` the same in older
tables, ``e`` estimated (kept as provisional: the office will still change it), ``r`` revised;
``-``, ``…`` and ``n/a`` mean no figure. ``nihil`` is a figure: zero.
"""

from __future__ import annotations

import re

from lumbung.formats.tables.words.folding import plain
from lumbung.vocabulary.observations import Status

_SIGN = r"\*{1,3}|xx?|r|e|p|ʳ|ᵉ|ˣ"
MARKED = re.compile(rf"(?P<rest>.*?[\d%)])\s*\(?(?P<sign>{_SIGN})\)?\s*", re.DOTALL)
_ALONE = re.compile(rf"\(?(?P<sign>{_SIGN})\)?")
_FOOTNOTE = re.compile(r"(?P<rest>[^(].*?\d|\d)(?:\s*[¹²³⁴-⁹⁾]+|\s*[a-d]\)|\s+[1-9]\))\s*", re.DOTALL)
_NOTED_NAME = re.compile(
    r"(?P<rest>.*[^\W\d_].*?)(?:\s*[¹²³⁴-⁹ᵃᵇᶜ⁾]+|\s*\*{1,3}\)?|\s*[1-9]\)|\s+[a-d]\)|\s*\([1-9]\))\s*",
    re.DOTALL,
)
_HEADING = re.compile(
    r"(?P<rest>.*?[\w%)])"
    r"(?:\s*\(?(?P<stars>\*{1,3})\)?|(?:(?<=\d)|\s|\()\(?(?P<sign>xx?|r|e)\)|(?<=\d)\s?(?P<tight>xx?|r|e))\s*",
    re.DOTALL,
)
_WORDED = re.compile(r"(?P<rest>.*\S)\s*\((?P<word>[^()\d]+)\)", re.DOTALL)
STATUS = {
    "*": Status.PROVISIONAL, "**": Status.PROVISIONAL, "***": Status.PROVISIONAL,
    "x": Status.PROVISIONAL, "xx": Status.PROVISIONAL, "e": Status.PROVISIONAL, "p": Status.PROVISIONAL,
    "ˣ": Status.PROVISIONAL, "ᵉ": Status.PROVISIONAL,
    "r": Status.REVISED, "ʳ": Status.REVISED,
}  # fmt: skip
_STATUS_WORDS = {
    "tetap": Status.NORMAL, "final": Status.NORMAL, "normal": Status.NORMAL, "realisasi": Status.NORMAL,
    "sementara": Status.PROVISIONAL, "angka sementara": Status.PROVISIONAL,
    "sangat sementara": Status.PROVISIONAL, "provisional": Status.PROVISIONAL,
    "perkiraan": Status.ESTIMATED, "estimasi": Status.ESTIMATED, "estimated": Status.ESTIMATED,
    "diperbaiki": Status.REVISED, "revisi": Status.REVISED, "angka diperbaiki": Status.REVISED,
    "revised": Status.REVISED, "perbaikan": Status.REVISED,
    "tidak ada data": Status.MISSING, "missing": Status.MISSING, "no data": Status.MISSING,
}  # fmt: skip
_MISSING = frozenset({
    "-", "--", "---", "...", "..", "…", "....", ".", "n/a", "na", "n.a.", "n.a", "#n/a", "tad", "t.a.d.",
    "t.a.d", "tidak ada data", "tidak tersedia", "belum tersedia", "data tidak tersedia", "belum ada data",
    "belum ada", "null", "none", "nan", "?", "kosong", "no data", "td", "t/a", "t.t.", "tidak ada",
    "belum didata", "( - )", "(-)", "x)", "...)", "-)", "tt",
})  # fmt: skip
_ZERO = frozenset({"nihil", "nol", "nil", "zero"})


def is_missing(text: str) -> bool:
    """Whether a text in a figure's place says that there is no figure.

    >>> is_missing(" – "), is_missing("n/a"), is_missing("0")
    (True, True, False)
    """
    return plain(text) in _MISSING


def is_zero_word(text: str) -> bool:
    """Whether a word says *none at all*: a figure, zero."""
    return plain(text) in _ZERO


def split_mark(text: str) -> tuple[str, str]:
    """A figure's text without its mark, and the mark.

    >>> split_mark("592.151r"), split_mark("10,00 **)"), split_mark("1.234 1)"), split_mark("12")
    (('592.151', 'r'), ('10,00', '**'), ('1.234', ''), ('12', ''))
    """
    found = MARKED.fullmatch(text)
    if found:
        return found["rest"].rstrip(), found["sign"]
    noted = _FOOTNOTE.fullmatch(text)
    return (noted["rest"].rstrip(), "") if noted else (text, "")


def without_footnote(text: str) -> str:
    """A name without the sign of a footnote behind it.

    >>> without_footnote("Sukorejo1)"), without_footnote("Beras ²"), without_footnote("Turi *)")
    ('Sukorejo', 'Beras', 'Turi')
    """
    found = _NOTED_NAME.fullmatch(text)
    return found["rest"].rstrip() if found else text


def lone_mark(text: str) -> str:
    """The mark that a cell holds and nothing else; empty where it is none.

    >>> lone_mark("**)"), lone_mark("r"), lone_mark("Rembang")
    ('**', 'r', '')
    """
    found = _ALONE.fullmatch(text.strip())
    return found["sign"] if found else ""


def split_heading_mark(text: str) -> tuple[str, str]:
    """A heading without the mark (a sign, or a word in brackets) that holds for its column, and the mark.

    >>> split_heading_mark("2024*"), split_heading_mark("2023 r)"), split_heading_mark("Jumlah RT")
    (('2024', '*'), ('2023', 'r'), ('Jumlah RT', ''))
    >>> split_heading_mark("2024 (angka sementara)"), split_heading_mark("**)")
    (('2024', 'angka sementara'), ('', '**'))
    """
    said = text.strip()
    if lone_mark(said) or _marking_word(said):
        return "", lone_mark(said) or said.strip("()")
    worded = _WORDED.fullmatch(said)
    if worded and _marking_word(worded["word"]):
        return worded["rest"], worded["word"]
    found = _HEADING.fullmatch(said)
    if not found:
        return text, ""
    return found["rest"].rstrip(), found["stars"] or found["sign"] or found["tight"]


def _marking_word(text: str) -> bool:
    said = _STATUS_WORDS.get(plain(text).strip("()"))
    return said in (Status.PROVISIONAL, Status.ESTIMATED, Status.REVISED)


def status_of(mark: str) -> Status:
    """What a mark, or a word in its place, says; *normal* for none."""
    return STATUS.get(mark) or _STATUS_WORDS.get(plain(mark), Status.NORMAL)


def status_word(text: str) -> Status | None:
    """The status that a cell of a status column names; none where it is no such word."""
    mark = lone_mark(text)
    return STATUS[mark] if mark in STATUS else _STATUS_WORDS.get(plain(text).strip("()"))
