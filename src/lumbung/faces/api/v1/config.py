"""What may be asked for, and every limit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from lumbung.faces.api.v1 import schemas
from lumbung.faces.api.v1.datasets import licence
from lumbung.faces.api.v1.limits import declared
from lumbung.kit.fairness_prices import Price
from lumbung.rooms.query.queries import FORMATS
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.periods import Frequency

router = Router(tags=["config"])


@router.get("/config", response=schemas.Config, summary="Limits and lists")
def show_config(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  # ninja hands it
    """Every limit of this interface, declared; a refusal names the one that was met."""

    def named(items: Any) -> list[dict[str, Any]]:
        return [{"code": item.value, "title": item.title.as_dict()} for item in items]

    return {
        "limits": {**declared(), **settings.FAIR_USE.limits},
        "prices": {price.name.lower(): price.points for price in Price},
        "formats": list(FORMATS),
        "levels": named(AreaLevel),
        "frequencies": named(Frequency),
        "statuses": named(Status),
        "licences": [licence(code) for code in LICENCES if code],
    }
