"""Values come out as their readers write them."""

from __future__ import annotations

import datetime as dt

import pytest

from lumbung.kit import said
from lumbung.kit.language import speaking
from lumbung.vocabulary.words import Text


def test_an_indonesian_reads_numbers_dates_and_periods_as_at_home():
    assert said.number(1234.5) == "1.234,5"
    assert said.date(dt.date(2025, 8, 5)) == "5 Agustus 2025".replace(" ", said.NO_BREAK)
    assert said.date("2025-08-05", short=True) == "5 Agu 2025".replace(" ", said.NO_BREAK)
    assert said.period("2025-Q2") == "Triwulan II 2025"
    assert said.moment(dt.datetime(2025, 9, 25, 2, 14, tzinfo=dt.UTC)).endswith("09.14")


def test_an_english_reader_gets_the_same_in_english():
    with speaking("en"):
        assert said.number(1234.5) == "1,234.5"
        assert said.period("2025-Q2") == "Q2 2025"
        assert said.t("Kelurahan", "Urban village") == "Urban village"
        assert said.t(Text("jiwa", "people")) == "people"
    assert said.t("Kelurahan", "Urban village") == "Kelurahan"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 B"), (999, "999 B"), (2_460, "2,5 kB"), (120_000, "120 kB"), (5_200_000, "5,2 MB")],
)
def test_a_size_is_told_in_the_unit_people_expect(count, words):
    assert said.size(count) == words.replace(" ", said.NO_BREAK)


def test_what_is_no_period_stays_as_it_is():
    assert said.period("2022/2023") == "2022/2023"
    assert (said.period(None), said.date(None), said.moment(None)) == ("–", "–", "–")
