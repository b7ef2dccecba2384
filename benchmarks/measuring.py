"""What a measure is: two sides in one run, their medians, and the limit that must be kept.

Figures on a shared machine move by a third from minute to minute, so nothing here is a bare
number: both sides take turns (A B A B), medians are compared, and a limit is a ratio, a ratio
with an allowance, or a plain bound where no peer exists.

Around this module stand ``children`` (one program: its seconds and peak memory), ``servers``
(start, first answer, memory, load), ``peers`` (their own virtual environments), ``machine``
(where and on what a figure was taken) and ``report`` (the table).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

Sample = TypeVar("Sample")


class Side(StrEnum):
    """Which way a limit binds."""

    AT_LEAST = "≥"
    AT_MOST = "≤"


class CannotMeasure(Exception):
    """A measure cannot be taken here; the message says why and what to do about it."""


class WrongAnswer(Exception):
    """A side answered fast and wrongly: its speed means nothing."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What must hold: our figure against ``times`` the other side's, ``plus`` an allowance.

    >>> Limit(Side.AT_MOST, times=1.5, plus=5).words("ms")
    '≤ 1.5 × + 5 ms'
    >>> Limit(Side.AT_MOST, plus=5).words("s")
    '≤ 5 s'
    """

    side: Side
    times: float | None = None
    plus: float = 0.0

    def bound(self, theirs: float) -> float:
        """The figure that ours may not pass."""
        return (self.times or 0.0) * theirs + self.plus

    def holds(self, ours: float, theirs: float) -> bool:
        """Whether our figure keeps to the limit."""
        bound = self.bound(theirs)
        return ours >= bound if self.side is Side.AT_LEAST else ours <= bound

    def words(self, unit: str) -> str:
        """The limit as the table shows it."""
        parts = [f"{self.times:g} ×"] if self.times is not None else []
        parts += [f"{self.plus:g} {unit}"] if self.plus else []
        return f"{self.side} {' + '.join(parts)}"


def at_least(times: float) -> Limit:
    """Ours is a rate: at least so many times theirs."""
    return Limit(Side.AT_LEAST, times)


def at_most(times: float | None = None, plus: float = 0.0) -> Limit:
    """Ours is a cost: at most so many times theirs, with an allowance in the measure's unit."""
    return Limit(Side.AT_MOST, times, plus)


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: a name that stays, both sides' samples, and the limit."""

    name: str
    title: str
    against: str
    unit: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...] = ()
    limit: Limit | None = None  # none: told, and nothing is promised
    facts: Mapping[str, Any] = field(default_factory=dict)  # what else the record should keep

    @property
    def our_median(self) -> float:
        """Our figure."""
        return statistics.median(self.ours)

    @property
    def their_median(self) -> float | None:
        """The other side's figure."""
        return statistics.median(self.theirs) if self.theirs else None

    @property
    def ratio(self) -> float | None:
        """Ours over theirs."""
        return self.our_median / self.their_median if self.their_median else None

    @property
    def is_kept(self) -> bool | None:
        """Whether the limit holds; none where nothing is promised."""
        if self.limit is None:
            return None
        return self.limit.holds(self.our_median, self.their_median or 0.0)

    def record(self) -> dict[str, Any]:
        """The measure as its line in the results."""
        return {
            "measure": self.name,
            "title": self.title,
            "against": self.against,
            "unit": self.unit,
            "ours": self.our_median,
            "theirs": self.their_median,
            "ratio": self.ratio,
            "must": self.limit.words(self.unit) if self.limit else None,
            "kept": self.is_kept,
            "our_samples": list(self.ours),
            "their_samples": list(self.theirs),
            **self.facts,
        }


def in_turns(sides: Mapping[str, Callable[[], Sample]], rounds: int) -> dict[str, list[Sample]]:
    """Let the sides take turns, A B A B, so that a busy minute strikes both; all their samples."""
    samples: dict[str, list[Sample]] = {name: [] for name in sides}
    for turn in range(rounds):
        for name, take in sides.items():
            tell(f"  {turn + 1}/{rounds} {name}")
            samples[name].append(take())
    return samples


def seconds_of(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_of(samples: Sequence[Any], figure: str) -> float:
    """The median of one figure over samples that carry several."""
    return statistics.median(float(getattr(sample, figure)) for sample in samples)


def bench_folder(*below: str) -> Path:
    """A folder outside the tree for data, peers and deployments: made once, used again."""
    root = os.environ.get("LUMBUNG_BENCH_DIR") or Path(tempfile.gettempdir()) / "lumbung-bench"
    folder = Path(root, *below)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def tell(words: str) -> None:
    """Say how far it is, beside the results."""
    print(words, file=sys.stderr, flush=True)
