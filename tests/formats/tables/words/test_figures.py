"""Numbers as people type them are read as the numbers they mean, and never as others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.formats.tables.words.figures import (
    Convention,
    cleaned,
    convention_of,
    figure_text,
    likely_figure,
)
from lumbung.formats.tables.words.numberwords import number_in_words

WHOLE = st.integers(-(10**12), 10**12)
DECIMALS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def indonesian(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))


@given(DECIMALS)
def test_a_number_written_either_way_is_read_back(number: object) -> None:
    english = f"{number:,}"

    assert figure_text(english).read(Convention.ENGLISH) == pytest.approx(float(number))  # type: ignore[arg-type]
    assert figure_text(indonesian(english)).read(Convention.INDONESIAN) == pytest.approx(float(number))  # type: ignore[arg-type]


@given(WHOLE, st.sampled_from(["{}", "Rp {}", "Rp. {},-", " {} ", "Rp{}", "{} "]))
def test_signs_of_money_and_blanks_around_a_number_change_nothing(number: int, form: str) -> None:
    text = form.format(indonesian(f"{abs(number):,}"))

    assert figure_text(text).indonesian == abs(number)


@given(WHOLE.filter(bool), st.sampled_from(["({})", "-{}", "−{}", "– {}", "{}-"]))
def test_brackets_and_every_kind_of_minus_make_it_negative(number: int, form: str) -> None:
    assert figure_text(form.format(abs(number))).indonesian == -abs(number)


@given(st.integers(1000, 10**12), st.sampled_from(" \u00a0\u2009\u202f'"))
def test_groups_parted_by_any_blank_are_one_number(number: int, blank: str) -> None:
    assert figure_text(f"{number:,}".replace(",", blank)).indonesian == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "seratus",
        "35.72.01.1001",
        "0-14",
        "65+",
        "1/2",
        "1.2.3",
        "12 13",
        "2024-07",
        "±5",
        ">100",
        "Turi 2",
    ],
)
def test_what_is_no_number_is_read_as_none(text: str) -> None:
    assert not figure_text(text).is_number


@given(st.text(max_size=30))
def test_any_text_can_be_tried(text: str) -> None:
    figure_text(text)
    likely_figure(text)


def test_one_clear_number_decides_for_a_whole_column() -> None:
    column = [figure_text(text) for text in ("1.234", "19.336", "5,5")]

    verdict = convention_of(column)

    assert verdict is not None
    assert (verdict.convention, verdict.sure) == (Convention.INDONESIAN, True)
    assert [figure.read(verdict.convention) for figure in column] == [1234, 19336, 5.5]


def test_a_measure_without_fractions_decides_where_the_column_does_not() -> None:
    verdict = convention_of([figure_text("1.128"), figure_text("2.500")], whole=True)

    assert verdict is not None
    assert verdict.convention is Convention.INDONESIAN


def test_the_size_of_the_numbers_beside_decides_last() -> None:
    texts = [figure_text("592.151"), figure_text("614.759")]

    large = convention_of(texts, numbers=[501606.0, 639406.0])
    small = convention_of(texts, numbers=[501.6, 639.4])

    assert large is not None
    assert small is not None
    assert (large.convention, small.convention) == (Convention.INDONESIAN, Convention.ENGLISH)


def test_nothing_is_decided_without_evidence() -> None:
    assert convention_of([figure_text("1.234")]) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1l0", "110"), ("12O", "120"), ("I5", "15"), ("seratus dua puluh", "120"), ("banyak", None)],
)
def test_a_slip_of_the_keyboard_or_a_number_in_words_is_proposed_in_digits(
    typed: str, meant: str | None
) -> None:
    assert likely_figure(typed) == meant


@given(st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False))
def test_a_number_keeps_the_fifteen_digits_a_spreadsheet_shows(number: float) -> None:
    assert cleaned(number) == pytest.approx(number, rel=1e-14)
    assert f"{cleaned(number):.15g}" == f"{number:.15g}"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("nol", 0),
        ("sebelas", 11),
        ("tujuh belas", 17),
        ("sembilan puluh sembilan", 99),
        ("seribu seratus sepuluh", 1110),
        ("dua puluh satu ribu tiga ratus", 21_300),
        ("satu juta dua ratus ribu lima", 1_200_005),
    ],
)
def test_numbers_written_out_are_understood(words: str, number: int) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    "words", ["", "puluh", "dua tiga", "ribu", "dua ribu ribu", "lima anak", "sejuta harapan"]
)
def test_words_that_are_no_number_are_not_taken_for_one(words: str) -> None:
    assert number_in_words(words) is None
