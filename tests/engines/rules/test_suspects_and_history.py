"""What is only asked about: zeros that may mean unknown, and figures far from their past."""

from __future__ import annotations

import polars as pl
import pytest
from tests.engines.rules.sheets import put, told, village_rows

TWO = [
    {"code": "jumlah", "unit": "unit", "title": {"id": "Jumlah UMKM"}},
    {"code": "omzet", "unit": "juta rupiah"},
]


def past(years: range = range(2016, 2024), **columns: object) -> pl.DataFrame:
    """An edition with some years of the same villages, as the store gives it."""
    frames = [village_rows(str(year), start=1000 + (year - 2016) * 5) for year in years]
    return pl.concat(frames).select("area", "period", "jumlah")


def test_a_zero_among_hundreds_is_asked_about_with_its_remark(check, dataset):
    frame = put(village_rows(), "jumlah", 4, 0).with_columns(
        pl.Series("jumlah:note", [None, None, None, None, "belum didata", None])
    )
    verdict = check(frame, dataset(measures=TWO))

    assert told(verdict) == [("value.zero-suspect", "data!C8")]
    assert verdict.ok
    assert "1.000–1.005 (“belum didata”)" in verdict.findings[0].message.id


def test_a_zero_with_a_remark_is_asked_about_among_smaller_figures_too(check, dataset):
    frame = put(village_rows(start=12), "jumlah", 4, 0)
    remarked = frame.with_columns(pl.Series("jumlah:note", [None] * 4 + ["belum didata", None]))
    assert told(check(frame, dataset())) == []
    assert told(check(remarked, dataset())) == [("value.zero-suspect", "data!C8")]


def test_zeros_are_not_asked_about_where_figures_are_small_or_zeros_are_many(check, dataset):
    small = put(village_rows(start=3), "jumlah", 4, 0)
    many = put(put(village_rows(), "jumlah", 4, 0), "jumlah", 5, 0)
    assert told(check(small, dataset())) == []
    assert told(check(many, dataset())) == []


def test_what_is_zero_in_every_period_is_truly_zero(check, dataset):
    frame = pl.concat([put(village_rows(year), "jumlah", 4, 0) for year in ("2023", "2024")])
    assert told(check(frame, dataset())) == []


def test_a_part_above_what_is_larger_everywhere_else_is_asked_about(check, dataset):
    measures = [{"code": "jumlah", "unit": "anak"}, {"code": "stunting", "unit": "anak"}]
    frame = pl.concat([village_rows(year) for year in ("2023", "2024")]).with_columns(stunting=pl.lit(100))
    verdict = check(put(frame, "stunting", 3, 5000), dataset(measures=measures))

    (found,) = verdict.findings
    assert (found.rule, found.severity.value) == ("value.part-exceeds-whole", "warning")


@pytest.mark.parametrize(
    ("part", "asked"), [("Balita stunting", True), ("Balita diukur", False), ("Posyandu", False)]
)
def test_what_a_title_calls_a_part_is_asked_about_among_few_rows(check, dataset, part, asked):
    measures = [
        {"code": "jumlah", "unit": "anak", "title": {"id": "Jumlah balita ditimbang"}},
        {"code": "stunting", "unit": "anak", "title": {"id": part}},
    ]
    frame = village_rows().with_columns(stunting=pl.lit(950))
    rules = [rule for rule, _ in told(check(put(frame, "stunting", 3, 5000), dataset(measures=measures)))]

    assert rules == (["value.part-exceeds-whole"] if asked else [])


def test_a_changed_figure_is_noted_with_what_it_was(check, dataset):
    before = village_rows("2023").select("area", "period", pl.col("jumlah"))
    verdict = check(put(village_rows("2023"), "jumlah", 2, 1300), dataset(), previous=before)

    (found,) = verdict.findings
    assert (found.rule, str(found.place), found.severity.value) == ("value.changed", "data!C6", "info")
    assert found.message.id == "Penduduk berubah dari 1.002 menjadi 1.300 terhadap edisi terakhir."


def test_a_figure_that_is_taken_back_is_noted_too(check, dataset):
    before = village_rows("2023").select("area", "period", pl.col("jumlah"))
    verdict = check(put(village_rows("2023"), "jumlah", 2, None), dataset(), previous=before)
    assert verdict.findings[0].message.id == "Penduduk berubah dari 1.002 menjadi – terhadap edisi terakhir."


def test_many_changes_are_told_as_a_number(check, dataset, monkeypatch):
    monkeypatch.setattr("lumbung.engines.rules.history.TOLD_ONE_BY_ONE", 3)
    before = village_rows("2023", start=500).select("area", "period", pl.col("jumlah"))
    (found,) = check(village_rows("2023"), dataset(), previous=before).findings
    assert found.message.en == "6 values of Population changed against the last edition."


@pytest.mark.parametrize(("value", "told_"), [(10_030, True), (103, True), (1_100, False), (None, False)])
def test_a_figure_far_from_its_history_is_asked_about(check, dataset, value, told_):
    verdict = check(put(village_rows(start=1040), "jumlah", 3, value), dataset(), previous=past())
    assert ("value.outlier" in verdict.counts) is told_
    if told_:
        (found,) = verdict.findings
        assert str(found.place) == "data!C7"
        assert "1.003–1.038" in found.message.id
        assert verdict.ok


def test_a_lively_series_may_be_lively(check, dataset):
    lively = past().with_columns(jumlah=pl.col("jumlah") * pl.col("period").cast(pl.Int32) % 7 * 100 + 50)
    assert "value.outlier" not in check(village_rows(start=400), dataset(), previous=lively).counts


def test_a_short_history_judges_nobody(check, dataset):
    verdict = check(put(village_rows(), "jumlah", 3, 99), dataset(), previous=past(range(2020, 2023)))
    assert "value.outlier" not in verdict.counts


def test_an_edition_with_empty_codes_is_understood(check, dataset):
    dimension = {"code": "kelamin", "codes": {"l": "L"}, "optional": True}
    now = village_rows("2023", kelamin=None).with_columns(pl.col("kelamin").cast(pl.String))
    before = now.with_columns(kelamin=pl.lit("")).select("area", "period", "kelamin", pl.col("jumlah") + 1)
    assert check(now, dataset(dimensions=[dimension]), previous=before).counts == {"value.changed": 6}
