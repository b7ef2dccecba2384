"""People write periods; the house reads them, orders them and walks from one to the next."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbung.vocabulary.periods import (
    Frequency,
    UnreadablePeriod,
    parse_period,
    parse_periods,
    period_at,
    period_range,
)

days = st.dates(dt.date(1945, 8, 17), dt.date(2100, 12, 31))
frequencies = st.sampled_from(list(Frequency))


@given(days, frequencies)
def test_a_period_written_down_is_read_back(day, frequency):
    period = period_at(day, frequency)

    assert parse_period(str(period)) == period


@given(days, frequencies)
def test_a_day_lies_in_its_period_and_the_next_begins_the_day_after(day, frequency):
    period = period_at(day, frequency)

    assert period.start <= day <= period.end
    assert period.next().start == period.end + dt.timedelta(days=1)
    assert period < period.next()


@given(days, frequencies)
def test_a_year_covers_the_parts_that_calendars_put_in_it(day, frequency):
    period = period_at(day, frequency)
    year = period_at(period.start, Frequency.YEAR)

    assert year.covers(period) or frequency is Frequency.WEEK  # an ISO week may lean over the year's edge


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-Q5", "2024-S3", "2024-W54", "2024-02-30", "Maret"]
)
def test_a_text_that_is_no_period_is_refused(text):
    with pytest.raises(UnreadablePeriod):
        parse_period(text)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_but_never_breaks(text):
    with contextlib.suppress(UnreadablePeriod):
        parse_period(text)


def test_the_periods_due_are_given_as_a_list_or_as_first_and_last():
    assert [str(p) for p in parse_periods(["2021", "2023"])] == ["2021", "2023"]
    assert [str(p) for p in parse_periods("2024-11..2025-02")] == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert parse_periods(None) == ()
    assert list(period_range(parse_period("2025"), parse_period("2024"))) == []


def test_a_period_is_said_in_both_languages():
    said = parse_period("2025-08").title

    assert (said.id, said.en) == ("Agustus 2025", "August 2025")
    assert parse_period("2025-S2").title.id == "Semester 2 2025"
