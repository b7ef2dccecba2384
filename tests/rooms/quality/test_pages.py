"""Contradictions and statements on the desk, on the public pages and in the API."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.faces.desk.test_pages import at_desk, said
from tests.rooms.quality.kit import defined, looked, says

from lumbung.faces.portal.shelf import pages
from lumbung.rooms.quality import actions, queries
from lumbung.rooms.quality.queries import Side
from lumbung.vocabulary.words import Text


@pytest.fixture
def elderly(town):
    pages.empty()
    says(town, defined(town, "lansia-kota", "lansia-dampingan", office="dinkes"), {"2024": 21})
    says(town, defined(town, "lansia-program", "lansia-dampingan", office="dispendukcapil"), {"2024": 22})
    looked()
    return town


def the_one():
    return queries.contradictions().get()


def decided(client: Client, **given: str):
    form = {"choice": "lansia-program:jumlah", "reason": "Dicatat dengan nama."}
    return client.post(f"/desk/satu-angka/{the_one().pk}/putusan", form | given)


def test_the_steward_finds_it_waiting_compares_and_decides(elderly):
    client = at_desk(elderly.steward)
    assert "Putuskan satu angka" in said(client.get("/desk/"))
    assert "Lanjut usia penerima home care, Kota Blitar, 2024" in said(client.get("/desk/satu-angka"))

    page = said(client.get(f"/desk/satu-angka/{the_one().pk}"))
    for words in ("22 orang", "21 orang", "−1 orang", "Sumber lansia-kota", "Dinas Kesehatan"):
        assert words in page

    answer = decided(client)
    assert answer.status_code == 302
    page = said(client.get(answer["Location"]))
    assert "Keputusan berlaku dan terbit." in page
    assert "Yang dipakai: Data lansia-program. Dicatat dengan nama." in page
    assert "Putuskan satu angka" not in said(client.get("/desk/"))


def test_a_decision_without_a_reason_is_told_on_the_form_and_keeps_the_choice(elderly):
    answer = decided(at_desk(elderly.steward), reason="")

    assert answer.status_code == 422
    assert 'value="lansia-program:jumlah" id="pilih-lansia-program-jumlah"' in answer.content.decode()
    assert "Bagian ini harus diisi." in said(answer)
    assert the_one().decision is None


def test_others_see_why_they_cannot_decide(elderly):
    client = at_desk(elderly.producer)

    page = client.get(f"/desk/satu-angka/{the_one().pk}")
    assert 'name="choice"' not in page.content.decode()
    assert "diperlukan tugas walidata" in said(page)
    assert decided(client).status_code == 422


def test_the_public_reads_it_on_both_datasets_and_on_a_page_of_its_own(elderly):
    public = Client()
    page = said(public.get("/data/lansia-kota"))
    assert "Angka ini berbeda dari dataset lain." in page
    assert "belum memutuskan" in page

    decided(at_desk(elderly.steward))

    for address in (
        "/data/lansia-kota",
        "/data/lansia-program/mutu",
        "/satu-angka",
        f"/satu-angka/{the_one().pk}",
    ):
        page = said(public.get(address))
        assert "Yang dipakai: Data lansia-program. Dicatat dengan nama." in page, address
        assert "Wati" not in page, address
    assert "walidata, Pemerintah Kota" in said(public.get("/satu-angka"))


def test_a_figure_that_is_no_longer_open_is_not_told_in_public(elderly):
    from lumbung.rooms.catalog.models import Dataset

    Dataset.objects.filter(code="lansia-program").update(access="tertutup")

    assert "lansia-program" not in said(Client().get("/satu-angka"))
    assert Client().get(f"/satu-angka/{the_one().pk}").status_code == 404


def test_programs_read_claims_and_decisions(elderly):
    decided(at_desk(elderly.steward), choice="different", reason="Beda cakupan.")

    told = Client().get("/api/v1/contradictions?dataset=lansia-kota").json()

    [one] = told["contradictions"]
    assert (told["total"], one["kind"], one["difference"], one["state"]) == (1, "same", 1, "decided")
    assert {claim["dataset"]: claim["value"] for claim in one["claims"]} == {
        "lansia-kota": 21,
        "lansia-program": 22,
    }
    assert (one["decision"]["verdict"], one["decision"]["by"]["id"]) == (
        "different",
        "walidata, Pemerintah Kota",
    )
    for nothing in ("state=open", "dataset=tidak-ada", "concept=%00", "state=apa-saja&concept=x"):
        assert Client().get(f"/api/v1/contradictions?{nothing}").json()["total"] == 0, nothing


def test_look_alikes_are_shown_side_by_side_on_request(elderly):
    says(elderly, defined(elderly, "perkiraan", "penduduk-perkiraan"), {"2022": 151960})
    client = at_desk(elderly.steward)

    answer = client.post(
        "/desk/satu-angka/banding",
        {"one": "penduduk-registrasi", "other": "penduduk-perkiraan", "why": "Dua seri yang lain."},
    )
    assert answer.status_code == 302

    [row] = queries.comparisons()
    assert "Dua seri yang lain." in said(Client().get("/satu-angka"))
    page = said(Client().get(f"/satu-angka/banding/{row.pk}"))
    assert "Beda konsep: Perkiraan penduduk pertengahan tahun, Jumlah penduduk terdaftar" in page
    assert "151.960 orang" in page
    client.post(f"/desk/satu-angka/banding/{row.pk}/akhiri")
    assert not queries.comparisons()


SENTENCES = {side.value: f"Kalimat tentang {side.label}." for side in Side}


def test_a_producer_writes_a_statement_and_the_steward_publishes_it(elderly):
    dataset = elderly.datasets["lansia-kota"]
    writer, steward = at_desk(elderly.other_producer), at_desk(elderly.steward)
    assert "Angka terbaru adalah untuk 2024." in said(writer.get("/desk/mutu/lansia-kota"))

    assert writer.post("/desk/mutu/lansia-kota", {"act": "save", **SENTENCES}).status_code == 302
    assert queries.published(dataset) is None
    assert "Kalimat" not in said(Client().get("/data/lansia-kota/mutu"))
    assert writer.post("/desk/mutu/lansia-kota", {"act": "publish", **SENTENCES}).status_code == 422
    assert "Terbitkan pernyataan mutu" in said(steward.get("/desk/"))

    revision = str(queries.draft(dataset).revision)
    answer = steward.post("/desk/mutu/lansia-kota", {"act": "publish", "revision": revision, **SENTENCES})

    assert answer.status_code == 302
    assert "Kalimat tentang akurasi." in said(Client().get("/data/lansia-kota/mutu"))
    told = Client().get("/api/v1/datasets/lansia-kota/quality").json()
    assert told["version"] == 1
    assert [side["statement"]["id"] for side in told["sides"]] == list(SENTENCES.values())
    facts = {fact["key"]: fact["number"] for side in told["sides"] for fact in side["facts"]}
    assert facts["contradictions-open"] == 1


def test_a_statement_with_a_side_missing_is_kept_but_not_published(elderly):
    steward = at_desk(elderly.steward)
    half = {**SENTENCES, "coherence": ""}

    answer = steward.post("/desk/mutu/lansia-kota", {"act": "publish", **half})

    assert answer.status_code == 422
    assert "Belum ada kalimat untuk: Koherensi dan keterbandingan." in said(answer)
    draft = queries.draft(elderly.datasets["lansia-kota"])
    assert draft.said(Side.ACCURACY).id == SENTENCES["accuracy"]
    assert f'name="revision" value="{draft.revision}"' in answer.content.decode()


def test_who_saves_over_another_is_told_and_loses_nothing(elderly):
    writer, steward = at_desk(elderly.other_producer), at_desk(elderly.steward)
    writer.post("/desk/mutu/lansia-kota", {"act": "save", **SENTENCES})
    seen = str(queries.draft(elderly.datasets["lansia-kota"]).revision)
    steward.post(
        "/desk/mutu/lansia-kota", {"act": "save", "revision": seen, **SENTENCES, "accuracy": "Dari walidata."}
    )

    answer = writer.post(
        "/desk/mutu/lansia-kota", {"act": "save", "revision": seen, **SENTENCES, "accuracy": "Dari produsen."}
    )

    assert answer.status_code == 422
    assert "Wati menyimpan pernyataan ini" in said(answer)
    assert "Dari produsen." in answer.content.decode()
    assert queries.draft(elderly.datasets["lansia-kota"]).said(Side.ACCURACY).id == "Dari walidata."


def test_a_statement_is_to_be_read_again_when_its_facts_have_moved(elderly):
    dataset = elderly.datasets["lansia-kota"]
    words = {side: Text(sentence) for side, sentence in SENTENCES.items()}
    actions.save_statement(dataset=dataset, words=words, actor=elderly.steward)
    actions.publish_statement(dataset=dataset, actor=elderly.steward)
    public = queries.published(dataset)
    assert queries.moved_since(public, queries.facts_of(dataset)) == ()

    says(elderly, dataset, {"2024": 22, "2025": 25}, day="2025-09-01")
    looked()

    moved = {move.fact.key for move in queries.moved_since(public, queries.facts_of(dataset))}
    assert {"newest", "contradictions-open"} <= moved
    assert "sudah berubah sejak" in said(Client().get("/data/lansia-kota/mutu"))


def test_the_statement_prints_on_paper_for_everybody(elderly):
    paper = Client().get("/data/lansia-kota/mutu.pdf")

    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert paper.content.startswith(b"%PDF")
    desk = at_desk(elderly.steward).get("/desk/mutu/lansia-kota/cetak")
    assert b"".join(desk.streaming_content).startswith(b"%PDF")


def test_a_long_list_asks_the_database_no_more_than_a_short_one(elderly):
    client = at_desk(elderly.steward)
    client.get("/desk/satu-angka")
    short = (
        asked(client, "/desk/satu-angka"),
        asked(Client(), "/satu-angka"),
        asked(Client(), "/data/lansia-kota"),
    )

    years = range(2004, 2024)
    says(elderly, elderly.datasets["lansia-kota"], {str(year): 10.0 for year in years}, day="2025-07-01")
    says(
        elderly,
        elderly.datasets["lansia-program"],
        {str(year): year / 2.0 for year in years},
        day="2025-07-02",
    )
    assert looked() == {"found": 20, "closed": 1}

    long = (
        asked(client, "/desk/satu-angka"),
        asked(Client(), "/satu-angka"),
        asked(Client(), "/data/lansia-kota"),
    )
    assert [more - few for few, more in zip(short, long, strict=True)] <= [2, 2, 4]


def asked(client: Client, address: str) -> int:
    """How many questions a page asks the database when nobody keeps it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pages.empty()
    with CaptureQueriesContext(connection) as questions:
        assert client.get(address).status_code == 200
    return len(questions)
