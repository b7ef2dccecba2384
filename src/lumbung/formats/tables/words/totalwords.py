"""Words that say a figure is not data but made of data: *Jumlah*, *Sub Total*, *Rata-rata*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lumbung.formats.tables.words.folding import letters, plain

_SUM = (
    r"(?:sub[\s-]*(?:jumlah|total)|grand[\s-]*total|jumlah|total|jml|jlh|jmlh|keseluruhan|sum|seluruh(?:nya)?|semua|"
    r"rekapitulasi|gabungan)"
)
_MEAN = r"(?:rata[\s-]*rata|rerata|rataan|average|mean|rata2)"
_FILLER = (
    r"(?:total|jumlah|seluruh(?:nya)?|keseluruhan|semua|besar|umum|akhir|ini|per|se|dan|all|of|/|&|\||:|-|,)"
)
_ALONE = frozenset({
    "jumlah", "total", "jumlahtotal", "totaljumlah", "jumlahsum", "subtotal", "subjumlah", "grandtotal",
    "lp", "lakilakiperempuan", "lakilakidanperempuan", "lkpr", "jumlahlp", "totallp", "lpr", "priawanita",
    "keduanya", "rataratarata", "jumlahseluruhnya", "jumlahkeseluruhan", "jmllp", "jmltotal",
})  # fmt: skip
_BOTH_SEXES = re.compile(
    r"(?:jumlah|total|jml)?\s*\(?\s*(?:l|lk|laki(?:[\s-]*laki)?|pria)\s*(?:\+|&|dan|/)\s*(?:p|pr|perempuan|wanita)\s*\)?"
)
_SUM_HEAD = re.compile(rf"(?:{_SUM})(?:[\s/|&:,.()-]+{_FILLER})*[\s/|&:,.()-]*(?P<rest>.*)")
# What is worked out of the figures above: no data, and no sum either.
_DERIVED_HEAD = re.compile(
    r"(?:persentase|prosentase|presentase|persen|distribusi|proporsi|rasio|pertumbuhan|perubahan|kenaikan|"
    r"penurunan|selisih|median|modus|minimum|maksimum|terendah|tertinggi|simpangan)[\s/|&:,.()-]*(?P<rest>.*)"
)
_MEAN_HEAD = re.compile(rf"{_MEAN}(?:[\s/|&:,.()-]+{_FILLER})*[\s/|&:,.()-]*(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class TotalWord:
    """A word for a total, and what is said after it: ``Jumlah Kec. Sukorejo``."""

    rest: str = ""
    is_mean: bool = False  # or another thing worked out of the others, which no sum can check


@lru_cache(maxsize=50_000)
def total_word(text: str) -> TotalWord | None:
    """The total that a text speaks of; none where it speaks of something else.

    >>> total_word("J U M L A H"), total_word("Jumlah Kec. Sukorejo").rest, total_word("Turi")
    (TotalWord(rest='', is_mean=False), 'kec. sukorejo', None)
    """
    folded = plain(text).strip(" .:*")
    if letters(text) in _ALONE or _BOTH_SEXES.fullmatch(folded):
        return TotalWord()
    found = _SUM_HEAD.fullmatch(folded)
    if found and _is_cut(folded, found):
        return TotalWord(found["rest"].strip(" ()"))
    for head in (_MEAN_HEAD, _DERIVED_HEAD):
        found = head.fullmatch(folded)
        if found and _is_cut(folded, found):
            return TotalWord(found["rest"].strip(" ()"), is_mean=True)
    return None


def _is_cut(folded: str, found: re.Match[str]) -> bool:
    """Whether the word ends where the rest begins: *totalitas* is no total."""
    start = found.start("rest")
    return start == len(folded) or not folded[start - 1].isalnum()
