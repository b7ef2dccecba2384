"""Our side of the checking benchmark: one CSV file to a verdict, in a process of its own.

python -m benchmarks.checking_parts.ours FILE FACTS
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.checking_parts.lists import AGES, INDICATORS, MOST, PERIODS, SEXES
from lumbung.engines.rules import Verdict, check_table
from lumbung.formats.tables import Reading, read_workbook
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.observations import COLUMNS_PER_ROW, place_column
from lumbung.vocabulary.structures import Structure

NATION = "00"

# Our rule and column, as the benchmark's twelve rules are called. The reader tells what it cannot read,
# the check what may not be so.
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


def verdict_on(csv: Path, areas: list[str]) -> tuple[Reading, Verdict]:
    """Read the file as an upload is read, and check what was read."""
    dataset, places = structure(), tree(areas)
    reading = read_workbook(csv, name=csv.name, structure=dataset, areas=places)
    verdict = check_table(
        reading.frame,
        structure=dataset,
        areas=places,
        headings=reading.headings,
        waiting=reading.waiting,
    )
    return reading, verdict


def faulty_rows(reading: Reading, verdict: Verdict) -> dict[str, list[int]]:
    """The rows of the file (from 0, below its heading) that either of them found at fault, by rule."""
    found: dict[str, list[int]] = {}
    headings = {column.letters: column.heading for column in reading.layout.tables[0].columns}
    for told in reading.findings:
        letters = (told.place.cell or "").rstrip("0123456789")
        row = int((told.place.cell or "")[len(letters) :]) - 2
        _add(found, told.rule, headings[letters], row)
    lines = reading.frame[place_column("jumlah")] // COLUMNS_PER_ROW - 1
    for rule, column, row in verdict.faults.iter_rows():
        _add(found, rule, column, lines[row])
    return found


def _add(found: dict[str, list[int]], rule: str, column: str, row: int) -> None:
    found.setdefault(RULES.get((rule, column), f"{rule} {column}"), []).append(row)


def main() -> None:
    csv, facts = map(Path, sys.argv[1:3])
    reading, verdict = verdict_on(csv, json.loads(facts.read_text())["areas"])
    findings = len(reading.findings) + len(verdict.findings)
    found = faulty_rows(reading, verdict)
    print(json.dumps({"rows": reading.rows_read, "findings": findings, "found": found}))


if __name__ == "__main__":
    main()
