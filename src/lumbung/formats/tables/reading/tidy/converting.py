"""The figures of a list that are printed in thousands or millions, in the units of their measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from lumbung.formats.tables.reading.tidy.figures import FigureColumn
from lumbung.formats.tables.reading.tidy.listing import Listing
from lumbung.formats.tables.reading.units import PrintedUnits
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.words.figures import cleaned

_FIGURE, _TIMES = "figure", "times"


def convert(
    columns: Sequence[FigureColumn], units: PrintedUnits, listing: Listing, beside: Iterable[Column]
) -> None:
    """Multiply what is printed in multiples; ``beside`` are the columns that say the units of rows.

    Such lists are rare: where no unit is a multiple, nothing is done at all.
    """
    alone = len({column.measure.code for column in columns}) == 1  # beside several it says nothing of each
    rows = _said([listing.frame[str(column.number)] for column in beside]) if alone else None
    for column in columns:
        heading = units.times_under(column.column, column.measure)
        in_rows = {} if rows is None else _times(rows, units, column)
        if heading == 1 and all(times == 1 for times in in_rows.values()):
            continue
        factors = pl.Series([heading], dtype=pl.Float64).new_from_index(0, len(column.numbers))
        if rows is not None:
            said = rows.replace_strict(in_rows, default=None, return_dtype=pl.Float64)
            factors = pl.select(pl.coalesce(said, factors)).to_series()
        own = column.at.filter(column.texts.is_in(list(column.own_units)))
        column.numbers = _multiplied(column.numbers, factors.scatter(own, 1.0) if len(own) else factors)


def _said(texts: list[pl.Series]) -> pl.Series | None:
    """What the last column that says anything says of each row."""
    return pl.select(pl.coalesce(texts[::-1])).to_series() if texts else None


def _times(rows: pl.Series, units: PrintedUnits, column: FigureColumn) -> dict[str, float]:
    return {text: units.times(text, column.measure) for text in rows.drop_nulls().unique().to_list()}


def _multiplied(numbers: pl.Series, factors: pl.Series) -> pl.Series:
    """Each distinct figure is multiplied once, with the digits that the general way keeps."""
    cells = pl.DataFrame({_FIGURE: numbers, _TIMES: factors})
    done = cells.unique().with_columns(
        pl.struct(_FIGURE, _TIMES).map_elements(_product, return_dtype=pl.Float64).alias("product")
    )
    joined = cells.join(done, on=[_FIGURE, _TIMES], how="left", nulls_equal=True, maintain_order="left")
    return joined["product"].alias(numbers.name)


def _product(cell: dict[str, float | None]) -> float | None:
    figure, times = cell[_FIGURE], cell[_TIMES]
    return figure if figure is None or times in {None, 1} else cleaned(figure * (times or 1))
