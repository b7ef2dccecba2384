"""Expressions that select values: what people write, and anything at all."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.formats.px.expressions import NothingSelected, resolved
from lumbung.formats.px.problems import SelectionUnreadable
from lumbung.formats.px.selections import listed, selection_in_address, selection_in_body

YEARS = ["2019", "2020", "2021", "2022", "2023"]
AREAS = ["35.72.01", "35.72.01.1001", "35.72.02", "35.72.02.1001"]


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("2021", ["2021"]),
        ("*", YEARS),
        ("top(2)", ["2022", "2023"]),  # the latest
        ("TOP(2,1)", ["2021", "2022"]),
        ("bottom(2)", ["2019", "2020"]),
        ("bottom(2, 1)", ["2020", "2021"]),
        ("from(2022)", ["2022", "2023"]),
        ("to(2020)", ["2019", "2020"]),
        ("range(2020,2022)", ["2020", "2021", "2022"]),
        ("range(2022, 2020)", ["2020", "2021", "2022"]),
        ("202?", ["2020", "2021", "2022", "2023"]),
        ("*19", ["2019"]),
        ("top(99)", YEARS),
    ],
)
def test_years_are_selected_by_rules(expression, wanted):
    assert list(resolved(expression, YEARS, is_time=True)) == wanted


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("top(1)", AREAS[:1]),
        ("bottom(1)", AREAS[-1:]),
        ("35.72.01*", AREAS[:2]),
        ("*1001", [AREAS[1], AREAS[3]]),
        ("*.02.*", [AREAS[3]]),
        ("35.72.0?", [AREAS[0], AREAS[2]]),
    ],
)
def test_areas_are_selected_by_rules(expression, wanted):
    assert list(resolved(expression, AREAS)) == wanted


@pytest.mark.parametrize(
    "expression",
    ["", "1999", "top(0)", "top(-1)", "top(x)", "top(1,2,3)", "bottom(1,99)", "from()", "from(x)",
     "range(2019)", "to(2019,2020)", "20*9", "x*", "?", "top(1", "*" * 300],
)  # fmt: skip
def test_what_selects_nothing_is_told(expression):
    with pytest.raises(NothingSelected):
        resolved(expression, YEARS, is_time=True)


@given(
    st.text(max_size=60), st.lists(st.text(min_size=1, max_size=6), max_size=8, unique=True), st.booleans()
)
def test_any_expression_selects_some_of_the_codes_in_their_order_or_is_refused(expression, codes, is_time):
    try:
        found = resolved(expression, codes, is_time=is_time)
    except NothingSelected:
        return
    assert found
    assert [code for code in codes if code in set(found)] == list(found)


def test_a_code_that_looks_like_an_expression_means_itself():
    assert resolved("top(1)", ["a", "top(1)"]) == ("top(1)",)


def test_a_comma_within_brackets_belongs_to_the_expression():
    assert listed(["a,top(2,1), range(x,y) ,,b"]) == ["a", "top(2,1)", "range(x,y)", "b"]


@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_list_is_read(texts):
    assert all(word == word.strip() and word for word in listed(texts))


@given(
    st.dictionaries(st.text(max_size=30), st.lists(st.text(max_size=20), min_size=1, max_size=2), max_size=4)
)
def test_any_address_gives_a_selection_or_a_refusal(parameters):
    with suppress(SelectionUnreadable):
        selection_in_address(parameters)


def test_a_refusal_shows_how_a_selection_is_written():
    with pytest.raises(SelectionUnreadable) as refused:
        selection_in_address({"valueCodes[area": ["*"]})
    assert refused.value.advice.id.startswith('Tulis seperti {"selection"')


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["selection", "variableCode", "valueCodes", "codeList", "placement", "heading", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_body_gives_a_selection_or_a_refusal(body):
    try:
        made = selection_in_body(body)
    except SelectionUnreadable:
        return
    assert selection_in_body(made.as_dict()) == made
