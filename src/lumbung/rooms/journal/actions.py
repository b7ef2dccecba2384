"""What is done with the journal: one line is added, and nothing else ever.

Every action of every room ends with :func:`record` inside its own transaction, so that an act
and its line stand or fall together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils import timezone

from lumbung.rooms.journal.chain import START, Line, storable
from lumbung.rooms.journal.models import Entry, Head

__all__ = ["record"]

LOCK = 0x6A6F75726E616C  # "journal": the advisory lock that puts PostgreSQL's writers in a row


def record(
    verb: str,
    *,
    subject: models.Model | tuple[str, str],
    actor: AbstractBaseUser | None,
    dataset: str = "",
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Write down an act, in the transaction of the act itself.

    ``subject`` is the thing acted upon, or its kind and name; ``actor`` is none for what a clock
    or a stranger set off. Call it last: on PostgreSQL other writers wait from here to the commit.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("journal.record belongs in the act's own transaction")
    kind, name = subject if isinstance(subject, tuple) else _subject_of(subject)
    head = _locked_head()
    line = Line(
        number=(head.number if head else 0) + 1,
        at=timezone.now(),
        verb=verb,
        actor=actor.pk if actor is not None else None,
        actor_name=storable(str(actor))[:150] if actor is not None else "",
        subject_kind=storable(kind),
        subject=storable(name),
        dataset=dataset,
        reason=storable(reason),
        previous=head.hash if head else START,
        facts=storable(facts or {}),
    )
    entry = Entry(**_columns(line))
    entry.save(force_insert=True)
    Head.objects.update_or_create(pk=1, defaults={"number": line.number, "hash": line.hash})
    return entry


def _subject_of(thing: models.Model) -> tuple[str, str]:
    """Kind and name of a record: its code where it has one, else its key."""
    return thing._meta.label_lower, str(getattr(thing, "code", "") or thing.pk)


def _locked_head() -> Head | None:
    """The head, held until the end of the transaction.

    SQLite's IMMEDIATE transactions are serial already; PostgreSQL's are put in a row here.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return Head.objects.filter(pk=1).first()


def _columns(line: Line) -> dict[str, Any]:
    columns = {name: getattr(line, name) for name in Line.__dataclass_fields__ if name != "actor"}
    return {**columns, "actor_id": line.actor, "hash": line.hash}
