"""Cursors: where a page ended, so that the next begins after it.

A cursor names its edition (pages stay those of one edition when a newer one appears), the
question it belongs to, the total, and either the last key or the number of rows passed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, replace

import orjson

from lumbung.cube.problems import CursorUnfit
from lumbung.cube.queries import Cell, Query

MOST_ROWS = 1 << 53


@dataclass(frozen=True, slots=True)
class Cursor:
    """The end of a page."""

    edition: str  # its label
    question: str
    total: int
    after: tuple[Cell, ...]

    def written(self) -> str:
        """The cursor as a client gets it: opaque, and safe in an address."""
        raw = orjson.dumps([self.edition, self.question, self.total, *self.after])
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def question(asked: Query) -> str:
    """A short name for what is asked, whichever page of it and however long the page."""
    plain = replace(asked, cursor=None, limit=None, offset=0, edition=None, as_of=None)
    return hashlib.blake2b(repr(plain).encode(), digest_size=6).hexdigest()


def read_cursor(text: str) -> Cursor:
    """Read a cursor; what it says is checked where it is used."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        edition, asked, total, *after = orjson.loads(raw)
    except (binascii.Error, ValueError, TypeError) as fault:
        raise CursorUnfit from fault
    plain = all(item is None or isinstance(item, int | float) for item in after)
    if not (isinstance(edition, str) and isinstance(asked, str) and isinstance(total, int) and plain):
        raise CursorUnfit
    return Cursor(edition, asked, total, tuple(after))


def cursor_for(asked: Query, label: str) -> Cursor | None:
    """The cursor of a query, where it has one, if it belongs to the same question and edition."""
    if asked.cursor is None:
        return None
    cursor = read_cursor(asked.cursor)
    if cursor.question != question(asked) or cursor.edition != label or not 0 <= cursor.total < MOST_ROWS:
        raise CursorUnfit
    return cursor
