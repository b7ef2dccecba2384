"""The twelve workbooks whose truth is known come out as it says: figures, places and faults.

They are no part of the project; the tests run where their folder is found (``LUMBUNG_EXAMPLES``, or
``../shared/examples`` beside the project). The comparison is that of their own judge.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.formats.tables.corpus.blitar import TREE

from lumbung.engines.rules import check_table
from lumbung.formats.tables import read_workbook
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.observations import cell_name, place_column, sheet_column, status_column, unpack_place
from lumbung.vocabulary.structures import Structure

FOLDER = Path(os.environ.get("LUMBUNG_EXAMPLES") or Path(__file__).parents[4] / "shared" / "examples")
TRUTHS = sorted(FOLDER.glob("spreadsheets/*.truth.json"))

pytestmark = pytest.mark.skipif(not TRUTHS, reason=f"no examples in {FOLDER}; set LUMBUNG_EXAMPLES")


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("try_workbooks", FOLDER / "try_workbooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reply(path: Path, structure: Structure) -> dict[str, Any]:
    """What ``lumbung check --json`` says: the reading and the judgement of its rows."""
    reading = read_workbook(path, name=path.name, structure=structure, areas=TREE)
    verdict = check_table(
        reading.frame,
        structure=structure,
        areas=TREE,
        expected_periods=structure.periods or None,
        headings=reading.headings,
        waiting=reading.waiting,
    )
    observations: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in reading.frame.iter_rows(named=True):
        codes = {d.code: row[d.code] for d in structure.dimensions if row[d.code] is not None}
        for measure in structure.measures:
            place = row[place_column(measure.code)]
            if place is not None:
                key = (row["area"], row["period"], *codes.items(), measure.code)
                observations.setdefault(
                    key,
                    {
                        "area": row["area"],
                        "period": row["period"],
                        "dimensions": codes,
                        "measure": measure.code,
                        "value": row[measure.code],
                        "unit": measure.unit,
                        "status": row.get(status_column(measure.code)) or "normal",
                        "sheet": row.get(sheet_column(measure.code)) or row["_sheet"],
                        "cell": cell_name(*unpack_place(place)),
                    },
                )
    findings = [finding.as_dict() for finding in (*reading.findings, *verdict.findings)]
    return {"observations": list(observations.values()), "findings": findings}


@pytest.mark.parametrize("truth_file", TRUTHS, ids=lambda path: path.name.partition(".")[0])
def test_an_example_is_read_as_its_truth_says(judge: ModuleType, truth_file: Path) -> None:
    truth = json.loads(truth_file.read_text())
    expected = judge.expected_of(truth, truth_file.parent)
    structure = structure_of(judge.definition(truth, expected, judge.slug(truth["dataset"])))

    said = reply(truth_file.parent / truth["file"], structure)

    assert judge.compare(truth, expected, said, 1) == ([], [], [], [])


@pytest.mark.parametrize("truth_file", TRUTHS, ids=lambda path: path.name.partition(".")[0])
def test_the_totals_of_an_example_are_found_and_held_against_their_parts(
    judge: ModuleType, truth_file: Path
) -> None:
    truth = json.loads(truth_file.read_text())
    expected = judge.expected_of(truth, truth_file.parent)
    structure = structure_of(judge.definition(truth, expected, judge.slug(truth["dataset"])))
    path = truth_file.parent / truth["file"]

    totals = read_workbook(path, name=path.name, structure=structure, areas=TREE).totals

    found = {(total.sheet, total.place.cell): (total.stated, total.ok) for total in totals}
    for total in truth.get("totals", []):
        assert found[total["sheet"], total["cell"]] == (pytest.approx(total["stated"]), total["ok"])
