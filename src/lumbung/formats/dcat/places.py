"""Places in DCAT-AP: an area by its code, with its point and its box."""

from __future__ import annotations

from lumbung.formats.dcat.describing import Box, Site
from lumbung.formats.dcat.terms import Literal, Node, Value, node, texts
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.words import Text


def location(area: Area, site: Site) -> Node:
    """A place by its code, with its point and its box where they are known."""
    box = site.boxes.get(area.code)
    says: list[tuple[str, Value]] = [("dct:identifier", Literal(area.code))]
    says += texts("skos:prefLabel", Text(area.title))
    if area.longitude is not None and area.latitude is not None:
        says.append(("dcat:centroid", _shape(f"POINT({area.longitude} {area.latitude})")))
    elif box is not None:
        middle = f"{(box[0] + box[2]) / 2:.6f} {(box[1] + box[3]) / 2:.6f}"
        says.append(("dcat:centroid", _shape(f"POINT({middle})")))
    if box is not None:
        says.append(("dcat:bbox", _shape(polygon(box))))
    return node(f"{site.address}/wilayah/{area.code}#area", "dct:Location", says)


def polygon(box: Box) -> str:
    """A box as WKT writes it."""
    west, south, east, north = box
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"


def _shape(wkt: str) -> Literal:
    return Literal(wkt, datatype="geo:wktLiteral")
