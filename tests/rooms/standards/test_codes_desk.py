"""Code lists, maps and changes of areas on the desk: nothing typed is lost, everything has its place."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumbung.formats.codelists import write_list
from lumbung.rooms.standards import actions, queries
from lumbung.rooms.standards.models import CodeList
from lumbung.vocabulary.codelists import ListRef, ListVersion
from lumbung.vocabulary.codemaps import MapEntry
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

TURI, EAST = "35.72.02.1003", "35.72.02.1004"
CODES = (Code("sd", Text("SD")), Code("smp", Text("SMP")))


@pytest.fixture
def listed(city):
    actions.load_codelists([actions.ListOfCodes("jenjang", Text("Jenjang"), CODES)], actor=city.operator)
    return city


@pytest.fixture
def steward(listed) -> Client:
    client = Client()
    client.force_login(listed.steward)
    return client


def grid(rows, columns, **more):
    return {name: [row[place] for row in rows] for place, name in enumerate(columns)} | more


def codes_posted(*rows, **more):
    return grid(rows, ("code", "title", "title_en", "parent", "aliases"), **more)


def test_every_page_of_lists_maps_and_changes_is_there(steward, listed):
    draft = actions.start_version(code="jenjang", version="2", actor=listed.steward)
    row = actions.start_map(
        code="lama-baru", title=Text("Lama ke baru"), source=ListRef("jenjang", "1"),
        target=ListRef("jenjang", "1"), actor=listed.steward,
    )  # fmt: skip
    actions.save_map(row=row, entries=[MapEntry("sd", "sd", 0.5)], actor=listed.steward)
    for address in (
        "kode", "kode/daftar/jenjang", "kode/daftar/wilayah",
        "kode/daftar/wilayah-bps?hari=2020-01-01", "kode/daftar/jenjang/versi/1",
        f"kode/daftar/jenjang/versi/{draft.version}", "kode/daftar/jenjang/impor",
        "kode/peta/baru", "kode/peta/lama-baru", "kode/peta/wilayah-ke-bps",
        "kode/perubahan-wilayah", "kode/perubahan-wilayah/baru",
    ):  # fmt: skip
        response = steward.get(f"/desk/{address}")
        assert response.status_code == 200, address
        assert "<h1>" in response.content.decode()


def test_a_steward_fills_a_grid_and_brings_the_version_into_force(steward):
    steward.post("/desk/kode/daftar/jenjang/versi-baru", {"version": "2", "based_on": "1"})
    page = "/desk/kode/daftar/jenjang/versi/2"
    posted = codes_posted(
        ("sd", "SD", "Primary", "", ""), ("smp", "SMP", "", "", "SLTP | S.M.P."), ("sma", "SMA", "", "", ""),
        ("", "", "", "", ""), first="0", shown="2", saved="0", agency="KEMENDIKBUD", valid_from="2026-01-01",
        pasted="slb\tSLB\nsmk\tSMK\tVocational",
    )  # fmt: skip
    response = steward.post(page, posted)
    assert response.status_code == 302

    steward.post(f"{page}/putusan", {"act": "finalise"})

    told = queries.list_version("jenjang")
    assert (told.version, told.agency) == ("2", "KEMENDIKBUD")
    assert [code.code for code in told.codes] == ["sd", "smp", "sma", "slb", "smk"]
    assert told.codes[1].aliases == ("SLTP", "S.M.P.")


def test_a_faulty_grid_is_kept_and_its_faults_stand_beside_their_rows(steward):
    steward.post("/desk/kode/daftar/jenjang/versi-baru", {"version": "2", "based_on": "1"})
    page = "/desk/kode/daftar/jenjang/versi/2"
    steward.post(
        page,
        codes_posted(
            ("a", "A", "", "b", ""), ("b", "B", "", "a", ""), ("b", "", "", "zz", ""), first="0", shown="2"
        ),
    )

    shown = steward.get(page).content.decode()

    assert 'aria-describedby="temuan-3"' in shown
    assert "menjadi induknya sendiri" in shown
    assert 'value="zz"' in shown
    refused = steward.post(f"{page}/putusan", {"act": "finalise"})
    assert refused.status_code == 422
    assert [code.code for code in queries.codelists()["jenjang"]] == ["sd", "smp"]


def test_what_was_typed_stays_on_the_page_where_somebody_else_was_quicker(steward, listed):
    draft = actions.start_version(code="jenjang", version="2", actor=listed.steward)
    actions.save_draft(row=draft, codes=CODES, actor=listed.second_steward)

    response = steward.post(
        "/desk/kode/daftar/jenjang/versi/2",
        codes_posted(("sd", "Sekolah Dasar Baru", "", "", ""), first="0", shown="2", saved="0"),
    )

    assert response.status_code == 422
    assert "Sekolah Dasar Baru" in response.content.decode()
    assert "disimpan orang lain" in response.content.decode()


def test_a_row_is_taken_out_and_a_draft_thrown_away(steward):
    steward.post("/desk/kode/daftar/jenjang/versi-baru", {"version": "2", "based_on": "1"})
    page = "/desk/kode/daftar/jenjang/versi/2"
    rows = (("sd", "SD", "", "", ""), ("smp", "SMP", "", "", ""))
    steward.post(page, codes_posted(*rows, first="0", shown="2", remove=["0"]))
    assert [code.code for code in queries.codes_of(queries.version_row("jenjang", "2"))] == ["smp"]
    assert "sd" in steward.get(page).content.decode()

    steward.post(f"{page}/putusan", {"act": "discard"})
    assert [row.version for row in queries.version_rows(queries.codelist("jenjang"))] == ["1"]


def test_an_import_shows_what_would_change_before_anything_does(steward):
    new = ListVersion("jenjang", Text("Jenjang"), (CODES[0], Code("sma", Text("SMA"))))
    file = SimpleUploadedFile("jenjang.xlsx", write_list(new, "xlsx"))
    preview = steward.post("/desk/kode/daftar/jenjang/impor", {"file": file}).content.decode()

    assert "1 ditambahkan" in preview
    assert "1 tidak dipakai lagi" in preview
    assert len(queries.version_rows(queries.codelist("jenjang"))) == 1
    waiting = json.dumps([["sd", "SD", "", "", ""], ["sma", "SMA", "", "", ""]])
    steward.post("/desk/kode/daftar/jenjang/impor", {"codes": waiting, "version": "2", "based_on": "1"})
    assert [code.code for code in queries.codes_of(queries.version_row("jenjang", "2"))] == ["sd", "sma"]
    for broken in ("{", "[1]", '[["a"]]'):
        response = steward.post(
            "/desk/kode/daftar/jenjang/impor", {"codes": broken, "version": "3", "based_on": "1"}
        )
        assert response.status_code == 422


def test_a_file_that_is_no_list_is_told_about(steward):
    for name, content in (
        ("x.xlsx", b"PK\x03\x04"),
        ("x.xml", b"<?xml version='1.0'?><a/>"),
        ("x.csv", b"a,b\n1,2\n"),
    ):
        response = steward.post(
            "/desk/kode/daftar/jenjang/impor", {"file": SimpleUploadedFile(name, content)}
        )
        assert response.status_code == 200
        assert "perlu diperbaiki" in response.content.decode()


def test_a_new_list_begins_empty_and_comes_into_force(steward):
    response = steward.post("/desk/kode/daftar/baru", {"code": "golongan", "title_id": "Golongan darah"})
    assert response["Location"] == "/desk/kode/daftar/golongan/versi/1"
    steward.post(response["Location"], codes_posted(("a", "A", "", "", ""), first="0", shown="0", saved="0"))

    done = steward.post("/desk/kode/daftar/golongan/versi/1/putusan", {"act": "finalise"})

    assert done.status_code == 302
    assert [code.code for code in queries.codelists()["golongan"]] == ["a"]


def test_a_map_is_filled_its_sums_shown_and_made_final(steward):
    steward.post(
        "/desk/kode/peta/baru",
        {"code": "lama-baru", "title_id": "Lama ke baru", "source": "jenjang@1", "target": "jenjang@1"},
    )
    columns = ("source", "target", "weight", "note")
    rows = (("sd", "sd", "0,7", ""), ("sd", "smp", "0,2", ""), ("smp", "smp", "separuh", ""))
    steward.post("/desk/kode/peta/lama-baru", grid(rows, columns, saved="0"))
    shown = steward.get("/desk/kode/peta/lama-baru").content.decode()
    assert "sd: 0,900" in shown
    assert steward.post("/desk/kode/peta/lama-baru/putusan").status_code == 422

    file = SimpleUploadedFile("peta.csv", b"asal;tujuan;bobot\nsd;sd;0,7\nsd;smp;0,3\nsmp;smp;\n")
    steward.post("/desk/kode/peta/lama-baru/impor", {"file": file})
    assert steward.post("/desk/kode/peta/lama-baru/putusan").status_code == 302
    assert queries.code_map("lama-baru").carried({"sd": 10}, decimals=0) == {"sd": 7, "smp": 3}


def test_a_split_is_recorded_and_a_faulty_one_keeps_what_was_typed(steward):
    head = {
        "code": "pemekaran-turi", "kind": "split", "on": "2024-01-01", "legal_basis": "Perda 3/2023",
        "weights_by": "jumlah penduduk 2023",
    }  # fmt: skip
    columns = ("source", "target", "weight", "name", "parent")
    wrong = ((TURI, TURI, "0,6", "", ""), (TURI, EAST, "0,3", "Turi Timur", ""))
    response = steward.post("/desk/kode/perubahan-wilayah/baru", head | grid(wrong, columns))
    assert response.status_code == 422
    assert "seharusnya 1" in response.content.decode()
    assert "Turi Timur" in response.content.decode()
    assert EAST not in queries.area_tree()

    right = ((TURI, TURI, "0,6", "", ""), (TURI, EAST, "0,4", "Turi Timur", ""))
    response = steward.post("/desk/kode/perubahan-wilayah/baru", head | grid(right, columns))
    assert response.status_code == 302
    assert queries.area_tree()[EAST].name == "Turi Timur"
    assert "dimekarkan menjadi" in steward.get("/desk/kode/perubahan-wilayah").content.decode()
    assert "0,6" in steward.get("/desk/kode/peta/pemekaran-turi").content.decode()


def test_who_may_not_define_reads_and_changes_nothing(listed):
    client = Client()
    client.force_login(listed.producer)
    assert client.get("/desk/kode/daftar/jenjang").status_code == 200
    assert client.get("/desk/kode/perubahan-wilayah/baru").status_code == 403
    assert client.get("/desk/kode/daftar/jenjang/impor").status_code == 403
    client.post("/desk/kode/daftar/jenjang/versi-baru", {"version": "2", "based_on": "1"})
    assert len(queries.version_rows(queries.codelist("jenjang"))) == 1


def test_the_own_list_of_a_dataset_is_known_only_where_its_drafts_are_read(steward, listed):
    [own] = CodeList.objects.exclude(made_from="")[:1]
    other = Client()
    other.force_login(listed.other_producer)

    for address in (f"/desk/kode/daftar/{own.code}", f"/desk/kode/daftar/{own.code}/versi/{own.version}"):
        assert steward.get(address).status_code == 200
        assert other.get(address).status_code == 404
    with pytest.raises(queries.ListUnknown):
        queries.list_version(own.code)
