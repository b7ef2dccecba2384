"""Where areas are: their boundaries as loaded, joined from the areas below, or points.

They are worked out once for each state of the registry and written to a file that every process
maps into its memory, so that the shapes of a whole nation cost a process next to nothing and a
feature is sent without being made. See docs/decisions/0094-features-are-put-together-from-ready-bytes.md.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
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
    return {area.code: _outline(tree, boundaries, area) for area in areas}


def _outline(tree: AreaTree, boundaries: Mapping[str, Mapping[str, Any]], area: Area) -> Outline:
    if own := boundaries.get(area.code):
        return Outline(Drawn.BOUNDARY, own, _box(own["coordinates"]))
    below = [item for item in tree.within(area.code) if item.code != area.code] if _is_whole(area) else []
    deepest = max((item.level.rank for item in below), default=0)
    leaves = [item for item in below if item.level.rank == deepest]
    if leaves and all(item.code in boundaries for item in leaves):
        joined = _joined([boundaries[item.code] for item in leaves])
        return Outline(Drawn.JOINED, joined, _box(joined["coordinates"]))
    points = [
        [item.longitude, item.latitude]
        for item in ([area] if area.longitude is not None else leaves)
        if item.longitude is not None and item.latitude is not None
    ]
    if not points:
        return NOWHERE
    single = len(points) == 1
    geometry = {"type": "Point" if single else "MultiPoint", "coordinates": points[0] if single else points}
    return Outline(Drawn.POINT, geometry, _box(points))


def _is_whole(area: Area) -> bool:
    """Whether the registry holds all parts of an area: of a province or the nation it seldom does."""
    return area.level.rank >= AreaLevel.CITY.rank


def _joined(parts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    from shapely import make_valid, union_all
    from shapely.geometry import mapping, shape

    whole = [make_valid(shape(part)).buffer(CRACK, join_style="mitre") for part in parts]
    found = mapping(union_all(whole).buffer(-CRACK, join_style="mitre").simplify(1e-7))
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, 7)  # a centimetre
    return [_rounded(part) for part in coordinates]


def _box(coordinates: Any) -> Box:
    flat = list(_positions(coordinates))
    longitudes, latitudes = [x for x, _ in flat], [y for _, y in flat]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _positions(coordinates: Any) -> Iterable[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _positions(part)


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
        self._ends = [_HEAD.size + length]
        for piece in index["lengths"]:
            self._ends.append(self._ends[-1] + piece)

    def geometry(self, place: int | None) -> bytes:
        """The geometry of an area, as JSON."""
        return b"null" if place is None else self._bytes[self._ends[place] : self._ends[place + 1]]

    def touching(self, box: Box) -> frozenset[int]:
        """The places of the areas that a box in degrees touches (of outlines in CRS84)."""
        from shapely import box as rectangle

        west, south, east, north = box
        halves = (
            [rectangle(west, south, east, north)]
            if west <= east
            else [rectangle(west, south, 180, north), rectangle(-180, south, east, north)]
        )
        tree, _ = self._shapes
        return frozenset(int(i) for half in halves for i in tree.query(half, predicate="intersects"))

    def meeting(self, shape: Any) -> frozenset[int]:
        """The places of the areas that a shape in degrees touches (of outlines in CRS84)."""
        return frozenset(int(place) for place in self._shapes[0].query(shape, predicate="intersects"))

    @cached_property
    def _shapes(self) -> tuple[Any, Any]:
        from shapely import STRtree, from_geojson, prepare

        texts = [None if box is None else self.geometry(place) for place, box in enumerate(self.boxes)]
        shapes = from_geojson(texts)
        prepare(shapes)
        return STRtree(shapes), shapes
