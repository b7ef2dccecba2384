"""What the house knows of a dataset's quality, gathered from the doors of all rooms, and always live."""

from __future__ import annotations

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.quality.facts import accessibility, accuracy, coherence, relevance, timeliness
from lumbung.rooms.quality.facts.fact import Fact, Move, Subject, moves
from lumbung.rooms.quality.models import Census
from lumbung.rooms.quality.states import Side
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.words import Text

__all__ = ["Fact", "Move", "drafted", "facts_of", "moves"]

MAKERS = (relevance.facts, accuracy.facts, timeliness.facts, coherence.facts, accessibility.facts)


def facts_of(dataset: Dataset) -> tuple[Fact, ...]:
    """Every fact about a dataset's quality, side by side in their order."""
    subject = _subject(dataset)
    return tuple(fact for maker in MAKERS for fact in maker(subject))


def drafted(side: Side, facts: tuple[Fact, ...]) -> Text:
    """The facts of one side as sentences: where a person may begin, never what is published by itself."""
    said = [fact.sentence for fact in facts if fact.side is side and fact.sentence]
    return Text(" ".join(one.id for one in said), " ".join(one.said("en") for one in said))


def _subject(dataset: Dataset) -> Subject:
    edition = catalog.current_edition(dataset)
    structure = catalog.structure(dataset)
    if edition is None:
        return Subject(dataset, structure)
    census = Census.objects.filter(edition=edition).first()
    return Subject(dataset, structure, edition, observations.cube().manifest(edition.pk), census)
