"""What an expression can be worth: a number, a text, a truth, a period or nothing yet known.

Kinds are checked when an expression is read, because the engines that run it would each
guess differently what ``area > 5`` means.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.words import Text


class Kind(StrEnum):
    """The kind of a column, a literal or a whole expression."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    PERIOD = "period"  # a text such as 2024-Q3, of which year, half, quarter and month can be taken
    NOTHING = "nothing"  # the literal NULL: fits anywhere

    @property
    def words(self) -> Text:
        """What people call it."""
        return _TITLES[self]


_TITLES = {
    Kind.NUMBER: Text("angka", "a number"),
    Kind.TEXT: Text("teks", "a text"),
    Kind.TRUTH: Text("benar atau salah", "true or false"),
    Kind.PERIOD: Text("periode", "a period"),
    Kind.NOTHING: Text("kosong", "nothing"),
}

_OF_TYPES: dict[type, Kind] = {
    bool: Kind.TRUTH,
    int: Kind.NUMBER,
    float: Kind.NUMBER,
    Decimal: Kind.NUMBER,
    str: Kind.TEXT,
    Period: Kind.PERIOD,
}


def kind_of(column_type: type) -> Kind:
    """The kind of a column of a Python type.

    >>> kind_of(int).value
    'number'
    """
    return _OF_TYPES[column_type]


def common_kind(kinds: Sequence[Kind]) -> Kind | None:
    """The one kind that all of these are, where NULL fits anywhere and a period may meet a text."""
    known = {kind for kind in kinds if kind is not Kind.NOTHING}
    if len(known) <= 1:
        return known.pop() if known else Kind.NOTHING
    return Kind.TEXT if known == {Kind.TEXT, Kind.PERIOD} else None
