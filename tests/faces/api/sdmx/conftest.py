"""A city with a plain dataset, and one with everything that SDMX has a place for."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from django.test import Client
from tests.city import City
from tests.rooms.query.harvest import population, release

from lumbung.rooms.catalog import actions as catalog

NOTE = "Taksiran: <\"setengah\"> & 'sisanya',\nbaris dua \\ 50% =1+1"

SCHOOLS: dict[str, Any] = {
    "code": "sekolah",
    "title": {"id": "Sekolah & murid <semua>", "en": "Schools & pupils"},
    "description": {"id": "Menurut jenjang.", "en": "By level."},
    "topic": "pendidikan",
    "frequency": "Q",
    "area": {"within": "35.72", "level": "kecamatan"},
    "dimensions": [
        {
            "code": "jenjang",
            "title": {"id": "Jenjang", "en": "Level"},
            "codes": {"sd": {"id": "SD"}, "7+": {"id": "Tujuh & lebih"}},
        },
        {
            "code": "status-sekolah",
            "title": {"id": "Status"},
            "codes": {"negeri": {"id": "Negeri"}},
            "optional": True,
        },
    ],
    "measures": [
        {"code": "murid", "title": {"id": "Murid", "en": "Pupils"}, "unit": "jiwa", "decimals": 0},
        {"code": "rasio", "title": {"id": "Rasio"}, "unit": "murid/guru", "decimals": 2, "adds_up": "none"},
    ],
    "access": "terbuka",
    "licence": "CC-BY-4.0",
    "simulated": True,
}  # fmt: skip


def schools() -> pl.DataFrame:
    """Two quarters of two kecamatan, with a figure that is missing, hidden, provisional or annotated."""
    rows = [
        {
            "area": area,
            "period": period,
            "jenjang": level,
            "status-sekolah": "negeri" if level == "sd" else "",
            "murid": 100 + 10 * place + number,
            "rasio": 12.5 + number,
            "murid:status": "provisional" if number else None,
            "rasio:status": None,
            "murid:note": NOTE if place else None,
            "murid:conf": None,
        }
        for place, area in enumerate(("35.72.01", "35.72.02"))
        for number, period in enumerate(("2024-Q3", "2024-Q4"))
        for level in ("sd", "7+")
    ]
    rows[0] |= {"murid": None, "murid:status": "missing"}
    rows[1] |= {"rasio": None}
    rows[2] |= {"murid:conf": "C", "murid": 3}
    rows[3] |= {"rasio:status": "revised"}
    return pl.DataFrame(rows, infer_schema_length=None)


@pytest.fixture
def served(city: City) -> City:
    """The city with both datasets released."""
    release(city, city.population, population())
    made = catalog.define_dataset(
        definition=SCHOOLS, producer=city.office("dinkes"), actor=city.operator
    ).dataset
    city.datasets["sekolah"] = made
    release(city, made, schools(), "2025-01-10")
    return city


class Asked:
    """An answer, read to its end."""

    def __init__(self, path: str, accept: str = "") -> None:
        headers = {"Accept": accept} if accept else {}
        answer = Client(headers=headers).get(path)
        self.status = answer.status_code
        self.headers = answer.headers
        self.body = b"".join(answer) if answer.streaming else answer.content

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture
def ask(served: City) -> type[Asked]:
    """Ask an address under /sdmx/."""
    return Asked
