"""Shapes that a filter names, in WKT or as ``BBOX(…)``."""

from __future__ import annotations

import math
from typing import Any

from lumbung.formats.conditions import ConditionUnreadable
from lumbung.formats.ogc.crs import System, degrees


def shape_of(text: str, system: System) -> Any:
    """A shape in longitude and latitude, of a shape in a system.

    >>> shape_of("BBOX ( 112.1 , -8.2 , 112.2 , -8.0 )", System.CRS84).bounds
    (112.1, -8.2, 112.2, -8.0)
    """
    from shapely import box, from_wkt, is_valid, transform
    from shapely.errors import ShapelyError

    word, _, rest = text.partition(" ")
    try:
        if word in {"BBOX", "ENVELOPE"}:
            west, south, east, north = (float(part) for part in rest.strip("() ").split(","))
            found = box(west, south, east, north)
        else:
            found = from_wkt(text)
    except (ValueError, ShapelyError) as fault:
        raise _fault(text) from fault
    if found.is_empty or not is_valid(found) or not all(map(math.isfinite, found.bounds)):
        raise _fault(text)
    if system is System.CRS84:
        return found
    return transform(found, lambda x, y: _in_degrees(system, x, y), interleaved=False)


def _in_degrees(system: System, xs: Any, ys: Any) -> Any:
    pairs = [degrees(system, x, y) for x, y in zip(xs, ys, strict=True)]
    return [x for x, _ in pairs], [y for _, y in pairs]


def _fault(text: str) -> ConditionUnreadable:
    return ConditionUnreadable(fault=f"“{text[:60]}”", known="POLYGON((112 -8, 113 -8, 113 -9, 112 -8))")
