"""Put two concepts side by side that people take for one, and say what sets them apart."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lumbung.kit.stamps import bump
from lumbung.rooms.collection.actions import ReasonNeeded
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.queries import User
from lumbung.rooms.quality import duties
from lumbung.rooms.quality.models import Comparison
from lumbung.rooms.standards import queries as standards
from lumbung.rooms.standards.queries import Kind
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class SameConcept(Invalid):
    """A concept is not compared with itself."""

    code = "quality.same-concept"
    message = Text("Pilih dua konsep yang berbeda.", "Choose two different concepts.")


def compare_concepts(*, one: str, other: str, why: str, actor: User) -> Comparison:
    """Show two concepts side by side as different; said again, the explanation is replaced."""
    refused = duties.against_comparing(actor)
    if refused is not None:
        raise refused
    if one == other:
        raise SameConcept
    for code in (one, other):
        standards.standard(Kind.CONCEPT, code)
    if not why.strip():
        raise ReasonNeeded
    first, second = sorted((one, other))
    with transaction.atomic():
        made, _ = Comparison.objects.update_or_create(
            one=first, other=second, defaults={"why": why.strip(), "by": actor, "at": timezone.now()}
        )
        journal.record(
            "quality.concepts-compared",
            subject=made,
            actor=actor,
            reason=made.why,
            facts={"one": first, "other": second},
        )
        bump("quality")
    return made


def end_comparison(*, comparison: Comparison, actor: User) -> None:
    """No longer show two concepts side by side."""
    refused = duties.against_comparing(actor)
    if refused is not None:
        raise refused
    with transaction.atomic():
        journal.record(
            "quality.comparison-ended",
            subject=comparison,
            actor=actor,
            facts={"one": comparison.one, "other": comparison.other},
        )
        comparison.delete()
        bump("quality")
