"""Numbers are written as Indonesians write them."""

from hypothesis import given
from hypothesis import strategies as st

from lumbung.vocabulary.numbers import said_number


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_keeps_all_its_digits(number):
    said = said_number(number).replace("−", "-").replace(".", "")

    assert int(said) == number


@given(st.floats(-1e12, 1e12, allow_nan=False), st.integers(0, 6))
def test_the_comma_separates_as_many_decimals_as_were_asked(number, decimals):
    _, _, fraction = said_number(number, decimals=decimals).partition(",")

    assert len(fraction) == decimals


def test_nothing_is_a_dash_and_zero_has_no_sign():
    assert said_number(None) == "–"
    assert said_number(-0.0001, decimals=2) == "0,00"
    assert said_number(0) == "0"
