"""The registry's pages in a real browser: readable to everybody, on a wide screen and on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.city import PASSWORD
from tests.kit.browser import chromium, faults_of, page_of

from lumbung.rooms.standards import actions as standards
from lumbung.vocabulary.words import Text

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/desk/standar",
    "/desk/standar/lihat/unit/jiwa",
    "/desk/standar/lihat/concept/warga",
    "/desk/standar/baru/measure",
    "/desk/standar/ubah/concept/warga",
    "/standar",
    "/standar/concept/warga",
    "/standar/codelist/penduduk-kelamin.jenis_kelamin",
)


@pytest.fixture
def registry(transactional_db, city):
    """A final concept with two versions."""
    words = {
        "title": Text("Warga", "Residents"),
        "definition": Text("Orang yang tinggal di kota ini."),
        "standard": "SD00001.00.01",
        "origin": "national",
        "source": "BPS, Sensus Penduduk",
    }
    owner, actor = city.office("diskominfotik"), city.steward
    standards.register(kind="concept", code="warga", words=words, owner=owner, actor=actor)
    standards.finalise(kind="concept", code="warga", actor=actor)
    changed = {"definition": Text("Orang yang menetap enam bulan atau lebih.")}
    standards.new_version(
        kind="concept", code="warga", words=changed, owner=owner, note="Mengikuti BPS.", actor=actor
    )
    return city


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_the_registry_can_be_read_and_used_by_everybody(registry, live_server, width):
    keep = os.environ.get("LUMBUNG_SHOTS")
    with chromium() as browser, page_of(browser, width) as (page, complaints):
        page.goto(f"{live_server.url}/masuk")
        page.get_by_label("Nama pengguna").fill("wati")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        for number, path in enumerate(PAGES):
            page.goto(f"{live_server.url}{path}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
            assert faults_of(page) == [], path
            if keep:
                page.screenshot(path=Path(keep) / f"{number}-{width}.png", full_page=True)
        assert complaints == []
