"""Wholes against their parts, up the area tree and along a dimension."""

from __future__ import annotations

import polars as pl
import pytest
from tests.engines.rules.sheets import put, told, village_rows

SUM_OF_FIRST = 1000 + 1001 + 1002
AGE = {"code": "umur", "title": {"id": "Kelompok umur", "en": "Age group"}, "codelist": "umur"}


def with_districts(first: float = SUM_OF_FIRST, city: float = 6015) -> pl.DataFrame:
    villages = village_rows()
    wholes = villages[:3].with_columns(
        pl.Series("area", ["35.72.01", "35.72.02", "35.72"]),
        pl.Series("jumlah", [first, 6015 - SUM_OF_FIRST, city]),
        (pl.col("jumlah:place") + 16384 * 10),
        (pl.col("area:place") + 16384 * 10),
    )
    return pl.concat([villages, wholes], how="vertical_relaxed")


def test_kecamatan_that_agree_with_their_kelurahan_pass_and_are_not_kept(check, dataset):
    verdict = check(with_districts(), dataset(complete=True))

    assert verdict.counts == {"area.whole-row": 1}
    assert verdict.ok
    assert "3 baris untuk Kota Blitar, Kecamatan Sukorejo" in verdict.findings[0].message.id
    assert verdict.clean.height == 6
    assert verdict.read.height == 6


def test_a_kecamatan_that_differs_from_the_sum_is_told_with_its_parts(check, dataset):
    verdict = check(with_districts(first=3333), dataset())
    found = next(item for item in verdict.findings if item.rule == "whole.mismatch")

    assert (str(found.place), found.value) == ("data!C14", "3333")
    assert found.message.id == "Kecamatan Sukorejo 3.333, padahal jumlah kelurahan/desa adalah 3.003."
    assert [str(place) for place in found.also] == ["data!C4", "data!C5", "data!C6"]
    assert not verdict.ok


def test_a_whole_is_not_judged_while_a_part_is_missing(check, dataset):
    frame = put(with_districts(first=3333), "jumlah", 0, None)
    assert "whole.mismatch" not in check(frame, dataset()).counts


@pytest.mark.parametrize("adds_up", ["none", "weighted"])
def test_what_does_not_add_up_is_not_added(check, dataset, adds_up):
    measures = [
        {"code": "jumlah", "unit": "indeks", "adds_up": adds_up, "weight": "orang"},
        {"code": "orang", "unit": "jiwa"},
    ]
    verdict = check(with_districts(first=1), dataset(measures=measures))
    assert "whole.mismatch" not in verdict.counts
    assert [item.severity.value for item in verdict.findings] == ["warning" if adds_up == "none" else "info"]


@pytest.mark.parametrize(("first", "good"), [(100.3, True), (100.5, False)])
def test_rounded_parts_may_be_off_by_their_rounding(check, dataset, first, good):
    frame = with_districts().with_columns(
        pl.Series("jumlah", [33.4, 33.4, 33.4, 1.1, 1.1, 1.1, first, 3.3, 103.5])
    )
    counts = check(frame, dataset(measures=[{"code": "jumlah", "unit": "ha"}])).counts
    assert ("whole.mismatch" not in counts) is good


def test_a_total_code_is_held_against_its_codes(check, dataset):
    frame = pl.concat(
        [
            village_rows(umur="muda"),
            village_rows(umur="tua", start=10),
            village_rows(umur="total", start=1010),
        ],
    ).with_columns(pl.col("jumlah"))
    frame = frame.with_columns(
        jumlah=pl.when(pl.col("umur") == "total")
        .then(1010 + 2 * (pl.col("jumlah") - 1010))
        .otherwise(pl.col("jumlah"))
    )
    assert check(frame, dataset(dimensions=[AGE], complete=True)).ok

    verdict = check(put(frame, "jumlah", 13, 1), dataset(dimensions=[AGE], complete=True))
    assert told(verdict) == [("whole.mismatch", "data!C5")]
    assert verdict.findings[0].message.id == "Semua umur 1, padahal jumlah Kelompok umur adalah 1.012."
