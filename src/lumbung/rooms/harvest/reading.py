"""A whole catalogue, and what of it is new, changed or gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings

from lumbung.formats.harvest import ckan, dcat, lumbung
from lumbung.formats.harvest.found import Found, Page, Unread
from lumbung.rooms.harvest.fetching import Web
from lumbung.rooms.harvest.limits import CATALOGUE_BYTES, CATALOGUE_PAGES, MOST_DATASETS, SHOWN
from lumbung.rooms.harvest.models import Entry, Kind, Source
from lumbung.rooms.harvest.problems import CatalogueEndless, CatalogueShrunk

ACCEPT = "application/ld+json, application/json;q=0.9"
SHRUNK, FEW = 0.5, 10  # less than this part of what was there is a fault; of a few, it is not


@dataclass(frozen=True, slots=True)
class Language:
    """How a kind of source is read."""

    first_page: Callable[[str], str]
    page_of: Callable[[bytes, str, str], Page]


LANGUAGES: Mapping[str, Language] = {
    Kind.CKAN: Language(ckan.first_page, ckan.page_of),
    Kind.DCAT: Language(dcat.first_page, dcat.page_of),
    Kind.LUMBUNG: Language(lumbung.first_page, lumbung.page_of),
}


def web() -> Web:
    """The way to other portals, as this deployment is set up."""
    return Web(near=frozenset(settings.HARVEST_NEAR))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that a source publishes, each once."""

    found: Mapping[str, Found]
    unread: tuple[Unread, ...]


def catalogue(source: Source, way: Web, said: Callable[[int], None] = lambda _: None) -> Catalogue:
    """Read a source from its first page to its last."""
    language, site = LANGUAGES[source.kind], source.address.rstrip("/")
    found: dict[str, Found] = {}
    unread: list[Unread] = []
    asked, seen = language.first_page(site if source.kind != Kind.DCAT else source.address), set[str]()
    while asked:
        seen.add(asked)
        page = language.page_of(way.read(asked, most=CATALOGUE_BYTES, accept=ACCEPT), site, asked)
        found |= {one.id: one for one in page.found}
        unread += page.unread
        if len(seen) > CATALOGUE_PAGES or len(found) + len(unread) > MOST_DATASETS:
            raise CatalogueEndless(source=source.code)
        asked = "" if page.following in seen else page.following
        said(len(found))
    return Catalogue(found, tuple(unread))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reading would change here."""

    new: tuple[Found, ...]
    changed: tuple[Found, ...]
    gone: tuple[Entry, ...]
    same: int
    unread: tuple[Unread, ...]

    def as_record(self) -> dict[str, object]:
        """What is kept of it for people to look at: the counts, and the first of each sort."""
        return {
            "counts": {
                "new": len(self.new), "changed": len(self.changed), "gone": len(self.gone),
                "same": self.same, "unread": len(self.unread),
            },
            "new": [_line(one) for one in self.new[:SHOWN]],
            "changed": [_line(one) for one in self.changed[:SHOWN]],
            "gone": [{"name": one.name, "title": one.title.as_dict()} for one in self.gone[:SHOWN]],
            "figures": [],  # of a Lumbung: the editions that were mirrored, and those that could not be
            "lacking": [],
            "unread": [{"name": one.id, "why": one.why.as_dict()} for one in self.unread[:SHOWN]],
        }  # fmt: skip


def _line(one: Found) -> dict[str, object]:
    return {
        "name": one.id,
        "title": one.title.as_dict(),
        "publisher": one.publisher,
        "licence": one.licence,
        "address": one.address,
        "edition": one.edition,
    }


def changes(source: Source, read: Catalogue) -> Changes:
    """Compare a catalogue with what is known of it."""
    known = {entry.name: entry for entry in source.entries.all()}
    new, changed, same = [], [], 0
    for name, one in read.found.items():
        entry = known.get(name)
        if entry is None:
            new.append(one)
        elif entry.fingerprint != one.fingerprint or entry.gone_at is not None:
            changed.append(one)
        else:
            same += 1
    gone = [one for name, one in known.items() if name not in read.found and one.gone_at is None]
    return Changes(tuple(new), tuple(changed), tuple(gone), same, read.unread)


def require_whole(source: Source, found: Changes) -> None:
    """Refuse a catalogue that has lost most of its datasets over night."""
    now = found.same + len(found.changed)
    before = now + len(found.gone)
    if before > FEW and now < SHRUNK * before:
        raise CatalogueShrunk(source=source.title, now=now, before=before)
