"""Our side of the checking benchmark: one CSV file to a verdict, in a process of its own.

python -m benchmarks.checking_parts.ours FILE FACTS
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl

from benchmarks.checking_parts.lists import AGES, INDICATORS, MOST, PERIODS, SEXES
from lumbung.engines.rules import Verdict, check_table
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Structure

NATION = "00"

# Our rule and column, as the benchmark's twelve rules are called.
RULES = {
    ("area.unknown", "area"): "area",
    ("period.unexpected", "period"): "period",
    ("code.unknown", "indikator"): "indicator",
    ("code.unknown", "jenis_kelamin"): "sex",
    ("code.unknown", "kelompok_umur"): "age",
    ("code.unknown", "jumlah:status"): "status",
    ("value.unreadable", "jumlah"): "number",
    ("value.required", "jumlah"): "given",
    ("value.negative", "jumlah"): "minimum",
    ("value.range", "jumlah"): "maximum",
    ("value.range", "persen"): "share",
    ("key.duplicate", "area"): "key",
}


def structure() -> Structure:
    """The dataset's definition, with the twelve rules in it."""

    def codes(values: list[str]) -> dict[str, str]:
        return {value: value for value in values}

    return structure_of(
        {
            "code": "pengamatan",
            "title": {"id": "Pengamatan"},
            "frequency": "A",
            "area": {"within": NATION, "level": "kelurahan"},
            "periods": PERIODS,
            "dimensions": [
                {"code": "indikator", "codes": codes(INDICATORS)},
                {"code": "jenis_kelamin", "codes": codes(SEXES)},
                {"code": "kelompok_umur", "codes": codes(AGES)},
            ],
            "measures": [
                {"code": "jumlah", "unit": "jiwa", "required": True, "minimum": 0, "maximum": MOST},
                {"code": "persen", "unit": "persen", "adds_up": "none", "maximum": 100},
                {"code": "nilai", "unit": "rupiah", "adds_up": "none"},
                {"code": "luas", "unit": "ha", "adds_up": "none"},
            ],
        }
    )


def tree(codes: list[str]) -> AreaTree:
    """The villages, all right below the nation."""
    villages = [Area(code, code, AreaLevel.VILLAGE, parent=NATION) for code in codes]
    return AreaTree.of([Area(NATION, "Indonesia", AreaLevel.NATION), *villages])


def verdict_on(csv: Path, areas: list[str]) -> tuple[Verdict, int]:
    """Read the file into the wide table and check it."""
    frame = pl.read_csv(csv, infer_schema=False)  # every column as text: types are for the check to judge
    frame = frame.rename({"status": "jumlah:status"})
    return check_table(frame, structure=structure(), areas=tree(areas)), frame.height


def main() -> None:
    csv, facts = map(Path, sys.argv[1:3])
    verdict, rows = verdict_on(csv, json.loads(facts.read_text())["areas"])
    found: dict[str, list[int]] = {}
    for rule, column, row in verdict.faults.iter_rows():
        found.setdefault(RULES.get((rule, column), f"{rule} {column}"), []).append(row)
    print(json.dumps({"rows": rows, "findings": len(verdict.findings), "found": found}))


if __name__ == "__main__":
    main()
