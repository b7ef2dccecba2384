"""A regency that is not on any map, and the two datasets its workbooks are about."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Structure

REGENCY = "99.01"
DISTRICTS = 20
SEXES = {"laki-laki": "Laki-laki", "perempuan": "Perempuan"}
AGES = {age: f"{age} tahun" for age in ("0-14", "15-24", "25-54", "55-64", "65+")}
_SYLLABLES = (
    "su ka ban pa ma wo no tu ra si ke ba lo gu de ta ja mu ro pe",
    "ran tu gi lan ri dan wa su mo ge ngan ka lem bo ta pu",
    "rejo sari anom harjo wetan kulon tengah dadi agung mulyo kencana asri bendo jati waru pandan",
)


@dataclass(frozen=True)
class Regency:
    """The areas, from the regency down to its villages."""

    tree: AreaTree
    villages: tuple[Area, ...]


def regency(villages: int) -> Regency:
    """A regency with so many villages, in twenty kecamatan; the same each time."""
    possible = {"".join(parts).capitalize() for parts in product(*map(str.split, _SYLLABLES))}
    names = random.Random(20261121).sample(sorted(possible), villages)
    top = Area(REGENCY, "Tirtanegara", AreaLevel.CITY, kind="kabupaten")
    districts = [
        Area(f"{REGENCY}.{n:02d}", f"Kecamatan {n:02d}", AreaLevel.DISTRICT, parent=REGENCY)
        for n in range(1, DISTRICTS + 1)
    ]
    each = -(-villages // DISTRICTS)
    below = tuple(_village(districts[n // each], 2001 + n % each, name) for n, name in enumerate(names))
    return Regency(AreaTree.of([top, *districts, *below]), below)


def _village(district: Area, number: int, name: str) -> Area:
    return Area(f"{district.code}.{number}", name, AreaLevel.VILLAGE, kind="desa", parent=district.code)


def population(periods: list[str], *, by_age: bool = False) -> Structure:
    """Population by village and sex, and by age group where it is asked for."""
    dimensions = [{"code": "jenis_kelamin", "title": {"id": "Jenis kelamin"}, "codes": SEXES}]
    if by_age:
        dimensions.append({"code": "kelompok_umur", "title": {"id": "Kelompok umur"}, "codes": AGES})
    return structure_of(
        {
            "code": "penduduk",
            "title": {"id": "Jumlah penduduk menurut desa dan jenis kelamin"},
            "frequency": "A",
            "area": {"within": REGENCY, "level": "kelurahan"},
            "complete": True,
            "periods": periods,
            "dimensions": dimensions,
            "measures": [
                {
                    "code": "jumlah",
                    "title": {"id": "Jumlah penduduk"},
                    "unit": "jiwa",
                    "decimals": 0,
                    "minimum": 0,
                }
            ],
        }
    )
