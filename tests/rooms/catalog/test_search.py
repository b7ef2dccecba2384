"""People find a dataset by the word they have, not by the word the office uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.city import City

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import search as catalogue
from lumbung.rooms.catalog.search import search
from lumbung.rooms.catalog.stems import stems
from lumbung.rooms.standards import actions as standards

POVERTY = {
    "code": "kemiskinan",
    "title": {"id": "Persentase penduduk miskin", "en": "Poverty rate"},
    "description": {"id": "Bagian penduduk di bawah garis kemiskinan."},
    "topic": "sosial",
    "frequency": "A",
    "area": {"within": "35.72", "level": "kota"},
    "measures": [{"code": "persen", "title": "Persentase", "unit": "persen", "adds_up": "none"}],
}
BUSINESS = {
    "code": "umkm",
    "title": {"id": "Usaha mikro, kecil, dan menengah", "en": "Small businesses"},
    "topic": "ekonomi",
    "frequency": "A",
    "area": {"within": "35.72", "level": "kota"},
    "measures": [{"code": "usaha", "title": "Jumlah usaha", "unit": "unit"}],
}


@pytest.fixture
def shelves(city: City) -> Iterator[City]:
    for definition, office in ((POVERTY, "bps"), (BUSINESS, "diskominfotik")):
        catalog.define_dataset(definition=definition, producer=city.office(office), actor=city.operator)
    standards.load_synonyms(
        {
            "warga": ["penduduk"],
            "usaha kecil": ["usaha mikro kecil"],
            "UMKM": ["usaha mikro kecil menengah"],
            "faskes": ["puskesmas"],
        },
        actor=city.operator,
    )
    catalogue.forget()
    yield city
    catalogue.forget()


def codes(question: str, **narrowed: str) -> list[str]:
    return [found.dataset.code for found in search(question, **narrowed).found]


def test_a_word_finds_what_shares_its_root(shelves):
    assert codes("kemiskinan") == ["kemiskinan"]
    assert codes("MISKIN") == ["kemiskinan"]


def test_a_synonym_and_an_abbreviation_find_what_the_title_says_otherwise(shelves):
    assert codes("faskes") == ["kunjungan-puskesmas"]
    assert codes("umkm") == ["umkm"]
    assert codes("usaha kecil") == ["umkm"]
    assert set(codes("warga")) == {"penduduk-kelamin", "kemiskinan"}


def test_english_finds_the_same_dataset(shelves):
    assert codes("poverty") == ["kemiskinan"]
    assert codes("small business") == ["umkm"]


def test_a_title_stands_before_a_description(shelves):
    assert codes("penduduk")[0] in {"penduduk-kelamin", "kemiskinan"}
    assert codes("garis kemiskinan") == ["kemiskinan"]


def test_every_word_must_be_found(shelves):
    assert codes("penduduk menurut jenis kelamin") == ["penduduk-kelamin"]
    assert codes("penduduk puskesmas") == []


def test_the_beginning_of_a_word_is_enough_while_typing(shelves):
    assert codes("kemis") == ["kemiskinan"]


def test_a_mistyped_word_is_answered_with_the_nearest_and_says_so(shelves):
    answer = search("kemiskinn")

    assert answer.proposed == "kemiskinan"
    assert [found.dataset.code for found in answer.found] == ["kemiskinan"]


def test_nonsense_finds_nothing_and_proposes_nothing(shelves):
    answer = search("xylofon")

    assert (answer.total, answer.proposed) == (0, "")


def test_facets_count_what_the_other_facets_leave(shelves):
    answer = search("", level="kota")

    assert answer.total == 2
    levels = {facet.code: (facet.count, facet.chosen) for facet in answer.facets["level"]}
    assert levels == {"kota": (2, True), "kelurahan": (1, False), "kecamatan": (1, False)}
    assert {facet.code for facet in answer.facets["topic"]} == {"sosial", "ekonomi"}


def test_an_unknown_facet_finds_nothing_and_does_not_fail(shelves):
    assert search("", topic="tidak-ada").total == 0


def test_pages_hold_as_many_as_asked_and_the_last_is_never_passed(shelves):
    first, beyond = search("", per_page=3), search("", per_page=3, page=99)

    assert (first.total, first.pages, len(first.found)) == (4, 2, 3)
    assert (beyond.page, len(beyond.found)) == (2, 1)


def test_a_closed_dataset_is_not_shown(shelves):
    catalog.define_dataset(
        definition={**BUSINESS, "code": "rahasia", "title": "Usaha rahasia", "access": "tertutup"},
        producer=shelves.office("bps"),
        actor=shelves.operator,
    )

    assert codes("rahasia") == []


def test_a_new_dataset_is_found_at_once(shelves):
    assert codes("perpustakaan") == []

    catalog.define_dataset(
        definition={**BUSINESS, "code": "pustaka", "title": "Kunjungan perpustakaan"},
        producer=shelves.office("bps"),
        actor=shelves.operator,
    )

    assert codes("perpustakaan") == ["pustaka"]


@pytest.mark.parametrize("question", ["'; drop table --", "()[]*?\\", "a" * 5000, "　", "%00", "🌾 padi"])
def test_odd_questions_are_answered_calmly(shelves, question):
    assert search(question).total >= 0


def test_filler_is_left_out_of_what_a_text_is_found_by():
    assert stems("Jumlah penduduk menurut kelurahan") == {"duduk", "lurah"}
