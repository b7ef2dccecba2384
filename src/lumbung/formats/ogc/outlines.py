"""Where areas are: their boundaries as loaded, joined from the areas below, or points.

They are worked out once for each state of the registry and written to a file that every process
maps into its memory, so that the shapes of a whole nation cost a process next to nothing and a
feature is sent without being made. See docs/decisions/0094-features-are-put-together-from-ready-bytes.md.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import orjson

from lumbung.formats.ogc.crs import Box, System, moved
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.words import Text, Worded

CRACK = 0.0004  # degrees: neighbours seldom share their edges to the metre, so what is joined is closed
_HEAD = struct.Struct("<Q")


class Drawn(Worded):
    """What the geometry of an area is."""

    BOUNDARY = "boundary", Text("batas yang dimuat", "boundary as loaded")
    JOINED = "joined", Text("gabungan batas wilayah di bawahnya", "joined from the boundaries below")
    POINT = "point", Text("titik, batas belum dimuat", "point: no boundary is loaded")
    NONE = "none", Text("letak belum diketahui", "place not known")


@dataclass(frozen=True, slots=True)
class Outline:
    """Where an area is."""

    drawn: Drawn
    geometry: Mapping[str, Any] | None
    box: Box | None


NOWHERE = Outline(Drawn.NONE, None, None)


def outlines(
    tree: AreaTree, boundaries: Mapping[str, Mapping[str, Any]], areas: Iterable[Area]
) -> dict[str, Outline]:
    """Where some areas are."""
    loaded = _loaded(boundaries)
    joined = _joined(tree, loaded)
    found = {}
    for area in areas:
        if area.code in boundaries:
            box = loaded[area.code].bounds
            found[area.code] = Outline(Drawn.BOUNDARY, boundaries[area.code], box)
        elif area.code in joined:
            found[area.code] = joined[area.code]
        else:
            found[area.code] = _points(tree, area)
    return found


def _points(tree: AreaTree, area: Area) -> Outline:
    """The point of an area, or those of the smallest areas below it."""
    below = tree.within(area.code) if area.longitude is None and _is_whole(area) else (area,)
    deepest = max(item.level.rank for item in below)
    points = [
        (item.longitude, item.latitude)
        for item in below
        if item.level.rank == deepest and item.longitude is not None and item.latitude is not None
    ]
    if not points:
        return NOWHERE
    longitudes, latitudes = zip(*points, strict=True)
    box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    if len(points) == 1:
        return Outline(Drawn.POINT, {"type": "Point", "coordinates": points[0]}, box)
    return Outline(Drawn.POINT, {"type": "MultiPoint", "coordinates": points}, box)


def _is_whole(area: Area) -> bool:
    """Whether the registry holds all parts of an area: of a province or the nation it seldom does."""
    return area.level.rank >= AreaLevel.CITY.rank


def _loaded(boundaries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The boundaries as shapes."""
    if not boundaries:
        return {}
    from shapely import from_geojson

    return dict(
        zip(boundaries, from_geojson([orjson.dumps(item) for item in boundaries.values()]), strict=True)
    )


def _joined(tree: AreaTree, loaded: Mapping[str, Any]) -> dict[str, Outline]:
    """The areas without a boundary of which every part has one, joined rung by rung."""
    if not loaded:
        return {}
    from shapely import buffer, make_valid, to_geojson, transform, union_all

    grown = dict(
        zip(loaded, buffer(make_valid(list(loaded.values())), CRACK, join_style="mitre"), strict=True)
    )
    found = {}
    for area in sorted(tree.areas.values(), key=lambda item: -item.level.rank):
        parts = [grown.get(item.code) for item in tree.children(area.code)]
        if area.code in grown or not _is_whole(area) or not parts or None in parts:
            continue
        whole = grown[area.code] = union_all(parts)
        shape = transform(whole.buffer(-CRACK, join_style="mitre").simplify(1e-7), lambda at: at.round(7))
        found[area.code] = Outline(Drawn.JOINED, orjson.loads(to_geojson(shape)), shape.bounds)
    return found


def written(found: Mapping[str, Outline], system: System) -> bytes:
    """Outlines in one system as the bytes of a file: what there is, then the geometries one after another."""
    pieces = [
        b"null" if item.geometry is None else orjson.dumps(moved(item.geometry, system))
        for item in found.values()
    ]
    index = orjson.dumps(
        {
            "codes": list(found),
            "drawn": [item.drawn.value for item in found.values()],
            "boxes": [item.box for item in found.values()],
            "lengths": list(map(len, pieces)),
        }
    )
    return b"".join((_HEAD.pack(len(index)), index, *pieces))


class Outlines:
    """Outlines in one system, ready to be sent."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        (length,) = _HEAD.unpack_from(self._bytes)
        index = orjson.loads(self._bytes[_HEAD.size : _HEAD.size + length])
        self.codes: Mapping[str, int] = {code: place for place, code in enumerate(index["codes"])}
        self.drawn: Sequence[str] = index["drawn"]
        self.boxes: Sequence[Box | None] = [tuple(box) if box else None for box in index["boxes"]]
        # GEOS lets go of the interpreter's lock, but its trees and shapes are for one thread at a time.
        self._lock = Lock()
        self._ends = [_HEAD.size + length]
        for piece in index["lengths"]:
            self._ends.append(self._ends[-1] + piece)

    def geometry(self, place: int | None) -> bytes:
        """The geometry of an area, as JSON."""
        return b"null" if place is None else self._bytes[self._ends[place] : self._ends[place + 1]]

    def touching(self, box: Box, among: Container[int]) -> frozenset[int]:
        """Of some places those of the areas that a box in degrees touches (of outlines in CRS84)."""
        from shapely import box as rectangle

        west, south, east, north = box
        if west > east:
            halves = (west, south, 180.0, north), (-180.0, south, east, north)
            return self.touching(halves[0], among) | self.touching(halves[1], among)
        return self.meeting(rectangle(west, south, east, north), among, inside=box)

    def meeting(self, shape: Any, among: Container[int], inside: Box | None = None) -> frozenset[int]:
        """Of some places those of the areas that a shape in degrees touches (of outlines in CRS84).

        What lies inside a box that the shape is, needs no closer look.
        """
        from shapely import intersects

        with self._lock:
            tree, shapes = self._shapes
            near = [place for place in tree.query(shape).tolist() if place in among]
            open_ones = [place for place in near if inside is None or not _within(self.boxes[place], inside)]
            touched = intersects(shapes[open_ones], shape).tolist() if open_ones else []
        return frozenset(near) - {place for place, met in zip(open_ones, touched, strict=True) if not met}

    @cached_property
    def _shapes(self) -> tuple[Any, Any]:
        from shapely import STRtree, from_geojson

        texts = [None if box is None else self.geometry(place) for place, box in enumerate(self.boxes)]
        shapes = from_geojson(texts)
        return STRtree(shapes), shapes


def _within(inner: Box | None, outer: Box) -> bool:
    return (
        inner is not None
        and outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )
