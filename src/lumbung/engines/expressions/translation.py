"""Copies sqlglot's tree into ours, checking names and kinds; what has no counterpart is refused."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from sqlglot import exp

from lumbung.engines.expressions.faults import (
    ComparedWithNull,
    ExpressionFault,
    NotInLanguage,
    UnknownColumn,
    WrongKind,
)
from lumbung.engines.expressions.kinds import Kind, common_kind
from lumbung.engines.expressions.names import near_names
from lumbung.engines.expressions.nodes import Call, Choice, Column, Constant, Node
from lumbung.engines.expressions.operations import CHAINS, OPERATIONS
from lumbung.vocabulary.words import Text

_BINARY: dict[type[exp.Expr], str] = {
    exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/",
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
    exp.And: "and", exp.Or: "or", exp.Like: "like",
}  # fmt: skip
_CALLED: dict[type[exp.Expr], str] = {
    exp.Abs: "abs", exp.Round: "round", exp.Floor: "floor", exp.Ceil: "ceil", exp.Sqrt: "sqrt",
    exp.Coalesce: "coalesce", exp.Nullif: "nullif", exp.Least: "least", exp.Greatest: "greatest",
    exp.Length: "length", exp.Lower: "lower", exp.Upper: "upper", exp.Trim: "trim",
    exp.Year: "year", exp.Quarter: "quarter", exp.Month: "month",
}  # fmt: skip
_COMPARES = frozenset({"=", "<>", "<", "<=", ">", ">=", "in"})
_MOST_DECIMALS = 15


class Translation:
    """One reading of one text."""

    def __init__(self, text: str, columns: Mapping[str, Kind]) -> None:
        self.text = text
        self.columns = columns

    def node(self, tree: exp.Expr) -> Node:
        """Our node for one of sqlglot's."""
        read = _SHAPES.get(type(tree), Translation._operation)
        return read(self, tree)

    def _held(self, tree: exp.Expr) -> Node:
        return self.node(self._only(tree, "this"))

    def _not(self, tree: exp.Expr) -> Node:
        return self._call("not", tree, self._only(tree, "this"))

    def _operation(self, tree: exp.Expr) -> Node:
        if name := _BINARY.get(type(tree)):
            return self._call(name, tree, *(self._chain(tree) if name in CHAINS else self._both(tree)))
        if name := _CALLED.get(type(tree)):
            return self._call(name, tree, *_arguments(tree))
        if isinstance(tree, exp.Anonymous) and str(tree.this).lower() in OPERATIONS:
            return self._call(str(tree.this).lower(), tree, *tree.expressions)
        raise self._refused(tree)

    def _chain(self, tree: exp.Expr) -> list[exp.Expr]:
        """The operands of ``a + b + c``, which sqlglot nests to the left, from the left."""
        operands: list[exp.Expr] = []
        left = tree
        while type(left) is type(tree):
            left, right = self._both(left)
            operands.append(right)
        return [left, *reversed(operands)]

    def _call(self, name: str, tree: exp.Expr, *arguments: exp.Expr) -> Node:
        operation = OPERATIONS[name]
        nodes = tuple(self.node(argument) for argument in arguments)
        kinds = [item.kind for item in nodes]
        if name in _COMPARES and (Kind.NOTHING in kinds if name != "in" else kinds[0] is Kind.NOTHING):
            raise ComparedWithNull(self.text, self._offset(tree))
        gives = operation.gives(kinds)
        counted = operation.at_least <= len(nodes) <= operation.at_most
        if gives is None or not counted or not _particular(name, nodes):
            found = Text(
                ", ".join(kind.words.id for kind in kinds) or "kosong",
                ", ".join(kind.words.en for kind in kinds) or "nothing",
            )
            word = "-" if name == "negate" else name.upper() if name.isalpha() else name
            raise WrongKind(self.text, self._offset(tree), word=word, takes=operation.takes, found=found)
        return Call(name, nodes, gives)

    def _column(self, tree: exp.Expr) -> Column:
        name = tree.name
        if tree.text("table") or not isinstance(tree.this, exp.Identifier):
            raise self._refused(tree)
        if name not in self.columns:
            raise self._unknown_column(tree, name)
        return Column(name, self.columns[name])

    def _unknown_column(self, tree: exp.Expr, name: str) -> ExpressionFault:
        offset = self._offset(tree)
        # A code such as jumlah-umkm reads as a subtraction unless it stands in quotation marks.
        quoted = [
            c for c in self.columns if c != name and self.text.startswith(c, offset) and not c.isidentifier()
        ]
        near = near_names(name, list(self.columns))
        if quoted:
            proposal = f'"{max(quoted, key=len)}"'
            near = Text(
                f"; tulis {proposal} dengan tanda kutip ganda", f"; write {proposal} in double quotes"
            )
        return UnknownColumn(self.text, offset, word=name, near=near)

    def _constant(self, tree: exp.Expr) -> Constant:
        if isinstance(tree, exp.Null):
            return Constant(None, Kind.NOTHING)
        if isinstance(tree, exp.Boolean):
            return Constant(bool(tree.this), Kind.TRUTH)
        if tree.args.get("is_string"):
            return Constant(str(tree.this), Kind.TEXT)
        try:
            number = float(tree.this)
        except ValueError as fault:
            raise self._refused(tree) from fault
        if not math.isfinite(number):
            raise self._refused(tree)
        return Constant(number, Kind.NUMBER)

    def _negated(self, tree: exp.Expr) -> Node:
        inner = self._only(tree, "this")
        if isinstance(inner, exp.Literal) and not inner.is_string:
            constant = self._constant(inner)
            return Constant(-float(constant.value or 0), Kind.NUMBER)
        return self._call("negate", tree, inner)

    def _is_null(self, tree: exp.Expr) -> Node:
        subject, against = self._both(tree)
        if not isinstance(against, exp.Null):
            raise self._refused(tree)
        return self._call("is null", tree, subject)

    def _between(self, tree: exp.Expr) -> Node:
        if tree.args.get("symmetric"):
            raise self._refused(tree)
        low = self._call(">=", tree, tree.this, tree.args["low"])
        high = self._call("<=", tree, tree.this, tree.args["high"])
        return Call("and", (low, high), Kind.TRUTH)

    def _in(self, tree: exp.Expr) -> Node:
        listed = tree.expressions
        if not listed or any(value for key, value in tree.args.items() if key not in {"this", "expressions"}):
            raise self._refused(tree)
        return self._call("in", tree, tree.this, *listed)

    def _choice(self, tree: exp.Expr) -> Node:
        subject = tree.this if isinstance(tree, exp.Case) else None
        written = tree.args["ifs"] if isinstance(tree, exp.Case) else [tree]
        default = tree.args.get("default" if isinstance(tree, exp.Case) else "false")
        branches = []
        for branch in written:
            tested = branch.this if subject is None else exp.EQ(this=subject.copy(), expression=branch.this)
            condition, value = self.node(tested), self.node(branch.args["true"])
            if condition.kind not in {Kind.TRUTH, Kind.NOTHING}:
                takes = OPERATIONS["and"].takes
                raise WrongKind(
                    self.text, self._offset(branch), word="CASE", takes=takes, found=condition.kind.words
                )
            branches.append((condition, value))
        otherwise = self.node(default) if default is not None else Constant(None, Kind.NOTHING)
        kinds = [*(value.kind for _condition, value in branches), otherwise.kind]
        kind = common_kind(kinds)
        if kind is None:
            found = Text(", ".join(k.words.id for k in kinds), ", ".join(k.words.en for k in kinds))
            takes = OPERATIONS["coalesce"].takes
            raise WrongKind(self.text, self._offset(tree), word="CASE", takes=takes, found=found)
        return Choice(tuple(branches), otherwise, kind)

    def _both(self, tree: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
        return self._only(tree, "this"), self._only(tree, "expression")

    def _only(self, tree: exp.Expr, key: str) -> exp.Expr:
        part = tree.args.get(key)
        if not isinstance(part, exp.Expr):
            raise self._refused(tree)
        return part

    def _refused(self, tree: exp.Expr) -> NotInLanguage:
        offset = self._offset(tree)
        return NotInLanguage(self.text, offset, word=tree.sql(dialect="duckdb")[:40])

    def _offset(self, tree: exp.Expr) -> int:
        """Where a node begins: at the first of its parts that knows its place."""
        starts = [node.meta["start"] for node in tree.walk() if "start" in node.meta]
        return min(starts, default=0)


def _arguments(tree: exp.Expr) -> list[exp.Expr]:
    """The arguments of a function, in the order in which they were written."""
    found: list[exp.Expr] = []
    for key in tree.arg_types:
        value = tree.args.get(key)
        found += [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, exp.Expr)]
    return found


def _particular(name: str, nodes: tuple[Node, ...]) -> bool:
    """What an operation asks of its arguments beyond their kinds."""
    if name == "like":
        pattern = nodes[1]
        return isinstance(pattern, Constant) and isinstance(pattern.value, str) and "\\" not in pattern.value
    if name == "round" and len(nodes) == 2:
        places = nodes[1]
        if not isinstance(places, Constant) or not isinstance(places.value, float):
            return False
        return places.value.is_integer() and 0 <= places.value <= _MOST_DECIMALS
    return True


_SHAPES: dict[type[exp.Expr], Callable[[Translation, exp.Expr], Node]] = {
    exp.Paren: Translation._held,
    exp.Column: Translation._column,
    exp.Literal: Translation._constant,
    exp.Boolean: Translation._constant,
    exp.Null: Translation._constant,
    exp.Neg: Translation._negated,
    exp.Not: Translation._not,
    exp.Is: Translation._is_null,
    exp.Between: Translation._between,
    exp.In: Translation._in,
    exp.Case: Translation._choice,
    exp.If: Translation._choice,
}
