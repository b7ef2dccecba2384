"""What can be said in RDF: things with addresses, texts with a language, and what is said of them.

A description is made of :class:`Node` values; ``turtle``, ``jsonld`` and ``rdfxml`` write the same
nodes, so that the three documents are one graph.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lumbung.vocabulary.words import Text

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
UNFIT_FOR_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNFIT_FOR_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\\x7f\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Iri:
    """A thing that is only named."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a language, or a value of a datatype; never both."""

    text: str
    language: str = ""
    datatype: str = ""  # a prefixed name: "xsd:date"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and what is said of it; one without an address is told where it is used."""

    types: tuple[str, ...]  # prefixed names
    says: tuple[tuple[str, Value], ...]
    iri: str = ""


Value = Iri | Literal | Node
Said = Iterable[tuple[str, Value]]


def term(name: str) -> str:
    """The full address of a prefixed name.

    >>> term("dct:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def clean(text: str) -> str:
    """A text as every one of the three forms can hold it.

    XML has no place for most control characters, so none of the forms carries them.
    """
    return UNFIT_FOR_XML.sub("\ufffd", text)


def address(text: str) -> str:
    """An address without what no address may hold.

    >>> address("https://satu.example/a b")
    'https://satu.example/a%20b'
    """
    return UNFIT_FOR_IRI.sub(_quoted, clean(text))


def _quoted(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def node(iri: str, types: str | tuple[str, ...], says: Said) -> Node:
    """A thing with an address."""
    return Node((types,) if isinstance(types, str) else types, tuple(says), address(iri))


def nameless(types: str, says: Said) -> Node:
    """A thing that is known only by what uses it."""
    return Node((types,), tuple(says))


def named(iri: str, types: str, words: Text | None = None, *, by: str = "rdfs:label") -> Node:
    """A thing with an address, its type and its name."""
    return node(iri, types, texts(by, words) if words else ())


def texts(predicate: str, words: Text) -> Said:
    """A text in the languages that it has, each with its tag; a copy of the Indonesian is no English."""
    if words.id:
        yield predicate, Literal(words.id, "id")
    if words.en and words.en != words.id:
        yield predicate, Literal(words.en, "en")


def day(value: dt.date) -> Literal:
    """A day."""
    return Literal(value.isoformat(), datatype="xsd:date")


def moment(value: dt.datetime) -> Literal:
    """A moment, with its time zone."""
    return Literal(value.isoformat(timespec="seconds"), datatype="xsd:dateTime")


def whole(value: int, datatype: str = "xsd:integer") -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=datatype)


def flat(nodes: Iterable[Node]) -> Iterator[Node]:
    """Each thing with an address once, by itself; what uses it only names it.

    Things that are used by many (an office, a licence) are told at their first use.
    """
    told: set[str] = set()
    for each in nodes:
        waiting = [each]
        while waiting:
            one = waiting.pop()
            if one.iri not in told:
                told.add(one.iri)
                yield _apart(one, waiting)


def _apart(one: Node, waiting: list[Node]) -> Node:
    says: list[tuple[str, Value]] = []
    for predicate, value in one.says:
        if not isinstance(value, Node):
            says.append((predicate, value))
        elif value.iri:
            waiting.append(value)
            says.append((predicate, Iri(value.iri)))
        else:
            says.append((predicate, _apart(value, waiting)))
    return replace(one, says=tuple(says))
