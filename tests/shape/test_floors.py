"""The floors of the house, tried rather than believed: what must run without Django does."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from grimp import ImportGraph
from importlinter import ContractCheck
from tools.import_contracts import DoorsContract

HOUSE = Path(__file__).parents[2]
SOURCE = HOUSE / "src" / "lumbung"
CORE = ("vocabulary", "engines", "formats", "cube")


@pytest.mark.parametrize("floor", CORE)
def test_a_notebook_can_import_the_core_where_there_is_no_django(floor):
    program = textwrap.dedent(
        f"""
        import importlib, pkgutil, sys

        class NoDjango:
            def find_spec(self, name, path=None, target=None):
                if name.partition(".")[0] in {{"django", "ninja", "django_tasks"}}:
                    raise ModuleNotFoundError(f"{{name}} is not installed", name=name)

        sys.meta_path.insert(0, NoDjango())
        package = importlib.import_module("lumbung.{floor}")
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE / "src", capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_the_vocabulary_needs_the_standard_library_alone():
    strangers = {}
    for path in sorted((SOURCE / "vocabulary").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                own = name == "lumbung.vocabulary" or name.startswith("lumbung.vocabulary.")
                if not own and name.partition(".")[0] not in sys.stdlib_module_names:
                    strangers[path.relative_to(HOUSE)] = name

    assert not strangers


def doors_of_two_rooms(*imports: tuple[str, str]) -> ContractCheck:
    """What the contract says about a house with a kitchen and a hall and these imports."""
    graph = ImportGraph()
    for room in ("kitchen", "hall"):
        graph.add_module(f"house.rooms.{room}")
        for part in ("actions", "actions.cook", "queries", "models"):
            graph.add_module(f"house.rooms.{room}.{part}")
    graph.add_module("house.rooms")
    graph.add_module("house.site")
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported, line_number=3, line_contents="…")
    contract = DoorsContract(
        name="doors",
        session_options={},
        contract_options={"rooms": "house.rooms", "doors": ["actions", "queries"]},
    )
    return contract.check(graph, verbose=False)


def test_a_room_may_be_entered_by_its_doors_and_walked_through_from_inside():
    check = doors_of_two_rooms(
        ("house.rooms.hall.actions", "house.rooms.kitchen.actions.cook"),
        ("house.site", "house.rooms.kitchen.queries"),
        ("house.rooms.kitchen.queries", "house.rooms.kitchen.models"),
    )

    assert check.kept


@pytest.mark.parametrize("importer", ["house.rooms.hall.actions", "house.site"])
def test_nobody_climbs_into_a_room_by_the_window(importer):
    check = doors_of_two_rooms((importer, "house.rooms.kitchen.models"))

    assert not check.kept
    assert check.metadata["windows"] == [(importer, "house.rooms.kitchen.models", [3])]


def test_the_import_contracts_are_kept():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=HOUSE, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
