"""The figures that one picture is made of, and what varies among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lumbung.vocabulary.numbers import said_number
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.structures import Measure, Structure
from lumbung.vocabulary.words import Language, Text

AREA, PERIOD = "area", "period"
PERCENT = {"persen", "percent", "%"}
NO_BREAK = "\u00a0"
MONEY = "Rp"


def placed(sign: str) -> tuple[str, str]:
    """What stands before a number and what after it: money stands before, everything else after.

    >>> placed("miliar Rp") == ("Rp\u00a0", "\u00a0miliar"), placed("Rp/kapita") == ("Rp\u00a0", "/kapita")
    (True, True)
    """
    if sign.startswith(MONEY):
        return f"{MONEY}{NO_BREAK}", sign.removeprefix(MONEY)
    if sign.endswith(f" {MONEY}"):
        return f"{MONEY}{NO_BREAK}", NO_BREAK + sign.removesuffix(f" {MONEY}")
    return "", f"{NO_BREAK}{sign}" if sign else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its key; codes as the dataset writes them."""

    area: str
    period: str
    value: float | None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    status: Status = Status.NORMAL
    note: str = ""

    def code(self, role: str) -> str:
        """The code this row has in a role: ``area``, ``period`` or a dimension."""
        if role == AREA:
            return self.area
        return self.period if role == PERIOD else self.dimensions.get(role, "")


@dataclass(frozen=True)
class Figures:
    """Figures of one measure, with the words that belong to their codes."""

    structure: Structure
    measure: Measure
    rows: Sequence[Row]
    names: Mapping[str, str] = field(default_factory=dict)  # of areas
    language: Language = "id"
    symbol: str = ""  # the unit as printed after a number: "km²"
    is_change: bool = False  # each figure says how much something moved

    @cached_property
    def varying(self) -> tuple[str, ...]:
        """The roles that have more than one code, time first."""
        roles = (PERIOD, AREA, *(dimension.code for dimension in self.structure.dimensions))
        return tuple(role for role in roles if len({row.code(role) for row in self.rows}) > 1)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods there are figures for, in their order."""
        return tuple(sorted({parse_period(row.period) for row in self.rows}))

    def codes(self, role: str) -> tuple[str, ...]:
        """The codes of a role in the order that its list gives them; areas by code."""
        present = {row.code(role) for row in self.rows}
        if role == PERIOD:
            return tuple(str(period) for period in self.periods)
        dimension = self.structure.dimension(role)
        if dimension is None:
            return tuple(sorted(present))
        listed = [item.code for item in dimension.codes if item.code in present]
        return (*listed, *sorted(present - set(listed)))

    def name(self, role: str, code: str) -> str:
        """What people call a code."""
        if role == AREA:
            return self.names.get(code, code)
        if role == PERIOD:
            return parse_period(code).title.said(self.language)
        dimension = self.structure.dimension(role)
        found = dimension.code_named(code) if dimension else None
        return found.title.said(self.language) if found else code

    def role_title(self, role: str) -> str:
        """What people call a role."""
        if role == AREA:
            return self.structure.area.level.title.said(self.language)
        if role == PERIOD:
            return Text("Periode", "Period").said(self.language)
        dimension = self.structure.dimension(role)
        return dimension.title.said(self.language) if dimension else role

    @property
    def is_percent(self) -> bool:
        """Whether the figures are per hundred."""
        return self.measure.unit.lower() in PERCENT

    @property
    def unit(self) -> str:
        """The unit in words."""
        return self.measure.unit_title.said(self.language) or self.measure.unit

    @property
    def sign(self) -> str:
        """The unit as written after a number: ``%``, ``km²``, ``jiwa``."""
        return "%" if self.is_percent else self.symbol or self.unit

    @cached_property
    def decimals(self) -> int:
        """How many decimals these figures are written with: the measure's, or what they have, at most 2."""
        if self.measure.decimals is not None:
            return self.measure.decimals
        values = [row.value for row in self.rows if row.value is not None]
        return next((places for places in (0, 1) if all(round(v, places) == v for v in values)), 2)

    def said(self, value: float | None, *, unit: bool = False) -> str:
        """A figure in words, with its unit where asked."""
        words = said_number(value, decimals=self.decimals, language=self.language)
        if not unit or value is None:
            return words
        before, after = placed(self.sign)
        return f"{before}{words}{after}"
