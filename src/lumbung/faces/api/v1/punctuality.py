"""Who releases on the day that was planned, for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from lumbung.faces.api.v1 import schemas_punctuality as schemas
from lumbung.faces.portal.punctuality import OfficeRecord, Record, Score, punctuality

router = Router(tags=["punctuality"])


@router.get("/punctuality", response=schemas.PunctualityOut, summary="Releases on time, and stale datasets")
def show_punctuality(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  # ninja hands it
    """Of each producer of open data: how many releases of the last years came on the planned day."""
    found = punctuality()
    return {
        "since": found.since,
        "until": found.today,
        **_score(found.score),
        "producers": [_office(one) for one in found.offices],
    }


def _office(one: OfficeRecord) -> dict[str, Any]:
    return {
        "code": one.office.code,
        "title": one.office.name.as_dict(),
        **_score(one.score),
        "datasets": [_dataset(item) for item in one.records],
    }


def _dataset(one: Record) -> dict[str, Any]:
    return {
        "code": one.dataset.code,
        **_score(one.score),
        "newest": str(one.newest) if one.newest else None,
        "stale_since": one.stale_since,
    }


def _score(score: Score) -> dict[str, int]:
    return {
        "judged": score.judged,
        "on_time": score.on_time,
        "overdue": score.overdue,
        "handed_over": score.handed,
        "handed_over_on_time": score.handed_in_time,
    }
