"""Bodies of data answers: bytes made once and kept, since editions never change."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from itertools import repeat
from threading import Lock

import orjson

from lumbung.cube.queries import Answer, Column, Role
from lumbung.cube.slices import KEYS
from lumbung.rooms.query.queries import Cited

MEGABYTE = 1 << 20
WORTH_PACKING = 2_048  # bytes; what is smaller travels in as many packets either way
BESIDE = {Role.STATUS: "status", Role.NOTE: "note", Role.CONFIDENTIALITY: "confidentiality"}


class Bodies:
    """The bodies that were given out lately, up to a number of bytes."""

    def __init__(self, room: int = 64 * MEGABYTE, largest: int = MEGABYTE) -> None:
        self.room, self.largest = room, largest
        self._kept = OrderedDict[Hashable, bytes]()
        self._used, self._lock = 0, Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The body of a question, made if it is not kept."""
        with self._lock:
            body = self._kept.get(key)
            if body is not None:
                self._kept.move_to_end(key)
                return body
        body = make()
        if len(body) <= self.largest:
            with self._lock:
                if key not in self._kept:
                    self._kept[key] = body
                    self._used += len(body)
                while self._used > self.room:
                    self._used -= len(self._kept.popitem(last=False)[1])
        return body


def as_json(answer: Cited) -> bytes:
    """An answer as ``/data`` gives it."""
    return orjson.dumps(
        {
            "dataset": answer.dataset,
            "edition": answer.edition,
            "licence": answer.licence,
            "source": answer.source.id,
            "simulated": answer.simulated,
            "columns": orjson.Fragment(_described(answer.columns)),
            "data": rows(answer),
            "next": answer.next,
            "total": answer.total,
            "notes": [note.as_dict() for note in answer.notes],
        }
    )


@lru_cache(maxsize=512)
def _described(columns: tuple[Column, ...]) -> bytes:
    """The columns of an answer: the same for all answers of their kind, so written once."""
    return orjson.dumps([described(column) for column in columns if column.role not in BESIDE])


def described(column: Column) -> dict[str, object]:
    """A column in words."""
    told: dict[str, object] = {
        "code": column.code,
        "role": column.role.value,
        "title": column.title.as_dict(),
    }
    if column.role is Role.MEASURE:
        told |= {"unit": column.unit, "decimals": column.decimals}
    if column.definition:
        told["definition"] = column.definition.as_dict()
    if column.standard:
        told["standard"] = column.standard
    return told


def rows(answer: Answer) -> list[dict[str, object]]:
    """Rows as objects; what stands beside a measure is told only where it says something."""
    names = [column.code for column in answer.columns if column.role in KEYS or column.role is Role.MEASURE]
    beside = [
        (place, BESIDE[column.role], column.measure)
        for place, column in enumerate(answer.columns)
        if column.role in BESIDE
    ]
    # Keys and measures stand first in every answer, so a row is cut off where they end.
    told: list[dict[str, object]] = list(map(dict, map(zip, repeat(names), answer.rows)))
    for place, word, measure in beside:
        for item, row in zip(told, answer.rows, strict=True):
            said = row[place]
            if said is not None:
                kept = item.setdefault(word, {})
                assert isinstance(kept, dict)
                kept[measure] = said
    return told


def packed(body: bytes) -> bytes:
    """A body as gzip, the same bytes each time."""
    packer = zlib.compressobj(5, wbits=31)
    return packer.compress(body) + packer.flush()
