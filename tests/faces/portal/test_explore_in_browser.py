"""Exploring in a real browser: by keyboard, on a phone, with script and without."""

from __future__ import annotations

import pytest
from tests.kit.browser import chromium, faults_of, is_wider_than_its_window, page_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PEOPLE = "/data/penduduk-kelamin/olah"
PAGES = (
    PEOPLE,
    f"{PEOPLE}?rows=area,jenis_kelamin&columns=period&calc=change",
    f"{PEOPLE}?rows=jenis_kelamin&columns=period,area",
    f"{PEOPLE}?rows=period&columns=jenis_kelamin&show=chart",
    f"{PEOPLE}?rows=area&show=map",
    "/data/kemiskinan/olah?rows=period&measures=persentase&calc=share",
    "/data/penduduk-kelamin/sematkan?rows=area&columns=period",
    "/data/penduduk-kelamin/sematkan?rows=period&columns=jenis_kelamin&show=chart",
)


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize(("width", "scheme"), [("wide", "light"), ("phone", "dark"), ("phone", "light")])
def test_axe_finds_nothing_and_a_phone_scrolls_the_table_only(browser, live_server, granary, width, scheme):
    with page_of(browser, width, scheme) as (page, complaints):
        for path in PAGES:
            page.goto(live_server.url + path)
            for folded in page.locator("details").all():
                folded.evaluate("one => one.open = true")
            assert faults_of(page) == [], path
            assert not is_wider_than_its_window(page), path
        assert [said for said in complaints if "422" not in said] == []


def test_a_choice_swaps_the_answer_and_keeps_the_focus(browser, live_server, granary):
    with page_of(browser, "wide") as (page, complaints):
        page.goto(live_server.url + PEOPLE)
        page.evaluate("window.stayed = true")
        page.get_by_label("Kolom", exact=True).focus()
        page.get_by_label("Kolom", exact=True).select_option("jenis_kelamin")
        page.get_by_role("columnheader", name="Perempuan").wait_for()

        assert page.evaluate("window.stayed")
        assert page.evaluate("document.activeElement.id") == "columns-1"
        assert "columns=jenis_kelamin" in page.url
        assert "calc=" not in page.url
        assert "Jumlah penduduk menurut kelurahan/desa dan jenis kelamin" in page.inner_text("#kabar")

        page.get_by_label("Hitungan").select_option("growth")
        page.get_by_text("Letakkan Periode di baris atau di kolom.").wait_for()
        page.go_back()
        page.get_by_role("columnheader", name="Perempuan").wait_for()
        assert page.get_by_label("Hitungan").input_value() == "value"
        assert [said for said in complaints if "422" not in said] == []


def test_a_short_link_is_made_on_the_spot_and_leads_back(browser, live_server, granary):
    with page_of(browser, "phone") as (page, complaints):
        page.goto(f"{live_server.url}{PEOPLE}?rows=area&columns=jenis_kelamin&period=latest")
        page.get_by_role("button", name="Buat tautan pendek").click()
        page.locator("#tautan-pendek").wait_for()
        short = page.inner_text("#tautan-pendek")
        page.locator("button[data-copy=tautan-pendek]").wait_for()
        page.goto(short)
        assert page.get_by_role("columnheader", name="Perempuan").is_visible()
        assert complaints == []


def test_the_whole_is_done_by_keyboard(browser, live_server, granary):
    with page_of(browser, "wide") as (page, _):
        page.goto(live_server.url + PEOPLE)
        page.get_by_role("radio", name="Tabel").focus()
        page.keyboard.press("ArrowRight")
        page.get_by_role("img", name="Grafik").wait_for()
        assert "show=chart" in page.url
        page.get_by_text("Jenis kelamin semua").focus()
        page.keyboard.press("Enter")
        page.get_by_role("checkbox", name="Perempuan").focus()
        page.keyboard.press("Space")
        page.wait_for_url("**jenis_kelamin=perempuan**")


def test_without_script_a_button_asks(browser, live_server, granary):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + PEOPLE)
    page.get_by_label("Hitungan").select_option("share")
    page.get_by_role("button", name="Tampilkan").click()
    assert page.get_by_text("Bagian dari jumlah penduduk").first.is_visible()
    page.get_by_role("button", name="Buat tautan pendek").click()
    assert page.locator("#tautan-pendek").is_visible()
    context.close()
