"""Note contradictions: what was found is kept, what is gone is closed, and nothing is told twice.

Nobody asks for it: the journal says what was released, withdrawn or defined anew, and only the
concepts that this touches are looked at. A search that is broken off is simply done again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries as journal_queries
from lumbung.rooms.quality.actions.statements import mark_stale
from lumbung.rooms.quality.claims import Conflict, conflicts
from lumbung.rooms.quality.counting import count_edition
from lumbung.rooms.quality.models import Contradiction, Decision, Reading, Sighting
from lumbung.rooms.quality.reading import claims_about
from lumbung.rooms.quality.recorded import columns_of, series_of
from lumbung.rooms.quality.states import ContradictionState, DecisionState, Verdict

MOVES_FIGURES = (
    "release.released", "release.withdrawn", "catalog.dataset-defined", "catalog.dataset-changed",
)  # fmt: skip
FOUND, CHANGED, CLOSED = "found", "changed", "closed"
AT_ONCE = 500
MOVING = (
    "unit", "nature", "claims", "difference", "share", "state", "decision", "changed_at", "closed_at",
)  # fmt: skip


def read_on() -> Mapping[str, int]:
    """Read the journal from where it was left, and look again at what has moved since."""
    head, _ = journal_queries.head()
    before = Reading.objects.filter(pk=1).values_list("number", flat=True).first()
    if before == head:
        return {}
    if before is None:
        told = look_for_contradictions()
        touched = set(catalog.datasets().values_list("code", flat=True))
    else:
        moved = journal_queries.entries(verb=MOVES_FIGURES, after=before).filter(number__lte=head)
        touched = {code for code in moved.values_list("dataset", flat=True) if code}
        told = look_for_contradictions(_concepts(touched)) if touched else {}
    for edition in catalog.all_editions().filter(current=True, dataset__code__in=touched):
        count_edition(edition)
    mark_stale(touched)
    Reading.objects.update_or_create(pk=1, defaults={"number": head})
    return told


def _concepts(datasets: Collection[str]) -> frozenset[str]:
    """The concepts of some datasets, and those in which they contradicted others until now."""
    now = {
        measure.concept
        for dataset in catalog.datasets().filter(code__in=datasets)
        for measure in catalog.structure(dataset).measures
        if measure.concept
    }
    until_now = Contradiction.objects.filter(datasets__code__in=datasets).values_list("concept", flat=True)
    return frozenset(now | set(until_now))


def look_for_contradictions(concepts: Collection[str] | None = None) -> Mapping[str, int]:
    """Compare what datasets say of some concepts, or of all, and keep what does not agree."""
    return note(conflicts(claims_about(concepts).claims), concepts)


def note(found: Iterable[Conflict], concepts: Collection[str] | None) -> Mapping[str, int]:
    """Bring the records in step with what was found of some concepts, or of all."""
    by_key = {conflict.thing.key: conflict for conflict in found}
    known = Contradiction.objects.select_related("decision")
    known = known if concepts is None else known.filter(concept__in=list(concepts))
    with transaction.atomic():
        kept = {one.key: one for one in known}
        gone = [one for key, one in kept.items() if key not in by_key and not one.is_closed]
        fresh = [(key, one) for key, one in by_key.items() if key not in kept or kept[key].is_closed]
        moved = [
            (key, one)
            for key, one in by_key.items()
            if key in kept and not kept[key].is_closed and kept[key].claims != columns_of(one)["claims"]
        ]
        _close(gone)
        _keep([(kept.get(key), one) for key, one in (*fresh, *moved)])
        told = Counter((one.concept, CLOSED) for one in gone)
        told.update((one.thing.concept, FOUND) for _, one in fresh)
        told.update((one.thing.concept, CHANGED) for _, one in moved)
        for concept in sorted({concept for concept, _ in told}):
            counts = {what: told[concept, what] for what in (FOUND, CHANGED, CLOSED) if told[concept, what]}
            journal.record("quality.compared", subject=("concept", concept), actor=None, facts=counts)
        if told:
            bump("quality")
    return Counter({what: sum(n for (_, each), n in told.items() if each == what) for _, what in told})


def _close(gone: Sequence[Contradiction]) -> None:
    now = timezone.now()
    for some in batched(gone):
        Contradiction.objects.filter(pk__in=[one.pk for one in some]).update(
            state=ContradictionState.CLOSED, closed_at=now, changed_at=now
        )
    Sighting.objects.bulk_create([Sighting(contradiction=one, at=now) for one in gone], batch_size=AT_ONCE)


def batched(rows: Sequence[Contradiction]) -> Iterator[Sequence[Contradiction]]:
    """Some rows at a time: a database takes only so many values in one question."""
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _keep(found: Sequence[tuple[Contradiction | None, Conflict]]) -> None:
    """Write down conflicts that are new, have come back or have moved."""
    now, settle = timezone.now(), Settling(one.thing.concept for _, one in found)
    rows = []
    for known, conflict in found:
        row = known or Contradiction(key=conflict.thing.key, found_at=now)
        for name, value in columns_of(conflict).items():
            setattr(row, name, value)
        row.changed_at, row.closed_at = now, None
        settle(row)
        rows.append((row, conflict))
    fresh = [row for row, _ in rows if row.pk is None]
    for row, _ in rows:
        if row.pk is not None:  # one by one: a bulk update of JSON took five times as long
            row.save(update_fields=MOVING)
    Contradiction.objects.bulk_create(fresh, batch_size=AT_ONCE)
    _link(rows)
    Sighting.objects.bulk_create(
        [
            Sighting(contradiction=row, at=now, claims=row.claims, difference=row.difference)
            for row, _ in rows
        ],
        batch_size=AT_ONCE,
    )


def _link(rows: Sequence[tuple[Contradiction, Conflict]]) -> None:
    """Say of each row whose figures it holds, and by which decision."""
    of_datasets, of_decisions = Contradiction.datasets.through, Contradiction.decisions.through
    keys = dict(catalog.datasets().values_list("code", "pk"))
    for some in batched([row for row, _ in rows]):
        of_datasets.objects.filter(contradiction__in=[row.pk for row in some]).delete()
    of_datasets.objects.bulk_create(
        [
            of_datasets(contradiction_id=row.pk, dataset_id=keys[code])
            for row, conflict in rows
            for code in sorted(conflict.datasets)
        ],
        batch_size=AT_ONCE,
    )
    of_decisions.objects.bulk_create(
        [
            of_decisions(contradiction_id=row.pk, decision_id=row.decision_id)
            for row, _ in rows
            if row.decision_id is not None
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )


class Settling:
    """Lets a decision hold on as long as it weighed every series that speaks now."""

    def __init__(self, concepts: Iterable[str]) -> None:
        standing = Decision.objects.filter(
            concept__in=set(concepts), for_all=True, state=DecisionState.STANDING
        )
        self.standing = list(standing.order_by("-pk"))

    def __call__(self, row: Contradiction) -> None:
        """Set state and decision of a row by what its claims are now."""
        series = series_of(row.claims)
        if row.decision is None or not covers(row.decision, series):
            of_concept = (one for one in self.standing if one.concept == row.concept)
            row.decision = next((one for one in of_concept if covers(one, series)), None)
        if row.decision is not None:
            row.state = ContradictionState.DECIDED
        elif row.pk and row.decisions.filter(state=DecisionState.WAITING).exists():
            row.state = ContradictionState.PROPOSED
        else:
            row.state = ContradictionState.OPEN


def covers(decision: Decision, series: frozenset[str]) -> bool:
    """Whether a decision weighed all of these series, and the one it chose is among them."""
    return series <= set(decision.series) and (
        decision.verdict != Verdict.CHOSEN or decision.chosen in series
    )
