"""The columns of a CSV before it is asked for: what each is called, means and holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lumbung.cube import Answer, Query, Reader
from lumbung.cube.reader import is_listing
from lumbung.formats.tables.envelope import ColumnKind, Envelope
from lumbung.rooms.query.downloads import envelope_of, with_names_beside
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class FileColumns:
    """What stands in the columns of a CSV, in their order, and the words around it."""

    envelope: Envelope
    whole: frozenset[str]  # measures of which every figure is a whole number
    optional: frozenset[str]  # key columns that may be empty

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together name a row."""
        return tuple(one.code for one in self.envelope.columns if one.kind is ColumnKind.KEY)


def file_columns(
    reader: Reader, asked: Query, edition: str, answered: Callable[[Query], Answer], *, names: bool, site: str
) -> FileColumns:
    """The columns of the CSV that answers a question; ``names`` as in a download."""
    opened = reader.opened(edition)
    is_plain = not asked.adds_up or is_listing(asked, opened)
    notes: tuple[Text, ...] = ()
    if is_plain:
        columns = reader.export(edition, asked, names=names).columns
    else:
        found = answered(replace(asked, limit=0, cursor=None))
        found = with_names_beside(found, opened, "id") if names else found
        columns, notes = found.columns, found.notes
    return FileColumns(
        envelope_of(opened.manifest, columns, site, notes),
        _whole(reader, edition) if is_plain else frozenset(),
        frozenset(one.code for one in opened.structure.dimensions if one.optional),
    )


def _whole(reader: Reader, edition: str) -> frozenset[str]:
    """The columns that the edition itself keeps as whole numbers."""
    import polars as pl

    schema = pl.read_parquet_schema(reader.store.files(edition)[0])
    return frozenset(name for name, kind in schema.items() if kind.is_integer())
