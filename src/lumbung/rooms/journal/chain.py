"""How a line of the journal is written canonically, and how lines are chained by their hashes.

The canonical form is JSON with sorted keys and without spaces, in UTF-8; a copy of the
journal can be verified by any program that follows these few lines.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

START = "0" * 64  # what the first line gives as the hash of the line before


@dataclass(frozen=True, slots=True)
class Line:
    """What is hashed of an entry."""

    number: int
    at: dt.datetime
    verb: str
    actor: int | None
    actor_name: str
    subject_kind: str
    subject: str
    dataset: str
    reason: str
    previous: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """The SHA-256 of the canonical form."""
        said = {**asdict(self), "at": self.at.astimezone(dt.UTC).isoformat(timespec="microseconds")}
        written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(written.encode()).hexdigest()


def storable(value: Any) -> Any:
    """A fact in the form in which every database gives it back unchanged.

    PostgreSQL keeps numbers by value, not by spelling, and takes neither NUL nor half a
    surrogate pair; what JSON does not know (a period, a date, a code) is kept as its text.

    >>> storable({"rows": 1e3, "period": dt.date(2024, 1, 31), "note": "a\\x00b"})
    {'rows': 1000, 'period': '2024-01-31', 'note': 'a�b'}
    """
    match value:
        case None | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case Mapping():
            return {storable(str(key)): storable(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [
                storable(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)
            ]
        case _:
            return str(value).replace("\x00", "�").encode("utf-8", "replace").decode()
