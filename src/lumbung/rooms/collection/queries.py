"""What can be read of collection: what is due, submissions, their findings and their figures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from lumbung.kit import jobs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import grids, storage
from lumbung.rooms.collection.census import Counted, Scope, counted
from lumbung.rooms.collection.checking import Checked, check_upload, observations
from lumbung.rooms.collection.limits import FINDINGS_A_PAGE, LIMITS
from lumbung.rooms.collection.models import (
    Correction,
    Digest,
    DuePeriod,
    RecipeVersion,
    Submission,
    Upload,
)
from lumbung.rooms.collection.obligations import Obligation
from lumbung.rooms.collection.owing import (
    calendar,
    dataset_periods,
    due_from,
    due_period,
    due_periods,
    escalated_to,
    letters_to,
    mail_choice,
    mail_troubles,
    obligation,
    obligations_of,
    owed,
    periods_by_dataset,
    planned,
    seen,
    unheard,
)
from lumbung.rooms.collection.published import current_figures
from lumbung.rooms.collection.recipes import recipes_of
from lumbung.rooms.collection.reminders.digests import Often, Post, current_policy
from lumbung.rooms.collection.reminders.policy import Policy
from lumbung.rooms.collection.report import Picture, Report, read_report
from lumbung.rooms.collection.standing import CalendarRow, PeriodStanding, Standing
from lumbung.rooms.collection.states import WAITING_FOR_REVIEW, WITH_PRODUCER, State, WrongState, wrong_state
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.vocabulary.findings import Finding, Place, Severity
from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "LIMITS", "WAITING_FOR_REVIEW", "WITH_PRODUCER", "CalendarRow", "Checked", "Correction", "Counted",
    "Digest", "DuePeriod", "FindingPage", "Obligation", "Often", "PeriodStanding", "Picture", "Policy",
    "Post", "RecipeVersion", "Scope", "Standing", "State", "Submission", "SubmissionUnknown", "Upload",
    "WrongState", "all_findings", "asked_structure", "calendar", "check_upload", "corrections", "counted",
    "current_figures", "current_policy", "current_recipe", "dataset_periods", "dataset_seen", "datasets",
    "datasets_seen", "due_from", "due_period", "due_periods", "escalated_to", "figures", "finding_id",
    "finding_named", "findings", "hidden_sheets", "job_of", "laid_over", "letters_to", "mail_choice",
    "mail_troubles", "menders", "obligation", "obligations_of", "observations", "open_periods", "owed",
    "periods_by_dataset", "pictures", "planned", "recipes_of", "seen", "senders", "submission", "submissions",
    "takes_figures", "unheard", "upload_path", "with_producer", "wrong_state",
]  # fmt: skip


class SubmissionUnknown(NotFound):
    """No such submission, or not for this person."""

    code = "collection.submission-unknown"
    message = Text("Tidak ada kiriman bernomor {submission}.", "There is no submission number {submission}.")
    hint = Text("Cari di halaman Kiriman.", "Look on the Submissions page.")


def submissions(actor: Actor) -> QuerySet[Submission]:
    """The submissions that a person may see, the newest first."""
    reach = people.reach(actor, Permission.READ_DRAFTS)
    return Submission.objects.filter(dataset__producer__in=reach).select_related(
        "dataset", "dataset__producer", "upload", "made_by", "submitted_by", "recipe"
    )


def submission(pk: int, actor: Actor) -> Submission:
    """A submission by its number, if the person may see it."""
    found = submissions(actor).filter(pk=pk).first()
    if found is None:
        raise SubmissionUnknown(submission=pk)
    return found


def with_producer(actor: Actor) -> QuerySet[Submission]:
    """The submissions that wait for a person to mend or submit them."""
    reach = people.reach(actor, Permission.MEND)
    return submissions(actor).filter(dataset__producer__in=reach, state__in=WITH_PRODUCER)


def senders(submission: Submission) -> frozenset[int]:
    """Keys of the people who uploaded or submitted it."""
    return frozenset(pk for pk in (submission.made_by_id, submission.submitted_by_id) if pk is not None)


def menders(submission: Submission) -> frozenset[int]:
    """Keys of the people who changed cells of it."""
    return frozenset(submission.corrections.values_list("by_id", flat=True))


def corrections(submission: Submission) -> QuerySet[Correction]:
    """The cells that people changed, in the order in which they did."""
    return submission.corrections.select_related("by")


def laid_over(submission: Submission) -> dict[Place, grids.Correction]:
    """What people put into cells: the last word for each, beside what the file holds there."""
    laid: dict[Place, grids.Correction] = {}
    for row in submission.corrections.filter(kept_for_next=False):
        place = Place(row.sheet or None, row.cell)
        laid[place] = grids.Correction(laid[place].was if place in laid else row.was, row.value)
    return laid


def job_of(submission: Submission) -> jobs.Job | None:
    """The latest check of a submission, with its progress or what stopped it."""
    return jobs.Job.objects.filter(subject=f"submission:{submission.pk}").order_by("-pk").first()


def current_recipe(dataset: Dataset) -> RecipeVersion | None:
    """How the dataset's files are laid out, as last confirmed."""
    return RecipeVersion.objects.filter(dataset=dataset).last()


