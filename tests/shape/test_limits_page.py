"""The page of limits says what is declared, and what is declared binds."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from lumbung.faces.api.v1.limits import GROUPS, declared

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"


def test_the_page_of_limits_is_as_the_declarations_make_it():
    made = importlib.util.spec_from_file_location("make_limits", PAGE.with_name("make_limits.py"))
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)

    assert PAGE.read_text("utf-8") == module.page(), "run: python docs/reference/make_limits.py"


def test_no_name_stands_for_two_limits():
    assert len(declared()) == sum(len(limits) for _, limits in GROUPS)
