"""The reference pages that are made from declarations: findings and expressions."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from lumbung.vocabulary.findings import KINDS
from lumbung.vocabulary.findings.kinds import ALL, FindingKind

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def maker(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, REFERENCE / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["make_findings", "make_expressions"])
def test_the_page_says_what_the_code_does(name):
    made = maker(name)
    written = made.PAGE.read_text(encoding="utf-8")
    assert written == made.page(), f"the page is stale: run python docs/reference/{name}.py"


def test_every_kind_of_finding_has_a_code_of_its_own():
    assert [code for code, count in Counter(kind.code for kind in ALL).items() if count > 1] == []
    assert len(KINDS) == len(ALL)


def placeholders(words: str) -> set[str]:
    """The facts that a sentence needs; ``what_en`` is the English side of ``what``."""
    return {name.removesuffix("_en") for name in re.findall(r"{(\w+)}", words)}


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
def test_a_kind_says_the_same_in_both_languages_and_how_it_is_mended(kind: FindingKind):
    assert re.fullmatch(r"[a-z]+(\.[a-z]+(-[a-z]+)*)", kind.code)
    for words in (kind.message, kind.hint):
        assert words.id.strip()
        assert words.en.strip()
        assert words.id != words.en or placeholders(words.id)
        assert placeholders(words.id) == placeholders(words.en)
        assert words.id.endswith((".", "?", "}"))
        assert words.en.endswith((".", "?", "}"))
