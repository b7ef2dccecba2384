"""Code lists and maps between them: the list of each, and one as JSON, CSV, XLSX or SDMX."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from lumbung.faces.api.v1.openapi import files
from lumbung.faces.api.v1.schemas import ProblemOut, Words
from lumbung.formats.codelists import MEDIA, SUFFIXES, write_list, write_map
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.codelists import ListVersion
from lumbung.vocabulary.codemaps import CodeMap
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text

lists = Router(tags=["codelists"])
maps = Router(tags=["maps"])
FAULTS = {404: ProblemOut, 422: ProblemOut}
Version = Annotated[str, Field(max_length=20, description="a version; the one in use where none is named")]
Format = Annotated[str, Field(max_length=10, description="json, csv, xlsx or sdmx")]


class ListFormatUnknown(Invalid):
    """A format in which lists are not written."""

    code = "api.list-format"
    message = Text("Format “{format}” tidak tersedia.", "The format “{format}” is not available.")
    hint = Text("Yang tersedia: json, csv, xlsx, sdmx.", "Available: json, csv, xlsx, sdmx.")


class ListLine(Schema):
    """A code list or a map in the list of them."""

    code: str
    title: Words
    versions: list[str]
    address: str


class ListCode(Schema):
    """A code of a list."""

    code: str
    title: Words
    parent: str
    aliases: list[str]


class ListOut(Schema):
    """A version of a code list."""

    code: str
    title: Words
    version: str
    versions: list[str]
    agency: str
    state: str
    valid_from: str | None
    valid_to: str | None
    source: str
    codes: list[ListCode]


class MapLine(Schema):
    """A map in the list of them."""

    code: str
    title: Words
    source: str
    target: str
    address: str


class EntryOut(Schema):
    """A line of a map."""

    source: str
    target: str
    weight: float
    note: str


class MapOut(Schema):
    """A map between two lists; the weights of a source add up to one."""

    code: str
    title: Words
    source: str
    target: str
    basis: str
    weights_by: Words
    state: str
    entries: list[EntryOut]


@lists.get("", response=list[ListLine], summary="Code lists", operation_id="list_codelists")
def list_lists(request: HttpRequest) -> list[dict[str, Any]]:
    """All code lists, areas among them (their versions are days)."""
    found = [
        {"code": code, "title": title.as_dict(), "versions": [], "address": _at(request, "codelists", code)}
        for code, title in standards.AREA_LISTS.items()
    ]
    return found + [
        {
            "code": item.code,
            "title": item.title.as_dict(),
            "versions": [row.version for row in standards.public_versions(item)],
            "address": _at(request, "codelists", item.code),
        }
        for item in standards.public_lists()
    ]


@lists.get(
    "/{code}",
    response={200: ListOut, **FAULTS},
    summary="One code list",
    operation_id="codelist",
    openapi_extra=files(*MEDIA.values()),
)
def show_list(request: HttpRequest, code: str, version: Version = "", format: Format = "json") -> Any:  # noqa: A002, ARG001  # what everybody calls it; ninja hands the request
    """A version of a code list as JSON or as a file."""
    found = standards.list_version(code, version)
    if format in MEDIA:
        return _file(write_list(found, format), f"{found.code}-{found.version}", format)
    if format != "json":
        raise ListFormatUnknown(format=format)
    return _list(found)


@maps.get("", response=list[MapLine], summary="Maps between code lists", operation_id="list_maps")
def list_maps(request: HttpRequest) -> list[dict[str, Any]]:
    """The map from Kemendagri to BPS codes, one for each change of areas, and those kept here."""
    found = [
        standards.area_map(),
        *(change.as_map() for change in standards.area_changes()),
        *standards.public_maps(),
    ]
    return [
        {
            "code": item.code,
            "title": item.title.as_dict(),
            "source": str(item.source),
            "target": str(item.target),
            "address": _at(request, "maps", item.code),
        }
        for item in found
    ]


@maps.get(
    "/{code}",
    response={200: MapOut, **FAULTS},
    summary="One map",
    operation_id="code_map",
    openapi_extra=files(*MEDIA.values()),
)
def show_map(request: HttpRequest, code: str, format: Format = "json") -> Any:  # noqa: A002, ARG001  # as above
    """A map as JSON or as a file."""
    found = standards.code_map(code)
    if format in MEDIA:
        return _file(write_map(found, format), found.code, format)
    if format != "json":
        raise ListFormatUnknown(format=format)
    return _map(found)


def _list(found: ListVersion) -> dict[str, Any]:
    in_areas = found.code in standards.AREA_LISTS
    versions = [] if in_areas else standards.public_versions(standards.codelist(found.code))
    return {
        "code": found.code,
        "title": found.title.as_dict(),
        "version": found.version,
        "versions": [row.version for row in versions],
        "agency": found.agency,
        "state": found.state.value,
        "valid_from": found.valid_from.isoformat() if found.valid_from else None,
        "valid_to": found.valid_to.isoformat() if found.valid_to else None,
        "source": found.source,
        "codes": [
            {
                "code": item.code,
                "title": item.title.as_dict(),
                "parent": item.parent,
                "aliases": list(item.aliases),
            }
            for item in found.codes
        ],
    }


def _map(found: CodeMap) -> dict[str, Any]:
    return {
        "code": found.code,
        "title": found.title.as_dict(),
        "source": str(found.source),
        "target": str(found.target),
        "basis": found.basis,
        "weights_by": found.weights_by.as_dict(),
        "state": found.state.value,
        "entries": [
            {"source": item.source, "target": item.target, "weight": item.weight, "note": item.note}
            for item in found.entries
        ],
    }


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{SUFFIXES[form]}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _at(request: HttpRequest, kind: str, code: str) -> str:
    return request.build_absolute_uri(f"/api/v1/{kind}/{code}")
