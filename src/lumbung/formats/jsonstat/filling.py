"""Rows put into their places in a dense table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import prod
from operator import add

from lumbung.formats.jsonstat.cubes import (
    NOT_BROKEN_DOWN,
    SIGN_OF,
    Cells,
    Kind,
    Number,
    Sign,
    Variable,
    strides,
)
from lumbung.vocabulary.observations import Confidentiality


@dataclass(frozen=True, slots=True)
class Beside:
    """Where in a row a measure stands, and its status, note and confidentiality, those there are."""

    value: int
    status: int | None = None
    note: int | None = None
    hidden: int | None = None


@dataclass
class Filling:
    """A table that is being filled; rows come in any order and in any number of lots.

    ``keys`` says in which column of a row each variable stands (all but the measures),
    ``measures`` the same for each code of the variable whose codes are measures.
    """

    variables: tuple[Variable, ...]
    keys: dict[str, int]
    measures: dict[str, Beside]
    _values: list[Number] = field(init=False)
    _seen: bytearray = field(init=False)
    _signs: dict[int, str] = field(init=False, default_factory=dict)
    _notes: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        size = prod(len(variable.categories) for variable in self.variables)
        self._values, self._seen = [None] * size, bytearray(size)
        step = strides(self.variables)
        self._places = [
            (self.keys[variable.code], _places(variable, step[variable.code]))
            for variable in self.variables
            if variable.kind is not Kind.METRIC
        ]
        self._offsets = [
            (number * step[variable.code], self.measures[code])
            for variable in self.variables
            if variable.kind is Kind.METRIC
            for number, code in enumerate(variable.codes)
        ]

    def add(self, rows: Sequence[Sequence[object]]) -> None:
        """Put some rows into their places."""
        if not rows:
            return
        columns = list(zip(*rows, strict=True))
        starts: Iterable[int] = [0] * len(rows)
        for column, places in self._places:
            starts = map(add, starts, map(places.__getitem__, columns[column]))
        starts = list(starts)
        for offset, beside in self._offsets:
            for start, number in zip(starts, columns[beside.value], strict=True):
                self._values[start + offset] = number
                self._seen[start + offset] = 1
            self._sign(starts, offset, columns, beside)

    def _sign(
        self, starts: Sequence[int], offset: int, columns: Sequence[Sequence[object]], beside: Beside
    ) -> None:
        if beside.status is not None:
            for start, word in zip(starts, columns[beside.status], strict=True):
                if word is not None and (sign := SIGN_OF.get(str(word))) is not None:
                    self._signs[start + offset] = sign.value
        if beside.hidden is not None:
            for start, word in zip(starts, columns[beside.hidden], strict=True):
                if word == Confidentiality.SUPPRESSED.value:
                    self._signs[start + offset] = Sign.SUPPRESSED.value
        if beside.note is not None:
            for start, note in zip(starts, columns[beside.note], strict=True):
                if note:
                    self._notes[start + offset] = str(note)

    def cells(self) -> Cells:
        """The table as it is now; every empty cell says why it is empty."""
        for place, number in enumerate(self._values):
            if number is None and self._signs.get(place) != Sign.SUPPRESSED:
                self._signs[place] = (Sign.NO_DATA if self._seen[place] else Sign.NO_ROW).value
        return Cells(self._values, dict(sorted(self._signs.items())), dict(sorted(self._notes.items())))


def _places(variable: Variable, step: int) -> dict[object, int]:
    places: dict[object, int] = {code: number * step for number, code in enumerate(variable.codes)}
    if NOT_BROKEN_DOWN in places:
        places[""] = places[NOT_BROKEN_DOWN]
    return places
