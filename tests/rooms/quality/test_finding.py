"""Figures of several datasets about one thing are compared, and only what contradicts is told."""

from __future__ import annotations

import pytest
from tests.rooms.quality.kit import CITY, DISTRICTS, VILLAGES, defined, looked, says

from lumbung.rooms.quality import queries
from lumbung.rooms.quality.queries import ContradictionState, Wanted


def found(concept: str = "") -> list[tuple[str, str, float]]:
    rows = queries.contradictions(Wanted(concept=concept))
    return [(row.area, row.period, row.difference) for row in rows]


def test_two_offices_that_count_the_same_elderly_differently_are_found(town):
    says(town, defined(town, "lansia-kota", "lansia-dampingan"), {"2024": 21, "2023": 20})
    says(town, defined(town, "lansia-program", "lansia-dampingan"), {"2024": 22, "2023": 20})

    assert looked() == {"found": 1}

    row = queries.contradictions().get()
    assert (row.area, row.period, row.difference) == (CITY, "2024", 1)
    assert [one["dataset"] for one in row.claims] == ["lansia-program", "lansia-kota"]
    assert row.station is ContradictionState.OPEN
    assert row.kind.value == "same"


def test_parts_that_do_not_make_the_whole_are_found_across_datasets(town):
    """The hospital's documents were printed as 3,980 while their parts add up to 5,000."""
    whole = defined(town, "dokumen-kota", "dokumen-rs", unit="dokumen")
    parts = defined(town, "dokumen-kecamatan", "dokumen-rs", unit="dokumen", level="kecamatan", adds_up="sum")
    says(town, whole, {"2024": 3980})
    says(town, parts, {(DISTRICTS[0], "2024"): 2600, (DISTRICTS[1], "2024"): 2400})

    looked()

    row = queries.contradictions().get()
    assert (row.kind.value, row.difference, row.area) == ("parts", 1020, CITY)


def test_a_sum_that_lacks_a_part_is_no_claim(town):
    whole = defined(town, "dokumen-kota", "dokumen-rs", unit="dokumen")
    parts = defined(town, "dokumen-kecamatan", "dokumen-rs", unit="dokumen", level="kecamatan", adds_up="sum")
    says(town, whole, {"2024": 3980})
    says(town, parts, {(DISTRICTS[0], "2024"): 2600})

    assert looked() == {}


def test_a_list_of_school_levels_that_may_lack_some_makes_no_total(town):
    levels = [{"code": "jenjang", "title": "Jenjang", "codes": {"sd": "SD", "smp": "SMP"}}]
    some = defined(town, "sekolah", "dokumen-rs", unit="dokumen", dimensions=levels)
    says(town, some, {(CITY, "2024", "sd"): 60})
    says(town, defined(town, "sekolah-kota", "dokumen-rs", unit="dokumen"), {"2024": 93})

    assert looked() == {}

    says(town, some, {(CITY, "2024", "sd"): 60, (CITY, "2024", "smp"): 19}, day="2025-04-01")
    assert looked() == {"found": 1}


def test_two_series_of_population_with_concepts_of_their_own_are_no_contradiction(town):
    """151,960 in mid-2022 and 159,781 in mid-2023 come from two series, on purpose."""
    says(town, defined(town, "perkiraan", "penduduk-perkiraan"), {"2022": 151960, "2023": 152900})
    says(town, defined(town, "registrasi", "penduduk-registrasi"), {"2022": 158000, "2023": 159781})

    assert looked() == {}


def test_figures_of_different_years_do_not_contradict_each_other(town):
    """45 tonnes a day in 2023 and 70 in 2025 may both be right."""
    says(town, defined(town, "sampah-a", "sampah-masuk-tpa", unit="ton/hari", decimals=1), {"2023": 45})
    says(town, defined(town, "sampah-b", "sampah-masuk-tpa", unit="ton/hari", decimals=1), {"2025": 70})

    assert looked() == {}


def test_a_rate_quoted_under_the_wrong_year_is_found(town):
    """5.24 % of 2023 was quoted as that of 2024, which is 5.11 %."""
    rate = {"unit": "persen", "adds_up": "none", "decimals": 2}
    says(town, defined(town, "sakernas", "pengangguran", **rate), {"2023": 5.24, "2024": 5.11})
    says(town, defined(town, "kutipan", "pengangguran", **rate), {"2024": 5.24})

    looked()

    [(area, period, difference)] = found()
    assert (area, period) == (CITY, "2024")
    assert difference == pytest.approx(0.13)


def test_a_figure_printed_with_fewer_decimals_agrees(town):
    """32.58 square kilometres are the 32.5785 of the table, rounded."""
    area = {"unit": "km2", "adds_up": "last"}
    says(town, defined(town, "luas-kota", "luas-wilayah", decimals=3, **area), {"2010": 32.58})
    fine = defined(town, "luas-kecamatan", "luas-wilayah", decimals=4, level="kecamatan", **area)
    says(town, fine, {(DISTRICTS[0], "2010"): 10.5023, (DISTRICTS[1], "2010"): 22.0762})
    assert looked() == {}

    says(town, town.datasets["luas-kota"], {"2010": 32.57}, day="2025-04-01")
    assert looked() == {"found": 1}


