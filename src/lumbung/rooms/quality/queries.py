"""What can be read of this room: contradictions and decisions, look-alikes, and quality statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Max, QuerySet, When

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.people import queries as people
from lumbung.rooms.people.queries import Actor, Permission
from lumbung.rooms.quality import duties
from lumbung.rooms.quality.facts import Fact, Move, drafted, facts_of, moves
from lumbung.rooms.quality.limits import NOTICES_SHOWN
from lumbung.rooms.quality.look_alikes import LookAlike, side_by_side
from lumbung.rooms.quality.models import Comparison, Contradiction, Decision, Sighting, Statement
from lumbung.rooms.quality.printing import statement_document
from lumbung.rooms.quality.showing import (
    Shown,
    Voice,
    concept_title,
    decided_words,
    history,
    shown,
    status_words,
)
from lumbung.rooms.quality.states import (
    ContradictionState,
    DecisionState,
    Side,
    StatementState,
    Verdict,
)
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.problems import NotFound, Problem
from lumbung.vocabulary.words import Text

__all__ = [
    "NOTICES_SHOWN", "Comparison", "ComparisonUnknown", "Contradiction", "ContradictionState",
    "ContradictionUnknown", "Decision", "DecisionState", "Fact", "LookAlike", "Move", "Pending", "Shown",
    "Side", "Sighting",
    "Statement", "StatementRow", "StatementState", "Verdict", "Voice", "Wanted", "comparison", "comparisons",
    "concept_title", "contradiction", "contradictions", "counted", "decided_words", "decision", "draft",
    "drafted", "facts_of", "history", "moved_since", "moves", "notices", "obstacles", "proposal",
    "public_contradiction", "public_contradictions", "published", "shown", "side_by_side", "stale_statements",
    "statement_document", "statement_obstacles", "statement_rows", "statements", "status_words",
    "to_publish", "to_second", "waiting_for",
]  # fmt: skip

LIVE = (ContradictionState.OPEN, ContradictionState.PROPOSED, ContradictionState.DECIDED)


class ContradictionUnknown(NotFound):
    """No such contradiction."""

    code = "quality.contradiction-unknown"
    message = Text("Tidak ada pertentangan bernomor {number}.", "There is no contradiction number {number}.")
    hint = Text("Lihat daftarnya di Satu angka.", "See the list under One number.")


class ComparisonUnknown(NotFound):
    """No such comparison."""

    code = "quality.comparison-unknown"
    message = Text("Tidak ada perbandingan bernomor {number}.", "There is no comparison number {number}.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which contradictions are asked for; nothing said means all that stand."""

    state: str = ""
    concept: str = ""
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """Contradictions of one concept that wait for a decision."""

    concept: str
    title: Text
    count: int
    largest: float  # share of the largest figure


def contradictions(wanted: Wanted | None = None) -> QuerySet[Contradiction]:
    """The contradictions that stand, the widest apart first; closed ones where they are asked for."""
    wanted = wanted or Wanted()
    found = Contradiction.objects.select_related("decision", "decision__by", "decision__second_by")
    found = (
        found.filter(state=wanted.state)
        if wanted.state in ContradictionState
        else found.filter(state__in=LIVE)
    )
    if "\x00" in f"{wanted.concept}{wanted.dataset}":  # no code holds it, and not every database takes it
        return found.none()
    if wanted.concept:
        found = found.filter(concept=wanted.concept)
    if wanted.dataset:
        found = found.filter(datasets__code=wanted.dataset)
    return found.order_by("-share", "key")


def contradiction(pk: int) -> Contradiction:
    """A contradiction by its number."""
    found = Contradiction.objects.select_related("decision").filter(pk=pk).first()
    if found is None:
        raise ContradictionUnknown(number=pk)
    return found


def public_contradictions(wanted: Wanted | None = None) -> QuerySet[Contradiction]:
    """Those whose figures are all open to everybody."""
    return contradictions(wanted).exclude(datasets__in=_not_open())


def public_contradiction(pk: int) -> Contradiction:
    """One of those, also when the figures agree by now."""
    found = Contradiction.objects.exclude(datasets__in=_not_open()).select_related("decision")
    one = found.filter(pk=pk).first()
    if one is None:
        raise ContradictionUnknown(number=pk)
    return one


def _not_open() -> QuerySet[Dataset]:
    return catalog.datasets().exclude(access=Access.OPEN.value)


def counted(found: QuerySet[Contradiction]) -> Mapping[str, int]:
    """How many stand where, by state."""
    return dict(found.order_by().values_list("state").annotate(Count("pk", distinct=True)))


def notices(dataset: Dataset, *, most: int = NOTICES_SHOWN) -> list[Shown]:
    """What a dataset's public page must tell: where its figures differ from others', undecided first."""
    is_decided = Case(When(state=ContradictionState.DECIDED, then=1), default=0)
    found = public_contradictions(Wanted(dataset=dataset.code))
    return shown(found.order_by(is_decided, "-period", "-share")[:most])


