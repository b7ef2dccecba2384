"""An officer without a mouse plans, explains and sends figures: every step by key alone."""

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
        // The button of a calendar has the browser's own ring, of which the field knows nothing.
        seen: ring.outlineStyle !== "none" || ring.boxShadow !== "none" || at.type === "date"
            || at.closest("svg") !== null,
    };
})()"""


def test_an_officer_without_a_mouse_writes_metadata_and_proposes_data(house: House, browser: Browser) -> None:
    with house.open(), somebody(browser, house) as officer:
        come_in(officer, "petugas-dinsos")
        enter(officer, "Metadata")
        officer.page.wait_for_url("**/desk/metadata")
        enter(officer, "Mulai metadata baru")
        officer.page.wait_for_url("**/desk/metadata/mulai")
        tab_to(officer, "Nama")
        officer.page.keyboard.type("Kompilasi Penyandang Disabilitas")
        enter(officer, "Mulai mengisi")
        officer.page.wait_for_url("**/desk/metadata/r/*")
        tab_to(officer, "belum dijawab")  # of the first question with choices
        for _ in range(2):
            officer.page.keyboard.press("ArrowUp")
        assert officer.page.get_by_label("Kompilasi Produk Administrasi").is_checked()
        tab_to(officer, "E-mail")
        officer.page.keyboard.type("bukan surel")
        officer.page.keyboard.press("Tab")
        officer.page.locator("#s-email_instansi .fault").wait_for()  # saved and judged by itself

        officer.go("/desk/daftar-data")
        enter(officer, "Usulkan data")
        officer.page.wait_for_url("**/usul")
        tab_to(officer, "Nama Data")
        officer.page.keyboard.type("Kursi roda yang dipinjamkan")
        enter(officer, "Usulkan", exactly=True)
        officer.page.wait_for_url("**/data/DD-*")
        assert officer.title() == "Kursi roda yang dipinjamkan"


def test_figures_are_sent_read_by_cell_mended_and_submitted_without_a_mouse(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    with house.open(), somebody(browser, house) as officer:
        come_in(officer, "petugas-dinsos")
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


def come_in(officer: Person, username: str) -> None:
    officer.go("/masuk")
    tab_to(officer, "Nama pengguna")
    officer.page.keyboard.type(username)
    tab_to(officer, "Kata sandi")
    officer.page.keyboard.type(PASSWORD)
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url("**/desk/")


def fill(template: bytes, file: Path) -> str:
    """Fill every white cell, one of them badly; the cell of the fault."""
    sheet = Sheet.of(template)
    cells = list(sheet.figures.values())
    for cell in cells:
        sheet.write(cell, 800)
    sheet.write(cells[7], "8l2")
    file.write_bytes(sheet.content())
    return cells[7]


def enter(officer: Person, words: str, *, around: str = "", exactly: bool = False) -> None:
    """Go to a thing by key and press it."""
    tab_to(officer, words, around=around, exactly=exactly)
    officer.page.keyboard.press("Enter")


def tab_to(officer: Person, words: str, *, around: str = "", exactly: bool = False) -> None:
    """Press Tab until the thing with these words has the focus; every stop on the way must be seen."""
    passed: list[str] = []
    while len(passed) < MOST_STOPS:
        here = officer.page.evaluate(FOCUSED)
        said = here["words"]
        if (said == words if exactly else words in said) and around in here["around"]:
            return
        assert here["seen"] or here["tag"] == "body", f"nothing shows that this has the focus: {here}"
        passed.append(here["words"][:40])
        officer.page.keyboard.press("Tab")
    raise AssertionError(f"“{words}” cannot be reached by key; passed: {passed}")
