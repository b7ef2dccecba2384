"""How the Forum's acts are written down: a line in the journal, and pages made before it are old."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from lumbung.kit.stamps import bump
from lumbung.rooms.journal import actions as journal
from lumbung.rooms.people.queries import User


def record(
    verb: str,
    *,
    subject: models.Model | tuple[str, str],
    actor: User | None,
    dataset: str = "",
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write an act down in its own transaction, last of all."""
    bump("forum")
    journal.record(verb, subject=subject, actor=actor, dataset=dataset, reason=reason, facts=facts)
