"""Keys: areas, periods and codes on their lists, each key once, and nothing missing."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.rules.sheets import VILLAGES, put, told, village_rows

from lumbung.engines.rules.keys import coded_keys
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.periods import parse_period

SEX = {
    "code": "kelamin",
    "title": {"id": "Jenis kelamin", "en": "Sex"},
    "codes": {"l": "Laki-laki", "p": "Perempuan"},
}


def by_sex(period: str = "2024") -> pl.DataFrame:
    return pl.concat([village_rows(period, kelamin="l"), village_rows(period, start=900, kelamin="p")])


def test_a_second_row_with_one_key_names_the_first_and_stays_out(check, dataset):
    frame = pl.concat([village_rows(), village_rows()[2:3].with_columns(pl.col("^.*:place$") + 16384 * 10)])
    verdict = check(frame, dataset())

    (found,) = verdict.findings
    assert (found.rule, str(found.place)) == ("key.duplicate", "data!A16")
    assert found.message.id == "Kelurahan Mawar 13, 2024 sudah ada di data!A6."
    assert [str(place) for place in found.also] == ["data!A6"]
    assert verdict.clean.height == 6
    assert verdict.rows("key.duplicate") == [6]


def test_a_repeated_row_of_a_wide_sheet_is_told_once(check, dataset):
    frame = pl.concat([by_sex(), by_sex()[[0, 6]].with_columns(pl.col("area:place") + 16384 * 20)])
    verdict = check(frame, dataset(dimensions=[SEX]))

    assert verdict.counts == {"key.duplicate": 1}
    assert verdict.rows("key.duplicate") == [12, 13]


def test_without_places_the_row_and_its_key_are_said(check, dataset):
    frame = pl.concat([village_rows(), village_rows()[:1]]).select("area", "period", "jumlah")
    structure = dataset(measures=[{"code": "jumlah", "unit": "jiwa", "maximum": 1004}])
    messages = [item.message for item in check(frame, structure).findings]

    assert (
        messages[0].id == "Baris 7 (Kelurahan Mawar 11, 2024): Kelurahan Mawar 11, 2024 sudah ada di baris 1."
    )
    assert messages[1].en == "Row 6 (Kelurahan Mawar 23, 2024): Jumlah 1,005 is outside −∞–1,004."


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("35.72.09.1001", "area.unknown"),
        ("35.05.01", "area.outside"),
        ("35.05", "area.outside"),
    ],
)
def test_an_area_that_does_not_belong_is_told_and_stays_out(check, dataset, code, rule):
    verdict = check(put(village_rows(), "area", 0, code), dataset())
    assert told(verdict) == [(rule, "data!A4")]
    assert verdict.clean.height == 5
    assert verdict.read.height == 6


def test_a_village_in_a_dataset_by_kecamatan_is_told(check, dataset):
    frame = village_rows()[:1]
    verdict = check(frame, dataset(area={"within": "35.72", "level": "kecamatan"}))
    assert told(verdict) == [("area.level", "data!A4")]
    assert "adalah kelurahan/desa, padahal dataset ini per kecamatan" in verdict.findings[0].message.id


def test_a_period_that_was_not_asked_for_is_told_in_words(check, dataset):
    verdict = check(put(village_rows(), "period", 3, "2052"), dataset())

    assert told(verdict) == [("period.unexpected", "data!B7")]
    assert verdict.findings[0].message.id == "Periode 2052 bukan periode yang diminta (2023, 2024)."
    assert verdict.clean.height == 5
    assert verdict.read.height == 6


def test_a_heading_with_a_strange_period_is_told_once(check, dataset):
    frame = village_rows("2052").with_columns(pl.lit(16384).cast(pl.Int64).alias("period:place"))
    assert told(check(frame, dataset())) == [("period.unexpected", "data!A2")]


def test_a_quarter_is_no_year(check, dataset):
    frame = put(put(village_rows(), "period", 0, "2024-Q1"), "period", 1, "tahun lalu")
    verdict = check(frame, dataset(periods=None))
    assert told(verdict) == [("period.unexpected", "data!B4"), ("period.unreadable", "data!B5")]
    assert "tahunan" in verdict.findings[0].message.id


def test_a_strange_code_is_told_with_the_choices(check, dataset):
    verdict = check(put(by_sex(), "kelamin", 0, "x"), dataset(dimensions=[SEX]))
    (found,) = verdict.findings
    assert (found.rule, found.candidates) == ("code.unknown", ("l", "p"))
    assert found.hint.id == "Pilih salah satu: Laki-laki, Perempuan."


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_key_is_told_unless_the_dimension_is_optional(check, dataset, empty):
    frame = put(by_sex(), "kelamin", 0, empty)
    assert check(frame, dataset(dimensions=[SEX])).counts == {"value.required": 1}
    assert check(frame, dataset(dimensions=[SEX | {"optional": True}])).ok


def test_a_table_without_its_key_columns_is_told_and_nothing_more(check, dataset):
    verdict = check(pl.DataFrame({"area": VILLAGES, "jumlah": range(6)}), dataset())
    assert verdict.counts == {"column.missing": 1}
    assert "Periode" in verdict.findings[0].message.id
    assert verdict.clean.is_empty()


def test_an_empty_table_of_a_complete_dataset_is_told(check, dataset):
    verdict = check(village_rows()[:0], dataset(complete=True), expected_periods=[parse_period("2024")])
    assert verdict.counts == {"rows.missing": 6}


def test_a_missing_area_is_told_at_the_heading_of_the_areas(check, dataset):
    heading = Place("data", "A3")
    verdict = check(village_rows()[1:], dataset(complete=True), headings={"area": heading})

    (found,) = verdict.findings
    assert (found.rule, found.place) == ("rows.missing", heading)
    assert found.message.id == "Kelurahan Mawar 11 (35.72.01.1001) tidak ada."
    assert found.facts["areas"] == [VILLAGES[0]]


def test_an_area_that_waits_for_a_person_is_not_missing(check, dataset):
    assert check(village_rows()[1:], dataset(complete=True), waiting=[VILLAGES[0]]).ok


def test_an_area_of_which_only_some_rows_wait_is_not_missing_either(check, dataset):
    of_sexes = dataset(complete=True, dimensions=[SEX])
    assert check(by_sex()[1:], of_sexes).counts == {"rows.missing": 1}
    assert check(by_sex()[1:], of_sexes, waiting=[VILLAGES[0]]).ok
    # What another area lacks is told all the same.
    (found,) = check(by_sex()[1:-1], of_sexes, waiting=[VILLAGES[0]]).findings
    assert found.facts["areas"] == [VILLAGES[-1]]


def test_an_area_that_is_there_in_one_period_only_is_missing_in_the_other(check, dataset):
    frame = pl.concat([village_rows("2023"), village_rows("2024")[1:]])
    (found,) = check(frame, dataset(complete=True)).findings
    assert found.facts["periods"] == ["2024"]
    assert "2024" in found.message.id


def test_a_period_that_was_expected_and_is_not_there_is_missing(check, dataset):
    asked = [parse_period("2023"), parse_period("2024")]
    verdict = check(village_rows(), dataset(complete=True), expected_periods=asked)
    assert {period for item in verdict.findings for period in item.facts["periods"]} == {"2023"}
    assert check(village_rows(), dataset(complete=True)).ok  # only one of the two was sent, and is complete


def test_an_area_with_another_period_only_is_missing(check, dataset):
    verdict = check(put(village_rows(), "period", 0, "2052"), dataset(complete=True))
    assert verdict.counts == {"period.unexpected": 1, "rows.missing": 1}


def test_a_code_that_nobody_gave_is_missing(check, dataset):
    verdict = check(village_rows(kelamin="l"), dataset(complete=True, dimensions=[SEX]))
    (found,) = verdict.findings
    assert found.facts["codes"] == ["p"]
    assert found.message.id == "Perempuan tidak ada."


def test_one_missing_combination_is_told_at_its_area(check, dataset):
    verdict = check(by_sex()[:11], dataset(complete=True, dimensions=[SEX]))
    (found,) = verdict.findings
    assert str(found.place) == "data!A9"
    assert "Perempuan" in found.message.id


def test_many_missing_areas_are_told_together(check, dataset, areas, monkeypatch):
    monkeypatch.setattr("lumbung.engines.rules.completeness.LISTED", 2)
    (found,) = check(village_rows()[:1], dataset(complete=True)).findings
    assert found.facts["areas"] == VILLAGES[1:]


def test_a_dataset_that_need_not_be_complete_may_lack_rows(check, dataset):
    assert check(village_rows()[:2], dataset()).ok


def test_more_findings_than_the_limit_are_counted(check, dataset):
    frame = village_rows().with_columns(pl.lit(-1).alias("jumlah"))
    structure = dataset(measures=[{"code": "jumlah", "unit": "jiwa", "minimum": 0}])
    verdict = check(frame, structure, limit=2)

    assert verdict.counts["value.negative"] == 6
    assert [item.rule for item in verdict.findings] == ["value.negative"] * 2 + ["findings.more"]
    assert verdict.findings[-1].message.id == "4 temuan “value.negative” lainnya tidak ditampilkan."
    assert verdict.rows("value.negative") == list(range(6))


def values_of(frame: pl.DataFrame) -> dict[str, pl.Series]:
    return {column: frame[column].unique().drop_nulls() for column in frame.columns}


KEYS = st.lists(st.tuples(*[st.sampled_from(["", "a", "b", None])] * 3), max_size=30)


@given(rows=KEYS)
def test_coded_keys_are_equal_where_keys_are_equal(rows):
    frame = pl.DataFrame(rows, schema={"x": pl.String, "y": pl.String, "z": pl.String}, orient="row")
    first = coded_keys(frame, values_of(frame)).is_first_distinct().to_list()
    assert first == [row not in rows[:n] for n, row in enumerate(rows)]


def test_keys_too_many_for_one_number_are_still_told_apart():
    columns = {f"k{n}": [f"{n}-{row % 499}" for row in range(500)] for n in range(9)}
    frame = pl.DataFrame(columns)
    assert coded_keys(frame, values_of(frame)).is_first_distinct().sum() == 499
