"""Requests for rows, read into plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lumbung.formats.odata.problems import NotAcceptable, NotOffered, OptionUnreadable
from lumbung.formats.odata.tables import Column, Table

ROWS_A_PAGE = 5_000  # where a client names no number
MOST_ROWS_A_PAGE = 10_000
MOST_LOOKED_AT = 100_000  # rows tried one by one for a page
LIMITS = {
    "odata_rows_a_page": ROWS_A_PAGE,
    "most_odata_rows_a_page": MOST_ROWS_A_PAGE,
    "most_odata_rows_tried_one_by_one": MOST_LOOKED_AT,
}
LARGEST = 1_000_000_000
SAID = 60
OFFERED = ("$filter", "$select", "$orderby", "$top", "$skip", "$count", "$format", "$skiptoken")
_KEY = re.compile(r"\s*(?:(\w+)\s*=\s*)?'((?:[^']|'')*)'\s*(?:,|$)", re.ASCII)
_NAMED = re.compile(r"(?P<name>\w+)(?:\((?P<key>.*)\))?(?P<count>/\$count)?", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for, and how."""

    columns: tuple[Column, ...]
    selected: bool = False  # whether the client named them
    filter: str = ""
    order: tuple[str, ...] = ()  # as a query has it
    top: int | None = None
    skip: int = 0
    page: int = ROWS_A_PAGE
    counted: bool = False
    cursor: str | None = None
    metadata: str = "minimal"

    def without_paging(self) -> Wanted:
        """The same question for all rows."""
        return replace(self, top=None, skip=0, cursor=None)


@dataclass(frozen=True, slots=True)
class Address:
    """What the path names: a table, one row of it, or how many it has."""

    name: str
    key: str | None
    counted: bool


def address(path: str) -> Address | None:
    """Read a path.

    >>> address("penduduk(area='35.72',period='2024')")
    Address(name='penduduk', key="area='35.72',period='2024'", counted=False)
    """
    match = _NAMED.fullmatch(path)
    if match is None:
        return None
    return Address(match["name"], match["key"], match["count"] is not None)


def key_of(text: str, table: Table) -> dict[str, str] | None:
    """The values of a key, by the source of each column; none where it is no key of this table."""
    given: dict[str | None, str] = {}
    place = 0
    while place < len(text):
        match = _KEY.match(text, place)
        if match is None or match[1] in given:
            return None
        given[match[1]] = match[2].replace("''", "'")
        place = match.end()
    if len(table.keys) == 1 and list(given) == [None]:
        return {table.keys[0].source: given[None]}
    if set(given) != {item.name for item in table.keys}:
        return None
    return {item.source: given[item.name] for item in table.keys}


def wanted(given: Mapping[str, str], table: Table, *, prefer: str = "") -> Wanted:
    """Read the options of a request; custom ones (without ``$``) mean nothing here."""
    for name in given:
        if name.startswith("$") and name not in OFFERED:
            raise NotOffered(what=name[:SAID], known=", ".join(OFFERED))
    columns = _selected(given.get("$select"), table)
    return Wanted(
        columns=columns,
        selected=columns != table.columns,
        filter=given.get("$filter", "").strip(),
        order=_order(given.get("$orderby", ""), table),
        top=_number("$top", given["$top"]) if "$top" in given else None,
        skip=_number("$skip", given.get("$skip", "0")),
        page=_page(prefer),
        counted=_truth("$count", given.get("$count", "false")),
        cursor=given.get("$skiptoken"),
        metadata=_metadata(given.get("$format")),
    )


def _number(name: str, text: str) -> int:
    readable = text.isascii() and text.isdigit() and len(text) < len(str(LARGEST))
    if not readable:
        raise OptionUnreadable(name=name, value=text[:SAID], example=f"{name}=100")
    return int(text)


def _truth(name: str, text: str) -> bool:
    if text not in {"true", "false"}:
        raise OptionUnreadable(name=name, value=text[:SAID], example=f"{name}=true")
    return text == "true"


def _selected(text: str | None, table: Table) -> tuple[Column, ...]:
    if text is None or not text.strip():
        return table.columns
    found: dict[str, Column] = {}
    for word in (part.strip() for part in text.split(",")):
        if word == "*":
            found |= {item.name: item for item in table.columns}
            continue
        found[word] = _column("$select", word, table)
    return tuple(found.values())


def _column(option: str, word: str, table: Table) -> Column:
    column = table.column(word)
    if column is None:
        known = ", ".join(item.name for item in table.columns)
        raise OptionUnreadable(name=option, value=word[:SAID], example=known)
    return column


def _order(text: str, table: Table) -> tuple[str, ...]:
    """The order as a query has it: by keys (in the order of their lists) and measures."""
    found = []
    for term in filter(None, (part.strip() for part in text.split(","))):
        word, _, direction = term.partition(" ")
        column = _column("$orderby", word, table)
        if direction.strip() not in {"", "asc", "desc"}:
            raise OptionUnreadable(name="$orderby", value=term[:SAID], example="$orderby=period desc")
        sortable = column.is_key or column.is_measure or column.edm.value == "Edm.Date"
        if not sortable:
            known = ", ".join(item.name for item in table.columns if item.is_key or item.is_measure)
            raise NotOffered(what=f"$orderby={word}", known=known)
        found.append(("-" if direction.strip() == "desc" else "") + column.source)
    return tuple(found)


def _page(prefer: str) -> int:
    match = re.search(r"(?:odata\.)?maxpagesize\s*=\s*(\d{1,9})", prefer)
    return min(max(int(match[1]), 1), MOST_ROWS_A_PAGE) if match else ROWS_A_PAGE


def _metadata(text: str | None) -> str:
    """How much the answer says of itself: ``minimal`` or ``none``."""
    if text is None:
        return "minimal"
    media, *settings = (part.strip().lower() for part in text.split(";"))
    if media not in {"json", "application/json"} or "odata.metadata=full" in settings:
        raise NotAcceptable(format=text[:SAID])
    return "none" if "odata.metadata=none" in settings else "minimal"


def accepted(accept: str) -> str:
    """The same of an Accept header; raises where neither JSON nor anything else is welcome."""
    if not accept or "json" in accept or "*/*" in accept or "application/*" in accept:
        return "none" if "odata.metadata=none" in accept and "minimal" not in accept else "minimal"
    raise NotAcceptable(format=accept[:SAID])
