"""Decisions in words."""

from __future__ import annotations

from lumbung.rooms.forum.models import Decision
from lumbung.rooms.forum.states import Way
from lumbung.vocabulary.words import Text


def decided_how(decision: Decision) -> Text:
    """Consensus, or the vote with its numbers."""
    if decision.how is Way.CONSENSUS:
        return Way.CONSENSUS.title
    for_, against, withheld = (
        count or 0 for count in (decision.votes_for, decision.votes_against, decision.votes_withheld)
    )
    return Text(
        f"pemungutan suara: {for_} setuju, {against} menolak, {withheld} abstain",
        f"by vote: {for_} for, {against} against, {withheld} withheld",
    )
