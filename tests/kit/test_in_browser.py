"""The components in a real browser: nothing for axe to find, nothing beyond the edge, all by key."""

from __future__ import annotations

import pytest
from django.test import override_settings
from tests.kit.browser import chromium, faults_of, is_wider_than_its_window, page_of

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def gallery(live_server):
    with override_settings(ROOT_URLCONF="tests.kit.gallery"):
        yield live_server.url


@pytest.mark.parametrize("width", ["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/?desk", "/closed"])
def test_axe_finds_nothing_and_the_page_fits(browser, gallery, width, scheme, path):
    with page_of(browser, width, scheme) as (page, complaints):
        page.goto(gallery + path)

        assert faults_of(page) == []
        assert not is_wider_than_its_window(page)
        assert [said for said in complaints if "409" not in said] == []


def test_the_first_key_leads_past_the_header(browser, gallery):
    with page_of(browser, "wide") as (page, _):
        page.goto(gallery)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "isi"


def test_every_stop_of_the_keyboard_can_be_seen(browser, gallery):
    with page_of(browser, "wide") as (page, _):
        page.goto(gallery)
        for _stop in range(40):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' || document.activeElement.closest('svg') !== null; })()"
            )
            assert ring, page.evaluate("document.activeElement.outerHTML")


def test_pages_work_without_script(browser, gallery):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(gallery)

    assert page.locator("h1").is_visible()
    assert page.get_by_role("navigation", name="Bagian").get_by_role("link").count() == 5
    context.close()