def waiting_for(actor: Actor) -> list[Pending]:
    """What waits for a person's decision as data steward, by concept."""
    reach = people.reach(actor, Permission.REVIEW)
    if not reach:
        return []
    out_of_reach = Contradiction.datasets.through.objects.exclude(dataset__producer__in=reach)
    found = (
        Contradiction.objects.filter(state=ContradictionState.OPEN)
        .exclude(pk__in=out_of_reach.values("contradiction"))
        .order_by()
        .values_list("concept")
        .annotate(Count("pk"), Max("share"))
    )
    made = [Pending(concept, concept_title(concept), count, largest) for concept, count, largest in found]
    return sorted(made, key=lambda one: -one.largest)


def to_second(actor: Actor) -> list[tuple[Contradiction, Decision]]:
    """The decisions that wait for a person as the second one."""
    if not (people.may(actor, Permission.AGREE) or people.may(actor, Permission.REVIEW)):
        return []
    waiting = Decision.objects.filter(state=DecisionState.WAITING).prefetch_related("about").order_by("at")
    return [
        (about, one)
        for one in waiting
        for about in one.about.all()
        if duties.against_seconding(about, one, actor) is None
    ]


def decision(pk: int) -> Decision:
    """A decision by its number."""
    found = Decision.objects.filter(pk=pk).first()
    if found is None:
        raise ContradictionUnknown(number=pk)
    return found


def proposal(row: Contradiction) -> Decision | None:
    """What somebody with a stake proposed, and nobody has confirmed yet."""
    return row.decisions.filter(state=DecisionState.WAITING).first()


def obstacles(row: Contradiction, actor: Actor) -> dict[str, Problem | None]:
    """For each act, what stands between it and a person."""
    waiting = proposal(row)
    seconding = duties.against_seconding(row, waiting, actor) if waiting is not None else None
    return {"decide": duties.against_deciding(row, actor), "second": seconding}


def comparisons() -> QuerySet[Comparison]:
    """The pairs of concepts that are shown side by side."""
    return Comparison.objects.select_related("by")


def comparison(pk: int) -> Comparison:
    """A pair by its number."""
    found = comparisons().filter(pk=pk).first()
    if found is None:
        raise ComparisonUnknown(number=pk)
    return found


def statements(dataset: Dataset) -> QuerySet[Statement]:
    """Every version of a dataset's quality statement, the newest first."""
    found = Statement.objects.filter(dataset=dataset)
    return found.select_related("changed_by", "published_by", "dataset")


def published(dataset: Dataset) -> Statement | None:
    """What is public of a dataset's quality."""
    return statements(dataset).filter(state=StatementState.PUBLISHED).first()


def draft(dataset: Dataset) -> Statement | None:
    """What somebody is writing of it."""
    return statements(dataset).filter(state=StatementState.DRAFT).first()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """How a dataset stands with its quality statement."""

    dataset: Dataset
    public: Statement | None
    draft: Statement | None


def statement_rows(actor: Actor) -> list[StatementRow]:
    """The datasets that a person may see, those without a statement first, then the stale ones."""
    reach = people.reach(actor, Permission.READ_DRAFTS)
    datasets = list(catalog.datasets().filter(producer__in=reach))
    kept = Statement.objects.filter(dataset__in=datasets).exclude(state=StatementState.SUPERSEDED)
    by_state = {(one.dataset_id, one.state): one for one in kept.select_related("changed_by", "published_by")}
    rows = [
        StatementRow(
            one,
            by_state.get((one.pk, StatementState.PUBLISHED)),
            by_state.get((one.pk, StatementState.DRAFT)),
        )
        for one in datasets
    ]
    return sorted(rows, key=lambda row: (_written(row.public), row.dataset.title.id))


def _written(public: Statement | None) -> int:
    return 0 if public is None else 1 if public.is_stale else 2


def moved_since(statement: Statement, facts: Iterable[Fact]) -> tuple[Move, ...]:
    """The facts that moved much since a statement was published: it should be read again."""
    return moves(statement.facts, tuple(facts))


def statement_obstacles(dataset: Dataset, actor: Actor) -> dict[str, Problem | None]:
    """For each act on a statement, what stands between it and a person."""
    return {
        "describe": duties.against_describing(dataset, actor),
        "publish": duties.against_publishing(dataset, actor),
    }


def to_publish(actor: Actor) -> list[Statement]:
    """The drafts on which a steward may press the button: all five sides are written."""
    reach = people.reach(actor, Permission.REVIEW)
    found = Statement.objects.filter(state=StatementState.DRAFT, dataset__producer__in=reach)
    drafts = found.select_related("dataset", "dataset__producer", "changed_by")
    return [one for one in drafts if all(one.said(side) for side in Side)]


def stale_statements(actor: Actor) -> QuerySet[Statement]:
    """The public statements that a person should read again, because the facts moved much since."""
    found = Statement.objects.filter(state=StatementState.PUBLISHED, is_stale=True)
    drafts = Statement.objects.filter(state=StatementState.DRAFT).values("dataset")
    found = found.filter(dataset__producer__in=people.reach(actor, Permission.DESCRIBE))
    return found.exclude(dataset__in=drafts).select_related("dataset", "dataset__producer")
