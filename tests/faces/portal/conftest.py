"""A small city with released editions, written the way a release writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.conf import settings
from django.utils import timezone
from tests.city import City

from lumbung.cube import EditionDraft, Store
from lumbung.faces.portal.door import house_of_packs
from lumbung.faces.portal.shelf import pages
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries as catalog_queries
from lumbung.rooms.catalog import search
from lumbung.rooms.catalog.queries import Edition
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries as areas

POVERTY: dict[str, Any] = {
    "code": "kemiskinan",
    "title": {"id": "Penduduk miskin", "en": "Poverty"},
    "description": {"id": "Persentase dan jumlah penduduk miskin.", "en": "Poverty rate and count."},
    "topic": "sosial",
    "frequency": "A",
    "area": {"within": "35.72", "level": "kota"},
    "measures": [
        {
            "code": "persentase",
            "title": {"id": "Persentase penduduk miskin", "en": "Poverty rate"},
            "unit": "persen",
            "adds_up": "none",
            "decimals": 2,
            "minimum": 0,
            "maximum": 100,
        },
        {"code": "jiwa", "title": "Penduduk miskin", "unit": "jiwa", "adds_up": "last", "decimals": 0},
    ],
    "access": "terbuka",
    "licence": "CC-BY-4.0",
    "priority": True,
}
SECTORS: dict[str, Any] = {
    "code": "pekerja-sektor",
    "title": {"id": "Penduduk bekerja menurut sektor", "en": "Workers by sector"},
    "topic": "ekonomi",
    "frequency": "A",
    "area": {"within": "35.72", "level": "kota"},
    "dimensions": [{"code": "sektor", "title": "Sektor", "codes": {"jasa": "Jasa", "tani": "Pertanian"}}],
    "measures": [
        {
            "code": "bagian",
            "unit": "persen",
            "adds_up": "none",
            "decimals": 2,
            "maximum": 100,
        }
    ],
    "access": "terbuka",
}
POINTS = {
    "35.72.01.1001": (112.166, -8.102),
    "35.72.01.1002": (112.169, -8.094),
    "35.72.02.1001": (112.149, -8.116),
    "35.72.02.1002": (112.158, -8.111),
    "35.72.02.1003": (112.154, -8.108),
}
PEOPLE_ROWS = [
    {
        "area": code,
        "period": year,
        "jenis_kelamin": sex,
        "jumlah": 1000 * n + (10 if sex == "perempuan" else 0),
    }
    for n, code in enumerate(POINTS, start=1)
    for year in ("2022", "2023", "2024")
    for sex in ("laki-laki", "perempuan")
]
POVERTY_ROWS = [
    {"area": "35.72", "period": "2018", "persentase": 7.44, "jiwa": None},
    {"area": "35.72", "period": "2019", "persentase": 7.13, "jiwa": 10100},
    {"area": "35.72", "period": "2024", "persentase": 6.75, "jiwa": None},
    {"area": "35.72", "period": "2025", "persentase": 6.60, "jiwa": 9690},
]
SECTOR_ROWS = [
    {"area": "35.72", "period": "2024", "sektor": "jasa", "bagian": 70.21},
    {"area": "35.72", "period": "2024", "sektor": "tani", "bagian": 6.93},
]

Release = Callable[..., Edition]


@dataclass
class Granary:
    """A city whose datasets have been released."""

    city: City
    release: Release

    @property
    def poverty(self) -> Any:
        return catalog_queries.dataset("kemiskinan")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What one test kept in memory is not for the next."""
    for forget in (pages.empty, search.forget, house_of_packs.forget):
        forget()
    yield
    for forget in (pages.empty, search.forget, house_of_packs.forget):
        forget()


@pytest.fixture
def release(city: City) -> Release:
    """Write rows as an edition of a dataset and make it the current one."""

    def released(
        code: str, rows: list[dict[str, Any]], *, at: dt.datetime | None = None, note: str = ""
    ) -> Edition:
        dataset = catalog_queries.dataset(code)
        moment = at or timezone.now()
        label = catalog.next_label(dataset, moment)
        draft = EditionDraft(
            structure=catalog_queries.structure(dataset),
            label=label,
            areas=areas.area_tree(),
            released_at=moment,
            released_by="wati",
            source=dataset.producer.name,
            licence=dataset.licence,
            note=note,
            simulated=dataset.simulated,
        )
        frame = pl.DataFrame(rows, infer_schema_length=None)
        manifest = Store(Path(settings.HOME) / "editions").write(draft, frame)
        return catalog.record_edition(
            dataset=dataset,
            label=label,
            manifest=manifest.as_record(),
            digest=manifest.digest,
            rows=manifest.rows,
            periods=manifest.periods,
            at=moment,
            actor=city.steward,
            note=note,
        )

    return released


@pytest.fixture
def granary(city: City, release: Release) -> Granary:
    """Poverty of the city, people by kelurahan (simulated), workers by sector: all released."""
    for definition in (POVERTY, SECTORS):
        catalog.define_dataset(definition=definition, producer=city.office("dinkes"), actor=city.operator)
    standards.load_areas(
        [
            {
                "code": area.code,
                "name": area.name,
                "level": area.level.value,
                "kind": area.kind,
                "parent": area.parent,
                "longitude": POINTS.get(area.code, (None, None))[0],
                "latitude": POINTS.get(area.code, (None, None))[1],
            }
            for area in areas.area_tree().areas.values()
        ],
        actor=city.operator,
    )
    catalog.define_dataset(
        definition={**city.population.definition, "simulated": True},
        producer=city.population.producer,
        actor=city.operator,
    )
    release("kemiskinan", POVERTY_ROWS)
    release("penduduk-kelamin", PEOPLE_ROWS)
    release("pekerja-sektor", SECTOR_ROWS)
    return Granary(city, release)
