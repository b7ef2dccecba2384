"""A release killed anywhere on its way leaves the old edition or the new one, and goes on afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FEW, ALL = 20, 200


def killed_and_looked_at(folder: Path, points: int, server: str = "") -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.road.dying", str(folder), str(points), *([server] if server else [])],
        check=False,
        capture_output=True,
        text=True,
        timeout=60 + 8 * points,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    _, *found = [json.loads(line) for line in done.stdout.splitlines()]
    return found


def forsaken(folder: Path, server: str = "") -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.road.forsaken", str(folder), *([server] if server else [])],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


TAKEN_UP = {
    "before": ["running", 1],
    "after": ["done", 2],
    "submission": ["ready", 10],
    "soon": True,
}


def test_a_check_whose_worker_is_killed_is_taken_up_by_the_next(tmp_path: Path) -> None:
    assert forsaken(tmp_path) == TAKEN_UP


@pytest.mark.postgres
def test_a_check_whose_worker_is_killed_is_taken_up_on_postgresql(
    tmp_path: Path, postgres_server: str
) -> None:
    assert forsaken(tmp_path, postgres_server) == TAKEN_UP


def spread_over_the_whole_way(found: list[dict[str, object]], points: int) -> bool:
    """Some were killed before the act was recorded, some in its work, some when all was public."""
    figures = {json.dumps(one["before"], sort_keys=True) for one in found}
    return len(found) == points and len(figures) >= 3


def test_a_release_killed_at_twenty_points_is_whole_after_the_next_start(tmp_path: Path) -> None:
    assert spread_over_the_whole_way(killed_and_looked_at(tmp_path, FEW), FEW)


@pytest.mark.postgres
def test_a_release_killed_at_twenty_points_is_whole_on_postgresql(
    tmp_path: Path, postgres_server: str
) -> None:
    assert spread_over_the_whole_way(killed_and_looked_at(tmp_path, FEW, postgres_server), FEW)


@pytest.mark.soak
def test_a_release_killed_at_two_hundred_points_is_whole(tmp_path: Path) -> None:
    assert spread_over_the_whole_way(killed_and_looked_at(tmp_path, ALL), ALL)


@pytest.mark.soak
@pytest.mark.postgres
def test_a_release_killed_at_two_hundred_points_is_whole_on_postgresql(
    tmp_path: Path, postgres_server: str
) -> None:
    assert spread_over_the_whole_way(killed_and_looked_at(tmp_path, ALL, postgres_server), ALL)
