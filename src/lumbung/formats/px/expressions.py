"""The expressions that select values of a variable, resolved against the codes there are now.

A code names itself; ``*`` all, ``35.72*`` and ``*1001`` by their beginning or end, ``*72*`` by a
part, ``?`` any one character; ``top(n[,offset])`` and ``bottom(n[,offset])`` count from either end, and
for time ``top`` means the latest; ``from(a)``, ``to(b)`` and ``range(a,b)`` go by the order of codes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 200  # characters of an expression
_COUNTED = re.compile(
    r"(?P<end>top|bottom)\(\s*(?P<count>[1-9]\d{0,8})\s*(?:,\s*(?P<offset>\d{1,9})\s*)?\)", re.IGNORECASE
)
_ORDERED = re.compile(r"(?P<word>from|to|range)\((?P<codes>[^()]*)\)", re.IGNORECASE)


class NothingSelected(ValueError):
    """An expression that selects nothing, or is none."""


def resolved(expression: str, codes: Sequence[str], *, is_time: bool = False) -> tuple[str, ...]:
    """The codes that an expression selects, in their order.

    >>> resolved("top(2)", ["2021", "2022", "2023"], is_time=True)
    ('2022', '2023')
    >>> resolved("*01", ["01.01", "01.02", "02.01"])
    ('01.01', '02.01')
    """
    if expression in codes:
        return (expression,)
    if len(expression) > LONGEST:
        raise NothingSelected(expression)
    if (match := _COUNTED.fullmatch(expression)) is not None:
        return _counted(match, codes, is_time)
    if (match := _ORDERED.fullmatch(expression)) is not None:
        return _ordered(expression, match, codes)
    if "*" in expression or "?" in expression:
        if "*" in expression.strip("*"):  # the protocol knows it at the beginning and the end only
            raise NothingSelected(expression)
        return _found(expression, _like(expression, codes))
    lowered = expression.lower()
    return _found(expression, tuple(code for code in codes if code.lower() == lowered))


def _found(expression: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    if not codes:
        raise NothingSelected(expression)
    return codes


def _like(expression: str, codes: Sequence[str]) -> tuple[str, ...]:
    core = "".join("." if sign == "?" else re.escape(sign) for sign in expression.strip("*"))
    before, after = (".*" if starred else "" for starred in (expression[0] == "*", expression[-1] == "*"))
    pattern = re.compile(before + core + after, re.IGNORECASE | re.DOTALL)
    return tuple(code for code in codes if pattern.fullmatch(code))


def _counted(match: re.Match[str], codes: Sequence[str], is_time: bool) -> tuple[str, ...]:
    count, offset = int(match["count"]), int(match["offset"] or 0)
    from_the_end = (match["end"].lower() == "bottom") is not is_time  # the latest periods stand last
    if from_the_end:
        last = max(0, len(codes) - offset)
        return _found(match[0], tuple(codes[max(0, last - count) : last]))
    return _found(match[0], tuple(codes[offset : offset + count]))


def _ordered(expression: str, match: re.Match[str], codes: Sequence[str]) -> tuple[str, ...]:
    word, named = match["word"].lower(), [code.strip() for code in match["codes"].split(",")]
    if len(named) != (2 if word == "range" else 1):
        raise NothingSelected(expression)
    places = [_place(expression, code, codes) for code in named]
    first = 0 if word == "to" else min(places)
    last = len(codes) - 1 if word == "from" else max(places)
    return tuple(codes[first : last + 1])


def _place(expression: str, wanted: str, codes: Sequence[str]) -> int:
    lowered = wanted.lower()
    for place, code in enumerate(codes):
        if code.lower() == lowered:
            return place
    raise NothingSelected(expression)
