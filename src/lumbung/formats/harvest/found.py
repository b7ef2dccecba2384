"""What another portal says of a dataset, cleaned: bounded texts, addresses of the web only."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson

from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

NAME, TITLE, WORDS, ADDRESS, LISTED = 200, 300, 4_000, 1_000, 50
HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
MARKUP = re.compile(r"<[^<>]{0,500}>")


class CatalogueUnreadable(Problem):
    """What came is no catalogue of the kind that was expected."""

    code = "harvest.unreadable"
    message = Text(
        "Jawaban portal itu bukan katalog {kind}: {why}", "The portal's answer is no {kind} catalogue: {why}"
    )
    hint = Text("Periksa alamat dan jenis sumbernya.", "Check the address and the kind of the source.")


@dataclass(frozen=True, slots=True)
class Found:
    """A dataset of another portal."""

    id: str  # there
    title: Text
    description: Text
    publisher: str
    licence: str
    address: str  # of its page there
    keywords: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    modified: str = ""  # as it was written, where it is a moment
    edition: str = ""  # of a Lumbung: the current one

    @property
    def fingerprint(self) -> str:
        """The same as long as the other portal says the same."""
        return hashlib.sha256(orjson.dumps(asdict(self))).hexdigest()


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that was not understood."""

    id: str
    why: Text


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a catalogue; ``following`` is asked for next."""

    found: tuple[Found, ...]
    unread: tuple[Unread, ...]
    following: str = ""


def read(body: bytes, kind: str) -> Any:
    """JSON as it came."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        raise CatalogueUnreadable(kind=kind, why=str(fault)[:120]) from fault


def plain(value: object, most: int = WORDS) -> str:
    """A text of another portal: without markup, hidden signs and endless length."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = MARKUP.sub(" ", HIDDEN.sub("", str(value)[: 4 * most]))
    return " ".join(text.split())[:most].strip()


def words(value: object, most: int = TITLE) -> Text:
    """A text in one language, or by language."""
    if isinstance(value, Mapping):
        one, other = plain(value.get("id"), most), plain(value.get("en"), most)
        return Text(one or other, other) if one or other else Text(plain(value.get("@value"), most))
    if isinstance(value, list):
        said = [one for one in value if isinstance(one, Mapping)]
        by_language = {str(one.get("@language", "id"))[:2]: one.get("@value") for one in said}
        return words(by_language or (value[0] if value and not isinstance(value[0], list) else ""), most)
    return Text(plain(value, most))


def listed(value: object, most: int = NAME) -> tuple[str, ...]:
    """Some short texts."""
    several: Iterable[object] = value if isinstance(value, list) else [value]
    cleaned = (plain(item, most) for item in several)
    return tuple(sorted({item for item in cleaned if item}))[:LISTED]


def web_address(value: object) -> str:
    """An address that a link may lead to; nothing where it is none of the web."""
    text = value.get("@id") if isinstance(value, Mapping) else value
    if not isinstance(text, str) or len(text) > ADDRESS or HIDDEN.search(text) or any(map(str.isspace, text)):
        return ""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        return ""
    return text if is_web else ""


def moment(value: object) -> str:
    """A date or moment as it was written, if it is one."""
    text = plain(value.get("@value") if isinstance(value, Mapping) else value, 40)
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text
