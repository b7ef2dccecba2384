"""Every page stands in one frame, speaks the reader's language, and tells problems plainly."""

from __future__ import annotations

import json

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db  # the names over the door come from the loaded packs
GALLERY = "tests.kit.gallery"


@pytest.fixture
def browser():
    with override_settings(ROOT_URLCONF=GALLERY):
        yield Client(raise_request_exception=False)


def test_a_page_is_indonesian_until_the_reader_chooses_english(browser):
    assert '<html lang="id">' in browser.get("/").content.decode()

    chosen = browser.get("/bahasa/en?kembali=/%3Fdesk")

    assert (chosen.status_code, chosen["Location"]) == (302, "/?desk")
    page = browser.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "Release calendar" in page
    assert "2 hal perlu" in page  # what an author wrote in one language stays


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_choosing_a_language_never_leads_to_another_site(browser, elsewhere):
    assert browser.get("/bahasa/en", {"kembali": elsewhere})["Location"] == "/"


def test_a_language_nobody_speaks_here_is_told_so(browser):
    answer = browser.get("/bahasa/fr")

    assert answer.status_code == 404
    assert "Bahasa “fr” tidak tersedia." in answer.content.decode()


def test_a_problem_becomes_a_page_with_what_and_what_next(browser):
    answer = browser.get("/closed")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "rt-rw tidak lagi menerima angka." in page
    assert "Minta walidata membukanya kembali." in page
    assert "collection.period-closed" in page


def test_a_program_gets_the_same_problem_as_json(browser):
    answer = browser.get("/closed", headers={"accept": "application/json"})

    assert answer["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert (told["status"], told["code"]) == (409, "collection.period-closed")


def test_our_own_fault_shows_no_trace_but_a_number(browser, caplog):
    answer = browser.get("/crash")

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "a fault of ours" not in page
    number = next(record.args[0] for record in caplog.records if record.name == "lumbung.told")
    assert number in page


def test_when_even_the_page_of_a_fault_breaks_the_words_remain(browser, monkeypatch, caplog):
    def broken(*_args: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("lumbung.kit.told.render", broken)

    answer = browser.get("/crash")

    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert "Halaman ini tidak dapat dibuat." in answer.content.decode()


def test_an_address_that_leads_nowhere_says_so_and_cannot_inject(browser):
    answer = browser.get("/<script>alert(1)</script>")

    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()


def test_a_page_asks_nothing_of_other_hosts_and_carries_no_inline_script_or_style(browser):
    answer = browser.get("/")
    page = answer.content.decode()

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert 'src="http' not in page
    assert 'href="http' not in page
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " onclick" not in page


def test_the_desk_shows_the_places_with_what_waits_in_them(browser):
    page = browser.get("/?desk").content.decode()

    assert 'class="desk"' in page
    assert 'href="/desk/" aria-current="page">Menunggu saya <span class="count">3</span>' in page
    assert '<li class="heading">Kota</li>' in page


def test_a_fault_of_a_form_is_told_in_the_readers_language_and_joined_to_its_field(browser):
    page = browser.get("/").content.decode()

    assert "Bagian ini harus diisi." in page
    assert "Pilih salah satu dari daftar." in page
    assert 'aria-describedby="id_file-help id_file-fault"' in page
    browser.cookies["bahasa"] = "en"
    assert "Choose one from the list." in browser.get("/").content.decode()


def test_the_first_visit_weighs_less_than_150_kilobytes(browser):
    from lumbung.kit.jinja import DIST, bundled

    names = ("lumbung.css", "lumbung.js", "desk.js", "mark.svg")
    sent = sum((DIST / f"{bundled()[name]}.br").stat().st_size for name in names)
    font = (DIST / bundled()["plus-jakarta-sans-latin-wght-normal.woff2"]).stat().st_size
    assert sent + font + len(browser.get("/?desk").content) < 150_000
