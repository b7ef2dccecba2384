"""Makes the pictures of the guide and of the README from a real house that is thrown away.

    python docs/panduan/make_pictures.py

Takes about two minutes: the demo's packs are loaded, a server and a worker are started, and the
officers, the data steward, the supervisor and the Forum's coordinator walk the pages. Needs Chromium.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE), str(SOURCE / "src")]

from openpyxl import load_workbook  # noqa: E402  # the folder of the tests is known only now
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, FloatRect, Locator  # noqa: E402
from tests.journeys.house import House, a_loaded_house  # noqa: E402
from tests.journeys.people import XLSX, Person, logged_in, somebody  # noqa: E402
from tests.kit.browser import chromium  # noqa: E402

PICTURES = Path(__file__).with_name("gambar")
OF_README = SOURCE / "docs/pictures/portal.png"
CODE, TITLE = "rt-rw-gedog", "RT, RW, dan posyandu Kelurahan Gedog"
# Whenever the pictures are made, it is the same day in them: the figures of 2026 are due in three weeks.
DAYS_AGO = (dt.datetime.now(dt.UTC).date() - dt.date(2027, 2, 10)).days
LIST_OF = 2028  # opened by the stations
MARGIN = 16  # around what is shown
MOST_BYTES = 120_000
COLOURS = (256, 128, 64, 32)


def main() -> None:
    """All pictures, in the order in which the guide shows them."""
    PICTURES.mkdir(exist_ok=True)
    OF_README.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lumbung-panduan-") as folder:
        house = a_loaded_house(Path(folder) / "home", days_ago=DAYS_AGO)
        house.run_module("tests.journeys.stations", days_ago=DAYS_AGO)
        with house.open(days_ago=DAYS_AGO), chromium() as browser:
            of_sending(browser, house)
            of_checking(browser, house)
            of_releasing(browser, house)
            of_metadata(browser, house)
            of_the_data_list(browser, house)
            of_the_portal(browser, house)


def of_sending(browser: Browser, house: House) -> None:
    """kirim-angka.md"""
    with logged_in(browser, house, "agen-gedog") as officer:
        part(officer, "menunggu", officer.page.locator("main"), height=430)
        officer.take_up("Unggah", TITLE)
        part(officer, "unggah", officer.page.locator("h1"), officer.page.locator("section.card"))
        template = officer.download("Unduh templat")
        upload(officer, filled(template, rt="dua puluh", rw=8, posyandu=11))
        part(officer, "temuan", officer.page.locator("h1"), officer.page.locator(".findings"))
        officer.page.locator("details.mend summary").first.click()
        officer.page.locator("details.mend input[name=value]").first.fill("24")
        part(officer, "ubah", officer.page.locator(".findings > li").first)
        officer.press("Simpan")
        officer.sees("siap dikirim")
        officer.write("Catatan untuk pemeriksa", "Posyandu Melati 3 baru dibuka bulan Maret.")
        part(
            officer,
            "kirim",
            officer.page.locator("h1"),
            officer.page.get_by_role("button", name="Kirim ke walidata"),
        )
        officer.press("Kirim ke walidata")
        officer.sees("Terkirim.")


def of_checking(browser: Browser, house: House) -> None:
    """periksa-angka.md"""
    with logged_in(browser, house, "walidata") as steward:
        steward.go("/desk/periksa")
        part(
            steward,
            "daftar",
            steward.page.locator("h1"),
            steward.page.get_by_role("button", name="Setujui yang dipilih"),
        )
        steward.take_up("Periksa", TITLE)
        part(steward, "perbandingan", steward.page.locator("h1"), steward.page.locator(".table-frame").first)
        steward.page.get_by_text("Kembalikan kepada produsen").first.click()
        steward.write("Alasan pengembalian", "Jumlah RT turun dari 30 menjadi 24. Mohon diperiksa ulang.")
        part(
            steward,
            "putusan",
            steward.page.get_by_role("heading", name="Putusan"),
            steward.page.locator("details.card").last,
        )
        steward.go(steward.page.url.removeprefix(house.address))
        steward.press("Setujui")
        steward.sees("Kiriman disetujui.")
    with logged_in(browser, house, "pembina-bps") as supervisor:
        supervisor.take_up("Periksa", "Jumlah penduduk menurut kelurahan dan jenis kelamin")
        decision = supervisor.page.get_by_role("heading", name="Putusan")
        part(
            supervisor,
            "pembina",
            decision,
            supervisor.page.get_by_role("button", name="Setujui sebagai pembina data"),
        )


def of_releasing(browser: Browser, house: House) -> None:
    """rilis-angka.md"""
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Rilis", "Balita diukur")
        steward.page.evaluate(
            "document.querySelectorAll('.table-frame tbody tr:nth-child(n+6)').forEach(r => r.remove())"
        )
        part(steward, "koreksi", steward.page.locator("h1"), steward.page.locator("form.card"))
        steward.take_up("Rilis", TITLE)
        part(steward, "rilis", steward.page.locator("h1"), steward.page.locator("form.card"))
        steward.press("Rilis")
        steward.sees("sudah terbit.", patience=60)
        part(steward, "terbit", steward.page.locator("h1"), steward.page.locator(".facts"))
        steward.go(f"/data/{CODE}/edisi")
        part(steward, "edisi", steward.page.locator("h1"), steward.page.locator(".dataset"))


def of_metadata(browser: Browser, house: House) -> None:
    """tulis-metadata.md"""
    with logged_in(browser, house, "petugas-dinkop") as officer:
        officer.go("/desk/metadata/mulai?dataset=koperasi-aktif")
        officer.write("Nama", "Kompilasi Koperasi Aktif Kota Blitar Tahun 2026")
        officer.page.get_by_label("Salin dari").select_option(index=1)
        part(officer, "metadata-mulai", officer.page.locator("h1"), officer.page.locator("#isi form button"))
        officer.press("Mulai mengisi")
        part(officer, "metadata-isi", officer.page.locator("h1"), height=620)
        officer.page.locator("#f-pj_email").fill("bukan surel")
        officer.page.locator("#s-pj_email .fault").wait_for()
        wrong = officer.page.locator("#isian-pj_email")
        part(officer, "metadata-salah", wrong)
        part(officer, "metadata-kirim", officer.page.locator("#kirim"))
        child = officer.page.locator("#anak")
        part(officer, "metadata-variabel", child, officer.page.locator("#dataset"))
    with logged_in(browser, house, "petugas-dinsos") as officer:
        officer.take_up("Perbaiki", "Si-Hore")
        part(officer, "metadata-kembali", officer.page.locator("#isian-tujuan_kegiatan"))


def of_the_data_list(browser: Browser, house: House) -> None:
    """usul-daftar-data.md"""
    title = "Produksi susu sapi perah menurut kecamatan"
    with logged_in(browser, house, "petugas-dkpp") as officer:
        officer.take_up("Usulkan", f"Daftar Data {LIST_OF}")
        part(officer, "usul-daftar", officer.page.locator("h1"), officer.page.locator("#isi .actions"))
        officer.follow("Usulkan data")
        officer.write("Nama Data", title)
        officer.write("Definisi", "Susu segar yang diperah peternak dalam sebulan, sebelum diolah.")
        officer.write("Satuan", "liter")
        officer.write("Klasifikasi Penyajian", "kecamatan")
        officer.page.get_by_label("Jadwal Pemutakhiran").select_option("Bulanan")
        last = officer.page.get_by_label("Jadwal Pemutakhiran")
        part(officer, "usul-isi", officer.page.locator("h1"), last)
        officer.page.get_by_role("button", name="Usulkan", exact=True).click()
        officer.sees("diusulkan.")
    with logged_in(browser, house, "walidata") as steward:
        steward.go(f"/desk/daftar-data/{LIST_OF}")
        steward.unfold("bawa ke Forum").get_by_role("button").click()
    with logged_in(browser, house, "koordinator-bapperinda") as coordinator:
        coordinator.take_up("Putuskan", f"Daftar Data {LIST_OF}")
        coordinator.unfold("Catat rapat")
        coordinator.write("Nama rapat", f"Forum Satu Data untuk {LIST_OF}")
        coordinator.press("Simpan rapat")
        coordinator.page.get_by_label(f"Pilih {title}").check()
        decision = coordinator.page.get_by_role("button", name="Catat keputusan")
        part(coordinator, "usul-putusan", coordinator.page.locator("#putuskan"), decision)
        decision.click()
        coordinator.sees("Keputusan dicatat")
    with logged_in(browser, house, "petugas-dkpp") as officer:
        officer.go(f"/desk/daftar-data/{LIST_OF}")
        officer.follow(title)
        part(officer, "usul-jalan", officer.page.locator("h1"), officer.page.locator("#isi .stations"))


def of_the_portal(browser: Browser, house: House) -> None:
    """README.md"""
    with somebody(browser, house) as citizen:
        citizen.go("/")
        saved(citizen.page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 900}), OF_README)


def upload(officer: Person, content: bytes) -> None:
    officer.page.get_by_label("Berkas angka").set_input_files(
        {"name": "rt-rw-gedog-2026.xlsx", "mimeType": XLSX, "buffer": content}
    )
    officer.press("Unggah dan periksa")
    officer.page.wait_for_url("**/desk/kiriman/*")


def filled(template: bytes, **figures: object) -> bytes:
    """The template with its first row filled in."""
    book = load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        if cell.value in figures:
            sheet[f"{cell.column_letter}6"] = figures[cell.value]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def part(person: Person, name: str, first: Locator, last: Locator | None = None, *, height: int = 0) -> None:
    """A picture of the page from one thing down to another."""
    person.page.evaluate("document.fonts.ready.then(() => window.scrollTo(0, 0))")
    frame, top, bottom = (box_of(one) for one in (person.page.locator("#isi"), first, last or first))
    is_whole = first.evaluate("one => one.tagName") == "MAIN"
    left, width = (0.0, 1280.0) if is_whole else (frame["x"], frame["width"])
    start = max(0.0, top["y"] - MARGIN)
    end = start + height if height else bottom["y"] + bottom["height"] + MARGIN
    clip: FloatRect = {"x": left, "y": start, "width": width, "height": end - start}
    saved(person.page.screenshot(full_page=True, clip=clip), PICTURES / f"{name}.png")


def box_of(thing: Locator) -> FloatRect:
    """Where something stands on the page."""
    box = thing.first.bounding_box()
    assert box is not None, f"what is to be shown is not there: {thing}"
    return box


def saved(content: bytes, path: Path) -> None:
    """The picture with as many colours as fit into its size."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        reduced = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        reduced.save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    path.write_bytes(out.getvalue())
    print(f"{path.relative_to(SOURCE)}: {picture.width} × {picture.height}, {out.tell() // 1000} kB")


if __name__ == "__main__":
    main()
