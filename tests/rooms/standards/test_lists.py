"""Lists are loaded as often as one likes, and say what they changed."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.city import AREAS

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries
from lumbung.rooms.standards.actions.load_areas import AreaListFault
from lumbung.vocabulary.structures import Code, Unit
from lumbung.vocabulary.words import Text

TURI = {"code": "35.72.02.1003", "name": "Turi", "level": "kelurahan", "parent": "35.72.02"}


def rows() -> list[dict[str, object]]:
    return [dict(zip(("code", "name", "level", "kind", "parent"), row, strict=True)) for row in AREAS]


def test_a_second_load_changes_nothing_and_leaves_no_trace(city):
    before = journal.head()

    changes = standards.load_areas(rows(), actor=city.operator)

    assert changes.counts() == {"added": 0, "changed": 0, "unchanged": 10, "retired": 0}
    assert journal.head() == before


def test_a_new_area_and_a_new_name_are_told_and_seen_at_once(city):
    assert "35.72.02.1009" not in queries.area_tree()

    changes = standards.load_areas(
        [{**TURI, "name": "Turi Baru"}, {**TURI, "code": "35.72.02.1009", "name": "Mawar"}],
        actor=city.operator,
    )

    assert (changes.added, changes.changed) == (("35.72.02.1009",), ("35.72.02.1003",))
    assert queries.area_tree()["35.72.02.1003"].name == "Turi Baru"
    assert [a.name for a in queries.area_tree().within("35.72.02")][-1] == "Mawar"
    entry = journal.entries(verb="standards.areas-loaded").last()
    assert entry.facts["codes"] == ["35.72.02.1009", "35.72.02.1003"]


def test_an_area_that_ended_is_retired_but_stays(city):
    ended = [{**TURI, "valid_to": dt.date(2025, 12, 31)}]

    assert standards.load_areas(ended, actor=city.operator).retired == ("35.72.02.1003",)
    assert not queries.area_tree()["35.72.02.1003"].in_force(dt.date(2026, 1, 1))
    assert not standards.load_areas(ended, actor=city.operator).any


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**TURI, "parent": "35.72.09"}, "35.72.09 dari 35.72.02.1003 tidak ada"),
        (
            {"code": "35.72", "name": "Kota", "level": "kota", "parent": "35.72.02"},
            "menjadi induknya sendiri",
        ),
    ],
)
def test_a_tree_that_is_none_is_refused_and_nothing_of_it_kept(city, row, told):
    with pytest.raises(AreaListFault, match=told):
        standards.load_areas([row, {**TURI, "code": "35.72.02.1009"}], actor=city.operator)

    assert "35.72.02.1009" not in queries.area_tree()


def test_units_concepts_and_synonyms_are_kept(city):
    for expected in (1, 0):
        counted = [
            standards.load_units(
                [Unit("ha", Text("hektare", "hectares"), "ha", "area", 1e4, ("hektar",))], actor=city.operator
            ),
            standards.load_concepts(
                [
                    {
                        "code": "penduduk",
                        "title": Text("Penduduk", "Population"),
                        "definition": Text("Orang yang tinggal."),
                    }
                ],
                actor=city.operator,
            ),
            standards.load_synonyms({"warga": ["penduduk"]}, actor=city.operator),
        ]
        assert [len(changes.added) for changes in counted] == [expected] * 3
    assert queries.units()["ha"].factor == 10_000
    assert queries.concepts()["penduduk"][0].said("en") == "Population"
    assert queries.synonyms()["warga"] == ("penduduk",)


def test_a_code_that_left_its_list_is_retired(city):
    def load(*codes: str) -> dict[str, int]:
        return standards.load_codelists(
            [
                standards.ListOfCodes(
                    "kelamin", Text("Kelamin", "Sex"), tuple(Code(c, Text(c)) for c in codes)
                )
            ],
            actor=city.operator,
        ).counts()

    assert load("l", "p", "x") == {"added": 1, "changed": 0, "unchanged": 0, "retired": 0}
    assert load("l", "p", "x") == {"added": 0, "changed": 0, "unchanged": 1, "retired": 0}
    assert load("p", "l") == {"added": 0, "changed": 1, "unchanged": 0, "retired": 1}
    assert [code.code for code in queries.codelists()["kelamin"]] == ["p", "l"]


def test_a_producer_loads_no_standards(city):
    with pytest.raises(people.Forbidden):
        standards.load_areas(rows(), actor=city.producer)


def test_the_sources_of_a_pack_are_kept_as_it_lists_them_now(city):
    def load(*holders: str, licence: str = "") -> dict[str, int]:
        stated = [standards.SourceOfPack(Text("Kode"), holder, licence=licence) for holder in holders]
        return standards.load_sources(
            stated, pack="kecil", title=Text("Paket kecil"), actor=city.operator
        ).counts()

    assert load("BPS", "Kemendagri")["added"] == 2
    before = journal.head()
    assert load("BPS", "Kemendagri") == {"added": 0, "changed": 0, "unchanged": 2, "retired": 0}
    assert journal.head() == before

    assert load("BPS", licence="MIT") == {"added": 0, "changed": 1, "unchanged": 0, "retired": 1}
    ((title, kept),) = queries.sources()
    assert (title.id, [(one.holder, one.licence) for one in kept]) == ("Paket kecil", [("BPS", "MIT")])
    assert load()["retired"] == 1
    assert queries.sources() == ()
