"""Tables: all rows of a question as frames of whole areas, for formats that write column by column.

They are read from the edition's own files, which are sorted by area, and what is held in memory
does not grow with the edition: an area is never cut, but few are held at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lumbung.cube.opened import Opened
from lumbung.cube.queries import Query
from lumbung.cube.reader import Reader
from lumbung.cube.selections import listed_codes, selection
from lumbung.cube.shape import public
from lumbung.vocabulary.observations import AREA

if TYPE_CHECKING:
    import polars as pl

ROWS = 25_000  # of a frame, about


def frames(reader: Reader, edition: str, asked: Query, *, rows: int | None = ROWS) -> Iterator[pl.DataFrame]:
    """The rows of a question that adds nothing up, in the order of keys; without ``rows`` all at once."""
    opened = reader.opened(edition)
    wanted = _wanted(opened, asked)
    if rows is None:
        yield public(wanted.collect(), opened.structure)
        return
    for frame in _of_whole_areas(wanted.collect_batches(chunk_size=rows, maintain_order=True), rows):
        yield public(frame, opened.structure)


def _wanted(opened: Opened, asked: Query) -> pl.LazyFrame:
    import polars as pl

    chosen = selection(asked, opened)
    table = pl.scan_parquet(opened.store.files(opened.id))
    for column, codes in listed_codes(chosen, asked, opened).items():
        table = table.filter(pl.col(column).is_in(list(codes)))
        if column == AREA and codes:  # said as a stretch too, by which parts of the files are left out
            table = table.filter(pl.col(AREA).is_between(pl.lit(min(codes)), pl.lit(max(codes))))
    return table.select([column.code for column in opened.columns_with(chosen.measures)])


def _of_whole_areas(batches: Iterator[pl.DataFrame], rows: int) -> Iterator[pl.DataFrame]:
    """Batches put together and cut again between two areas."""
    import polars as pl

    held: list[pl.DataFrame] = []
    for batch in batches:
        held.append(batch)
        if sum(frame.height for frame in held) < rows:
            continue
        table = pl.concat(held)
        last = table[AREA][-1]
        if table[AREA][0] == last:
            held = [table]
            continue
        yield table.filter(pl.col(AREA) != last)
        held = [table.filter(pl.col(AREA) == last)]
    if held:
        yield pl.concat(held)
