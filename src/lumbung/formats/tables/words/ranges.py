"""Ranges of numbers as headings and codes write them: ``0–14``, ``65+``, ``15 s.d. 64 tahun``."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from math import inf

from lumbung.formats.tables.words.folding import plain
from lumbung.formats.tables.words.periodwords import period_text

_U = r"(?:\s*(?:tahun|thn|th|bulan|bln|hari|jam|km|ha|kg|orang|jiwa))?"
_N = r"(\d{1,6}(?:[.,]\d{1,2})?)"
_BETWEEN = re.compile(rf"{_N}{_U}\s*(?:-|s\.?\s*/?\s*d\.?|sampai(?: dengan)?|hingga|to)\s*{_N}{_U}")
_FROM = re.compile(rf"{_N}{_U}\s*(?:\+|ke ?atas|keatas|dan lebih|atau lebih|lebih|and over|and above){_U}")
_FROM_SIGN = re.compile(rf"(?:>=|>|lebih dari|di ?atas|minimal)\s*{_N}{_U}")
_UNTIL = re.compile(
    rf"(?:<=|<|kurang dari|di ?bawah|under|maksimal)\s*{_N}{_U}|{_N}{_U}\s*(?:ke ?bawah|kebawah)"
)


@lru_cache(maxsize=20_000)
def range_of(text: str) -> tuple[float, float] | None:
    """The two ends of a range; none where the text is no range.

    >>> range_of("0 – 14 tahun"), range_of("65+"), range_of("65 tahun ke atas"), range_of("Turi")
    ((0.0, 14.0), (65.0, inf), (65.0, inf), None)
    """
    folded = plain(text)
    if not any(character.isdigit() for character in folded):
        return None
    for form in (_BETWEEN, _FROM, _FROM_SIGN, _UNTIL):
        found = form.fullmatch(folded)
        if found:
            ends = [float(end.replace(",", ".")) for end in found.groups() if end is not None]
            if form is _BETWEEN:
                return (ends[0], ends[1]) if ends[0] <= ends[1] else None
            return (-inf, ends[0]) if form is _UNTIL else (ends[0], inf)
    return None


def ranges_behind_date(value: object) -> list[str]:
    """The ranges that a spreadsheet may have turned into a date: ``5-9`` into 5 September.

    >>> ranges_behind_date(dt.date(2025, 9, 5)), ranges_behind_date(dt.date(2014, 10, 1))
    (['5-9', '9-5', '9-25'], ['1-10', '10-1', '10-14'])
    """
    if isinstance(value, str):
        value = _written_date(value)
    if not isinstance(value, dt.date):
        return []
    ends = [(value.day, value.month), (value.month, value.day), (value.month, value.year % 100)]
    return list(dict.fromkeys(f"{first}-{last}" for first, last in ends))


def _written_date(text: str) -> dt.date | None:
    """A date as a CSV keeps what the spreadsheet made: ``05-Sep``, ``Okt-14``."""
    found = re.fullmatch(r"(\d{1,2})[-/ ]([a-z]{3,9})", plain(text))
    part = period_text(f"{found[1]} {found[2]} 2000") if found else None
    if part is not None and part.day is not None:
        return part.day
    found = re.fullmatch(r"([a-z]{3,9})[-/ ](\d{1,2})", plain(text))
    if not found:
        return None
    part = period_text(f"1 {found[1]} 20{int(found[2]):02d}")
    if part is None or part.day is None:
        return None
    # "Sep-05" is 5 September as often as September 2005.
    return part.day.replace(day=min(28, max(1, int(found[2])))) if int(found[2]) <= 12 else part.day
