"""What a data steward does at the end of the road: release, cancel, withdraw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from lumbung.kit import jobs
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.collection.actions import ReasonNeeded
from lumbung.rooms.collection.queries import Submission
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.rooms.release import gate, queries
from lumbung.rooms.release.gate import MetadataMissing, PersonalData
from lumbung.rooms.release.models import Release, ReleaseState
from lumbung.rooms.release.work import RELEASE, NoteNeeded, subject_of
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

__all__ = [
    "AlreadyBegun", "AlreadyReleasing", "MetadataMissing", "NoteNeeded", "NothingToRelease", "PersonalData",
    "TimePassed", "cancel_release", "release_dataset", "withdraw_edition",
]  # fmt: skip

GRACE = dt.timedelta(minutes=5)  # a time so little in the past means now


class NothingToRelease(Conflict):
    """No accepted submission waits."""

    code = "release.nothing-to-release"
    message = Text(
        "Tidak ada kiriman {dataset} yang sudah disetujui dan menunggu rilis.",
        "No accepted submission of {dataset} waits for release.",
    )
    hint = Text("Setujui kirimannya lebih dahulu.", "Accept its submissions first.")


class AlreadyReleasing(Conflict):
    """A release of the dataset is under way or scheduled."""

    code = "release.already-releasing"
    message = Text(
        "Rilis {dataset} sudah dijadwalkan atau sedang berjalan.",
        "A release of {dataset} is scheduled or under way already.",
    )
    hint = Text("Batalkan jadwalnya bila ingin merilis sekarang.", "Cancel it if you want to release now.")


class AlreadyBegun(Conflict):
    """The release can no longer be cancelled."""

    code = "release.already-begun"
    message = Text("Rilis ini sudah {state}.", "This release is {state} already.")
    hint = Text("Edisi yang sudah terbit dapat ditarik dengan alasan.", "What is public can be withdrawn.")


class TimePassed(Invalid):
    """The time for the release lies in the past."""

    code = "release.time-passed"
    message = Text("Waktu rilis {at} sudah lewat.", "The release time {at} has passed.")
    hint = Text("Pilih waktu yang akan datang, atau rilis sekarang.", "Choose a later time, or release now.")


def release_dataset(
    *,
    dataset: Dataset,
    actor: User,
    at: dt.datetime | None = None,
    note: str = "",
    here: bool = False,
) -> Release:
    """Let what was accepted become a new edition, now or at a set time.

    The writing is done by a worker, or with ``here`` in this process; either way a crash leaves
    the old edition or the new one, and the work is taken up again.
    """
    people.require(actor, Permission.RELEASE, on=dataset.producer)
    now = timezone.now()
    if at is not None and at < now - GRACE:
        raise TimePassed(at=f"{timezone.localtime(at):%Y-%m-%d %H:%M}")
    accepted = list(queries.waiting_submissions(dataset))
    if not accepted:
        raise NothingToRelease(dataset=dataset.code)
    if queries.open_release(dataset) is not None:
        raise AlreadyReleasing(dataset=dataset.code)
    for submission in accepted:
        gate.let_pass(submission)
    gate.let_described_pass(dataset)
    if not note.strip() and queries.open_to_correction(dataset) and queries.preview(dataset).needs_note:
        raise NoteNeeded
    release = _ask(dataset, actor, max(at or now, now), note.strip(), accepted)
    if here and release.job is not None and release.at <= timezone.now():
        jobs.run_now(release.job)
        release.refresh_from_db()
    return release


def _ask(
    dataset: Dataset, actor: User, at: dt.datetime, note: str, accepted: Sequence[Submission]
) -> Release:
    try:
        with transaction.atomic():
            release = Release.objects.create(
                dataset=dataset, by=actor, at=at, note=note, asked_at=timezone.now()
            )
            release.submissions.set(accepted)
            release.job = jobs.enqueue(
                RELEASE, subject=subject_of(release.pk), asked_by=actor.pk, run_after=at, release=release.pk
            )
            release.save(update_fields=["job"])
            journal.record(
                "release.asked",
                subject=release,
                actor=actor,
                dataset=dataset.code,
                reason=note,
                facts={"at": at, "submissions": [submission.pk for submission in accepted]},
            )
    except IntegrityError as taken:  # two stewards pressed the button at once
        raise AlreadyReleasing(dataset=dataset.code) from taken
    return release


def cancel_release(*, release: Release, actor: User, reason: str) -> Release:
    """Take a scheduled release back before its time has come."""
    people.require(actor, Permission.RELEASE, on=release.dataset.producer)
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        waiting = Release.objects.filter(pk=release.pk, state=ReleaseState.SCHEDULED)
        if not (jobs.cancel(subject_of(release.pk)) and waiting.update(state=ReleaseState.CANCELLED)):
            release.refresh_from_db()
            raise AlreadyBegun(state=release.station.words)
        journal.record(
            "release.cancelled",
            subject=release,
            actor=actor,
            dataset=release.dataset.code,
            reason=reason.strip(),
        )
    release.refresh_from_db()
    return release


def withdraw_edition(*, edition: Edition, reason: str, actor: User) -> Edition:
    """Take an edition back: a tombstone with the reason stands where it was, its files are kept."""
    people.require(actor, Permission.WITHDRAW, on=edition.dataset.producer)
    if not reason.strip():
        raise ReasonNeeded
    if Release.objects.filter(dataset=edition.dataset, state=ReleaseState.RUNNING).exists():
        raise AlreadyReleasing(dataset=edition.dataset.code)
    now = timezone.now()
    with transaction.atomic():
        withdrawn = catalog.withdraw_edition(edition=edition, reason=reason.strip(), at=now, actor=actor)
        journal.record(
            "release.withdrawn",
            subject=withdrawn,
            actor=actor,
            dataset=edition.dataset.code,
            reason=reason.strip(),
            facts={"edition": edition.pk},
        )
    return withdrawn
