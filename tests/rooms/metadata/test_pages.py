"""The pages of metadata, as a person without script uses them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries
from lumbung.rooms.metadata.models import Record


@pytest.fixture
def at(client, city):
    """A person at the desk: ``at(city.producer)``."""

    def come(person):
        client.force_login(person)
        return client

    return come


def address(record, rest=""):
    return f"/desk/metadata/r/{record.code}{rest}"


def posted(record, **answers):
    return {"_revision": record.revision, **answers}


def test_a_producer_begins_a_record_for_a_dataset_and_fills_it_without_script(city, forms, at):
    page = at(city.producer)
    assert b"penduduk-kelamin" in page.get("/desk/metadata/mulai?dataset=penduduk-kelamin").content

    begun = page.post(
        "/desk/metadata/mulai",
        {
            "form": "kegiatan",
            "organisation": "dispendukcapil",
            "year": 2026,
            "name": "Registrasi",
            "dataset": "penduduk-kelamin",
        },
    )
    record = Record.objects.get()
    assert begun["Location"] == address(record)
    assert queries.meaning(city.population).activity == record

    saved = page.post(address(record), posted(record, judul="Registrasi penduduk", cara="1"), follow=True)
    assert "Tersimpan." in saved.content.decode()
    assert queries.record(record.code, city.producer).answers["cara"] == "1"

    record.refresh_from_db()
    page.post(address(record, "/kirim"), posted(record, judul="Registrasi penduduk kota"))
    record.refresh_from_db()
    assert (record.state, record.answers["judul"]) == ("submitted", "Registrasi penduduk kota")


def test_a_question_that_is_not_asked_is_hidden_until_it_is(city, record, at):
    page = at(city.producer).get(address(record)).content.decode()
    assert 'id="isian-fraksi" data-field="fraksi" hidden' in page

    at(city.producer).post(address(record), posted(record, cara="2"))

    page = at(city.producer).get(address(record)).content.decode()
    assert 'id="isian-fraksi" data-field="fraksi">' in page


def test_the_pages_script_gets_the_state_of_the_form_after_each_save(city, record, at):
    state = (
        at(city.producer)
        .post(address(record), posted(record, cara="2", tahun="kapan-kapan"), HTTP_ACCEPT="application/json")
        .json()
    )

    assert "fraksi" in state["asked"]
    assert set(state["missing"]) == {"judul", "fraksi"}
    assert state["revision"] == record.revision + 1
    assert "kapan-kapan" in state["faults"]["tahun"][0]
    assert state["blocks"]["V"] == {"filled": 0, "needed": 1, "asked": True}


def test_two_people_in_one_field_lose_nothing_and_one_of_them_chooses(city, record, at):
    metadata.save_answers(
        record=record, answers={"judul": "Judul Panji"}, revision=record.revision,
        actor=city.supporting_steward,
    )  # fmt: skip

    answer = at(city.producer).post(
        address(record), posted(record, judul="Judul Dina", cara="1"), HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 409
    assert [one["field"] for one in answer.json()["clashes"]] == ["judul"]

    page = at(city.producer).get(address(record)).content.decode()
    assert "Judul Panji" in page
    assert "Judul Dina" in page
    (waiting,) = queries.set_aside(record)
    at(city.producer).post(address(record, f"/pilih/{waiting.pk}"), {"take": "1"})

    record.refresh_from_db()
    assert (record.answers["judul"], record.answers["cara"]) == ("Judul Dina", "1")
    assert not queries.set_aside(record).exists()


def test_a_steward_remarks_and_returns_and_the_producer_settles(city, submitted, at):
    steward = at(city.steward)
    page = steward.get(address(submitted)).content.decode()
    assert "periksa lalu putuskan" in page
    assert '<form method="post" class="official"' not in page

    steward.post(address(submitted, "/komentar"), {"field": "judul", "words": "Sebut periodenya"})
    steward.post(address(submitted, "/putusan"), {"act": "return", "words": "Judul kurang jelas"})

    producer = at(city.producer)
    page = producer.get(address(submitted)).content.decode()
    assert "Judul kurang jelas" in page
    assert "Sebut periodenya" in page
    (said,) = submitted.remarks.all()
    producer.post(address(submitted, f"/komentar/{said.pk}/selesai"))
    said.refresh_from_db()
    assert said.settled_by == city.producer
    assert producer.get(address(submitted, "/riwayat")).status_code == 200


def test_a_problem_is_told_on_the_page_and_nothing_is_lost(city, record, at):
    told = at(city.producer).post(address(record, "/putusan"), {"act": "check"}, follow=True)

    assert "diperlukan tugas walidata" in told.content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        {"_revision": "99999999999"},
        {"_revision": "٣"},
        {"_revision": "1", "jadwal:999999999:nama": "x", "jadwal:0:__proto__": "x", "tidak_ada": "x"},
        {"_revision": "1", "judul": "<script>alert(1)</script>\x00"},
        {"_revision": "1", "judul": "x" * 25_000},
    ],
)
def test_hostile_values_are_told_or_kept_as_text(city, record, at, hostile):
    shown = at(city.producer).post(address(record), hostile, follow=True)

    assert shown.status_code == 200
    assert b"<script>alert" not in shown.content


def test_a_stranger_finds_no_record(city, record, at, client):
    assert at(city.other_producer).get(address(record)).status_code == 404
    assert at(city.reader).get(address(record)).status_code == 404
    client.logout()
    assert "/masuk" in client.get(address(record))["Location"]


def test_the_list_shows_completeness_and_filters(city, approved, at):
    page = at(city.producer)
    assert b"Registrasi penduduk" in page.get("/desk/metadata").content
    assert b"Registrasi penduduk" in page.get("/desk/metadata?keadaan=approved&tahun=2026&cari=regis").content
    for nothing in ("?keadaan=draft", "?tahun=2025", "?cari=zzz", "?tahun=٣&halaman=zz&keadaan=1"):
        assert page.get(f"/desk/metadata{nothing}").status_code == 200
    assert b"Registrasi penduduk" not in page.get("/desk/metadata?keadaan=draft").content


def test_a_longer_list_asks_the_database_no_more_often(city, forms, at):
    def asked():
        with CaptureQueriesContext(connection) as asked:
            at(city.producer).get("/desk/metadata")
        return len(asked)

    def begin():
        metadata.start_record(
            form="kegiatan", organisation=city.office("dispendukcapil"), year=2026, actor=city.producer
        )

    begin()
    asked()
    few = asked()
    for _ in range(12):
        begin()

    assert asked() <= few


def test_a_variable_is_added_in_one_line_and_an_indicator_takes_its_words_from_it(city, filled, at):
    page = at(city.producer)
    page.post(address(filled, "/anak"), {"form": "variabel", "name": "Jumlah penduduk"})
    page.post(address(filled, "/anak"), {"form": "indikator", "name": "Rasio jenis kelamin"})
    variable, indicator = queries.children(filled)

    page.post(address(indicator, "/pembangun"), {"variable": [variable.pk]})

    indicator.refresh_from_db()
    assert indicator.answers["pembangun"] == "Jumlah penduduk"
    assert indicator.answers["asal"] == "Registrasi penduduk"
    assert page.get(address(indicator)).status_code == 200
    page.post(address(variable, "/dataset"), {"target": "penduduk-kelamin:jumlah"})
    assert queries.meaning(city.population).by_measure["jumlah"] == variable
    page.post(address(variable, f"/dataset/{variable.meanings.get().pk}/lepas"))
    assert not queries.meaning(city.population)


def test_the_supervisor_fills_the_officers_field_and_it_counts_at_once(city, approved, at):
    at(city.supervisor).post(address(approved, "/petugas"), {"kode": "M.35.72.001"})

    approved.refresh_from_db()
    assert approved.approved_answers["kode"] == "M.35.72.001"
    assert approved.station is queries.RecordState.APPROVED
