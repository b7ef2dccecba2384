"""The tree of an expression: four shapes, and nothing that cannot be trusted fits into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lumbung.engines.expressions.kinds import Kind

Value = float | str | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A named column or fact."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal."""

    value: Value
    kind: Kind


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function of :mod:`operations` with its arguments."""

    operation: str
    arguments: tuple[Node, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """``CASE``: the value of the first branch whose condition is true."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node
    kind: Kind


Node = Column | Constant | Call | Choice


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one, in the order in which they are written."""
    match node:
        case Call():
            return node.arguments
        case Choice():
            return (*(part for branch in node.branches for part in branch), node.otherwise)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order in which they are written."""
    yield node
    for part in parts(node):
        yield from walk(part)


def depth(node: Node) -> int:
    """How many operations stand within one another."""
    return 1 + max(map(depth, parts(node)), default=0)


def column_names(node: Node) -> tuple[str, ...]:
    """The columns that an expression reads, each once, in the order in which they are written."""
    return tuple(dict.fromkeys(item.name for item in walk(node) if isinstance(item, Column)))
