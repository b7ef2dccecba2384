"""A small city with its datasets, for tests of the checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from tests.engines.rules.sheets import VILLAGES

from lumbung.engines.rules import Verdict, check_table
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Code, Structure
from lumbung.vocabulary.words import Text

Make = Callable[..., Structure]
Check = Callable[..., Verdict]


@pytest.fixture(scope="session")
def areas() -> AreaTree:
    return AreaTree.of(
        [
            Area("35.72", "Blitar", AreaLevel.CITY, kind="kota"),
            Area("35.72.01", "Sukorejo", AreaLevel.DISTRICT, parent="35.72"),
            Area("35.72.02", "Sananwetan", AreaLevel.DISTRICT, parent="35.72"),
            *(
                Area(code, f"Mawar {code[7]}{code[-1]}", AreaLevel.VILLAGE, parent=code[:8])
                for code in VILLAGES
            ),
            Area("35.05", "Blitar", AreaLevel.CITY, kind="kabupaten"),
            Area("35.05.01", "Garum", AreaLevel.DISTRICT, parent="35.05"),
        ]
    )


AGES = [
    Code("total", Text("Semua umur")),
    Code("muda", Text("Muda"), parent="total"),
    Code("tua", Text("Tua"), parent="total"),
]


@pytest.fixture(scope="session")
def dataset() -> Make:
    """A structure from a definition; without changes: population by village, due in 2023 and 2024."""

    def make(**changes: Any) -> Structure:
        definition = {
            "code": "penduduk",
            "title": {"id": "Penduduk", "en": "Population"},
            "frequency": "A",
            "area": {"within": "35.72", "level": "kelurahan"},
            "periods": ["2023", "2024"],
            "measures": [{"code": "jumlah", "title": {"id": "Penduduk", "en": "Population"}, "unit": "jiwa"}],
        }
        return structure_of(definition | changes, codelists={"umur": AGES})

    return make


@pytest.fixture(scope="session")
def check(areas: AreaTree) -> Check:
    def run(frame: pl.DataFrame, structure: Structure, **more: Any) -> Verdict:
        return check_table(frame, structure=structure, areas=areas, **more)

    return run
