"""What every load of a standard ends with: the stamp moves and the journal has its line."""

from __future__ import annotations

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.queries import User
from lumbung.vocabulary.changes import Changes

TOLD_AT_MOST = 50  # codes in a line of the journal; the counts are always complete


def tell(what: str, changes: Changes, actor: User | None) -> Changes:
    """Record a load that changed something; one that changed nothing leaves no trace."""
    if changes.any:
        bump("standards")
        journal.record(
            f"standards.{what}-loaded",
            subject=("standards", what),
            actor=actor,
            facts={
                **changes.counts(),
                "codes": [*changes.added, *changes.changed, *changes.retired][:TOLD_AT_MOST],
            },
        )
    return changes
