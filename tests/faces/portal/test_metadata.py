"""What a citizen and a program read of the meaning of a dataset, and what they never read."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import pytest
from django.test import Client
from django.utils import timezone
from tests.formats.print.test_document import said_in
from tests.rooms.metadata.conftest import ACTIVITY, INDICATOR, VARIABLE
from tests.rooms.query.harvest import population, release
from tests.rooms.query.test_reading import set_access

from lumbung.rooms.metadata import actions as metadata

CODE = "penduduk-kelamin"
SECRETS = ("Sari Rahasia", "0812-9999-1111", "19700101 199503 1 001")
API = f"/api/v1/datasets/{CODE}/metadata"
client = Client()


@pytest.fixture
def released(city):
    """The population is public, with a survey of it whose form names a person everywhere."""
    release(city, city.population, population())
    personal = [
        {"key": f"rahasia_{number}", "title": {"id": f"Pribadi {number}"}, "kind": "text", "personal": True}
        for number, _secret in enumerate(SECRETS)
    ]
    form = {**ACTIVITY, "labels": {**ACTIVITY["labels"], "method": "cara"}}
    form["blocks"] = [*form["blocks"], {"code": "P", "title": {"id": "Pribadi"}, "fields": personal}]
    metadata.load_forms([form, VARIABLE, INDICATOR], pack="formulir", actor=city.operator)
    activity = {
        "code": "survei-penduduk",
        "form": "kegiatan",
        "year": 2026,
        "organisation": "dispendukcapil",
        "datasets": [{"dataset": CODE}],
        "state": "approved",
        "sources": ["https://contoh.go.id/laporan"],
        "answers": {
            "judul": "Survei penduduk",
            "tahun": 2026,
            "cara": "2",
            "fraksi": "satu dari sepuluh",
            "pj_nama": SECRETS[0],
            **{f"rahasia_{number}": secret for number, secret in enumerate(SECRETS)},
        },
        "inferred": {"fraksi": "Tidak disebut laporannya.", "rahasia_0": SECRETS[0]},
    }
    variable = {
        "code": "survei-penduduk-v1",
        "form": "variabel",
        "year": 2026,
        "organisation": "dispendukcapil",
        "parent": "survei-penduduk",
        "datasets": [{"dataset": CODE, "measure": "jumlah"}],
        "state": "approved",
        "answers": {
            "nomor": 1,
            "nama": "Jumlah orang",
            "konsep": ["Penduduk"],
            "definisi": "Orang yang tinggal.",
        },
    }
    metadata.load_records([activity, variable], pack="kota", actor=city.operator)
    return city


def page(side: str = "arti") -> str:
    return client.get(f"/data/{CODE}/{side}").content.decode()


def test_the_page_says_how_the_figures_came_about_and_what_each_measure_means(released):
    shown = page()

    assert "Bagaimana angka ini dihasilkan" in shown
    assert "Survei penduduk" in shown
    assert "satu dari sepuluh" in shown
    assert "Tidak disebut laporannya." in shown
    assert "Orang yang tinggal." in shown
    assert 'href="https://contoh.go.id/laporan"' in shown


def test_the_api_gives_the_same_by_key_and_in_words(released):
    answer = json.loads(client.get(API).content)

    assert answer["activity"]["answers"]["cara"] == "2"
    assert answer["activity"]["inferred"] == {"fraksi": "Tidak disebut laporannya."}
    told = {one["key"]: one["lines"] for one in answer["activity"]["told"]}
    assert told["cara"] == [{"id": "Survei", "en": "Survei"}]
    assert answer["measures"]["jumlah"]["title"] == "Jumlah orang"
    assert answer["waiver"] is None


def test_nothing_about_a_person_is_in_any_public_output(released):
    out = {side or "grafik": page(side) for side in ("arti", "mutu", "unduh", "edisi", "tabel")}
    out |= {
        f"en-{side}": client.get(f"/data/{CODE}/{side}", headers={"Accept-Language": "en"}).content.decode()
        for side in ("arti", "mutu")
    }
    out["api"] = client.get(API).content.decode()
    for form in ("csv", "json", "jsonl"):
        out[form] = client.get(f"/api/v1/datasets/{CODE}/data?format={form}").getvalue().decode()
    for address in (f"{API}?format=xlsx", f"/api/v1/datasets/{CODE}/data?format=xlsx"):
        with zipfile.ZipFile(io.BytesIO(client.get(address).getvalue())) as book:
            out[address] = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    pdf = client.get(f"{API}?format=pdf").content

    for secret in SECRETS:
        assert [name for name, text in out.items() if secret in text] == []
        assert not said_in(pdf, secret)
    assert "rahasia" not in out["api"].lower()
    assert said_in(pdf, "Survei penduduk") or said_in(pdf, "Jumlah penduduk")


def test_a_survey_without_a_recommendation_is_told_on_the_quality_page(released):
    assert "belum mendapat rekomendasi BPS" in page("mutu")


def test_a_waiver_stands_on_every_side_of_the_dataset_and_goes_with_its_end(released):
    city = released
    assert "dikecualikan" not in page()

    metadata.waive(
        dataset=city.population,
        reason="Menunggu BPS.",
        until=timezone.localdate() + dt.timedelta(days=30),
        actor=city.steward,
    )

    assert all("Menunggu BPS." in page(side) for side in ("arti", "mutu", "tabel"))
    assert json.loads(client.get(API).content)["waiver"]["reason"] == "Menunggu BPS."
    metadata.end_waiver(dataset=city.population, actor=city.steward)
    assert "Menunggu BPS." not in page()


def test_the_metadata_of_a_closed_dataset_is_as_closed_as_its_figures(released):
    set_access(released, "tertutup")

    assert client.get(API).status_code in (403, 404)
    assert client.get(f"{API}?format=pdf").status_code in (403, 404)


def test_a_format_that_is_not_known_is_told(released):
    assert client.get(f"{API}?format=docx").status_code == 422
