"""Every room has the same inside, and its pages only translate."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = sorted(path.parent for path in (HOUSE / "src" / "lumbung" / "rooms").glob("*/apps.py"))
PAGES = sorted((HOUSE / "src" / "lumbung").glob("rooms/*/desk/**/*.py")) + sorted(
    (HOUSE / "src" / "lumbung" / "faces").rglob("*.py")
)
KINDS = {"utils", "util", "helpers", "services", "service", "common", "misc", "managers", "signals", "views"}


def classes(path: Path) -> list[ast.ClassDef]:
    """The classes that a module declares."""
    return [n for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, ast.ClassDef)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_has_doors_and_is_known_by_its_own_name(room):
    inside = {path.name.removesuffix(".py") for path in room.iterdir()}
    [app] = classes(room / "apps.py")
    settings = {
        target.id: ast.literal_eval(node.value)
        for node in app.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    assert inside & {"actions", "queries"}, "a room without doors"
    assert settings["name"] == f"lumbung.rooms.{room.name}"
    assert settings.get("label", room.name) == room.name
    assert ("models" in inside) == ("migrations" in inside)
    assert not inside & KINDS, "a module is named by its subject, not by its kind"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_records_hold_no_business(room):
    for path in [room / "models.py", *(room / "models").glob("*.py")]:
        if not path.exists():
            continue
        for record in classes(path):
            overrides = {node.name for node in record.body if isinstance(node, ast.FunctionDef)}
            assert not overrides & {"save", "delete", "clean"}, f"{path.name}: {record.name}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_foreign_key_out_of_the_room_goes_by_its_label(room):
    for path in [room / "models.py", *(room / "models").glob("*.py")]:
        if path.exists():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lumbung.rooms."):
                    assert node.module.split(".")[2] == room.name, f"{path}: {node.module}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE / "src" / "lumbung")))
def test_a_page_decides_nothing(page):
    text = page.read_text(encoding="utf-8")

    assert ".objects" not in text, "a page asks the room's queries"
    assert "user.role" not in text
    assert "is_superuser" not in text
