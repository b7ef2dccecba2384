"""Package searches: ordered, cut into pages, counted by facet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lumbung.formats.ckan.arguments import Arguments
from lumbung.formats.ckan.faults import Unfit
from lumbung.formats.ckan.filters import FIELDS, Facts, Question, question_of
from lumbung.formats.ckan.packages import Record
from lumbung.vocabulary.words import Text

MOST_ROWS, ROWS = 1_000, 10
FACETS, MOST_FACETS = 50, 1_000
BY_DEFAULT = "score desc, metadata_modified desc"
ORDER = re.compile(r"\s*(\w+)(?:\s+(asc|desc))?\s*", re.IGNORECASE | re.ASCII)
SORTED_BY = {"title_string": "title", "title": "title", "name": "name", "id": "id"}
SORTED_BY |= {"metadata_modified": "metadata_modified", "metadata_created": "metadata_created"}
EVERYTHING = {"", "*", "*:*"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A package with what filters ask of it, and how well it answers the words (the best first)."""

    package: Record
    facts: Facts
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Search:
    """What ``package_search`` was asked."""

    words: str
    question: Question
    order: tuple[tuple[str, bool], ...]
    order_said: str
    rows: int
    start: int
    facets: tuple[str, ...]
    facet_limit: int
    facet_least: int


def search_of(given: Arguments) -> Search:
    """Read a search; what asks for drafts or private packages is passed over, there are none."""
    words = given.text("q").strip()
    filters = [given.text("fq"), *(given.names("fq_list", commas=False) or ())]
    if any(words.startswith((f"{name}:", f"+{name}:", f"-{name}:")) for name in FIELDS):
        filters.append(words)
        words = ""
    said = given.text("sort") or BY_DEFAULT
    wanted = given.names("facet.field") if given.flag("facet", default=True) else ()
    known = tuple(name for name in wanted or () if name in FIELDS)
    limit = given.given.get("facet.limit")
    unlimited = str(limit).startswith("-")
    return Search(
        words="" if words in EVERYTHING else words,
        question=question_of(filters),
        order=_order(said),
        order_said=said,
        rows=given.number("rows", ROWS, most=MOST_ROWS),
        start=given.number("start", 0),
        facets=known,
        facet_limit=MOST_FACETS if unlimited else given.number("facet.limit", FACETS, most=MOST_FACETS),
        facet_least=given.number("facet.mincount", 1),
    )


def _order(said: str) -> tuple[tuple[str, bool], ...]:
    terms = []
    for part in said.split(",")[:10]:
        match = ORDER.fullmatch(part)
        name = match[1].lower() if match else ""
        if match is None or not (name == "score" or name in SORTED_BY):
            known = ", ".join(["score", *SORTED_BY])
            raise Unfit(
                "sort", Text(f"Urutan tidak dikenal; yang ada: {known}", f"Cannot sort so; known: {known}")
            )
        terms.append((name, (match[2] or "asc").lower() == "desc"))
    return tuple(terms)


def searched(asked: Search, among: Sequence[Listed], titles: Mapping[str, Mapping[str, str]]) -> Record:
    """The result of a search; ``titles`` are the words of facets' codes."""
    found = [one for one in among if asked.question(one.facts)]
    for name, is_turned in reversed(asked.order):
        if name == "score":
            found.sort(key=lambda one: one.rank)
        else:
            column = SORTED_BY[name]
            found.sort(key=lambda one: str(one.package[column]).lower(), reverse=is_turned)
    counted = {name: _counted(asked, name, found) for name in asked.facets}
    return {
        "count": len(found),
        "facets": {name: dict(codes) for name, codes in counted.items()},
        "results": [one.package for one in found[asked.start : asked.start + asked.rows]],
        "sort": asked.order_said,
        "search_facets": {
            name: {"title": name, "items": _items(codes, titles.get(name, {}))}
            for name, codes in counted.items()
        },
    }


def _counted(asked: Search, name: str, found: Sequence[Listed]) -> list[tuple[str, int]]:
    codes = Counter(code for one in found for code in one.facts.get(name, ()))
    enough = [(code, count) for code, count in codes.items() if count >= asked.facet_least]
    return sorted(enough, key=lambda pair: (-pair[1], pair[0]))[: asked.facet_limit]


def _items(codes: Sequence[tuple[str, int]], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"name": code, "display_name": titles.get(code, code), "count": count} for code, count in codes]
