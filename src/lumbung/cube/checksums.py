"""The checksum of an edition's public figures: the same wherever the same figures are held.

The digest of a manifest covers files and names of submissions, so it is another one in another
house. This one covers what everybody may read and nothing else: rows in the order of their
keys, written as CSV in one form (shortest numbers, nothing for what is missing).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lumbung.cube.shape import public
from lumbung.cube.store import Store
from lumbung.vocabulary.structures import Structure

if TYPE_CHECKING:
    import polars as pl

ROWS_AT_ONCE = 200_000


@dataclass(frozen=True, slots=True)
class Summed:
    """Figures by count and by checksum."""

    checksum: str  # SHA-256
    rows: int
    values: Mapping[str, int]  # by measure: cells with a value that may be shown


class Summing:
    """Sums tables up, one after the other in the order of their keys."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self._sha256, self._rows, self._values = hashlib.sha256(), 0, Counter[str]()

    def add(self, table: pl.DataFrame) -> None:
        """Go on with a table in the stored shape."""
        import polars as pl

        measures = [item.code for item in self.structure.measures]
        shown = public(table, self.structure).with_columns(pl.col(measures).cast(pl.Float64))
        for first in range(0, max(shown.height, 1), ROWS_AT_ONCE):
            part = shown.slice(first, ROWS_AT_ONCE)
            is_first = first == 0 and not self._rows
            self._sha256.update(part.write_csv(include_header=is_first).encode())
        self._rows += shown.height
        self._values.update({code: shown[code].count() for code in measures})

    def done(self) -> Summed:
        """What came of it."""
        return Summed(self._sha256.hexdigest(), self._rows, dict(self._values))


def summed(store: Store, edition: str) -> Summed:
    """The sums of an edition, read file by file."""
    import polars as pl

    summing = Summing(store.manifest(edition).structure)
    for file in store.files(edition):
        summing.add(pl.read_parquet(file, memory_map=False))
    return summing.done()


def summed_of(table: pl.DataFrame, structure: Structure) -> Summed:
    """The sums of figures that are no edition yet; the table in the stored shape."""
    summing = Summing(structure)
    summing.add(table)
    return summing.done()
