"""A seeded table of observations as a CSV file, with faults of every kind sown in.

Ten columns: a key of five (area, period, indicator, sex, age), four measures and a status.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.checking_parts.lists import AGES, INDICATORS, MOST, PERIODS, SEXES, STATUSES

SEED = 20261121
PER_AREA = len(INDICATORS) * len(PERIODS) * len(SEXES) * len(AGES)

# What is sown: the rule it breaks, the column, and the text put there (none: the row is repeated).
FAULTS: dict[str, tuple[str, str | None]] = {
    "area": ("area", "XX.{n:02d}.01.1001"),
    "period": ("period", "2052"),
    "indicator": ("indikator", "IND999"),
    "sex": ("jenis_kelamin", "campuran"),
    "age": ("kelompok_umur", "99+"),
    "status": ("jumlah:status", "mungkin"),
    "number": ("jumlah", "seratus"),
    "given": ("jumlah", ""),
    "minimum": ("jumlah", "-506"),
    "maximum": ("jumlah", "2500000"),
    "share": ("persen", "140.5"),
    "key": ("", None),
}


@dataclass(frozen=True)
class Sown:
    """The file, its area codes, and the rows (from 0) at fault by rule."""

    csv: Path
    facts: Path
    rows: int


def area_codes(count: int) -> list[str]:
    """Codes of villages, a hundred to a city."""
    return [
        f"{11 + n // 2500:02d}.{1 + n // 100 % 25:02d}.{1 + n // 10 % 10:02d}.{1001 + n % 10}"
        for n in range(count)
    ]


def sow(folder: Path, rows: int, faults_each: int = 40) -> Sown:
    """Write the table once; a file that is there already is used."""
    csv, facts = folder / f"figures-{rows}.csv", folder / f"figures-{rows}.json"
    if csv.exists() and facts.exists():
        return Sown(csv, facts, rows)
    areas = area_codes(rows // PER_AREA)
    frame, sown = with_faults(clean_table(areas), faults_each)
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_csv(csv)
    facts.write_text(json.dumps({"areas": areas, "sown": sown}))
    return Sown(csv, facts, rows)


def clean_table(areas: list[str]) -> pl.DataFrame:
    """Every key once, with figures that break no rule."""
    numbers = np.random.default_rng(SEED)
    rows = len(areas) * PER_AREA
    size = np.minimum(np.round(numbers.lognormal(5, 1.2, rows)), MOST)
    n = np.arange(rows)

    def cycle(values: list[str], step: int) -> pl.Series:
        return pl.Series(values).gather(n // step % len(values))

    return pl.DataFrame(
        {
            "area": cycle(areas, PER_AREA),
            "period": cycle(PERIODS, 10),
            "indikator": cycle(INDICATORS, 100),
            "jenis_kelamin": cycle(SEXES, 5),
            "kelompok_umur": cycle(AGES, 1),
            "jumlah": size.astype(np.int64),
            "persen": np.round(numbers.random(rows) * 100, 2),
            "nilai": np.round(numbers.lognormal(8, 1, rows), 2),
            "luas": np.round(numbers.random(rows) * 500, 3),
            "jumlah:status": pl.Series(STATUSES).gather(numbers.choice(4, rows, p=[0.9, 0.05, 0.04, 0.01])),
        }
    )


def with_faults(table: pl.DataFrame, each: int) -> tuple[pl.DataFrame, dict[str, list[int]]]:
    """The table as text with faults in rows of their own; repeated rows come at its end."""
    dice = random.Random(SEED)
    chosen = dice.sample(range(table.height), each * len(FAULTS))
    columns = {name: table[name].cast(pl.String).to_list() for name in table.columns}
    sown: dict[str, list[int]] = {}
    for turn, (rule, (column, text)) in enumerate(FAULTS.items()):
        rows = sorted(chosen[turn * each : (turn + 1) * each])
        if text is None:  # the place of another row is taken by a copy of this one
            others = dice.sample(range(table.height - each * 4, table.height), each)
            taken = sorted(set(others) - set(chosen))
            for row, source in zip(taken, rows, strict=False):
                for values in columns.values():
                    values[row] = values[source]
            pairs = [max(row, source) for row, source in zip(taken, rows, strict=False)]
            sown[rule] = sorted(pairs)
        else:
            for n, row in enumerate(rows):
                columns[column][row] = text.format(n=n)
            sown[rule] = rows
    return pl.DataFrame(columns), sown
