"""Checks of single rows: each is an expression that is true where a row is at fault.

All are counted in one pass over the table; rows are looked up only for the checks that
found something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lumbung.engines.rules.table import Table
from lumbung.engines.rules.verdict import Report, Tell


@dataclass(frozen=True)
class RowCheck:
    """One check of one column."""

    rule: str
    column: str
    fault: pl.Expr
    tell: Tell
    once_a_cell: bool = False  # a merged or repeated cell, as of an area, is told once
    certain: bool = False  # it is known beforehand that rows are at fault: no need to count


def run_checks(table: Table, checks: Sequence[RowCheck], report: Report) -> None:
    """Run the checks over the table and report what they find."""
    if not checks or table.frame.is_empty():
        return
    masks = [check.fault.sum().alias(str(n)) for n, check in enumerate(checks) if not check.certain]
    counts = iter(table.frame.lazy().select(masks).collect().row(0) if masks else ())
    for check in checks:
        if not check.certain and not next(counts):
            continue
        rows = table.frame.select(check.fault.fill_null(False).arg_true().alias("row")).to_series()
        told = once(table, check.column, rows) if check.once_a_cell else None
        report.add_rows(check.rule, check.column, rows, check.tell, told)


def once(table: Table, column: str, rows: pl.Series) -> pl.Series:
    """The rows whose cell in a column was not told by an earlier row."""
    packed, sheets = table.places.packed(column), table.places.sheets
    if packed is None:
        return rows
    cells = pl.DataFrame({"row": rows, "cell": packed.gather(rows)})
    if sheets is not None:
        cells = cells.with_columns(sheet=sheets.gather(rows))
    placed = cells.filter(pl.col("cell").is_not_null())
    first = placed.unique([c for c in placed.columns if c != "row"], keep="first", maintain_order=True)
    unplaced = cells.filter(pl.col("cell").is_null())
    return pl.concat([first["row"], unplaced["row"]]).sort()
