"""A dense table laid out on paper: some variables down the side, the others along the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from lumbung.formats.jsonstat.cubes import Cube, Kind, Number, Variable, strides
from lumbung.formats.px.problems import PlacementUnfit


@dataclass(frozen=True, slots=True)
class Layout:
    """Which variables stand where."""

    cube: Cube
    stub: tuple[Variable, ...]
    heading: tuple[Variable, ...]

    @property
    def columns(self) -> list[tuple[int, ...]]:
        """For each column, the number of its code in each variable of the heading."""
        return list(product(*(range(len(variable.categories)) for variable in self.heading)))

    def rows(self) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        """For each row, the number of its code in each variable of the stub, and the places of its cells."""
        step = strides(self.cube.variables)
        along = [
            sum(number * step[of.code] for number, of in zip(codes, self.heading, strict=True))
            for codes in self.columns
        ]
        for codes in product(*(range(len(variable.categories)) for variable in self.stub)):
            start = sum(number * step[of.code] for number, of in zip(codes, self.stub, strict=True))
            yield codes, [start + offset for offset in along]


def laid_out(cube: Cube, heading: Sequence[str] | None = None, stub: Sequence[str] | None = None) -> Layout:
    """The layout that was asked for; left open, periods go along the top and the rest down the side."""
    by_code = {variable.code.lower(): variable for variable in cube.variables}
    known = ", ".join(variable.code for variable in cube.variables)
    named = [word.lower() for word in (*(heading or ()), *(stub or ()))]
    # A variable that was added up is in no table, so whoever saved its place loses nothing.
    if len(set(named)) != len(named):
        raise PlacementUnfit(known=known)
    top = [by_code[word.lower()] for word in heading or () if word.lower() in by_code]
    side = [by_code[word.lower()] for word in stub or () if word.lower() in by_code]
    if len(top) + len(side) < len([word for word in named if word in by_code]):
        raise PlacementUnfit(known=known)
    rest = [variable for variable in cube.variables if variable not in top and variable not in side]
    if heading is None and stub is None:
        top = [variable for variable in rest if variable.kind is Kind.TIME]
        side = [variable for variable in rest if variable.kind is not Kind.TIME]
    elif heading is None:
        top += rest
    else:
        side += rest
    return Layout(cube, tuple(side), tuple(top))


def decimals_of(cube: Cube) -> list[int | None]:
    """For each measure the decimals of its figures."""
    contents = cube.contents
    return [item.decimals for item in contents.categories] if contents is not None else []


def written_number(number: Number) -> str:
    """A figure as data has it, with a point; never with an exponent that a spreadsheet would round."""
    if number is None:
        return ""
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)
