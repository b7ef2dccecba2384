"""The ways to take the figures of an edition away, in DCAT-AP."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lumbung.formats.dcat import authorities as listed
from lumbung.formats.dcat.describing import Site
from lumbung.formats.dcat.terms import (
    Iri,
    Literal,
    Node,
    Said,
    Value,
    moment,
    named,
    nameless,
    node,
    term,
    texts,
    whole,
)
from lumbung.vocabulary.publications import Distribution, Publication, PublishedEdition
from lumbung.vocabulary.words import Text

TABULAR = ("https://www.w3.org/TR/tabular-data-model/", Text("Data tabel di Web (CSVW)", "CSV on the Web"))
PACKAGE = ("https://datapackage.org/", Text("Data Package (Frictionless)", "Data Package (Frictionless)"))
PACKED = Text("Paket data (CSV dengan keterangannya)", "Data package (CSV with its description)")
PAGED = "json"  # comes page by page, so it is an interface rather than a file


def distributions(publication: Publication, one: PublishedEdition, site: Site) -> Iterator[Node]:
    """The files of an edition, its pages as an interface, and its data package."""
    for way in publication.distributions:
        yield _distribution(publication, one, way, site)
    package = Distribution("zip", "application/zip", "", PACKED)
    address = site.package(publication, one)
    said: Said = (
        ("dcat:downloadURL", Iri(address)),
        ("dct:conformsTo", standard(*PACKAGE)),
        ("foaf:page", document(site.package(publication, one, "json"))),
    )
    yield _way(publication, one, package, site, address, said)


def _distribution(publication: Publication, one: PublishedEdition, way: Distribution, site: Site) -> Node:
    address = site.download(one, way)
    more: list[tuple[str, Value]] = []
    if way.format == PAGED:
        more.append(("dcat:accessService", Iri(site.service("api"))))
    else:
        more.append(("dcat:downloadURL", Iri(address)))
    if way.format == "csv":
        more.append(("dct:conformsTo", standard(*TABULAR)))
        more.append(("foaf:page", document(site.columns(publication, one))))
    weight = site.weigh(one) if way.format == "csv" else None
    if weight is not None:
        digest = Literal(weight.sha256, datatype="xsd:hexBinary")
        algorithm = node(term("spdx:checksumAlgorithm_sha256"), "spdx:ChecksumAlgorithm", ())
        more.append(("dcat:byteSize", whole(weight.size, "xsd:nonNegativeInteger")))
        says: Said = (("spdx:algorithm", algorithm), ("spdx:checksumValue", digest))
        more.append(("spdx:checksum", nameless("spdx:Checksum", says)))
    return _way(publication, one, way, site, address, more)


def _way(
    publication: Publication,
    one: PublishedEdition,
    way: Distribution,
    site: Site,
    address: str,
    more: Said,
) -> Node:
    licence = publication.licence
    known = (("dct:license", listed.licence(licence.code, licence.title, licence.address)),)
    kinds: list[tuple[str, Value]] = []
    if kind := listed.file_type(way.format):
        kinds.append(("dct:format", kind))
    if media := listed.media_type(way.media_type):
        kinds.append(("dcat:mediaType", media))
        if way.format == "zip":
            kinds.append(("dcat:packageFormat", media))
    return node(
        f"{site.edition_page(publication, one)}#{way.format}",
        "dcat:Distribution",
        chain(
            texts("dct:title", way.title),
            (("dcat:accessURL", Iri(address)),),
            more,
            kinds,
            known if licence.address else (),
            (
                ("dct:issued", moment(one.released_at.astimezone(site.zone))),
                ("dcatap:availability", listed.available()),
            ),
        ),
    )


def standard(address: str, title: Text) -> Node:
    """A standard that something follows."""
    return named(address, "dct:Standard", title, by="dct:title")


def document(address: str) -> Node:
    """A page."""
    return named(address, "foaf:Document")
