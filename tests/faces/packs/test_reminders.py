"""A pack says when its city reminds; a rule that makes no sense is told with its line."""

from __future__ import annotations

import datetime as dt

import pytest

from lumbung.faces import packs
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.people import queries as people

RULES = """\
before: [10]
quiet: {from: "16:00", until: "08:00"}
holidays:
  - {date: 2026-08-17, name: {id: Proklamasi, en: Independence Day}}
  - date: %s
    name: Natal
"""


def test_the_rules_of_a_pack_are_the_rules_of_its_city_and_load_once(city, pack):
    (pack / "reminders.yaml").write_text(RULES % "2026-12-25")

    assert packs.load_pack(pack, actor=city.operator).changes["reminders"].added == ("kecil",)
    assert not packs.load_pack(pack, actor=city.operator).changes["reminders"].any

    rules = collection.current_policy()
    assert (rules.before, rules.after, rules.quiet_from) == ((10,), (1, 7, 14), dt.time(16))
    assert set(rules.holidays) == {dt.date(2026, 8, 17), dt.date(2026, 12, 25)}


def test_a_rule_that_makes_no_sense_is_told_with_its_line_and_nothing_is_loaded(city, pack):
    (pack / "reminders.yaml").write_text(RULES % "kapan-kapan")

    with pytest.raises(packs.PackInvalid) as refused:
        packs.load_pack(pack, actor=city.operator)

    [fault] = refused.value.faults
    assert (fault.file.name, fault.line) == ("reminders.yaml", 5)
    assert not people.organisations().filter(code="dlh").exists()


def test_a_list_in_the_place_of_the_rules_is_told(city, pack):
    (pack / "reminders.yaml").write_text("- before\n")

    with pytest.raises(packs.PackInvalid):
        packs.load_pack(pack, actor=city.operator)