def upload_path(submission: Submission) -> str:
    """Where the file stands as it came."""
    return str(storage.kept("uploads", submission.upload.digest))


def figures(submission: Submission) -> pl.DataFrame:
    """The figures that were read, as a wide table."""
    import polars as pl

    if not submission.frame:
        raise storage.FileGone(digest=f"#{submission.pk}")
    return pl.read_parquet(storage.kept("frames", submission.frame), memory_map=False)


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Some of the findings, how many there are, and where this page stands."""

    findings: tuple[tuple[str, Finding], ...]  # each with the name by which a mend refers to it
    total: int
    page: int
    pages: int


def findings(submission: Submission, *, severity: Severity | None = None, page: int = 1) -> FindingPage:
    """The findings of a submission, the gravest first, a page at a time."""
    found = [item for item in _report(submission).findings if severity is None or item.severity is severity]
    order = list(Severity)
    found.sort(key=lambda item: order.index(item.severity))
    pages = max(1, -(-len(found) // FINDINGS_A_PAGE))
    page = min(max(1, page), pages)
    shown = found[(page - 1) * FINDINGS_A_PAGE : page * FINDINGS_A_PAGE]
    return FindingPage(tuple((finding_id(item), item) for item in shown), len(found), page, pages)


def all_findings(submission: Submission) -> tuple[Finding, ...]:
    """Every finding of a submission, in the order of the file."""
    return _report(submission).findings


def hidden_sheets(submission: Submission) -> tuple[str, ...]:
    """The hidden sheets of a file that were not read, and may be if a person says so."""
    found = _report(submission).findings
    return tuple(dict.fromkeys(item.value or "" for item in found if item.rule == "sheet.hidden-unread"))


def finding_id(finding: Finding) -> str:
    """A short name of a finding that stays the same as long as the finding does."""
    told = "\x00".join(
        (finding.rule, str(finding.place), finding.value or "", finding.suggestion or "", finding.message.id)
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def finding_named(submission: Submission, name: str) -> Finding | None:
    """The finding with a name, if it is still there."""
    return next((item for item in _report(submission).findings if finding_id(item) == name), None)


def pictures(submission: Submission) -> tuple[Picture, ...]:
    """The sheets around the findings, as the person who made them knows them."""
    return _report(submission).pictures


def _report(submission: Submission) -> Report:
    if not submission.report:
        return Report()
    return read_report(storage.kept("reports", submission.report))


def asked_structure(dataset: Dataset) -> Structure:
    """The structure of a dataset, with the periods that may be sent now as the ones due.

    A definition that names no periods takes any, so none are named here either.
    """
    structure = catalog.structure(dataset)
    if not structure.periods:
        return structure
    return replace(structure, periods=tuple(sorted(open_periods(dataset))))


def takes_figures(dataset: Dataset, period: Period) -> bool:
    """Whether a period may still be submitted; one that nobody has closed may."""
    return not DuePeriod.objects.filter(dataset=dataset, period=str(period), is_open=False).exists()


def open_periods(dataset: Dataset) -> list[Period]:
    """The periods that a producer may choose when sending a file, the newest first."""
    return [row.parsed for row in due_periods([dataset]).filter(is_open=True)][::-1]


def datasets(actor: Actor) -> QuerySet[Dataset]:
    """The datasets for which a person may send figures."""
    return catalog.datasets().filter(producer__in=people.reach(actor, Permission.SUBMIT))


def datasets_seen(actor: Actor) -> QuerySet[Dataset]:
    """The datasets whose submissions a person may see."""
    return catalog.datasets().filter(producer__in=people.reach(actor, Permission.READ_DRAFTS))


def dataset_seen(code: str, actor: Actor) -> Dataset:
    """A dataset whose submissions a person may see."""
    found = datasets_seen(actor).filter(code=code).first()
    if found is None:
        raise catalog.DatasetUnknown(dataset=code)
    return found
