"""Handing figures over: a file comes in, is kept, is checked, and is sent on for review."""

from __future__ import annotations

import io
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from lumbung.kit import jobs
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import limits, storage
from lumbung.rooms.collection.actions.carrying import carried_over
from lumbung.rooms.collection.actions.moves import move
from lumbung.rooms.collection.actions.periods import ReasonNeeded, require_open
from lumbung.rooms.collection.models import Correction, RecipeVersion, Submission, Upload
from lumbung.rooms.collection.states import State, wrong_state
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text

CHECK = "collection.check"


class HasErrors(Conflict):
    """There is something to mend first."""

    code = "collection.has-errors"
    message = Text(
        "Masih ada {errors} hal yang harus diperbaiki sebelum dikirim.",
        "{errors} things must be mended before it can be submitted.",
    )
    hint = Text(
        "Kiriman ini tersimpan: perbaiki selnya di halaman ini, atau unggah berkas yang baru.",
        "The submission is kept: mend the cells on its page, or upload a new file.",
    )


class HoldsPersonalData(Conflict):
    """Data about persons is never sent on."""

    code = "collection.personal-data"
    message = Text(
        "Berkas ini memuat data perseorangan (NIK atau nomor KK).",
        "This file holds data about persons (NIK or family card numbers).",
    )
    hint = Text(
        "Hapus kolom itu dari berkas, lalu unggah lagi.",
        "Delete that column from the file and upload it again.",
    )


class CheckedLongAgo(Conflict):
    """The definition has changed since the check."""

    code = "collection.checked-long-ago"
    message = Text(
        "Definisi dataset berubah sejak kiriman ini diperiksa.",
        "The dataset's definition has changed since this submission was checked.",
    )
    hint = Text("Tekan Periksa ulang, lalu kirim.", "Press Check again, then submit.")


class EmptyFile(Invalid):
    """There is nothing in it."""

    code = "collection.empty-file"
    message = Text("Berkas “{name}” kosong.", "File “{name}” is empty.")
    hint = Text("Pilih berkas yang berisi angka.", "Choose a file with figures in it.")


class NotItsPredecessor(Invalid):
    """A newer attempt replaces one of its own dataset that is still with the producer."""

    code = "collection.not-its-predecessor"
    message = Text(
        "Kiriman {submission} tidak dapat diganti: {why}.",
        "Submission {submission} cannot be replaced: {why}.",
    )


def keep_upload(*, name: str, content: bytes | BinaryIO, actor: User, way: str = "page") -> Upload:
    """Keep a file as it came: its bytes are on the disk before the row that names them."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    digest, size = storage.keep_stream("uploads", storage.chunks_of(stream))
    name = _plain_name(name)
    if not size:
        raise EmptyFile(name=name)
    return Upload.objects.create(digest=digest, name=name, size=size, by=actor, at=timezone.now(), way=way)


def upload_figures(
    *,
    dataset: Dataset,
    actor: User,
    name: str,
    content: bytes | BinaryIO,
    period: Period | None = None,
    note: str = "",
    way: str = "page",
    mends: Submission | None = None,
    here: bool = False,
) -> Submission:
    """Take a file for a dataset and have it checked.

    A file with faults is kept, so that its producer can mend it; only a closed period refuses
    it outright. A small file is checked at once; a larger one by a worker, unless ``here``.
    What was mended on the page of the attempt that it ``mends`` goes along.
    """
    people.require(actor, Permission.SUBMIT, on=dataset.producer)
    if period is not None:
        require_open(dataset, period)
    if mends is not None:
        _is_predecessor(mends, dataset)
    upload = keep_upload(name=name, content=content, actor=actor, way=way)
    carried = carried_over(mends, upload) if mends is not None else []
    now = timezone.now()
    with transaction.atomic():
        submission = Submission.objects.create(
            dataset=dataset,
            upload=upload,
            asked_period=str(period) if period else "",
            recipe=RecipeVersion.objects.filter(dataset=dataset).last(),
            note=note.strip(),
            mends=mends,
            made_by=actor,
            made_at=now,
            moved_at=now,
        )
        if mends is not None:
            move(mends, State.MENDED)
        for row in carried:
            row.submission = submission
        Correction.objects.bulk_create(carried)
        job = ask_for_check(submission, actor)
        journal.record(
            "collection.uploaded",
            subject=submission,
            actor=actor,
            dataset=dataset.code,
            facts={
                "file": upload.name,
                "sha256": upload.digest,
                "bytes": upload.size,
                "way": way,
                "period": submission.asked_period,
                "mends": mends.pk if mends else None,
                "carried": [{"at": str(row), "was": row.was, "value": row.value} for row in carried],
            },
        )
    return checked_soon(submission, job, here=here)


def check_again(*, submission: Submission, actor: User, here: bool = False) -> Submission:
    """Check a submission once more: its dataset's definition, or the calendar, has changed."""
    people.require(actor, Permission.MEND, on=submission.dataset.producer)
    with transaction.atomic():
        job = back_to_check(submission, actor)
    return checked_soon(submission, job, here=here)


