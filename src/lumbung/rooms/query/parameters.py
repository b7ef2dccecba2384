"""Questions in words: as an address or the command line writes them.

``area=35.72.01,35.72.02  period=2021..2024  sex=F,M  by=area,period  roll_up=kecamatan  limit=100``;
``boundaries=now`` carries earlier figures to today's areas; any other name is a dimension.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from lumbung.cube import Query, query
from lumbung.rooms.query.limits import MOST_CODES, MOST_ROWS_A_PAGE
from lumbung.rooms.query.problems import LimitUnfit, ParameterUnfit
from lumbung.vocabulary.areas import AreaLevel, area_level

SINGLE = frozenset({"within", "roll_up", "as_of", "edition", "cursor", "limit", "boundaries"})
SAID = 60  # of a word that cannot be read, so much is said back
LISTS = frozenset({"by", "measures", "order"})


def question(dataset: str, given: Mapping[str, Iterable[str]], *, limit: int | None = None) -> Query:
    """Read a question; every name may come several times, with one or more words each time."""
    words = {name: _words(values) for name, values in given.items()}
    one = {name: _one(name, words.pop(name)) for name in SINGLE & words.keys()}
    lists = {name: words.pop(name) for name in LISTS & words.keys()}
    if sum(map(len, words.values())) > MOST_CODES:
        raise ParameterUnfit(name="…", value="…", example=f"≤ {MOST_CODES}")
    return query(
        dataset,
        where={name: codes for name, codes in words.items() if codes},
        within=one.get("within") or None,
        measures=lists.get("measures", ()),
        by=lists.get("by"),
        roll_up=_level(one.get("roll_up", "")),
        edition=one.get("edition") or None,
        as_of=_day(one.get("as_of", "")),
        order=lists.get("order", ()),
        limit=_limit(one.get("limit", ""), limit),
        cursor=one.get("cursor") or None,
        boundaries=_boundaries(one.get("boundaries", "")),
    )


def _words(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _one(name: str, words: list[str]) -> str:
    if len(words) > 1:
        raise ParameterUnfit(name=name, value=",".join(words)[:SAID], example=f"{name}={words[0]}")
    return words[0] if words else ""


def _level(word: str) -> AreaLevel | None:
    if not word:
        return None
    try:
        return area_level(word)
    except ValueError as fault:
        known = ", ".join(level.value for level in AreaLevel)
        raise ParameterUnfit(name="roll_up", value=word[:SAID], example=known) from fault


def _boundaries(word: str) -> str:
    if word not in {"", "now"}:
        raise ParameterUnfit(name="boundaries", value=word[:SAID], example="boundaries=now")
    return word


def _day(word: str) -> dt.date | None:
    if not word:
        return None
    try:
        return dt.date.fromisoformat(word)
    except ValueError as fault:
        raise ParameterUnfit(name="as_of", value=word[:SAID], example="2025-06-30") from fault


def _limit(word: str, otherwise: int | None) -> int | None:
    if not word:
        return otherwise
    readable = word.isascii() and word.isdigit() and len(word) < 10
    if not readable or int(word) > MOST_ROWS_A_PAGE:
        raise LimitUnfit(value=word[:SAID], most=MOST_ROWS_A_PAGE)
    return int(word)
