"""Layers: the features of a collection at one time, as bytes that only need a geometry put in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from lumbung.formats.conditions import Kind
from lumbung.formats.ogc.outlines import Outlines
from lumbung.vocabulary.words import NO_WORDS, Text

CHUNK = 500  # features sent at once
END = b"}"


@dataclass(frozen=True, slots=True)
class Property:
    """A column of a collection."""

    name: str
    title: Text
    kind: Kind
    unit: str = ""
    definition: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature before it is written."""

    id: str
    area: str
    properties: dict[str, Any]


class Layer:
    """The features of a collection at one time."""

    def __init__(self, features: Iterable[Feature], outlines: Outlines) -> None:
        self.ids: dict[str, int] = {}
        self.places: list[int | None] = []  # of each feature among the outlines
        self.heads: list[bytes] = []  # of each feature, up to its geometry
        for number, feature in enumerate(features):
            place = outlines.codes.get(feature.area)
            drawn = {"outline": outlines.drawn[place] if place is not None else "none"}
            told = orjson.dumps(
                {"type": "Feature", "id": feature.id, "properties": feature.properties | drawn}
            )
            self.ids[feature.id] = number
            self.places.append(place)
            self.heads.append(told[:-1] + b',"geometry":')
        self.size = sum(map(len, self.heads))

    def __len__(self) -> int:
        return len(self.heads)

    @cached_property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The properties of each feature, for filters."""
        return [orjson.loads(head + b"null}")["properties"] for head in self.heads]

    @cached_property
    def numbers(self) -> Mapping[int, Sequence[int]]:
        """The features at each place among the outlines."""
        found: dict[int, list[int]] = {}
        for number, place in enumerate(self.places):
            if place is not None:
                found.setdefault(place, []).append(number)
        return found

    def at(self, places: Iterable[int]) -> list[int]:
        """The features at some places, in their order."""
        numbers = self.numbers
        return sorted(number for place in places for number in numbers.get(place, ()))

    def written(self, number: int, outlines: Outlines) -> bytes:
        """One feature."""
        return self.heads[number] + outlines.geometry(self.places[number]) + END


@dataclass(frozen=True, slots=True)
class Chosen:
    """Features of one layer that are wanted; all, where no numbers are named."""

    layer: Layer
    numbers: Sequence[int]


def page(chosen: Sequence[Chosen], offset: int, limit: int) -> tuple[list[tuple[Layer, int]], int]:
    """The features of a page, each with its layer, and how many there are in all."""
    total = sum(len(item.numbers) for item in chosen)
    found: list[tuple[Layer, int]] = []
    passed = offset
    for item in chosen:
        if passed >= len(item.numbers):
            passed -= len(item.numbers)
            continue
        part = item.numbers[passed : passed + limit - len(found)]
        found += [(item.layer, number) for number in part]
        passed = 0
        if len(found) == limit:
            break
    return found, total


def collection_chunks(
    features: Sequence[tuple[Layer, int]], outlines: Outlines, around: Mapping[str, Any]
) -> Iterator[bytes]:
    """A feature collection, a few hundred features at a time."""
    head = orjson.dumps({"type": "FeatureCollection", **around})
    yield head[:-1] + b',"features":['
    for first in range(0, len(features), CHUNK):
        part = features[first : first + CHUNK]
        body = b",".join([layer.written(number, outlines) for layer, number in part])
        yield body if first == 0 else b"," + body
    yield b"]}"


def moment(at: dt.datetime) -> str:
    """A moment as RFC 3339 has it.

    >>> moment(dt.datetime(2026, 11, 22, 7, 0, tzinfo=dt.UTC))
    '2026-11-22T07:00:00Z'
    """
    return at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
