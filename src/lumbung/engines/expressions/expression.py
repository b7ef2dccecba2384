"""An expression that was read, ready to run on a table, on one row of facts, or in a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lumbung.engines.expressions.faults import WrongKind
from lumbung.engines.expressions.kinds import Kind, kind_of
from lumbung.engines.expressions.nodes import Node, Value, column_names
from lumbung.engines.expressions.rows import Facts, OnRow, on_row
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Expression:
    """A text of the one expression language with its meaning."""

    text: str
    node: Node
    _on_row: OnRow = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_on_row", on_row(self.node))

    @property
    def kind(self) -> Kind:
        """What it is worth: a number, a text, a truth, a period."""
        return self.node.kind

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, in the order in which they are written."""
        return column_names(self.node)

    def evaluate(self, facts: Facts) -> Value:
        """Its value for one row of facts; a fact that is absent is NULL."""
        return self._on_row(facts)

    def polars(self) -> pl.Expr:
        """It as a Polars expression over columns of the same names."""
        from lumbung.engines.expressions.tables import on_table

        return on_table(self.node)

    def sql(self, dialect: str = "duckdb") -> str:
        """It as SQL over columns of the same names; ``spark`` is the other dialect that is tested."""
        from lumbung.engines.expressions.statements import as_sql

        return as_sql(self.node, dialect)


def parse_expression(text: str, *, columns: Mapping[str, type], expects: Kind | None = None) -> Expression:
    """Read an expression over named columns.

    ``columns`` gives each column's Python type (``float``, ``str``, ``bool``, ``Period``);
    ``expects`` the kind that the whole must have. Raises an ``ExpressionFault``, which knows the
    place and the reason, for anything else.

    >>> rule = parse_expression("laki < jumlah", columns={"laki": float, "jumlah": float})
    >>> rule.evaluate({"laki": 210, "jumlah": 195})
    False
    """
    from lumbung.engines.expressions.reading import read_node  # brings sqlglot

    node = read_node(text, {name: kind_of(column) for name, column in columns.items()})
    if node.kind is Kind.NOTHING or expects not in {None, node.kind}:
        takes = expects.words if expects else Text("suatu nilai", "a value")
        raise WrongKind(text, word=text.strip()[:40], takes=takes, found=node.kind.words)
    return Expression(text, node)
