"""Standards are registered, made final, changed by versions, and retired with open eyes."""

from __future__ import annotations

import datetime as dt

import pytest

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries
from lumbung.rooms.standards.queries import Life, Wanted
from lumbung.vocabulary.words import Text

SINCE = dt.date(2020, 1, 1)
WORDS = {
    "valid_from": SINCE,
    "title": Text("Penduduk", "Population"),
    "definition": Text("Orang yang tinggal di sini."),
}


@pytest.fixture
def population(city):
    """A draft concept of the city."""
    return standards.register(
        kind="concept", code="penduduk", words=WORDS, owner=city.office("kota"), actor=city.steward
    )


def change(city, act, code="penduduk", **more):
    """Edit a standard, or give it a new version."""
    return act(kind="concept", code=code, owner=city.office("kota"), actor=city.steward, **more)


def test_a_steward_registers_a_standard_and_the_journal_tells(city, population):
    entry = queries.standard("concept", "penduduk")

    assert (entry.title.said("en"), entry.state, entry.owner) == (
        "Population",
        Life.DRAFT,
        city.office("kota"),
    )
    assert journal.entries(verb="standards.registered").last().subject == "penduduk"


def test_a_draft_is_rewritten_and_stays_version_1(city, population):
    change(city, standards.edit, words={"definition": Text("Orang yang menetap.")})

    (version,) = queries.versions_of("concept", "penduduk")
    assert (version.number, version.words["definition"]["id"]) == (1, "Orang yang menetap.")


def test_a_final_standard_changes_by_a_new_version_and_the_old_one_stays(city, population):
    standards.finalise(kind="concept", code="penduduk", actor=city.steward)
    with pytest.raises(standards.NotADraft):
        change(city, standards.edit, words=WORDS)

    since = dt.date(2026, 1, 1)
    change(
        city,
        standards.new_version,
        words={"definition": Text("Enam bulan atau lebih.")},
        note="mengikuti BPS",
        since=since,
    )

    new, old = queries.versions_of("concept", "penduduk")
    assert (new.number, new.note, new.valid_from) == (2, "mengikuti BPS", since)
    assert (old.number, old.words["definition"]["id"], old.valid_to) == (
        1,
        "Orang yang tinggal di sini.",
        dt.date(2025, 12, 31),
    )
    assert queries.concepts()["penduduk"][1].id == "Enam bulan atau lebih."


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"note": " ", "words": {"definition": Text("Lain.")}}, standards.NoteMissing),
        ({"note": "x", "words": WORDS}, standards.NothingChanged),
        (
            {"note": "x", "words": {"definition": Text("Lain.")}, "since": dt.date(1999, 1, 1)},
            standards.BeginsAtAnotherTime,
        ),
        (
            {"note": "x", "words": {"definition": Text("Lain.")}, "since": dt.date(9999, 1, 1)},
            standards.BeginsAtAnotherTime,
        ),
    ],
)
def test_a_version_without_a_note_a_change_or_a_later_day_is_refused(city, population, more, problem):
    standards.finalise(kind="concept", code="penduduk", actor=city.steward)

    with pytest.raises(problem):
        change(city, standards.new_version, **more)

    assert len(queries.versions_of("concept", "penduduk")) == 1
    assert queries.standard("concept", "penduduk").revision == 1


def test_a_concept_without_a_definition_is_not_made_final(city):
    standards.register(kind="concept", code="x", words={"title": Text("X")}, owner=None, actor=city.steward)

    with pytest.raises(standards.DefinitionMissing):
        standards.finalise(kind="concept", code="x", actor=city.steward)


def test_a_standard_in_use_is_retired_only_by_who_has_seen_the_list(city):
    with pytest.raises(standards.StillUsed, match="Jumlah penduduk menurut kelurahan"):
        standards.retire(kind="unit", code="jiwa", actor=city.steward)

    standards.retire(kind="unit", code="jiwa", actor=city.steward, seen=True, reason="diganti")

    assert queries.standard("unit", "jiwa").state is Life.RETIRED
    line = journal.entries(verb="standards.retired").last()
    assert (line.reason, line.facts["touched"]) == ("diganti", ["dataset:penduduk-kelamin"])


def test_a_successor_stands_in_for_having_seen_the_list(city):
    standards.register(
        kind="unit", code="orang", words={"title": Text("orang")}, owner=None, actor=city.steward
    )

    standards.replace_with(kind="unit", code="jiwa", successor="orang", actor=city.steward)

    assert queries.standard("unit", "jiwa").successor == "orang"
    with pytest.raises(standards.NoSuccessor):
        standards.replace_with(kind="unit", code="orang", successor="jiwa", actor=city.steward)


