"""What is published, for every catalogue that others read us by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lumbung.kit.stamps import Stamped
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.people.queries import Organisation
from lumbung.rooms.query.downloads import MEDIA
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.access import LICENCES, Access
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.publications import (
    Distribution,
    Publication,
    PublishedEdition,
    Publisher,
    Theme,
)
from lumbung.vocabulary.words import Text

TITLES = {
    "csv": Text("CSV", "CSV"),
    "jsonl": Text("JSON per baris", "JSON lines"),
    "parquet": Text("Parquet", "Parquet"),
    "xlsx": Text("Buku kerja XLSX", "XLSX workbook"),
    "json": Text("JSON", "JSON"),
}


class NotPublished(NotFound):
    """No open dataset with an edition has this code."""

    code = "query.not-published"
    message = Text("“{dataset}” tidak terbit.", "“{dataset}” is not published.")
    hint = Text("Lihat daftarnya di katalog.", "See the list in the catalogue.")


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that is published, in the order of the codes."""

    publications: tuple[Publication, ...]
    by_code: dict[str, Publication]
    modified: dt.datetime | None  # the last release of all


def everything() -> Published:
    """All open datasets that have a current edition; kept in memory until the catalogue moves."""
    return _published()


def publication(code: str) -> Publication:
    """One published dataset."""
    found = everything().by_code.get(code)
    if found is None:
        raise NotPublished(dataset=code[:80])
    return found


def _make() -> Published:
    open_ones = {dataset.pk: dataset for dataset in catalog.datasets().filter(access=Access.OPEN.value)}
    editions: dict[int, list[Edition]] = {}
    for edition in catalog.all_editions().filter(dataset__in=open_ones):
        editions.setdefault(edition.dataset_id, []).append(edition)
    tree = standards.area_tree()
    made = [
        _publication(open_ones[pk], found[::-1], tree.areas[open_ones[pk].area_within])
        for pk, found in editions.items()
        if any(edition.current for edition in found)
    ]
    made.sort(key=lambda one: one.code)
    modified = max((one.modified for one in made), default=None)
    return Published(tuple(made), {one.code: one for one in made}, modified)


_published = Stamped("catalog", "standards", "people", make=_make)


def forget() -> None:
    """Drop what is kept in memory (a test's database has gone)."""
    _published.forget()


def _publication(dataset: Dataset, editions: Sequence[Edition], area: Area) -> Publication:
    definition = dataset.definition
    return Publication(
        code=dataset.code,
        title=dataset.title,
        description=dataset.description,
        theme=Theme(dataset.topic.code, dataset.topic.title),
        publisher=_publisher(dataset.producer),
        licence=LICENCES.get(dataset.licence, LICENCES[""]),
        access=Access(dataset.access),
        source=Text(dataset.source) if dataset.source else dataset.producer.name,
        area=area,
        structure=catalog.structure(dataset),
        editions=tuple(_editions(editions)),
        distributions=tuple(_distributions(dataset.code)),
        keywords=tuple(definition.get("keywords") or ()),
        priority=dataset.priority,
        simulated=dataset.simulated,
    )


def _publisher(office: Organisation) -> Publisher:
    return Publisher(office.code, office.name, office.short, office.kind, office.email)


def _editions(editions: Iterable[Edition]) -> Iterable[PublishedEdition]:
    for edition in editions:
        yield PublishedEdition(
            id=edition.pk,
            label=edition.label,
            released_at=edition.released_at,
            is_current=edition.current,
            digest=edition.digest,
            rows=edition.rows,
            periods=tuple(edition.periods),
            note=edition.note,
            withdrawn_at=edition.withdrawn_at,
            withdrawn_reason=edition.withdrawn_reason,
        )


def _distributions(code: str) -> Iterable[Distribution]:
    for name, media_type in (*MEDIA.items(), ("json", "application/json")):
        path = f"/api/v1/datasets/{code}/data?format={name}"
        yield Distribution(name, media_type.partition(";")[0], path, TITLES[name])
