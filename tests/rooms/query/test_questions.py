"""Questions as an address or the command line writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from lumbung.cube import query
from lumbung.rooms.query.parameters import question
from lumbung.rooms.query.problems import LimitUnfit, ParameterUnfit
from lumbung.vocabulary.areas import AreaLevel


def test_an_address_is_read_as_a_question():
    asked = question(
        "penduduk",
        {
            "area": ["35.72.01,35.72.02"],
            "sex": ["L", "P"],
            "period": ["2021..2023"],
            "by": ["area,period"],
            "roll_up": ["kecamatan"],
            "as_of": ["2025-06-30"],
            "limit": ["20"],
            "order": ["-jumlah"],
            "measures": ["jumlah"],
            "empty": [""],
        },
    )

    assert asked == query(
        "penduduk",
        where={"area": ["35.72.01", "35.72.02"], "sex": ["L", "P"], "period": "2021..2023"},
        by=["area", "period"],
        roll_up=AreaLevel.DISTRICT,
        as_of=dt.date(2025, 6, 30),
        limit=20,
        order=["-jumlah"],
        measures=["jumlah"],
    )


def test_the_order_of_words_makes_no_difference():
    one = question("x", {"sex": ["L,P"], "area": ["b", "a"]})
    two = question("x", {"area": ["a,b"], "sex": ["P", "L", "L"]})

    assert one == two
    assert hash(one) == hash(two)


def test_everything_added_up_is_an_empty_by():
    assert question("x", {"by": [""]}).by == ()
    assert question("x", {}).by is None


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"roll_up": ["dusun"]}, ParameterUnfit),
        ({"as_of": ["kemarin"]}, ParameterUnfit),
        ({"within": ["35.72,35.71"]}, ParameterUnfit),
        ({"limit": ["-1"]}, LimitUnfit),
        ({"limit": ["²"]}, LimitUnfit),
        ({"limit": ["10001"]}, LimitUnfit),
        ({"limit": ["9" * 5000]}, LimitUnfit),
        ({"area": [",".join(map(str, range(5001)))]}, ParameterUnfit),
    ],
)
def test_what_cannot_be_read_is_told_with_an_example(given, problem):
    with pytest.raises(problem) as told:
        question("x", given)
    assert told.value.advice.id
    assert told.value.advice.en
