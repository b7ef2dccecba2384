"""Write of a dataset's quality, side by side with the facts, and publish it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.queries import User
from lumbung.rooms.quality import duties
from lumbung.rooms.quality.facts import facts_of, moves
from lumbung.rooms.quality.limits import STATEMENT_CHARACTERS
from lumbung.rooms.quality.models import Statement
from lumbung.rooms.quality.states import Side, StatementState
from lumbung.vocabulary.problems import Conflict, Invalid, Problem
from lumbung.vocabulary.words import Text, text_of


class SavedMeanwhile(Conflict):
    """Somebody else saved the draft since it was opened."""

    code = "quality.saved-meanwhile"
    message = Text(
        "{who} menyimpan pernyataan ini sesudah Anda membukanya. Tulisan Anda masih ada di bawah.",
        "{who} saved this statement after you opened it. What you wrote still stands below.",
    )
    hint = Text(
        "Bandingkan dengan yang tersimpan, lalu simpan lagi.",
        "Compare it with what was saved, then save again.",
    )


class NothingToPublish(Conflict):
    """There is no draft."""

    code = "quality.nothing-to-publish"
    message = Text("Tidak ada draf pernyataan mutu {dataset}.", "There is no draft statement of {dataset}.")
    hint = Text("Tulis dan simpan dahulu.", "Write and save one first.")


class SidesMissing(Invalid):
    """Not every side of quality has its sentence."""

    code = "quality.sides-missing"
    message = Text("Belum ada kalimat untuk: {sides}.", "There is no sentence yet for: {sides}.")
    hint = Text("Lengkapi kelima sisi, lalu terbitkan.", "Write on all five sides, then publish.")


def save_statement(
    *, dataset: Dataset, words: Mapping[str, Text], actor: User, revision: int | None = None
) -> Statement:
    """Keep what a person writes as a draft; what is public stays as it is.

    ``revision`` is that of the draft which the person had before them: if another was saved
    meanwhile, nothing is overwritten.
    """
    _require(duties.against_describing(dataset, actor))
    kept = {
        side.value: {
            "id": said.id.strip()[:STATEMENT_CHARACTERS],
            "en": said.en.strip()[:STATEMENT_CHARACTERS],
        }
        for side in Side
        if (said := words.get(side.value)) is not None and said.id.strip()
    }
    now = timezone.now()
    with transaction.atomic():
        draft = (
            Statement.objects.select_for_update().filter(dataset=dataset, state=StatementState.DRAFT).first()
        )
        if draft is None:
            last = Statement.objects.filter(dataset=dataset).first()
            number = last.number + 1 if last else 1
            draft = Statement(dataset=dataset, number=number, revision=0)
        elif revision is not None and revision != draft.revision:
            raise SavedMeanwhile(who=str(draft.changed_by))
        draft.words, draft.changed_by, draft.changed_at = kept, actor, now
        draft.revision += 1
        draft.save()
        journal.record(
            "quality.statement-saved",
            subject=draft,
            actor=actor,
            dataset=dataset.code,
            facts={"version": draft.number, "sides": sorted(kept)},
        )
    return draft


def publish_statement(*, dataset: Dataset, actor: User) -> Statement:
    """Make the draft public, with the facts as they stand now to tell later how far they moved."""
    _require(duties.against_publishing(dataset, actor))
    draft = Statement.objects.filter(dataset=dataset, state=StatementState.DRAFT).first()
    if draft is None:
        raise NothingToPublish(dataset=dataset.title)
    missing = [side.words for side in Side if not text_of(draft.words.get(side.value))]
    if missing:
        raise SidesMissing(
            sides=Text(", ".join(one.id for one in missing), ", ".join(one.en for one in missing))
        )
    edition = catalog.current_edition(dataset)
    with transaction.atomic():
        Statement.objects.filter(dataset=dataset, state=StatementState.PUBLISHED).update(
            state=StatementState.SUPERSEDED
        )
        draft.state, draft.published_by, draft.published_at = StatementState.PUBLISHED, actor, timezone.now()
        draft.facts = {one.key: one.number for one in facts_of(dataset) if one.number is not None}
        draft.edition = edition.pk if edition else ""
        draft.save()
        journal.record(
            "quality.statement-published",
            subject=draft,
            actor=actor,
            dataset=dataset.code,
            facts={"version": draft.number, "words": draft.words, "edition": draft.edition},
        )
        bump("quality")
    return draft


def mark_stale(datasets: Collection[str]) -> int:
    """Mark the public statements whose facts have moved much; gives how many are newly marked."""
    fresh = Statement.objects.filter(
        state=StatementState.PUBLISHED, is_stale=False, dataset__code__in=datasets
    )
    stale = [one.pk for one in fresh.select_related("dataset") if moves(one.facts, facts_of(one.dataset))]
    return Statement.objects.filter(pk__in=stale).update(is_stale=True)


def discard_draft(*, dataset: Dataset, actor: User) -> None:
    """Throw a draft away; what is public stays."""
    _require(duties.against_describing(dataset, actor))
    with transaction.atomic():
        draft = Statement.objects.filter(dataset=dataset, state=StatementState.DRAFT).first()
        if draft is None:
            raise NothingToPublish(dataset=dataset.title)
        journal.record(
            "quality.statement-discarded",
            subject=draft,
            actor=actor,
            dataset=dataset.code,
            facts={"version": draft.number, "words": draft.words},
        )
        draft.delete()


def _require(problem: Problem | None) -> None:
    if problem is not None:
        raise problem
