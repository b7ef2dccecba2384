"""Tables: all rows of a question as frames of whole areas, for formats that write column by column.

The areas are asked for in groups of about so many rows, so what is held in memory does not grow
with the edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lumbung.cube.exports import Export
from lumbung.cube.queries import Query
from lumbung.cube.reader import Reader
from lumbung.cube.selections import listed_codes, selection
from lumbung.vocabulary.observations import AREA

if TYPE_CHECKING:
    import polars as pl

ROWS = 50_000  # of a frame, about: an area is never cut


def frames(reader: Reader, edition: str, asked: Query, *, rows: int | None = ROWS) -> Iterator[pl.DataFrame]:
    """The rows of a question that adds nothing up; without ``rows`` all at once."""
    opened = reader.opened(edition)
    codes = listed_codes(selection(asked, opened), asked, opened)
    areas = codes.get(AREA, opened.dictionary.codes[AREA])
    where = {column: listed for column, listed in asked.where if column != AREA}
    for group in _groups(areas, opened.manifest.counts.areas, rows):
        part = where if len(group) == len(opened.dictionary.codes[AREA]) else {**where, AREA: group}
        wanted = replace(asked, where=tuple(sorted(part.items())), within=None)
        yield _frame(reader.export(edition, wanted), reader)


def _groups(areas: tuple[str, ...], counts: Mapping[str, int], rows: int | None) -> Iterator[tuple[str, ...]]:
    """The areas in their order, so many together as have about so many rows."""
    group: list[str] = []
    held = 0
    for area in areas:
        more = counts.get(area, 0)
        if group and rows is not None and held + more > rows:
            yield tuple(group)
            group, held = [], 0
        group.append(area)
        held += more
    if group:
        yield tuple(group)


def _frame(wanted: Export, reader: Reader) -> pl.DataFrame:
    import polars as pl

    with reader.columns.cursor(wanted.copy) as (cursor, _):
        return pl.DataFrame(cursor.sql(wanted.sql))
