"""Tables as they come from a sheet, for tests of the checks."""

from __future__ import annotations

from typing import Any

import polars as pl

from lumbung.engines.rules import Verdict
from lumbung.vocabulary.observations import pack_place

VILLAGES = [f"35.72.0{district}.100{village}" for district in (1, 2) for village in (1, 2, 3)]


def village_rows(
    period: str = "2024", measure: str = "jumlah", start: float = 1000, **columns: Any
) -> pl.DataFrame:
    """A row for each village, read from row 4 on of the sheet “data”: area, period, figure."""
    rows = [
        {
            "area": code,
            "period": period,
            **columns,
            measure: start + n,
            "_sheet": "data",
            "area:place": pack_place(n + 3, 0),
            "period:place": pack_place(n + 3, 1),
            f"{measure}:place": pack_place(n + 3, 2),
        }
        for n, code in enumerate(VILLAGES)
    ]
    return pl.DataFrame(rows)


def put(frame: pl.DataFrame, column: str, row: int, value: Any) -> pl.DataFrame:
    """The table with one cell changed."""
    values = frame[column].to_list()
    values[row] = value
    return frame.with_columns(pl.Series(column, values, strict=False))


def told(verdict: Verdict) -> list[tuple[str, str]]:
    """The findings in short: rule and place."""
    return [(item.rule, str(item.place)) for item in verdict.findings]
