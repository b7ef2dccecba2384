"""The verdict on a table, and the report in which it grows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from lumbung.engines.rules.table import Table
from lumbung.vocabulary.findings import Finding, Severity, finding
from lumbung.vocabulary.words import Text

FINDINGS_PER_RULE = 10_000
FAULTS = {"rule": pl.String, "column": pl.String, "row": pl.UInt32}

Tell = Callable[[int], Finding]  # the finding of a row of the table


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    ``findings`` holds at most the declared number for each rule, ``counts`` all of them;
    ``faults`` has a row for each faulty cell (rule, column, row of the table, from 0), also for
    those that no finding was made of. ``read`` is what the file says: the first row of each key.
    ``clean`` is what of it may go on: rows of areas of the dataset, in periods that are due.
    """

    findings: list[Finding]
    counts: dict[str, int]
    faults: pl.DataFrame
    _table: Table
    _clean: pl.Series
    _read: pl.Series

    @cached_property
    def clean(self) -> pl.DataFrame:
        """What may go on."""
        return self._table.kept(self._clean)

    @cached_property
    def read(self) -> pl.DataFrame:
        """What the file says."""
        return self._table.kept(self._read)

    @property
    def ok(self) -> bool:
        """Whether nothing has to be mended."""
        return all(item.severity is not Severity.ERROR for item in self.findings)

    def rows(self, rule: str) -> list[int]:
        """The faulty rows of a rule, from 0."""
        return sorted(set(self.faults.filter(pl.col("rule") == rule)["row"].to_list()))


@dataclass
class Report:
    """Findings as they come in, no more than ``limit`` of a rule."""

    table: Table
    limit: int = FINDINGS_PER_RULE
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _made: Counter[str] = field(default_factory=Counter)
    _faults: list[pl.DataFrame] = field(default_factory=list)

    def add(self, told: Finding) -> None:
        """Add one finding of the whole table."""
        self.counts[told.rule] += 1
        if self._made[told.rule] < self.limit:
            self._made[told.rule] += 1
            self.findings.append(told)

    def add_rows(
        self, rule: str, column: str, rows: pl.Series, tell: Tell, told: pl.Series | None = None
    ) -> None:
        """Add the faulty rows of a rule; ``told`` are those that get a finding, where not all do."""
        self._faults.append(
            pl.DataFrame({"row": rows.cast(pl.UInt32)}).select(
                pl.lit(rule).alias("rule"), pl.lit(column).alias("column"), "row"
            )
        )
        told = rows if told is None else told
        self.counts[rule] += len(told)
        fresh = told.head(max(0, self.limit - self._made[rule])).to_list()
        self._made[rule] += len(fresh)
        self.findings += [self._located(tell(row), row) for row in fresh]

    def _located(self, told: Finding, row: int) -> Finding:
        """A finding without a cell says its row and key, so that it can be found all the same."""
        if told.place.cell:
            return told
        key = self.table.names.row(self.table.key_of(row))
        message = Text(
            f"Baris {row + 1} ({key.id}): {told.message.id}",
            f"Row {row + 1} ({key.en}): {told.message.said('en')}",
        )
        return replace(told, message=message, facts={**told.facts, "row": row})

    def verdict(self, *, clean: pl.Series, read: pl.Series) -> Verdict:
        """The verdict, its findings in the order of the file: the whole first, then sheet by sheet."""
        ranks = {sheet: rank for rank, sheet in enumerate(self.table.places.sheet_names(), start=1)}
        rest = {rule: count - self._made[rule] for rule, count in self.counts.items()}
        more = [finding("findings.more", rule=rule, count=left) for rule, left in rest.items() if left]
        return Verdict(
            findings=[*sorted(self.findings, key=lambda told: _order(told, ranks)), *more],
            counts=dict(self.counts),
            faults=pl.concat([pl.DataFrame(schema=FAULTS), *self._faults]),
            _table=self.table,
            _clean=clean,
            _read=read,
        )


def _order(told: Finding, ranks: dict[str, int]) -> tuple[int, int, int, str]:
    sheet = ranks.get(told.place.sheet or "", 0)
    cell = re.fullmatch(r"([A-Z]+)([0-9]+)", told.place.cell or "")
    if cell is None:
        return sheet, 0, 0, told.rule
    column = 0
    for letter in cell[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return sheet, int(cell[2]), column, told.rule
