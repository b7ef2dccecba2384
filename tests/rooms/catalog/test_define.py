"""A definition makes a dataset; a changed one makes a new version and keeps the old."""

from __future__ import annotations

import pytest
from tests.city import POPULATION, VISITS

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.vocabulary.changes import Change
from lumbung.vocabulary.definitions import DefinitionFault
from lumbung.vocabulary.words import Text


def define(city, definition, **facts):
    return catalog.define_dataset(
        definition=definition, producer=city.office("dispendukcapil"), actor=city.steward, **facts
    )


def test_a_dataset_is_what_its_definition_says(city):
    found = queries.dataset("penduduk-kelamin")

    assert (found.title.said("en"), found.topic.code, found.producer.code) == (
        "Population by sex",
        "kependudukan",
        "dispendukcapil",
    )
    assert (found.priority, found.access, found.licence, found.version) == (True, "terbuka", "CC-BY-4.0", 1)
    structure = queries.structure(found)
    assert structure.key == ("area", "period", "jenis_kelamin")
    assert structure.measures[0].unit_title == Text("jiwa", "people")


def test_the_same_definition_again_changes_nothing(city):
    before = journal.head()

    assert define(city, POPULATION).change is Change.UNCHANGED
    assert journal.head() == before


def test_a_changed_definition_is_a_new_version_and_the_old_one_can_still_be_read(city):
    changed = {**POPULATION, "measures": [*POPULATION["measures"], {"code": "keluarga", "unit": "KK"}]}

    defined = define(city, changed)

    assert (defined.change, defined.dataset.version) == (Change.CHANGED, 2)
    assert [m.code for m in queries.structure(defined.dataset).measures] == ["jumlah", "keluarga"]
    assert [m.code for m in queries.structure(defined.dataset, version=1).measures] == ["jumlah"]
    assert [note.id for note in defined.notes] == [
        "penduduk-kelamin: satuan “KK” belum ada dalam daftar satuan."
    ]


def test_another_producer_is_no_new_version(city):
    defined = catalog.define_dataset(
        definition=POPULATION, producer=city.office("dinkes"), actor=city.steward
    )

    assert (defined.change, defined.dataset.version) == (Change.CHANGED, 1)


def test_what_a_simulated_pack_brings_says_so(city):
    defined = define(city, {**VISITS, "code": "contoh"}, pack="contoh", simulated=True)

    assert defined.dataset.simulated
    assert queries.structure(defined.dataset).simulated


def test_a_topic_that_no_pack_described_is_made(city):
    defined = define(city, {**VISITS, "code": "contoh", "topic": "uji-coba"})

    assert defined.dataset.topic.title.said("en") == "Uji coba"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"area": {"within": "99.99", "level": "kelurahan"}}, "99.99"),
        ({"measures": []}, "measures"),
        ({"licence": "GPL"}, "GPL"),
        ({"access": "rahasia"}, "rahasia"),
        ({"frequency": "X"}, "frequency"),
        ({"dimensions": [{"code": "umur", "codelist": "tiada"}]}, "tiada"),
    ],
)
def test_a_definition_that_contradicts_itself_is_refused_and_nothing_kept(city, keys, told):
    with pytest.raises(DefinitionFault, match=told):
        define(city, {**VISITS, "code": "contoh", **keys})

    assert not queries.datasets().filter(code="contoh").exists()


def test_a_producer_defines_nothing(city):
    with pytest.raises(people.Forbidden):
        catalog.define_dataset(definition=VISITS, producer=city.office("dinkes"), actor=city.other_producer)
