"""What the catalog says of each dataset, kept in memory until its stamp moves.

A data answer must not pay for the whole catalog each time: it reads one indexed row (the
stamp) and everything else from here.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import connection
from django.utils import timezone

from lumbung.cube.cursors import read_cursor
from lumbung.cube.queries import Query
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.people import queries as people
from lumbung.rooms.query.boundaries import Recorded, recorded
from lumbung.rooms.query.problems import EditionWithdrawn, NotOpen, NotReleased
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.words import Text

SLUG = re.compile(r"[\w-]{1,80}", re.ASCII)
SAID = 60  # of a word that is unknown, so much is said back


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition as readers meet it."""

    id: str
    label: str
    released_at: dt.datetime
    is_current: bool
    withdrawn_at: dt.datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class Shelved:
    """A dataset as readers meet it; its editions from the newest."""

    code: str
    title: Text
    access: Access
    producer: people.Organisation
    source: Text
    licence: str
    simulated: bool
    editions: tuple[Shown, ...]


class Shelf:
    """The datasets that were asked for lately."""

    def __init__(self) -> None:
        self._lock, self._at, self._kept = Lock(), (Path(), -1), dict[str, Shelved]()
        self._changes: Recorded | None = None

    def dataset(self, code: str) -> Shelved:
        """A dataset; raises where the catalog does not know it."""
        if SLUG.fullmatch(code) is None:  # no such dataset, and not every database takes every text
            raise catalog.DatasetUnknown(dataset=code[:SAID])
        now = (settings.HOME, catalog_stamp())
        with self._lock:
            if self._at != now:
                self._at, self._kept, self._changes = now, {}, None
            found = self._kept.get(code)
        if found is None:
            found = _read(code)
            with self._lock:
                if self._at == now:
                    self._kept[code] = found
        return found

    def changes(self) -> Recorded:
        """The changes of areas, as they were when a dataset was last looked for."""
        found = self._changes
        if found is None:
            found = self._changes = recorded()
        return found


def catalog_stamp() -> int:
    """The number of the stamps of the catalog and of changes of areas.

    Plain SQL, because every data answer asks for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(number) FROM kit_stamp WHERE name IN ('catalog', 'boundaries')")
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def _read(code: str) -> Shelved:
    dataset = catalog.dataset(code)
    return Shelved(
        code=dataset.code,
        title=dataset.title,
        access=Access(dataset.access),
        producer=dataset.producer,
        source=Text(dataset.source) if dataset.source else dataset.producer.name,
        licence=dataset.licence,
        simulated=dataset.simulated,
        editions=tuple(
            Shown(
                edition.pk,
                edition.label,
                edition.released_at,
                edition.current,
                edition.withdrawn_at,
                edition.withdrawn_reason,
            )
            for edition in catalog.editions(dataset)
        ),
    )


def require_readable(found: Shelved, reader: people.Actor) -> None:
    """Let a reader pass who may read the dataset.

    Of a closed dataset nobody else learns even that it is there.
    """
    if found.access is Access.OPEN:
        return
    closed = found.access is Access.CLOSED
    needed = people.Permission.READ_DRAFTS if closed else people.Permission.READ_RESTRICTED
    if people.may(reader, needed, on=found.producer):
        return
    if closed:
        raise catalog.DatasetUnknown(dataset=found.code)
    raise NotOpen(dataset=found.title, producer=found.producer.name)


def edition_for(found: Shelved, asked: Query) -> Shown:
    """The edition that a question is about; raises a tombstone where it was withdrawn."""
    if asked.edition is not None:
        return labelled(found, asked.edition)
    if asked.as_of is not None:
        return _as_of(found, asked.as_of)
    if asked.cursor is not None:  # a page belongs to the edition of the page before
        return labelled(found, read_cursor(asked.cursor).edition)
    current = next((edition for edition in found.editions if edition.is_current), None)
    return current or _as_of(found, timezone.localdate())


def labelled(found: Shelved, label: str) -> Shown:
    """The edition with a label, or with a whole id."""
    plain = label.removeprefix(f"{found.code}@")
    for edition in found.editions:
        if edition.label == plain:
            return _standing(edition)
    raise catalog.EditionUnknown(dataset=found.code, edition=label[:SAID])


def _as_of(found: Shelved, day: dt.date) -> Shown:
    end = timezone.make_aware(dt.datetime.combine(day, dt.time.max))
    for edition in found.editions:
        if edition.released_at <= end:
            return _standing(edition)
    raise NotReleased(dataset=found.code, day=day.isoformat())


def _standing(edition: Shown) -> Shown:
    if edition.withdrawn_at is not None:
        raise EditionWithdrawn(
            edition=edition.id,
            day=timezone.localtime(edition.withdrawn_at).date().isoformat(),
            reason=edition.withdrawn_reason or "–",
        )
    return edition
