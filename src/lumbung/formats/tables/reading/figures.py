"""Figures out of cells: numbers, texts that are numbers, signs for none, marks beside them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lumbung.formats.tables.grids import CellError, Grid, Value
from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.words.figures import (
    Convention,
    FigureText,
    Verdict,
    cleaned,
    convention_of,
    figure_text,
    likely_figure,
)
from lumbung.formats.tables.words.marks import is_missing, is_zero_word, split_mark
from lumbung.formats.tables.words.unitwords import Fit, UnitWords
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import Status
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell gives: a number, or none; its mark; whether it could not be read."""

    number: float | None
    mark: str = ""
    unreadable: bool = False
    own_unit: bool = False  # the cell says its unit, and the number is in the measure's
    likely: float | None = None  # what one that cannot be read probably means
    empty: bool = False  # nothing stands there, not even a sign for none

    def status_without(self, measure: Measure | None, said: Status | None) -> Status | None:
        """The status of a cell without a figure: there is none.

        One that was left empty although it must be filled has no status, and is left for the check.
        """
        must = measure is not None and measure.required
        return None if self.empty and must and said is not Status.MISSING else Status.MISSING


NO_FIGURE = Figure(None)
_EMPTY = Figure(None, empty=True)
_ENOUGH_NUMBERS = 500  # to know their size
_UNREADABLE = Figure(None, unreadable=True)


class Conventions:
    """How numbers as text are written: told by a column, else by the table, else by the file."""

    def __init__(self, decided: str | None = None) -> None:
        self._decided = Verdict(Convention(decided), sure=True) if decided else None
        self._texts: dict[str, list[FigureText]] = defaultdict(list)
        self._numbers: dict[str, list[float]] = defaultdict(list)
        self._verdicts: dict[str, Verdict] = {}

    def learn(self, group: str, values: Iterable[Value]) -> None:
        """Look at the values of a group: the figures of one measure in one table."""
        self._verdicts.clear()
        for value in set(values):
            if isinstance(value, str) and not isinstance(value, CellError):
                figure = figure_text(split_mark(value)[0])
                if figure.is_number:
                    self._texts[group].append(figure)
            elif isinstance(value, float) and len(self._numbers[group]) < _ENOUGH_NUMBERS:
                self._numbers[group].append(value)

    def verdict(self, group: str, *, whole: bool) -> Verdict:
        """The convention of a group, and whether anything said so."""
        if self._decided is not None:
            return self._decided
        if group not in self._verdicts:
            self._verdicts[group] = self._judge(group, whole=whole)
        return self._verdicts[group]

    def _judge(self, group: str, *, whole: bool) -> Verdict:
        texts = self._texts.get(group, [])
        own = convention_of(texts, whole=whole)
        if own is not None:
            return own
        everything = convention_of(text for found in self._texts.values() for text in found)
        if everything is not None:
            return everything
        by_size = convention_of(texts, numbers=self._numbers.get(group, ()))
        return by_size or Verdict(Convention.INDONESIAN, sure=False)


