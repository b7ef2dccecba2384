"""Classes for a map: figures put into a few shades so that each shade is used about equally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHADES = {1: (4,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 3, 4, 6), 5: (1, 2, 3, 5, 6)}
DARK_SHADES = frozenset({5, 6})  # the shades on which words are light


@dataclass(frozen=True, slots=True)
class Classes:
    """The lowest and highest figure in each class, and the shade of each."""

    ends: tuple[tuple[float, float], ...]
    shades: tuple[int, ...]

    def shade(self, value: float | None) -> int | None:
        """The shade of a figure; none where there is none."""
        if value is None:
            return None
        for (_, high), shade in zip(self.ends, self.shades, strict=True):
            if value <= high:
                return shade
        return self.shades[-1] if self.shades else None


def classes_of(values: Sequence[float | None], most: int = 5) -> Classes:
    """Quantile classes of the figures; equal figures never stand in two classes.

    >>> classes_of([1, 2, 3, 4], most=2).ends
    ((1, 2), (3, 4))
    >>> classes_of([8, 8, 5]).ends
    ((5, 5), (8, 8))
    """
    known = sorted(value for value in values if value is not None)
    if not known:
        return Classes((), ())
    if len(set(known)) <= most:
        alone = tuple((value, value) for value in sorted(set(known)))
        return Classes(alone, SHADES[len(alone)])
    classes: list[list[float]] = []
    for place, value in enumerate(known):
        turn = place * most // len(known)
        if classes and (value == classes[-1][-1] or turn < len(classes)):
            classes[-1].append(value)
        else:
            classes.append([value])
    ends = tuple((members[0], members[-1]) for members in classes)
    return Classes(ends, SHADES[len(ends)])
