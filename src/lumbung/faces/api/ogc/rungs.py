"""The areas of a rung as a collection: kelurahan, kecamatan, kota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lumbung.faces.api.ogc.places import places, registry
from lumbung.formats.conditions import Kind
from lumbung.formats.ogc.crs import Box, System
from lumbung.formats.ogc.documents import Collection
from lumbung.formats.ogc.layers import Feature, Layer, Property
from lumbung.formats.ogc.outlines import Drawn, Outlines
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import Area, AreaLevel
from lumbung.vocabulary.words import Text

RUNGS = {level.value: level for level in (AreaLevel.VILLAGE, AreaLevel.DISTRICT, AreaLevel.CITY)}
OUTLINE = Property("outline", Text("Asal bentuk", "What the shape is"), Kind.TEXT)
PROPERTIES = (
    Property("code", Text("Kode Kemendagri", "Kemendagri code"), Kind.TEXT),
    Property("name", Text("Nama", "Name"), Kind.TEXT),
    Property("kind", Text("Jenis", "Kind"), Kind.TEXT),
    Property("level", Text("Tingkat", "Level"), Kind.TEXT),
    Property("parent", Text("Kode wilayah di atasnya", "Code of the area above"), Kind.TEXT),
    Property("parent_name", Text("Wilayah di atasnya", "Area above"), Kind.TEXT),
    Property("bps", Text("Kode BPS", "BPS code"), Kind.TEXT),
    Property("square_km", Text("Luas", "Area"), Kind.NUMBER, "km2"),
    Property("valid_from", Text("Berlaku sejak", "In force since"), Kind.DATE),
    Property("valid_to", Text("Berlaku sampai", "In force until"), Kind.DATE),
    OUTLINE,
)


def described(level: AreaLevel) -> Collection:
    """A rung in words."""
    outlines = places(registry(), System.CRS84)
    codes = [area.code for area in standards.area_tree().areas.values() if area.level is level]
    drawn = {outlines.drawn[outlines.codes[code]] for code in codes if code in outlines.codes}
    said = [kind.title for kind in Drawn if kind.value in drawn]
    shapes = Text(", ".join(kind.id for kind in said), ", ".join(kind.en for kind in said))
    return Collection(
        id=level.value,
        title=level.title,
        description=Text(
            f"Wilayah setingkat {level.title.id} dengan kode Kemendagri dan BPS. Bentuknya: {shapes.id}.",
            f"Areas of the level {level.title.en} with their Kemendagri and BPS codes. Shapes: {shapes.en}.",
        ),
        properties=PROPERTIES,
        box=box_of(outlines, codes),
    )


def layer(level: AreaLevel, day: dt.date, outlines: Outlines) -> Layer:
    """The areas of a rung that were in force on a day."""
    return Layer(_features(level, day), outlines)


def _features(level: AreaLevel, day: dt.date) -> Iterator[Feature]:
    tree = standards.area_tree().on(day)
    for code in sorted(tree.areas):
        area = tree.areas[code]
        if area.level is level and area.in_force(day):
            above = tree.get(area.parent)
            yield Feature(code, code, _told(area, above.name if above is not None else ""))


def _told(area: Area, above: str) -> dict[str, object]:
    return {
        "code": area.code,
        "name": area.name,
        "kind": area.kind,
        "level": area.level.value,
        "parent": area.parent,
        "parent_name": above,
        "bps": area.bps,
        "square_km": area.square_km,
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
    }


def box_of(outlines: Outlines, codes: list[str]) -> Box | None:
    """The box around some areas."""
    boxes = [
        box for code in codes if code in outlines.codes and (box := outlines.boxes[outlines.codes[code]])
    ]
    if not boxes:
        return None
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
