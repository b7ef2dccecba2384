"""Data standards: concepts, measures, units and code lists, each with its versions and its users."""

from __future__ import annotations

from math import ceil
from typing import Annotated, Any, Literal
from urllib.parse import quote

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lumbung.faces.api.v1 import schemas
from lumbung.faces.api.v1.standard_schemas import StandardOut, StandardPage
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.query.queries import DATASETS_A_PAGE
from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.queries import Entry, Kind, Wanted
from lumbung.vocabulary.words import Text

router = Router(tags=["standards"])
Kinds = Literal["concepts", "measures", "units", "codelists"]
State = Literal["", "draft", "final", "retired"]
OF_KIND = {
    "concepts": Kind.CONCEPT,
    "measures": Kind.MEASURE,
    "units": Kind.UNIT,
    "codelists": Kind.CODELIST,
}


@router.get("", response=StandardPage, summary="Search data standards")
def list_standards(
    request: HttpRequest,
    q: Annotated[str, Field(max_length=200)] = "",
    state: State = "",
    owner: Annotated[str, Field(max_length=60)] = "",
    page: Annotated[int, Field(ge=1, le=100_000)] = 1,
) -> dict[str, Any]:
    """Standards of all kinds, in the order of kinds and titles."""
    return _page(request, Wanted(q, state=state, owner=owner), page)


@router.get(
    "/{kinds}", response={200: StandardPage, 422: schemas.ProblemOut}, summary="Standards of one kind"
)
def list_of_kind(
    request: HttpRequest,
    kinds: Kinds,
    q: Annotated[str, Field(max_length=200)] = "",
    state: State = "",
    owner: Annotated[str, Field(max_length=60)] = "",
    page: Annotated[int, Field(ge=1, le=100_000)] = 1,
) -> dict[str, Any]:
    """Concepts, measures, units or code lists by their titles."""
    return _page(request, Wanted(q, kind=OF_KIND[kinds], state=state, owner=owner), page)


@router.get(
    "/{kinds}/{path:code}",
    response={200: StandardOut, 404: schemas.ProblemOut, 422: schemas.ProblemOut},
    summary="One standard",
)
def show_standard(request: HttpRequest, kinds: Kinds, code: str) -> dict[str, Any]:
    """A standard with its versions, and the public datasets that use it."""
    kind = OF_KIND[kinds]
    entry = catalog.public_standard(kind, code)
    return _line(request, entry) | {
        "facts": dict(entry.facts),
        "successor": entry.successor,
        "codes": [
            {"code": item.code, "title": item.title.as_dict(), "parent": item.parent}
            for item in (standards.listed_codes(code) if kind is Kind.CODELIST else ())
        ],
        "versions": [
            {
                "number": version.number,
                "words": version.words,
                "note": version.note,
                "valid_from": version.valid_from,
                "valid_to": version.valid_to,
            }
            for version in standards.versions_of(kind, code)
        ],
        "datasets": [
            {"code": dataset.code, "title": dataset.title.as_dict()}
            for dataset in catalog.public_datasets_using(kind, code)
        ],
    }


def _page(request: HttpRequest, wanted: Wanted, page: int) -> dict[str, Any]:
    found = catalog.public_standards(standards.found(wanted))
    start = (page - 1) * DATASETS_A_PAGE
    return {
        "standards": [_line(request, entry) for entry in found[start : start + DATASETS_A_PAGE]],
        "total": len(found),
        "page": page,
        "pages": max(1, ceil(len(found) / DATASETS_A_PAGE)),
    }


def _line(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    owner = entry.owner
    return {
        "kind": entry.kind.value,
        "code": entry.code,
        "title": (entry.title or Text(entry.code)).as_dict(),
        "definition": entry.definition.as_dict(),
        "state": entry.state.value,
        "origin": entry.origin.value,
        "standard": entry.standard,
        "source": entry.source,
        "owner": {"code": owner.code, "title": owner.name.as_dict()} if owner else None,
        "version": entry.revision,
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
        "address": request.build_absolute_uri(f"/standar/{entry.kind.value}/{quote(entry.code)}"),
    }
