"""Scales and room: round ends for an axis, ticks that fit, labels that do not collide."""

from __future__ import annotations

import math
from collections.abc import Sequence

LETTER = 6.7  # the mean width of a letter at 12 px, measured on Plus Jakarta Sans


def step(span: float, about: int = 5) -> float:
    """A round distance between ticks: 1, 2 or 5 times a power of ten.

    >>> step(0.84)
    0.2
    """
    raw = span / about if span > 0 else 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    return next(size * power for size in (1, 2, 5, 10) if raw <= size * power * 1.0001)


def round_ends(values: Sequence[float], *, from_zero: bool = False) -> tuple[float, float, list[float]]:
    """Round ends that hold the values, and the ticks between them.

    >>> round_ends([6.6, 7.44])[:2]
    (6.4, 7.6)
    >>> round_ends([0.1, 4.0])[:2]
    (0.0, 5.0)
    """
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (max(low - 1, 0.0) if low >= 0 else low - 1, high + 1)
    size = step(high - low)
    first, last = math.floor(low / size + 1e-9), math.ceil(high / size - 1e-9)
    # Room for the figure beside a point at the edge; but what is never below zero stays above it.
    if not from_zero and low - first * size < size / 4 and not first <= 0 <= low:
        first -= 1
    if not from_zero and last * size - high < size / 4:
        last += 1
    ticks = [round(n * size, 10) for n in range(first, last + 1)]
    return ticks[0], ticks[-1], ticks


def decimals_of(ticks: Sequence[float]) -> int:
    """How many decimals an axis needs for its ticks."""
    return next((places for places in range(6) if all(round(t, places) == t for t in ticks)), 6)


def thinned(items: Sequence[str], room: float, widest: float) -> list[str]:
    """As many labels as fit, counted from the last, which readers look for first."""
    fit = max(2, int(room // max(widest, 1)))
    every = max(1, math.ceil(len(items) / fit))
    return [item for place, item in enumerate(reversed(items)) if place % every == 0][::-1]


def apart(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, in the same order, at least a distance apart.

    >>> apart([10.0, 12.0, 50.0], 15, 0, 100)
    [3.5, 18.5, 50.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    # Without the distances between them the positions need only not go down: those that do
    # share their mean (the pool-adjacent-violators way to the least displacement).
    pools: list[tuple[float, int]] = []
    for rank, place in enumerate(order):
        pools.append((wanted[place] - rank * distance, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (mean, many), (next_mean, more) = pools[-2:]
            pools[-2:] = [((mean * many + next_mean * more) / (many + more), many + more)]
    bases = [mean for mean, many in pools for _ in range(many)]
    highest = high - (len(order) - 1) * distance
    placed = [0.0] * len(wanted)
    for rank, (place, base) in enumerate(zip(order, bases, strict=True)):
        placed[place] = max(low, min(base, highest)) + rank * distance
    return placed
