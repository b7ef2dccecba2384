"""What a dataset means: the activity behind it, and the variable or indicator of each measure."""

from __future__ import annotations

from typing import Any, Literal

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from lumbung.faces.api.telling import language_of
from lumbung.faces.api.v1.openapi import files
from lumbung.faces.api.v1.schemas import MetadataOut, ProblemOut
from lumbung.faces.api.who import reader_of
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.metadata.queries import PublicMeaning, PublicRecord
from lumbung.rooms.query import queries as observations

router = Router(tags=["metadata"])
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get(
    "/{code}/metadata",
    response={200: MetadataOut, 404: ProblemOut},
    summary="What the figures mean",
    openapi_extra=files(PDF, XLSX),
)
def show_metadata(
    request: HttpRequest,
    code: str,
    format: Literal["json", "pdf", "xlsx"] = "json",  # noqa: A002  # its name in the address
) -> HttpResponse:
    """Approved statistical metadata (MS-Kegiatan, MS-Variabel, MS-Indikator); never about persons.

    ``answers`` go by the keys of the official forms, ``told`` says them in words. What was concluded
    rather than read stands in ``inferred`` with the reason.
    """
    dataset = observations.describe(code, reader=reader_of(request)).dataset
    meaning = metadata.public_meaning(dataset)
    if format == "json":
        answer = HttpResponse(orjson.dumps(as_json(meaning)), content_type="application/json")
    elif format == "pdf":
        answer = HttpResponse(metadata.printed(meaning, language=language_of(request)), content_type=PDF)
    else:
        answer = HttpResponse(metadata.workbook(meaning), content_type=XLSX)
    if format != "json":
        answer["Content-Disposition"] = f'attachment; filename="metadata-{code}.{format}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def as_json(meaning: PublicMeaning) -> dict[str, Any]:
    """Everything that everybody may read of it."""
    waiver = meaning.waiver
    return {
        "dataset": meaning.dataset.code,
        "title": meaning.dataset.title.as_dict(),
        "waiver": {"until": waiver.until, "reason": waiver.reason} if waiver else None,
        "activity": _record(meaning.activity) if meaning.activity else None,
        "measures": {code: _record(record) for code, record in meaning.by_measure.items()},
    }


def _record(record: PublicRecord) -> dict[str, Any]:
    return {
        "code": record.code,
        "form": record.form.identity,
        "form_title": record.form.title.as_dict(),
        "title": record.title,
        "year": record.year,
        "organisation": record.organisation.as_dict(),
        "approved_on": record.approved_on,
        "sources": list(record.sources),
        "answers": record.values,
        "inferred": record.inferred,
        "told": [
            {
                "key": one.field.key,
                "number": one.field.number,
                "title": one.field.title.as_dict(),
                "lines": [line.as_dict() for line in one.lines],
            }
            for one in record.answers
        ],
    }
