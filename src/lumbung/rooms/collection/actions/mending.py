"""Mending a submission where it stands: cells, proposals and the layout, without a new upload.

The file stays as it came. What people change is kept beside it, cell by cell with who and when,
and the file is checked again with those changes laid over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lumbung.formats.tables.grids import Refused, read_grids
from lumbung.formats.tables.shapes.recipes import Changes
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.collection import queries, recipes, storage
from lumbung.rooms.collection.actions.periods import require_open
from lumbung.rooms.collection.actions.submissions import back_to_check, checked_soon
from lumbung.rooms.collection.grids import is_cell, text_in
from lumbung.rooms.collection.models import Correction, Submission
from lumbung.rooms.collection.states import wrong_state
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.actions import Permission
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.findings import Finding, Place
from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.problems import Conflict, Invalid
from lumbung.vocabulary.words import Text


class NothingProposed(Invalid):
    """The finding has no mend that could be taken with one button."""

    code = "collection.nothing-proposed"
    message = Text("Tidak ada usulan untuk {place}.", "There is no proposal for {place}.")
    hint = Text("Tulis sendiri isi selnya.", "Type what the cell should hold.")


class FindingGone(Conflict):
    """The finding is not there any more."""

    code = "collection.finding-gone"
    message = Text("Temuan itu sudah tidak ada.", "That finding is no longer there.")
    hint = Text("Muat ulang halamannya.", "Load the page again.")


class NoSuchCell(Invalid):
    """The text is no cell's address."""

    code = "collection.no-such-cell"
    message = Text("“{cell}” bukan alamat sel.", "“{cell}” is not the address of a cell.")
    hint = Text("Tulis alamat seperti C14.", "Write an address like C14.")


@dataclass(frozen=True, slots=True)
class Mend:
    """What a cell should hold instead of what stands in the file."""

    place: Place
    value: str
    rule: str = ""


def mend_cells(
    *, submission: Submission, mends: Iterable[Mend], actor: User, here: bool = False
) -> Submission:
    """Change cells of a submission and check it again; the file itself is not touched."""
    mends = list(mends)
    _may_mend(submission, actor)
    for mend in mends:
        if not is_cell(mend.place.cell):
            raise NoSuchCell(cell=mend.place.cell or "")
    if not mends:
        return submission
    before = _standing(submission, [mend.place for mend in mends])
    with transaction.atomic():
        job = back_to_check(submission, actor)
        rows = [
            Correction(
                submission=submission,
                sheet=mend.place.sheet or "",
                cell=mend.place.cell or "",
                was=before.get(mend.place, ""),
                value=mend.value.strip(),
                rule=mend.rule,
                by=actor,
                at=timezone.now(),
            )
            for mend in mends
        ]
        Correction.objects.bulk_create(rows)
        journal.record(
            "collection.mended",
            subject=submission,
            actor=actor,
            dataset=submission.dataset.code,
            facts={"cells": [{"at": str(row), "was": row.was, "value": row.value} for row in rows]},
        )
    return checked_soon(submission, job, here=here)


def mend_cell(
    *, submission: Submission, place: Place, value: str, actor: User, rule: str = "", here: bool = False
) -> Submission:
    """Change one cell of a submission and check it again."""
    return mend_cells(submission=submission, mends=[Mend(place, value, rule)], actor=actor, here=here)


def mend_in_place(
    *, submission: Submission, finding: str, actor: User, choice: str = "", here: bool = False
) -> Submission:
    """Take the mend that a finding proposes, or one of the choices it offers.

    What a misspelt name means is kept for the next file as well; a figure is changed in its cell.
    """
    told = queries.finding_named(submission, finding)
    if told is None:
        raise FindingGone
    value = choice or told.suggestion or ""
    if not value or told.place.cell is None or (choice and choice not in _offered(told)):
        raise NothingProposed(place=str(told.place))
    meaning = recipes.meaning_of(told, value, catalog.structure(submission.dataset))
    if meaning is None:
        return mend_cell(
            submission=submission, place=told.place, value=value, actor=actor, rule=told.rule, here=here
        )
    _may_mend(submission, actor)
    with transaction.atomic():
        job = back_to_check(submission, actor)
        version = recipes.keep_changes(submission, meaning, actor)
        Correction.objects.create(
            submission=submission,
            sheet=told.place.sheet or "",
            cell=told.place.cell,
            was=told.value or "",
            value=value,
            kept_for_next=True,
            rule=told.rule,
            by=actor,
            at=timezone.now(),
        )
        journal.record(
            "collection.mended",
            subject=submission,
            actor=actor,
            dataset=submission.dataset.code,
            facts={"meaning": {"of": told.value, "is": value}, "recipe": version.number},
        )
    return checked_soon(submission, job, here=here)


def correct_layout(
    *,
    submission: Submission,
    changes: Changes,
    actor: User,
    period: Period | None = None,
    here: bool = False,
) -> Submission:
    """Say how the file is laid out; kept as a recipe for the next file of this shape.

    ``period`` is what the file leaves out: of this submission alone, so the recipe does not keep it.
    """
    _may_mend(submission, actor)
    if period is not None:
        require_open(submission.dataset, period)
    with transaction.atomic():
        job = back_to_check(submission, actor)
        version = recipes.keep_changes(submission, changes, actor)
        if period is not None:
            Submission.objects.filter(pk=submission.pk).update(asked_period=str(period))
            submission.asked_period = str(period)
        journal.record(
            "collection.layout-corrected",
            subject=submission,
            actor=actor,
            dataset=submission.dataset.code,
            facts={
                "recipe": version.number,
                "columns": sorted(changes.columns),
                "period": submission.asked_period,
            },
        )
    return checked_soon(submission, job, here=here)


def _may_mend(submission: Submission, actor: User) -> None:
    people.require(actor, Permission.MEND, on=submission.dataset.producer)
    if not submission.is_with_producer:
        raise wrong_state(submission.pk, submission.state)


def _standing(submission: Submission, places: Sequence[Place]) -> dict[Place, str]:
    """What stands in some cells now: what was put there before, else what the file holds."""
    try:
        path = storage.kept("uploads", submission.upload.digest)
        workbook, _ = read_grids(path, submission.upload.name)
    except Refused:
        return {}
    laid = queries.laid_over(submission)
    return {place: laid[place].value if place in laid else text_in(workbook, place) for place in places}


def _offered(told: Finding) -> tuple[str, ...]:
    return (*((told.suggestion,) if told.suggestion else ()), *told.candidates)
