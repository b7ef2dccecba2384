"""Figures of one cell: numbers, decimals, limits, and what must be given."""

from __future__ import annotations

import polars as pl
import pytest
from tests.engines.rules.sheets import put, told, village_rows

WHOLE = {"code": "jumlah", "title": {"id": "Penduduk", "en": "Population"}, "unit": "jiwa", "decimals": 0}


def test_a_good_table_passes_and_goes_on_whole(check, dataset):
    verdict = check(village_rows(), dataset(measures=[WHOLE | {"minimum": 0}]))

    assert verdict.ok
    assert verdict.findings == []
    assert verdict.clean.height == 6
    assert "area:place" not in verdict.clean.columns
    assert "jumlah:place" in verdict.clean.columns


def test_a_negative_count_is_told_at_its_cell_in_both_languages(check, dataset):
    verdict = check(put(village_rows(), "jumlah", 1, -1506), dataset(measures=[WHOLE | {"minimum": 0}]))

    (found,) = verdict.findings
    assert (found.rule, str(found.place), found.value) == ("value.negative", "data!C5", "-1506")
    assert found.message.id == "Penduduk −1.506 tidak boleh kurang dari 0."
    assert found.message.en == "Population −1,506 may not be below 0."
    assert not verdict.ok
    assert verdict.clean.height == 6  # as read; the figure is judged, not taken away


@pytest.mark.parametrize(
    ("measure", "value", "rule"),
    [
        ({"minimum": 0, "maximum": 100}, 101, "value.range"),
        ({"minimum": 10}, 9, "value.range"),
        ({"minimum": -5, "maximum": 5}, -6, "value.range"),
        ({"decimals": 0}, 1.5, "value.fraction"),
        ({"decimals": 2}, 1.255, "value.decimals"),
    ],
)
def test_a_figure_beyond_its_definition_is_told(check, dataset, measure, value, rule):
    frame = village_rows(start=10.0).with_columns(pl.lit(10.0).alias("jumlah"))
    structure = dataset(measures=[{"code": "jumlah", "unit": "x"} | measure])
    if "maximum" in measure and measure["maximum"] < 10:
        frame = frame.with_columns(pl.lit(0.0).alias("jumlah"))
    assert told(check(put(frame, "jumlah", 0, float(value)), structure)) == [(rule, "data!C4")]


def test_an_open_limit_is_told_as_infinite(check, dataset):
    frame = put(village_rows(), "jumlah", 0, 9)
    verdict = check(frame, dataset(measures=[{"code": "jumlah", "unit": "jiwa", "minimum": 10}]))
    assert "10–∞" in verdict.findings[0].message.id


@pytest.mark.parametrize("value", [0.1 + 0.2, 19336.1, 1e9 + 0.07, 123456789.12])
def test_binary_dust_is_no_further_decimal(check, dataset, value):
    frame = village_rows(start=0.5).with_columns(pl.lit(value).alias("jumlah"))
    assert check(frame, dataset(measures=[{"code": "jumlah", "unit": "x", "decimals": 2}])).ok


def test_a_text_in_a_column_of_numbers_is_told_and_the_others_are_read(check, dataset):
    frame = village_rows().with_columns(pl.col("jumlah").cast(pl.String))
    frame = put(put(frame, "jumlah", 2, "seratus"), "jumlah", 3, " ")
    verdict = check(frame, dataset())

    assert told(verdict) == [("value.unreadable", "data!C6")]
    assert verdict.findings[0].value == "seratus"
    assert verdict.clean["jumlah"].null_count() == 2


def test_infinity_is_no_figure(check, dataset):
    assert told(check(put(village_rows(), "jumlah", 0, float("inf")), dataset())) == [
        ("value.unreadable", "data!C4")
    ]


def test_a_required_figure_must_be_given_or_marked_as_missing(check, dataset):
    structure = dataset(measures=[WHOLE | {"required": True}])
    frame = put(put(village_rows(), "jumlah", 0, None), "jumlah", 1, None)
    frame = frame.with_columns(pl.Series("jumlah:status", [None, "missing", *["normal"] * 4]))

    assert told(check(frame, structure)) == [("value.required", "data!C4")]


def test_a_strange_status_is_told(check, dataset):
    frame = village_rows().with_columns(pl.Series("jumlah:status", ["final", *["normal"] * 5]))
    assert told(check(frame, dataset())) == [("code.unknown", "data!C4")]


def test_a_share_that_may_not_pass_its_scale_keeps_the_part_below_the_whole(check, dataset):
    measures = [
        {"code": "stunting", "title": {"id": "Balita stunting"}, "unit": "anak"},
        {"code": "diukur", "title": {"id": "Balita diukur"}, "unit": "anak"},
        {
            "code": "persen",
            "unit": "persen",
            "adds_up": "ratio",
            "of": ["stunting", "diukur"],
            "maximum": 100,
        },
    ]
    frame = village_rows(measure="diukur", start=100).with_columns(stunting=pl.lit(10))
    frame = put(frame, "stunting", 5, 200)
    (found,) = check(frame, dataset(measures=measures)).findings

    assert (found.rule, str(found.place)) == ("value.part-exceeds-whole", "data!C9")
    assert found.message.id == "Balita stunting (200) melebihi Balita diukur (105)."


def test_a_rate_without_a_ceiling_may_pass_its_scale(check, dataset):
    measures = [
        {"code": "realisasi", "unit": "rupiah"},
        {"code": "target", "unit": "rupiah"},
        {"code": "capaian", "unit": "persen", "adds_up": "ratio", "of": ["realisasi", "target"]},
    ]
    frame = village_rows(measure="target", start=100).with_columns(realisasi=pl.lit(400))
    assert check(frame, dataset(measures=measures)).ok
