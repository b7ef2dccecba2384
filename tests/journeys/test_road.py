"""One number, from an officer's spreadsheet to a citizen's, and its correction on the next day."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator
from tests.journeys.house import YESTERDAY, House, until
from tests.journeys.people import XLSX, Person, Sheet, logged_in, somebody

from lumbung.vocabulary.numbers import said_number

pytestmark = pytest.mark.journey

CODE = "lanjut-usia"
TITLE = "Penduduk lanjut usia menurut kelurahan dan jenis kelamin"
MEASURE = "Jumlah penduduk lanjut usia"
GEDOG_MEN = ("35.72.03.1001", "laki-laki")
TURI_WOMEN = ("35.72.02.1003", "perempuan")
SUKOREJO_MEN = ("35.72.02.1002", "laki-laki")
DATA = f"/api/v1/datasets/{CODE}/data"


@dataclass
class Harvest:
    """What the producer means to send: a figure for each kelurahan and sex."""

    meant: dict[tuple[str, str], int] = field(default_factory=dict)
    sent: Sheet | None = None

    def highest(self) -> str:
        """The largest sum of a kelurahan, as people write it."""
        return said_number(max(self.of_both_sexes(area) for area, _ in self.meant))

    def of_both_sexes(self, area: str) -> int:
        return sum(value for key, value in self.meant.items() if key[0] == area)

    def fill(self, template: bytes) -> Sheet:
        """Write a figure into every white cell."""
        sheet = Sheet.of(template)
        for number, (key, cell) in enumerate(sheet.figures.items()):
            self.meant.setdefault(key, 401 + 13 * number)
            sheet.write(cell, self.meant[key])
        return sheet


def test_a_number_travels_the_whole_road_and_is_corrected_the_next_day(
    house: House, browser: Browser
) -> None:
    harvest = Harvest()
    with house.open(days_ago=YESTERDAY):
        the_producer_sends_a_sheet_with_three_faults_and_mends_them(browser, house, harvest)
        the_steward_returns_it(browser, house, "Angka Gedog tampak tertukar dengan tahun lalu.")
        the_producer_reads_why_and_sends_it_again(browser, house, harvest, "tertukar dengan tahun lalu")
        nobody_sees_it_yet(house)
        the_steward_accepts_it(browser, house)
        the_supervisor_approves_it(browser, house)
        the_steward_releases_it(browser, house)
        a_citizen_finds_reads_and_downloads_it(browser, house, harvest)
        first = published(house)
    with house.open():
        the_producer_corrects(browser, house, harvest, GEDOG_MEN, 999)
        the_steward_accepts_it(browser, house)
        the_supervisor_approves_it(browser, house)
        the_steward_must_say_why_before_the_correction_is_released(browser, house)
        a_citizen_compares_the_editions(browser, house)
        the_day_before_still_answers_as_it_was(house, first)
    assert "utuh" in house.run("journal", "verify")


# ---- what each of them does ----


def the_producer_sends_a_sheet_with_three_faults_and_mends_them(
    browser: Browser, house: House, harvest: Harvest
) -> None:
    with logged_in(browser, house, "petugas-dinsos") as producer:
        producer.take_up("Unggah", TITLE)
        sheet = harvest.fill(producer.download("Unduh templat"))
        gedog, turi, sukorejo = (sheet.figures[key] for key in (GEDOG_MEN, TURI_WOMEN, SUKOREJO_MEN))
        sheet.write(gedog, "tujuh ratus")
        sheet.write(turi, -5)
        sheet.write(sukorejo, None)
        upload(producer, sheet, "lansia-2025.xlsx")

        assert "3 hal perlu diperbaiki" in producer.title()
        told = {
            where.rpartition("!")[2]
            for where in producer.page.locator(".findings .error .where").all_inner_texts()
        }
        assert told == {gedog, turi, sukorejo}
        assert "tujuh ratus" in finding(producer, gedog).inner_text()
        mend(producer, gedog, str(harvest.meant[GEDOG_MEN]))
        assert "2 hal perlu diperbaiki" in producer.title()

        copy = Sheet.of(producer.download("Unduh salinan bertanda"))
        copy.write(turi, harvest.meant[TURI_WOMEN])
        copy.write(sukorejo, harvest.meant[SUKOREJO_MEN])
        producer.follow("Unggah berkas pengganti")
        upload(producer, copy, "lansia-2025-lengkap.xlsx")
        submit(producer, "Angka akhir tahun.")
        harvest.sent = copy


def upload(producer: Person, sheet: Sheet, name: str) -> None:
    producer.page.get_by_label("Berkas angka").set_input_files(
        {"name": name, "mimeType": XLSX, "buffer": sheet.content()}
    )
    producer.press("Unggah dan periksa")
    producer.page.wait_for_url("**/desk/kiriman/*")


def finding(producer: Person, cell: str) -> Locator:
    place = producer.page.locator(".where").filter(has_text=re.compile(rf"\b{cell}\b"))
    return producer.page.locator(".findings > li").filter(has=place)


def mend(producer: Person, cell: str, value: str) -> None:
    there = finding(producer, cell)
    there.get_by_text("Ubah", exact=True).click()
    there.get_by_label("Isi baru").fill(value)
    there.get_by_role("button", name="Simpan").click()


def submit(producer: Person, note: str) -> None:
    assert "siap dikirim" in producer.title()
    producer.write("Catatan untuk pemeriksa", note)
    producer.press("Kirim ke walidata")
    assert producer.sees("Terkirim. Walidata akan memeriksanya.")


def the_steward_returns_it(browser: Browser, house: House, why: str) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Periksa", TITLE)
        assert steward.sees("Angka baru: belum ada edisi yang terbit")
        steward.page.get_by_text("Kembalikan kepada produsen").first.click()
        steward.write("Alasan pengembalian", why)
        steward.press("Kembalikan kepada produsen")
        assert steward.sees("Kiriman dikembalikan kepada produsennya.")


def the_producer_reads_why_and_sends_it_again(
    browser: Browser, house: House, harvest: Harvest, why: str
) -> None:
    with logged_in(browser, house, "petugas-dinsos") as producer:
        producer.take_up("Perbaiki", TITLE)
        assert producer.sees(re.compile(why))
        assert harvest.sent is not None
        harvest.meant[GEDOG_MEN] = 777
        harvest.sent.write(harvest.sent.figures[GEDOG_MEN], 777)
        producer.follow("Unggah berkas pengganti")
        upload(producer, harvest.sent, "lansia-2025-benar.xlsx")
        submit(producer, "Angka Gedog diperiksa ulang dan diperbaiki.")


def nobody_sees_it_yet(house: House) -> None:
    assert house.get_json(f"/api/v1/datasets/{CODE}")["edition"] is None


def the_steward_accepts_it(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Periksa", TITLE)
        steward.press("Setujui")
        assert steward.sees("Kiriman disetujui.")


def the_supervisor_approves_it(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "pembina-bps") as supervisor:
        supervisor.take_up("Periksa", TITLE)
        supervisor.press("Setujui sebagai pembina data")
        assert supervisor.sees("Kiriman disetujui sebagai pembina data.")


def the_steward_releases_it(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Rilis", TITLE)
        steward.press("Rilis")
        assert steward.sees("sudah terbit.", patience=30)


def a_citizen_finds_reads_and_downloads_it(browser: Browser, house: House, harvest: Harvest) -> None:
    with somebody(browser, house, width=390) as citizen:
        citizen.go("/")
        citizen.page.get_by_role("searchbox").fill("manula")
        citizen.page.keyboard.press("Enter")
        citizen.follow(TITLE)

        assert citizen.sees("Data simulasi.")
        chart = citizen.page.get_by_role("img", name=re.compile(f"^Grafik: .*{harvest.highest()}"))
        until(
            lambda: chart.evaluate("image => image.complete && image.naturalWidth > 0"), "the chart is drawn"
        )
        citizen.follow("Peta")
        place = citizen.page.get_by_label(f"Peta {MEASURE}").get_by_role("link", name=re.compile("Gedog"))
        assert said_number(harvest.of_both_sexes(GEDOG_MEN[0])) in (place.get_attribute("aria-label") or "")
        citizen.follow("Tabel")
        row = citizen.page.get_by_role("row", name=re.compile("Gedog.*Laki-laki"))
        assert row.get_by_role("cell", name="777", exact=True).count() == 1

        citizen.follow("Unduh")
        assert figures_in_csv(citizen.download("CSV")) == harvest.meant
        assert figures_in_workbook(citizen.download("XLSX")) == harvest.meant
        assert published(house) == harvest.meant


def the_producer_corrects(
    browser: Browser, house: House, harvest: Harvest, key: tuple[str, str], value: int
) -> None:
    with logged_in(browser, house, "petugas-dinsos") as producer:
        producer.go(f"/desk/dataset/{CODE}?periode=2025")
        assert harvest.sent is not None
        harvest.sent.write(harvest.sent.figures[key], value)
        upload(producer, harvest.sent, "lansia-2025-koreksi.xlsx")
        submit(producer, "Dua RT di Gedog belum terhitung.")


def the_steward_must_say_why_before_the_correction_is_released(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Rilis", TITLE)
        assert steward.sees("Rilis ini mengoreksi angka yang sudah terbit.")
        steward.press("Rilis")
        assert steward.sees(re.compile("perlu catatan"))
        steward.write("Catatan rilis", "Dua RT di Kelurahan Gedog belum terhitung.")
        steward.press("Rilis")
        assert steward.sees("sudah terbit.", patience=30)


def a_citizen_compares_the_editions(browser: Browser, house: House) -> None:
    with somebody(browser, house) as citizen:
        citizen.go(f"/data/{CODE}/edisi")
        assert citizen.sees(re.compile("Dua RT di Kelurahan Gedog belum terhitung"))
        citizen.go(f"/data/{CODE}/editions/2026.2")
        row = citizen.page.get_by_role("row", name=re.compile("Gedog")).first
        assert {"777", "999"} <= set(row.get_by_role("cell").all_inner_texts())


def the_day_before_still_answers_as_it_was(house: House, first: dict[tuple[str, str], int]) -> None:
    editions = house.get_json(f"/api/v1/datasets/{CODE}/editions")
    day = min(one["released_at"] for one in editions)[:10]
    assert published(house)[GEDOG_MEN] == 999
    assert published(house, f"?as_of={day}") == first
    assert first[GEDOG_MEN] == 777


# ---- the same figures, from every envelope ----


def published(house: House, asked: str = "") -> dict[tuple[str, str], int]:
    rows = house.get_json(DATA + asked)["data"]
    return {(row["area"], row["jenis_kelamin"]): row["jumlah"] for row in rows}


def figures_in_csv(content: bytes) -> dict[tuple[str, str], int]:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert all("Data simulasi" in row["notice"] for row in rows)
    return {(row["area"], row["jenis_kelamin"]): int(row["jumlah"]) for row in rows}


def figures_in_workbook(content: bytes) -> dict[tuple[str, str], int]:
    head, *rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    area, sex, figure = (
        head.index(words) for words in ("Kode wilayah", "Jenis kelamin", f"{MEASURE} (jiwa)")
    )
    assert {row[sex + 1] for row in rows} == {"Laki-laki", "Perempuan"}  # in the language of the page
    return {(str(row[area]), str(row[sex])): int(str(row[figure])) for row in rows}
