"""A start is quick because heavy libraries wait until somebody needs them; a new import must not undo it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = {
    "duckdb", "numpy", "openpyxl", "polars", "rapidfuzz", "rich", "Sastrawi", "shapely", "sqlglot",
    "vl_convert", "xlsxwriter", "yaml",
}  # fmt: skip
OF_THE_WEB = {"django", "jinja2", "ninja", "pydantic"}
OF_COMMANDS = {"typer"}

OPEN_FOR_THE_WEB = """
import lumbung.site.wsgi
from django.urls import get_resolver
assert get_resolver().url_patterns
"""
OPEN_FOR_WORK = """
import django
django.setup()
from lumbung.kit.jobs.kinds import learn
learn()
"""
HELP = """
import sys
from lumbung.cli.main import run
assert run(["--help"]) == 0
"""
SEE_WHETHER_ALL_IS_THERE = """
from lumbung.cli.house import prepare_database
from lumbung.cli.schema import is_surely_current
is_surely_current()
"""


def imported_by(program: str, home: str) -> set[str]:
    """The libraries that a new process has imported when it has run a program."""
    told = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules, file=sys.stderr)"],
        env={**os.environ, "LUMBUNG_HOME": home, "DJANGO_SETTINGS_MODULE": "lumbung.site.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, told.stderr
    return {name.partition(".")[0] for name in told.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize(
    ("program", "waits"),
    [
        pytest.param(OPEN_FOR_THE_WEB, HEAVY | OF_COMMANDS, id="the web server before its first page"),
        pytest.param(OPEN_FOR_WORK, HEAVY | OF_COMMANDS | {"ninja", "pydantic"}, id="the background worker"),
        pytest.param(HELP, HEAVY | OF_THE_WEB, id="lumbung --help"),
        pytest.param(SEE_WHETHER_ALL_IS_THERE, HEAVY | (OF_THE_WEB - {"django"}), id="lumbung serve itself"),
        pytest.param("import lumbung.cube", HEAVY | OF_THE_WEB | OF_COMMANDS, id="the cube in a notebook"),
    ],
)
def test_heavy_libraries_wait_until_somebody_needs_them(program, waits, tmp_path):
    assert not imported_by(program, str(tmp_path)) & waits
