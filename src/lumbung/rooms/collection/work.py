"""The check of a submission, as background work: it may be stopped at any point and begun again."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lumbung.formats.tables.grids import Refused, read_grids
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.kit.jobs import Progress, chore, job_kind
from lumbung.rooms.collection import checking, queries, storage
from lumbung.rooms.collection.actions.moves import move
from lumbung.rooms.collection.actions.periods import lay_out_calendar
from lumbung.rooms.collection.actions.submissions import CHECK
from lumbung.rooms.collection.limits import FINDINGS_KEPT_IN_ROW, PICTURED_BYTES
from lumbung.rooms.collection.models import RecipeVersion, Submission
from lumbung.rooms.collection.pictures import pictures_of
from lumbung.rooms.collection.recipes import recipes_of
from lumbung.rooms.collection.reminders.digests import make_digests, send_digests
from lumbung.rooms.collection.report import Picture, Report, first_records
from lumbung.rooms.collection.states import State
from lumbung.rooms.journal import actions as journal
from lumbung.vocabulary.findings import Severity, finding
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

CALENDAR = "collection.calendar"
REMINDERS = "collection.reminders"


def on_failure(problem: Problem, *, submission: int) -> None:
    """Keep a submission whose check was given up, with a finding that says so."""
    found = Submission.objects.select_related("dataset", "upload").get(pk=submission)
    if found.station is not State.CHECKING:
        return
    told = finding("check.stopped", reason=problem.told, advice=problem.advice)
    _write_down(found, Report((told,)), frame=None)


@job_kind(CHECK, Text("Memeriksa angka", "Checking the figures"), on_failure=on_failure)
def check(progress: Progress, *, submission: int) -> dict[str, object]:
    """Check a submission's file, with what people corrected laid over it."""
    while True:
        found = Submission.objects.select_related("dataset__producer", "upload", "recipe").get(pk=submission)
        if found.station is not State.CHECKING:
            return {"state": found.state}
        corrections = found.corrections.count()
        checked = _checked(found, progress.part(0, 85))
        progress.say(85, Text("Menyimpan hasil pemeriksaan", "Keeping the result of the check"))
        report = Report(checked.findings, _pictures(found, checked))
        with transaction.atomic():
            if found.corrections.count() == corrections:
                _write_down(found, report, checked.clean, checked)
                return {"state": found.state}
        # Somebody mended a cell while the file was read: once more, with that in it.


def _checked(found: Submission, progress: Progress) -> checking.Checked:
    def say(done: float) -> None:
        words = Text("Membaca berkas", "Reading the file")
        if done > checking.READ:
            words = Text("Memeriksa angka", "Checking the figures")
        progress.say(100 * done, words)

    return checking.check_upload(
        dataset=found.dataset,
        path=storage.kept("uploads", found.upload.digest),
        name=found.upload.name,
        period=parse_period(found.asked_period) if found.asked_period else None,
        recipes=[Recipe.from_dict(row.recipe) for row in recipes_of(found.dataset).values()],
        corrections=queries.laid_over(found),
        progress=say,
    )


def _pictures(found: Submission, checked: checking.Checked) -> tuple[Picture, ...]:
    """Pictures of the sheets; a file in which nothing was found, or a large one, needs none."""
    workbook = checked.workbook
    if workbook is None and checked.findings and found.upload.size <= PICTURED_BYTES:
        try:
            path = storage.kept("uploads", found.upload.digest)
            workbook, _ = read_grids(path, found.upload.name)
        except Refused:
            return ()
    if workbook is None:
        return ()
    mended = [(place.sheet or "", place.cell or "") for place in queries.laid_over(found)]
    return pictures_of(workbook, checked.reading.layout, checked.findings, mended)


def _write_down(
    found: Submission, report: Report, frame: pl.DataFrame | None, checked: checking.Checked | None = None
) -> None:
    errors = report.count(Severity.ERROR)
    columns: dict[str, object] = {
        "errors": errors,
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.INFO),
        "personal": any(item.rule.startswith("personal.") for item in report.findings),
        "findings": first_records(report.findings, FINDINGS_KEPT_IN_ROW),
        "report": storage.keep("reports", report.written()),
        "corrections_seen": found.corrections.count(),
        "checked_at": timezone.now(),
        "structure_version": checked.structure.version if checked else found.dataset.version,
        **_measured(frame),
    }
    if checked is not None:
        columns |= {"layout": checked.layout, "recipe": _version(found, checked)}
    move(found, State.QUARANTINED if errors else State.READY, **columns)
    journal.record(
        "collection.checked",
        subject=found,
        actor=None,
        dataset=found.dataset.code,
        facts={name: columns[name] for name in ("errors", "warnings", "notes", "cells", "frame")},
    )


def _version(found: Submission, checked: checking.Checked) -> RecipeVersion | None:
    """The recipe that was used, as it is kept."""
    if checked.recipe is None:
        return None
    return recipes_of(found.dataset).get(checked.recipe.fingerprint)


def _measured(frame: pl.DataFrame | None) -> dict[str, object]:
    """What was read, kept and counted."""
    if frame is None or frame.is_empty():
        return {"frame": "", "rows": 0, "cells": 0, "areas": 0, "periods": []}
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd")
    figures = [
        name
        for name in frame.columns
        if ":" not in name and not name.startswith("_") and frame[name].dtype.is_numeric()
    ]
    return {
        "frame": storage.keep("frames", out.getvalue()),
        "rows": frame.height,
        "cells": sum(frame.height - frame[name].null_count() for name in figures),
        "areas": frame[AREA].n_unique() if AREA in frame.columns else 0,
        "periods": sorted(frame[PERIOD].unique().drop_nulls().to_list()) if PERIOD in frame.columns else [],
    }


@job_kind(CALENDAR, Text("Menyusun kalender", "Laying out the calendar"))
def calendar(progress: Progress) -> dict[str, object]:  # noqa: ARG001  # a chore this short tells nothing
    """Keep the calendar in step with the definitions and the passing of time."""
    return {"made": lay_out_calendar()}


chore(CALENDAR, dt.timedelta(minutes=10))


@job_kind(REMINDERS, Text("Mengirim pengingat", "Sending reminders"))
def reminders(progress: Progress) -> dict[str, object]:
    """Write the letters of the day and send those that wait; safe to repeat at any point."""
    now = timezone.now()
    made = make_digests(now)
    progress.say(50, Text("Mengirim surel", "Sending mail"))
    return {"made": made, **send_digests(now)}


chore(REMINDERS, dt.timedelta(minutes=10))
