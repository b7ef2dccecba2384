"""What was just released, and whether it came in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from lumbung.faces.portal import timeliness
from lumbung.faces.portal.holdings import Holding
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Released:
    """An edition that has just come out."""

    edition: Edition
    dataset: Dataset
    words: Text
    tone: str


def latest(held: Iterable[Holding], most: int) -> Iterable[Released]:
    """The editions that came out last, each with whether it came in time."""
    real_first = sorted(held, key=lambda one: (one.manifest.simulated, not one.dataset.priority))
    newest = sorted(real_first, key=lambda one: timezone.localdate(one.edition.released_at), reverse=True)
    timings = timeliness.timings_of([one.dataset for one in newest[:most]])
    for one in newest[:most]:
        timing = timeliness.edition_came(one.edition, timings[one.dataset.pk])
        came = timing.came if timing else timeliness.Came.CORRECTION
        words = timing.words if timing else timeliness.said(came)
        yield Released(one.edition, one.dataset, words, timeliness.TONES[came])
