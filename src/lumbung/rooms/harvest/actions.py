"""What a data steward does with other portals: name one, look, take in, pause, let go."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lumbung.kit import jobs
from lumbung.rooms.harvest import queries
from lumbung.rooms.harvest.fetching import checked
from lumbung.rooms.harvest.limits import HOURS
from lumbung.rooms.harvest.models import Kind, Run, RunState, Source
from lumbung.rooms.harvest.problems import AddressUnfit, NotYetLooked, SourceTaken, SourceUnknown
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import Organisation, User
from lumbung.vocabulary.words import Text

__all__ = [
    "AddressUnfit", "NotYetLooked", "SourceTaken", "SourceUnknown", "add_source", "look", "pause",
    "take_in", "take_in_when_due",
]  # fmt: skip

READ = "harvest.read"


def add_source(
    *,
    code: str,
    title: Text,
    kind: Kind,
    address: str,
    organisation: Organisation,
    actor: User,
    every_hours: int = 24,
) -> Source:
    """Name a portal that is to be read; nothing comes in before somebody has looked."""
    people.require(actor, Permission.DEFINE, on=organisation)
    checked(address)
    hours = min(max(every_hours, HOURS[0]), HOURS[1])
    try:
        with transaction.atomic():
            made = Source.objects.create(
                code=code,
                title=title,
                kind=kind,
                address=address.strip(),
                organisation=organisation,
                every_hours=hours,
                made_at=timezone.now(),
            )
            facts = {"kind": kind, "address": address, "every_hours": hours}
            journal.record("harvest.source-added", subject=made, actor=actor, facts=facts)
    except IntegrityError as taken:
        raise SourceTaken(source=code) from taken
    return made


def look(*, source: Source, actor: User, here: bool = False) -> Run:
    """Read a source without taking anything in: what would be new, changed, gone, not understood."""
    people.require(actor, Permission.DEFINE, on=source.organisation)
    return _read(source, actor, takes=False, here=here)


def take_in(*, source: Source, actor: User, here: bool = False) -> Run:
    """Take in what a source publishes, now and from now on at its hours."""
    people.require(actor, Permission.DEFINE, on=source.organisation)
    if not source.taken and queries.last_look(source) is None:
        raise NotYetLooked(source=source.title)
    with transaction.atomic():
        if not source.taken:
            Source.objects.filter(pk=source.pk).update(taken=True)
            journal.record("harvest.source-taken", subject=source, actor=actor)
    source.refresh_from_db()
    return _read(source, actor, takes=True, here=here)


def pause(*, source: Source, paused: bool, actor: User) -> Source:
    """Let a source rest, or go on; what is here stays."""
    people.require(actor, Permission.DEFINE, on=source.organisation)
    with transaction.atomic():
        if Source.objects.filter(pk=source.pk).exclude(paused=paused).update(paused=paused):
            verb = "harvest.source-paused" if paused else "harvest.source-resumed"
            journal.record(verb, subject=source, actor=actor)
    source.refresh_from_db()
    return source


def take_in_when_due() -> int:
    """Ask for the reading of every source whose time has come; how many."""
    return len([_read(one, None, takes=True) for one in list(queries.due(timezone.now()))])


def _read(source: Source, actor: User | None, *, takes: bool, here: bool = False) -> Run:
    run = queries.open_run(source)
    if run is None:
        try:
            run = _ask(source, actor, takes=takes)
        except IntegrityError:  # somebody else asked at the same moment
            run = Run.objects.get(source=source, state=RunState.WAITING)
    if here and run.job is not None:
        jobs.run_now(run.job)
        run.refresh_from_db()
    return run


def _ask(source: Source, actor: User | None, *, takes: bool) -> Run:
    with transaction.atomic():
        run = Run.objects.create(
            source=source, takes=takes, by_hand=actor is not None, asked_at=timezone.now()
        )
        asked: dict[str, Any] = {"subject": f"harvest:{source.pk}", "asked_by": actor.pk if actor else None}
        run.job = jobs.enqueue(READ, run=run.pk, **asked)
        run.save(update_fields=["job"])
    return run
