"""Faults of many cells at once: heard while a distinct text is read, told wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from lumbung.formats.tables.reading.told import Told
from lumbung.vocabulary.findings import Finding, Place

LAST = 1 << 20  # behind all columns: the area of a row is judged after its other labels


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, wherever it stands."""

    finding: Finding
    column: int
    also: tuple[int, ...] = ()  # other columns of the row that take part

    def at(self, row: int) -> Finding:
        """The finding in a row."""
        also = tuple(Place.at(None, row, column) for column in self.also)
        return replace(self.finding, place=Place.at(None, row, self.column), also=also)


class Listener(Told):
    """Hears what readers of single cells tell, every time."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Finding] = []

    def take(self, told: Finding) -> None:
        """Keep what is told."""
        self.heard.append(told)

    def taken(self) -> list[Finding]:
        """What was told since the last time."""
        heard, self.heard = self.heard, []
        return heard


@dataclass(slots=True)
class Faults:
    """The faulty cells of a list, in the order in which a reader from the top would tell them."""

    kinds: list[Fault] = field(default_factory=list)
    _cells: list[pl.DataFrame] = field(default_factory=list)

    def add(self, rows: pl.Series, texts: pl.Series, found: dict[str, Fault], order: int = LAST) -> None:
        """Note the cells (rows of the file) whose texts have a fault."""
        if not found or rows.is_empty():
            return
        numbers = {text: len(self.kinds) + n for n, text in enumerate(found)}
        self.kinds += found.values()
        fault = texts.replace_strict(numbers, default=None, return_dtype=pl.UInt32)
        cells = pl.DataFrame({"row": rows, "fault": fault}).with_columns(pl.lit(order).alias("order"))
        self._cells.append(cells.filter(pl.col("fault").is_not_null()))

    def tell(self, told: Told) -> None:
        """Tell them from the top, so many of each kind; the others are counted."""
        if not self._cells:
            return
        rules = pl.Series([kind.finding.rule for kind in self.kinds], dtype=pl.String)
        cells = pl.concat(self._cells).sort("row", "order", maintain_order=True)
        cells = cells.with_columns(rules.gather(cells["fault"]).alias("rule"))
        first = cells.filter(pl.int_range(pl.len()).over("rule") < told.most)
        for row, number in first.select("row", "fault").iter_rows():
            told.take(self.kinds[number].at(row))
        for rule, count in cells.group_by("rule").len().iter_rows():
            told.count(rule, max(0, count - told.most))
        self.kinds, self._cells = [], []
