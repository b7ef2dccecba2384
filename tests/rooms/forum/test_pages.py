"""The pages of the data list: what a producer, a coordinator, a steward and the public see and do."""

from __future__ import annotations

import io
import time
from typing import Any

import openpyxl
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.city import City
from tests.rooms.forum.kit import MALNUTRITION, a_list, a_meeting, agreed, proposed

from lumbung.kit import workplace
from lumbung.rooms.forum import actions, queries
from lumbung.rooms.forum.models import Item
from lumbung.rooms.forum.queries import Matter
from lumbung.rooms.people.queries import User

TYPED = MALNUTRITION | {"produsen_data": "dinkes", "prioritas": "on"}


def of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_producer_proposes_and_sees_where_the_item_stands(city: City) -> None:
    a_list(city)
    client = of(city.other_producer)
    assert "Usulkan data" in client.get("/desk/daftar-data/2027").content.decode()

    answer = client.post("/desk/daftar-data/2027/usul", TYPED, follow=True)

    item = Item.objects.get()
    assert item.code == "DD-0001"
    assert item.priority_asked
    assert item.criteria == ["spm"]
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/desk/daftar-data/2027/data/DD-0001"
    assert "Balita gizi buruk menurut kelurahan" in page
    assert "diusulkan" in page


def test_a_form_with_faults_comes_back_with_everything_that_was_typed(city: City) -> None:
    a_list(city)
    typed = TYPED | {"nama_data": "", "definisi": "Kalimat yang panjang."}

    answer = of(city.other_producer).post("/desk/daftar-data/2027/usul", typed)

    assert answer.status_code == 422
    assert "Kalimat yang panjang." in answer.content.decode()
    assert not Item.objects.exists()


def test_a_proposal_can_begin_with_a_dataset_that_is_there(city: City) -> None:
    a_list(city)

    page = of(city.other_producer).get("/desk/daftar-data/2027/usul?dataset=kunjungan-puskesmas")

    text = page.content.decode()
    assert 'value="Kunjungan puskesmas"' in text
    assert 'value="kunjungan-puskesmas"' in text
    assert '<option value="Triwulanan" selected>' in text


def test_who_saves_over_anothers_change_is_told_and_loses_nothing(city: City) -> None:
    item = proposed(city, a_list(city))
    client = of(city.other_producer)
    actions.change_item(
        item=item, texts={**MALNUTRITION, "satuan": "anak"}, revision=1, actor=city.other_producer
    )

    typed = TYPED | {"revision": "1", "definisi": "Rumusan baru."}
    answer = client.post(f"/desk/daftar-data/2027/ubah/{item.code}", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "baru saja diubah" in page
    assert "Rumusan baru." in page
    assert 'name="revision" value="2"' in page


def test_the_coordinator_keeps_a_meeting_decides_many_and_prints_the_minutes(city: City) -> None:
    the_list = a_list(city)
    first, second = proposed(city, the_list), proposed(city, the_list, nama_data="Balita gizi kurang")
    actions.bring_to_forum(of=the_list, actor=city.steward)
    client = of(city.coordinator)

    said = {
        "title": "Forum Satu Data",
        "held_on": "2026-11-18",
        "place": "Balai Kota",
        "agenda": "Daftar 2027",
    }
    answer = client.post("/desk/forum/2027", said)
    meeting = queries.meetings(the_list).get()
    assert answer["Location"] == f"/desk/forum/rapat/{meeting.code}"
    present = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0",
        "form-0-organisation": "dinkes", "form-0-role": "producer", "form-0-office": "Kepala Bidang",
        "form-0-person": "Sari Rahasia",
        "form-1-organisation": "", "form-1-role": "producer",
    }  # fmt: skip
    client.post(f"/desk/forum/rapat/{meeting.code}/hadir", present)
    refused = client.post(f"/desk/forum/rapat/{meeting.code}/putusan", {"matter": "agreed"})
    decided = client.post(
        f"/desk/forum/rapat/{meeting.code}/putusan", {"matter": "agreed", "butir": [first.code, second.code]}
    )

    assert refused.status_code == 422
    assert "pilih sedikitnya satu data" in refused.content.decode()
    assert decided.status_code == 302
    assert queries.counted(the_list).agreed == 2
    page = client.get(f"/desk/forum/rapat/{meeting.code}").content.decode()
    assert "Sari Rahasia" in page
    assert "menyepakati data" in page.casefold()
    paper = client.get(f"/desk/forum/rapat/{meeting.code}/berita-acara.pdf")
    assert paper.content[:5] == b"%PDF-"
    assert paper["Content-Type"] == "application/pdf"
    producer = of(city.other_producer).get(f"/desk/forum/rapat/{meeting.code}").content.decode()
    assert "Kepala Bidang" in producer
    assert "Sari Rahasia" not in producer


def test_all_that_a_filter_shows_is_decided_at_once(city: City) -> None:
    the_list = a_list(city)
    proposed(city, the_list)
    actions.propose_item(
        of=the_list,
        texts={**MALNUTRITION, "produsen_data": "dispendukcapil", "nama_data": "Akta lahir"},
        actor=city.producer,
    )
    meeting = a_meeting(city, the_list)

    of(city.coordinator).post(
        f"/desk/forum/rapat/{meeting.code}/putusan",
        {"matter": "agreed", "semua": "1", "organisasi": "dinkes"},
    )

    assert [one.producer.code for one in queries.items(the_list).filter(state="agreed")] == ["dinkes"]


