"""What another house needs to hold an edition of ours, and to prove that it is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema

from lumbung.cube import Manifest
from lumbung.cube.checksums import Summed, summed
from lumbung.cube.keeping import Lately
from lumbung.cube.records import structure_record
from lumbung.faces.api.v1.schemas import ProblemOut
from lumbung.rooms.query import queries as observations

router = Router(tags=["datasets"])
_summed = Lately[tuple[str, str], Summed](1024)


class MirrorOut(Schema):
    """An edition as it is mirrored."""

    id: str
    digest: str
    checksum: str
    rows: int
    values: dict[str, int]
    manifest: dict[str, Any]
    areas: list[dict[str, str]]
    data: str


@router.get(
    "/{code}/editions/{edition}/mirror",
    response={200: MirrorOut, 403: ProblemOut, 404: ProblemOut, 410: ProblemOut, 422: ProblemOut},
    summary="An edition, described for whoever mirrors it",
)
def show_mirror(request: HttpRequest, code: str, edition: str) -> dict[str, Any]:
    """Structure, areas, counts and the checksum of the public figures.

    ``checksum`` is the SHA-256 of all rows in the order of their keys, as CSV with the shortest
    numbers; ``digest`` is that of the edition's own manifest.
    """
    shown, manifest = observations.edition(code, edition, reader=None)  # open figures only, whoever asks
    store = observations.store()
    sums = _summed.get((str(settings.HOME), shown.id), lambda: summed(store, shown.id))
    return {
        "id": shown.id,
        "digest": manifest.digest,
        "checksum": sums.checksum,
        "rows": sums.rows,
        "values": dict(sums.values),
        "manifest": _told(manifest),
        "areas": [
            {
                "code": area.code,
                "name": area.name,
                "level": area.level.value,
                "kind": area.kind,
                "parent": area.parent,
            }
            for area in store.areas(shown.id).areas.values()
        ],
        "data": request.build_absolute_uri(
            f"/api/v1/datasets/{code}/data?format=parquet&edition={shown.label}"
        ),
    }


def _told(manifest: Manifest) -> dict[str, Any]:
    """The part of a manifest that is the same in every house; rules are for those who submit."""
    return {
        "structure": structure_record(replace(manifest.structure, rules=())),
        "source": manifest.source.as_dict(),
        "licence": manifest.licence,
        "note": manifest.note,
        "simulated": manifest.simulated,
        "released_at": manifest.released_at.isoformat(),
    }
