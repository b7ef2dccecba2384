"""Conditions, whichever language they were written in."""

from __future__ import annotations

from itertools import product

import pytest

from lumbung.formats import conditions as say
from lumbung.formats.conditions import ConditionUnreadable, Kind
from lumbung.formats.odata.filters import read_filter as odata
from lumbung.formats.ogc.cql2 import read_filter as cql2

KINDS = {"name": Kind.TEXT, "people": Kind.NUMBER, "day": Kind.DATE}
ROWS = [
    {"name": name, "people": people, "day": day}
    for name, people, day in product(("Turi", "Tlumpu", None), (5, 10, None), ("2023-01-01", "2024-01-01"))
]


def in_cql2(text):
    return cql2(text, KINDS, lambda shape: lambda feature: True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("people > 5 AND name = 'Turi'", "people gt 5 and name eq 'Turi'"),
        ("people IN (5, 10) OR name LIKE 'Tl%'", "people in (5,10) or startswith(name,'Tl')"),
        ("name LIKE '%ur%' AND day >= DATE('2024-01-01')", "contains(name,'ur') and day ge 2024-01-01"),
        ("name IS NULL", "name eq null"),
        ("people IS NOT NULL AND NOT people IS NULL", "people ne null and not (people eq null)"),
        ("people BETWEEN 6 AND 20", "people ge 6 and people le 20"),
        ("CASEI(name) = CASEI('TURI')", "tolower(name) eq 'turi'"),
    ],
)
def test_both_languages_mean_the_same_where_they_say_the_same(one, other):
    first, second = in_cql2(one), odata(other, KINDS)
    assert [first.holds(row) is True for row in ROWS] == [second.holds(row) is True for row in ROWS]
    assert first.columns == second.columns


def test_what_is_empty_is_unknown_in_one_and_unequal_in_the_other():
    nobody = {"name": None, "people": None}
    assert in_cql2("name <> 'Turi'").holds(nobody) is None
    assert in_cql2("NOT name = 'Turi'").holds(nobody) is None
    assert odata("name ne 'Turi'", KINDS).holds(nobody) is True
    assert odata("not (people gt 5)", KINDS).holds(nobody) is True


def test_a_filter_is_taken_apart_where_all_must_hold():
    told = odata("name eq 'Turi' and (people gt 5 or people lt 2) and day lt 2024-06-01", KINDS)
    assert [sorted(part.columns) for part in told.parts] == [["name"], ["people"], ["day"]]
    assert len(odata("name eq 'Turi' or people gt 5", KINDS).parts) == 1


@pytest.mark.parametrize("pattern", ["a%", "%.%", "a_c", "a\\%b", "(", "["])
def test_a_pattern_means_only_its_two_marks(pattern):
    like = say.like(say.column("name", Kind.TEXT), pattern)
    plain = pattern.replace("\\%", "%")
    assert like.holds({"name": plain}) in {True, False}
    assert say.like(say.column("name", Kind.TEXT), "50\\%").holds({"name": "50x"}) is False


def test_what_cannot_be_compared_is_refused_when_it_is_read():
    with pytest.raises(ConditionUnreadable):
        in_cql2("people = 'many'")
    with pytest.raises(ConditionUnreadable):
        odata("name gt 5", KINDS)
