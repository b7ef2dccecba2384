"""The regular expressions behind LIKE and the parts of a period, spelt as every engine reads them."""

from __future__ import annotations

import re

YEAR = "^([0-9]{4})(?:-.+)?$"
HALF = "^[0-9]{4}-S([12])$"
QUARTER = "^[0-9]{4}-Q([1-4])$"
MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])(?:-[0-9]{2})?$"


def like_pattern(pattern: str) -> str:
    """A LIKE pattern as a regular expression for the whole text.

    >>> like_pattern("35.72%")
    '^(?s:35\\\\.72.*)$'
    """
    written = {"%": ".*", "_": "."}
    return "^(?s:" + "".join(written.get(letter) or re.escape(letter) for letter in pattern) + ")$"
