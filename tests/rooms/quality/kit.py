"""Datasets of several offices that speak about the same things, in the small city."""

from __future__ import annotations

from typing import Any

import polars as pl
from tests.city import City
from tests.rooms.query.harvest import VILLAGES
from tests.rooms.query.harvest import release as write_edition

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.quality import actions as quality
from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary.structures import Code, Unit
from lumbung.vocabulary.words import Text

CONCEPTS = (
    ("lansia-dampingan", "Lanjut usia penerima home care"),
    ("penduduk-registrasi", "Jumlah penduduk terdaftar"),
    ("penduduk-perkiraan", "Perkiraan penduduk pertengahan tahun"),
    ("pengangguran", "Tingkat pengangguran terbuka"),
    ("dokumen-rs", "Dokumen rekam medis rumah sakit"),
    ("luas-wilayah", "Luas wilayah"),
    ("sampah-masuk-tpa", "Sampah masuk TPA"),
    ("kepala-keluarga", "Jumlah kepala keluarga"),
)
UNITS = (
    Unit("orang", Text("orang", "persons"), "", "count:people"),
    Unit("ribu jiwa", Text("ribu jiwa", "thousand people"), "", "count:people", 1000),
    Unit("KK", Text("kepala keluarga", "families"), "KK", "count:families"),
    Unit("dokumen", Text("dokumen", "documents"), "", "count:documents"),
    Unit("persen", Text("persen", "per cent"), "%", "share", 0.01),
    Unit("km2", Text("kilometer persegi", "square kilometres"), "km²", "area", 1_000_000),
    Unit("ton/hari", Text("ton per hari", "tonnes a day"), "t/hari", "mass:day", 1000),
)
CITY = "35.72"
DISTRICTS = ("35.72.01", "35.72.02")


def furnish(city: City) -> None:
    """Bring the concepts, units and the one shared code list."""
    rows = [{"code": code, "title": Text(title), "definition": Text(f"{title}.")} for code, title in CONCEPTS]
    standards.load_concepts(rows, actor=city.operator)
    standards.load_units(UNITS, actor=city.operator)
    sexes = (Code("laki-laki", Text("Laki-laki", "Male")), Code("perempuan", Text("Perempuan", "Female")))
    standards.load_codelists(
        [standards.ListOfCodes("jenis-kelamin", Text("Jenis kelamin"), sexes)], actor=city.operator
    )


def defined(city: City, code: str, concept: str, **given: Any) -> Dataset:
    """A dataset of the city with one measure; what is given takes the place of the usual."""
    measure = {
        "code": "jumlah", "concept": concept, "unit": given.pop("unit", "orang"),
        "adds_up": given.pop("adds_up", "last"), "decimals": given.pop("decimals", 0),
    }  # fmt: skip
    level, office = given.pop("level", "kota"), given.pop("office", "dinkes")
    measures = given.pop("measures", [measure])
    definition = {
        "code": code,
        "title": {"id": f"Data {code}", "en": f"Data {code}"},
        "topic": "sosial",
        "frequency": given.pop("frequency", "A"),
        "area": {"within": CITY, "level": level},
        "measures": measures,
        "access": "terbuka",
        "licence": "CC-BY-4.0",
        "source": f"Sumber {code}",
        **given,
    }
    made = catalog.define_dataset(
        definition=definition, producer=city.offices[office], actor=city.operator
    ).dataset
    city.datasets[code] = made
    return made


def says(city: City, dataset: Dataset, figures: dict[Any, float], day: str = "2025-03-01") -> None:
    """Release an edition: figures by period, by (area, period), or by (area, period, code)."""
    codes = [one.code for one in queries.structure(dataset).dimensions]
    rows = []
    for key, value in figures.items():
        area, period, *rest = (CITY, key) if isinstance(key, str) else key
        rows.append({"area": area, "period": period, **dict(zip(codes, rest, strict=True)), "jumlah": value})
    write_edition(city, dataset, pl.DataFrame(rows), day=day)


def looked() -> dict[str, int]:
    """Have everything compared."""
    return dict(quality.look_for_contradictions())


__all__ = ["CITY", "DISTRICTS", "VILLAGES", "defined", "furnish", "looked", "says"]
