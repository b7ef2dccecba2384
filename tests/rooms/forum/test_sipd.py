"""SIPD E-Walidata: the sheet with released values, and the live way that is off until it is switched on."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import openpyxl
import polars as pl
import pytest
from django.test import Client
from tests.city import City
from tests.road.ready import accepted, population
from tests.rooms.forum.kit import a_list, agreed

from lumbung.faces.desk import sipd
from lumbung.faces.desk.sipd_live import ADDRESS, TOKEN, Sipd, SipdAddressUnsafe, SipdRefused, Value, to_send
from lumbung.rooms.forum import queries
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.release import actions as release

SECRET = "kunci-rahasia-yang-tidak-boleh-terlihat"
ONE = Value("1.02.000001", 2025, 41.5)


class Service(BaseHTTPRequestHandler):
    """Takes values as the real one was seen to; what came in is kept on the class."""

    taken: ClassVar[list[tuple[str, str | None, Any]]] = []
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append((self.path, self.headers["Authorization"], json.loads(body)))
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(b'{"token": "echo"}')

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def service() -> Iterator[str]:
    Service.taken, Service.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ewalidata/serv"
    server.shutdown()
    thread.join()
    server.server_close()


def switched_on(address: str) -> Sipd:
    live = Sipd.of_environment("35.72", {ADDRESS: address, TOKEN: SECRET})
    assert live is not None
    return live


def test_values_are_sent_as_text_with_the_token_in_the_head_only(service: str) -> None:
    assert switched_on(service).send([ONE] * 150) == 150

    first, second = Service.taken
    assert first[:2] == ("/ewalidata/serv/push_dssd", f"Bearer {SECRET}")
    assert first[2]["data"][0] == {
        "kodeindikator": "1.02.000001", "kodepemda": "3572", "tahun": "2025", "data": "41.5",
    }  # fmt: skip
    assert [len(body["data"]) for _, _, body in (first, second)] == [100, 50]


@pytest.mark.parametrize("status", [302, 401, 500])
def test_a_refusal_says_how_far_it_came_and_never_shows_the_token(service: str, status: int) -> None:
    Service.status = status
    with pytest.raises(SipdRefused) as refused:
        switched_on(service).send([ONE])

    assert "0 dari 1" in str(refused.value)
    assert SECRET not in f"{refused.value} {refused.value.facts} {switched_on(service)!r}"
    assert len(Service.taken) == 1  # no redirect is followed: the token is for one address


def test_it_is_off_without_both_settings_and_never_sends_in_the_clear() -> None:
    assert Sipd.of_environment("35.72", {}) is None
    assert Sipd.of_environment("35.72", {ADDRESS: "https://sipd.example"}) is None
    with pytest.raises(SipdAddressUnsafe):
        Sipd.of_environment("35.72", {ADDRESS: "http://sipd.example", TOKEN: SECRET})


def test_nobody_there_is_a_plain_word(service: str) -> None:
    with pytest.raises(SipdRefused, match="SIPD tidak menerima kiriman"):
        switched_on("http://127.0.0.1:9").send([ONE])


def test_the_page_shows_first_and_sends_only_when_it_is_told_to(
    city: City, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(city, a_list(city), kode_indikator="1.02.000001")
    client = Client()
    client.force_login(city.steward)
    off = client.get("/desk/daftar-data/2027/sipd").content.decode()
    assert "Tidak diaktifkan" in off
    refused = client.post("/desk/daftar-data/2027/sipd", {"act": "kirim"}).content.decode()
    assert "tidak diaktifkan" in refused

    monkeypatch.setenv(ADDRESS, service)
    monkeypatch.setenv(TOKEN, SECRET)
    element = sipd.Element("1.02.000001", "Balita", "balita", "", "", "", {2027: 12.0})
    monkeypatch.setattr(sipd, "elements", lambda *_: [element])
    tried = client.post("/desk/daftar-data/2027/sipd", {"act": "coba"}).content.decode()
    assert not Service.taken
    assert "1.02.000001" in tried
    sent = client.post("/desk/daftar-data/2027/sipd", {"act": "kirim"}, follow=True).content.decode()

    assert "1 nilai terkirim" in sent
    assert len(Service.taken) == 1
    line = journal.entries(verb="sipd.sent").get()
    assert line.facts["values"] == 1
    assert SECRET not in off + tried + sent + str(line.facts)


def test_a_producer_cannot_send(city: City, service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(city, a_list(city))
    monkeypatch.setenv(ADDRESS, service)
    monkeypatch.setenv(TOKEN, SECRET)
    client = Client()
    client.force_login(city.other_producer)

    page = client.post("/desk/daftar-data/2027/sipd", {"act": "kirim"}).content.decode()

    assert not Service.taken
    assert "merilis data" in page


def test_the_sheet_has_the_six_columns_and_says_why_a_value_is_missing(city: City) -> None:
    of = a_list(city)
    agreed(city, of, satuan="=balita")
    years = sipd.years_of(of)

    found = sipd.elements(of, years, city.steward)
    page = openpyxl.load_workbook(io.BytesIO(sipd.written(of, found, years)))

    heads = [cell.value for cell in page.worksheets[0][1]]
    assert heads == [*sipd.HEADINGS, "2023", "2024", "2025", "2026", "2027"]
    assert page.worksheets[0]["A2"].value is None  # no code is made up
    assert page.worksheets[0]["C2"].data_type == "s"
    assert page["Catatan"]["B2"].value == "belum ada dataset"
    assert to_send(found) == []


def test_released_figures_stand_beside_their_element_by_year(city: City) -> None:
    figures = population().filter(pl.col("period") == "2024")
    accepted(city, figures)
    release.release_dataset(dataset=city.population, actor=city.steward, here=True)
    of = a_list(city)
    texts = {"nama_data": "Jumlah penduduk", "satuan": "jiwa", "jadwal_pemutakhiran": "Tahunan"}
    agreed(city, of, **texts)
    item = queries.items(of).get()
    item.dataset = city.population
    item.save()

    (found,) = sipd.elements(of, sipd.years_of(of), city.steward)

    assert found.values == {2024: figures["jumlah"].sum()}
    assert found.why_none == ""
