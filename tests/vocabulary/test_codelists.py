"""Code lists: what is wrong with one is told row by row."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from lumbung.vocabulary.codelists import circles, list_difference, list_faults, list_ref, validity_faults
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text


def at(row: int, column: str) -> Place:
    return Place("kode", f"{column}{row}")


def test_a_sound_list_with_its_hierarchy_has_no_findings():
    codes = [Code("dasar", Text("Dasar")), Code("sd", Text("SD"), "dasar"), Code("mi", Text("MI"), "dasar")]

    assert list_faults(codes, at) == []


def test_every_fault_of_a_list_is_told_at_once_and_at_its_row():
    codes = [
        Code("a", Text("A"), "b"),
        Code("b", Text("B"), "a"),
        Code("a", Text("A lagi")),
        Code("", Text("Tanpa kode")),
        Code("c", Text("")),
        Code("d", Text("D"), "zz"),
        Code("x" * 81, Text("Panjang")),
    ]

    told = {(item.rule, str(item.place)) for item in list_faults(codes, at)}

    assert told == {
        ("codelist.code-twice", "kode!code2"),
        ("codelist.code-missing", "kode!code3"),
        ("codelist.title-missing", "kode!title4"),
        ("codelist.parent-unknown", "kode!parent5"),
        ("codelist.code-unfit", "kode!code6"),
        ("codelist.circle", "kode!parent0"),
    }


def test_a_code_below_a_ring_is_no_ring_of_its_own():
    assert list(circles({"a": "b", "b": "c", "c": "b", "d": "a"})) == [("b", "c")]
    assert list(circles({"a": "a"})) == [("a",)]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh "), max_size=8))
def test_whatever_the_links_every_ring_closes_and_is_told_once(parents):
    found = list(circles(parents))

    for ring in found:
        assert all(
            parents[code] == following for code, following in zip(ring, ring[1:] + ring[:1], strict=True)
        )
    told = [code for ring in found for code in ring]
    assert len(told) == len(set(told))


def test_two_versions_in_force_on_one_day_are_found():
    day = dt.date
    versions = [
        ("1", None, day(2020, 12, 31)),
        ("2", day(2020, 12, 1), None),
        ("3", day(2025, 1, 1), day(2024, 1, 1)),
    ]

    assert [(item.rule, item.value) for item in validity_faults(versions)] == [
        ("codelist.validity-reversed", "3"),
        ("codelist.validity-overlap", "2"),
    ]
    assert validity_faults([("1", None, day(2020, 12, 31)), ("2", day(2021, 1, 1), None)]) == []


def test_what_changes_between_versions_is_counted():
    old = [Code("a", Text("A")), Code("b", Text("B")), Code("c", Text("C"))]
    new = [Code("a", Text("A")), Code("b", Text("Be")), Code("d", Text("D"))]

    found = list_difference(old, new)

    assert (found.added, found.changed, found.gone, found.unchanged) == (("d",), ("b",), ("c",), 1)


def test_a_reference_names_a_version_or_the_list():
    assert str(list_ref("jenjang@2")) == "jenjang@2"
    assert str(list_ref("jenjang")) == "jenjang"
