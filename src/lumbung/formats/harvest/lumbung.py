"""The catalogue of another Lumbung, and what it says of one edition so that it can be mirrored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from lumbung.formats.harvest.found import (
    NAME,
    TITLE,
    CatalogueUnreadable,
    Found,
    Page,
    Unread,
    plain,
    read,
    web_address,
    words,
)
from lumbung.vocabulary.words import Text

KIND = "Lumbung"
MOST_PAGES = 10_000


def first_page(site: str) -> str:
    """The address that reading begins with."""
    return f"{site}/api/v1/datasets?page=1"


def page_of(body: bytes, site: str, asked: str) -> Page:  # noqa: ARG001  # all readers are handed where it came from
    """One page of the datasets, and the address of the next."""
    told = read(body, KIND)
    if not isinstance(told, dict) or not isinstance(told.get("datasets"), list):
        raise CatalogueUnreadable(kind=KIND, why="datasets?")
    found, unread = [], []
    for line in told["datasets"][:1000]:
        one = _found(line, site)
        if isinstance(one, Found):
            found.append(one)
        elif one is not None:
            unread.append(one)
    page, pages = told.get("page"), told.get("pages")
    following = ""
    if isinstance(page, int) and isinstance(pages, int) and page < min(pages, MOST_PAGES):
        following = f"{site}/api/v1/datasets?page={page + 1}"
    return Page(tuple(found), tuple(unread), following)


def _found(line: Any, site: str) -> Found | Unread | None:
    if not isinstance(line, Mapping):
        return Unread("?", Text("bukan objek", "no object"))
    code, edition = plain(line.get("code"), NAME), plain(line.get("edition"), NAME)
    if not code:
        return Unread("?", Text("tanpa kode", "without a code"))
    if line.get("access") != "terbuka" or not edition:
        return None  # nothing is public of it yet, which is no fault
    producer = line.get("producer")
    topic = line.get("topic")
    return Found(
        id=code,
        title=words(line.get("title")),
        description=Text(""),
        publisher=words(producer.get("title")).id[:TITLE] if isinstance(producer, Mapping) else "",
        licence=plain(line.get("licence"), NAME),
        address=web_address(f"{site}/data/{quote(code)}"),
        keywords=(words(topic.get("title")).id,) if isinstance(topic, Mapping) else (),
        formats=("csv", "json", "parquet", "xlsx"),
        edition=edition,
    )


@dataclass(frozen=True, slots=True)
class Described:
    """An edition as its own house describes it to whoever mirrors it."""

    id: str
    digest: str
    checksum: str
    rows: int
    values: Mapping[str, int]  # by measure
    manifest: Mapping[str, Any]  # structure, source, licence …
    areas: list[Mapping[str, Any]]


def description_address(site: str, edition: str) -> str:
    """Where an edition is described."""
    dataset, _, label = edition.partition("@")
    return f"{site}/api/v1/datasets/{quote(dataset)}/editions/{quote(label)}/mirror"


def figures_address(site: str, edition: str) -> str:
    """Where its figures are, all of them."""
    dataset, _, label = edition.partition("@")
    return f"{site}/api/v1/datasets/{quote(dataset)}/data?format=parquet&edition={quote(label)}"


def described(body: bytes, edition: str) -> Described:
    """Read the description of an edition; it must be of the one that was asked for."""
    told = read(body, KIND)
    try:
        found = Described(
            id=str(told["id"]),
            digest=_digest(told["digest"]),
            checksum=_digest(told["checksum"]),
            rows=int(told["rows"]),
            values={str(name): int(count) for name, count in told["values"].items()},
            manifest=dict(told["manifest"]),
            areas=[dict(area) for area in told["areas"]],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise CatalogueUnreadable(kind=KIND, why=f"mirror: {fault}"[:120]) from fault
    if found.id != edition:
        raise CatalogueUnreadable(kind=KIND, why=f"{found.id[:80]} ≠ {edition}")
    return found


def _digest(text: object) -> str:
    if isinstance(text, str) and len(text) == 64 and set(text) <= set("0123456789abcdef"):
        return text
    raise ValueError("SHA-256?")
