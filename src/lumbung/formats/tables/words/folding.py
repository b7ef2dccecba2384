"""Texts made comparable: case, accents, dashes, blanks and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－~"), "-")
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff_]+")
_NOT_WORDS = re.compile(r"[^0-9a-z%+<>=≥≤]+")
_NOT_LETTERS = re.compile(r"[^0-9a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = dict.fromkeys(map(ord, "≥≤"), None) | {ord("≥"): ">=", ord("≤"): "<="}


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Case, accents, kinds of dashes and blanks folded; punctuation stays.

    >>> plain("  Laki–Laki\u00a0 ")
    'laki-laki'
    """
    text = unicodedata.normalize("NFKD", text.replace("²", "2").replace("³", "3"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return _BLANKS.sub(" ", text.translate(_DASHES).translate(_SIGNS)).strip()


@lru_cache(maxsize=200_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; ``kode_desa`` and ``KodeDesa`` have two.

    >>> words("Jumlah Penduduk (Jiwa)"), words("kode_kab/kota")
    (('jumlah', 'penduduk', 'jiwa'), ('kode', 'kab', 'kota'))
    """
    return tuple(word for word in _NOT_WORDS.split(plain(_CAMEL.sub(" ", text))) if word)


@lru_cache(maxsize=200_000)
def spaced(text: str) -> str:
    """The words with single blanks between."""
    return " ".join(words(text))


def halves(text: str) -> tuple[str, str]:
    """A text in two languages, parted: by a new line, else by a slash; the second empty where there is one.

    >>> halves("Kecamatan\\nSubdistrict"), halves("Jumlah / Total"), halves("Turi")
    (('Kecamatan', 'Subdistrict'), ('Jumlah', 'Total'), ('Turi', ''))
    """
    for parting in ("\n", "/"):
        first, found, second = text.strip().partition(parting)
        if found and first.strip() and second.strip():
            return first.strip(), second.strip()
    return text, ""


@lru_cache(maxsize=200_000)
def letters(text: str) -> str:
    """Letters and digits alone: ``Karang-Tengah`` is ``karang tengah``.

    >>> letters("Karang - Tengah") == letters("KARANGTENGAH")
    True
    """
    return _NOT_LETTERS.sub("", plain(text))
