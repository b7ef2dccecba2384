"""What can be read of harvest: sources with their health, what was seen there, mirrored figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from lumbung.cube import Answer, Manifest, Query
from lumbung.rooms.harvest import figures
from lumbung.rooms.harvest.limits import LIMITS
from lumbung.rooms.harvest.models import Entry, Kind, Mirror, Run, RunState, Source
from lumbung.rooms.harvest.problems import EntryUnknown, SourceUnknown

__all__ = [
    "LIMITS", "Entry", "EntryUnknown", "Health", "Kind", "Mirror", "Run", "RunState", "Source",
    "SourceUnknown", "answer", "due", "entries", "entry", "health", "last_look", "manifest", "mirror",
    "mirrors", "open_run", "runs", "source", "sources",
]  # fmt: skip

LATE = 2  # times the agreed hours


@dataclass(frozen=True, slots=True)
class Health:
    """How well a source is read."""

    last_good: dt.datetime | None
    last_tried: dt.datetime | None
    failures: int  # one after the other, up to now
    is_stale: bool
    entries: int
    mirrors: int

    @property
    def is_well(self) -> bool:
        """Whether nobody need look."""
        return not self.failures and not self.is_stale


def sources() -> QuerySet[Source]:
    """All sources."""
    return Source.objects.select_related("organisation")


def source(code: str) -> Source:
    """The source with a code."""
    found = sources().filter(code=code).first()
    if found is None:
        raise SourceUnknown(source=code[:60])
    return found


def runs(source: Source) -> QuerySet[Run]:
    """The readings of a source, the last first."""
    return source.runs.select_related("job")


def open_run(source: Source) -> Run | None:
    """The reading that waits or is under way."""
    return runs(source).filter(state=RunState.WAITING).first()


def last_look(source: Source) -> Run | None:
    """The last reading that ended well, with what it found."""
    return runs(source).filter(state=RunState.DONE).first()


def health(source: Source) -> Health:
    """How well a source is read."""
    taken = runs(source).filter(takes=True)
    good = taken.filter(state=RunState.DONE).first()
    ended = taken.exclude(state=RunState.WAITING).first()
    since = taken.filter(state=RunState.FAILED, pk__gt=good.pk if good is not None else 0)
    limit = dt.timedelta(hours=LATE * source.every_hours)
    began = good.ended_at if good is not None and good.ended_at else source.made_at
    return Health(
        last_good=good.ended_at if good is not None else None,
        last_tried=ended.ended_at if ended is not None else None,
        failures=since.count(),
        is_stale=source.taken and not source.paused and timezone.now() - began > limit,
        entries=source.entries.filter(gone_at=None).count(),
        mirrors=mirrors(source).filter(current=True, entry__gone_at=None).count(),
    )


def due(now: dt.datetime) -> Iterable[Source]:
    """The sources whose time to be read has come."""
    for one in sources().filter(taken=True, paused=False):
        last = runs(one).filter(takes=True).first()
        if last is None or (
            last.state != RunState.WAITING and now - last.asked_at >= dt.timedelta(hours=one.every_hours)
        ):
            yield one


def entries(question: str = "", *, source: str = "", gone: bool = False) -> QuerySet[Entry]:
    """What is catalogued of other portals, by title; what is gone there only where it is asked for."""
    found = Entry.objects.select_related("source").prefetch_related("mirrors")
    found = found.order_by("source__code", "name")
    if not gone:
        found = found.filter(gone_at=None)
    if source:
        found = found.filter(source__code=source.replace("\0", ""))
    for word in question.replace("\0", " ").split()[:10]:
        found = found.filter(
            Q(title__icontains=word) | Q(publisher__icontains=word) | Q(name__icontains=word)
        )
    return found


def entry(source: str, name: str) -> Entry:
    """A dataset of another portal, by its name there."""
    plain = name.replace("\0", "")
    found = Entry.objects.select_related("source").filter(source__code=source, name=plain).first()
    if found is None:
        raise EntryUnknown(source=source[:60], entry=name[:80])
    return found


def mirrors(source: Source) -> QuerySet[Mirror]:
    """The mirrored editions of a source."""
    return Mirror.objects.filter(entry__source=source).select_related("entry__source")


def mirror(entry: Entry) -> Mirror:
    """The current mirror of a dataset of another Lumbung."""
    found = next((one for one in entry.mirrors.all() if one.current), None)  # fetched beforehand in lists
    if found is None or entry.gone_at is not None:  # what was taken back there is not shown here
        raise EntryUnknown(source=entry.source.code, entry=entry.name)
    return found


def manifest(mirror: Mirror) -> Manifest:
    """What a mirrored edition is."""
    return figures.reader(mirror.entry.source.code).manifest(mirror.edition)


def answer(mirror: Mirror, asked: Query) -> Answer:
    """Answer a question about a mirrored edition."""
    return figures.reader(mirror.entry.source.code).answer(mirror.edition, asked)
