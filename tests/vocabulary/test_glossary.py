"""The glossary says what the code says, and the page says what the glossary says."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

from lumbung.rooms.people.permissions import DUTY_TITLES
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.glossary import Evidence, Group, term, terms, terms_named

HOUSE = Path(__file__).parents[2]
SOURCE = HOUSE / "src" / "lumbung"
ROOMS = (
    "journal", "people", "standards", "catalog", "metadata", "forum", "query", "collection", "review",
    "release", "quality",
)  # fmt: skip


def code_words() -> str:
    """All that the code writes, but the glossary itself."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(SOURCE.rglob("*.py"))
        if path.name != "glossary.py"
    )


def test_a_word_is_found_by_what_the_code_and_what_the_law_call_it():
    assert term("steward").title.id == "walidata"
    assert [item.code for item in terms_named("walidata")] == ["steward"]
    assert [item.code for item in terms_named("Priority data")] == ["priority data"]
    assert term("nothing of the kind") is None


def test_rooms_and_duties_are_all_there():
    assert tuple(item.code for item in terms() if item.group is Group.ROOMS) == ROOMS
    for duty, title in DUTY_TITLES.items():
        found = term(duty.value)
        assert found is not None, duty.value
        assert found.title == title, "pages and glossary call a duty the same"


@pytest.mark.parametrize(
    "code",
    [
        *("edition", "submission", "finding", "data list", "priority data", "release calendar", "concept"),
        *("measure", "unit", "code list", "dataset", "structure", "dimension", "period", "area", "template"),
    ],
)
def test_the_words_that_a_newcomer_meets_first_are_there(code):
    assert term(code) is not None


def test_every_code_word_really_occurs_in_the_code():
    words = code_words()
    unheard = []
    for item in terms():
        pattern = r"[ _-]?".join(map(re.escape, item.in_code.split(" ")))
        if not re.search(rf"(?<![a-z]){pattern}(?![a-z])|{camel(item.in_code)}", words, re.IGNORECASE):
            unheard.append(item.code)

    assert unheard == []


def camel(words: str) -> str:
    return re.escape("".join(word.capitalize() for word in words.split(" ")))


def test_a_term_is_told_once_and_whole():
    assert [code for code, count in Counter(item.code for item in terms()).items() if count > 1] == []
    for item in terms():
        assert item.title.id, item.code
        assert item.title.en, item.code
        assert item.meaning.id.endswith("."), item.code
        assert item.meaning.en.endswith("."), item.code
        assert bool(item.source) == (item.evidence is not Evidence.OWN), f"{item.code}: a source has its mark"


def test_the_access_classes_are_named_in_the_words_of_the_data_list():
    meaning = term("access").meaning.id
    assert all(access.value in meaning for access in Access)


def test_the_page_is_current():
    script = HOUSE / "docs" / "reference" / "make_glossary.py"
    specification = importlib.util.spec_from_file_location("make_glossary", script)
    made = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(made)

    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run docs/reference/make_glossary.py"
