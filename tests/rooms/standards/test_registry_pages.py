"""The pages of the registry: found, written, made final, and retired with open eyes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lumbung.rooms.standards import actions as standards
from lumbung.rooms.standards import queries
from lumbung.vocabulary.structures import Unit
from lumbung.vocabulary.words import Text

WORDS = {
    "title_id": "Luas panen",
    "title_en": "Harvested area",
    "definition_id": "Luas tanaman yang dipungut hasilnya.",
    "owner": "kota",
    "origin": "own",
}


@pytest.fixture
def desk(city, client):
    """A browser of the data steward."""
    client.force_login(city.steward)
    return client


def at(name, *parts):
    return reverse(f"standards:{name}", args=parts)


def test_a_steward_registers_a_concept_and_makes_it_final(desk):
    answer = desk.post(at("new", "concept"), {**WORDS, "code": "luas-panen"}, follow=True)
    assert "Standar terdaftar sebagai draf." in answer.content.decode()

    answer = desk.post(at("decide", "concept", "luas-panen"), {"act": "finalise"}, follow=True)

    assert "Buat versi baru" in answer.content.decode()
    assert queries.standard("concept", "luas-panen").state.value == "final"


def test_a_near_name_is_told_before_a_second_one_is_made(desk):
    desk.post(at("new", "concept"), {**WORDS, "code": "luas-panen"})
    twin = {**WORDS, "code": "luas-panenan", "title_id": "Luas Panen"}

    answer = desk.post(at("new", "concept"), twin)

    assert answer.status_code == 422
    assert "Sudah ada:" in answer.content.decode()
    assert ("concept", "luas-panenan") not in queries.entries()
    desk.post(at("new", "concept"), {**twin, "anyway": "on"})
    assert ("concept", "luas-panenan") in queries.entries()


def test_a_final_standard_gets_a_new_version_on_its_page(desk):
    desk.post(at("new", "concept"), {**WORDS, "code": "luas-panen"})
    desk.post(at("decide", "concept", "luas-panen"), {"act": "finalise"})

    changed = {**WORDS, "definition_id": "Luas bersih yang dipanen.", "since": ""}
    assert desk.post(at("change", "concept", "luas-panen"), changed).status_code == 422  # no note
    shown = desk.post(
        at("change", "concept", "luas-panen"), {**changed, "note": "mengikuti BPS"}, follow=True
    ).content.decode()

    assert "mengikuti BPS" in shown
    assert "Luas tanaman yang dipungut hasilnya." in shown


def test_a_retirement_shows_what_it_touches_before_it_is_done(desk):
    shown = desk.get(at("standard", "unit", "jiwa")).content.decode()
    assert "Jumlah penduduk menurut kelurahan dan jenis kelamin" in shown

    answer = desk.post(at("decide", "unit", "jiwa"), {"act": "retire"})
    assert answer.status_code == 422
    assert "masih dipakai oleh 1 hal" in answer.content.decode()

    answer = desk.post(at("decide", "unit", "jiwa"), {"act": "retire", "seen": "on"}, follow=True)
    assert "Standar ini tidak dipakai lagi." in answer.content.decode()


def test_every_kind_has_its_page_and_its_form(city, desk):
    words = {"title": Text("Kepadatan", "Density"), "unit": "jiwa", "adds_up": "none"}
    standards.register(kind="measure", code="kepadatan", words=words, owner=None, actor=city.steward)

    for kind, code in queries.entries():
        assert desk.get(at("standard", kind, code)).status_code == 200
        assert desk.get(at("change", kind, code)).status_code == 200
    for kind in queries.KINDS:
        assert desk.get(at("new", kind)).status_code == 200
    assert desk.get(at("new", "apa")).status_code == 404


def test_a_unit_with_a_stroke_in_its_code_has_its_page(desk):
    form = {"code": "juta rupiah/RT", "title_id": "juta rupiah per RT", "origin": "own", "factor": "1000000"}

    assert desk.post(at("new", "unit"), form, follow=True).status_code == 200
    assert queries.units()["juta rupiah/RT"].factor == 1_000_000


def test_a_longer_list_asks_the_database_no_more_often(city, desk):
    def questions() -> int:
        queries.entries()
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(at("registry")).status_code == 200
        return len(asked)

    questions()
    before = questions()
    units = [Unit(f"satuan {number}", Text(f"satuan {number}")) for number in range(120)]
    standards.load_units(units, actor=city.operator)

    questions()
    assert questions() <= before
    shown = desk.get(at("registry"), {"q": "satuan 11", "jenis": "unit"}).content.decode()
    assert ("satuan 119" in shown, "satuan 20" in shown) == (True, False)
    assert "Tidak ada yang cocok" in desk.get(at("registry"), {"q": "zzzz"}).content.decode()


def test_a_producer_reads_and_changes_nothing(city, client):
    client.force_login(city.producer)

    shown = client.get(at("standard", "unit", "jiwa")).content.decode()

    assert "Akhiri pemakaian" not in shown
    assert client.post(at("new", "concept"), {**WORDS, "code": "x"}).status_code == 403
    assert ("concept", "x") not in queries.entries()


def test_what_tells_of_a_dataset_is_shown_to_who_may_read_its_drafts(city, client):
    own = at("standard", "concept", "penduduk-kelamin.jumlah")
    for person, status in ((city.producer, 200), (city.coordinator, 200), (city.other_producer, 404)):
        client.force_login(person)
        assert client.get(own).status_code == status
        assert ("penduduk-kelamin" in client.get(at("registry")).content.decode()) is (status == 200)
    assert "penduduk-kelamin" not in client.get(at("standard", "unit", "jiwa")).content.decode()
