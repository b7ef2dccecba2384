"""What can be read of the journal: its lines, its head, and whether the chain is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection, models, transaction
from django.db.models import QuerySet

from lumbung.rooms.journal.chain import START, Line
from lumbung.rooms.journal.models import Entry, Head
from lumbung.vocabulary.words import Text

__all__ = ["Break", "Breakage", "Entry", "Verification", "entries", "head", "verify"]

TOLD_AT_MOST = 100


class Break(StrEnum):
    """A way in which the chain can be broken."""

    CHANGED = "changed"  # a line no longer gives its own hash
    REMOVED = "removed"  # numbers are missing
    MOVED = "moved"  # a line does not follow the line before: inserted, exchanged or rewritten
    TORN = "torn"  # the chain does not end as its head says
    FORKED = "forked"  # a hash that was written down elsewhere is not that line's hash


_SAID = {
    Break.CHANGED: Text("Baris {number} telah diubah.", "Line {number} was changed."),
    Break.REMOVED: Text(
        "Ada baris yang hilang sebelum baris {number}.", "Lines are missing before line {number}."
    ),
    Break.MOVED: Text(
        "Baris {number} tidak menyambung ke baris sebelumnya (disisipkan, ditukar, atau ditulis ulang).",
        "Line {number} does not follow the line before it (inserted, exchanged or rewritten).",
    ),
    Break.TORN: Text(
        "Ujung jurnal tidak cocok: catatan kepala menyebut baris {number}.",
        "The end of the journal does not match: its head names line {number}.",
    ),
    Break.FORKED: Text(
        "Baris {number} tidak sama dengan yang dicatat di luar jurnal (misalnya pada sebuah edisi).",
        "Line {number} is not the one written down outside the journal (in an edition, for example).",
    ),
}


@dataclass(frozen=True, slots=True)
class Breakage:
    """One place where the chain is broken."""

    kind: Break
    number: int

    @property
    def told(self) -> Text:
        """The breakage in words."""
        return _SAID[self.kind].filled(number=self.number)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a walk along the whole chain found."""

    lines: int
    hash: str
    breakages: tuple[Breakage, ...] = ()
    more: int = 0  # breakages beyond those told

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.breakages


def entries(
    *,
    subject: models.Model | tuple[str, str] | None = None,
    dataset: str = "",
    verb: str | Iterable[str] = (),
    after: int = 0,
) -> QuerySet[Entry]:
    """The lines about a thing, a dataset or with some verbs, from the oldest; ``after`` a number."""
    found = Entry.objects.select_related("actor")
    if isinstance(subject, models.Model):
        name = str(getattr(subject, "code", "") or subject.pk)
        found = found.filter(subject_kind=subject._meta.label_lower, subject=name)
    elif subject is not None:
        found = found.filter(subject_kind=subject[0], subject=subject[1])
    if dataset:
        found = found.filter(dataset=dataset)
    if verb:
        found = found.filter(verb__in=[verb] if isinstance(verb, str) else list(verb))
    if after:
        found = found.filter(number__gt=after)
    return found


def head() -> tuple[int, str]:
    """The number and hash of the last line; 0 and zeros before the first."""
    found = Head.objects.filter(pk=1).first()
    return (found.number, found.hash) if found else (0, START)


def verify(
    progress: Callable[[int, int], None] | None = None, *, anchors: Iterable[tuple[int, str]] = ()
) -> Verification:
    """Walk the whole chain and say where it is broken.

    ``anchors`` are numbers and hashes that were written down elsewhere (in editions' manifests):
    they find a chain that was rewritten as a whole. ``progress`` is told lines done and lines due.
    """
    wanted = dict(anchors)
    found: list[Breakage] = []
    more = 0
    with transaction.atomic():  # one snapshot: a line that comes meanwhile is not a torn end
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        due, end = head()
        number, previous = 0, START
        for line, kept in _lines():
            for breakage in _breakages(line, kept, number, previous, wanted):
                if len(found) < TOLD_AT_MOST:
                    found.append(breakage)
                else:
                    more += 1
            number, previous = line.number, kept
            if progress is not None and number % 1000 == 0:
                progress(number, due)
    if (number, previous) != (due, end):
        found.append(Breakage(Break.TORN, due))
    found += [Breakage(Break.FORKED, lost) for lost in sorted(wanted) if lost > number]
    if progress is not None:
        progress(number, max(due, number))
    return Verification(lines=number, hash=previous, breakages=tuple(found), more=more)


def _lines() -> Iterator[tuple[Line, str]]:
    """Every line with the hash kept beside it, in order, in constant memory."""
    for row in Entry.objects.order_by("number").values().iterator(chunk_size=2000):
        columns: dict[str, Any] = {**row}
        kept = columns.pop("hash")
        yield Line(actor=columns.pop("actor_id"), **columns), kept


def _breakages(
    line: Line, kept: str, number: int, previous: str, wanted: dict[int, str]
) -> Iterator[Breakage]:
    if line.hash != kept:
        yield Breakage(Break.CHANGED, line.number)
    if line.number != number + 1:
        yield Breakage(Break.REMOVED, line.number)
    elif line.previous != previous:
        yield Breakage(Break.MOVED, line.number)
    if wanted.get(line.number, kept) != kept:
        yield Breakage(Break.FORKED, line.number)
