"""A million observations, seeded: ten indicators, a thousand villages, ten years, two sexes, five ages.

An indicator in a village is exactly a hundred rows, which is the filtered slice of the measures.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import polars as pl

from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.observations import Status, status_column
from lumbung.vocabulary.structures import Structure

SEED = 20261121
DATASET = "pengamatan"
INDICATORS = tuple(f"IND{n:03d}" for n in range(1, 11))
PERIODS = tuple(str(year) for year in range(2015, 2025))
SEXES = ("laki-laki", "perempuan")
AGES = ("0-14", "15-24", "25-54", "55-64", "65+")
PROVINCE = "99"
ROWS_OF_A_VILLAGE = len(INDICATORS) * len(PERIODS) * len(SEXES) * len(AGES)
KEY = ("area", "period", "indikator", "jenis_kelamin", "kelompok_umur")
MEASURE = "nilai"


@dataclass(frozen=True)
class Observations:
    """The table with what it means."""

    frame: pl.DataFrame
    structure: Structure
    areas: AreaTree
    villages: tuple[str, ...]

    def slices(self, count: int = 200) -> list[tuple[str, str]]:
        """Indicator and village of so many slices, a hundred rows each."""
        dice = random.Random(SEED)
        return [(dice.choice(INDICATORS), dice.choice(self.villages)) for _ in range(count)]


def observations(rows: int = 1_000_000) -> Observations:
    """So many observations (a multiple of a thousand), in the order of their keys; the same each time."""
    areas = _areas(rows // ROWS_OF_A_VILLAGE)
    villages = tuple(area.code for area in areas.within(PROVINCE, AreaLevel.VILLAGE))
    return Observations(_table(villages), structure_of(definition()), areas, villages)


def definition() -> dict[str, object]:
    """The dataset as a pack would define it."""

    def codes(values: tuple[str, ...]) -> dict[str, str]:
        return {value: value for value in values}

    return {
        "code": DATASET,
        "title": {"id": "Pengamatan buatan", "en": "Made-up observations"},
        "frequency": "A",
        "area": {"within": PROVINCE, "level": "kelurahan"},
        "periods": list(PERIODS),
        "dimensions": [
            {"code": "indikator", "codes": codes(INDICATORS)},
            {"code": "jenis_kelamin", "codes": codes(SEXES)},
            {"code": "kelompok_umur", "codes": codes(AGES)},
        ],
        "measures": [{"code": MEASURE, "unit": "jiwa", "adds_up": "sum", "decimals": 2, "minimum": 0}],
        "simulated": True,
    }


def _areas(villages: int) -> AreaTree:
    """A province of cities with ten kecamatan, of ten villages each."""
    found = {PROVINCE: Area(PROVINCE, "Provinsi Buatan", AreaLevel.PROVINCE)}
    for n in range(villages):
        city = f"{PROVINCE}.{1 + n // 100:02d}"
        district = f"{city}.{1 + n // 10 % 10:02d}"
        village = f"{district}.{2001 + n % 10}"
        found.setdefault(city, Area(city, f"Kota {city[-2:]}", AreaLevel.CITY, parent=PROVINCE))
        found.setdefault(
            district, Area(district, f"Kecamatan {district[-5:]}", AreaLevel.DISTRICT, parent=city)
        )
        found[village] = Area(village, f"Desa {n + 1}", AreaLevel.VILLAGE, parent=district)
    return AreaTree(found)


def _table(villages: tuple[str, ...]) -> pl.DataFrame:
    rows = len(villages) * ROWS_OF_A_VILLAGE
    dice, n = np.random.default_rng(SEED), np.arange(rows)
    kinds = dice.choice(4, rows, p=[0.86, 0.07, 0.05, 0.02])
    statuses = (Status.NORMAL, Status.PROVISIONAL, Status.ESTIMATED, Status.MISSING)

    def cycle(values: tuple[str, ...], step: int) -> pl.Series:
        return pl.Series(values, dtype=pl.String).gather(n // step % len(values))

    frame = pl.DataFrame(
        {
            "area": cycle(villages, ROWS_OF_A_VILLAGE),
            "period": cycle(PERIODS, 100),
            "indikator": cycle(INDICATORS, 10),
            "jenis_kelamin": cycle(SEXES, 5),
            "kelompok_umur": cycle(AGES, 1),
            MEASURE: np.round(dice.lognormal(5, 1.2, rows), 2),
            status_column(MEASURE): pl.Series([str(status) for status in statuses]).gather(kinds),
        }
    )
    missing = pl.col(status_column(MEASURE)) == Status.MISSING
    return frame.with_columns(pl.when(~missing).then(pl.col(MEASURE)).alias(MEASURE))
