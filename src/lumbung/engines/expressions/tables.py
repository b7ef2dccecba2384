"""Runs an expression on the columns of a table, as one Polars expression."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce

import polars as pl

from lumbung.engines.expressions import patterns
from lumbung.engines.expressions.kinds import Kind
from lumbung.engines.expressions.nodes import Call, Choice, Column, Constant, Node, Value, column_names
from lumbung.engines.expressions.rows import on_row

_TYPES: dict[Kind, type[pl.DataType]] = {
    Kind.NUMBER: pl.Float64,
    Kind.TEXT: pl.String,
    Kind.PERIOD: pl.String,
    Kind.TRUTH: pl.Boolean,
    Kind.NOTHING: pl.Null,
}
_TURNED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def on_table(node: Node) -> pl.Expr:
    """The Polars expression of a tree."""
    match _computed(node):
        case Column(name=name, kind=kind):
            column = pl.col(name).cast(_TYPES[kind])
            return column.fill_nan(None) if kind is Kind.NUMBER else column
        case Constant(value=value, kind=kind):
            return pl.lit(value, dtype=_TYPES[kind])
        case Choice() as choice:
            return _chosen(choice)
        case Call() as call:
            return _called(call)


def _computed(node: Node) -> Node:
    """A constant in place of what reads no column."""
    if isinstance(node, Call | Choice) and not column_names(node):
        return Constant(on_row(node)({}), node.kind)
    return node


def _called(node: Call) -> pl.Expr:
    match Call(node.operation, tuple(map(_computed, node.arguments)), node.kind):
        case Call(operation="in"):
            return _in(node)
        case Call(operation="like", arguments=(subject, Constant(value=pattern))):
            return on_table(subject).str.contains(patterns.like_pattern(str(pattern)))
        case Call(operation="round", arguments=(number, Constant(value=float(places)))):
            return _rounded(on_table(number), places)
        case Call(operation="/", arguments=(number, Constant(value=divisor))):
            return _divided(on_table(number), divisor)
        case Call(operation=name, arguments=(Constant() as left, right)) if name in _TURNED:
            # With a literal on the left of a conditional column Polars loses the length of the table.
            return MEANINGS[_TURNED[name]](on_table(right), on_table(left))
    return MEANINGS[node.operation](*[on_table(argument) for argument in node.arguments])


def _chosen(node: Choice) -> pl.Expr:
    chosen = on_table(node.otherwise)
    for condition, value in reversed(node.branches):
        chosen = pl.when(on_table(condition)).then(on_table(value)).otherwise(chosen)
    return chosen


def _in(node: Call) -> pl.Expr:
    sought = on_table(node.arguments[0])
    listed = [item.value for item in node.arguments[1:] if isinstance(item, Constant)]
    computed = [on_table(item) for item in node.arguments[1:] if not isinstance(item, Constant)]
    known = [value for value in listed if value is not None]
    found = [sought.is_in(known)] if known else []
    found += [sought == item for item in computed]
    if len(known) < len(listed):
        found.append(pl.lit(None, dtype=pl.Boolean))
    return reduce(operator.or_, found)


def _divided(number: pl.Expr, divisor: Value) -> pl.Expr:
    """Divide by a constant as by a column of it.

    Polars multiplies by the reciprocal of a plain literal, and then 3 / 10 is not 0.3.
    """
    if not isinstance(divisor, float) or divisor == 0:
        return pl.lit(None, dtype=pl.Float64)
    return number / number.clip(divisor, divisor)


def _rounded(number: pl.Expr, places: float = 0) -> pl.Expr:
    power = 10.0**places
    size = _divided((number.abs() * power + 0.5).floor(), power)
    return pl.when(number < 0).then(-size).otherwise(size)


def _folded(join: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Callable[..., pl.Expr]:
    return lambda *values: reduce(join, values)


def _part(pattern: str) -> Callable[[pl.Expr], pl.Expr]:
    return lambda period: period.str.extract(pattern, 1).cast(pl.Float64)


_half, _quarter, _month = (_part(p) for p in (patterns.HALF, patterns.QUARTER, patterns.MONTH))


def _quarter_of(period: pl.Expr) -> pl.Expr:
    return pl.coalesce(_quarter(period), _divided(_month(period), 3.0).ceil())


def _half_of(period: pl.Expr) -> pl.Expr:
    return pl.coalesce(_half(period), _divided(_quarter_of(period), 2.0).ceil())


MEANINGS: dict[str, Callable[..., pl.Expr]] = {
    "+": _folded(operator.add),
    "-": lambda a, b: a - b,
    "*": _folded(operator.mul),
    "/": lambda a, b: pl.when(b != 0).then(a / b),
    "negate": lambda a: -a,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "and": _folded(operator.and_),
    "or": _folded(operator.or_),
    "not": lambda a: ~a,
    "is null": lambda a: a.is_null(),
    "abs": lambda x: x.abs(),
    "round": _rounded,
    "floor": lambda x: x.floor(),
    "ceil": lambda x: x.ceil(),
    "sqrt": lambda x: pl.when(x >= 0).then(x.sqrt()),
    "coalesce": pl.coalesce,
    "nullif": lambda a, b: pl.when((a == b).not_().fill_null(True)).then(a),
    "least": pl.min_horizontal,
    "greatest": pl.max_horizontal,
    "length": lambda t: t.str.len_chars().cast(pl.Float64),
    "lower": lambda t: t.str.to_lowercase(),
    "upper": lambda t: t.str.to_uppercase(),
    "trim": lambda t: t.str.strip_chars(" "),
    "year": _part(patterns.YEAR),
    "half": _half_of,
    "quarter": _quarter_of,
    "month": _month,
}
