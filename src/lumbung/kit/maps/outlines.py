"""The outlines of areas on a field of pixels: official boundaries, or a scheme from points.

A scheme is a Voronoi map of one point in each smallest area, clipped to a rounded hull and
joined for the areas above. It shows who is whose neighbour, and is no boundary.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lumbung.vocabulary.areas import Area, AreaTree

WIDTH = 480.0
MARGIN = 6.0
CORNER = 5.0  # radius of the corners of a scheme
SPREAD = 1.25  # how far a scheme reaches beyond its outermost points, in distances between neighbours
CRACK = 0.0004  # degrees, about 40 m
LETTER = 0.56  # the mean width of a letter, in sizes of type


@dataclass(frozen=True, slots=True)
class Shape:
    """One area as drawn: its path, and where its name fits, if it does."""

    code: str
    name: str
    title: str
    path: str
    label: tuple[float, float, float] | None  # x, y and the size of type


@dataclass(frozen=True, slots=True)
class Outline:
    """The areas of a map."""

    shapes: tuple[Shape, ...]
    width: float
    height: float
    schematic: bool


def outline(tree: AreaTree, codes: Sequence[str], boundaries: Mapping[str, Any]) -> Outline | None:
    """The outlines of some areas; none where neither boundaries nor points are known."""
    wanted = [tree[code] for code in codes if code in tree]
    polygons = _from_boundaries(tree, wanted, boundaries)
    schematic = polygons is None
    if polygons is None:
        polygons = _from_points(tree, wanted)
    if not polygons:
        return None
    drawn, height = _on_field(polygons)
    if schematic:
        drawn = {code: _rounded(polygon) for code, polygon in drawn.items()}
    shapes = tuple(
        Shape(area.code, area.name, area.title, _path(drawn[area.code]), _label(area.name, drawn[area.code]))
        for area in wanted
        if area.code in drawn
    )
    return Outline(shapes, WIDTH, height, schematic)


def _from_boundaries(
    tree: AreaTree, wanted: Iterable[Area], boundaries: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The loaded boundaries; an area without one is joined from those below it."""
    from shapely import make_valid, union_all
    from shapely.geometry import shape

    found = {}
    for area in wanted:
        own = boundaries.get(area.code)
        parts = [own] if own else [boundaries[a.code] for a in tree.within(area.code) if a.code in boundaries]
        if not parts:
            return None
        # Neighbours seldom share their edges to the metre: what is joined is closed over such cracks.
        whole = [make_valid(shape(part)).buffer(CRACK if len(parts) > 1 else 0) for part in parts]
        found[area.code] = union_all(whole).buffer(-CRACK if len(parts) > 1 else 0)
    return found


def _from_points(tree: AreaTree, wanted: Sequence[Area]) -> dict[str, Any]:
    from shapely import MultiPoint, Point, union_all, voronoi_polygons

    owners: dict[tuple[float, float], str] = {}
    for area in wanted:
        for point in _points_of(tree, area):
            owners.setdefault(point, area.code)
    if len(owners) < 2:
        return {}
    stretch = math.cos(math.radians(sum(lat for _, lat in owners) / len(owners)))
    flat = {(lon * stretch, lat): code for (lon, lat), code in owners.items()}
    points = MultiPoint(list(flat))
    near = _typical_distance(list(flat))
    hull = points.buffer(near * SPREAD).buffer(near * 3).buffer(-near * 3)
    cells = voronoi_polygons(points, extend_to=hull.buffer(near * 4))
    parts: dict[str, list[Any]] = {}
    for cell in cells.geoms:
        owner = next(code for point, code in flat.items() if cell.covers(Point(point)))
        parts.setdefault(owner, []).append(cell.intersection(hull))
    joined = {code: union_all(cells) for code, cells in parts.items()}
    return {code: _unstretched(polygon, stretch) for code, polygon in joined.items()}


def _points_of(tree: AreaTree, area: Area) -> list[tuple[float, float]]:
    """The points of the smallest areas within one, or its own."""
    below = [a for a in tree.within(area.code) if a.longitude is not None and a.latitude is not None]
    if not below:
        return []
    deepest = max(a.level.rank for a in below)
    return [
        (a.longitude, a.latitude)
        for a in below
        if a.level.rank == deepest and a.longitude is not None and a.latitude is not None
    ]


def _typical_distance(points: list[tuple[float, float]]) -> float:
    nearest = [min(math.dist(a, b) for b in points if b != a) for a in points]
    return sorted(nearest)[len(nearest) // 2]


def _unstretched(polygon: Any, stretch: float) -> Any:
    from shapely.affinity import scale

    return scale(polygon, xfact=1 / stretch, yfact=1, origin=(0, 0))


def _on_field(polygons: Mapping[str, Any]) -> tuple[dict[str, Any], float]:
    """Degrees made into pixels, north above, east and north equally long."""
    from shapely import union_all
    from shapely.affinity import affine_transform

    west, south, east, north = union_all(list(polygons.values())).bounds
    stretch = math.cos(math.radians((south + north) / 2))
    size = (WIDTH - 2 * MARGIN) / max((east - west) * stretch, (north - south) * 0.85)
    left = (WIDTH - (east - west) * stretch * size) / 2
    height = (north - south) * size + 2 * MARGIN
    matrix = [size * stretch, 0, 0, -size, left - west * stretch * size, MARGIN + north * size]
    moved = {code: affine_transform(polygon, matrix).simplify(0.4) for code, polygon in polygons.items()}
    return moved, round(height, 1)


def _rounded(polygon: Any) -> Any:
    inner = polygon.buffer(-CORNER)
    return (inner if not inner.is_empty else polygon).buffer(CORNER - 0.6, quad_segs=3).simplify(0.15)


def _path(polygon: Any) -> str:
    pieces = [piece for piece in getattr(polygon, "geoms", [polygon]) if piece.geom_type == "Polygon"]
    rings = [ring for piece in pieces for ring in (piece.exterior, *piece.interiors)]
    return "".join(
        "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in list(ring.coords)[:-1]) + "Z" for ring in rings
    )


def _label(name: str, polygon: Any) -> tuple[float, float, float] | None:
    """Where a name fits inside its area, at 13, 12 or 11 pixels; else it is dropped."""
    from shapely import box, maximum_inscribed_circle

    widest = max(getattr(polygon, "geoms", [polygon]), key=lambda piece: piece.area)
    if widest.geom_type != "Polygon":
        return None
    middle = maximum_inscribed_circle(widest).coords[0]
    for size in (13.0, 12.0, 11.0):
        width = len(name) * LETTER * size
        for x, y in (middle, widest.centroid.coords[0], (widest.centroid.x, middle[1])):
            around = box(x - width / 2 - 2, y - size * 0.6, x + width / 2 + 2, y + size * 0.6)
            if widest.covers(around):
                return round(x, 1), round(y, 1), size
    return None
