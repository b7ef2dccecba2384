"""Headings without what changes from year to year, so that next year's are known again."""

from __future__ import annotations

import re

from lumbung.formats.tables.words.folding import plain

_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*/\s*(?:(?:19|20)\d\d|\d\d))?")
_MARKS = re.compile(r"\s*\(?\*+\)?$")


def masked(heading: str) -> str:
    """A heading without what changes from year to year.

    >>> masked("Tahun 2024*"), masked("Luas  Panen (ha)")
    ('tahun #', 'luas panen (ha)')
    """
    return _MARKS.sub("", _YEARS.sub("#", plain(heading)))
