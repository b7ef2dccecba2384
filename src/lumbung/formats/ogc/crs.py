"""The three reference systems that coordinates are given in.

CRS84 is longitude before latitude, as GeoJSON has it; EPSG:4326 is the same with latitude first;
EPSG:3857 is the square map of web pages, in metres.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

RADIUS = 6_378_137.0
HIGHEST = 85.051128779806  # degrees of latitude: where the square map ends
CENTIMETRES = 2


class System(Enum):
    """A reference system by its address."""

    CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
    WEB = "http://www.opengis.net/def/crs/EPSG/0/3857"


SYSTEMS = tuple(system.value for system in System)
Box = tuple[float, float, float, float]  # west, south, east, north


def given(system: System, longitude: float, latitude: float) -> tuple[float, float]:
    """A point in the order and unit of a system.

    >>> given(System.WGS84, 112.16, -8.09)
    (-8.09, 112.16)
    """
    if system is System.CRS84:
        return longitude, latitude
    if system is System.WGS84:
        return latitude, longitude
    latitude = max(-HIGHEST, min(HIGHEST, latitude))
    x = RADIUS * math.radians(longitude)
    y = RADIUS * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return round(x, CENTIMETRES), round(y, CENTIMETRES)


def degrees(system: System, first: float, second: float) -> tuple[float, float]:
    """Longitude and latitude of a point of a system.

    >>> degrees(System.WGS84, -8.09, 112.16)
    (112.16, -8.09)
    """
    if system is System.CRS84:
        return first, second
    if system is System.WGS84:
        return second, first
    longitude = math.degrees(first / RADIUS)
    latitude = math.degrees(2 * math.atan(math.exp(max(-50.0, min(50.0, second / RADIUS)))) - math.pi / 2)
    return longitude, latitude


def box_in_degrees(system: System, corners: Sequence[float]) -> Box:
    """A box of a system as west, south, east, north. Its edges run along the axes in all three."""
    west, south = degrees(system, corners[0], corners[1])
    east, north = degrees(system, corners[2], corners[3])
    return west, south, east, north


def moved(geometry: Mapping[str, Any], system: System) -> Mapping[str, Any]:
    """A GeoJSON geometry in another system."""
    if system is System.CRS84:
        return geometry
    return {"type": geometry["type"], "coordinates": _moved(geometry["coordinates"], system)}


def _moved(coordinates: Any, system: System) -> Any:
    if coordinates and isinstance(coordinates[0], int | float):
        return given(system, coordinates[0], coordinates[1])
    return [_moved(part, system) for part in coordinates]
