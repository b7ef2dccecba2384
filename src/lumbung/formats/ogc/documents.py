"""The documents of an OGC API: landing page, conformance, collections, queryables, faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lumbung.formats.conditions import Kind
from lumbung.formats.ogc.crs import SYSTEMS, Box, System
from lumbung.formats.ogc.layers import Property, moment
from lumbung.vocabulary.access import Licence
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

JSON = "application/json"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA = "application/schema+json"
CONFORMS = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
)
_JSON_TYPES = {Kind.TEXT: "string", Kind.NUMBER: "number", Kind.TRUTH: "boolean", Kind.DATE: "string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection in words; of a dataset it says which edition, whose, and how it may be used."""

    id: str
    title: Text
    description: Text
    properties: tuple[Property, ...]
    box: Box | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    keywords: tuple[str, ...] = ()
    licence: Licence | None = None
    source: Text | None = None
    edition: str = ""
    updated: dt.datetime | None = None
    simulated: bool = False
    page: str = ""  # where people read of it, from the root of the site

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """What its columns hold."""
        return {item.name: item.kind for item in self.properties}


def link(href: str, rel: str, media: str, title: str) -> dict[str, str]:
    """A link as all documents have it."""
    return {"href": href, "rel": rel, "type": media, "title": title}


def landing(root: str, title: str, description: str) -> dict[str, Any]:
    """The way in; ``root`` is the address of the API without a slash at its end."""
    return {
        "title": title,
        "description": description,
        "links": [
            link(f"{root}/", "self", JSON, title),
            link(f"{root}/api", "service-desc", OPENAPI, "OpenAPI"),
            link(f"{root}/api.html", "service-doc", "text/html", "OGC API Features"),
            link(f"{root}/conformance", "conformance", JSON, "Conformance"),
            link(f"{root}/conformance", f"{OGC}/conformance", JSON, "Conformance"),
            link(f"{root}/collections", "data", JSON, "Collections"),
            link(f"{root}/collections", f"{OGC}/data", JSON, "Collections"),
        ],
    }


OGC = "http://www.opengis.net/def/rel/ogc/1.0"


def conformance() -> dict[str, Any]:
    """What this API promises."""
    return {"conformsTo": list(CONFORMS)}


def collections(root: str, all_of_them: Iterable[Collection], language: str) -> dict[str, Any]:
    """The list of collections."""
    return {
        "links": [link(f"{root}/collections", "self", JSON, "Collections")],
        "crs": list(SYSTEMS),
        "collections": [described(root, item, language) for item in all_of_them],
    }


def described(root: str, item: Collection, language: str) -> dict[str, Any]:
    """One collection."""
    here = f"{root}/collections/{item.id}"
    site = root.rpartition("/")[0]
    title = item.title.said(language)
    told: dict[str, Any] = {
        "id": item.id,
        "title": title,
        "description": item.description.said(language),
        "itemType": "feature",
        "crs": list(SYSTEMS),
        "storageCrs": System.CRS84.value,
        "links": [
            link(here, "self", JSON, title),
            link(f"{here}/items", "items", GEOJSON, title),
            link(f"{here}/queryables", f"{OGC}/queryables", SCHEMA, "Queryables"),
        ],
    }
    if item.page:
        told["links"].append(link(f"{site}{item.page}", "describedby", "text/html", title))
    if item.licence is not None and item.licence.address:
        name = item.licence.title.said(language)
        told["links"].append(link(item.licence.address, "license", "text/html", name))
        told["license"] = item.licence.code
    if item.source is not None:
        told["attribution"] = item.source.said(language)
    if item.keywords:
        told["keywords"] = list(item.keywords)
    if item.edition:
        told |= {"edition": item.edition, "simulated": item.simulated}
    if item.updated is not None:
        told["updated"] = moment(item.updated)
    extent: dict[str, Any] = {}
    if item.box is not None:
        extent["spatial"] = {"bbox": [list(item.box)], "crs": System.CRS84.value}
    if item.first is not None:
        ends = [f"{item.first}T00:00:00Z", f"{item.last}T23:59:59Z" if item.last is not None else None]
        trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
        extent["temporal"] = {"interval": [ends], "trs": trs}
    if extent:
        told["extent"] = extent
    return told


def queryables(root: str, item: Collection, language: str) -> dict[str, Any]:
    """What a filter may speak of, as a JSON schema."""
    columns: dict[str, Any] = {
        "geometry": {"title": "geometry", "format": "geometry-any", "x-ogc-role": "primary-geometry"}
    }
    for column in item.properties:
        told: dict[str, Any] = {"title": column.title.said(language), "type": _JSON_TYPES[column.kind]}
        if column.kind is Kind.DATE:
            told["format"] = "date"
        if column.unit:
            told["x-ogc-unit"] = column.unit
        if column.definition:
            told["description"] = column.definition.said(language)
        columns[column.name] = told
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{root}/collections/{item.id}/queryables",
        "type": "object",
        "title": item.title.said(language),
        "properties": columns,
        "additionalProperties": False,
    }


def exception(problem: Problem, language: str) -> dict[str, str]:
    """A problem as this standard tells it."""
    told = f"{problem.told.said(language)} {problem.advice.said(language)}".strip()
    return {"code": problem.code, "description": told}
