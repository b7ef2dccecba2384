"""The release itself, as background work: every step may be stopped and begun again.

1. *Fix* what the edition will be, in one transaction.
2. *Write* its files: merged figures, fsync, manifest. Doing it again finds the same files.
3. *Record* it, in one transaction: the edition is current, its submissions are released, the
   journal says so. Before this the old edition is public, after it the new one.
4. *Serve* it: the copies that answers are read from are built; they can be built at any time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lumbung.cube import EditionDraft, Manifest
from lumbung.kit.jobs import Progress, chore, job_kind
from lumbung.rooms.catalog import actions as catalog_actions
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries as journal_queries
from lumbung.rooms.query import queries as query
from lumbung.rooms.release import gate
from lumbung.rooms.release.models import Release, ReleaseState
from lumbung.rooms.review.queries import compared, corrects, laid_over
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.problems import Conflict, Problem
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

RELEASE = "release.release"
TIDY = "release.tidy"
KEEP_COPIES = dt.timedelta(days=30)  # of editions that are no longer current


class NoteNeeded(Conflict):
    """Public figures would change without a word about why."""

    code = "release.note-needed"
    message = Text(
        "Rilis ini mengubah angka yang sudah terbit, jadi perlu catatan.",
        "This release changes figures that are public, so it needs a note.",
    )
    hint = Text(
        "Tulis apa yang dikoreksi dan mengapa; catatan ini dibaca umum.",
        "Write what is corrected and why; the note is public.",
    )


class NoneLeft(Conflict):
    """All its submissions were returned in the meantime."""

    code = "release.none-left"
    message = Text(
        "Semua kiriman dalam rilis ini sudah dikembalikan.",
        "All submissions of this release have been returned.",
    )
    hint = Text("Rilis lagi setelah ada kiriman yang disetujui.", "Release again when some are accepted.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one release will make, fixed before its first file is written."""

    release: Release
    structure: Structure
    submissions: tuple[Submission, ...]


def subject_of(release: int) -> str:
    """The name under which the job of a release is found."""
    return f"release:{release}"


def on_failure(problem: Problem, *, release: int) -> None:
    """Put the release's own record in order when its work is given up."""
    found = Release.objects.filter(pk=release, state__in=(ReleaseState.SCHEDULED, ReleaseState.RUNNING))
    told = {"code": problem.code, "message": problem.told.as_dict(), "hint": problem.advice.as_dict()}
    if found.update(state=ReleaseState.FAILED, problem=told):
        failed = Release.objects.select_related("dataset").get(pk=release)
        journal.record(
            "release.failed",
            subject=failed,
            actor=None,
            dataset=failed.dataset.code,
            reason=problem.told.id,
            facts={"code": problem.code},
        )


@job_kind(RELEASE, Text("Merilis edisi", "Releasing an edition"), on_failure=on_failure)
def release_edition(progress: Progress, *, release: int) -> dict[str, object]:
    """Make the edition of a release, from wherever it was left."""
    found = Release.objects.select_related("dataset__producer", "by").get(pk=release)
    if found.station in (ReleaseState.CANCELLED, ReleaseState.FAILED):
        return {"state": found.state}
    figures: pl.DataFrame | None = None  # a release that was stopped after its record has none at hand
    if found.station is not ReleaseState.RELEASED:
        progress.say(2, Text("Menyiapkan edisi", "Preparing the edition"))
        plan = fix(found)
        progress.say(10, Text("Menggabungkan angka", "Merging the figures"))
        figures = merged(plan)
        progress.say(40, Text("Menulis berkas edisi", "Writing the edition's files"))
        manifest = write(plan, figures)
        progress.say(70, Text("Menerbitkan", "Making it public"))
        record(plan, manifest)
    progress.say(75, Text("Menyiapkan salinan baca", "Building the copies that answers are read from"))
    query.make_ready(str(found.edition_id), figures)
    return {"edition": found.edition_id}


def fix(release: Release) -> Plan:
    """Decide once what the edition will be; a second time, read what was decided."""
    if release.station is ReleaseState.SCHEDULED:
        with transaction.atomic():
            _fix_row(release)
    submissions = tuple(
        release.submissions.filter(state__in=(State.ACCEPTED, State.RELEASED)).order_by("moved_at", "pk")
    )
    if not submissions:
        raise NoneLeft
    return Plan(release, catalog.structure(release.dataset, release.structure_version), submissions)


