"""Lists that come in as spreadsheets: any order of columns, every fault with its cell, nothing half taken."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.city import City
from tests.rooms.forum.kit import a_list, agreed, proposed

from lumbung.rooms.forum import actions, exports, problems, queries
from lumbung.rooms.forum.models import Item
from lumbung.rooms.forum.queries import COLUMNS, SheetImport
from lumbung.rooms.forum.sheet import read_sheet

GOOD = {
    "Nama Data": "Balita gizi buruk",
    "Jenis Data": "statistik",
    "Produsen Data": "dinas kesehatan",
    "Klasifikasi Data sesuai Risiko": "TERBUKA",
    "Jadwal Pemutakhiran": "Bulanan",
    "Satuan": "balita",
}


def book(*rows: dict[str, object], above: int = 0, sheet: str = "Daftar") -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for _ in range(above):
        page.append(["Daftar Data Daerah"])
    page.append(list(rows[0]))
    for row in rows:
        page.append(list(row.values()))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def read(city: City, tmp_path: Path, content: bytes, name: str = "daftar.xlsx", **who: Any) -> SheetImport:
    path = tmp_path / name
    path.write_bytes(content)
    of = queries.lists().first() or a_list(city)
    return actions.read_list(of=of, path=path, name=name, actor=who.get("actor", city.steward))


def faults(waiting: SheetImport, city: City) -> dict[str, str]:
    return {str(one.place): one.rule for one in actions.preview(waiting, city.steward).errors}


def test_a_sheet_in_any_order_is_shown_first_and_then_taken_whole(city: City, tmp_path: Path) -> None:
    second = {**GOOD, "Nama Data": "Kunjungan puskesmas", "Produsen Data": "dinkes"}
    waiting = read(city, tmp_path, book(GOOD, second, above=2))

    shown = actions.preview(waiting, city.steward)
    assert len(shown.new) == 2
    assert not Item.objects.exists()

    changes = actions.take_list(waiting=waiting, actor=city.steward)

    assert changes.added == ("DD-0001", "DD-0002")
    first = queries.item(2027, "DD-0001")
    assert (first.kind, first.access, first.schedule) == ("Statistik", "Terbuka", "Bulanan")
    assert first.producer.code == "dinkes"


def test_the_same_sheet_again_changes_nothing_and_a_mended_one_only_what_differs(
    city: City, tmp_path: Path
) -> None:
    actions.take_list(waiting=read(city, tmp_path, book(GOOD)), actor=city.steward)
    again = actions.preview(read(city, tmp_path, book(GOOD)), city.steward)
    assert (again.new, again.changed, again.unchanged) == ([], [], 1)

    mended = read(city, tmp_path, book({**GOOD, "ID DDD": "DD-0001", "Satuan": "anak"}))
    ((item, _, differences),) = actions.preview(mended, city.steward).changed
    assert differences == {"satuan": {"was": "balita", "is": "anak"}}
    actions.take_list(waiting=mended, actor=city.steward)
    assert queries.item(2027, item.code).unit == "anak"


def test_every_fault_stands_at_its_cell_and_nothing_is_taken(city: City, tmp_path: Path) -> None:
    rows = (
        {"ID DDD": "A-1", **GOOD},
        {"ID DDD": "A-1", **GOOD, "Nama Data": ""},
        {"ID DDD": "A 3", **GOOD, "Jadwal Pemutakhiran": "kadang-kadang"},
        {"ID DDD": "A-4", **GOOD, "Produsen Data": "Dinas Antariksa"},
    )
    waiting = read(city, tmp_path, book(*rows))

    assert faults(waiting, city) == {
        "Daftar!A3": "list.code-twice",
        "Daftar!B3": "list.value-missing",
        "Daftar!A4": "list.code-unfit",
        "Daftar!F4": "list.option-unknown",
        "Daftar!D5": "list.producer-unknown",
    }
    with pytest.raises(problems.SheetUnfit, match="5 kesalahan"):
        actions.take_list(waiting=waiting, actor=city.steward)
    assert not Item.objects.exists()


def test_a_producer_with_a_near_name_is_proposed_and_taken_only_when_a_person_says_so(
    city: City, tmp_path: Path
) -> None:
    waiting = read(city, tmp_path, book({**GOOD, "Produsen Data": "Dinas Kesehatn Kota"}))
    (told,) = actions.preview(waiting, city.steward).errors
    assert (told.rule, told.suggestion, str(told.place)) == ("list.producer-near", "dinkes", "Daftar!C2")

    actions.choose_producers(waiting=waiting, chosen={"Dinas Kesehatn Kota": "dinkes"}, actor=city.steward)
    actions.take_list(waiting=waiting, actor=city.steward)

    assert Item.objects.get().producer.code == "dinkes"


def test_a_producer_brings_only_the_data_of_their_own_office(city: City, tmp_path: Path) -> None:
    rows = (GOOD, {**GOOD, "Produsen Data": "Dinas Kependudukan dan Pencatatan Sipil"})
    waiting = read(city, tmp_path, book(*rows), actor=city.other_producer)

    told = [one.rule for one in actions.preview(waiting, city.other_producer).errors]

    assert told == ["list.producer-out-of-reach"]


def test_a_sheet_does_not_change_what_the_forum_decided(city: City, tmp_path: Path) -> None:
    item = agreed(city, a_list(city))

    waiting = read(city, tmp_path, book({"ID DDD": item.code, **GOOD, "Satuan": "anak"}))

    assert faults(waiting, city) == {"Daftar!A2": "list.decided"}


def test_a_sheet_without_headings_or_with_two_of_one_says_so(city: City, tmp_path: Path) -> None:
    waiting = read(city, tmp_path, b"satu;dua\n1;2\n", "daftar.csv")
    assert faults(waiting, city) == {"": "list.no-heading"}

    content = b"nama_data,produsen_data,satuan,satuan\nx,dinkes,a,b\n"
    waiting = read(city, tmp_path, content, "daftar.csv")
    told = set(faults(waiting, city).items())
    assert ("D1", "list.column-twice") in told
    assert "list.column-missing" in {rule for _, rule in told}


def test_what_is_exported_comes_back_without_a_change(city: City, tmp_path: Path) -> None:
    of = a_list(city)
    proposed(city, of, sumber_referensi="=RPJMD+2025", catatan="a; b | c")
    found = list(queries.items(of))

    for name, content in (
        ("daftar.xlsx", exports.written_xlsx(found, "Daftar Data 2027")),
        ("daftar.csv", exports.written_csv(queries.items(of).exclude(reference="=RPJMD+2025"))),
    ):
        waiting = read(city, tmp_path, content, name)
        shown = actions.preview(waiting, city.steward)
        assert shown.errors == (), name
        assert (shown.new, shown.changed) == ([], []), name


def test_a_formula_in_a_name_is_written_as_text(city: City) -> None:
    of = a_list(city)
    proposed(city, of, nama_data="=HYPERLINK(1)")

    made = openpyxl.load_workbook(io.BytesIO(exports.written_xlsx(queries.items(of), "Daftar")))

    page = made.active
    assert page is not None
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)
    assert b"'=HYPERLINK(1)" in exports.written_csv(queries.items(of))


def test_the_page_shows_the_preview_and_takes_the_sheet(city: City) -> None:
    a_list(city)
    client = Client()
    client.force_login(city.steward)
    file = SimpleUploadedFile("daftar.xlsx", book({**GOOD, "Produsen Data": "Dinas Kesehatn Kota"}))

    answer = client.post("/desk/daftar-data/2027/impor", {"file": file})
    address = answer["Location"]
    page = client.get(address).content.decode()
    assert "1 hal perlu diperbaiki" in page
    assert "Siapa yang dimaksud?" in page
    assert client.post(address, {"act": "muat"}).status_code == 422
    client.post(address, {"act": "pilih", "nama": "Dinas Kesehatn Kota", "organisasi": "dinkes"})
    answer = client.post(address, {"act": "muat"}, follow=True)

    assert "1 data ditambahkan" in answer.content.decode()
    assert Item.objects.count() == 1


def test_last_year_is_carried_over_with_its_ids_and_asked_for_anew(city: City) -> None:
    before = a_list(city, 2026)
    kept = proposed(city, before)
    gone = proposed(city, before, nama_data="Yang ditolak")
    Item.objects.filter(pk=gone.pk).update(state="rejected")
    Item.objects.filter(pk=kept.pk).update(priority=True, state="agreed")
    of = a_list(city, 2027)
    client = Client()
    client.force_login(city.other_producer)
    assert "1 data tahun lalu" in client.get("/desk/daftar-data/2027/salin").content.decode()

    client.post("/desk/daftar-data/2027/salin", {"butir": [kept.code, gone.code]})

    (made,) = queries.items(of)
    assert (made.code, made.state, made.priority, made.priority_asked) == (kept.code, "proposed", False, True)
    assert queries.to_copy(of, city.other_producer) == []


@settings(max_examples=30)
@given(
    st.lists(
        st.fixed_dictionaries({key: st.text(max_size=30) for key in ("nama_data", "satuan", "kriteria")}),
        max_size=4,
    )
)
def test_no_text_in_a_sheet_breaks_the_reader(rows: list[dict[str, str]]) -> None:
    import csv
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.csv"
        with path.open("w", encoding="utf-8", newline="", errors="replace") as handle:
            writer = csv.DictWriter(handle, ["nama_data", "satuan", "kriteria", "produsen_data"], restval="x")
            writer.writeheader()
            writer.writerows(rows)
        read = read_sheet(path, "daftar.csv")
    assert all(set(row.texts) <= set(COLUMNS) for row in read.rows)
    assert read.findings or read.rows


def test_the_sheet_has_its_nineteen_and_three_columns_in_the_official_order() -> None:
    keys = [column.key for column in queries.SHEET]
    assert [column.number for column in queries.SHEET] == list(range(1, 23))
    assert (keys[0], keys[18], keys[21]) == ("id_ddd", "link_portal_sdi", "penanggung_jawab")
    assert "penanggung_jawab" not in [column.key for column in queries.PUBLIC]
