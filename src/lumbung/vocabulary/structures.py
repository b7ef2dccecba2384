"""The structure of a dataset: what its dimensions and measures are and how they behave.

A structure is what engines, formats and the cube see of a dataset. The catalog makes it
from its records; it holds no layout of any file and nothing of the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.findings import Severity
from lumbung.vocabulary.periods import Frequency, Period
from lumbung.vocabulary.words import Text, Worded


class AddsUp(Worded):
    """How a measure goes from parts to a whole."""

    SUM = "sum", Text("dijumlahkan", "added up")
    RATIO = (
        "ratio",
        Text("dihitung ulang dari pembilang dan penyebut", "recomputed from its two parts"),
    )  # of two summed measures: a percentage
    WEIGHTED = "weighted", Text("rata-rata tertimbang", "weighted mean")  # a mean weighted by another measure
    LAST = (
        "last",
        Text("keadaan akhir periode", "state at the end of the period"),
    )  # a stock: summed over areas, the last period over time
    NONE = "none", Text("tidak dijumlahkan", "never added up")  # an index: never


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a dimension."""

    code: str
    title: Text
    parent: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way in which figures are broken down, besides area and period."""

    code: str
    title: Text
    codes: tuple[Code, ...]
    codelist: str = ""
    optional: bool = False  # only some measures have it; the others leave it empty
    definition: Text = field(default_factory=lambda: Text(""))
    standard: str = ""  # national code and keeper of its code list, as one line

    def code_named(self, code: str) -> Code | None:
        """The code with this identifier."""
        return next((item for item in self.codes if item.code == code), None)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its sign as printed, its name, and what makes it comparable."""

    code: str
    title: Text
    symbol: str = ""
    quantity: str = ""  # "area", "mass", "count:jiwa" …: units of one quantity convert
    factor: float = 1.0  # how many base units one of these is
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted or measured, in which unit, and how it adds up."""

    code: str
    title: Text
    unit: str
    adds_up: AddsUp = AddsUp.SUM
    of: tuple[str, str] | None = None  # numerator and denominator of a ratio
    weight: str | None = None  # the measure that weights a weighted mean
    scale: float = 1.0  # a ratio times this: 100 for percent
    decimals: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    required: bool = False  # a key without this measure is a fault
    concept: str = ""
    definition: Text = field(default_factory=lambda: Text(""))
    unit_title: Text = field(default_factory=lambda: Text(""))
    standard: str = ""  # national code and keeper of its concept, as one line


@dataclass(frozen=True, slots=True)
class Rule:
    """A check that a dataset's owner wrote, in the one expression language."""

    code: str
    check: str
    severity: Severity = Severity.ERROR
    message: Text = field(default_factory=lambda: Text(""))
    hint: Text = field(default_factory=lambda: Text(""))


@dataclass(frozen=True, slots=True)
class AreaScope:
    """Which areas a dataset is about: those of one rung within one area."""

    within: str
    level: AreaLevel


@dataclass(frozen=True, slots=True)
class Structure:
    """A dataset as the machinery sees it."""

    dataset: str
    title: Text
    frequency: Frequency
    area: AreaScope
    measures: tuple[Measure, ...]
    dimensions: tuple[Dimension, ...] = ()
    rules: tuple[Rule, ...] = ()
    periods: tuple[Period, ...] = ()  # the ones due; empty: any
    complete: bool = False
    simulated: bool = False
    version: int = 1

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify a row of the wide table."""
        return ("area", "period", *(dimension.code for dimension in self.dimensions))

    def measure(self, code: str) -> Measure | None:
        """The measure with a code."""
        return next((item for item in self.measures if item.code == code), None)

    def dimension(self, code: str) -> Dimension | None:
        """The dimension with a code."""
        return next((item for item in self.dimensions if item.code == code), None)

    def __iter__(self) -> Iterator[Dimension | Measure]:
        yield from self.dimensions
        yield from self.measures
