"""Take the waivers that a pack brings; what people decided about a dataset since is left to them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries as journal_lines
from lumbung.rooms.metadata.models import Waiver
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Change, Changes, one
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class PackWaiver:
    """A dataset that may pass without its metadata: until a day, or for months from the first load."""

    dataset: Dataset
    reason: str
    until: dt.date | None = None
    months: int | None = None


@dataclass
class TakenWaivers:
    """What a load changed, and what was left as people have it."""

    changes: Changes = field(default_factory=Changes)
    notes: list[Text] = field(default_factory=list)


def take_waivers(rows: Iterable[PackWaiver], *, actor: User) -> TakenWaivers:
    """Keep waivers as a pack writes them; loaded again, none of them lasts longer."""
    people.require(actor, Permission.LOAD_PACK)
    rows, taken = list(rows), TakenWaivers()
    standing = {
        waiver.dataset_id: waiver
        for waiver in Waiver.objects.filter(dataset__in=[row.dataset for row in rows]).select_related("by")
    }
    codes = {row.dataset.code for row in rows}
    ended = {
        line.dataset for line in journal_lines.entries(verb="metadata.waiver-ended") if line.dataset in codes
    }
    with transaction.atomic():
        for row in rows:
            change = _taken(row, standing.get(row.dataset.pk), row.dataset.code in ended, actor, taken)
            taken.changes += one(change, row.dataset.code)
    return taken


def _taken(row: PackWaiver, found: Waiver | None, ended: bool, actor: User, taken: TakenWaivers) -> Change:
    by_people = found is not None and found.by_id not in (None, actor.pk)
    if by_people or (found is None and ended):
        code = row.dataset.code
        taken.notes.append(
            Text(
                f"Pengecualian metadata {code} sudah diputuskan orang; isi paket tidak menimpanya.",
                f"The metadata waiver of {code} was decided by people; the pack does not overwrite it.",
            )
        )
        return Change.UNCHANGED
    kept = found.until if found is not None and row.months is not None else None
    until = row.until or kept or _months_on(timezone.localdate(), row.months or 0)
    if found is not None and (found.reason, found.until) == (row.reason, until):
        return Change.UNCHANGED
    waiver, is_new = Waiver.objects.update_or_create(
        dataset=row.dataset,
        defaults={"reason": row.reason, "until": until, "by": actor, "at": timezone.now()},
    )
    bump("metadata")
    journal.record(
        "metadata.waived",
        subject=("metadata.waiver", row.dataset.code),
        actor=actor,
        dataset=row.dataset.code,
        reason=waiver.reason,
        facts={"until": until},
    )
    return Change.ADDED if is_new else Change.CHANGED


def _months_on(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last one of a shorter month.

    >>> _months_on(dt.date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
