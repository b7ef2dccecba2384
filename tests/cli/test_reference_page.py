"""The page about the command is made from the command."""

from __future__ import annotations

import importlib.util
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_the_page_of_commands_is_up_to_date_and_in_two_languages():
    spec = importlib.util.spec_from_file_location("make_command_line", REFERENCE / "make_command_line.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)

    page = (REFERENCE / "command-line.md").read_text("utf-8")
    assert page == maker.page(), "run: python docs/reference/make_command_line.py"
    for line in page.partition("## ")[2].splitlines():
        if line.startswith("| `"):
            assert " — *" in line, f"only one language: {line}"


def test_surface_commands_are_all_there():
    page = (REFERENCE / "command-line.md").read_text("utf-8")
    for command in (
        "demo", "serve", "worker", "load PATH", "template CODE", "check FILE", "submit FILE",
        "review accept NUMBER", "release CODE", "query CODE", "journal verify", "doctor", "backup FOLDER",
        "restore FOLDER", "why USER VERB",
    ):  # fmt: skip
        assert f"## `lumbung {command}`" in page