def _fix_row(release: Release) -> None:
    now = timezone.now()
    current = catalog.current_edition(release.dataset)
    number, digest = journal_queries.head()
    returned = release.submissions.exclude(state=State.ACCEPTED)
    release.submissions.remove(*returned)
    release.state = ReleaseState.RUNNING
    release.label = _free_label(release)
    release.released_at = now
    release.structure_version = release.dataset.version
    release.previous = current.pk if current else ""
    release.journal_head = f"{number}:{digest}"
    release.save()


def _free_label(release: Release) -> str:
    """The next label that neither an edition nor a failed release has used."""
    label = catalog_actions.next_label(release.dataset, timezone.now())
    year, _, number = label.partition(".")
    used = Release.objects.filter(dataset=release.dataset, label__startswith=f"{year}.")
    highest = max((int(one.label.partition(".")[2]) for one in used), default=0)
    return f"{year}.{max(int(number), highest + 1)}"


def merged(plan: Plan) -> pl.DataFrame:
    """The rows of the new edition, past the gate."""
    previous = query.store().frame(plan.release.previous) if plan.release.previous else None
    for submission in plan.submissions:
        gate.let_pass(submission)
    gate.let_described_pass(plan.release.dataset)  # a waiver may have ended since the release was scheduled
    figures = laid_over(previous, plan.submissions, plan.structure)
    assert figures is not None  # a plan has at least one submission
    gate.let_figures_pass(figures, plan.structure)
    if (
        previous is not None
        and not plan.release.note
        and corrects(compared(previous, figures, plan.structure))
    ):
        raise NoteNeeded
    return figures


def write(plan: Plan, figures: pl.DataFrame) -> Manifest:
    """Write the edition's files; what a crashed attempt wrote already is found again."""
    release, dataset = plan.release, plan.release.dataset
    assert release.released_at is not None  # fixed together with the label
    draft = EditionDraft(
        structure=plan.structure,
        label=release.label,
        areas=standards.area_tree(),
        released_at=release.released_at,
        released_by=str(release.by),
        source=Text(dataset.source) if dataset.source else dataset.producer.name,
        licence=dataset.licence,
        submissions=tuple(str(submission.pk) for submission in plan.submissions),
        previous=release.previous or None,
        note=release.note,
        journal_head=release.journal_head,
        simulated=dataset.simulated,
    )
    return query.store().write(draft, figures)


def record(plan: Plan, manifest: Manifest) -> None:
    """Make the written edition the current one, with its submissions and its journal line."""
    release, dataset = plan.release, plan.release.dataset
    assert release.released_at is not None
    with transaction.atomic():
        mine = Release.objects.filter(pk=release.pk, state=ReleaseState.RUNNING)
        if not mine.update(state=ReleaseState.RELEASED):
            release.refresh_from_db()  # another worker was quicker, and did all of this
            return
        release.edition = catalog_actions.record_edition(
            dataset=dataset,
            label=release.label,
            manifest=manifest.as_record(),
            digest=manifest.digest,
            rows=manifest.rows,
            periods=manifest.periods,
            at=release.released_at,
            actor=release.by,
            note=release.note,
        )
        release.state = ReleaseState.RELEASED
        release.save(update_fields=["edition", "state"])
        for submission in plan.submissions:
            collection.move(submission, State.RELEASED)
        journal.record(
            "release.released",
            subject=release.edition,
            actor=release.by,
            dataset=dataset.code,
            reason=release.note,
            facts={
                "release": release.pk,
                "submissions": [submission.pk for submission in plan.submissions],
                "digest": manifest.digest,
                "rows": manifest.rows,
                "previous": release.previous,
            },
        )


@job_kind(TIDY, Text("Merapikan gudang", "Tidying the granary"))
def tidy(progress: Progress) -> dict[str, object]:
    """Clear away what crashed releases left behind, and copies that nobody has asked for lately."""
    editions = catalog.all_editions()
    progress.say(10, Text("Mencari sisa rilis yang terhenti", "Looking for rests of stopped releases"))
    swept = query.store().sweep(set(editions.values_list("pk", flat=True)))
    lately = editions.filter(Q(current=True) | Q(superseded_at__gt=timezone.now() - KEEP_COPIES))
    trimmed = query.trim(set(lately.values_list("pk", flat=True)))
    return {"swept": list(swept), "trimmed": len(trimmed)}


chore(TIDY, dt.timedelta(days=1))
