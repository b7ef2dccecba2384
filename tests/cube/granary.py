"""A small city with a few statistics: what the trials of the cube work with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from lumbung.cube import EditionDraft
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

CITY = "35.72"
DISTRICTS = {"35.72.01": "Kepanjenkidul", "35.72.02": "Sukorejo"}
VILLAGES = {
    "35.72.01.1001": "Kepanjenkidul",
    "35.72.01.1002": "Kepanjenlor",
    "35.72.02.1001": "Sukorejo",
    "35.72.02.1002": "Pakunden",
    "35.72.02.1003": "Tlumpu",
}
YEARS = ("2021", "2022", "2023")

TREE = AreaTree.of(
    [
        Area("35", "Jawa Timur", AreaLevel.PROVINCE),
        Area(CITY, "Blitar", AreaLevel.CITY, kind="kota", parent="35"),
        *(Area(code, name, AreaLevel.DISTRICT, parent=CITY) for code, name in DISTRICTS.items()),
        *(Area(code, name, AreaLevel.VILLAGE, parent=code[:8]) for code, name in VILLAGES.items()),
    ]
)


def people(**changes: Any) -> Structure:
    """Residents by sex, households, a share and an index: one measure of every way to add up."""
    return structure_of(
        {
            "code": "penduduk",
            "title": {"id": "Penduduk", "en": "Population"},
            "frequency": "A",
            "area": {"within": CITY, "level": "kelurahan"},
            "complete": True,
            "dimensions": [
                {
                    "code": "sex",
                    "title": {"id": "Jenis kelamin", "en": "Sex"},
                    "codes": {"P": "Perempuan", "L": "Laki-laki"},
                }
            ],
            "measures": [
                {"code": "births", "unit": "jiwa", "adds_up": "sum", "decimals": 0},
                {"code": "residents", "unit": "jiwa", "adds_up": "last", "decimals": 0},
                {"code": "poor", "unit": "jiwa", "adds_up": "last", "decimals": 0},
                {
                    "code": "poverty",
                    "unit": "persen",
                    "adds_up": "ratio",
                    "of": ["poor", "residents"],
                    "decimals": 2,
                },
                {"code": "age", "unit": "tahun", "adds_up": "weighted", "weight": "residents"},
                {"code": "index", "unit": "indeks", "adds_up": "none"},
            ],
        }
        | changes
    )


def figures(years: tuple[str, ...] = YEARS, villages: tuple[str, ...] = tuple(VILLAGES)) -> pl.DataFrame:
    """Made-up figures for every village, year and sex."""
    rows = []
    for year in years:
        for place, village in enumerate(VILLAGES):
            for position, sex in enumerate("LP"):
                residents = 1000 + 100 * place + 10 * (int(year) - 2020) + position
                row = {
                    "area": village, "period": year, "sex": sex, "births": place + position + 1,
                    "residents": residents, "poor": 50 + place, "poverty": (50 + place) / residents * 100,
                    "age": 30.5 + place, "index": 70.25 + position,
                }  # fmt: skip
                if village in villages:
                    rows.append(row)
    return pl.DataFrame(rows)


def draft(label: str = "2024.1", *, structure: Structure | None = None, **changes: Any) -> EditionDraft:
    """An edition about to be written."""
    given: dict[str, Any] = {
        "structure": structure or people(),
        "label": label,
        "areas": TREE,
        "released_at": dt.datetime(2024, 5, 2, 9, 30, tzinfo=dt.UTC),
        "released_by": "wali",
        "source": Text("Dinas Kependudukan", "Civil registry"),
        "licence": "CC-BY-4.0",
        "submissions": ("17", "18"),
    }
    return EditionDraft(**given | changes)
