"""The table of measures: what was promised is in it, and it can be taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.families import FAMILIES, chosen
from benchmarks.measuring import CannotMeasure, Limit, Measure, Side, at_least, at_most, in_turns
from benchmarks.report import Missing, exit_code, said, show

HOUSE = Path(__file__).parents[2]

# What the project promises to measure, and the lines of the table that do.
PROMISED = {
    "checking beside frictionless": {"checking-speed", "checking-memory", "checking-verdicts"},
    "a spreadsheet from file to findings": {"workbook-openpyxl", "workbook-calamine", "large-openpyxl"},
    "release of a million rows": {"release-million"},
    "filtered slice at 1 and 8 clients": {"slice-1", "slice-8"},
    "roll-up at 1 and 8 clients": {"rollup-1", "rollup-8"},
    "the whole city on one page": {"matrix"},
    "a flood of one client beside the others": {"flood"},
    "cold start": {"start", "start-again"},
    "memory idle and under load": {"memory-idle", "memory-loaded"},
}


def bench(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the driver as `make bench` does."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=HOUSE,
        env={**os.environ, "LUMBUNG_BENCH_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def measure() -> Measure:
    return Measure(
        "slice-1", "Slices", "Datasette", "answers/s", (900.0, 1000.0, 1100.0), (300.0,), at_least(3)
    )


def test_every_promised_measure_is_in_the_table():
    listed = {name for family in FAMILIES for name in family.measures}

    for promise, names in PROMISED.items():
        assert names <= listed, promise


def test_a_cheap_measure_really_runs_and_is_kept(tmp_path):
    done = bench("--quick", "--only", "workbook-openpyxl", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "workbook-openpyxl" in done.stdout
    assert "large-openpyxl" not in done.stdout
    kept = HOUSE / done.stderr.strip().splitlines()[-1].removeprefix("Kept in ")
    run, line = map(json.loads, kept.read_text("utf-8").splitlines())
    kept.unlink()
    assert run["run"]["quick"] is True
    assert run["run"]["parts"]["polars"]
    assert line["measure"] == "workbook-openpyxl"
    assert line["ours"] > 0
    assert line["theirs"] > 0


def test_a_name_that_no_measure_has_is_told_with_those_that_are(tmp_path):
    done = bench("--only", "slice-9", folder=tmp_path)

    assert done.returncode == 2
    assert "no measure is called slice-9" in done.stderr
    assert "slice-8" in done.stderr


def test_a_family_is_chosen_by_its_name_or_by_one_of_its_measures():
    assert [names for _, names in chosen(["starting"])] == [
        ("start", "start-again", "memory-idle", "memory-loaded")
    ]
    assert [names for _, names in chosen(["slice-8"])] == [("slice-8",)]
    with pytest.raises(CannotMeasure, match="no measure is called speed"):
        chosen(["speed"])


def test_a_rate_must_reach_so_many_times_the_peers_and_a_cost_must_stay_below(measure):
    assert measure.our_median == 1000
    assert measure.ratio == pytest.approx(3.33, abs=0.01)
    assert measure.is_kept
    assert at_most(1.5, plus=5).holds(20.0, 10.0)
    assert not at_most(1.5, plus=5).holds(20.1, 10.0)
    assert Limit(Side.AT_MOST, times=1.5, plus=5).words("ms") == "≤ 1.5 × + 5 ms"


def test_what_is_only_told_can_not_be_broken(measure):
    told = Measure("large-calamine", "Cells", "calamine", "s", (3.0,), (1.0,))
    slow = Measure("slice-1", "Slices", "Datasette", "answers/s", (100.0,), (100.0,), at_least(3))

    assert told.is_kept is None
    assert exit_code([measure, told], judged=True) == 0
    assert exit_code([measure, slow], judged=True) == 1
    assert exit_code([measure, slow], judged=False) == 0
    assert exit_code([slow, Missing("slice-8", "wrk is not here")], judged=True) == 2


def test_the_table_says_limit_ratio_and_verdict(measure, capsys):
    show([measure, Missing("slice-8", "wrk is not on this machine")], judged=True)

    table = capsys.readouterr().out
    assert "≥ 3 ×" in table
    assert "3.33 ×" in table
    assert "kept" in table
    assert "wrk is not on this machine" in table


def test_sides_take_turns():
    taken = []
    in_turns({"ours": lambda: taken.append("a"), "theirs": lambda: taken.append("b")}, rounds=2)

    assert "".join(taken) == "abab"


def test_figures_are_said_with_three_digits_that_matter():
    assert said(0.012345, "s") == "0.0123 s"
    assert said(1234567.8) == "1,234,568"