def submit_figures(*, submission: Submission, actor: User, note: str = "") -> Submission:
    """Hand a checked submission over for review."""
    people.require(actor, Permission.SUBMIT, on=submission.dataset.producer)
    if submission.personal:
        raise HoldsPersonalData
    if submission.errors and submission.is_with_producer:
        raise HasErrors(errors=submission.errors)
    if submission.station is not State.READY:
        raise wrong_state(submission.pk, submission.state)
    if submission.structure_version != submission.dataset.version:
        raise CheckedLongAgo
    require_open(submission.dataset, *submission.parsed_periods)
    now = timezone.now()
    with transaction.atomic():
        move(
            submission,
            State.SUBMITTED,
            submitted_by=actor,
            submitted_at=now,
            note=note.strip() or submission.note,
            reason="",
        )
        journal.record(
            "collection.submitted",
            subject=submission,
            actor=actor,
            dataset=submission.dataset.code,
            reason=submission.note,
            facts={
                "periods": submission.periods,
                "cells": submission.cells,
                "warnings": submission.warnings,
                "frame": submission.frame,
                "mended_by": sorted({row.by.username for row in submission.corrections.select_related("by")}),
            },
        )
    return submission


def discard(*, submission: Submission, actor: User, reason: str) -> Submission:
    """Set a submission aside; it is kept with its file, and never used."""
    people.require(actor, Permission.MEND, on=submission.dataset.producer)
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        move(submission, State.DISCARDED, reason=reason.strip())
        journal.record(
            "collection.discarded",
            subject=submission,
            actor=actor,
            dataset=submission.dataset.code,
            reason=reason.strip(),
        )
    return submission


def back_to_check(submission: Submission, actor: User) -> jobs.Job:
    """Put a submission back before the machine; belongs in the transaction of what changed it."""
    if submission.station is not State.CHECKING:
        move(submission, State.CHECKING)
    return ask_for_check(submission, actor)


def ask_for_check(submission: Submission, actor: User) -> jobs.Job:
    """Ask for the check of a submission."""
    return jobs.enqueue(CHECK, subject=subject_of(submission.pk), asked_by=actor.pk, submission=submission.pk)


def checked_soon(submission: Submission, job: jobs.Job, *, here: bool) -> Submission:
    """The submission after its check, where that is quick or was asked for; else as it stands."""
    if here or submission.upload.size <= limits.CHECKED_AT_ONCE_BYTES:
        jobs.run_now(job, raising=here)
        submission.refresh_from_db()
    return submission


def subject_of(submission: int) -> str:
    """The name under which the jobs of a submission are found."""
    return f"submission:{submission}"


def _is_predecessor(earlier: Submission, dataset: Dataset) -> None:
    if earlier.dataset_id != dataset.pk:
        raise NotItsPredecessor(
            submission=earlier.pk, why=Text("milik dataset lain", "it belongs to another dataset")
        )
    if not earlier.is_with_producer:
        raise NotItsPredecessor(submission=earlier.pk, why=earlier.station.words)


def _plain_name(name: str) -> str:
    """The file's own name, without folders and without what a terminal or header would run."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip() or "tanpa-nama"
    stem, dot, suffix = shown.rpartition(".")
    most = limits.FILE_NAME_CHARACTERS
    return shown if len(shown) <= most else f"{stem[: most - len(suffix) - 1]}{dot}{suffix}"[-most:]
