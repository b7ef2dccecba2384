"""What can be read of review: what waits, differences, remarks, decisions, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lumbung.cube import Change, Difference
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.collection.queries import State, Submission
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.rooms.review import duties
from lumbung.rooms.review.comparing import (
    change_by,
    compared,
    corrects,
    laid_over,
    remarkable,
)
from lumbung.rooms.review.models import Decision, Remark, Verdict
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.words import Text

__all__ = [
    "CELLS_A_PAGE", "CellChange", "Decision", "DifferencePage", "Remark", "Verdict", "change_by", "compared",
    "corrects", "decisions", "difference_page", "first_changes", "laid_over", "obstacles", "remarkable",
    "remarks", "status_words", "waiting_for_steward", "waiting_for_supervisor",
]  # fmt: skip

CELLS_A_PAGE = 100
ACTS: dict[str, Callable[[Submission, Actor], Problem | None]] = {
    "accept": duties.against_accepting,
    "approve": duties.against_approving,
    "recommend": duties.against_recommending,
    "return": duties.against_returning,
    "give_back": duties.against_giving_back,
    "remark": duties.against_remarking,
}


def area_title(code: str) -> str:
    """An area by its code, as people call it; the code itself where it is not known."""
    area = standards.area_tree().get(code)
    return area.title if area is not None else code


def status_words(code: str) -> Text:
    """A status by its code, as people read it."""
    return Status(code).title if code in list(Status) else Text(code)


def waiting_for_steward(actor: Actor) -> QuerySet[Submission]:
    """The submissions that a person may check as data steward, the oldest first."""
    return _waiting(actor, Permission.REVIEW, State.SUBMITTED)


def waiting_for_supervisor(actor: Actor) -> QuerySet[Submission]:
    """The priority data that a person may check as supervisor, the oldest first."""
    return _waiting(actor, Permission.SUPERVISE, State.ACCEPTED_BY_STEWARD)


def _waiting(actor: Actor, permission: Permission, state: State) -> QuerySet[Submission]:
    reach = people.reach(actor, permission)
    found = collection.submissions(actor).filter(state=state, dataset__producer__in=reach)
    return found.order_by("submitted_at", "pk")


def obstacles(submission: Submission, actor: Actor) -> dict[str, Problem | None]:
    """For each act of review, what stands between it and a person; none where they may."""
    return {name: against(submission, actor) for name, against in ACTS.items()}


def decisions(submission: Submission) -> QuerySet[Decision]:
    """What was decided about a submission, in order."""
    return Decision.objects.filter(submission=submission).select_related("by")


def remarks(submission: Submission) -> QuerySet[Remark]:
    """What was said about a submission and its figures, in order."""
    return Remark.objects.filter(submission=submission).select_related("by")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One figure that a submission would change, with what was said about it."""

    key: dict[str, str]
    measure: str
    change: Change
    before: float | None
    after: float | None
    status_before: str
    status_after: str
    note_after: str
    remarks: tuple[Remark, ...] = ()

    @property
    def share(self) -> float | None:
        """The change in percent of the old value."""
        if self.before in (None, 0) or self.after is None:
            return None
        return (self.after - self.before) / abs(self.before) * 100


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """A page of the figures that a submission would change, and how many there are of each kind."""

    difference: Difference
    cells: tuple[CellChange, ...]
    kind: Change | None
    total: int
    page: int
    pages: int


def difference_page(submission: Submission, *, kind: Change | None = None, page: int = 1) -> DifferencePage:
    """The figures that a submission would change in the current edition, largest changes first."""
    difference = change_by(submission)
    cells = remarkable(difference.cells, kind)
    pages = max(1, -(-cells.height // CELLS_A_PAGE))
    page = min(max(1, page), pages)
    shown = cells.slice((page - 1) * CELLS_A_PAGE, CELLS_A_PAGE)
    said = list(remarks(submission))
    key = cells.columns[: cells.columns.index("measure")]
    return DifferencePage(
        difference=difference,
        cells=tuple(_cell(row, key, said) for row in shown.iter_rows(named=True)),
        kind=kind,
        total=cells.height,
        page=page,
        pages=pages,
    )


def first_changes(difference: Difference, most: int) -> tuple[CellChange, ...]:
    """The first of the figures that are not merely new, for a page."""
    import polars as pl

    cells = remarkable(difference.cells.filter(pl.col("change") != Change.ADDED.value), None)
    key = cells.columns[: cells.columns.index("measure")]
    return tuple(_cell(row, key, []) for row in cells.head(most).iter_rows(named=True))


def _cell(row: dict[str, Any], key: list[str], said: list[Remark]) -> CellChange:
    named = {name: row[name] for name in key}
    return CellChange(
        key=named,
        measure=row["measure"],
        change=Change(row["change"]),
        before=row["before"],
        after=row["after"],
        status_before=row["status_before"],
        status_after=row["status_after"],
        note_after=row["note_after"] or "",
        remarks=tuple(one for one in said if one.key == named and one.measure == row["measure"]),
    )
