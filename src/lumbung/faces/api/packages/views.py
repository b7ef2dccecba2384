"""Packages of open figures: their description, all of it as one archive, their codes, their columns."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs, parse_qsl, urlencode

import orjson
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from lumbung.cube import Manifest, Query
from lumbung.faces.api.documents import document, for_programs
from lumbung.faces.api.v1.data import read
from lumbung.faces.publishing import site_of
from lumbung.formats.dcat.describing import Site
from lumbung.formats.packages import csvw
from lumbung.formats.packages.archive import FIGURES, package_members, zipped
from lumbung.formats.packages.contents import (
    AREA_COLUMNS,
    CODE_COLUMNS,
    Contents,
    area_rows,
    code_csv,
    code_rows,
    code_tables,
)
from lumbung.formats.packages.datapackage import data_package
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import NotPublished, Pinned
from lumbung.vocabulary.observations import AREA
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.publications import Publication, PublishedEdition
from lumbung.vocabulary.words import Text

ZIP = "application/zip"


class ColumnUnknown(NotFound):
    """A list of codes that the edition has not."""

    code = "packages.column-unknown"
    message = Text(
        "{edition} tidak punya daftar kode “{column}”.", "{edition} has no list of codes “{column}”."
    )
    hint = Text("Yang ada: {known}.", "There are: {known}.")


@for_programs
def show_package(request: HttpRequest, code: str, label: str = "") -> HttpResponseBase:
    """The description of a package whose tables are read from here."""
    site = site_of(request)
    publication, edition, _ = _found(code, label)
    page = site.edition_page(publication, edition)

    def pieces() -> Iterable[bytes]:
        address = f"{site.address}/api/v1/datasets/{code}/data?format=csv&edition={edition.label}"
        contents = _contents(publication, edition, site, address, f"{page}/codes/{{column}}.csv")
        return (orjson.dumps(data_package(contents)),)

    response = document(request, "application/json", pieces, edition.id)
    response["Link"] = f'<{page}>; rel="about"'
    return response


@for_programs
def download_package(request: HttpRequest, code: str, label: str = "") -> HttpResponseBase:
    """Figures, codes and descriptions as one archive, streamed."""
    site = site_of(request)
    publication, edition, manifest = _found(code, label)

    def pieces() -> Iterable[bytes]:
        contents = _contents(publication, edition, site, FIGURES, "codes/{column}.csv")
        figures = observations.export(_asked(edition), "csv", reader=None, site=site.address).chunks
        members = package_members(contents, figures, lambda column: _codes(manifest, column))
        return zipped(members, timezone.localtime(edition.released_at))

    response = document(request, ZIP, pieces, edition.id, packs=False)
    response["Content-Disposition"] = f'attachment; filename="{edition.id.replace("@", "_")}.zip"'
    return response


@for_programs
def show_codes(request: HttpRequest, code: str, label: str, column: str) -> HttpResponseBase:
    """What the codes of a column mean in an edition."""
    _, edition, manifest = _found(code, label)
    known = (AREA, *(one.code for one in manifest.structure.dimensions))
    if column not in known:
        raise ColumnUnknown(edition=edition.id, column=column[:60], known=", ".join(known))
    response = document(request, "text/csv", lambda: _codes(manifest, column), edition.id)
    response["Content-Disposition"] = f'inline; filename="{column}.csv"'
    return response


@for_programs
def show_columns(request: HttpRequest, code: str) -> HttpResponseBase:
    """The columns of the CSV that the same question gives, as CSVW."""
    observations.publication(code)
    address = request.META.get("QUERY_STRING", "") or "format=csv"
    given = [(name, value) for name, value in parse_qsl(address, keep_blank_values=True) if name != "format"]
    asked, _, names = read(code, urlencode(given))
    pinned = observations.pin(asked, reader=None)
    if "format" not in parse_qs(address):
        address = f"format=csv&{address}"

    def pieces() -> Iterable[bytes]:
        return (orjson.dumps(_columns(pinned, bool(names), site_of(request).address, f"data?{address}")),)

    return document(request, csvw.MEDIA_TYPE, pieces, pinned.edition.id)


def _columns(pinned: Pinned, names: bool, site: str, address: str) -> dict[str, object]:
    found = observations.columns_of_csv(pinned, names=names, site=site)
    return csvw.table(found.envelope, address, key=found.key, whole=found.whole, optional=found.optional)


def _found(code: str, label: str) -> tuple[Publication, PublishedEdition, Manifest]:
    """A published dataset with an edition, the current one unless another is named."""
    publication = observations.publication(code)
    shown, manifest = observations.edition(code, label or publication.current.label, reader=None)
    edition = next((one for one in publication.editions if one.id == shown.id), None)
    if edition is None:  # released this very moment
        raise NotPublished(dataset=shown.id)
    return publication, edition, manifest


def _contents(
    publication: Publication, edition: PublishedEdition, site: Site, figures: str, codes: str
) -> Contents:
    pinned = observations.pin(_asked(edition), reader=None)
    found = observations.columns_of_csv(pinned, site=site.address)
    _, manifest = observations.edition(publication.code, edition.label, reader=None)
    return Contents(
        publication=publication,
        edition=edition,
        envelope=found.envelope,
        whole=found.whole,
        optional=found.optional,
        key=found.key,
        path=figures,
        codes=code_tables(manifest.structure, codes),
        homepage=site.edition_page(publication, edition),
        weight=site.weigh(edition),
    )


def _asked(edition: PublishedEdition) -> Query:
    return observations.question(edition.id.partition("@")[0], {"edition": [edition.label]})


def _codes(manifest: Manifest, column: str) -> Iterable[str]:
    if column == AREA:
        areas = observations.cube().opened(manifest.id).areas.areas
        return code_csv(AREA_COLUMNS, area_rows(areas[code] for code in sorted(areas)))
    dimension = manifest.structure.dimension(column)
    return code_csv(CODE_COLUMNS, code_rows(dimension.codes if dimension else ()))
