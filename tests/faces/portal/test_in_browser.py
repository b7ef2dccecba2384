"""The portal in a real browser: a citizen with a phone, one with a keyboard, one without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.kit.browser import chromium, faults_of, is_wider_than_its_window, page_of

from lumbung.faces import packs

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AREAS = Path(__file__).parents[3] / "packs" / "areas"
PAGES = (
    "/",
    "/data?q=kemiskinn",
    "/data/kemiskinan",
    "/data/penduduk-kelamin?menurut=area&rinci=jenis_kelamin",
    "/data/penduduk-kelamin/peta",
    "/data/penduduk-kelamin/tabel",
    "/data/kemiskinan/arti",
    "/data/kemiskinan/mutu",
    "/data/kemiskinan/edisi",
    "/data/kemiskinan/unduh",
    "/wilayah",
    "/wilayah/35.72.02",
    "/kalender",
    "/tentang",
    "/tidak-ada",
)


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize(("width", "scheme"), [("wide", "light"), ("phone", "dark"), ("phone", "light")])
def test_axe_finds_nothing_on_any_page_and_none_is_too_wide(browser, live_server, granary, width, scheme):
    with page_of(browser, width, scheme) as (page, complaints):
        for path in PAGES:
            page.goto(live_server.url + path)
            assert faults_of(page) == [], path
            assert not is_wider_than_its_window(page), path
        assert [said for said in complaints if "404" not in said] == []


def test_a_citizen_finds_a_figure_with_the_keyboard_alone(browser, live_server, granary):
    with page_of(browser, "wide") as (page, _):
        page.goto(live_server.url)
        page.locator("#q").focus()
        page.keyboard.type("miskin")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Penduduk miskin").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/data/kemiskinan")

        drawn = page.get_by_role("img", name="Turun 0,84 poin sejak 2018.")
        assert drawn.is_visible()
        assert drawn.evaluate("image => image.complete && image.naturalWidth > 0")
        page.get_by_role("link", name="Tabel", exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/tabel")
        assert page.get_by_role("cell", name="6,60").is_visible()


def test_a_choice_acts_at_once_with_script_and_by_a_button_without(browser, live_server, granary):
    with page_of(browser, "wide") as (page, _):
        page.goto(live_server.url + "/data/kemiskinan")
        assert page.get_by_role("button", name="Tampilkan").count() == 0
        page.get_by_label("Ukuran").select_option("jiwa")
        page.wait_for_url("**ukuran=jiwa**")

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/data/kemiskinan")
    page.get_by_label("Ukuran").select_option("jiwa")
    page.get_by_role("button", name="Tampilkan").click()
    assert "ukuran=jiwa" in page.url
    assert page.get_by_text("Turun 410 jiwa").first.is_visible()
    context.close()


def test_an_area_on_the_map_leads_to_its_page(browser, live_server, granary):
    with page_of(browser, "phone") as (page, _):
        page.goto(live_server.url + "/data/penduduk-kelamin/peta")
        page.get_by_role("link", name="Kelurahan Turi").first.click()
        page.wait_for_url("**/wilayah/35.72.02.1003")
        assert page.get_by_role("heading", name="Kelurahan Turi").is_visible()


def test_the_long_names_of_sources_fit_a_phone(browser, live_server, granary, city):
    packs.load_pack(AREAS, actor=city.operator)
    with page_of(browser, "phone", "light") as (page, complaints):
        page.goto(f"{live_server.url}/tentang")
        assert "Wilayah-Administratif-Indonesia" in page.inner_text("main")
        assert faults_of(page) == []
        assert not is_wider_than_its_window(page)
        assert complaints == []
