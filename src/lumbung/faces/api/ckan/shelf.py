"""What is published, as packages: made once for each state of the catalogue, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TypeVar

from django.db import connection

from lumbung.formats.ckan.faults import Missing
from lumbung.formats.ckan.filters import facts_of
from lumbung.formats.ckan.packages import Record, identity, package, plain_extras, resource_id
from lumbung.formats.ckan.searching import Listed
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.metadata.queries import PublicMeaning
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.publications import Publication, Publisher, Theme
from lumbung.vocabulary.words import Text

OF_THE_ACTIVITY = {"cara_pengumpulan_data": "method", "no_romantik": "recommendation"}
OF_THE_MEASURES = {"konsep": "concept", "definisi": "definition", "interpretasi": "interpretation"}
Named = TypeVar("Named")
SITES = 8  # names under which one house is read, at most


@dataclass(frozen=True)
class Shelf:
    """All packages of one state of the catalogue, with what they are found by."""

    site: str
    publications: tuple[Publication, ...]
    _told: dict[str, Record] = field(default_factory=dict)

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """Every package with what filters ask of it."""
        plain = (package(one, site=self.site, extras={}) for one in self.publications)
        return tuple(Listed(one, facts_of(one)) for one in plain)

    @cached_property
    def datasets(self) -> Mapping[str, Publication]:
        """Datasets by identifier and by name."""
        return _by_names(self.publications, "dataset", lambda one: one.code)

    @cached_property
    def organizations(self) -> Mapping[str, Publisher]:
        """Producers by identifier and by name."""
        return _by_names((one.publisher for one in self.publications), "organization", lambda one: one.code)

    @cached_property
    def groups(self) -> Mapping[str, Theme]:
        """Topics by identifier and by name."""
        return _by_names((one.theme for one in self.publications), "group", lambda one: one.code)

    @cached_property
    def resources(self) -> Mapping[str, tuple[Publication, str]]:
        """The dataset and the format of each resource."""
        return {
            resource_id(one.code, way.format): (one, way.format)
            for one in self.publications
            for way in one.distributions
        }

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """The words of facets' codes."""
        groups = {one.code: one.title.id for one in self.groups.values()}
        return {
            "organization": {one.code: one.name.id for one in self.organizations.values()},
            "groups": groups,
            "topic": groups,
            "license_id": {one.licence.code: one.licence.title.id for one in self.publications},
        }

    def package(self, publication: Publication) -> Record:
        """A package with its extras, which are read when somebody asks for them."""
        found = self._told.get(publication.code)
        if found is None:
            meaning = metadata.public_meaning(catalog.dataset(publication.code))
            extras = {**plain_extras(publication), **_meant(meaning)}
            found = self._told[publication.code] = package(publication, site=self.site, extras=extras)
        return found

    def dataset(self, name: str) -> Publication:
        """The dataset with an identifier or a name."""
        found = self.datasets.get(name)
        if found is None:
            raise missing(name)
        return found

    def resource(self, name: str) -> tuple[Publication, Record]:
        """The resource with an identifier, and the dataset it is of."""
        publication, form = self.resources.get(name, (None, ""))
        if publication is None:
            raise missing(name)
        wanted = resource_id(publication.code, form)
        told = self.package(publication)["resources"]
        return publication, next(one for one in told if one["id"] == wanted)


def missing(name: str) -> Missing:
    """That there is no such thing."""
    said = name[:80]
    return Missing(Text(f"Not found: “{said}” tidak ada atau tidak terbit", f"Not found: “{said}”"))


def _by_names(things: Iterable[Named], kind: str, code: Callable[[Named], str]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for one in things:
        found.setdefault(code(one), one)
        found.setdefault(identity(kind, code(one)), one)
    return found


def _meant(meaning: PublicMeaning) -> dict[str, str]:
    """The approved metadata under the keys that regional portals use."""
    told: dict[str, list[str]] = {}
    if (activity := meaning.activity) is not None:
        told["nama_keg_stat"] = [activity.title]
        for key, label in OF_THE_ACTIVITY.items():
            if said := activity.said(label):
                told[key] = [said.id]
    for key, label in OF_THE_MEASURES.items():
        told[key] = [said.id for one in meaning.by_measure.values() if (said := one.said(label))]
    return {key: "\n".join(dict.fromkeys(said)) for key, said in told.items() if said}


_kept: dict[str, tuple[int, Shelf]] = {}
_lock = Lock()


def state() -> int:
    """The number of the present state of all that packages are made of; plain SQL, as every answer asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(number) FROM kit_stamp WHERE name IN ('catalog', 'standards', 'people', 'metadata')"
        )
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def shelf(site: str, now: int) -> Shelf:
    """The packages of a state; ``site`` stands before their addresses."""
    kept = _kept.get(site)
    if kept is None or kept[0] != now:
        with _lock:
            if len(_kept) >= SITES:
                _kept.clear()
            kept = _kept[site] = (now, Shelf(site, observations.published().publications))
    return kept[1]


def forget() -> None:
    """Drop what is kept (a test's database has gone)."""
    _kept.clear()
