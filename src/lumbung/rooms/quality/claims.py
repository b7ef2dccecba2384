"""Claims: what a dataset says of one thing, and which of them contradict each other.

A claim is one figure with its concept, area and period, whether it stands in a dataset or was
added up from its parts. Claims of several datasets about the same thing should agree to their
rounding; where they do not, they are a :class:`Conflict`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from lumbung.vocabulary.periods import Frequency, Period
from lumbung.vocabulary.words import Text

DUST = 1e-9  # of a value: what binary fractions leave behind


class Nature(StrEnum):
    """What sort of contradiction it is."""

    SAME = "same"  # two figures for one thing
    PARTS = "parts"  # the parts in one dataset do not make the whole in another

    @property
    def words(self) -> Text:
        """What people read."""
        return _NATURES[self]


_NATURES = {
    Nature.SAME: Text("dua angka untuk satu hal", "two figures for one thing"),
    Nature.PARTS: Text("bagian tidak sama dengan keseluruhan", "parts do not make the whole"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure is about, apart from who says it."""

    concept: str
    quantity: str  # what its unit measures; figures of one quantity convert
    area: str
    period: str
    cut: str = ""  # "jenis-kelamin:laki-laki": of which part of the population; empty is all of it
    simulated: bool = False  # made-up figures contradict only each other

    @property
    def key(self) -> str:
        """The thing as one text, the same at every search."""
        kind = "simulated" if self.simulated else ""
        return "|".join((self.concept, self.quantity, self.area, self.period, self.cut, kind))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one measure of one edition says of a thing."""

    thing: Thing
    dataset: str
    edition: str
    measure: str
    value: float
    unit: str
    factor: float = 1.0  # how many of the quantity's base unit one of the unit is
    decimals: int = 0  # with how many it is printed
    exact: bool = True  # adding up loses nothing by rounding
    parts: int = 1  # from how many figures it was added up
    lifted: bool = False  # added up over areas
    at: str = ""  # the shorter period whose end is also the end of this one
    status: str = "normal"

    @property
    def series(self) -> str:
        """The measure with its dataset, as one text."""
        return f"{self.dataset}:{self.measure}"

    @property
    def base(self) -> float:
        """The value in the base unit of its quantity."""
        return self.value * self.factor

    @property
    def slack(self) -> float:
        """By how much rounding may have moved it, in the base unit."""
        half = 0.5 * 10.0**-self.decimals * self.factor
        return half if self.exact else half * self.parts

    @property
    def is_native(self) -> bool:
        """Whether it stands at this very area and period in its dataset."""
        return not (self.lifted or self.at)

    def agrees(self, other: Claim) -> bool:
        """Whether two claims are the same but for their rounding."""
        room = max(self.slack, other.slack) + DUST * max(abs(self.base), abs(other.base))
        return abs(self.base - other.base) <= room


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about one thing that do not agree, the largest first."""

    thing: Thing
    claims: tuple[Claim, ...]

    @property
    def difference(self) -> float:
        """Between the largest and the smallest, in the base unit."""
        return self.claims[0].base - self.claims[-1].base

    @property
    def share(self) -> float:
        """The difference as a part of the largest figure."""
        largest = max(abs(claim.base) for claim in self.claims)
        return self.difference / largest if largest else 0.0

    @property
    def nature(self) -> Nature:
        """Whether figures stand side by side, or parts beside their whole."""
        return Nature.PARTS if any(claim.parts > 1 for claim in self.claims) else Nature.SAME

    @property
    def datasets(self) -> frozenset[str]:
        """The codes of the datasets that take part."""
        return frozenset(claim.dataset for claim in self.claims)


def conflicts(claims: Iterable[Claim]) -> list[Conflict]:
    """The things of which datasets say different figures, the gravest first.

    Of two datasets that were both added up from smaller areas nothing is told here: they
    already differ in those. A part of a population is told only where the whole agrees.
    """
    by_thing: dict[Thing, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_thing[claim.thing].append(claim)
    found = [made for thing, said in by_thing.items() if (made := _conflict(thing, said)) is not None]
    whole = {_place(one.thing): one.datasets for one in found if not one.thing.cut}
    kept = [
        one
        for one in found
        if not one.thing.cut or len(one.datasets & whole.get(_place(one.thing), frozenset())) < 2
    ]
    return sorted(kept, key=lambda one: (-abs(one.share), one.thing.key))


def _place(thing: Thing) -> tuple[object, ...]:
    return thing.concept, thing.quantity, thing.area, thing.period, thing.simulated


def _conflict(thing: Thing, said: Collection[Claim]) -> Conflict | None:
    if len({claim.dataset for claim in said}) < 2:
        return None
    if all(claim.lifted for claim in said) or all(claim.at for claim in said):
        return None
    if all(one.agrees(other) for one, other in combinations(said, 2)):
        return None
    order = sorted(said, key=lambda claim: (-claim.base, claim.series))
    return Conflict(thing, tuple(order))


def ends_of(period: Period) -> Iterator[Period]:
    """The longer periods that end with this one: a stock at its end is a stock at theirs.

    >>> [str(longer) for longer in ends_of(parse_period("2024-Q4"))]
    ['2024-S2', '2024']
    """
    order = (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF, Frequency.YEAR)
    if period.frequency not in order:
        return
    last = period.end
    for frequency in order[order.index(period.frequency) + 1 :]:
        number = (last.month - 1) * frequency.per_year // 12 + 1
        longer = Period(last.year, frequency, number)
        if longer.end == last:
            yield longer


def digits(value: float) -> int:
    """How many decimals a value is written with.

    >>> digits(32.58), digits(7.0), digits(1e-7)
    (2, 0, 7)
    """
    from decimal import Decimal

    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
