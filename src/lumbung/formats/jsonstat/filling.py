"""Rows put into their places in a dense table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import prod
from operator import add
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    import polars as pl


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
        self._put(list(starts), columns)

    def add_frame(self, frame: pl.DataFrame) -> None:
        """Put many rows into their places; their columns are those of the rows."""
        import polars as pl

        start = pl.lit(0, pl.Int64)
        for column, places in self._places:
            start += pl.nth(column).replace_strict(places, return_dtype=pl.Int64)
        starts = frame.select(start).to_series()
        for offset, beside in self._offsets:
            self._numbers(starts.to_list(), offset, frame.to_series(beside.value).to_list())
            for side, kept in (
                (beside.status, self._status),
                (beside.hidden, self._hidden),
                (beside.note, self._note),
            ):
                if side is not None:
                    words = frame.to_series(side)
                    said = words.is_not_null()
                    kept(starts.filter(said).to_list(), offset, words.filter(said).to_list())

    def _put(self, starts: Sequence[int], columns: Sequence[Sequence[object]]) -> None:
        for offset, beside in self._offsets:
            self._numbers(starts, offset, columns[beside.value])
            if beside.status is not None:
                self._status(starts, offset, columns[beside.status])
            if beside.hidden is not None:
                self._hidden(starts, offset, columns[beside.hidden])
            if beside.note is not None:
                self._note(starts, offset, columns[beside.note])

    def _numbers(self, starts: Sequence[int], offset: int, numbers: Sequence[object]) -> None:
        values, seen = self._values, self._seen
        for start, number in zip(starts, numbers, strict=True):
            values[start + offset] = number  # type: ignore[call-overload]  # a measure holds numbers
            seen[start + offset] = 1

    def _status(self, starts: Sequence[int], offset: int, words: Sequence[object]) -> None:
        for start, word in zip(starts, words, strict=True):
            if word is not None and (sign := SIGN_OF.get(str(word))) is not None:
                self._signs[start + offset] = sign.value

    def _hidden(self, starts: Sequence[int], offset: int, words: Sequence[object]) -> None:
        for start, word in zip(starts, words, strict=True):
            if word == Confidentiality.SUPPRESSED.value:
                self._signs[start + offset] = Sign.SUPPRESSED.value

    def _note(self, starts: Sequence[int], offset: int, notes: Sequence[object]) -> None:
        for start, note in zip(starts, notes, strict=True):
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
