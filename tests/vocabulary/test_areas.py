"""Areas are found by code and walked up and down the administrative ladder."""

import datetime as dt

from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree, area_level

CITY = Area("35.72", "Blitar", AreaLevel.CITY, "kota", parent="35")
SUKOREJO = Area("35.72.02", "Sukorejo", AreaLevel.DISTRICT, parent="35.72")
WARD = Area("35.72.02.1006", "Sukorejo", AreaLevel.VILLAGE, "kelurahan", parent="35.72.02")
OTHER = Area("35.72.02.1007", "Tanjungsari", AreaLevel.VILLAGE, "kelurahan", parent="35.72.02")
TREE = AreaTree.of([WARD, CITY, OTHER, SUKOREJO])


def test_a_district_is_found_above_its_ward_and_the_wards_below_their_city():
    assert TREE.at_level(WARD.code, AreaLevel.DISTRICT) is SUKOREJO
    assert TREE.at_level(CITY.code, AreaLevel.VILLAGE) is None
    assert [area.code for area in TREE.within("35.72", AreaLevel.VILLAGE)] == [WARD.code, OTHER.code]


def test_a_ward_and_its_district_of_one_name_are_told_apart_by_their_kind():
    assert WARD.title == "Kelurahan Sukorejo"
    assert SUKOREJO.title == "Kecamatan Sukorejo"


def test_a_circle_among_the_parents_is_walked_once_and_left():
    a = Area("1", "Satu", AreaLevel.CITY, parent="2")
    b = Area("2", "Dua", AreaLevel.CITY, parent="1")

    assert [area.code for area in AreaTree.of([a, b]).ancestors("1")] == ["2"]


def test_a_code_is_in_force_between_its_dates():
    area = Area(
        "x", "Lama", AreaLevel.VILLAGE, valid_from=dt.date(2010, 1, 1), valid_to=dt.date(2019, 12, 31)
    )

    assert area.in_force(dt.date(2015, 5, 5))
    assert not area.in_force(dt.date(2020, 1, 1))


def test_words_of_the_field_name_the_rungs():
    assert area_level("Desa") is AreaLevel.VILLAGE
    assert area_level("kabupaten/kota") is AreaLevel.CITY
