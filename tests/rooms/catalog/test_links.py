"""Every dimension and measure of a dataset is taken from the registry by link."""

from __future__ import annotations

import pytest
from tests.city import POPULATION

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries
from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries as registry
from lumbung.rooms.standards.queries import Kind
from lumbung.vocabulary.definitions import DefinitionFault, structure_of
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

LEFT_OUT = {
    **POPULATION,
    "code": "penduduk-baku",
    "dimensions": [{"code": "jk", "codelist": "jenis-kelamin"}],
    "measures": [{"code": "jumlah", "standard": "penduduk-jiwa"}],
    "rules": [],
}


@pytest.fixture
def registered(city):
    """A concept, a code list and a measure that were put into the registry."""
    actor = city.steward
    concept: dict[str, object] = {
        "title": Text("Penduduk"),
        "definition": Text("Orang yang tinggal di sini."),
    }
    standards.register(
        kind="concept",
        code="penduduk",
        words={**concept, "standard": "SD00001.00.01"},
        owner=None,
        actor=actor,
    )
    measure = {"title": Text("Jumlah penduduk"), "concept": "penduduk", "unit": "jiwa", "adds_up": "last"}
    standards.register(kind="measure", code="penduduk-jiwa", words=measure, owner=None, actor=actor)
    codes = (Code("l", Text("Laki-laki")), Code("p", Text("Perempuan")))
    made = standards.ListOfCodes("jenis-kelamin", Text("Jenis kelamin", "Sex"), codes, source="BPS")
    standards.load_codelists([made], actor=city.operator)
    return city


def define(city, definition):
    return catalog.define_dataset(
        definition=definition, producer=city.office("dispendukcapil"), actor=city.steward
    ).dataset


def test_what_a_definition_leaves_out_is_taken_from_the_registry(registered):
    dataset = define(registered, LEFT_OUT)

    (measure,), (dimension,) = queries.structure(dataset).measures, queries.structure(dataset).dimensions
    assert (measure.title.id, measure.unit, measure.adds_up.value) == ("Jumlah penduduk", "jiwa", "last")
    assert (measure.concept, measure.definition.id) == ("penduduk", "Orang yang tinggal di sini.")
    assert measure.standard == "SD00001.00.01"
    assert (dimension.title.said("en"), dimension.standard) == ("Sex", "BPS")
    linked = [
        (
            one.role,
            str(one.codelist or ""),
            str(one.concept or ""),
            str(one.unit or ""),
            str(one.measure or ""),
        )
        for one in queries.components(dataset)
    ]
    assert linked == [
        ("dimension", "jenis-kelamin", "", "", ""),
        ("measure", "", "penduduk", "jiwa", "penduduk-jiwa"),
    ]


def test_what_a_definition_types_itself_becomes_a_draft_of_its_producer(city):
    own = registry.standard("codelist", "penduduk-kelamin.jenis_kelamin")
    concept = registry.standard("concept", "penduduk-kelamin.jumlah")

    assert (own.owner, own.state.value, own.made_from) == (
        city.office("dispendukcapil"),
        "draft",
        "penduduk-kelamin",
    )
    assert concept.title.id == "Jumlah penduduk"
    assert all(one.codelist or one.concept for one in queries.components(city.population))


def test_the_structure_is_what_the_definition_alone_would_make(city):
    for dataset in city.datasets.values():
        alone = structure_of({**dataset.definition, "code": dataset.code}, units=registry.units())

        assert queries.structure(dataset) == alone


def test_a_draft_follows_its_definition_until_a_person_edits_it(city):
    measure = POPULATION["measures"][0]
    define(city, {**POPULATION, "measures": [{**measure, "definition": "Orang."}]})
    assert registry.standard("concept", "penduduk-kelamin.jumlah").definition.id == "Orang."

    words = {"title": Text("Penduduk terdaftar"), "definition": Text("Orang dalam KK.")}
    owner = city.office("dispendukcapil")
    standards.edit(
        kind="concept", code="penduduk-kelamin.jumlah", words=words, owner=owner, actor=city.steward
    )
    dataset = define(city, {**POPULATION, "measures": [{**measure, "definition": "Siapa saja."}]})

    (now,) = queries.structure(dataset).measures
    assert (now.title.id, now.definition.id) == ("Penduduk terdaftar", "Orang dalam KK.")


def test_a_draft_that_nothing_uses_any_more_goes(city):
    define(city, {**POPULATION, "dimensions": []})

    assert (Kind.CODELIST, "penduduk-kelamin.jenis_kelamin") not in registry.entries()


def test_the_registry_knows_which_datasets_use_a_unit(city):
    used = registry.uses_of("unit", "jiwa")

    assert [(use.user_kind, use.user_code, use.as_what.id) for use in used] == [
        ("dataset", "penduduk-kelamin", "ukuran “Jumlah penduduk”")
    ]


def test_whoever_takes_a_retired_standard_is_told_what_to_take_instead(registered):
    standards.register(
        kind="concept", code="warga", words={"title": Text("Warga")}, owner=None, actor=registered.steward
    )
    standards.replace_with(
        kind="concept", code="penduduk", successor="warga", actor=registered.steward, reason="istilah"
    )

    defined = catalog.define_dataset(
        definition={**LEFT_OUT, "code": "baru"},
        producer=registered.office("dinkes"),
        actor=registered.steward,
    )

    assert [note.id for note in defined.notes] == [
        "baru: konsep “penduduk” tidak dipakai lagi; penggantinya “warga”."
    ]


def test_a_shared_measure_that_is_not_there_is_refused(city):
    with pytest.raises(DefinitionFault, match="standard tiada"):
        define(city, {**LEFT_OUT, "dimensions": [], "measures": [{"code": "x", "standard": "tiada"}]})
