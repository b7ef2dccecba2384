"""Keep what a standard says, version by version: a draft is rewritten, a final one gets a new version."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lumbung.rooms.people.queries import User
from lumbung.rooms.standards.models import Kind, StandardVersion
from lumbung.rooms.standards.snapshots import words_of


def version_of(kind: Kind, record: Any, *, actor: User | None, note: str = "") -> StandardVersion:
    """What a record says now, as its present version; not kept yet."""
    return StandardVersion(
        kind=kind,
        code=record.code,
        number=record.revision,
        words=words_of(kind, record),
        note=note,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        by=actor,
        at=timezone.now(),
    )


def keep_version(kind: Kind, record: Any, *, actor: User | None, note: str = "") -> StandardVersion:
    """Write down what a record says now under the number of its present version."""
    made = version_of(kind, record, actor=actor, note=note)
    kept = StandardVersion.objects.filter(kind=kind, code=record.code, number=record.revision)
    before = kept.first()
    if before is not None:
        made.pk, made.note = before.pk, note or before.note
    made.save()
    return made


def begin_version(kind: Kind, record: Any, *, since: dt.date | None) -> None:
    """Close the present version on the day before ``since``, if it began earlier, and begin the next.

    The record has its old words still; whoever calls this writes the new ones and then
    calls :func:`keep_version`.
    """
    present = StandardVersion.objects.filter(kind=kind, code=record.code, number=record.revision).first()
    present = present or keep_version(kind, record, actor=None)
    if since is not None:
        earlier = present.valid_from is None or present.valid_from < since
        present.valid_to = since - dt.timedelta(days=1) if earlier else present.valid_from
        present.save(update_fields=["valid_to"])
    record.revision += 1
    record.valid_from = since
    record.valid_to = None
