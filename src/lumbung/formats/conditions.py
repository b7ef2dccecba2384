"""Conditions on the columns of a row, as several protocols let a client write them.

CQL2 (OGC) and ``$filter`` (OData) are two ways to write the same few things. Each reads its own
words and builds a :class:`Condition` of the parts below. A condition knows which columns it needs
and of which conditions all must hold, so that whoever answers may let the engine do its share.

What is unknown stays unknown: a comparison with an empty value is neither true nor false.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

Row = Mapping[str, Any]
MOST_CHARACTERS = 8_000
DEEPEST = 40  # brackets within brackets


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"  # written YYYY-MM-DD, so that texts compare as days
    SHAPE = "shape"


class ConditionUnreadable(Invalid):
    """A filter that is no sentence of its language, or speaks of what is not there."""

    code = "query.filter"
    http_status = 400
    message = Text("Saringan tidak dapat dibaca: {fault}.", "The filter cannot be read: {fault}.")
    hint = Text("Kolom yang dapat disaring: {known}.", "Columns that can be filtered: {known}.")


@dataclass(frozen=True, slots=True)
class Term:
    """Something with a value in each row: a column, or a word of the filter itself."""

    value: Callable[[Row], Any]
    kind: Kind | None  # none: the empty value
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a row is wanted."""

    holds: Callable[[Row], bool | None]
    columns: frozenset[str]
    every: tuple[Condition, ...] = field(default=(), repr=False)  # conditions that must all hold

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions that must all hold; this one alone, where it is not made of such."""
        return self.every or (self,)


def column(name: str, kind: Kind) -> Term:
    """The value of a column."""
    return Term(lambda row: row.get(name), kind, frozenset({name}))


def literal(value: Any, kind: Kind | None) -> Term:
    """A value that is the same for every row."""
    return Term(lambda _: value, kind)


def changed(term: Term, change: Callable[[Any], Any], kind: Kind) -> Term:
    """What a function makes of a term; of nothing it makes nothing."""

    def value(row: Row) -> Any:
        found = term.value(row)
        return None if found is None else change(found)

    return Term(value, kind, term.columns)


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compared(left: Term, sign: str, right: Term) -> Condition:
    """A comparison; raises where the two could never be compared."""
    _comparable(left, right)
    compare = COMPARISONS[sign]

    def holds(row: Row) -> bool | None:
        one, two = left.value(row), right.value(row)
        return None if one is None or two is None else compare(one, two)

    return Condition(holds, left.columns | right.columns)


def related(left: Term, right: Term, holds: Callable[[Any, Any], bool]) -> Condition:
    """Any other relation between two values."""

    def both_known(row: Row) -> bool | None:
        one, two = left.value(row), right.value(row)
        return None if one is None or two is None else holds(one, two)

    return Condition(both_known, left.columns | right.columns)


def one_of(term: Term, listed: Sequence[Term]) -> Condition:
    """Whether a value is in a list."""
    for item in listed:
        _comparable(term, item)
    wanted = {item.value({}) for item in listed}

    def holds(row: Row) -> bool | None:
        found = term.value(row)
        return None if found is None else found in wanted

    return Condition(holds, term.columns)


def like(term: Term, pattern: str) -> Condition:
    """Whether a text fits a pattern of ``%`` and ``_``, which a backslash makes plain."""
    pieces = re.findall(r"\\.|%|_|[^\\%_]+|\\", pattern, re.DOTALL)
    wild = {"%": ".*", "_": "."}
    fits = re.compile(
        "".join(wild.get(piece) or re.escape(piece.removeprefix("\\") or piece) for piece in pieces),
        re.DOTALL,
    ).fullmatch
    return related(term, literal(pattern, Kind.TEXT), lambda value, _: fits(str(value)) is not None)


def empty(term: Term) -> Condition:
    """Whether there is no value."""
    return Condition(lambda row: term.value(row) is None, term.columns)


def true(term: Term) -> Condition:
    """A truth value that stands alone."""
    return Condition(term.value, term.columns)


def both(conditions: Sequence[Condition]) -> Condition:
    """All of several conditions."""
    parts = tuple(part for item in conditions for part in item.parts)

    def holds(row: Row) -> bool | None:
        unknown = False
        for part in parts:
            found = part.holds(row)
            if found is False:
                return False
            unknown |= found is None
        return None if unknown else True

    return Condition(holds, frozenset().union(*(part.columns for part in parts)), parts)


def either(conditions: Sequence[Condition]) -> Condition:
    """At least one of several conditions."""
    parts = tuple(conditions)

    def holds(row: Row) -> bool | None:
        unknown = False
        for part in parts:
            found = part.holds(row)
            if found:
                return True
            unknown |= found is None
        return None if unknown else False

    return Condition(holds, frozenset().union(*(part.columns for part in parts)))


def negated(condition: Condition) -> Condition:
    """The opposite; of what is unknown the opposite is unknown."""

    def holds(row: Row) -> bool | None:
        found = condition.holds(row)
        return None if found is None else not found

    return Condition(holds, condition.columns)


def _comparable(left: Term, right: Term) -> None:
    kinds = {left.kind, right.kind} - {None}
    if len(kinds) > 1 and kinds != {Kind.TEXT, Kind.DATE}:
        one, two = sorted(str(kind) for kind in kinds)
        raise ConditionUnreadable(fault=f"{one} ≠ {two}", known=", ".join(left.columns | right.columns))
