"""A citizen looks for a figure, reads it, and can say where it comes from."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries as catalog_queries
from lumbung.rooms.collection.models import DuePeriod
from lumbung.rooms.journal import actions as journal

from .conftest import PEOPLE_ROWS, POVERTY_ROWS


def text_of(page: str) -> str:
    """The words of a page, as they are read."""

    class Reader(HTMLParser):
        words: list[str]

        def handle_data(self, data: str) -> None:
            self.words.append(data)

    reader = Reader()
    reader.words = []
    reader.feed(page)
    return re.sub(r"\s+", " ", " ".join(reader.words).replace("\u00a0", " "))


@pytest.fixture
def read(client, granary):
    def page(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, text_of(answer.content.decode())[:500]
        return text_of(answer.content.decode())

    return page


def test_the_home_page_names_the_house_and_shows_what_is_asked_for_most(read):
    page = read("/")

    assert "Satu Data Kota Blitar" in page
    assert "6,60 %" in page
    assert "turun 0,15 poin sejak 2024" in page
    assert "5 kelurahan" in page
    assert "Baru dirilis" in page
    assert "Peta skematik, bukan batas resmi." in page


def test_simulated_figures_are_never_among_the_headlines_of_the_house(read, client):
    figures = client.get("/").content.decode().split('class="figures"')[1].split("</ul>")[0]

    assert "kemiskinan" in figures
    assert "penduduk-kelamin" not in figures


def test_an_empty_house_says_what_will_stand_there(client, db):
    answer = client.get("/")

    assert answer.status_code == 200
    assert "masih kosong" in text_of(answer.content.decode())
    for address in ("/data", "/wilayah", "/kalender", "/tentang"):
        assert client.get(address).status_code == 200


def test_a_dataset_is_said_as_people_say_it_with_its_source_and_how_to_cite_it(read):
    page = read("/data/kemiskinan")

    assert "Persentase penduduk miskin, 2025: 6,60 %, kira-kira satu dari lima belas." in page
    assert "Turun 0,84 poin sejak 2018." in page
    assert "Periode tanpa titik belum ada datanya." in page
    assert f"kemiskinan@{timezone.localdate().year}.1" in page
    assert "Creative Commons Atribusi 4.0" in page


def test_the_same_page_is_there_in_english(client, granary):
    client.cookies["bahasa"] = "en"

    page = text_of(client.get("/data/kemiskinan").content.decode())

    assert "Poverty rate, 2025: 6.60 %, about one in fifteen." in page
    assert "Down 0.84 points since 2018." in page
    assert "About this number" in page


def test_who_checked_a_figure_is_told_by_duty_and_never_by_name(read, granary):
    journal.record(
        "review.accepted", subject=granary.poverty, actor=granary.city.steward, dataset="kemiskinan"
    )
    granary.release("kemiskinan", POVERTY_ROWS[:-1])

    page = read("/data/kemiskinan")

    assert "Diperiksa walidata," in page
    assert "Wati" not in page


def test_another_measure_can_be_chosen(read):
    page = read("/data/kemiskinan?ukuran=jiwa")

    assert "Turun 410 jiwa (4,1 %) sejak 2019." in page


def test_areas_add_up_to_the_city_and_to_a_district(read):
    assert "30.050 Tabel" not in read("/data/penduduk-kelamin")
    assert "30.050" in read("/data/penduduk-kelamin")
    assert "6.020" in read("/data/penduduk-kelamin?wilayah=35.72.01")
    assert "2.010" in read("/data/penduduk-kelamin?wilayah=35.72.01.1001")


def test_what_does_not_add_up_is_told_apart_and_never_summed(read):
    page = read("/data/pekerja-sektor")

    assert "Tertinggi Jasa (70,21 %), terendah Pertanian (6,93 %)." in page
    assert "77,14" not in page


def test_the_map_says_that_it_is_a_scheme_and_that_its_figures_are_simulated(client, granary):
    page = client.get("/data/penduduk-kelamin/peta").content.decode()

    assert "Kelurahan Turi: 10.010" in page.replace("\u00a0", " ")
    assert 'href="/wilayah/35.72.02.1003"' in page
    assert "Peta skematik, bukan batas resmi." in page
    assert "Angka ini simulasi, bukan data resmi." in page


def test_a_dataset_of_one_place_has_no_map(client, granary):
    assert client.get("/data/kemiskinan/peta").status_code == 302
    assert ">Peta<" not in client.get("/data/kemiskinan").content.decode()


@pytest.mark.parametrize("side", ["", "/peta", "/tabel", "/arti", "/mutu", "/edisi", "/unduh"])
def test_simulated_data_says_so_on_every_side(read, side):
    assert "Data simulasi." in read(f"/data/penduduk-kelamin{side}")


def test_the_table_lists_every_row_the_newest_first_and_can_be_narrowed(read, client, granary):
    page = read("/data/kemiskinan/tabel")
    assert page.index("2025 6,60") < page.index("2018 7,44")

    narrowed = read("/data/penduduk-kelamin/tabel?periode=2023&wilayah=35.72.02.1003")
    assert "2 baris" in narrowed
    assert "30 baris" in read("/data/penduduk-kelamin/tabel?periode=1999")


def test_a_figure_carries_its_footnotes_and_what_is_missing_is_no_dash(read, granary):
    rows = [
        {
            "area": "35.72",
            "period": "2025",
            "persentase": 6.6,
            "jiwa": None,
            "persentase:status": "provisional",
        },
        {"area": "35.72", "period": "2026", "persentase": None, "jiwa": 9500, "persentase:status": "missing"},
    ]
    rows[0]["persentase:note"] = "Dibaca di https://bps.example/rilis."
    granary.release("kemiskinan", rows)

    for page in (read("/data/kemiskinan/tabel"), read("/data/kemiskinan")):
        assert "6,60 * 1" in page
        assert "* sementara" in page
        assert "… tidak ada data" in page
        assert "1 Dibaca di https://bps.example/rilis" in page


def test_meaning_quality_and_downloads_are_told(read):
    meaning = read("/data/kemiskinan/arti")
    assert "tidak dijumlahkan" in meaning
    assert "kode Kemendagri" in meaning

    quality = read("/data/kemiskinan/mutu")
    assert "Persentase penduduk miskin 4 0" in quality
    assert "dari arsip" in quality

    assert "/api/v1/datasets/kemiskinan/data?period=2025&format=json" in read("/data/kemiskinan/unduh")


def test_every_download_that_the_page_offers_is_given(client, granary):
    page = client.get("/data/kemiskinan/unduh").content.decode()
    offered = set(re.findall(r'href="(/api/v1/datasets/kemiskinan/data\?format=\w+)"', page))

    assert len(offered) >= 4
    for address in offered:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.getvalue() if answer.streaming else answer.content, address


def test_a_correction_becomes_a_second_edition_and_the_first_stays_as_it_was(read, granary, client):
    year = timezone.localdate().year
    corrected = [{**row, "persentase": 6.61} if row["period"] == "2025" else row for row in POVERTY_ROWS]
    granary.release("kemiskinan", corrected, note="Salah ketik 2025.")

    assert "6,61 %" in read("/data/kemiskinan")
    second = read(f"/data/kemiskinan/editions/{year}.2")
    assert "Salah ketik 2025." in second
    assert "1 diubah" in second
    assert "6,60 6,61 diubah" in second
    first = read(f"/data/kemiskinan/editions/{year}.1")
    assert "2025 6,60" in first
    assert "sudah digantikan" in first
    editions = read("/data/kemiskinan/edisi")
    assert "berlaku" in editions
    assert "digantikan" in editions


def test_a_withdrawn_edition_leaves_a_tombstone_with_its_reason(read, granary):
    edition = catalog_queries.current_edition(granary.poverty)
    catalog.withdraw_edition(
        edition=edition, reason="Sumbernya keliru.", at=timezone.now(), actor=granary.city.steward
    )

    page = read(f"/data/kemiskinan/editions/{edition.label}", status=410)
    assert "Sumbernya keliru." in page
    dataset = read("/data/kemiskinan")
    assert "Edisi terakhir ditarik" in dataset
    assert "Sumbernya keliru." in dataset
    assert "6,60" not in dataset


def test_a_dataset_before_its_first_release_says_what_it_will_hold_and_when(client, city):
    DuePeriod.objects.create(
        dataset=city.visits,
        period="2099-Q1",
        ends_on=dt.date(2099, 3, 31),
        due_on=dt.date(2099, 6, 30),
    )

    page = text_of(client.get("/data/kunjungan-puskesmas").content.decode())

    assert "Belum ada data untuk umum" in page
    assert "Triwulan I 2099 ditunggu paling lambat 30 Juni 2099" in page


def test_restricted_data_name_whom_to_ask_and_closed_data_are_not_there(client, granary):
    for access, status in (("terbatas", 403), ("tertutup", 404)):
        definition = {**catalog_queries.dataset("kemiskinan").definition, "access": access}
        catalog.define_dataset(
            definition=definition, producer=granary.city.office("dinkes"), actor=granary.city.operator
        )
        for side in ("", "/tabel", "/unduh", "/grafik.svg", "/edisi"):
            assert client.get(f"/data/kemiskinan{side}").status_code == status, side
        assert "6,60" not in text_of(client.get("/").content.decode())


def test_an_area_page_holds_the_figures_of_all_datasets_about_it(read):
    village = read("/wilayah/35.72.02.1003")
    assert "Kelurahan Turi" in village
    assert "10.010 jiwa" in village
    assert "Persentase penduduk miskin" not in village

    district = read("/wilayah/35.72.02")
    assert "24.030 jiwa" in district
    city = read("/wilayah/35.72")
    assert "6,60 %" in city
    assert "30.050 jiwa" in city


def test_an_unknown_area_is_told_plainly(read):
    assert "Tidak ada wilayah berkode 99.99" in read("/wilayah/99.99", status=404)


def test_the_catalogue_finds_by_root_and_narrows_by_shelf(read):
    assert "1 dataset" in read("/data?q=kemiskinan")
    assert "Menampilkan hasil untuk kemiskinan" in read("/data?q=kemiskinn")
    assert "Tidak ada yang cocok" in read("/data?q=xylofon")
    assert "Penduduk bekerja" not in read("/data?topik=sosial")


def test_the_calendar_tells_what_is_due_and_what_is_late(read, granary):
    today = timezone.localdate()
    for period, due in (("2026", today - dt.timedelta(days=6)), ("2027", today + dt.timedelta(days=3))):
        DuePeriod.objects.create(
            dataset=granary.poverty, period=period, ends_on=dt.date(int(period), 12, 31), due_on=due
        )

    page = read("/kalender?baru")

    assert "terlambat 6 hari" in page
    assert "belum jatuh tempo" in page


def test_a_release_before_its_day_is_on_time_and_one_after_it_is_late(read, granary):
    today = timezone.localdate()
    rows = [*POVERTY_ROWS, {"area": "35.72", "period": "2026", "persentase": 6.5, "jiwa": None}]
    DuePeriod.objects.create(
        dataset=granary.poverty, period="2026", ends_on=dt.date(2026, 12, 31), due_on=today
    )
    granary.release("kemiskinan", rows)

    assert "tepat waktu" in read("/data/kemiskinan")


@pytest.mark.parametrize(
    "address",
    [
        "/data?hal=0",
        "/data?hal=-1",
        "/data?hal=abc",
        "/data?hal=99999999999",
        "/data?q=" + "x" * 3000,
        "/data?topik=';--",
        "/data/kemiskinan?ukuran=tidak-ada&menurut=zzz&rinci=zzz&periode=2099&wilayah=99",
        "/data/penduduk-kelamin?menurut=jenis_kelamin&rinci=area",
        "/data/penduduk-kelamin?menurut=period&rinci=period",
        "/data/penduduk-kelamin?jenis_kelamin=zzz",
        "/data/pekerja-sektor?menurut=period&rinci=-",
        "/data/penduduk-kelamin/peta?ukuran=zzz&periode=zzz",
        "/data/kemiskinan/tabel?periode=zzz&wilayah=zzz",
    ],
)
def test_odd_addresses_are_answered_with_a_page_that_makes_sense(read, address):
    assert "Satu Data" in read(address)


def test_a_cursor_that_somebody_made_up_is_refused_with_a_page(client, granary):
    answer = client.get("/data/penduduk-kelamin/tabel?dari=zzz")

    assert answer.status_code in {200, 400, 422}
    assert "Traceback" not in answer.content.decode()


def test_robots_and_the_map_of_the_site_lead_to_what_is_worth_finding(client, granary):
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/data/kemiskinan" in sitemap
    assert "/wilayah/35.72.02.1003" in sitemap


def test_no_page_leads_into_the_void(client, granary):
    """Every link within the portal answers; the faces of others are theirs to test."""
    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        path = address.split("#")[0].split("?")[0]
        if path in seen or path.startswith(("/api/", "/masuk", "/desk/", "/bahasa/", "/static/")):
            continue
        seen.add(path)
        answer = client.get(address)
        assert answer.status_code in {200, 302}, address
        if "html" in answer.headers.get("Content-Type", ""):
            waiting += re.findall(r'href="(/[^"]*)"', answer.content.decode().replace("&amp;", "&"))
    assert len(seen) > 30


def test_population_rows_are_what_the_pages_were_tested_with():
    assert sum(row["jumlah"] for row in PEOPLE_ROWS if row["period"] == "2024") == 30_050
