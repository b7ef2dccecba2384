"""A datum planned for a year: proposed, decided, due, late, reminded, released, and followed all the way."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Browser
from tests.journeys.house import House, days_ago_of, until
from tests.journeys.people import XLSX, Person, Sheet, logged_in, somebody

pytestmark = pytest.mark.journey

# Always ahead of the house, which was loaded yesterday, and of the lists that its packs bring.
YEAR = max(dt.datetime.now(dt.UTC).year, 2026) + 2
TITLE = "Produksi susu sapi perah menurut kecamatan"
CODE = "produksi-susu-sapi-perah-menurut-kecamatan"
LAST_YEARS = "Populasi ternak menurut jenis"
WHY_NOT = "Sudah dihitung BPS dalam Sensus Pertanian; tidak dikumpulkan dua kali."
WHY_WAIVED = "Metadatanya disusun bersama pembina sampai akhir semester."
JANUARY = {"35.72.01": 41_250, "35.72.02": 17_905, "35.72.03": 23_480}
MAILBOX = "petugas@dkpp.example"
PRESENT = {"bapperinda": "coordinator", "bps-kota-blitar": "supervisor", "dkpp": "producer"}
ROAD = ["Diusulkan", "Forum", "Dataset", "Kalender", "Kiriman", "Edisi"]


def a_working_day_from(day: dt.date) -> dt.date:
    """The day itself or the Monday after it: nobody is written to at weekends."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


PLANNED = a_working_day_from(dt.date(YEAR - 1, 10, 11))
LATE = a_working_day_from(dt.date(YEAR, 2, 16))  # the figures of January are due on 15 February


def test_a_datum_travels_from_its_proposal_to_its_edition_though_its_producer_was_late(
    house: House, browser: Browser
) -> None:
    with house.open(days_ago=days_ago_of(PLANNED)):
        the_steward_opens_next_years_list(browser, house)
        the_producer_proposes_one_datum_and_carries_another_over(browser, house)
        the_steward_brings_the_list_to_the_forum(browser, house)
        the_forum_decides(browser, house)
        the_steward_makes_the_dataset(browser, house)
    with house.open(days_ago=days_ago_of(LATE)):
        the_producer_is_reminded(house)
        the_steward_sees_who_is_late_and_goes_there(browser, house)
        the_producer_sends_january(browser, house)
        it_is_checked_by_two(browser, house)
        the_steward_releases_it_before_its_metadata(browser, house)
        the_whole_road_can_be_followed(browser, house)
        everybody_finds_the_data_from_the_list(browser, house)
    assert "utuh" in house.run("journal", "verify")


# ---- the plan ----


