"""The whole city in a real browser: axe finds nothing, it fits a phone, and a cell leads to its things."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone
from tests.city import build_city
from tests.faces.desk.crowded import crowd
from tests.faces.desk.test_in_browser import come_in
from tests.kit.browser import chromium, faults_of, is_wider_than_its_window, page_of

from lumbung.faces.portal import punctuality
from lumbung.rooms.collection import actions as collection

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK = ("desk/kota", "desk/kota?per=triwulan", "desk/kewajiban", "desk/pemberitahuan")
PUBLIC = ("ketepatan",)


@pytest.mark.parametrize(("width", "scheme"), [("wide", "light"), ("phone", "dark")])
def test_axe_finds_nothing_every_page_fits_and_a_cell_leads_to_its_things(
    transactional_db, live_server, width, scheme
):
    city = build_city()
    collection.lay_out_calendar()
    crowd(city, offices=12, datasets=4, year=timezone.localdate().year)
    punctuality.forget()
    period = f"desk/kalender/penduduk-kelamin/{timezone.localdate().year - 1}"
    with chromium() as browser, page_of(browser, width, scheme) as (page, complaints):
        come_in(page, live_server.url, "wati")
        for path in (*DESK, period, *PUBLIC):
            page.goto(f"{live_server.url}/{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            picture(page, width, path)
            assert faults_of(page) == [], path
            assert not is_wider_than_its_window(page), path

        page.goto(f"{live_server.url}/desk/kota")
        page.get_by_role("row", name="Dinas nomor 3").get_by_role("link").nth(2).click()
        assert "Kewajiban Dinas nomor 3" in page.get_by_role("heading", level=1).inner_text()
        assert page.get_by_role("row").count() == 1 + 4
        assert complaints == []


def picture(page, width: str, path: str) -> None:
    """Keep a picture for whoever wants to look: LUMBUNG_PICTURES names the folder."""
    if folder := os.environ.get("LUMBUNG_PICTURES"):
        name = "".join(sign if sign.isalnum() else "-" for sign in path)
        page.screenshot(path=Path(folder) / f"{name}-{width}.png")
