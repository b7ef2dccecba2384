"""The catalogue as DCAT-US 1.1 writes it: ``data.json``, a dataset with its current edition each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from lumbung.formats.dcat.authorities import LENGTHS
from lumbung.formats.dcat.describing import Site, description, keywords, span
from lumbung.formats.dcat.distributions import PACKAGE, PACKED, PAGED
from lumbung.vocabulary.publications import Publication

SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"
COLUMNS_TYPE = "application/csvm+json"


def write_data_json(publications: Iterable[Publication], site: Site) -> Iterator[bytes]:
    """The document, a piece for each dataset."""
    head = {
        "@context": f"{SCHEMA}/catalog.jsonld",
        "@id": f"{site.address}/data.json",
        "@type": "dcat:Catalog",
        "conformsTo": SCHEMA,
        "describedBy": f"{SCHEMA}/catalog.json",
    }
    yield orjson.dumps(head).removesuffix(b"}") + b',"dataset":['
    before = b"\n"
    for publication in publications:
        yield before + orjson.dumps(_dataset(publication, site))
        before = b",\n"
    yield b"\n]}\n"


def _dataset(publication: Publication, site: Site) -> dict[str, Any]:
    current, structure = publication.current, publication.structure
    office = publication.publisher
    contact = {"@type": "vcard:Contact", "fn": office.name.id}
    told: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "identifier": site.series(publication),
        "title": publication.title.id,
        "description": description(publication, current).id,
        "keyword": [word.id for word in keywords(publication)],
        "modified": publication.modified.astimezone(site.zone).isoformat(timespec="seconds"),
        "issued": publication.issued.astimezone(site.zone).isoformat(timespec="seconds"),
        "publisher": {
            "@type": "org:Organization",
            "name": office.name.id,
            "subOrganizationOf": {"@type": "org:Organization", "name": (site.government or site.name).id},
        },
        "contactPoint": contact | ({"hasEmail": f"mailto:{office.email}"} if office.email else {}),
        "accessLevel": "public",
        "spatial": publication.area.title,
        "accrualPeriodicity": f"R/{_length(LENGTHS[structure.frequency])}",
        "theme": [publication.theme.title.id],
        "language": ["id-ID", *(["en"] if publication.title.en else [])],
        "landingPage": site.page(publication),
        "describedBy": site.columns(publication, current),
        "describedByType": COLUMNS_TYPE,
        "references": [f"{site.page(publication)}/arti", f"{site.page(publication)}.ttl"],
        "distribution": list(_distributions(publication, site)),
    }
    covered = span(current)
    if covered is not None:
        told["temporal"] = f"{covered[0].start.isoformat()}/{covered[1].end.isoformat()}"
    if publication.licence.address:
        told["license"] = publication.licence.address
    box = site.boxes.get(publication.area.code)
    if box is not None:
        told["spatial"] = ",".join(f"{edge:.6f}" for edge in box)
    return told


def _distributions(publication: Publication, site: Site) -> Iterator[dict[str, Any]]:
    current = publication.current
    for way in publication.distributions:
        told = {"@type": "dcat:Distribution", "title": way.title.id, "format": way.format.upper()}
        address = site.download(current, way)
        if way.format == PAGED:
            yield told | {"accessURL": address, "format": "API"}
        else:
            yield told | {"downloadURL": address, "mediaType": way.media_type}
    yield {
        "@type": "dcat:Distribution",
        "title": PACKED.id,
        "format": "ZIP",
        "downloadURL": site.package(publication, current),
        "mediaType": "application/zip",
        "conformsTo": PACKAGE[0],
        "describedBy": site.package(publication, current, "json"),
        "describedByType": "application/json",
    }


def _length(of: str) -> str:
    """Weeks are written as such in this vocabulary."""
    return "P1W" if of == "P7D" else of
