"""Made-up workbooks of all kinds come out as their truth says: figures, places, statuses, faults."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.formats.tables.corpus import (
    crossed,
    faulty,
    lists,
    matrices,
    odd,
    once_wrong,
    rare,
    several,
    unsaid,
)
from tests.formats.tables.corpus.blitar import TREE
from tests.formats.tables.corpus.disturbed import disturb
from tests.formats.tables.corpus.truth import Case, Key, Layout

from lumbung.formats.tables.reading.reader import read_workbook
from lumbung.formats.tables.reading.result import Reading
from lumbung.vocabulary.findings import Severity
from lumbung.vocabulary.observations import cell_name, place_column, sheet_column, status_column, unpack_place
from lumbung.vocabulary.structures import Structure

LAYOUTS: tuple[Layout, ...] = (
    *lists.ALL,
    *matrices.ALL,
    *crossed.ALL,
    *several.ALL,
    *odd.ALL,
    *unsaid.ALL,
    *rare.ALL,
    *once_wrong.ALL,
    *faulty.ALL,
)
SEEDS = range(4)
_SUFFIX = {"xlsxwriter": ".xlsx", "openpyxl": ".xlsx", "xls": ".xls", "ods": ".ods", "csv": ".csv"}


def read_case(case: Case, folder: Path) -> Reading:
    """Save a made-up workbook and read it."""
    path = folder / f"{case.name}{_SUFFIX[case.save['how']]}"
    case.book.save(path, **case.save)
    return read_workbook(path, name=path.name, structure=case.structure, areas=TREE)


def figures_of(
    reading: Reading, structure: Structure
) -> dict[Key, tuple[float | None, str, str | None, str]]:
    """The figures of a reading, in the form in which the truth has them."""
    found: dict[Key, tuple[float | None, str, str | None, str]] = {}
    for row in reading.frame.iter_rows(named=True):
        codes = tuple(sorted((d.code, row[d.code]) for d in structure.dimensions if row[d.code] is not None))
        for measure in structure.measures:
            place = row[place_column(measure.code)]
            if place is None:
                continue
            key = (row["area"], row["period"], codes, measure.code)
            assert key not in found or found[key][0] is None, f"{key} twice"
            status = row.get(status_column(measure.code)) or "normal"
            sheet = row.get(sheet_column(measure.code)) or row["_sheet"]
            found[key] = (row[measure.code], status, sheet, cell_name(*unpack_place(place)))
    return found


def faults_of(case: Case, reading: Reading) -> list[str]:
    """What differs between a reading and the truth."""
    found, structure = figures_of(reading, case.structure), case.structure
    wrong = [
        f"{key}: {found.get(key)} for {truth}"
        for key, truth in case.expected.items()
        if not same(found.get(key), truth)
    ]
    wrong += [
        f"not there: {key} {value}"
        for key, value in found.items()
        if key not in case.expected and value[0] is not None
    ]
    told = [(f.rule, f.place.sheet, f.place.cell) for f in reading.findings]
    for rule, sheet, cell in case.findings:
        if not any(r.startswith(rule) and (s, c) == (sheet, cell) for r, s, c in told):
            wrong.append(f"not told: {rule} {sheet}!{cell}")
    due = {(sheet, cell) for _, sheet, cell in case.findings}
    wrong += [
        f"told: {f.rule} {f.place} {f.value}"
        for f in reading.findings
        if f.severity is Severity.ERROR and (f.place.sheet, f.place.cell) not in due
    ]
    stated = {total.place for total in reading.totals}
    if len(stated) < case.totals:
        wrong.append(f"{len(stated)} totals for {case.totals}")
    assert structure is not None
    return wrong


def same(
    found: tuple[float | None, str, str | None, str] | None, truth: tuple[float | None, str, str | None, str]
) -> bool:
    """Whether a figure is right; one that is missing may be left out."""
    if found is None:
        return truth[0] is None
    if found[0] is None or truth[0] is None:
        return found[0] is truth[0] is None
    return abs(found[0] - truth[0]) < 1e-9 * max(1, abs(truth[0])) and found[1:] == truth[1:]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_made_up_workbook_comes_out_as_its_truth_says(layout: Layout, seed: int, tmp_path: Path) -> None:
    case = layout(Random(seed))

    faults = faults_of(case, read_case(case, tmp_path))

    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_letterheads_blanks_signatures_and_two_languages_change_nothing(
    layout: Layout, seed: int, tmp_path: Path
) -> None:
    case = layout(Random(100 + seed))
    done = disturb(case, Random(f"{layout.__name__}{seed}"))

    faults = faults_of(case, read_case(case, tmp_path))

    assert not faults, "\n".join([", ".join(done), *faults[:20]])
