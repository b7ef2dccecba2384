"""Makes the figures of this pack: the same every time, and none of them real.

Run it where it stands: ``python packs/blitar-simulasi/make_figures.py``. Every split is seeded by
its dataset, so a change to one leaves the others as they were. Where the city's own total is
known (pack ``blitar``), the kelurahan add up to it exactly.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
AREAS = HERE.parent / "areas" / "areas" / "wilayah.csv"
MADE_BY = "Simulasi"
SOURCE = "packs/blitar-simulasi/make_figures.py"

# The city's totals that are real, and where they stand in the pack `blitar`.
BY_SEX_2024 = {"laki-laki": 80_376, "perempuan": 80_828}  # penduduk-registrasi-kelamin
REGISTERED = {2020: 156_900, 2021: 158_123, 2022: 159_140, 2023: 160_170, 2024: 161_204, 2025: 162_210}
# Of REGISTERED, 2021 and 2024 are real (penduduk-registrasi); the others lie on the line through them.
STUNTED = {"2022-S2": 390, "2023-S1": 455, "2023-S2": 487, "2024-S1": 470, "2024-S2": 446, "2025-S1": 431,
           "2025-S2": 418, "2026-S1": 402}  # fmt: skip
MEASURED = {"2022-S2": 7_414, "2023-S1": 7_431, "2023-S2": 7_458, "2024-S1": 7_440, "2024-S2": 7_425,
            "2025-S1": 7_398, "2025-S2": 7_371, "2026-S1": 7_350}  # fmt: skip
# Of these, 2022-S2 and 2023-S2 are real (stunting; measured: number ÷ prevalence).
BUSINESSES = {2023: 14_734, 2024: 22_094, 2025: 23_310}  # 2023 and 2024 are real (umkm)
SECTORS = {"kuliner": 0.41, "perdagangan": 0.27, "jasa": 0.17, "kerajinan": 0.08, "fesyen": 0.07}
AGES = {"0-4": 66, "5-9": 72, "10-14": 74, "15-19": 75, "20-24": 74, "25-29": 73, "30-34": 73, "35-39": 74,
        "40-44": 76, "45-49": 73, "50-54": 69, "55-59": 62, "60-64": 52, "65-69": 40, "70-74": 26,
        "75plus": 31}  # fmt: skip
WASTE_MONTHS = [f"2025-{month:02}" for month in (10, 11, 12)] + [f"2026-{month:02}" for month in range(1, 10)]


def split(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Whole numbers in proportion to the weights that add up to the total exactly."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: math.floor(share) for key, share in exact.items()}
    by_rest = sorted(exact, key=lambda key: (shares[key] - exact[key], key))
    for key in by_rest[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def share(part: int, whole: int) -> float:
    """A part in per cent, with two decimals as it is printed."""
    return round(part * 100 / whole, 2)


def seeded(name: str) -> Random:
    """A source of chance that gives the same for the same name."""
    return Random(name)  # noqa: S311 - figures are made up here, nothing is kept secret


def kelurahan() -> list[dict[str, str]]:
    """The 21 kelurahan of Kota Blitar as the pack `areas` lists them."""
    with AREAS.open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["level"] == "kelurahan" and row["code"].startswith("35.72.")
        ]


def crowding() -> dict[str, float]:
    """How many people live in each kelurahan relative to the others: more on more land, but less than so."""
    random = seeded("crowding")
    return {row["code"]: float(row["square_km"]) ** 0.6 * random.uniform(0.8, 1.25) for row in kelurahan()}


def wavering(name: str, weights: Mapping[str, float], by: float) -> dict[str, float]:
    """The weights, each moved a little; the same for the same name."""
    random = seeded(name)
    return {key: weight * random.uniform(1 - by, 1 + by) for key, weight in weights.items()}


def write(dataset: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write the figures of a dataset, each with its maker and a note."""
    whole = [{"dataset": dataset, **row} for row in rows]
    keys = [key for key in whole[0] if key not in {"measure", "value"}]
    fields = [*keys, "measure", "value", "status", "producer", "source", "note"]
    with (HERE / "figures" / f"{dataset}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        for row in whole:
            writer.writerow(
                {**row, "status": "normal", "producer": MADE_BY, "source": SOURCE, "note": "simulasi"}
            )


def people() -> dict[tuple[int, str, str], int]:
    """People by year, kelurahan and sex; 2024 adds up to the real totals of both sexes."""
    counted = {}
    for year, total in REGISTERED.items():
        men = BY_SEX_2024["laki-laki"] if year == 2024 else round(total * 0.4986)
        for sex, number in (("laki-laki", men), ("perempuan", total - men)):
            weights = wavering(f"people {sex}", crowding(), 0.02)  # a kelurahan keeps its bias over the years
            drift = wavering(f"people {sex} {year}", weights, 0.004)
            for area, living in split(number, drift).items():
                counted[year, area, sex] = living
    return counted


def population() -> None:
    """`penduduk-kelamin` and, adding up to its last three years, `penduduk-umur`."""
    counted = people()
    write(
        "penduduk-kelamin",
        (
            {"area": area, "period": year, "jenis_kelamin": sex, "measure": "jumlah", "value": number}
            for (year, area, sex), number in counted.items()
        ),
    )
    ages = []
    for (year, area, sex), number in counted.items():
        if year < 2024:
            continue
        older = {"75plus": 1.35, "70-74": 1.15} if sex == "perempuan" else {}
        weights = {age: weight * older.get(age, 1.0) for age, weight in AGES.items()}
        for age, living in split(number, wavering(f"ages {area} {sex}", weights, 0.08)).items():
            key = {"area": area, "period": year, "jenis_kelamin": sex, "kelompok_umur": age}
            ages.append({**key, "measure": "jumlah", "value": living})
    write("penduduk-umur", ages)


def families() -> None:
    """`kepala-keluarga`: about one for every three people."""
    counted = people()
    rows = []
    for year in REGISTERED:
        for area in crowding():
            random = seeded(f"families {area}")
            number = sum(counted[year, area, sex] for sex in BY_SEX_2024)
            heads = round(number / random.uniform(2.85, 3.15))
            women = round(heads * random.uniform(0.17, 0.24))
            rows += [
                {"area": area, "period": year, "measure": "jumlah", "value": heads},
                {"area": area, "period": year, "measure": "perempuan", "value": women},
                {"area": area, "period": year, "measure": "bagian_perempuan", "value": share(women, heads)},
            ]
    write("kepala-keluarga", rows)


def children() -> None:
    """`balita-stunting`: some kelurahan have it harder, and the city's totals hold."""
    hardship = wavering("hardship", dict.fromkeys(crowding(), 1.0), 0.55)
    rows = []
    for period, stunted in STUNTED.items():
        measured = split(MEASURED[period], wavering(f"measured {period}", crowding(), 0.03))
        weights = {area: number * hardship[area] for area, number in measured.items()}
        ill = split(stunted, wavering(f"stunted {period}", weights, 0.08))
        for area, number in measured.items():
            rows += [
                {"area": area, "period": period, "measure": "diukur", "value": number},
                {"area": area, "period": period, "measure": "stunting", "value": ill[area]},
                {"area": area, "period": period, "measure": "prevalensi", "value": share(ill[area], number)},
            ]
    write("balita-stunting", rows)


def businesses() -> None:
    """`umkm-kelurahan`: busier in the middle of the city."""
    business = wavering("business", crowding(), 0.35)
    rows = []
    for year, total in BUSINESSES.items():
        for area, number in split(total, wavering(f"business {year}", business, 0.03)).items():
            sectors = split(number, wavering(f"sectors {area}", SECTORS, 0.25))
            for sector, count in sectors.items():
                random = seeded(f"workers {year} {area} {sector}")
                key = {"area": area, "period": year, "sektor": sector}
                rows += [
                    {**key, "measure": "jumlah", "value": count},
                    {**key, "measure": "tenaga_kerja", "value": round(count * random.uniform(1.2, 2.1))},
                ]
    write("umkm-kelurahan", rows)


def waste_banks() -> None:
    """`bank-sampah`, month by month; October 2026 is still owed."""
    rows = []
    for area, weight in crowding().items():
        random = seeded(f"waste {area}")
        members = round(30 + weight * random.uniform(60, 110))
        for period in WASTE_MONTHS:
            members += random.randint(-2, 4)
            brought = round(members * random.uniform(2.2, 4.1), 1)
            rows += [
                {"area": area, "period": period, "measure": "berat", "value": brought},
                {"area": area, "period": period, "measure": "nasabah", "value": members},
            ]
    write("bank-sampah", rows)


def neighbourhoods() -> None:
    """`rt-rw-gedog`: what one kelurahan's own officer sends."""
    counted = {2024: {"rt": 62, "rw": 15, "posyandu": 14}, 2025: {"rt": 63, "rw": 15, "posyandu": 14}}
    write(
        "rt-rw-gedog",
        (
            {"area": "35.72.03.1001", "period": year, "measure": measure, "value": number}
            for year, numbers in counted.items()
            for measure, number in numbers.items()
        ),
    )


if __name__ == "__main__":
    population()
    families()
    children()
    businesses()
    waste_banks()
    neighbourhoods()
