"""The desk in a real browser: axe finds nothing, it fits a phone, works by key and without script."""

from __future__ import annotations

import re
import threading

import pytest
from tests.city import PASSWORD, build_city
from tests.kit.browser import chromium, faults_of, is_wider_than_its_window, page_of
from tests.road.files import population_by_name, population_xlsx
from tests.road.ready import accepted, population, ready, submitted

from lumbung.kit import jobs
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection.models import Submission
from lumbung.rooms.collection.queries import State
from lumbung.rooms.release import actions as release
from lumbung.rooms.release.models import Release

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STRANGE = {"A8": "Karang Sarii", "D6": "1l", "D9": -4, "E1": "Angka lama", "E4": 12}


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def city(transactional_db):
    """A city in which something stands at every station."""
    city = build_city()
    collection.lay_out_calendar()
    accepted(city, population("2021"))
    release.release_dataset(dataset=city.population, actor=city.steward, here=True)
    accepted(city, population("2021", v1003=1200))
    submitted(city.population, city.producer, population("2021", v1003=1300))
    ready(city.population, city.producer, population("2022"))
    collection.upload_figures(
        dataset=city.population,
        actor=city.producer,
        name="penduduk.xlsx",
        content=population_by_name("2024", **STRANGE),
    )
    return city


def come_in(page, address: str, username: str) -> None:
    page.goto(f"{address}/masuk?kembali=/desk/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()


def stations() -> dict[str, list[str]]:
    """The pages that each person works on."""
    bad = Submission.objects.get(state=State.QUARANTINED).pk
    sent = Submission.objects.get(state=State.SUBMITTED).pk
    edition = Release.objects.get().label
    return {
        "dina": [
            "", "kalender", "dataset", "dataset/penduduk-kelamin", "kiriman", f"kiriman/{bad}", "wewenang",
        ],
        "wati": [
            "", "periksa", f"periksa/{sent}", "rilis", "rilis/dataset/penduduk-kelamin", "jurnal",
            f"rilis/{Release.objects.get().pk}", f"rilis/dataset/penduduk-kelamin/{edition}/tarik",
            "kalender/penduduk-kelamin/2024",
        ],
    }  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [("wide", "light"), ("phone", "dark")])
def test_axe_finds_nothing_and_every_page_fits(browser, live_server, city, width, scheme):
    for username, paths in stations().items():
        with page_of(browser, width, scheme) as (page, complaints):
            page.goto(f"{live_server.url}/masuk")
            assert faults_of(page) == []
            come_in(page, live_server.url, username)
            for path in paths:
                page.goto(f"{live_server.url}/desk/{path}")
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                assert faults_of(page) == [], path
                assert not is_wider_than_its_window(page), path
            assert complaints == []


def test_a_file_is_dropped_mended_and_submitted_by_the_keyboard(browser, live_server, city):
    with page_of(browser, "wide") as (page, _):
        come_in(page, live_server.url, "dina")
        page.goto(f"{live_server.url}/desk/dataset/penduduk-kelamin")
        page.get_by_label("Berkas angka").set_input_files(
            {"name": "p.xlsx", "mimeType": "application/x", "buffer": population_xlsx("2025", D6="1l")}
        )
        page.get_by_role("button", name="Unggah dan periksa").press("Enter")
        assert "1 hal perlu diperbaiki" in page.title()

        page.get_by_text("Ubah", exact=True).press("Enter")
        cell = page.get_by_label("Isi baru untuk Penduduk!D6")
        assert cell.input_value() == "1l"
        cell.fill("1040")
        cell.press("Enter")

        page.get_by_role("button", name="Kirim ke walidata").press("Enter")
        assert "menunggu walidata" in page.title()


def test_the_same_works_without_script_on_a_phone(browser, live_server, city):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    come_in(page, live_server.url, "wati")
    page.get_by_role("link", name=re.compile("Periksa ?: Jumlah penduduk")).click()
    page.get_by_role("button", name="Setujui", exact=True).click()
    page.goto(f"{live_server.url}/desk/rilis/dataset/penduduk-kelamin")
    page.get_by_role("button", name="Rilis", exact=True).click()
    assert "perlu catatan" in page.content()
    page.get_by_label("Catatan rilis").fill("Turi salah jumlah")
    page.get_by_role("button", name="Rilis", exact=True).click()
    assert "boleh ditutup" in page.content()

    jobs.run_worker(threading.Event(), until_idle=True)

    page.get_by_role("link", name="Muat ulang").click()
    assert "sudah terbit" in page.content()
    context.close()


def test_progress_turns_into_the_result_by_itself(browser, live_server, city):
    asked = release.release_dataset(dataset=city.population, actor=city.steward, note="Turi salah")
    with page_of(browser, "wide") as (page, complaints):
        come_in(page, live_server.url, "wati")
        page.goto(f"{live_server.url}/desk/rilis/{asked.pk}")
        assert page.get_by_role("status").first.is_visible()

        jobs.run_worker(threading.Event(), until_idle=True)

        page.get_by_text("sudah terbit").wait_for(timeout=5000)
        assert complaints == []
