"""Areas that are split, merged, renamed, moved: what is told of it, and what cannot be."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lumbung.vocabulary.areachanges import AreaChange, AreaShift, ChangeKind, change_faults, shares_since
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.periods import parse_period

DAY = dt.date(2024, 1, 1)
WARD = Area("1001", "Turi", AreaLevel.VILLAGE, kind="kelurahan", parent="01")
TREE = AreaTree.of(
    [
        Area("01", "Sukorejo", AreaLevel.DISTRICT),
        Area("02", "Sananwetan", AreaLevel.DISTRICT),
        WARD,
        Area("1004", "Turi Timur", AreaLevel.VILLAGE, kind="kelurahan", parent="01", valid_from=DAY),
        Area("1009", "Lama", AreaLevel.VILLAGE, parent="01", valid_to=dt.date(2023, 12, 31)),
    ]
)
SPLIT = AreaChange(
    "pemekaran", ChangeKind.SPLIT, DAY, "Perda 3/2023",
    (AreaShift("1001", "1001", 0.6), AreaShift("1001", "1004", 0.4)),
)  # fmt: skip


def test_a_split_is_said_in_a_sentence_with_its_day_and_its_law():
    assert change_faults(SPLIT, TREE) == []
    assert SPLIT.said(TREE).id == (
        "1 Januari 2024: Kelurahan Turi (1001) dimekarkan menjadi "
        "Kelurahan Turi (1001) dan Kelurahan Turi Timur (1004) (Perda 3/2023)"
    )


def test_the_year_before_has_the_old_codes_and_the_year_of_the_change_the_new():
    assert SPLIT.is_before(parse_period("2023"))
    assert not SPLIT.is_before(parse_period("2024-Q1"))
    mid_year = replace(SPLIT, on=dt.date(2024, 7, 1))
    assert mid_year.is_before(parse_period("2024-Q2"))
    assert not mid_year.is_before(parse_period("2024"))


def test_changes_follow_one_another():
    merge = AreaChange(
        "gabung",
        ChangeKind.MERGE,
        dt.date(2025, 1, 1),
        "",
        (AreaShift("1004", "1010"), AreaShift("1005", "1010")),
    )

    assert shares_since([merge, SPLIT], parse_period("2023"))["1001"] == (("1001", 0.6), ("1010", 0.4))
    assert shares_since([merge, SPLIT], parse_period("2024")) == {
        "1004": (("1010", 1.0),),
        "1005": (("1010", 1.0),),
    }
    assert shares_since([merge, SPLIT], parse_period("2025")) == {}


def test_a_change_that_is_not_what_it_says_is_found():
    wrong = replace(SPLIT, kind=ChangeKind.MERGE, shifts=(*SPLIT.shifts, AreaShift("zz", "1009", 1)))

    rules = [item.rule for item in change_faults(wrong, TREE)]

    assert rules == ["areachange.area-unknown", "areachange.kind", "areachange.not-in-force"]
    ends = AreaChange("x", ChangeKind.RENAME, DAY, "", (AreaShift("1001", "1004"),))
    assert [item.rule for item in change_faults(ends, TREE)] == ["areachange.still-in-force"]


def test_an_area_that_came_under_another_parent_is_found_under_the_old_one_before():
    moved = replace(WARD, parent="02", earlier=(("01", dt.date(2023, 12, 31)),))
    tree = AreaTree.of([*(area for area in TREE.areas.values() if area.code != "1001"), moved])

    assert tree.on(dt.date(2023, 6, 1))["1001"].parent == "01"
    assert tree.on(DAY)["1001"].parent == "02"
    assert TREE.on(DAY) is TREE
