"""Words as the search compares them: without case, without endings, without filler.

Indonesian words are brought to their root by PySastrawi (*kemiskinan* and *miskin* are one);
English ones lose their plural. A title is stemmed once, a question at every search.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

WORD = re.compile(r"[a-z0-9]+")
FILLER = frozenset(
    WORD.findall(
        "a an and are atau by bagi dalam dan dari data dataset dengan di for from in ini itu jumlah kota ke"
        " menurut of oleh on or pada per percentage statistik tentang the to untuk with yang"
    )
)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return StemmerFactory().create_stemmer()


def plain(text: str) -> str:
    """A text in small letters without marks above or below them.

    >>> plain("Café UMKM")
    'cafe umkm'
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """The words of a text, in their order."""
    return WORD.findall(plain(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The root of a word.

    >>> stem("kemiskinan"), stem("schools")
    ('miskin', 'school')
    """
    if len(word) <= 3 or word.isdigit():
        return word
    root = str(_stemmer().stem(word))
    if root == word and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return root


def stems(text: str) -> frozenset[str]:
    """The roots that a text is found by."""
    return frozenset(stem(word) for word in words(text) if word not in FILLER)


def asked(text: str) -> list[str]:
    """The words of a question that say something; all of them where none does."""
    every = words(text)
    return [word for word in every if word not in FILLER] or every
