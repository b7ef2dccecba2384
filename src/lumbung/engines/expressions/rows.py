"""Runs an expression on one row of facts.

NULL is ``None`` and has SQL's three-valued meaning; numbers are floats, as in the other engines.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import reduce
from typing import Any

from lumbung.engines.expressions import patterns
from lumbung.engines.expressions.faults import WrongFact
from lumbung.engines.expressions.kinds import Kind
from lumbung.engines.expressions.nodes import Call, Choice, Column, Constant, Node, Value
from lumbung.vocabulary.periods import Period

Facts = Mapping[str, object]
OnRow = Callable[[Facts], Value]


def on_row(node: Node) -> OnRow:
    """A function that gives the value of an expression for a row of facts; an absent fact is NULL."""
    match node:
        case Column(name=name, kind=kind):
            return lambda facts: _fact(name, kind, facts.get(name))
        case Constant(value=value):
            return lambda _facts: value
        case Choice():
            return _chosen(node)
        case Call(operation=name):
            return _called(name, [on_row(argument) for argument in node.arguments])


def _fact(name: str, kind: Kind, value: object) -> Value:
    if value is None:
        return None
    match kind:
        case Kind.NUMBER if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            number = float(value)
            return None if math.isnan(number) else number
        case Kind.TRUTH if isinstance(value, bool):
            return value
        case Kind.TEXT if isinstance(value, str):
            return str(value)
        case Kind.PERIOD if isinstance(value, str | Period):
            return str(value)
    raise WrongFact(column=name, kind=kind.words, found=value)


def _chosen(node: Choice) -> OnRow:
    branches = [(on_row(condition), on_row(value)) for condition, value in node.branches]
    otherwise = on_row(node.otherwise)

    def chosen(facts: Facts) -> Value:
        for condition, value in branches:
            if condition(facts):
                return value(facts)
        return otherwise(facts)

    return chosen


def _called(name: str, arguments: list[OnRow]) -> OnRow:
    if lenient := LENIENT.get(name):
        return lambda facts: lenient(*[argument(facts) for argument in arguments])
    strict = STRICT[name]

    def called(facts: Facts) -> Value:
        values = [argument(facts) for argument in arguments]
        return None if None in values else strict(*values)

    return called


def _rounded(number: float, places: float = 0) -> float:
    """Half away from zero, by the same steps as the other engines take."""
    power = 10.0**places
    raised = abs(number) * power
    if not math.isfinite(raised):
        return number
    return math.copysign(math.floor(raised + 0.5) / power, number)


def _whole(towards: Callable[[float], int]) -> Callable[[float], float]:
    return lambda number: float(towards(number)) if math.isfinite(number) else number


def _part(pattern: str) -> Callable[[str], float | None]:
    sought = re.compile(pattern)

    def part(period: str) -> float | None:
        found = sought.fullmatch(period)
        return float(found[1]) if found else None

    return part


_HALF, _QUARTER, _MONTH = (_part(p) for p in (patterns.HALF, patterns.QUARTER, patterns.MONTH))


def _quarter(period: str) -> float | None:
    number, month = _QUARTER(period), _MONTH(period)
    return number if month is None else float(math.ceil(month / 3))


def _half(period: str) -> float | None:
    number, quarter = _HALF(period), _quarter(period)
    return number if quarter is None else float(math.ceil(quarter / 2))


def _and(*truths: Value) -> Value:
    return False if False in truths else None if None in truths else True


def _or(*truths: Value) -> Value:
    return True if True in truths else None if None in truths else False


def _in(sought: Value, *listed: Value) -> Value:
    if sought is None:
        return None
    return True if sought in listed else None if None in listed else False


def _nullif(value: Value, other: Value) -> Value:
    return None if value == other else value


def _extreme(choose: Callable[[list[Any]], Any]) -> Callable[..., Value]:
    def extreme(*values: Value) -> Value:
        known = [value for value in values if value is not None]
        return choose(known) if known else None

    return extreme


STRICT: dict[str, Callable[..., Value]] = {
    "+": lambda *numbers: reduce(operator.add, numbers),
    "-": operator.sub,
    "*": lambda *numbers: reduce(operator.mul, numbers),
    "/": lambda number, divisor: number / divisor if divisor else None,
    "negate": operator.neg,
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "not": operator.not_,
    "like": lambda text, pattern: re.fullmatch(patterns.like_pattern(pattern), text) is not None,
    "abs": abs,
    "round": _rounded,
    "floor": _whole(math.floor),
    "ceil": _whole(math.ceil),
    "sqrt": lambda number: math.sqrt(number) if number >= 0 else None,
    "length": lambda text: float(len(text)),
    "lower": str.lower,
    "upper": str.upper,
    "trim": lambda text: text.strip(" "),
    "year": _part(patterns.YEAR),
    "half": _half,
    "quarter": _quarter,
    "month": _MONTH,
}
LENIENT: dict[str, Callable[..., Value]] = {
    "and": _and,
    "or": _or,
    "is null": lambda value: value is None,
    "in": _in,
    "coalesce": lambda *values: next((value for value in values if value is not None), None),
    "nullif": _nullif,
    "least": _extreme(min),
    "greatest": _extreme(max),
}
