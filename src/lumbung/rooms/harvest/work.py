"""The reading itself, as background work: the catalogue first, then figures edition by edition.

Stopped at any point and begun again it does no harm: entries go by their name there, mirrors
by their edition, and what is already here is passed over.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from lumbung.formats.harvest.found import CatalogueUnreadable, Found
from lumbung.formats.harvest.lumbung import Described
from lumbung.kit.jobs import Progress, chore, job_kind
from lumbung.rooms.harvest import figures, reading
from lumbung.rooms.harvest.actions import READ, take_in_when_due
from lumbung.rooms.harvest.fetching import Web
from lumbung.rooms.harvest.models import Entry, Kind, Mirror, Run, RunState, Source
from lumbung.rooms.harvest.reading import Changes
from lumbung.rooms.journal import actions as journal
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

DUE = "harvest.due"
BATCH = 500


def on_failure(problem: Problem, *, run: int) -> None:
    """Write down that a reading was given up, and why."""
    found = Run.objects.select_related("source").get(pk=run)
    told = {"code": problem.code, "message": problem.told.as_dict(), "hint": problem.advice.as_dict()}
    found.state, found.problem, found.ended_at = RunState.FAILED, told, timezone.now()
    found.save(update_fields=["state", "problem", "ended_at"])
    journal.record(
        "harvest.failed",
        subject=found.source,
        actor=None,
        reason=problem.told.id,
        facts={"run": run, "code": problem.code},
    )


@job_kind(READ, Text("Membaca portal lain", "Reading another portal"), on_failure=on_failure)
def read(progress: Progress, *, run: int) -> dict[str, object]:
    """Read a source; take in what it has where the run says so."""
    found = Run.objects.select_related("source").get(pk=run)
    if found.station is not RunState.WAITING:
        return {"state": found.state}
    source, way = found.source, reading.web()

    def said(count: int) -> None:
        words = Text(f"Membaca katalog: {count} dataset", f"Reading the catalogue: {count} datasets")
        progress.say(min(40, 2 + count / 100), words)

    said(0)
    changes = reading.changes(source, reading.catalogue(source, way, said))
    result = changes.as_record()
    if found.takes:
        if not found.by_hand:
            reading.require_whole(source, changes)
        progress.say(45, Text("Mencatat dataset", "Writing the datasets down"))
        take(source, changes)
        if source.kind == Kind.LUMBUNG:
            result["figures"], result["lacking"] = mirror_all(source, way, progress.part(50, 98))
    end(found, result)
    return {"counts": result["counts"]}


def take(source: Source, changes: Changes) -> None:
    """Keep what is new and changed, and mark what is gone; nothing is deleted."""
    now = timezone.now()
    changing = (*changes.new, *changes.changed)
    for first in range(0, len(changing), BATCH):
        with transaction.atomic():
            for one in changing[first : first + BATCH]:
                Entry.objects.update_or_create(
                    source=source,
                    name=one.id,
                    defaults=_columns(one, now),
                    create_defaults=_columns(one, now) | {"first_seen_at": now},
                )
    gone = [one.pk for one in changes.gone]
    for first in range(0, len(gone), BATCH):
        Entry.objects.filter(pk__in=gone[first : first + BATCH]).update(gone_at=now)


def _columns(one: Found, now: dt.datetime) -> dict[str, object]:
    return {
        "title": one.title,
        "description": one.description,
        "publisher": one.publisher,
        "licence": one.licence,
        "address": one.address,
        "keywords": list(one.keywords),
        "formats": list(one.formats),
        "modified": one.modified,
        "edition": one.edition,
        "fingerprint": one.fingerprint,
        "changed_at": now,
        "gone_at": None,
    }


def mirror_all(source: Source, way: Web, progress: Progress) -> tuple[list[str], list[dict[str, object]]]:
    """Mirror every current edition that is not here yet; one that cannot be is told, and the rest goes on."""
    current = source.entries.filter(gone_at=None).exclude(edition="")
    wanted = [entry for entry in current if not is_here(entry)]
    done: list[str] = []
    lacking: list[dict[str, object]] = []
    for place, entry in enumerate(wanted):
        progress.say(
            100 * place / len(wanted), Text(f"Menyalin {entry.edition}", f"Mirroring {entry.edition}")
        )
        try:
            keep(entry, figures.mirrored(source, entry.edition, way))
            done.append(entry.edition)
        except Problem as problem:
            lacking.append({"edition": entry.edition, "why": problem.told.as_dict(), "code": problem.code})
    return done, lacking


def is_here(entry: Entry) -> bool:
    """Whether the current edition there is mirrored here, and the one that is shown."""
    kept = entry.mirrors.filter(edition=entry.edition).first()
    if kept is not None and not kept.current:  # a later one was taken back there
        with transaction.atomic():
            entry.mirrors.filter(current=True).update(current=False)
            entry.mirrors.filter(pk=kept.pk).update(current=True)
    return kept is not None


def keep(entry: Entry, told: Described) -> Mirror:
    """Write down that an edition is here, and that it is the same."""
    try:
        released_at = dt.datetime.fromisoformat(str(told.manifest["released_at"]))
    except ValueError as fault:
        raise CatalogueUnreadable(kind="Lumbung", why="released_at") from fault
    with transaction.atomic():
        entry.mirrors.filter(current=True).update(current=False)
        made = Mirror.objects.create(
            entry=entry,
            edition=told.id,
            digest=told.digest,
            checksum=told.checksum,
            rows=told.rows,
            released_at=released_at,
            mirrored_at=timezone.now(),
        )
        facts = {"source": entry.source.code, "digest": told.digest, "checksum": told.checksum}
        journal.record("harvest.mirrored", subject=made, actor=None, facts=facts | {"rows": told.rows})
    return made


def end(run: Run, result: dict[str, object]) -> None:
    """Write down that a reading is done."""
    with transaction.atomic():
        done = Run.objects.filter(pk=run.pk, state=RunState.WAITING).update(
            state=RunState.DONE, result=result, ended_at=timezone.now()
        )
        if done and run.takes:
            facts = {"run": run.pk, "counts": result["counts"], "figures": result.get("figures", [])}
            journal.record("harvest.read", subject=run.source, actor=None, facts=facts)


@job_kind(DUE, Text("Melihat portal yang waktunya dibaca", "Looking which portals are to be read"))
def due(progress: Progress) -> dict[str, object]:  # noqa: ARG001  # a chore this short tells nothing
    """Ask for the readings whose time has come."""
    return {"asked": take_in_when_due()}


chore(DUE, dt.timedelta(minutes=10))
