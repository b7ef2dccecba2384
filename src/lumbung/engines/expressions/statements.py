"""Writes an expression as SQL for an engine that holds the data: DuckDB here, Spark on a cluster.

Columns and literals are cast, so that no engine computes in decimals or small integers
where the others compute in doubles.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from sqlglot import exp

from lumbung.engines.expressions import patterns
from lumbung.engines.expressions.kinds import Kind
from lumbung.engines.expressions.nodes import Call, Choice, Column, Constant, Node

_TYPES = {Kind.NUMBER: "DOUBLE", Kind.TEXT: "TEXT", Kind.PERIOD: "TEXT", Kind.TRUTH: "BOOLEAN"}


def as_sql(node: Node, dialect: str) -> str:
    """The SQL text of a tree in a dialect that sqlglot writes."""
    return tree_of(node).sql(dialect=dialect)


def tree_of(node: Node) -> exp.Expr:
    """The sqlglot tree of an expression, to be put into a query."""
    match node:
        case Column(name=name, kind=kind):
            return exp.cast(exp.column(name, quoted=True), _TYPES[kind])
        case Constant():
            return _literal(node)
        case Choice():
            chosen = exp.Case()
            for condition, value in node.branches:
                chosen = chosen.when(tree_of(condition), tree_of(value))
            return chosen.else_(tree_of(node.otherwise))
        case Call(operation=name, arguments=arguments):
            return exp.paren(MEANINGS[name](*[tree_of(argument) for argument in arguments]))


def _literal(constant: Constant) -> exp.Expr:
    match constant.value:
        case None if constant.kind in _TYPES:
            return exp.cast(exp.null(), _TYPES[constant.kind])
        case None:
            return exp.null()
        case bool(truth):
            return exp.true() if truth else exp.false()
        case str(text):
            return exp.Literal.string(text)
        case float(number):
            # With an exponent a literal is a double everywhere; without one it may be a decimal.
            size = repr(abs(number))
            written = exp.Literal.number(size if "e" in size else f"{size}e0")
            return exp.paren(exp.Neg(this=written)) if number < 0 else written


def _binary(shape: Callable[..., exp.Expr]) -> Callable[..., exp.Expr]:
    return lambda left, right: shape(this=left, expression=right)


def _folded(shape: Callable[..., exp.Expr]) -> Callable[..., exp.Expr]:
    return lambda *values: reduce(_binary(shape), values)


def _function(name: str) -> Callable[..., exp.Expr]:
    return lambda *arguments: exp.func(name, *arguments, dialect="duckdb")


def _rounded(number: exp.Expr, places: exp.Expr | None = None) -> exp.Expr:
    """Half away from zero by plain steps: engines disagree about ROUND in the last digit."""
    power = exp.Literal.number(repr(10.0 ** float(places.name if places else 0)) + "e0")
    raised = exp.Mul(this=exp.func("ABS", number), expression=power)
    half_up = exp.func("FLOOR", exp.paren(exp.Add(this=raised, expression=exp.Literal.number("0.5e0"))))
    size = exp.paren(exp.Div(this=half_up, expression=power.copy()))
    below = exp.LT(this=number.copy(), expression=exp.Literal.number("0e0"))
    return exp.Case().when(below, exp.Neg(this=size)).else_(size.copy())


def _part(pattern: str) -> Callable[[exp.Expr], exp.Expr]:
    def part(period: exp.Expr) -> exp.Expr:
        found = exp.RegexpExtract(
            this=period, expression=exp.Literal.string(pattern), group=exp.Literal.number(1)
        )
        return exp.cast(exp.Nullif(this=found, expression=exp.Literal.string("")), "DOUBLE")

    return part


_half, _quarter, _month = (_part(p) for p in (patterns.HALF, patterns.QUARTER, patterns.MONTH))


def _portion(number: exp.Expr, size: int) -> exp.Expr:
    divided = exp.Div(this=number, expression=exp.Literal.number(f"{size}e0"))
    return exp.cast(exp.func("CEIL", divided), "DOUBLE")


def _quarter_of(period: exp.Expr) -> exp.Expr:
    return exp.func("COALESCE", _quarter(period), _portion(_month(period.copy()), 3))


def _half_of(period: exp.Expr) -> exp.Expr:
    return exp.func("COALESCE", _half(period), _portion(_quarter_of(period.copy()), 2))


def _any_equal(sought: exp.Expr, *listed: exp.Expr) -> exp.Expr:
    return exp.In(this=sought, expressions=list(listed))


def _quotient(number: exp.Expr, divisor: exp.Expr) -> exp.Expr:
    zero = exp.Literal.number("0e0")
    return exp.Div(this=number, expression=exp.Nullif(this=divisor, expression=zero))


def _root(number: exp.Expr) -> exp.Expr:
    fits = exp.GTE(this=number, expression=exp.Literal.number("0e0"))
    return exp.Case().when(fits, exp.func("SQRT", number.copy()))


MEANINGS: dict[str, Callable[..., exp.Expr]] = {
    "+": _folded(exp.Add),
    "-": _binary(exp.Sub),
    "*": _folded(exp.Mul),
    "/": _quotient,
    "negate": lambda number: exp.Neg(this=number),
    "=": _binary(exp.EQ),
    "<>": _binary(exp.NEQ),
    "<": _binary(exp.LT),
    "<=": _binary(exp.LTE),
    ">": _binary(exp.GT),
    ">=": _binary(exp.GTE),
    "and": _folded(exp.And),
    "or": _folded(exp.Or),
    "not": lambda truth: exp.Not(this=truth),
    "is null": lambda value: exp.Is(this=value, expression=exp.null()),
    "in": _any_equal,
    "like": _binary(exp.Like),
    "abs": _function("ABS"),
    "round": _rounded,
    "floor": lambda number: exp.cast(exp.func("FLOOR", number), "DOUBLE"),
    "ceil": lambda number: exp.cast(exp.func("CEIL", number), "DOUBLE"),
    "sqrt": _root,
    "coalesce": _function("COALESCE"),
    "nullif": _function("NULLIF"),
    "least": _function("LEAST"),
    "greatest": _function("GREATEST"),
    "length": lambda text: exp.cast(exp.func("LENGTH", text), "DOUBLE"),
    "lower": _function("LOWER"),
    "upper": _function("UPPER"),
    "trim": _function("TRIM"),
    "year": _part(patterns.YEAR),
    "half": _half_of,
    "quarter": _quarter_of,
    "month": _month,
}
