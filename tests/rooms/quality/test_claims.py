"""When two figures say the same, whatever the order in which they are looked at."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lumbung.rooms.quality.claims import Claim, Thing, conflicts, digits, ends_of
from lumbung.vocabulary.periods import parse_period

THING = Thing("penduduk", "count:people", "35.72", "2024")
VALUES = st.floats(-1e9, 1e9).map(lambda value: round(value, 2))


def claim(value: float, dataset: str, **given: object) -> Claim:
    return replace(Claim(THING, dataset, f"{dataset}@2025.1", "jumlah", value, "orang"), **given)


def test_one_person_more_is_a_contradiction_and_a_rounded_million_is_not():
    assert len(conflicts([claim(21, "a"), claim(22, "b")])) == 1
    assert conflicts([claim(161204, "a"), claim(0.16, "b", factor=1e6, decimals=2)]) == []


def test_a_sum_of_rounded_tonnes_may_be_off_by_the_rounding_of_each():
    parts = {"parts": 20, "lifted": True, "exact": False, "decimals": 1}

    assert conflicts([claim(100.9, "a", **parts), claim(100, "b", decimals=1)]) == []
    assert len(conflicts([claim(101.2, "a", **parts), claim(100, "b", decimals=1)])) == 1


def test_what_was_added_up_on_both_sides_is_told_where_it_differs_first():
    assert conflicts([claim(21, "a", lifted=True), claim(22, "b", lifted=True)]) == []


def test_a_dataset_does_not_contradict_itself():
    assert conflicts([claim(21, "a"), claim(22, "a", measure="lain")]) == []


@given(st.lists(VALUES, min_size=2, max_size=5), st.randoms())
def test_the_order_of_looking_changes_nothing(values, chance):
    said = [claim(value, f"d{place}", decimals=2) for place, value in enumerate(values)]
    mixed = said[:]
    chance.shuffle(mixed)

    assert conflicts(said) == conflicts(mixed)


@given(VALUES, st.integers(0, 6), st.integers(0, 6))
def test_a_figure_agrees_with_itself_printed_shorter(value, fine, coarse):
    long, short = round(value, max(fine, coarse)), round(value, min(fine, coarse))
    one = claim(long, "a", decimals=max(fine, coarse))
    other = claim(short, "b", decimals=min(fine, coarse))

    assert one.agrees(other)
    assert other.agrees(one)


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_ends_with_the_longer_periods_that_hold_its_last_day(year, month):
    period = parse_period(f"{year}-{month:02d}")

    assert all(longer.end == period.end and longer.covers(period) for longer in ends_of(period))
    assert len(list(ends_of(period))) == {12: 3, 6: 2, 3: 1, 9: 1}.get(month, 0)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_decimals_are_counted_as_they_are_written(whole, places):
    assert digits(whole / 10**places) <= max(places, 0)
