"""Descriptions as RDF/XML, written as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from lumbung.formats.dcat.terms import PREFIXES, Iri, Literal, Node, Value, address, clean, flat, term

MEDIA_TYPE = "application/rdf+xml"
_SPACES = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in PREFIXES.items())
_IN_TEXT = {"\r": "&#13;"}  # a bare one would come back as a line feed
_IN_ATTRIBUTE = {'"': "&quot;"}


def write_rdfxml(nodes: Iterable[Node]) -> Iterator[str]:
    """The document, a piece for each thing."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{_SPACES}>\n'
    for node in flat(nodes):
        yield _node(node) + "\n"
    yield "</rdf:RDF>\n"


def _node(node: Node) -> str:
    name, *more = node.types or ("rdf:Description",)
    about = f' rdf:about="{_attribute(node.iri)}"' if node.iri else ""
    types = "".join(f'<rdf:type rdf:resource="{term(one)}"/>' for one in more)
    return f"<{name}{about}>{types}{''.join(_said(*said) for said in node.says)}</{name}>"


def _said(predicate: str, value: Value) -> str:
    if isinstance(value, Iri):
        return f'<{predicate} rdf:resource="{_attribute(address(value.text))}"/>'
    if isinstance(value, Node):
        return f"<{predicate}>{_node(value)}</{predicate}>"
    return f"<{predicate}{_kind(value)}>{escape(clean(value.text), _IN_TEXT)}</{predicate}>"


def _kind(value: Literal) -> str:
    if value.language:
        return f' xml:lang="{value.language}"'
    return f' rdf:datatype="{term(value.datatype)}"' if value.datatype else ""


def _attribute(text: str) -> str:
    return escape(text, _IN_ATTRIBUTE)
