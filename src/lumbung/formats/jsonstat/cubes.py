"""Dense tables: every combination of the codes of some variables has its cell, filled or not.

JSON-stat, PC-Axis files and tables for people are all written from a :class:`Cube`. It is said
in one language; its cells stand in the order of its variables, the last one turning fastest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import prod

from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.words import Text

CONTENTS = "ContentsCode"  # the variable whose codes are measures, by the name that readers of PxWeb know
NOT_BROKEN_DOWN = "_Z"  # stands for the empty code of a row that is not broken down (SDMX: not applicable)

Number = int | float | None


class Kind(StrEnum):
    """What a variable is."""

    GEO = "geo"
    TIME = "time"
    METRIC = "metric"
    REGULAR = ""


class Sign(StrEnum):
    """What stands beside a cell, or in its place; the dots are those of PC-Axis."""

    NO_ROW = "."
    NO_DATA = ".."
    SUPPRESSED = "..."
    PROVISIONAL = "p"
    ESTIMATED = "e"
    REVISED = "r"


SIGN_WORDS = {
    Sign.NO_ROW: Text("tidak berlaku atau tidak dikumpulkan", "not applicable or not collected"),
    Sign.NO_DATA: Text("tidak ada data", "no data"),
    Sign.SUPPRESSED: Text("dirahasiakan", "suppressed"),
    Sign.PROVISIONAL: Text("sementara", "provisional"),
    Sign.ESTIMATED: Text("perkiraan", "estimated"),
    Sign.REVISED: Text("diperbaiki", "revised"),
}
SIGN_OF = {
    Status.PROVISIONAL.value: Sign.PROVISIONAL,
    Status.ESTIMATED.value: Sign.ESTIMATED,
    Status.REVISED.value: Sign.REVISED,
}


@dataclass(frozen=True, slots=True)
class Category:
    """One code of a variable; a measure has a unit and decimals."""

    code: str
    label: str
    unit: str = ""
    decimals: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A way in which the cells are told apart."""

    code: str
    label: str
    kind: Kind
    categories: tuple[Category, ...]
    note: str = ""
    extension: Mapping[str, object] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes, in order."""
        return tuple(item.code for item in self.categories)

    @property
    def labels(self) -> tuple[str, ...]:
        """What people call its codes, in order; no two alike, so that a reader of labels mixes nothing up."""
        labels = [item.label for item in self.categories]
        if len(set(labels)) == len(labels):
            return tuple(labels)
        seen = {label for label in labels if labels.count(label) > 1}
        return tuple(
            f"{item.label} ({item.code})" if item.label in seen else item.label for item in self.categories
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The words around a table: what it is, from whom, of which edition, and what you may do with it."""

    table: str
    title: str
    source: str
    edition: str
    licence: str  # an SPDX identifier; empty: not stated
    licence_address: str = ""
    released_at: dt.datetime
    language: str = "id"
    description: str = ""
    subject: tuple[str, str] = ("", "")  # code and title
    address: str = ""  # where the edition is found
    simulated: bool = False
    official: bool = True
    adds_up: bool = True  # whether what it holds may be added up
    next_update: dt.date | None = None
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def updated(self) -> str:
        """The day of release."""
        return self.released_at.date().isoformat()


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of a table, and by their places what stands beside them."""

    values: Sequence[Number]
    signs: Mapping[int, str]
    notes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cube:
    """A dense table."""

    about: About
    variables: tuple[Variable, ...]
    cells: Cells | None = None  # none: only what it would be

    @property
    def size(self) -> tuple[int, ...]:
        """How many codes each variable has."""
        return tuple(len(variable.categories) for variable in self.variables)

    @property
    def contents(self) -> Variable | None:
        """The variable whose codes are measures."""
        return self.first(Kind.METRIC)

    def first(self, kind: Kind) -> Variable | None:
        """The first variable of a kind."""
        return next((variable for variable in self.variables if variable.kind is kind), None)

    def variable(self, code: str) -> Variable | None:
        """The variable with a code."""
        return next((variable for variable in self.variables if variable.code == code), None)


def strides(variables: Sequence[Variable]) -> dict[str, int]:
    """How far apart two neighbouring codes of each variable stand.

    >>> from lumbung.formats.jsonstat.cubes import Category, Kind, Variable
    >>> two = (Category("a", "A"), Category("b", "B"))
    >>> strides((Variable("x", "X", Kind.REGULAR, two), Variable("y", "Y", Kind.REGULAR, two)))
    {'x': 2, 'y': 1}
    """
    sizes = [len(variable.categories) for variable in variables]
    return {variable.code: prod(sizes[place + 1 :]) for place, variable in enumerate(variables)}
