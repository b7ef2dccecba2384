"""An officer without a mouse sends figures: every step by key alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.house import PASSWORD, House
from tests.journeys.people import Person, Sheet, somebody

pytestmark = pytest.mark.journey

TITLE = "Penduduk lanjut usia menurut kelurahan dan jenis kelamin"
MOST_STOPS = 120
# What is heard of the thing that has the focus, and whether it can be seen that it has it.
FOCUSED = """(() => {
    const at = document.activeElement, row = at.closest("li, form");
    const ring = getComputedStyle(at);
    return {
        tag: at.tagName.toLowerCase(),
        words: [
            at.ariaLabel,
            at.labels?.[0]?.textContent,
            at.matches("a, button, summary") ? at.textContent : "",
        ].filter(Boolean).join(" ").trim(),
        around: row ? row.textContent : "",
        seen: ring.outlineStyle !== "none" || ring.boxShadow !== "none" || at.closest("svg") !== null,
    };
})()"""


def test_figures_are_sent_read_by_cell_mended_and_submitted_without_a_mouse(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    with house.open(), somebody(browser, house) as officer:
        officer.go("/masuk")
        tab_to(officer, "Nama pengguna")
        officer.page.keyboard.type("petugas-dinsos")
        tab_to(officer, "Kata sandi")
        officer.page.keyboard.type(PASSWORD)
        officer.page.keyboard.press("Enter")
        officer.page.wait_for_url("**/desk/")

        enter(officer, "Unggah", around=TITLE)
        officer.page.wait_for_url("**/desk/dataset/**")
        file = tmp_path / "lansia.xlsx"
        with officer.page.expect_download() as coming:
            enter(officer, "Unduh templat")
        cell = fill(Path(coming.value.path()).read_bytes(), file)

        with officer.page.expect_file_chooser() as choosing:
            enter(officer, "Berkas angka")
        choosing.value.set_files(file)
        enter(officer, "Unggah dan periksa")
        officer.page.wait_for_url("**/desk/kiriman/*")
        assert "1 hal perlu diperbaiki" in officer.title()

        enter(officer, cell)  # leads to the cell in the picture of the sheet
        assert officer.page.evaluate("location.hash").endswith(f"-{cell}")
        enter(officer, "Ubah", around=cell)
        tab_to(officer, "Isi baru")
        officer.page.keyboard.press("Control+a")
        officer.page.keyboard.type("812")
        officer.page.keyboard.press("Enter")
        officer.page.wait_for_function("document.querySelector('h1').textContent.includes('siap dikirim')")

        enter(officer, "Kirim ke walidata")
        assert officer.sees("Terkirim. Walidata akan memeriksanya.")


def fill(template: bytes, file: Path) -> str:
    """Fill every white cell, one of them badly; the cell of the fault."""
    sheet = Sheet.of(template)
    cells = list(sheet.figures.values())
    for cell in cells:
        sheet.write(cell, 800)
    sheet.write(cells[7], "8l2")
    file.write_bytes(sheet.content())
    return cells[7]


def enter(officer: Person, words: str, *, around: str = "") -> None:
    """Go to a thing by key and press it."""
    tab_to(officer, words, around=around)
    officer.page.keyboard.press("Enter")


def tab_to(officer: Person, words: str, *, around: str = "") -> None:
    """Press Tab until the thing with these words has the focus; every stop on the way must be seen."""
    passed: list[str] = []
    while len(passed) < MOST_STOPS:
        here = officer.page.evaluate(FOCUSED)
        if words in here["words"] and around in here["around"]:
            return
        assert here["seen"] or here["tag"] == "body", f"nothing shows that this has the focus: {here}"
        passed.append(here["words"][:40])
        officer.page.keyboard.press("Tab")
    raise AssertionError(f"“{words}” cannot be reached by key; passed: {passed}")
