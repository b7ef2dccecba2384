"""Areas: a place with what is above and below it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from lumbung.faces.api.v1 import schemas
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

router = Router(tags=["areas"])


class AreaUnknown(NotFound):
    """No area has this code."""

    code = "api.area-unknown"
    message = Text("Tidak ada wilayah dengan kode “{area}”.", "No area has the code “{area}”.")
    hint = Text(
        "Pakai kode Kemendagri, misalnya 35.72.01.1001.", "Use the Kemendagri code, such as 35.72.01.1001."
    )


@router.get("/{area}", response={200: schemas.AreaOut, 404: schemas.ProblemOut}, summary="One area")
def show_area(request: HttpRequest, area: str) -> dict[str, Any]:  # noqa: ARG001  # ninja hands it
    """An area by its Kemendagri code."""
    tree = standards.area_tree()
    found = tree.get(area)
    if found is None:
        raise AreaUnknown(area=area[:60])
    return _line(found) | {
        "kind": found.kind,
        "bps": found.bps,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "longitude": found.longitude,
        "latitude": found.latitude,
        "square_km": found.square_km,
        "above": [_line(item) for item in tree.ancestors(area)],
        "below": [_line(item) for item in tree.children(area)],
    }


def _line(area: Area) -> dict[str, Any]:
    return {"code": area.code, "name": area.name, "level": area.level.value}
