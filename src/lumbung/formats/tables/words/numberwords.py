"""Numbers written out in Indonesian: *seratus dua puluh*. They are proposed, never taken silently."""

from __future__ import annotations

from lumbung.formats.tables.words.folding import plain

_DIGITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
_ONES = {"seratus": "ratus", "seribu": "ribu", "sejuta": "juta"}
_GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9}


def number_in_words(text: str) -> int | None:
    """The number that words say; none where they say none, or more than a number.

    >>> number_in_words("Seratus dua puluh"), number_in_words("dua ribu lima belas")
    (120, 2015)
    >>> number_in_words("tiga anak"), number_in_words("puluh"), number_in_words("")
    (None, None, None)
    """
    said = [part for word in plain(text).split() for part in _parts(word)]
    whole = hundreds = digit = 0
    before = ""
    for word in said:
        if word in _DIGITS and before not in _DIGITS:
            digit = _DIGITS[word]
        elif word == "belas" and before in _DIGITS:
            digit += 10
        elif word in {"puluh", "ratus"} and before in _DIGITS:
            hundreds, digit = hundreds + digit * (10 if word == "puluh" else 100), 0
        elif word in _GROUPS and before and before not in _GROUPS:
            whole, hundreds, digit = whole + (hundreds + digit) * _GROUPS[word], 0, 0
        else:
            return None
        before = word
    return whole + hundreds + digit if said else None


def _parts(word: str) -> tuple[str, ...]:
    return ("satu", _ONES[word]) if word in _ONES else (word,)