def test_the_steward_makes_the_dataset_and_the_road_shows_it(city: City) -> None:
    item = agreed(city, a_list(city))
    client = of(city.steward)

    client.post(f"/desk/daftar-data/2027/dataset/{item.code}", {})

    page = client.get(f"/desk/daftar-data/2027/data/{item.code}").content.decode()
    assert "balita-gizi-buruk-menurut-kelurahan" in page
    assert "/desk/dataset/balita-gizi-buruk-menurut-kelurahan" in page


def test_the_plan_of_action_is_kept_and_moved_by_its_owner(city: City) -> None:
    the_list = a_list(city)
    planned = {
        "title": "Bimbingan teknis metadata", "output": "30 petugas terlatih", "owner": "dinkes",
        "starts_on": "2027-02-01", "ends_on": "2027-03-31",
    }  # fmt: skip
    of(city.coordinator).post("/desk/forum/2027/rencana", planned)
    activity = queries.activities(the_list).get()
    owner = of(city.other_producer)

    address = f"/desk/forum/2027/rencana/{activity.code}"
    owner.post(address, {"state": "done", "evidence": ""})
    assert queries.activities(the_list).get().state == "planned"  # done needs its evidence
    owner.post(address, {"state": "done", "evidence": "Daftar hadir 12 Maret 2027"})

    assert queries.activities(the_list).get().state == "done"
    of(city.producer).post(address, {"state": "dropped", "evidence": ""})
    assert queries.activities(the_list).get().state == "done"


def test_the_desk_asks_producers_to_propose_and_the_coordinator_to_decide(city: City) -> None:
    the_list = a_list(city)
    asked = [str(one.group) for one in workplace.errands_of(city.other_producer)]
    assert "Usulkan data" in asked
    proposed(city, the_list)
    actions.bring_to_forum(of=the_list, actor=city.steward)

    waiting = of(city.coordinator).get("/desk/").content.decode()

    assert "1 usulan menunggu keputusan" in waiting


def test_the_public_reads_what_was_agreed_and_no_persons(city: City, client: Client) -> None:
    the_list = a_list(city)
    assert "Belum ada Daftar Data" in client.get("/daftar-data").content.decode()
    item = agreed(city, the_list, penanggung_jawab="Sari Rahasia")
    proposed(city, the_list, nama_data="Data yang ditunda")
    meeting = queries.meetings(the_list).get()
    left = list(queries.items(the_list).filter(state="proposed"))
    actions.decide(
        meeting=meeting, matter=Matter.DEFERRED, items=left, reason="Belum siap.", actor=city.coordinator
    )
    actions.decide(meeting=meeting, matter=Matter.PRIORITY, items=[item], actor=city.coordinator)
    actions.record_attendance(
        meeting=meeting,
        present=[actions.Present(city.office("dinkes"), person="Budi Rahasia")],
        actor=city.coordinator,
    )
    actions.bring_to_forum(of=the_list, actor=city.steward)
    actions.agree_list(of=the_list, actor=city.coordinator)

    page = client.get("/daftar-data").content.decode()
    sheet = client.get("/daftar-data/2027/unduh.xlsx").content
    text = client.get("/daftar-data/2027/unduh.csv").content.decode("utf-8-sig")

    assert "Balita gizi buruk" in page
    assert "belum tersedia" in page
    assert "prioritas" in page
    assert "Belum siap." in page
    assert "Data yang ditunda" not in page
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert "Jadwal Pemutakhiran" in cells
    assert "(19)" in cells
    for public in (page, text, " ".join(cells)):
        assert "Rahasia" not in public
    assert text.splitlines()[0].startswith("id_ddd,id_ddp,sumber_referensi,kode_indikator")


def test_a_year_without_a_list_says_what_to_do(city: City, client: Client) -> None:
    assert client.get("/daftar-data/1999").status_code == 404
    page = of(city.steward).get("/desk/daftar-data", follow=True).content.decode()
    assert "Buka Daftar Data" in page
    answer = of(city.steward).post("/desk/daftar-data/buka", {"year": "2027"}, follow=True)
    assert "menerima usulan" in answer.content.decode()
    assert "sudah ada" in of(city.steward).post("/desk/daftar-data/buka", {"year": "2027"}).content.decode()


def test_five_hundred_items_ask_no_more_of_the_database_than_five(
    city: City, django_assert_num_queries: Any
) -> None:
    the_list = a_list(city)
    client = of(city.steward)

    def fill(numbers: range) -> None:
        Item.objects.bulk_create(
            Item(data_list=the_list, code=f"X-{n}", title=f"Data {n}", producer=city.office("dinkes"))
            for n in numbers
        )

    fill(range(5))
    address = "/desk/daftar-data/2027?keadaan=proposed&cari=data"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    fill(range(5, 500))
    began = time.perf_counter()
    with django_assert_num_queries(len(few)):
        page = client.get(address)
    assert "500 data" in page.content.decode()
    assert time.perf_counter() - began < 5
    assert client.get("/desk/daftar-data/2027?halaman=99&urusan=%22%27%25").status_code == 200
