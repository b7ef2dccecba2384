"""Areas that change: recorded with their law, and not undone by the next load of an older list."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.standards import actions, queries
from lumbung.rooms.standards.models import Area, AreaChange
from lumbung.vocabulary import areachanges
from lumbung.vocabulary.areachanges import AreaShift, ChangeKind
from lumbung.vocabulary.problems import NotAllowed
from lumbung.vocabulary.words import Text

DAY = dt.date(2024, 1, 1)
TURI, EAST, TLUMPU = "35.72.02.1003", "35.72.02.1004", "35.72.02.1001"
SPLIT = areachanges.AreaChange(
    "pemekaran-turi", ChangeKind.SPLIT, DAY, "Perda 3/2023",
    (AreaShift(TURI, TURI, 0.6), AreaShift(TURI, EAST, 0.4)), Text("penduduk 2023", "residents 2023"),
)  # fmt: skip
NAMED = {EAST: actions.NewArea(EAST, "Turi Timur")}


def test_a_steward_records_a_split_and_the_new_kelurahan_is_there(city):
    actions.record_area_change(SPLIT, named=NAMED, actor=city.steward)

    east = queries.area_tree()[EAST]
    assert (east.title, east.parent, east.valid_from) == ("Kelurahan Turi Timur", "35.72.02", DAY)
    assert queries.area_changes() == (SPLIT,)
    assert queries.code_map("pemekaran-turi").carried({TURI: 10}, decimals=0) == {TURI: 6, EAST: 4}
    line = journal.entries(verb="standards.area-changed").get()
    assert line.reason == "Perda 3/2023"


def test_a_merger_ends_the_codes_that_are_no_more(city):
    merge = areachanges.AreaChange(
        "gabung", ChangeKind.MERGE, DAY, "Perda 4/2023", (AreaShift(TURI, TLUMPU), AreaShift(TLUMPU, TLUMPU))
    )
    actions.record_area_change(merge, actor=city.steward)

    assert queries.area_tree()[TURI].valid_to == dt.date(2023, 12, 31)
    actions.load_areas([{"code": TURI, "name": "Turi", "valid_to": None}], actor=city.operator)
    assert queries.area_tree()[TURI].valid_to == dt.date(2023, 12, 31)


def test_an_area_comes_under_another_kecamatan_and_keeps_its_code(city):
    move = areachanges.AreaChange("pindah", ChangeKind.MOVE, DAY, "Perda 5/2023", (AreaShift(TURI, TURI),))
    actions.record_area_change(
        move, named={TURI: actions.NewArea(TURI, parent="35.72.01")}, actor=city.steward
    )

    tree = queries.area_tree()
    assert tree[TURI].parent == "35.72.01"
    assert tree.on(dt.date(2023, 12, 31))[TURI].parent == "35.72.02"
    actions.load_areas([{"code": TURI, "parent": "35.72.02"}], actor=city.operator)
    assert queries.area_tree()[TURI].parent == "35.72.01"


def test_a_name_changes_and_the_old_one_is_still_found(city):
    renamed = areachanges.AreaChange("nama", ChangeKind.RENAME, DAY, "Perda 6/2023", (AreaShift(TURI, TURI),))
    actions.record_area_change(renamed, named={TURI: actions.NewArea(TURI, "Turi Baru")}, actor=city.steward)

    assert (queries.area_tree()[TURI].name, queries.area_tree()[TURI].aliases) == ("Turi Baru", ("Turi",))


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"shifts": (AreaShift(TURI, TURI, 0.6), AreaShift(TURI, EAST, 0.3))}, "codemap.weights-sum"),
        ({"shifts": (AreaShift("99", "99", 0.6), AreaShift("99", EAST, 0.4))}, "areachange.area-unknown"),
        ({"legal_basis": " "}, "areachange.no-legal-basis"),
        ({"kind": ChangeKind.MERGE}, "areachange.kind"),
        ({"shifts": ()}, "codemap.empty"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_leaves_nothing(city, changed, rule):
    with pytest.raises(actions.ChangeFaulty) as told:
        actions.record_area_change(replace(SPLIT, **changed), named=NAMED, actor=city.steward)

    assert rule in {item.rule for item in told.value.findings}
    assert not AreaChange.objects.exists()
    assert not Area.objects.filter(code=EAST).exists()


def test_only_who_may_define_records_a_change_and_only_once(city):
    with pytest.raises(NotAllowed):
        actions.record_area_change(SPLIT, named=NAMED, actor=city.producer)
    actions.record_area_change(SPLIT, named=NAMED, actor=city.steward)
    with pytest.raises(actions.ChangeRecorded):
        actions.record_area_change(SPLIT, named=NAMED, actor=city.steward)
