"""Maps between code lists: where a code's figures go, and with what share.

A map is a table of source, target and weight. The weights of a source add up to one, so a figure
that is carried over is neither lost nor doubled. A code that a map does not name stays as it is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lumbung.vocabulary.codelists import ListRef, ListState, PlaceOf, nowhere
from lumbung.vocabulary.findings import Finding, finding
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.words import Text

TOLERANCE = 1e-6  # weights are written with a few decimals: three thirds of 0.333333 make one
Shares = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One line of a map."""

    source: str
    target: str
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True)
class CodeMap:
    """From the codes of one list to those of another."""

    code: str
    title: Text
    source: ListRef
    target: ListRef
    entries: tuple[MapEntry, ...]
    basis: str = ""  # the law or the standard that says so
    weights_by: Text = field(default_factory=lambda: Text(""))  # what the shares were worked out from
    agency: str = ""
    version: str = "1"
    state: ListState = ListState.FINAL

    @cached_property
    def shares(self) -> Shares:
        """For each source its targets with their shares."""
        found: dict[str, list[tuple[str, float]]] = {}
        for entry in self.entries:
            found.setdefault(entry.source, []).append((entry.target, entry.weight))
        return {source: tuple(targets) for source, targets in found.items()}

    def carried(self, values: Mapping[str, float], *, decimals: int | None = None) -> dict[str, float]:
        """Figures by source code as figures by target code; their sum stays what it was."""
        found: defaultdict[str, float] = defaultdict(float)
        for code, value in values.items():
            targets = self.shares.get(code, ((code, 1.0),))
            parts = apportioned(value, [weight for _, weight in targets], decimals=decimals)
            for (target, _), part in zip(targets, parts, strict=True):
                found[target] += part
        return dict(found)

    def turned(self, by: Mapping[str, float] | None = None) -> CodeMap:
        """The way back: each target's figures go to its sources by what came from them.

        ``by`` holds the figures of the sources; without them only the weights are known.
        """
        came: defaultdict[str, float] = defaultdict(float)
        flows = []
        for entry in self.entries:
            flow = entry.weight * (1.0 if by is None else by.get(entry.source, 0.0))
            flows.append((entry, flow))
            came[entry.target] += flow
        sources: defaultdict[str, int] = defaultdict(int)
        for entry in self.entries:
            sources[entry.target] += 1
        entries = tuple(
            MapEntry(
                entry.target,
                entry.source,
                flow / came[entry.target] if came[entry.target] else 1.0 / sources[entry.target],
                entry.note,
            )
            for entry, flow in flows
        )
        title = Text(f"{self.title.id} (arah balik)", f"{self.title.said('en')} (the way back)")
        return replace(self, title=title, source=self.target, target=self.source, entries=entries)

    def then(self, following: CodeMap) -> CodeMap:
        """This map and the following one as one."""
        entries = [
            MapEntry(source, target, weight)
            for source, targets in chained(self.shares, following.shares).items()
            for target, weight in targets
        ]
        return replace(self, target=following.target, entries=tuple(entries))


def chained(first: Shares, following: Shares) -> dict[str, tuple[tuple[str, float], ...]]:
    """Two maps in a row; what the first does not name is only in the second."""
    found: dict[str, tuple[tuple[str, float], ...]] = dict(following)
    for source, targets in first.items():
        together: defaultdict[str, float] = defaultdict(float)
        for middle, weight in targets:
            for target, share in following.get(middle, ((middle, 1.0),)):
                together[target] += weight * share
        found[source] = tuple(together.items())
    return found


def apportioned(value: float, weights: Sequence[float], *, decimals: int | None = None) -> list[float]:
    """A figure divided by weights; where its decimals are known the parts have no more than those.

    People are not cut in pieces: what rounding down leaves over goes to the largest remainders.

    >>> apportioned(101, [0.5, 0.3, 0.2], decimals=0)
    [51.0, 30.0, 20.0]
    """
    if decimals is None:
        return [value * weight for weight in weights]
    scale = 10**decimals
    units = round(value * scale)
    if not math.isclose(units, value * scale, rel_tol=1e-12, abs_tol=1e-9):
        return [value * weight for weight in weights]  # more decimals than declared: nothing to keep whole
    exact = [units * weight for weight in weights]
    parts = [math.floor(part) for part in exact]
    over = units - sum(parts)
    largest = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in largest[: max(over, 0)]:
        parts[place] += 1
    return [part / scale for part in parts]


def map_faults(
    entries: Sequence[MapEntry],
    place: PlaceOf = nowhere,
    *,
    sources: Collection[str] | None = None,
    targets: Collection[str] | None = None,
) -> list[Finding]:
    """What is wrong with the lines of a map.

    ``sources`` and ``targets`` are the codes of the two lists, where those are at hand.
    """
    if not entries:
        return [finding("codemap.empty")]
    found: list[Finding] = []
    first: dict[tuple[str, str], int] = {}
    for row, entry in enumerate(entries):
        for column, code, known in (("source", entry.source, sources), ("target", entry.target, targets)):
            if not code:
                found.append(finding("codemap.code-missing", place(row, column)))
            elif known is not None and code not in known:
                found.append(finding("codemap.code-unknown", place(row, column), value=code))
        pair = (entry.source, entry.target)
        if all(pair) and pair in first:
            also = (place(first[pair], "source"),)
            found.append(
                finding("codemap.pair-twice", place(row, "source"), value=" → ".join(pair), also=also)
            )
        first.setdefault(pair, row)
        if not 0 < entry.weight <= 1:  # also refuses NaN
            found.append(finding("codemap.weight-range", place(row, "weight"), value=entry.weight))
    found += _sums(entries, place)
    if sources is not None:
        left = sorted(set(sources) - {entry.source for entry in entries})
        if left:
            told = ", ".join(left[:5]) + (" …" if len(left) > 5 else "")
            found.append(finding("codemap.left-out", count=len(left), codes=told))
    return found


def _sums(entries: Iterable[MapEntry], place: PlaceOf) -> list[Finding]:
    rows: dict[str, list[tuple[int, float]]] = {}
    for row, entry in enumerate(entries):
        if entry.source:
            rows.setdefault(entry.source, []).append((row, entry.weight))
    found = []
    for source, given in rows.items():
        total = math.fsum(weight for _, weight in given)
        if not abs(total - 1) <= max(TOLERANCE, TOLERANCE * len(given)):
            where, *others = (place(row, "weight") for row, _ in given)
            said = both_numbers(round(total, 6)) if math.isfinite(total) else Text("?", "?")
            found.append(finding("codemap.weights-sum", where, value=source, total=said, also=others))
    return found


def weight_sums(entries: Iterable[MapEntry]) -> dict[str, float]:
    """What the weights of each source add up to, as the page shows it."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for entry in entries:
        found[entry.source].append(entry.weight)
    return {source: math.fsum(weights) for source, weights in found.items()}
