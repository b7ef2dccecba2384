"""A dataset in the words of schema.org, by which search engines find data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lumbung.formats.dcat.describing import Site, description, keywords, span
from lumbung.formats.dcat.distributions import PACKED
from lumbung.vocabulary.publications import Publication


def schema_org(publication: Publication, site: Site) -> dict[str, Any]:
    """A ``Dataset`` with its current edition, as JSON-LD."""
    current, office = publication.current, publication.publisher
    publisher = {"@type": "GovernmentOrganization", "@id": site.office(office), "name": office.name.id}
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": site.series(publication),
        "name": publication.title.id,
        "description": description(publication, current).id,
        "url": site.page(publication),
        "identifier": [publication.code, current.id],
        "version": current.label,
        "keywords": [word.id for word in keywords(publication)],
        "creator": publisher,
        "publisher": publisher,
        "isAccessibleForFree": True,
        "inLanguage": ["id", "en"] if publication.title.en else ["id"],
        "datePublished": publication.issued.astimezone(site.zone).isoformat(timespec="seconds"),
        "dateModified": publication.modified.astimezone(site.zone).isoformat(timespec="seconds"),
        "spatialCoverage": _place(publication, site),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": measure.title.id,
                **({"description": measure.definition.id} if measure.definition else {}),
                "unitText": measure.unit_title.id or measure.unit,
            }
            for measure in publication.structure.measures
        ],
        "distribution": list(_downloads(publication, site)),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": site.catalogue,
            "name": site.name.id,
            "url": f"{site.address}/data",
        },
    }
    if publication.title.en and publication.title.en != publication.title.id:
        told["alternateName"] = publication.title.en
    if publication.licence.address:
        told["license"] = publication.licence.address
    covered = span(current)
    if covered is not None:
        told["temporalCoverage"] = f"{covered[0].start.isoformat()}/{covered[1].end.isoformat()}"
    return told


def _place(publication: Publication, site: Site) -> dict[str, Any]:
    area = publication.area
    told: dict[str, Any] = {"@type": "Place", "name": area.title, "identifier": area.code}
    box = site.boxes.get(area.code)
    if box is not None:
        west, south, east, north = box
        told["geo"] = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    elif area.longitude is not None and area.latitude is not None:
        point = {"latitude": area.latitude, "longitude": area.longitude}
        told["geo"] = {"@type": "GeoCoordinates", **point}
    return told


def _downloads(publication: Publication, site: Site) -> Iterator[dict[str, Any]]:
    current = publication.current
    for way in publication.distributions:
        told = {"@type": "DataDownload", "name": way.title.id, "encodingFormat": way.media_type}
        told["contentUrl"] = site.download(current, way)
        if way.format == "csv" and (weight := site.weigh(current)):
            told |= {"contentSize": f"{weight.size} B", "sha256": weight.sha256}
        yield told
    package = site.package(publication, current)
    yield {
        "@type": "DataDownload",
        "name": PACKED.id,
        "encodingFormat": "application/zip",
        "contentUrl": package,
    }
