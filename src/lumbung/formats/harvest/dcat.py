"""A DCAT catalogue as JSON: ``data.json`` of the American profile, or JSON-LD, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from lumbung.formats.harvest.found import (
    NAME,
    TITLE,
    WORDS,
    CatalogueUnreadable,
    Found,
    Page,
    Unread,
    listed,
    moment,
    plain,
    read,
    web_address,
    words,
)
from lumbung.vocabulary.words import Text

KIND = "DCAT"
MOST = 20_000  # records of one document
SPACES = (
    "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/ns/hydra/core#", "dcat:", "dct:", "dcterms:", "foaf:", "hydra:",
)  # fmt: skip
Node = Mapping[str, Any]


def first_page(site: str) -> str:
    """The address of the catalogue is the source's own."""
    return site


def page_of(body: bytes, site: str, asked: str) -> Page:  # noqa: ARG001  # all readers are handed the site
    """One document, and the address of the next page where it names one."""
    told = read(body, KIND)
    nodes = [_bare(node) for node in _nodes(told)]
    by_id: dict[str, Node] = {}
    for node in sorted(nodes, key=len):  # what is said of a thing, rather than where it is only named
        by_id[plain(node.get("@id"), 1000)] = node
    datasets = [node for node in nodes if "Dataset" in _types(node)]
    if not datasets and not any("Catalog" in _types(node) for node in nodes):
        raise CatalogueUnreadable(kind=KIND, why="dcat:Catalog, dcat:Dataset?")
    found, unread = [], []
    for node in datasets[:MOST]:
        one = _found(node, by_id)
        if isinstance(one, Found):
            found.append(one)
        else:
            unread.append(one)
    return Page(tuple(found), tuple(unread), _following(nodes, asked))


def _following(nodes: Iterable[Node], asked: str) -> str:
    """The address of the next page, as Hydra names it."""
    named = (_first(node.get("next") or node.get("nextPage")) for node in nodes)
    address = next((one.get("@id") if isinstance(one, Mapping) else one for one in named if one), "")
    try:
        return web_address(urljoin(asked, address)) if isinstance(address, str) and address else ""
    except ValueError:  # an address that is none
        return ""


def _nodes(told: Any) -> Iterator[Node]:
    """Every object that stands in a document; not deeper than people nest."""
    waiting: list[tuple[Any, int]] = [(told, 0)]
    seen = 0
    while waiting and seen < 50 * MOST:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting += [(item, depth + 1) for item in reversed(value)]
        elif isinstance(value, Mapping) and depth < 20:
            yield value
            waiting += [(v, depth + 1) for v in value.values() if isinstance(v, Mapping | list)]


def _bare(node: Node) -> dict[str, Any]:
    """A node with the short names of its properties."""
    return {_short(str(name)): value for name, value in node.items()}


def _short(name: str) -> str:
    for space in SPACES:
        if name.startswith(space):
            return name.removeprefix(space)
    return name


def _types(node: Node) -> set[str]:
    told = node.get("@type")
    return {_short(str(one)) for one in (told if isinstance(told, list) else [told])}


def _found(node: Node, by_id: Mapping[str, Node]) -> Found | Unread:
    identifier = plain(_one(node.get("identifier")) or node.get("@id"), NAME)
    title = words(node.get("title"))
    if not identifier or not title:
        return Unread(identifier or "?", Text("tanpa identifier atau title", "without identifier or title"))
    if plain(node.get("accessLevel")) not in {"", "public"}:
        return Unread(identifier, Text("tidak terbuka di sana", "not public there"))
    publisher = _followed(node.get("publisher"), by_id)
    ways = node.get("distribution")
    distributions = [_followed(one, by_id) for one in (ways if isinstance(ways, list) else [ways])]
    formats = [_one(way.get("mediaType") or way.get("format")) for way in distributions]
    return Found(
        id=identifier,
        title=title,
        description=words(node.get("description"), WORDS),
        publisher=words(publisher.get("name")).id[:TITLE],
        licence=plain(_one(node.get("license") or next((w.get("license") for w in distributions), "")), NAME),
        address=web_address(_first(node.get("landingPage"))) or web_address(node.get("@id")),
        keywords=listed([_one(word) for word in _several(node.get("keyword"))]),
        formats=listed([str(one or "").rpartition("/")[2] for one in formats]),
        modified=moment(_first(node.get("modified"))),
    )


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _one(value: object) -> object:
    """The plain value of a property, however it is wrapped."""
    value = _first(value)
    return (value.get("@value") or value.get("@id")) if isinstance(value, Mapping) else value


def _followed(value: object, by_id: Mapping[str, Node]) -> Node:
    """A node that is nested, or named by its id."""
    value = _first(value)
    if isinstance(value, str):
        return by_id.get(value, {})
    if not isinstance(value, Mapping):
        return {}
    bare = _bare(value)
    named = by_id.get(plain(bare.get("@id"), 1000), {})
    return named if len(bare) == 1 else bare