def test_thousands_are_compared_with_ones_as_far_as_they_are_printed(town):
    says(town, defined(town, "ribuan", "penduduk-registrasi", unit="ribu jiwa", decimals=1), {"2024": 161.2})
    says(town, defined(town, "satuan", "penduduk-registrasi"), {"2024": 161204})
    assert looked() == {}

    says(town, town.datasets["satuan"], {"2024": 161304}, day="2025-04-01")
    assert looked() == {"found": 1}


def test_the_end_of_the_year_is_the_end_of_its_last_half(town):
    halves = defined(town, "semester", "penduduk-registrasi", frequency="S")
    says(town, halves, {"2024-S1": 161000, "2024-S2": 161300})
    says(town, defined(town, "tahunan", "penduduk-registrasi"), {"2024": 161204})

    looked()

    [row] = queries.contradictions()
    assert (row.period, row.difference) == ("2024", 96)
    assert row.claims[0]["at"] == "2024-S2"


def test_visits_of_a_quarter_say_nothing_about_those_of_the_year(town):
    says(
        town,
        defined(town, "triwulan", "dokumen-rs", unit="dokumen", frequency="Q", adds_up="sum"),
        {"2024-Q4": 9},
    )
    says(town, defined(town, "tahunan", "dokumen-rs", unit="dokumen", adds_up="sum"), {"2024": 40})

    assert looked() == {}


def test_one_wrong_kelurahan_is_told_once_and_not_again_for_all_above_it(town):
    one = defined(town, "kk-a", "kepala-keluarga", unit="KK", level="kelurahan")
    other = defined(town, "kk-b", "kepala-keluarga", unit="KK", level="kelurahan")
    figures = {(village, "2024"): 100.0 + place for place, village in enumerate(VILLAGES)}
    says(town, one, figures)
    says(town, other, {**figures, (VILLAGES[2], "2024"): 120})

    looked()

    assert found() == [(VILLAGES[2], "2024", 18)]


def test_a_part_of_the_people_is_told_only_where_the_whole_agrees(town):
    by_sex = [{"code": "jenis_kelamin", "title": "Jenis kelamin", "codelist": "jenis-kelamin"}]
    one = defined(town, "kelamin-a", "penduduk-registrasi", dimensions=by_sex, complete=True)
    other = defined(town, "kelamin-b", "penduduk-registrasi", dimensions=by_sex, complete=True)
    says(town, one, {(CITY, "2023", "laki-laki"): 62104, (CITY, "2023", "perempuan"): 62144})
    says(town, other, {(CITY, "2023", "laki-laki"): 62144, (CITY, "2023", "perempuan"): 62104})
    looked()
    assert sorted(row.cut for row in queries.contradictions()) == [
        "jenis-kelamin:laki-laki",
        "jenis-kelamin:perempuan",
    ]

    says(town, other, {(CITY, "2023", "laki-laki"): 62144, (CITY, "2023", "perempuan"): 62144}, "2025-04-01")
    looked()
    assert [row.cut for row in queries.contradictions()] == [""]


def test_a_measure_that_is_only_a_part_of_its_concept_is_not_compared(town):
    measures = [
        {"code": "jumlah", "concept": "kepala-keluarga", "unit": "KK", "adds_up": "last", "decimals": 0},
        {
            "code": "perempuan",
            "title": "Dikepalai perempuan",
            "concept": "kepala-keluarga",
            "unit": "KK",
            "adds_up": "last",
            "decimals": 0,
        },
    ]
    says(town, defined(town, "kk", "kepala-keluarga", measures=measures), {"2024": 500})
    says(town, defined(town, "kk-lain", "kepala-keluarga", unit="KK"), {"2024": 510})

    looked()

    row = queries.contradictions().get()
    assert {(one["dataset"], one["measure"]) for one in row.claims} == {
        ("kk", "jumlah"),
        ("kk-lain", "jumlah"),
    }


def test_simulated_figures_never_contradict_real_ones(town):
    says(town, defined(town, "asli", "lansia-dampingan"), {"2024": 21})
    says(town, defined(town, "simulasi", "lansia-dampingan", simulated=True), {"2024": 99})

    assert looked() == {}


def test_figures_that_are_not_open_are_not_compared_in_public(town):
    says(town, defined(town, "asli", "lansia-dampingan"), {"2024": 21})
    says(town, defined(town, "rahasia", "lansia-dampingan", access="terbatas"), {"2024": 99})

    assert looked() == {}


def test_looking_again_finds_nothing_new(town):
    says(town, defined(town, "lansia-kota", "lansia-dampingan"), {"2024": 21})
    says(town, defined(town, "lansia-program", "lansia-dampingan"), {"2024": 22})

    assert looked() == {"found": 1}
    assert looked() == {}
    assert queries.contradictions().get().sightings.count() == 1
