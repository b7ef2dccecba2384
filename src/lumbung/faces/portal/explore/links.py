"""Short links: a question kept under eight letters, which goes on answering when periods are added."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from lumbung.faces.portal.explore.wishes import Wish
from lumbung.kit.jinja import query
from lumbung.rooms.query import actions as observing
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import SavedQuery, SavedQueryUnknown

FACE = "olah"  # whose questions these are: other faces keep theirs in their own words
LETTERS, MORE = 8, 16  # five letters' worth of bits each; the longer where two begin alike


def kept(wish: Wish, dataset: str) -> str:
    """Keep a question and say its letters; the same question always has the same."""
    record = observing.save_query(dataset=dataset, content=_content(wish), actor=None)
    first = observations.saved_beginning(record.pk[: LETTERS * 5 // 4])
    return letters_of(record.pk, LETTERS if first is None or first.pk == record.pk else MORE)


def letters_of(id_: str, many: int = LETTERS) -> str:
    """The letters of a record's id: its first bits, written so that nobody mistakes 0 for O.

    >>> letters_of("00443214c74254b635cf8465")
    'abcdefgh'
    """
    return base64.b32encode(bytes.fromhex(id_[: many * 5 // 4])).decode("ascii").lower()


def record_of(letters: str) -> SavedQuery:
    """The question kept under some letters."""
    try:
        begun = base64.b32decode(letters.upper()).hex() if len(letters) in {LETTERS, MORE} else ""
    except (binascii.Error, ValueError):
        begun = ""
    found = observations.saved_beginning(begun) if begun else None
    if found is None or found.content.get("face") != FACE:
        raise SavedQueryUnknown(id=letters)
    return found


def parts_of(record: SavedQuery) -> Mapping[str, list[str]]:
    """The parts of the address that a record stands for."""
    parts: Mapping[str, list[str]] = record.content["parts"]
    return parts


def is_kept(wish: Wish, dataset: str, letters: str) -> bool:
    """Whether some letters stand for this very question."""
    try:
        record = record_of(letters)
    except SavedQueryUnknown:
        return False
    return record.dataset.code == dataset and record.content == _content(wish)


def address_of(record: SavedQuery) -> str:
    """The part of the address after the question mark."""
    return query(**parts_of(record))


def _content(wish: Wish) -> dict[str, object]:
    return {"face": FACE, "parts": wish.address(page="")}
