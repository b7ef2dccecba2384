"""Names like the one that was written, to be proposed."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from lumbung.vocabulary.words import Text

_ALIKE = 60  # of 100


def near_names(word: str, names: Sequence[str]) -> Text:
    """The proposal that follows “is not known”; nothing where no name is near.

    >>> near_names("jumlh", ["jumlah", "luas"]).en
    '; perhaps “jumlah”'
    """
    lowered = {name: name.lower() for name in names}
    found = process.extract(word.lower(), lowered, scorer=fuzz.ratio, limit=3, score_cutoff=_ALIKE)
    listed = ", ".join(f"“{name}”" for _lowered, _score, name in found)
    return Text(f"; mungkin maksudnya {listed}", f"; perhaps {listed}") if found else Text("")
