"""Outlines as bytes, to be kept: their geometry is worked out once and not by every process.

The libraries for it take a tenth of a second to import and 30 MB in memory; what they give here
is a few kilobytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from lumbung.kit.maps.outlines import Outline, Shape

LAYOUT = "1"  # changes when outlines are made or written otherwise, so that old ones are left behind


def written(outline: Outline | None) -> bytes:
    """An outline as bytes; also that there is none."""
    return json.dumps(asdict(outline) if outline is not None else None, ensure_ascii=False).encode()


def read_outline(kept: bytes) -> Outline | None:
    """The outline that was written."""
    told = json.loads(kept)
    if told is None:
        return None
    shapes = []
    for shape in told.pop("shapes"):
        label = shape.pop("label")
        shapes.append(Shape(**shape, label=tuple(label) if label is not None else None))
    return Outline(tuple(shapes), **told)
