"""Sixteen producers submit at the same moment, and nothing of any of them is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def what_came_of(folder: Path, server: str = "") -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.road.crowd", str(folder), *([server] if server else [])],
        check=False,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def nothing_is_lost(told: dict[str, object]) -> None:
    assert told == {
        "states": ["submitted"],
        "periods": [str(year) for year in range(2000, 2016)],
        "people": 16,
        "figures": 160,
        "files": 16,
        "journal": True,
        "lines": {"uploaded": 16, "checked": 16, "submitted": 16},
    }


def test_sixteen_producers_submit_at_once_and_none_is_lost(tmp_path: Path) -> None:
    nothing_is_lost(what_came_of(tmp_path))


@pytest.mark.postgres
def test_sixteen_producers_submit_at_once_on_postgresql(tmp_path: Path, postgres_server: str) -> None:
    nothing_is_lost(what_came_of(tmp_path, postgres_server))
