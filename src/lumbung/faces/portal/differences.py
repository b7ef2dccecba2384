"""What a dataset's pages tell of its quality: where its figures differ from others', and its statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.quality import queries as quality
from lumbung.rooms.quality.queries import ContradictionState, Decision, Shown, Side
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Differences:
    """The first of the figures that differ, and how many more there are."""

    shown: tuple[Shown, ...]
    more: int
    undecided: bool
    words: Callable[[Decision], Text] = quality.decided_words


def differences(dataset: Dataset) -> Differences:
    """Where figures of a dataset differ from those of others, undecided ones first."""
    found = quality.public_contradictions(quality.Wanted(dataset=dataset.code))
    shown = tuple(quality.notices(dataset, most=quality.NOTICES_SHOWN))
    undecided = any(one.row.station is not ContradictionState.DECIDED for one in shown)
    return Differences(shown, found.count() - len(shown) if shown else 0, undecided)


def statement_side(dataset: Dataset) -> dict[str, Any]:
    """What the page about quality shows: what was written, and the facts as they are now."""
    facts, statement = quality.facts_of(dataset), quality.published(dataset)
    return {
        "statement": statement,
        "quality_facts": facts,
        "quality_sides": list(Side),
        "moved": quality.moved_since(statement, facts) if statement is not None else (),
    }
