"""The description of the API as OpenAPI 3.0: every collection with its own columns as parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lumbung.formats.conditions import Kind
from lumbung.formats.ogc.crs import SYSTEMS
from lumbung.formats.ogc.documents import GEOJSON, JSON, SCHEMA, Collection
from lumbung.formats.ogc.requests import FEATURES_A_PAGE, MOST_FEATURES_A_PAGE

_TYPES = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.TRUTH: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
}
_OBJECT = {"type": "object"}


def described_api(root: str, title: str, description: str, found: Iterable[Collection]) -> dict[str, Any]:
    """The whole document; the server's address is the one that the asker used."""
    paths: dict[str, Any] = {
        "/": _get("landing", "Landing page", JSON),
        "/conformance": _get("conformance", "Conformance classes", JSON),
        "/api": _get("api", "This document", "application/vnd.oai.openapi+json;version=3.0"),
        "/collections": _get("collections", "Collections", JSON),
    }
    for item in found:
        here, name = f"/collections/{item.id}", item.id
        paths[here] = _get(f"{name}.collection", item.title.id, JSON)
        paths[f"{here}/queryables"] = _get(f"{name}.queryables", item.title.id, SCHEMA)
        columns = [_parameter(column.name, _TYPES[column.kind]) for column in item.properties]
        paths[f"{here}/items"] = _get(f"{name}.items", item.title.id, GEOJSON, [*_ITEMS, *columns])
        feature_id = _parameter("featureId", {"type": "string"}) | {"in": "path", "required": True}
        paths[f"{here}/items/{{featureId}}"] = _get(
            f"{name}.item", item.title.id, GEOJSON, [_referred("crs"), feature_id], missing=True
        )
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "description": description, "version": "1.0.0"},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"parameters": _PARAMETERS, "schemas": {"exception": _EXCEPTION}},
    }


def _get(
    name: str, summary: str, media: str, parameters: Sequence[Any] = (), *, missing: bool = False
) -> dict[str, Any]:
    responses: dict[str, Any] = {
        "200": {"description": summary, "content": {media: {"schema": _OBJECT}}},
        "304": {"description": "Not modified"},
        "400": _FAULT,
    }
    if missing:
        responses["404"] = _FAULT
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*parameters, _referred("f")],
            "responses": responses,
        }
    }


def _parameter(name: str, schema: dict[str, Any], description: str = "") -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "in": "query", "required": False, "schema": schema}
    if schema.get("type") == "array":
        told |= {"style": "form", "explode": False}
    return told | ({"description": description} if description else {})


def _referred(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{name}"}


_FAULT = {
    "description": "Exception",
    "content": {JSON: {"schema": {"$ref": "#/components/schemas/exception"}}},
}
_EXCEPTION = {
    "type": "object",
    "required": ["code"],
    "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
}
_CRS = {"type": "string", "format": "uri", "enum": list(SYSTEMS), "default": SYSTEMS[0]}
_BOX = {
    "type": "array",
    "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    "items": {"type": "number"},
}
_LIMIT = {"type": "integer", "minimum": 1, "maximum": MOST_FEATURES_A_PAGE, "default": FEATURES_A_PAGE}
_PARAMETERS = {
    "f": _parameter("f", {"type": "string", "enum": ["json"], "default": "json"}),
    "limit": _parameter("limit", _LIMIT),
    "offset": _parameter("offset", {"type": "integer", "minimum": 0, "default": 0}),
    "bbox": _parameter("bbox", _BOX),
    "bbox-crs": _parameter("bbox-crs", _CRS),
    "crs": _parameter("crs", _CRS),
    "datetime": _parameter(
        "datetime", {"type": "string"}, "Without it: the latest period. 2023-01-01/2024-12-31, ../.."
    ),
    "filter": _parameter("filter", {"type": "string"}, "CQL2 text"),
    "filter-lang": _parameter("filter-lang", {"type": "string", "enum": ["cql2-text"]}),
    "filter-crs": _parameter("filter-crs", _CRS),
}
_ITEMS = [_referred(name) for name in _PARAMETERS if name != "f"]
