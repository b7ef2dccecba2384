"""A release that waits for its meaning: what is missing is told, written, doubted, mended, and public."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.house import House
from tests.journeys.people import Person, logged_in, somebody

pytestmark = pytest.mark.journey

CODE = "koperasi-aktif"
TITLE = "Koperasi aktif menurut kecamatan"
MEASURE = "Jumlah koperasi aktif"
ACTIVITY = "Kompilasi Koperasi Aktif Kota Blitar Tahun 2025"
COPIED = "Kompilasi Data Usaha Mikro, Kecil, dan Menengah Kota Blitar Tahun 2024"
COPIED_VARIABLE = "Jumlah usaha mikro, kecil, dan menengah"
BACKGROUND = "Dinas membina koperasi dan mencatat yang masih mengadakan rapat anggota tahunan."
PURPOSE = "Menyediakan jumlah koperasi aktif menurut kecamatan sebagai dasar pembinaan."
DEFINITION = "Banyaknya koperasi yang mengadakan rapat anggota tahunan dalam dua tahun terakhir."
DOUBT = "Ini masih tujuan pendataan UMKM. Tulis tujuan pendataan koperasi."
# What the official form asks about persons; none of it may ever be public.
PERSONS = {
    "pj_nama": "Endah Puspitasari",
    "pj_telepon": "0342-555-0199",
    "pj_email": "endah.p@dinkop.example",
    "nama_tanda_tangan": "Bambang Hariyanto",
    "nip_tanda_tangan": "196805121990031004",
}
FIGURES = "area,period,jumlah\n35.72.01,2025,51\n35.72.02,2025,64\n35.72.03,2025,58\n"


def test_a_dataset_without_meaning_is_not_released_until_it_has_one(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    figures_are_accepted(house, tmp_path / "koperasi.csv")
    with house.open():
        the_release_waits_and_says_for_what(browser, house)
        the_producer_copies_another_activity_and_writes_what_differs(browser, house)
        the_steward_doubts_an_answer(browser, house)
        the_producer_mends_it(browser, house)
        two_agree(browser, house)
        the_release_goes_through(browser, house)
        everybody_reads_what_it_means_and_nothing_of_persons(browser, house)
    assert "utuh" in house.run("journal", "verify")


def figures_are_accepted(house: House, file: Path) -> None:
    """The figures themselves took the road of every number; see test_road.py."""
    file.write_text(FIGURES)
    told = house.run("submit", file, "--dataset", CODE, "--as", "petugas-dinkop", "--json")
    house.run("review", "accept", json.loads(told)["submission"], "--as", "walidata")


def the_release_waits_and_says_for_what(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Rilis", TITLE)
        assert steward.sees("Belum dapat dirilis: metadatanya belum lengkap.")
        assert steward.sees("Belum ada metadata kegiatan yang menjelaskan dataset ini.")
        assert steward.sees(f"“{MEASURE}” belum dijelaskan oleh variabel atau indikator.")
        assert steward.sees(re.compile("Yang dapat melengkapinya: .*Petugas data Dinkop"))
        assert steward.page.get_by_role("button", name="Rilis", exact=True).count() == 0


# ---- the producer writes ----


def the_producer_copies_another_activity_and_writes_what_differs(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "petugas-dinkop") as producer:
        producer.take_up("Lengkapi", TITLE)
        producer.page.get_by_label("Salin dari").select_option(label=f"{COPIED} (2024)")
        producer.write("Tahun", "2025")
        producer.write("Nama", ACTIVITY)
        producer.press("Mulai mengisi")
        assert producer.sees("Disalin. Periksa setiap isian yang bertanda salinan.")
        assert producer.title() == ACTIVITY
        activity = producer.page.url
        answer(producer, latar_belakang_kegiatan=BACKGROUND, **PERSONS)
        save(producer)

        producer.follow(COPIED_VARIABLE)
        answer(
            producer, nama_variabel=MEASURE, alias="-", konsep="Koperasi", definisi=DEFINITION, satuan="unit"
        )
        save(producer)
        producer.page.get_by_label("Dataset").select_option(label=f"{TITLE}: {MEASURE}")
        producer.press("Tautkan")
        assert producer.sees("Ditautkan.")
        producer.page.get_by_label("tandai semuanya sudah saya periksa").check()
        save(producer)

        producer.page.goto(activity)
        producer.page.get_by_label("tandai semuanya sudah saya periksa").check()
        producer.press("Simpan dan kirim")
        assert producer.sees("Terkirim. Walidata akan memeriksanya.")
        assert producer.page.locator("#anak").get_by_text("menunggu walidata").count() == 1


def answer(producer: Person, **answers: str) -> None:
    for key, words in answers.items():
        producer.page.locator(f"#f-{key}").fill(words)


def save(producer: Person) -> None:
    producer.page.get_by_role("button", name="Simpan", exact=True).first.click()
    assert producer.sees("Tersimpan.")


def the_producer_mends_it(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "petugas-dinkop") as producer:
        producer.take_up("Perbaiki", ACTIVITY)
        assert producer.sees("Dikembalikan oleh Walidata Diskominfotik:")
        question = producer.page.locator("#isian-tujuan_kegiatan")
        assert DOUBT in question.inner_text()
        answer(producer, tujuan_kegiatan=PURPOSE)
        question.get_by_role("button", name="Tandai selesai").click()
        assert producer.sees("Komentar ditandai selesai.")
        producer.press("Simpan dan kirim")
        assert producer.sees("Terkirim. Walidata akan memeriksanya.")


# ---- others look ----


def the_steward_doubts_an_answer(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Periksa", ACTIVITY)
        assert steward.sees("Semua isian wajib terisi.")
        question = steward.page.locator("#isian-tujuan_kegiatan")
        question.get_by_text("Komentari").click()
        question.get_by_label("Komentar").fill(DOUBT)
        question.get_by_role("button", name="Simpan").click()
        assert steward.sees("Komentar dicatat.")
        back = steward.unfold("Kembalikan kepada produsen")
        back.get_by_label("Alasan pengembalian").fill("Satu isian perlu ditulis ulang.")
        back.get_by_role("button").click()
        assert steward.sees("Dikembalikan kepada produsennya.")


def two_agree(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Periksa", ACTIVITY)
        assert PURPOSE in steward.page.locator("#isian-tujuan_kegiatan").inner_text()
        steward.press("Setujui sebagai walidata")
        assert steward.sees("Disetujui. Sekarang menunggu pembina data.")
    with logged_in(browser, house, "pembina-bps") as supervisor:
        supervisor.take_up("Periksa", ACTIVITY)
        supervisor.press("Setujui sebagai pembina data")
        assert supervisor.sees("Disetujui sebagai pembina data.")


def the_release_goes_through(browser: Browser, house: House) -> None:
    with logged_in(browser, house, "walidata") as steward:
        steward.take_up("Rilis", TITLE)
        steward.page.get_by_role("button", name="Rilis", exact=True).click()
        assert steward.sees("sudah terbit.", patience=30)


def everybody_reads_what_it_means_and_nothing_of_persons(browser: Browser, house: House) -> None:
    with somebody(browser, house, width=390) as citizen:
        citizen.go(f"/data/{CODE}")
        citizen.follow("Arti & standar")
        for words in (DEFINITION, ACTIVITY):
            assert citizen.sees(words)
        citizen.page.get_by_text("PERENCANAAN DAN PERSIAPAN").click()
        assert citizen.sees(PURPOSE)
        told = citizen.page.content()
    written = house.get(f"/api/v1/datasets/{CODE}/metadata").decode()
    assert MEASURE in written
    for secret in PERSONS.values():
        assert secret not in told
        assert secret not in written
