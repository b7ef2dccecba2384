"""Sparks: a line the size of a word, beside a figure that says the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.vocabulary.periods import Period

WIDTH, HEIGHT, EDGE = 96, 28, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """The path of the line, and its last point."""

    path: str
    x: float
    y: float


def spark(known: Sequence[tuple[Period, float]]) -> Spark | None:
    """The line of some figures in order of time, at their distances in time; none for fewer than three."""
    if len(known) < 3:
        return None
    first, last = known[0][0].start.toordinal(), known[-1][0].start.toordinal()
    low, high = min(value for _, value in known), max(value for _, value in known)
    span, rise = max(last - first, 1), (high - low) or 1.0
    points = [
        (
            round(EDGE + (period.start.toordinal() - first) / span * (WIDTH - 2 * EDGE), 1),
            round(HEIGHT - EDGE - (value - low) / rise * (HEIGHT - 2 * EDGE), 1),
        )
        for period, value in known
    ]
    return Spark("M" + "L".join(f"{x},{y}" for x, y in points), *points[-1])