class FigureReader:
    """Reads the figures of one sheet."""

    def __init__(self, grid: Grid, conventions: Conventions, units: UnitWords, told: Told) -> None:
        self.grid, self.conventions, self.units, self.told = grid, conventions, units, told
        self._clean: dict[tuple[str, str], Figure] = {}  # texts in which nothing was wrong
        self._plain = not (grid.percents or grid.signs or grid.formulas)

    def figure(self, row: int, column: int, value: Value, measure: Measure | None, group: str) -> Figure:
        """The figure of a cell that should hold one; what is wrong with it is told."""
        if isinstance(value, float):
            number = value if value.is_integer() else cleaned(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            number = float(value)
        else:
            return self._other(row, column, value, measure, group)
        if self._plain:
            return Figure(number)
        cell = (row, column)
        if cell in self.grid.percents:
            number = cleaned(number * 100)
        formula = self.grid.formulas.get(cell)
        if formula is not None and not formula.has_result:
            return self._without_result(cell)
        return Figure(number, self.grid.signs.get(cell, ""))

    def number(self, row: int, column: int, group: str) -> float | None:
        """The number in a cell, with nothing told: for totals and comparisons."""
        value = self.grid.at(row, column)
        formula = self.grid.formulas.get((row, column))
        if formula is not None and not formula.has_result:
            return None
        if isinstance(value, bool) or value is None:
            return None
        if isinstance(value, int | float):
            number = cleaned(float(value))
            return cleaned(number * 100) if (row, column) in self.grid.percents else number
        if isinstance(value, str) and not isinstance(value, CellError):
            if is_zero_word(value):
                return 0.0
            found = figure_text(split_mark(value)[0])
            return found.read(self.conventions.verdict(group, whole=False).convention)
        return None

    def _other(self, row: int, column: int, value: Value, measure: Measure | None, group: str) -> Figure:
        cell = (row, column)
        if value is None:
            formula = self.grid.formulas.get(cell)
            return self._without_result(cell) if formula is not None and not formula.has_result else _EMPTY
        if isinstance(value, CellError):
            self.told.add("formula.error", self._place(cell), value=str(value))
            return _UNREADABLE
        if isinstance(value, str):
            known = self._clean.get((value, group))
            return known if known is not None else self._text(cell, value, measure, group)
        if isinstance(value, dt.date | dt.time | bool):
            self.told.add("value.unreadable", self._place(cell), value=shown(value))
        return _UNREADABLE

    def _text(self, cell: Cell, value: str, measure: Measure | None, group: str) -> Figure:
        if is_missing(value) or not value.strip():
            return self._clean.setdefault((value, group), NO_FIGURE if value.strip() else _EMPTY)
        if is_zero_word(value):
            return Figure(0.0)
        text, mark = split_mark(value)
        found = figure_text(text)
        fit = self._fit(found.tail, measure)
        if not found.is_number or fit is Fit.UNKNOWN:
            suggestion = likely_figure(text)
            self.told.add("value.unreadable", self._place(cell), value=value.strip(), suggestion=suggestion)
            convention = self.conventions.verdict(group, whole=False).convention
            return Figure(None, unreadable=True, likely=figure_text(suggestion or "").read(convention))
        if fit is Fit.DIFFERENT and measure is not None:
            unit = measure.unit_title or Text(measure.unit)
            self.told.add("unit.mismatch", self._place(cell), value=found.tail, unit=unit)
            return _UNREADABLE
        whole = measure is not None and measure.decimals == 0
        verdict = self.conventions.verdict(group, whole=whole)
        number = self._in_unit(cell, found.read(verdict.convention), found.tail, measure)
        figure = Figure(number, mark, own_unit=bool(found.tail))
        if found.is_ambiguous and not verdict.sure and number is not None:
            other = found.english if verdict.convention is Convention.INDONESIAN else found.indonesian
            self.told.add(
                "value.ambiguous-number",
                self._place(cell),
                value=value.strip(),
                read=both_numbers(found.read(verdict.convention)),
                other=both_numbers(other),
            )
            return figure
        return figure if fit is Fit.MULTIPLE else self._clean.setdefault((value, group), figure)

    def _fit(self, tail: str, measure: Measure | None) -> Fit:
        """How what stands behind a number fits as the unit of its measure."""
        if not tail:
            return Fit.SAME
        if measure is None:
            return Fit.SAME if self.units.read(tail) is not None else Fit.UNKNOWN
        return self.units.fit(tail, measure.unit)

    def _in_unit(self, cell: Cell, number: float | None, tail: str, measure: Measure | None) -> float | None:
        """A number with its unit behind it in the measure's unit; that it was converted is told."""
        times = self.units.times(tail, measure.unit) if measure is not None and tail else 1.0
        if measure is None or number is None or times == 1:
            return number
        unit = measure.unit_title or Text(measure.unit)
        self.told.add("unit.converted", self._place(cell), value=tail, unit=unit, times=both_numbers(times))
        return cleaned(number * times)

    def _without_result(self, cell: Cell) -> Figure:
        self.told.add("formula.no-cache", self._place(cell), value=self._formula(cell))
        return _UNREADABLE

    def _formula(self, cell: Cell) -> str:
        text = self.grid.formulas[cell].text
        return f"={text}"[:120]

    def _place(self, cell: Cell) -> Place:
        return Place.at(self.grid.name, *cell)
