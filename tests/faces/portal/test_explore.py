"""A citizen lays out a dataset as a table, a chart or a map of their own."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lumbung.faces.portal.explore.links import letters_of
from lumbung.rooms.query.queries import LIMITS

from .conftest import PEOPLE_ROWS
from .test_pages import text_of

PEOPLE = "/data/penduduk-kelamin/olah"
POVERTY = "/data/kemiskinan/olah"
SECTORS = "/data/pekerja-sektor/olah"


@pytest.fixture
def read(client, granary):
    def page(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, text_of(answer.content.decode())[:800]
        return text_of(answer.content.decode())

    return page


def test_a_dataset_opens_as_a_table_that_is_not_wrong(read):
    page = read(PEOPLE)

    assert "Jumlah penduduk menurut kelurahan/desa dan periode" in page
    assert "Kelurahan/desa 2022 2023 2024" in page
    assert "Tlumpu 6.010 6.010 6.010" in page
    assert "Angka ini simulasi, bukan data resmi." in page


def test_what_stands_in_rows_and_columns_is_in_the_address(read):
    page = read(f"{PEOPLE}?rows=area,jenis_kelamin&columns=period&period=latest:2&area=Turi,35.72.02.1001")

    assert "Kelurahan/desa Jenis kelamin 2023 2024" in page
    assert "Tlumpu Laki-laki 3.000 3.000 Perempuan 3.010 3.010" in page
    assert "Turi Laki-laki 5.000 5.000 Perempuan 5.010 5.010" in page
    assert "Karangsari" not in page.split("Tabel siap cetak")[0].split("Jumlah penduduk menurut")[1]


def test_the_form_without_script_asks_the_same_question(read):
    form = (
        "rows=area&rows=jenis_kelamin&columns=period&columns=&period=latest&calc=value&of=column&show=table"
    )

    assert "Tlumpu Laki-laki 3.000 Perempuan 3.010" in read(f"{PEOPLE}?{form}")


def test_heads_stand_over_each_other(client, granary):
    page = client.get(f"{PEOPLE}?rows=area&columns=period,jenis_kelamin").content.decode()

    assert len(re.findall(r'<th colspan="2" scope="colgroup" class="group">', page)) == 3
    assert page.count("<span>Perempuan</span>") == 3


def test_areas_are_put_together_to_a_higher_rung_and_filtered_by_one(read):
    page = read(f"{PEOPLE}?rows=area&columns=period&roll_up=kecamatan&period=2024")
    assert "Kepanjenkidul 6.020 Sukorejo 24.030" in page

    page = read(f"{PEOPLE}?rows=area&within=Sukorejo&period=2024")
    assert "Turi" in page
    assert "Kepanjenlor 4.010" not in page


def test_a_share_is_of_a_total_that_the_one_road_answers(read):
    page = read(f"{PEOPLE}?rows=area&columns=period&period=2024&calc=share")
    assert "Bagian dari jumlah penduduk" in page
    assert "Turi 33,3" in page  # 10,010 of 30,050

    page = read(f"{PEOPLE}?rows=area&columns=jenis_kelamin&period=2024&calc=share&of=row")
    assert "Turi 50,0 50,0" in page

    # Of the total of what was asked for, whatever stands on the page of it.
    page = read(f"{PEOPLE}?rows=area&period=2024&calc=share&area=Turi,Tlumpu")
    assert "Tlumpu 37,5 Turi 62,5" in page


def test_shares_of_a_rung_add_up_to_the_whole(read):
    page = read(f"{PEOPLE}?rows=area&period=2024&calc=share&roll_up=kecamatan")

    assert "Kepanjenkidul 20,0 Sukorejo 80,0" in page
    of_one = read(f"{PEOPLE}?rows=area&period=2024&calc=share&roll_up=kecamatan&area=35.72.02")
    assert "Sukorejo 100,0" in of_one
    within = read(f"{PEOPLE}?rows=area&period=2024&calc=share&within=35.72.01")
    assert "Kepanjenkidul 33,4 Kepanjenlor 66,6" in within


def test_a_change_is_to_the_period_before_even_where_that_is_not_shown(read):
    page = read(f"{POVERTY}?rows=period&measures=persentase&period=latest&calc=change")
    assert "Perubahan persentase penduduk miskin" in page
    assert "2025 −0,15" in page
    assert "Satuan: poin" in page

    page = read(f"{POVERTY}?rows=period&measures=persentase&period=2024&calc=change")
    assert "2024: dibandingkan dengan 2019, periode sebelumnya yang ada angkanya." in page


def test_an_index_begins_at_its_base(read):
    page = read(f"{POVERTY}?rows=period&measures=persentase&calc=index&base=2024")

    assert "2024 100,0 2025 97,8" in page
    assert "Indeks persentase penduduk miskin" in page
    assert "2024 = 100" in page


REFUSED = [
    ("rows=period&measures=persentase&calc=share", "Bagian dari jumlah tidak dapat dihitung untuk"),
    ("rows=period&measures=persentase&calc=growth", "perubahannya dihitung dalam poin"),
    ("rows=area&calc=change&measures=jiwa", "Letakkan Periode di baris atau di kolom."),
    ("rows=area&measures=persentase&period=2024,2025", "Letakkan Periode di baris atau kolom"),
    ("rows=period&measures=jiwa&calc=share", "Tidak ada bagian yang dapat dibandingkan"),
    ("rows=period&calc=index&base=1999", "Periode dasar “1999” tidak ada"),
    ("rows=period&calc=akar", "calc=akar tidak dapat dibaca"),
    ("rows=umur", "kemiskinan tidak punya kolom “umur”"),
    ("rows=period&umur=1", "kemiskinan tidak punya kolom “umur”"),
    ("rows=period&area=Surabaya", "“Surabaya” bukan kode dari area"),
    ("rows=period&period=kemarin", "“kemarin” bukan periode"),
    ("rows=period&measures=laba", "tidak punya kolom “laba”"),
    ("rows=period&show=map", "Data ini tidak dapat dipetakan"),
    ("rows=period&page=-1", "page=-1 tidak dapat dibaca"),
    ("rows=period&roll_up=dusun", "roll_up=dusun tidak dapat dibaca"),
]


def test_what_would_mislead_or_makes_no_sense_is_refused_with_the_way_on(read):
    for question, said in REFUSED:
        page = read(f"{POVERTY}?{question}", 422)

        assert said in page, question
        assert "Susunan, hitungan, saringan" in page  # the form stays


def test_parts_that_do_not_add_up_are_named(read):
    page = read(f"{SECTORS}?rows=period", 422)

    assert "tidak dapat dijumlahkan" in page
    assert "Letakkan Sektor di baris atau kolom" in page
    assert "Jasa 70,21" in read(SECTORS)


def test_an_answer_that_is_too_large_names_the_way_on(read, monkeypatch):
    monkeypatch.setattr("lumbung.faces.portal.explore.answers.MOST_ROWS", 10)
    page = read(f"{PEOPLE}?rows=area,jenis_kelamin&columns=period", 413)
    assert "Jawabannya 30 baris; tabel di sini disusun dari paling banyak 10." in page
    assert "Unduh semua barisnya (CSV)" in page

    monkeypatch.undo()
    monkeypatch.setattr("lumbung.faces.portal.explore.pivots.MOST_COLUMNS", 5)
    assert "Tabel ini punya 6 kolom; paling banyak 5." in read(
        f"{PEOPLE}?rows=area&columns=period,jenis_kelamin", 413
    )


def test_long_tables_are_paged(read, monkeypatch):
    monkeypatch.setattr("lumbung.faces.portal.explore.tables.ROWS_A_PAGE", 4)

    page = read(f"{PEOPLE}?rows=area,jenis_kelamin&columns=period&page=2")

    assert "10 baris" in page
    assert "Tlumpu Laki-laki 3.000" in page.split("Tabel siap cetak")[0]
    assert "Turi Laki-laki" not in page


def test_limits_are_declared():
    assert {"most_explored_rows", "most_explored_columns", "explored_rows_a_page"} <= LIMITS.keys()


def test_the_same_question_is_a_chart_and_a_map(read, client):
    page = read(f"{PEOPLE}?rows=period&columns=jenis_kelamin&show=chart")
    assert "Perempuan tertinggi pada 2024 (15.050 jiwa)" in page

    page = read(f"{PEOPLE}?rows=area&columns=period&show=map")
    assert "Peta skematik, bukan batas resmi." in page
    assert "Jumlah penduduk menurut kelurahan/desa, 2024" in page

    drawn = client.get(f"{PEOPLE}.svg?rows=period&columns=jenis_kelamin&chart=bars")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"Perempuan" in drawn.content


def test_a_chart_of_changes_shows_bars_below_zero(client, granary):
    drawn = client.get(f"{POVERTY}.svg?rows=period&measures=persentase&calc=change&chart=bars")

    assert drawn.status_code == 200
    assert "−0,15" in drawn.content.decode()


def test_too_much_for_a_chart_says_what_to_leave_out(read):
    page = read(f"{PEOPLE}?rows=area,jenis_kelamin&columns=period&show=chart", 422)

    assert "Sisakan paling banyak dua hal di baris dan kolom" in page


def test_english_readers_read_english(client, granary):
    client.cookies["bahasa"] = "en"
    page = text_of(client.get(f"{PEOPLE}?rows=area&columns=jenis_kelamin&period=latest").content.decode())

    assert "Population by urban village and sex, 2024" in page
    assert "Tlumpu 3,000 3,010" in page


def test_a_short_link_moves_on_when_periods_are_added(client, granary, release):
    question = "rows=period&columns=jenis_kelamin&measures=jumlah&period=latest:2"

    kept = client.post("/data/penduduk-kelamin/tautan", {"q": question})
    assert kept.status_code == 303
    page = text_of(client.get(kept["Location"]).content.decode())
    short = re.search(r"http://testserver(/t/[a-z2-7]{8})\b", page)
    assert short is not None
    assert "ikut bergerak bila periode bertambah" in page

    again = client.post("/data/penduduk-kelamin/tautan", {"q": question})
    assert again["Location"] == kept["Location"]

    release(
        "penduduk-kelamin",
        [*PEOPLE_ROWS, *({**r, "period": "2025"} for r in PEOPLE_ROWS if r["period"] == "2024")],
    )
    page = text_of(client.get(short[1], follow=True).content.decode())
    assert "2024 15.000 15.050 2025 15.000 15.050" in page


def test_letters_that_stand_for_nothing_say_so(client, granary):
    for letters in ("aaaaaaaa", "1", "AAAA0000", "x" * 16):
        answer = client.get(f"/t/{letters}")
        assert answer.status_code == 404
        assert "Tidak ada pertanyaan tersimpan" in text_of(answer.content.decode())


def test_a_refused_question_is_not_kept(client, granary):
    for refused in ("rows=planet", "rows=area&calc=growth"):
        answer = client.post("/data/penduduk-kelamin/tautan", {"q": refused})
        assert answer.status_code == 422

    assert client.get("/data/penduduk-kelamin/tautan").status_code == 405


def test_an_embedded_page_may_be_framed_and_does_nothing_else(client, granary):
    answer = client.get("/data/penduduk-kelamin/sematkan?rows=area&period=latest&bahasa=en")

    assert "X-Frame-Options" not in answer
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script" not in policy
    assert "default-src 'none'" in policy
    assert not answer.cookies
    assert b"<script" not in answer.content
    assert "Population by urban village, 2024" in text_of(answer.content.decode())
    assert client.get(PEOPLE)["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in client.get(PEOPLE)["Content-Security-Policy"]


def test_a_picture_for_social_media_is_made_of_any_chart(client, granary):
    for address in (
        "/data/kemiskinan/gambar.png",
        "/data/penduduk-kelamin/gambar.png?rows=area&period=latest",
        "/data/penduduk-kelamin/gambar.png?rows=area&columns=jenis_kelamin&period=latest&bahasa=en",
        "/data/pekerja-sektor/gambar.png",
    ):
        drawn = client.get(address)
        assert drawn.status_code == 200
        assert drawn.content[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(drawn.content[16:20], "big") == 1200
        assert int.from_bytes(drawn.content[20:24], "big") == 630
    page = client.get("/data/kemiskinan").content.decode()
    assert re.search(r'property="og:image" content="http://testserver/data/kemiskinan/gambar\.png\?', page)
    assert "Allow: /data/*/gambar.png" in client.get("/robots.txt").content.decode()


def test_a_picture_that_names_its_edition_is_kept_for_ever(client, granary):
    label = granary.city.population.editions.get(current=True).label
    address = f"{PEOPLE}.svg?rows=period&bahasa=id"

    assert "immutable" in client.get(f"{address}&edition={label}")["Cache-Control"]
    assert "immutable" not in client.get(address)["Cache-Control"]


def test_the_table_for_print_is_whole_by_itself(client, granary):
    answer = client.get(f"{PEOPLE}.xlsx?rows=area,jenis_kelamin&columns=period&roll_up=kecamatan")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.active
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert told[0][0] == "Jumlah penduduk menurut kecamatan, jenis kelamin dan periode"
    assert ["Data simulasi, bukan angka resmi", None, None, None, None] in told
    assert ["Kecamatan", "Jenis kelamin", "2022", "2023", "2024"] in told
    assert ["Kepanjenkidul", "Laki-laki", 3000, 3000, 3000] in told
    assert [None, "Perempuan", 3020, 3020, 3020] in told
    last = " ".join(str(row[0]) for row in told[-6:])
    assert "Sumber: " in last
    assert "penduduk-kelamin@" in last
    assert "CC-BY-4.0" in last
    assert "/data/penduduk-kelamin/olah?rows=" in last
    assert sheet.freeze_panes.startswith("C")
    assert sheet.print_title_rows
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


WORDS = (
    "area period jenis_kelamin jumlah latest latest:0 latest:2 2023 kecamatan kota share growth index change"
    " chart map row table bars line x ' \x00 35.72 -1 "
)
NAMES = (
    "rows columns measures period area jenis_kelamin within roll_up calc of base show chart page edition"
    " boundaries bahasa tautan limit by cursor"
)


def test_no_address_breaks_the_page(granary):
    client = Client(raise_request_exception=True)
    word = st.sampled_from(WORDS.split(" "))
    name = st.sampled_from(NAMES.split())
    faces = ["olah", "olah.svg", "sematkan"]

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(faces), st.lists(st.tuples(name, st.lists(word, min_size=1, max_size=3)), max_size=6)
    )
    def ask(face, parts):
        given_parts = {key: ",".join(words) for key, words in parts}
        answer = client.get(f"/data/penduduk-kelamin/{face}", given_parts)
        assert answer.status_code in {200, 404, 413, 422}, given_parts

    ask()


def test_letters_are_the_first_bits_of_an_id():
    assert letters_of("0" * 24) == "a" * 8
    assert len(letters_of("f" * 24, 16)) == 16
