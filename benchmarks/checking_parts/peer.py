"""The peer's side: frictionless validates the same file by the same twelve rules.

Run with the Python of the peer's own environment; it imports nothing of ours.

    python peer.py FILE FACTS
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from frictionless import Resource, Schema

INDICATORS = [f"IND{n:03d}" for n in range(1, 11)]
PERIODS = [str(year) for year in range(2015, 2025)]
SEXES = ["laki-laki", "perempuan"]
AGES = ["0-14", "15-24", "25-54", "55-64", "65+"]
STATUSES = ["normal", "provisional", "estimated", "revised", "missing"]


def listed(name: str, codes: list[str]) -> dict[str, Any]:
    return {"name": name, "type": "string", "constraints": {"enum": codes}}


SCHEMA = {
    "fields": [
        # A pattern, because a list of a thousand codes would slow the peer down.
        {"name": "area", "type": "string", "constraints": {"pattern": r"^\d\d\.\d\d\.\d\d\.\d{4}$"}},
        listed("period", PERIODS),
        listed("indikator", INDICATORS),
        listed("jenis_kelamin", SEXES),
        listed("kelompok_umur", AGES),
        {
            "name": "jumlah",
            "type": "number",
            "constraints": {"required": True, "minimum": 0, "maximum": 1_000_000},
        },
        {"name": "persen", "type": "number", "constraints": {"maximum": 100}},
        {"name": "nilai", "type": "number"},
        {"name": "luas", "type": "number"},
        listed("jumlah:status", STATUSES),
    ],
    "primaryKey": ["area", "period", "indikator", "jenis_kelamin", "kelompok_umur"],
}
BY_FIELD = {
    "area": "area",
    "period": "period",
    "indikator": "indicator",
    "jenis_kelamin": "sex",
    "kelompok_umur": "age",
    "jumlah:status": "status",
    "persen": "share",
}
BY_CONSTRAINT = {"required": "given", "minimum": "minimum", "maximum": "maximum"}


def rule_of(error: Any) -> str:
    if error.type == "primary-key":
        return "key"
    if error.type == "type-error":
        return "number"
    if error.field_name in BY_FIELD:
        return BY_FIELD[error.field_name]
    constraint = re.search(r'constraint "(\w+)"', error.note)
    if constraint is None:
        raise ValueError(f"an error of no rule: {error.note}")
    return BY_CONSTRAINT[constraint[1]]


def main() -> None:
    csv = Path(sys.argv[1])
    resource = Resource(path=csv.name, basepath=str(csv.parent), schema=Schema.from_descriptor(SCHEMA))
    report = resource.validate(limit_errors=1_000_000)
    task = report.tasks[0]
    found: dict[str, list[int]] = {}
    for error in task.errors:
        found.setdefault(rule_of(error), []).append(error.row_number - 2)  # type: ignore[attr-defined]  # all of them are faults of rows
    print(json.dumps({"rows": task.stats["rows"], "found": found}))


if __name__ == "__main__":
    main()
