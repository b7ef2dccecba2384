"""Datasets: the list, one in full, its editions, what changed between two, and the figures."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import Router
from pydantic import Field

from lumbung.cube import Manifest
from lumbung.faces.api.v1 import schemas
from lumbung.faces.api.v1.data import data
from lumbung.faces.api.v1.openapi import DOWNLOADS
from lumbung.faces.api.v1.schemas_data import DataOut
from lumbung.faces.api.who import reader_of
from lumbung.rooms.catalog.queries import Dataset, search
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import DATASETS_A_PAGE, MOST_CHANGES_A_PAGE, Shown
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.words import Text

router = Router(tags=["datasets"])
FAULTS = {422: schemas.ProblemOut, 404: schemas.ProblemOut, 403: schemas.ProblemOut, 410: schemas.ProblemOut}
DATA_PARAMETERS: list[dict[str, Any]] = [
    {"name": name, "in": "query", "required": False, "schema": {"type": kind}, "description": words}
    for name, kind, words in (
        ("area", "string", "codes, separated by commas"),
        ("within", "string", "an area with all below it"),
        ("period", "string", "periods as SDMX writes them; 2021..2024, 2021.., latest, latest:5"),
        ("measures", "string", "codes of measures; all where none is named"),
        ("by", "string", "key columns to keep; everything else is added up"),
        ("roll_up", "string", "the level to which areas are added up"),
        ("order", "string", "columns to order by; - before a name turns it round"),
        ("limit", "integer", "rows of a page; see /config"),
        ("cursor", "string", "the value of next in the page before"),
        ("as_of", "string", "the day whose edition is asked for, 2025-06-30"),
        ("edition", "string", "an edition by its label, 2025.1"),
        ("boundaries", "string", "now: earlier figures carried to today's areas and marked estimated"),
        ("format", "string", "json, csv, jsonl, parquet, xlsx or jsonstat"),
        ("names", "string", "yes or no: names beside codes in a download"),
    )
] + [
    {
        "name": "dimensions",
        "in": "query",
        "required": False,
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        "description": "any dimension of the dataset by its code: jenis_kelamin=perempuan",
    }
]


@router.get("", response=schemas.DatasetPage, summary="Search datasets")
def list_datasets(
    request: HttpRequest,  # noqa: ARG001  # ninja hands it
    q: Annotated[str, Field(max_length=200)] = "",
    topic: Annotated[str, Field(max_length=60)] = "",
    producer: Annotated[str, Field(max_length=60)] = "",
    level: Annotated[str, Field(max_length=20)] = "",
    page: Annotated[int, Field(ge=1, le=100_000)] = 1,
) -> dict[str, Any]:
    """The datasets that answer a question, the best first; closed ones are not listed."""
    found = search(q, topic=topic, producer=producer, level=level, page=page, per_page=DATASETS_A_PAGE)
    return {
        "datasets": [_line(item.dataset, item.edition.pk if item.edition else None) for item in found.found],
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "proposed": found.proposed,
    }


@router.get("/{code}", response={200: schemas.DatasetOut, **FAULTS}, summary="One dataset")
def show_dataset(request: HttpRequest, code: str) -> dict[str, Any]:
    """A dataset with its structure, its editions, and where its figures are."""
    found = observations.describe(code, reader=reader_of(request))
    dataset, structure, manifest = found.dataset, found.structure, found.manifest
    return _line(dataset, manifest.id if manifest else None) | {
        "description": _words(dataset.description),
        "source": _words(manifest.source if manifest else Text(dataset.source)),
        "licence_words": licence(dataset.licence),
        "area": {"within": structure.area.within, "level": structure.area.level.value},
        "complete": structure.complete,
        "dimensions": [
            {
                "code": dimension.code,
                "title": _words(dimension.title),
                "definition": _words(dimension.definition),
                "optional": dimension.optional,
                "codelist": dimension.codelist,
                "standard": dimension.standard,
                "codes": [
                    {"code": item.code, "title": _words(item.title), "parent": item.parent}
                    for item in dimension.codes
                ],
            }
            for dimension in structure.dimensions
        ],
        "measures": [
            {
                "code": measure.code,
                "title": _words(measure.title),
                "definition": _words(measure.definition),
                "unit": measure.unit,
                "unit_title": _words(measure.unit_title),
                "decimals": measure.decimals,
                "adds_up": measure.adds_up.value,
                "concept": measure.concept,
                "standard": measure.standard,
            }
            for measure in structure.measures
        ],
        "periods": list(manifest.periods) if manifest else [],
        "rows": manifest.rows if manifest else 0,
        "editions": [_edition_line(edition) for edition in found.editions],
        "data": request.build_absolute_uri(f"/api/v1/datasets/{code}/data"),
    }


@router.api_operation(
    ["GET", "HEAD"],
    "/{code}/data",
    response={200: DataOut, 304: None},
    summary="Figures",
    openapi_extra={"parameters": DATA_PARAMETERS, **DOWNLOADS},
)
def show_data(request: HttpRequest, code: str) -> HttpResponseBase:
    """The figures of a dataset: filtered, added up, page by page or as a file."""
    return data(request, code, reader=reader_of(request))


@router.get(
    "/{code}/editions", response={200: list[schemas.EditionLine], **FAULTS}, summary="Editions of a dataset"
)
def list_editions(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """All editions, the newest first, withdrawn ones among them."""
    found = observations.describe(code, reader=reader_of(request))
    return [_edition_line(edition) for edition in found.editions]


@router.get("/{code}/editions/{edition}", response={200: schemas.EditionOut, **FAULTS}, summary="One edition")
def show_edition(request: HttpRequest, code: str, edition: str) -> dict[str, Any]:
    """What an edition holds, who released it, and the digests of its files."""
    shown, manifest = observations.edition(code, edition, reader=reader_of(request))
    return _edition_line(shown) | _held(manifest)


@router.get(
    "/{code}/editions/{before}/diff/{after}",
    response={200: schemas.DiffOut, **FAULTS},
    summary="Difference of two editions",
)
def show_difference(
    request: HttpRequest,
    code: str,
    before: str,
    after: str,
    offset: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0,
    limit: Annotated[int, Field(ge=1, le=MOST_CHANGES_A_PAGE)] = 100,
) -> dict[str, Any]:
    """The cells that changed from one edition to another, page by page."""
    found = observations.difference(code, before, after, reader=reader_of(request))
    told = {"measure", "change", "before", "after", "status_before", "status_after"}
    told |= {"note_before", "note_after"}
    return {
        "before": before,
        "after": after,
        "counts": {change.value: count for change, count in found.counts.items()},
        "unchanged": found.unchanged,
        "total": found.total,
        "offset": offset,
        "changes": [
            {name: value for name, value in cell.items() if name in told}
            | {"key": {name: value for name, value in cell.items() if name not in told}}
            for cell in found.page(offset, limit)
        ],
    }


def licence(code: str) -> dict[str, Any]:
    """A licence in words; one that is not known is told by its code."""
    known = LICENCES.get(code)
    title = known.title if known else Text(code)
    return {"code": code, "title": _words(title), "address": known.address if known else ""}


def _words(text: Text) -> dict[str, str]:
    return text.as_dict()


def _line(dataset: Dataset, edition: str | None) -> dict[str, Any]:
    return {
        "code": dataset.code,
        "title": _words(dataset.title),
        "topic": {"code": dataset.topic.code, "title": _words(dataset.topic.title)},
        "producer": {"code": dataset.producer.code, "title": _words(dataset.producer.name)},
        "frequency": dataset.frequency,
        "level": AreaLevel(dataset.area_level).value,
        "access": dataset.access,
        "licence": dataset.licence,
        "priority": dataset.priority,
        "simulated": dataset.simulated,
        "edition": edition,
    }


def _edition_line(edition: Shown) -> dict[str, Any]:
    return {
        "id": edition.id,
        "label": edition.label,
        "released_at": timezone.localtime(edition.released_at),  # its day is the day for ``as_of``
        "current": edition.is_current,
        "withdrawn_at": timezone.localtime(edition.withdrawn_at) if edition.withdrawn_at else None,
        "withdrawn_reason": edition.withdrawn_reason,
    }


def _held(manifest: Manifest) -> dict[str, Any]:
    return {
        "dataset": manifest.dataset,
        "rows": manifest.rows,
        "periods": dict(sorted(manifest.counts.periods.items())),
        "source": _words(manifest.source),
        "licence": manifest.licence,
        "simulated": manifest.simulated,
        "note": manifest.note,
        "previous": manifest.previous,
        "released_by": manifest.released_by,
        "submissions": list(manifest.submissions),
        "digest": manifest.digest,
        "files": {file.name: file.sha256 for file in (*manifest.files, manifest.areas)},
    }
