"""What the house itself says in a catalogue: its name, its shelves, its interfaces, where its areas lie.

Pages and interfaces both ask here, so it stands beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone
from markupsafe import Markup

from lumbung.formats.dcat.describing import Box, Service, Site
from lumbung.formats.dcat.schemaorg import schema_org
from lumbung.kit.house import house
from lumbung.kit.stamps import Stamped
from lumbung.rooms.query import queries as observations
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.words import Text

# Interfaces that may be had here; told are those whose address leads somewhere.
SERVICES = (
    Service(
        "api",
        Text("API Lumbung", "Lumbung API"),
        "/api/v1/datasets",
        "/api/v1/openapi.json",
        "https://spec.openapis.org/oas/v3.1.0",
        Text("OpenAPI 3.1", "OpenAPI 3.1"),
    ),
    Service(
        "ckan",
        Text("API CKAN", "CKAN API"),
        "/api/3/action/package_list",
        "/api/3/action/help_show?name=package_show",
        "https://docs.ckan.org/en/latest/api/",
        Text("CKAN API v3", "CKAN API v3"),
    ),
    Service(
        "sdmx-2.1",
        Text("API SDMX 2.1", "SDMX 2.1 API"),
        "/sdmx/2.1/dataflow",
        standard="https://github.com/sdmx-twg/sdmx-rest/tree/v1.5.0",
        standard_title=Text("SDMX-REST 1.5", "SDMX-REST 1.5"),
    ),
    Service(
        "sdmx-3.0",
        Text("API SDMX 3.0", "SDMX 3.0 API"),
        "/sdmx/v2/structure/dataflow",
        standard="https://github.com/sdmx-twg/sdmx-rest/tree/v2.1.0",
        standard_title=Text("SDMX-REST 2.1", "SDMX-REST 2.1"),
    ),
    Service(
        "pxweb",
        Text("API PxWeb", "PxWeb API"),
        "/pxweb/api/v2/tables",
        standard="https://github.com/statisticssweden/PxApiSpecs",
        standard_title=Text("PxWeb API 2", "PxWeb API 2"),
    ),
    Service(
        "ogc",
        Text("Fitur OGC API", "OGC API Features"),
        "/ogc/",
        standard="http://www.opengis.net/doc/IS/ogcapi-features-1/1.0",
        standard_title=Text("OGC API Features 1.0", "OGC API Features 1.0"),
    ),
    Service(
        "odata",
        Text("Umpan OData", "OData feed"),
        "/odata/",
        standard="https://docs.oasis-open.org/odata/odata/v4.01/",
        standard_title=Text("OData 4", "OData 4"),
    ),
)

# Nothing that could end the element, or begin a comment in it.
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def site_of(request: HttpRequest) -> Site:
    """The house under the address by which it was asked."""
    here, published = house(), observations.published()
    area = standards.area_tree().get(here.area)
    topics = {one.theme.code: one.theme for one in published.publications}
    return Site(
        address=request.build_absolute_uri("/").rstrip("/"),
        name=Text(here.name),
        government=here.government,
        area=here.area,
        zone=timezone.get_current_timezone(),
        regional="RegionalAuthority" if area and area.level is AreaLevel.PROVINCE else "LocalAuthority",
        topics=tuple(topics[code] for code in sorted(topics)),
        services=tuple(one for one in SERVICES if _is_here(one.path)),
        boxes=boxes(),
        weigh=observations.csv_weight,
    )


def structured_data(request: HttpRequest, code: str) -> Markup:
    """The dataset as schema.org, to stand in a ``script`` of the type ``application/ld+json``.

    Such a block is data and never runs, so the content security policy has no say in it.
    """
    told = schema_org(observations.publication(code), site_of(request))
    return Markup(json.dumps(told, ensure_ascii=False).translate(_HARMLESS))  # noqa: S704  # made harmless above


def _is_here(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _make_boxes() -> Mapping[str, Box]:
    return {code: _box(geometry) for code, geometry in standards.boundaries().items()}


boxes = Stamped("standards", make=_make_boxes)


def _box(geometry: Mapping[str, Any]) -> Box:
    points = list(_points(geometry["coordinates"]))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for inner in coordinates:
            yield from _points(inner)
