"""The wide table of a dataset as SDMX's long one: a row is an observation, its key in numbers.

Column ``k2`` is the place of a row's code on the third axis, ``t`` the place of its period. Writers
turn places into text with lists made once for a message, so nothing is done row by row.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lumbung.formats.sdmx.flows import STATUSES, TIME, Flow
from lumbung.formats.sdmx.keys import Chosen
from lumbung.formats.sdmx.requests import ALL_DIMENSIONS
from lumbung.vocabulary.observations import (
    PERIOD,
    Confidentiality,
    Status,
    confidentiality_column,
    note_column,
    status_column,
)

if TYPE_CHECKING:
    import polars as pl

VALUE, STATUS, HIDDEN, NOTE, WHEN = "v", "s", "c", "n", "t"
AT_ONCE = 10_000  # rows whose text is held at once
NEW = "new"  # whether a row begins a series


@dataclass(frozen=True, slots=True)
class Wanted:
    """How observations are to be written."""

    flow: Flow
    chosen: Chosen
    at_observation: str = TIME  # the dimension within a series; or AllDimensions
    detail: str = "full"
    first: int | None = None
    last: int | None = None

    @property
    def is_flat(self) -> bool:
        """Whether there are no series."""
        return self.at_observation == ALL_DIMENSIONS

    @property
    def has_attributes(self) -> bool:
        """Whether anything but keys and values is told."""
        return self.detail in {"full", "nodata"}

    @property
    def has_observations(self) -> bool:
        """Whether figures are told, or only which series there are."""
        return self.detail in {"full", "dataonly"}

    @property
    def series(self) -> tuple[str, ...]:
        """The columns that make a series."""
        own = tuple(
            column(number) for number, axis in enumerate(self.flow.axes) if axis.id != self.at_observation
        )
        return own if self.at_observation in {TIME, ALL_DIMENSIONS} else (*own, WHEN)

    @property
    def within(self) -> str:
        """The column that counts within a series."""
        for number, axis in enumerate(self.flow.axes):
            if axis.id == self.at_observation:
                return column(number)
        return WHEN


def column(number: int) -> str:
    """The column with the places on an axis."""
    return f"k{number}"


Sides = frozenset[str]
ASIDE = (STATUS, HIDDEN, NOTE)


def sides_of(frame: pl.DataFrame) -> Sides:
    """What is said beside the values of these rows at all: mostly nothing, and then none is looked for."""
    return frozenset(side for side in ASIDE if frame[side].null_count() < frame.height)


def lines(observations: Iterable[pl.DataFrame], line: Callable[[Sides], pl.Expr]) -> Iterator[bytes]:
    """The observations as text, made by an expression for what is said beside them."""
    known: dict[Sides, pl.Expr] = {}
    for frame in observations:
        sides = sides_of(frame)
        if sides not in known:
            known[sides] = line(sides)
        for part in frame.iter_slices(AT_ONCE):
            text = io.BytesIO()
            part.select(known[sides]).write_csv(text, include_header=False, quote_style="never")
            yield text.getvalue()


def long(frames: Iterable[pl.DataFrame], wanted: Wanted) -> Iterator[pl.DataFrame]:
    """The observations of wide tables, of which each holds whole series, in the order of series."""
    for frame in frames:
        found = _unfolded(frame, wanted)
        if found.height:
            yield _counted(found, wanted)


def _unfolded(frame: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    import polars as pl

    flow = wanted.flow
    keys = frame.select(
        *(
            pl.col(axis.column).cast(pl.Enum(axis.codes)).to_physical().alias(column(number))
            for number, axis in enumerate(flow.axes)
            if axis.column
        ),
        pl.col(PERIOD).cast(pl.Enum(list(flow.periods))).to_physical().alias(WHEN),
    )
    parts = [_of_measure(frame, keys, flow, place) for place in wanted.chosen.measures(flow)]
    found = pl.concat(parts) if len(parts) > 1 else parts[0]
    if wanted.chosen.keys:
        found = found.filter(pl.any_horizontal(*(_is_key(key) for key in wanted.chosen.keys)))
    return found.sort([*wanted.series, wanted.within])


def _of_measure(frame: pl.DataFrame, keys: pl.DataFrame, flow: Flow, place: int) -> pl.DataFrame:
    import polars as pl

    code = flow.measures[place].code
    columns = set(frame.columns)
    sides = {
        STATUS: status_column(code),
        HIDDEN: confidentiality_column(code),
        NOTE: note_column(code),
    }
    told = [
        frame[name].cast(pl.String).alias(side)
        if name in columns
        else pl.Series(side, [None], dtype=pl.String).new_from_index(0, frame.height)
        for side, name in sides.items()
    ]
    table = keys.with_columns(
        pl.lit(0, pl.UInt32).alias("k0"),
        pl.lit(place, pl.UInt32).alias("k2"),
        frame[code].cast(pl.String).alias(VALUE),
        *told,
    )
    if not frame[code].null_count():
        return table
    is_said = [pl.col(side).is_not_null() for side in sides if sides[side] in columns]
    return table.filter(pl.any_horizontal(pl.col(VALUE).is_not_null(), *is_said))


def _is_key(key: Sequence[frozenset[int] | None]) -> pl.Expr:
    import polars as pl

    named = [
        pl.col(column(number)).is_in(sorted(places))
        for number, places in enumerate(key)
        if places is not None
    ]
    return pl.all_horizontal(*named) if named else pl.lit(value=True)


def _counted(found: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """The rows with the mark of a new series, and of each series so many as are wanted."""
    import polars as pl

    is_new = pl.any_horizontal(*(pl.col(name).ne_missing(pl.col(name).shift()) for name in wanted.series))
    found = found.with_columns(is_new.alias(NEW))
    if not wanted.has_observations:
        return found.filter(NEW)
    if wanted.first is None and wanted.last is None:
        return found
    series = pl.col(NEW).cum_sum()
    place, count = pl.int_range(pl.len()).over(series), pl.len().over(series)
    kept = [place < wanted.first] if wanted.first is not None else []
    kept += [place >= count - wanted.last] if wanted.last is not None else []
    return found.filter(pl.any_horizontal(*kept)).with_columns(is_new.alias(NEW))


def status_texts(pieces: dict[str, str], sides: Sides) -> pl.Expr:
    """The text for each row's status; ``pieces`` by SDMX's code."""
    import polars as pl

    otherwise = pieces[STATUSES[Status.NORMAL]]
    if STATUS not in sides:
        return pl.lit(otherwise)
    known = {one.value: pieces[STATUSES[one]] for one in Status if one is not Status.NORMAL}
    return pl.col(STATUS).replace_strict(known, default=otherwise, return_dtype=pl.String)


def hidden_texts(free: str, hidden: str, sides: Sides) -> pl.Expr:
    """The text for whether each row's value may be shown."""
    import polars as pl

    if HIDDEN not in sides:
        return pl.lit(free)
    is_hidden = pl.col(HIDDEN).eq_missing(pl.lit(Confidentiality.SUPPRESSED.value))
    return pl.when(is_hidden).then(pl.lit(hidden)).otherwise(pl.lit(free))


def note_texts(write: Callable[[str], str], otherwise: str, sides: Sides) -> pl.Expr:
    """The text for each row's footnote; each that is different is written once."""
    import polars as pl

    def written(notes: pl.Series) -> pl.Series:
        words = notes.drop_nulls().unique().sort().to_list()
        told = [write(word) for word in words]
        return notes.replace_strict(words, told, default=None, return_dtype=pl.String)

    if NOTE not in sides:
        return pl.lit(otherwise)
    return pl.col(NOTE).map_batches(written, return_dtype=pl.String).fill_null(otherwise)


def gathered(texts: Sequence[str], name: str) -> pl.Expr:
    """The text for each row's place."""
    import polars as pl

    if len(texts) == 1:
        return pl.lit(texts[0])
    return pl.lit(pl.Series(texts, dtype=pl.String)).gather(pl.col(name))
