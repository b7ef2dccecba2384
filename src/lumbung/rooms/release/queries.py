"""What can be read of releases: what waits, what a release would change, what was released."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from lumbung.cube import Change, Difference
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection.queries import State, Submission, current_figures
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.metadata.queries import Gap, RecordState
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.rooms.release.models import OPEN_STATES, Release, ReleaseState
from lumbung.rooms.review.queries import (
    CellChange,
    compared,
    corrects,
    first_changes,
    laid_over,
)
from lumbung.vocabulary.problems import NotFound
from lumbung.vocabulary.words import Text

__all__ = [
    "Preview", "Release", "ReleaseState", "ReleaseUnknown", "datasets_waiting", "held_up",
    "open_release", "open_to_correction", "preview", "release", "releases", "waiting_submissions",
]  # fmt: skip

CHANGES_SHOWN = 50
ELSEWHERE = (RecordState.SUBMITTED, RecordState.CHECKED, RecordState.RETURNED)


class ReleaseUnknown(NotFound):
    """No such release, or not for this person."""

    code = "release.unknown"
    message = Text("Tidak ada rilis bernomor {release}.", "There is no release number {release}.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a release would do now."""

    submissions: tuple[Submission, ...]
    difference: Difference
    first: bool  # nothing of the dataset is public yet

    changed: tuple[CellChange, ...] = ()  # the first of the figures that would change

    @property
    def more(self) -> int:
        """How many changed figures are not among the first."""
        return self.difference.total - self.difference.counts[Change.ADDED] - len(self.changed)

    @property
    def needs_note(self) -> bool:
        """Whether figures that are public would change."""
        return not self.first and corrects(self.difference)


def waiting_submissions(dataset: Dataset) -> QuerySet[Submission]:
    """The accepted submissions of a dataset, in the order in which they were accepted."""
    return (
        Submission.objects.filter(dataset=dataset, state=State.ACCEPTED)
        .select_related("dataset__producer", "upload", "made_by", "submitted_by")
        .order_by("moved_at", "pk")
    )


def datasets_waiting(actor: Actor) -> QuerySet[Dataset]:
    """The datasets with accepted submissions that a person may release."""
    reach = people.reach(actor, Permission.RELEASE)
    return (
        catalog.datasets()
        .filter(producer__in=reach, submissions__state=State.ACCEPTED)
        .exclude(releases__state__in=OPEN_STATES)
        .distinct()
    )


def held_up(actor: Actor) -> list[tuple[Dataset, Gap]]:
    """Datasets whose release waits for metadata that a person has to write, each with the first that lacks.

    Whoever may release them finds the same on the page of the release; what was submitted waits
    for others, and what came back is told as such.
    """
    reach = people.reach(actor, Permission.DESCRIBE) - people.reach(actor, Permission.RELEASE)
    accepted = catalog.datasets().filter(producer__in=reach, submissions__state=State.ACCEPTED).distinct()
    gaps = metadata.gaps_by_dataset(waiting) if (waiting := list(accepted)) else {}
    named = {gap.record for found in gaps.values() for gap in found}
    elsewhere = set(
        metadata.records(actor).filter(code__in=named, state__in=ELSEWHERE).values_list("code", flat=True)
    )
    mine = ((one, [gap for gap in gaps[one.pk] if gap.record not in elsewhere]) for one in waiting)
    return [(dataset, found[0]) for dataset, found in mine if found]


def open_release(dataset: Dataset) -> Release | None:
    """The release of a dataset that is scheduled or under way."""
    return releases(dataset).filter(state__in=OPEN_STATES).first()


def releases(dataset: Dataset | None = None) -> QuerySet[Release]:
    """Releases of a dataset or of all, the newest first."""
    found = Release.objects.select_related("dataset__producer", "by", "job", "edition").order_by("-pk")
    return found if dataset is None else found.filter(dataset=dataset)


def release(pk: int, actor: Actor) -> Release:
    """A release by its number, if the person may see it."""
    reach = people.reach(actor, Permission.READ_DRAFTS)
    found = releases().filter(pk=pk, dataset__producer__in=reach).first()
    if found is None:
        raise ReleaseUnknown(release=pk)
    return found


def open_to_correction(dataset: Dataset) -> bool:
    """Whether anything of a dataset is public, so that a release may change it."""
    return catalog.current_edition(dataset) is not None


def preview(dataset: Dataset) -> Preview:
    """What a release of everything accepted would change in what is public."""
    accepted = tuple(waiting_submissions(dataset))
    structure = catalog.structure(dataset)
    before = current_figures(dataset)
    after = laid_over(before, accepted, structure)
    difference = compared(before, after, structure)
    return Preview(accepted, difference, before is None, first_changes(difference, CHANGES_SHOWN))
