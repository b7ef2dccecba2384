"""What the next edition holds, given the last one and what was accepted since."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.cube.granary import figures, people

from lumbung.cube import merge, stored


def test_a_new_year_joins_the_years_before():
    before = stored(figures(("2021", "2022")), people())

    after = merge(before, figures(("2023",)), people())

    assert after.equals(stored(figures(), people()))


def test_the_first_edition_is_what_was_accepted():
    assert merge(None, figures(), people()).equals(stored(figures(), people()))


def test_a_corrected_row_replaces_the_row_with_its_key_and_no_other():
    row = figures().filter(
        pl.col("area") == "35.72.02.1001", pl.col("period") == "2022", pl.col("sex") == "L"
    )
    corrected = row.with_columns(births=pl.lit(999))

    after = merge(stored(figures(), people()), corrected, people())

    assert after.height == 30
    assert after.filter(pl.col("births") == 999).select("area", "period", "sex").rows() == [
        ("35.72.02.1001", "2022", "L")
    ]


def test_a_whole_period_is_replaced_together_with_what_it_no_longer_holds():
    fewer = figures(("2022",), villages=("35.72.01.1001",))

    after = merge(stored(figures(), people()), fewer, people(), periods=["2022"])

    assert after.filter(pl.col("period") == "2022").height == 2
    assert after.filter(pl.col("period") == "2021").height == 10


def test_a_measure_that_was_not_sent_keeps_its_value_and_one_sent_empty_does_not():
    before = stored(figures().with_columns(pl.lit("provisional").alias("poor:status")), people())
    sent = figures().select("area", "period", "sex", "births").with_columns(births=pl.lit(None))

    after = merge(before, sent, people())

    assert after["births"].null_count() == 30
    assert after["poor"].equals(before["poor"])
    assert after["poor:status"].equals(before["poor:status"])


def test_a_new_status_takes_the_place_of_the_old_one():
    before = stored(figures().with_columns(pl.lit("provisional").alias("births:status")), people())

    after = merge(before, figures(("2023",)), people())

    assert after.filter(pl.col("births:status").is_null())["period"].unique().to_list() == ["2023"]


def test_an_edition_from_before_a_dimension_was_added_is_empty_in_it():
    plain = people(dimensions=[])
    old = stored(figures(("2021",)).filter(pl.col("sex") == "L").drop("sex"), plain)

    after = merge(old, figures(("2022",)), people())

    assert after.filter(pl.col("sex") == "").height == 5
    assert after.height == 15


@given(st.lists(st.integers(0, 29), unique=True), st.lists(st.integers(0, 29), unique=True))
def test_merging_gives_the_union_of_keys_and_the_newer_value_of_each(older, newer):
    whole = figures().with_columns(births=pl.lit(1))
    before = stored(whole[older], people()) if older else None

    after = merge(before, whole[newer].with_columns(births=pl.lit(2)), people())

    assert after.height == len({*older, *newer})
    assert after["births"].sum() == 2 * len(newer) + len(set(older) - set(newer))
