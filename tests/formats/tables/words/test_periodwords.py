"""Periods as people write them are read as the period they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.formats.tables.words.periodwords import (
    PeriodPart,
    joined,
    period_text,
    period_value,
    periods_inside,
)
from lumbung.vocabulary.periods import Frequency, Period, parse_period

FREQUENCIES = st.sampled_from([Frequency.YEAR, Frequency.HALF, Frequency.QUARTER, Frequency.MONTH])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    frequency = draw(FREQUENCIES)
    return Period(draw(st.integers(1990, 2069)), frequency, draw(st.integers(1, frequency.per_year)))


@given(periods())
def test_a_period_is_read_as_sdmx_and_as_people_write_it(period: Period) -> None:
    for text in (
        str(period),
        period.title.id,
        period.title.en.replace(",", ""),
        f"  {period.title.id.upper()} ",
    ):
        part = period_text(text)
        assert joined([part], period.frequency) == period, text


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Tahun 2024", "2024"),
        ("Th. 2024", "2024"),
        ("TA 2024", "2024"),
        ("TW III/2024", "2024-Q3"),
        ("Tw. II 2025", "2025-Q2"),
        ("2025 Q4", "2025-Q4"),
        ("Triwulan 1 Tahun 2025", "2025-Q1"),
        ("I/2024", "2024-Q1"),
        ("Semester Genap 2024", "2024-S2"),
        ("Smt 1/2025", "2025-S1"),
        ("Jan-25", "2025-01"),
        ("Jan'25", "2025-01"),
        ("Nop 2024", "2024-11"),
        ("Bulan Maret 2025", "2025-03"),
        ("03/2025", "2025-03"),
        ("202507", "2025-07"),
        ("Pebruari 2024", "2024-02"),
        ("Agt 2024", "2024-08"),
    ],
)
def test_every_usual_way_of_writing_a_period_is_known(text: str, period: str) -> None:
    wanted = parse_period(period)

    assert joined([period_text(text)], wanted.frequency) == wanted


@pytest.mark.parametrize(
    "text", ["", "Jumlah", "0-14", "12", "Maret 20225", "2021-2025", "semester 3", "13/2024", "Mar"[:2]]
)
def test_what_is_no_period_is_read_as_none(text: str) -> None:
    assert period_text(text) is None


@given(st.text(max_size=40))
def test_any_text_can_be_tried(text: str) -> None:
    period_text(text)
    periods_inside(text)


def test_a_date_stands_for_the_period_it_lies_in() -> None:
    last_of_march = period_value(dt.date(2025, 3, 31))

    assert joined([last_of_march], Frequency.QUARTER) == parse_period("2025-Q1")
    assert joined([last_of_march], Frequency.MONTH) == parse_period("2025-03")
    assert joined([last_of_march], Frequency.YEAR) == parse_period("2025")


def test_the_month_of_a_column_and_the_year_of_a_title_make_one_period() -> None:
    assert joined([period_text("Juli"), period_text("2024")], Frequency.MONTH) == parse_period("2024-07")


def test_a_school_year_is_called_by_either_of_its_years() -> None:
    part = period_text("Tahun Ajaran 2024/2025")

    assert joined([part], Frequency.YEAR) == Period(2024)
    assert joined([part], Frequency.YEAR, ends=True) == Period(2025)


def test_a_number_under_the_heading_month_is_a_month() -> None:
    assert period_value(7.0, Frequency.MONTH) == PeriodPart(None, Frequency.MONTH, 7)
    assert period_value("IV", Frequency.QUARTER) == PeriodPart(None, Frequency.QUARTER, 4)
    assert period_value(7.0) is None


def test_a_title_over_several_years_names_none() -> None:
    assert periods_inside("Guru menurut jenjang, 2020–2024") == []
    assert [part.year for part in periods_inside("Data RT, keadaan 31 Desember 2024")] == [2024]
