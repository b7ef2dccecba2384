"""Descriptions as JSON-LD: one ``@graph``, written as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from lumbung.formats.dcat.terms import PREFIXES, Iri, Literal, Node, Value, address, clean, flat

MEDIA_TYPE = "application/ld+json"


def write_jsonld(nodes: Iterable[Node]) -> Iterator[str]:
    """The document, a piece for each thing."""
    yield '{"@context":' + _dumped(PREFIXES) + ',"@graph":['
    before = "\n"
    for node in flat(nodes):
        yield before + _dumped(as_object(node))
        before = ",\n"
    yield "\n]}\n"


def as_object(node: Node) -> dict[str, Any]:
    """A thing as an object; a predicate that is said several times holds a list."""
    told: dict[str, Any] = {"@id": node.iri} if node.iri else {}
    if node.types:
        told["@type"] = list(node.types) if len(node.types) > 1 else node.types[0]
    for predicate, value in node.says:
        written = _value(value)
        if predicate not in told:
            told[predicate] = written
        elif isinstance(told[predicate], list):
            told[predicate].append(written)
        else:
            told[predicate] = [told[predicate], written]
    return told


def _value(value: Value) -> object:
    if isinstance(value, Iri):
        return {"@id": address(value.text)}
    if isinstance(value, Node):
        return as_object(value)
    return _literal(value)


def _literal(value: Literal) -> object:
    text = clean(value.text)
    if value.language:
        return {"@language": value.language, "@value": text}
    return {"@type": value.datatype, "@value": text} if value.datatype else text


def _dumped(value: object) -> str:
    return orjson.dumps(value).decode()