def test_a_code_is_used_by_what_uses_its_list(city):
    code = "penduduk-kelamin.jenis_kelamin:laki-laki"

    assert [use.user_code for use in queries.uses_of("code", code)] == ["penduduk-kelamin"]
    with pytest.raises(standards.StillUsed):
        standards.require_seen("code", code, Text("Laki-laki"), seen=False)


def test_what_somebody_says_of_its_uses_replaces_what_they_said_before(city):
    record = ("metadata-record", "ms-var-1", "Penduduk")
    standards.note_uses(user=record, uses=[("concept", "penduduk", "variabel"), ("unit", "jiwa", "satuan")])
    standards.note_uses(user=record, uses=[("unit", "jiwa", "satuan")])

    assert [(use.kind, use.code) for use in queries.used_by("metadata-record", "ms-var-1")] == [
        ("unit", "jiwa")
    ]
    assert queries.counts_of_uses()["unit", "jiwa"] == 2


def test_concepts_and_measures_in_a_circle_are_refused(city, population):
    words = {"title": Text("Anak"), "parent": "penduduk"}
    standards.register(kind="concept", code="anak", words=words, owner=None, actor=city.steward)

    with pytest.raises(standards.RegistryUnsound) as refused:
        change(city, standards.edit, words={**WORDS, "parent": "anak"})

    (told,) = refused.value.findings
    assert (told.rule, told.message.id) == (
        "registry.circle",
        "“penduduk” menjadi bagian dari dirinya sendiri: penduduk → anak → penduduk.",
    )


def test_a_ratio_names_the_two_measures_it_is_made_of(city):
    words = {"title": Text("Rasio"), "adds_up": "ratio", "unit": "jiwa"}

    with pytest.raises(standards.PartsMissing):
        standards.register(kind="measure", code="rasio", words=words, owner=None, actor=city.steward)
    with pytest.raises(standards.RegistryUnsound, match="tiada"):
        standards.register(
            kind="measure",
            code="rasio",
            words={**words, "of": ["tiada", "tiada"]},
            owner=None,
            actor=city.steward,
        )


def test_a_pack_gives_a_final_concept_a_new_version_and_leaves_a_persons_words_alone(city, population):
    row = {"code": "lahir", "title": Text("Lahir"), "definition": Text("Lahir hidup."), "state": "final"}
    standards.load_concepts([row], actor=city.operator)
    changed = [
        {**row, "definition": Text("Menunjukkan tanda kehidupan.")},
        {"code": "penduduk", "title": Text("Bukan ini")},
    ]
    changes = standards.load_concepts(changed, actor=city.operator, note="Paket 2")

    assert changes.changed == ("lahir",)
    assert [version.note for version in queries.versions_of("concept", "lahir")] == ["Paket 2", ""]
    assert queries.standard("concept", "penduduk").title.id == "Penduduk"
    assert not standards.load_concepts(changed, actor=city.operator).any


def test_a_list_with_faults_is_told_whole_and_nothing_of_it_kept(city):
    rows = [
        {"code": "b", "title": Text("B")},
        {"code": "b", "title": Text("B lagi")},
        {"code": "c", "title": Text("C"), "owner": "tiada", "parent": "zz"},
        {
            "code": "d",
            "title": Text("D"),
            "valid_from": dt.date(2024, 1, 1),
            "versions": [{"valid_from": dt.date(2020, 1, 1), "valid_to": dt.date(2024, 6, 30)}],
        },
    ]

    with pytest.raises(standards.RegistryUnsound) as refused:
        standards.load_concepts(rows, actor=city.operator)

    assert {(one.rule, one.value) for one in refused.value.findings} == {
        ("registry.code-twice", "b"),
        ("registry.part-unknown", "c"),
        ("registry.owner-unknown", "c"),
        ("registry.versions-overlap", "d"),
    }
    assert ("concept", "d") not in queries.entries()


def test_a_near_name_is_found_before_a_second_one_is_made(population):
    assert [one.code for one in queries.near("concept", "Pendudukk")] == ["penduduk"]
    assert queries.near("concept", "Luas panen") == []


def test_the_list_is_searched_and_narrowed(city, population):
    def codes(**wanted):
        return [one.code for one in queries.found(Wanted(**wanted))]

    assert codes(question="menetap") == []
    assert codes(question="tinggal", kind="concept", state="draft", owner="kota") == ["penduduk"]
    assert "jiwa" in codes(kind="unit")


def test_a_producer_defines_no_standards(city, population):
    for act in (
        lambda: standards.register(kind="concept", code="x", words=WORDS, owner=None, actor=city.producer),
        lambda: standards.finalise(kind="concept", code="penduduk", actor=city.producer),
        lambda: standards.retire(kind="unit", code="jiwa", actor=city.producer, seen=True),
    ):
        with pytest.raises(people.Forbidden):
            act()
