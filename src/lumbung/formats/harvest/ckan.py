"""The catalogue of a CKAN portal, page by page, as ``package_search`` gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

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

KIND = "CKAN"
ROWS = 100


def first_page(site: str) -> str:
    """The address that reading begins with."""
    return _address(site, 0)


def page_of(body: bytes, site: str, asked: str) -> Page:
    """One page, and the address of the next."""
    told = read(body, KIND)
    result = told.get("result") if isinstance(told, dict) and told.get("success") is True else None
    if not isinstance(result, dict) or not isinstance(result.get("results"), list):
        raise CatalogueUnreadable(kind=KIND, why="success/result/results?")
    packages = result["results"][: 10 * ROWS]
    read_ones = [_found(package, site) for package in packages]
    found = tuple(one for one in read_ones if isinstance(one, Found))
    unread = tuple(one for one in read_ones if isinstance(one, Unread))
    start = int(asked.rpartition("start=")[2].partition("&")[0] or 0) + len(packages)
    count = result.get("count")
    has_more = bool(packages) and isinstance(count, int) and start < count
    return Page(found, unread, _address(site, start) if has_more else "")


def _address(site: str, start: int) -> str:
    return f"{site}/api/3/action/package_search?rows={ROWS}&sort=name+asc&start={start}"


def _found(package: Any, site: str) -> Found | Unread:
    if not isinstance(package, Mapping):
        return Unread("?", Text("bukan objek", "no object"))
    name = plain(package.get("name") or package.get("id"), NAME)
    title = words(package.get("title_translated") or package.get("title"))
    if not name or not (title or name):
        return Unread(name or "?", Text("tanpa name", "without a name"))
    if package.get("private") is True or package.get("state") not in (None, "active"):
        return Unread(name, Text("tidak terbuka di sana", "not public there"))
    organization = package.get("organization")
    resources = package.get("resources")
    return Found(
        id=name,
        title=title or Text(name),
        description=words(package.get("notes_translated") or package.get("notes"), WORDS),
        publisher=plain(organization.get("title"), TITLE) if isinstance(organization, Mapping) else "",
        licence=plain(package.get("license_title") or package.get("license_id"), NAME),
        address=web_address(f"{site}/dataset/{quote(name)}"),
        keywords=listed([one.get("name") for one in _objects(package.get("tags"))]),
        formats=listed([one.get("format") for one in _objects(resources)]),
        modified=moment(package.get("metadata_modified")),
    )


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