def the_steward_opens_next_years_list(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.go("/desk/daftar-data/buka")
        steward.write("Tahun", str(YEAR))
        steward.write("Usulan ditunggu sampai", f"{YEAR - 1}-11-30")
        steward.press("Buka untuk usulan")
        assert steward.sees("Daftar dibuka; produsen diminta mengusulkan.")


def the_producer_proposes_one_datum_and_carries_another_over(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "petugas-dkpp") as producer:
        producer.take_up("Usulkan", f"Daftar Data {YEAR}")
        producer.follow("Salin dari tahun lalu")
        for offered in producer.page.locator("input[name=butir]").all():
            offered.set_checked(LAST_YEARS in (offered.get_attribute("aria-label") or ""))
        producer.press("Usulkan yang dipilih")
        assert producer.sees("1 data diusulkan lagi.")

        producer.follow("Usulkan data")
        producer.write("Nama Data", TITLE)
        producer.write("Definisi", "Susu segar yang diperah peternak dalam sebulan, sebelum diolah.")
        producer.write("Satuan", "liter")
        producer.write("Klasifikasi Penyajian", "kecamatan")
        producer.page.get_by_label("Jadwal Pemutakhiran").select_option("Bulanan")
        producer.page.get_by_role("button", name="Usulkan", exact=True).click()
        assert producer.sees(re.compile(r"diusulkan\."))
        assert producer.title() == TITLE


def the_steward_brings_the_list_to_the_forum(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.go(f"/desk/daftar-data/{YEAR}")
        steward.unfold("bawa ke Forum").get_by_role("button").click()
        assert steward.sees("Usulan ditutup; Forum membahas daftarnya.")
        assert "2 usulan menunggu keputusan" in steward.title()


def the_forum_decides(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "koordinator-bapperinda") as coordinator:
        coordinator.take_up("Putuskan", f"Daftar Data {YEAR}")
        coordinator.unfold("Catat rapat")
        coordinator.write("Nama rapat", f"Forum Satu Data untuk {YEAR}")
        coordinator.press("Simpan rapat")
        assert coordinator.sees("Rapat dicatat. Isi kehadirannya.")
        meeting = coordinator.page.url
        those_present_are_written_down(coordinator)

        decide(coordinator, LAST_YEARS, "menolak data", reason=WHY_NOT)
        decide(coordinator, TITLE, "menyepakati data")
        coordinator.follow("Tampilkan yang sudah disepakati")
        decide(coordinator, TITLE, "menetapkan data prioritas", criterion="mendukung RPJMD/RKPD")
        assert coordinator.sees(WHY_NOT)
        minutes = coordinator.page.request.get(f"{meeting}/berita-acara.pdf")
        assert minutes.headers["content-type"] == "application/pdf"
        assert minutes.body().startswith(b"%PDF-")

        coordinator.go(f"/desk/daftar-data/{YEAR}")
        coordinator.unfold("Catat daftar sebagai disepakati").get_by_role("button").click()
        assert coordinator.sees("Daftar Data disepakati dan tampil di portal.")


def those_present_are_written_down(coordinator: Person) -> None:
    for line, (office, role) in enumerate(PRESENT.items()):
        for name, words in (("organisation", office), ("role", role), ("office", "Kepala")):
            there = coordinator.page.locator(f"[name=form-{line}-{name}]")
            there.fill(words) if name == "office" else there.select_option(words)
    coordinator.press("Simpan kehadiran")
    assert coordinator.sees(f"{len(PRESENT)} kehadiran dicatat.")


def decide(coordinator: Person, title: str, matter: str, *, reason: str = "", criterion: str = "") -> None:
    coordinator.page.get_by_label(f"Pilih {title}").check()
    coordinator.page.get_by_label("Keputusan", exact=True).select_option(label=matter)
    coordinator.write("Alasan", reason)
    if criterion:
        coordinator.unfold("Bunyi, prioritas, akses").get_by_label(criterion).check()
    coordinator.press("Catat keputusan")
    assert coordinator.sees("Keputusan dicatat untuk 1 data.")


def the_steward_makes_the_dataset(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        to_the_item(steward)
        steward.press("Tetapkan dataset dan kalendernya")
        assert steward.sees(f"Dataset {CODE} ditetapkan; kalendernya disusun.")


# ---- the year ----


def the_producer_is_reminded(house: House) -> None:
    until(lambda: house.letters_to(MAILBOX), "the letter lies in the outbox")
    letter, *others = house.letters_to(MAILBOX)
    assert not others
    assert "Terlambat (1)" in letter
    assert f"{TITLE}: Januari {YEAR}, terlambat" in letter
    assert f"/desk/dataset/{CODE}?periode={YEAR}-01" in letter


def the_steward_sees_who_is_late_and_goes_there(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.go(f"/desk/kewajiban?organisasi=dkpp&tahun={YEAR}")
        assert steward.sees(re.compile("^11 kewajiban"))  # December's figures fall due a year later
        steward.follow("Seluruh kota")
        cell = steward.page.get_by_title(re.compile(f"DKPP, Februari {YEAR}: 1 terlambat"))
        assert "brick" in (cell.locator("xpath=..").get_attribute("class") or "")
        cell.click()
        assert f"Februari {YEAR}: 1 terlambat" in steward.title()
        assert steward.page.get_by_role("row", name=re.compile(f"{TITLE}.*terlambat")).count() == 1


def the_producer_sends_january(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "petugas-dkpp") as producer:
        producer.take_up("Unggah", TITLE)
        sheet = Sheet.of(producer.download("Unduh templat"))
        for (area,), cell in sheet.cells("nilai", "area"):
            sheet.write(cell, JANUARY[area])
        producer.page.get_by_label("Berkas angka").set_input_files(
            {"name": "susu.xlsx", "mimeType": XLSX, "buffer": sheet.content()}
        )
        producer.press("Unggah dan periksa")
        producer.page.wait_for_url("**/desk/kiriman/*")
        assert "siap dikirim" in producer.title()
        producer.press("Kirim ke walidata")
        assert producer.sees("Terkirim. Walidata akan memeriksanya.")


def it_is_checked_by_two(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Periksa", TITLE)
        steward.press("Setujui")
        assert steward.sees("Kiriman disetujui.")
    with logged_in(browser, house, "pembina-bps") as supervisor:
        supervisor.take_up("Periksa", TITLE)
        supervisor.press("Setujui sebagai pembina data")
        assert supervisor.sees("Kiriman disetujui sebagai pembina data.")


def the_steward_releases_it_before_its_metadata(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Rilis", TITLE)
        steward.follow("Kecualikan sampai tanggal tertentu")
        steward.write("Alasan", WHY_WAIVED)
        steward.write("Sampai", f"{YEAR}-06-30")
        steward.press("Kecualikan")
        steward.take_up("Rilis", TITLE)
        steward.press("Rilis")
        assert steward.sees("sudah terbit.", patience=30)


# ---- the item, followed ----


def to_the_item(person: Person) -> None:
    person.go(f"/desk/daftar-data/{YEAR}")
    person.follow(TITLE)


def the_whole_road_can_be_followed(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "petugas-dkpp") as producer:
        to_the_item(producer)
        stations = producer.page.locator(".stations li")
        assert [line.split()[0] for line in stations.all_inner_texts()] == ROAD
        assert {one.get_attribute("class") for one in stations.all()} == {"done"}
        producer.page.locator(".badges").get_by_role("link", name="Edisi").click()
        assert f"/data/{CODE}/editions/" in producer.page.url


def everybody_finds_the_data_from_the_list(browser: Browser, house: House) -> None:
    with somebody(browser, house, width=390) as citizen:
        citizen.go(f"/daftar-data/{YEAR}")
        assert citizen.sees(WHY_NOT)
        assert citizen.page.get_by_role("rowheader", name=LAST_YEARS).count() == 0
        citizen.follow(TITLE)
        assert citizen.page.url.endswith(f"/data/{CODE}")
    figures = house.get_json(f"/api/v1/datasets/{CODE}/data")["data"]
    assert {row["area"]: row["nilai"] for row in figures} == JANUARY
