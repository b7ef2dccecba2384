"""The grid of a code list in a real browser: cells pasted from a spreadsheet, by key, on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.city import PASSWORD, build_city
from tests.kit.browser import chromium, faults_of, is_wider_than_its_window, page_of

from lumbung.rooms.standards import actions, queries
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CODES = (Code("sd", Text("SD")), Code("smp", Text("SMP")))
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def city(transactional_db):
    city = build_city()
    actions.load_codelists(
        [actions.ListOfCodes("jenjang", Text("Jenjang pendidikan"), CODES)], actor=city.operator
    )
    actions.start_version(code="jenjang", version="2", actor=city.steward)
    return city


def seen(page, name: str) -> None:
    """Keep a picture where somebody wants to look."""
    if folder := os.environ.get("LUMBUNG_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_a_steward_pastes_rows_of_a_spreadsheet_into_the_grid(city, live_server, width):
    with chromium() as browser, page_of(browser, width) as (page, told):
        page.goto(f"{live_server.url}/masuk?kembali=/desk/kode")
        page.get_by_label("Nama pengguna").fill("wati")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Masuk").click()
        for address in (
            "kode",
            "kode/daftar/jenjang",
            "kode/perubahan-wilayah/baru",
            "kode/daftar/jenjang/impor",
        ):
            page.goto(f"{live_server.url}/desk/{address}")
            assert faults_of(page) == []
            assert not is_wider_than_its_window(page)
            seen(page, f"{address.replace('/', '-')}-{width}")
        page.goto(f"{live_server.url}/desk/kode/daftar/jenjang/versi/2")

        page.get_by_label("Kode 3").focus()
        rows = "\n".join(f"k{number}\tKode {number}\t\tsd" for number in range(6))
        page.evaluate(PASTE, rows + "\nsd\t")
        assert page.get_by_label("Nama 8", exact=True).input_value() == "Kode 5"
        page.get_by_role("button", name="Simpan draf").click()

        assert len(queries.version_row("jenjang", "2").codes) == 9
        page.reload()
        assert page.get_by_text("ada dua kali").count() > 0
        assert faults_of(page) == []
        assert not is_wider_than_its_window(page)
        seen(page, f"grid-{width}")
        assert told == []
