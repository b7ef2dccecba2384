"""Descriptions as Turtle, written as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lumbung.formats.dcat.terms import PREFIXES, Iri, Literal, Node, Value, address, clean, flat

MEDIA_TYPE = "text/turtle"
_HEAD = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"})


def write_turtle(nodes: Iterable[Node]) -> Iterator[str]:
    """The document, a piece for each thing."""
    yield _HEAD
    for node in flat(nodes):
        yield f"\n<{node.iri}>{_said(node, '    ')} .\n"


def _said(node: Node, inset: str) -> str:
    lines = [f" a {', '.join(node.types)}"] if node.types else []
    lines += [f"{predicate} {_value(value, inset)}" for predicate, value in node.says]
    return f" ;\n{inset}".join(lines)


def _value(value: Value, inset: str) -> str:
    if isinstance(value, Iri):
        return f"<{address(value.text)}>"
    if isinstance(value, Node):
        return f"[{_said(value, inset + '    ')} ]"
    return _literal(value)


def _literal(value: Literal) -> str:
    text = f'"{clean(value.text).translate(_ESCAPED)}"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{value.datatype}" if value.datatype else text
