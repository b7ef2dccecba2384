"""A number travels the whole road by commands alone."""

from __future__ import annotations

import datetime as dt
import io
import json

import openpyxl
import pytest

from lumbung.rooms.journal import queries as journal

AREAS = ("35.72.01.1001", "35.72.01.1002", "35.72.02.1001", "35.72.02.1002", "35.72.02.1003")
HEAD = "Kode wilayah,Tahun,Jenis kelamin,Jumlah penduduk"


@pytest.fixture
def sheet(tmp_path):
    """A file as a producer keeps it; ``spoil`` maps an area to what stands instead of its figure."""

    def write(spoil: dict[str, str] | None = None):
        file = tmp_path / "penduduk.csv"
        rows = [
            f"{area},2024,{sex},{(spoil or {}).get(area, 1000 + number)}"
            for number, area in enumerate(AREAS)
            for sex in ("Laki-laki", "Perempuan")
        ]
        file.write_text("\n".join([HEAD, *rows]) + "\n")
        return file

    return write


def check(lumbung, file, *more):
    return lumbung("check", file, "--dataset", "penduduk-kelamin", *more)


def released(lumbung, file):
    sent = lumbung("submit", file, "--dataset", "penduduk-kelamin", "--as", "dina", "--json")
    number = sent.json["submission"]
    lumbung("review", "accept", number, "--as", "wati")
    lumbung("review", "approve", number, "--as", "bagus")
    assert lumbung("release", "penduduk-kelamin", "--as", "wati").code == 0


def test_a_number_travels_the_road_from_a_sheet_to_an_edition(city, sheet, lumbung):
    ran = lumbung(
        "submit", sheet(), "--dataset", "penduduk-kelamin", "--as", "dina", "--note", "kirim", "--json"
    )
    assert ran.code == 0
    number = ran.json["submission"]
    assert (ran.json["state"], ran.json["periods"], ran.json["errors"]) == ("submitted", ["2024"], 0)

    assert lumbung("review", "list", "--as", "wati", "--json").json[0]["submission"] == number
    assert (
        lumbung("review", "accept", number, "--as", "wati").out
        == f"Kiriman {number}: menunggu pembina data.\n"
    )
    assert lumbung("review", "approve", number, "--as", "bagus").code == 0
    ran = lumbung("release", "penduduk-kelamin", "--as", "wati", "--json")
    assert ran.json["state"] == "released"

    ran = lumbung("query", "penduduk-kelamin", "--by", "area", "--roll-up", "kecamatan", "--format", "json")
    assert [(row["area"], row["jumlah"]) for row in ran.json["data"]] == [
        ("35.72.01", 4002),
        ("35.72.02", 6018),
    ]
    assert ran.json["licence"] == "CC-BY-4.0"
    told = [entry.verb for entry in journal.entries(dataset="penduduk-kelamin")]
    assert told[-6:] == [
        "collection.checked", "collection.submitted", "review.accepted", "review.approved", "release.asked",
        "release.released",
    ]  # fmt: skip


def test_a_check_prints_one_object_as_promised(city, sheet, lumbung):
    ran = check(lumbung, sheet({"35.72.02.1003": "-7"}), "--json")

    assert ran.code == 1
    assert set(ran.json) == {"dataset", "rows_read", "observations", "findings"}
    assert (ran.json["dataset"], ran.json["rows_read"]) == ("penduduk-kelamin", 10)
    assert ran.json["observations"][0] == {
        "area": "35.72.01.1001",
        "period": "2024",
        "dimensions": {"jenis_kelamin": "laki-laki"},
        "measure": "jumlah",
        "value": 1000,
        "unit": "jiwa",
        "status": "normal",
        "sheet": None,
        "cell": "D2",
    }
    faults = [item for item in ran.json["findings"] if item["severity"] == "error"]
    assert [(item["rule"], item["cell"], item["value"]) for item in faults] == [
        ("value.negative", "D10", "-7"),
        ("value.negative", "D11", "-7"),
    ]
    assert all(item["message"] and item["hint"] for item in faults)


def test_a_check_tells_its_findings_line_by_line_to_a_person(city, sheet, lumbung):
    ran = check(lumbung, sheet({"35.72.02.1003": "-7"}))

    assert ran.code == 1
    assert ran.out.startswith("harus diperbaiki – D10: ")
    assert ran.out.rstrip().rpartition("\n")[2].startswith("penduduk.csv: 10 baris, 2 harus diperbaiki")


def test_a_clean_file_is_checked_without_a_trace(city, sheet, lumbung):
    before = journal.head()

    assert check(lumbung, sheet()).code == 0
    assert journal.head() == before


def test_the_annotated_copy_has_the_faults_in_its_cells(city, sheet, lumbung, tmp_path):
    copy = tmp_path / "salinan.xlsx"

    assert check(lumbung, sheet({"35.72.02.1003": "-7"}), "-o", copy).code == 1

    assert openpyxl.load_workbook(copy).worksheets[0]["D10"].comment is not None


def test_a_template_is_filled_in_and_checked(city, lumbung, tmp_path):
    file = tmp_path / "isian.xlsx"
    ran = lumbung("template", "penduduk-kelamin", "--period", "2024", "-o", file)
    assert (ran.code, ran.out) == (0, f"{file}\n")

    book = openpyxl.load_workbook(file)
    columns = {cell.value: cell.column for cell in book.worksheets[0][1]}
    for row in range(6, 16):
        book.worksheets[0].cell(row, columns["jumlah"], 1000 + row)
    book.save(file)

    ran = check(lumbung, file, "--json")
    assert (ran.code, ran.json["rows_read"], len(ran.json["observations"])) == (0, 10, 10)


def test_a_faulty_file_is_kept_in_quarantine_and_told(city, sheet, lumbung):
    file = sheet({"35.72.02.1003": "-7"})

    ran = lumbung("submit", file, "--dataset", "penduduk-kelamin", "--as", "dina")

    assert ran.code == 1
    assert ran.out.rstrip().endswith("perlu diperbaiki.")


def test_a_submission_is_returned_with_a_reason(city, sheet, lumbung):
    number = lumbung("submit", sheet(), "--dataset", "penduduk-kelamin", "--as", "dina", "--json").json[
        "submission"
    ]

    ran = lumbung("review", "return", number, "--as", "wati", "--reason", "Angka Turi tertukar")

    assert ran.out == f"Kiriman {number}: dikembalikan.\n"
    assert journal.entries(verb="review.returned").get().reason == "Angka Turi tertukar"


def test_a_release_can_wait_for_its_time(city, sheet, lumbung):
    number = lumbung("submit", sheet(), "--dataset", "penduduk-kelamin", "--as", "dina", "--json").json[
        "submission"
    ]
    lumbung("review", "accept", number, "--as", "wati")
    lumbung("review", "approve", number, "--as", "bagus")
    at = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).isoformat()

    ran = lumbung("release", "penduduk-kelamin", "--as", "wati", "--at", at, "--json")

    assert (ran.code, ran.json["state"], ran.json["edition"]) == (0, "scheduled", None)


def test_what_a_person_may_not_do_they_may_not_do_by_command(city, sheet, lumbung):
    number = lumbung("submit", sheet(), "--dataset", "penduduk-kelamin", "--as", "dina", "--json").json[
        "submission"
    ]

    for arguments in (
        ("submit", sheet(), "--dataset", "penduduk-kelamin", "--as", "sari"),
        ("review", "accept", number, "--as", "dina"),
        ("review", "approve", number, "--as", "wati"),
        ("release", "penduduk-kelamin", "--as", "dina"),
    ):
        ran = lumbung(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "diperlukan tugas" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "tiada.xlsx", "--dataset", "penduduk-kelamin"), "tiada.xlsx tidak ada"),
        (("check", __file__, "--dataset", "tiada"), "Tidak ada dataset “tiada”"),
        (
            ("check", __file__, "--dataset", "penduduk-kelamin", "--period", "kemarin"),
            "“kemarin” bukan periode",
        ),
        (("check", __file__, "--dataset", "penduduk-kelamin", "--recipe", __file__), "bukan resep"),
        (("template", "penduduk-kelamin", "-o", "/tiada/x.xlsx"), "/tiada/x.xlsx tidak dapat ditulis"),
        (("template", "tiada", "-o", "x.xlsx"), "Tidak ada dataset “tiada”"),
        (("release", "penduduk-kelamin", "--as", "wati", "--at", "besok"), "“besok” bukan waktu"),
        (("release", "penduduk-kelamin", "--as", "wati"), "Tidak ada kiriman"),
        (("review", "accept", "99", "--as", "wati"), "Tidak ada kiriman bernomor 99"),
        (("query", "penduduk-kelamin"), "penduduk-kelamin"),
        (("query", "penduduk-kelamin", "--where", "area"), "“area” bukan syarat"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line_with_exit_code_2(city, lumbung, arguments, told):
    ran = lumbung(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_file_that_is_no_workbook_is_a_finding_and_not_a_crash(city, lumbung, tmp_path):
    file = tmp_path / "rusak.xlsx"
    file.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)

    ran = check(lumbung, file, "--json")

    assert ran.code == 1
    assert ran.json["observations"] == []
    assert ran.json["findings"][0]["rule"].startswith("file.")


def test_released_figures_come_as_a_file_too(city, sheet, lumbung, tmp_path):
    released(lumbung, sheet())
    file = tmp_path / "angka.xlsx"
    assert lumbung("query", "penduduk-kelamin", "--format", "xlsx", "-o", file).code == 0
    assert openpyxl.load_workbook(io.BytesIO(file.read_bytes())).worksheets
    ran = lumbung("query", "penduduk-kelamin", "--where", "area=35.72.01.1001", "--format", "jsonl")
    assert [json.loads(line)["jumlah"] for line in ran.out.splitlines()] == [1000, 1000]
    ran = lumbung("query", "penduduk-kelamin", "--where", "umur=3")
    assert ran.code == 2
    assert "umur" in ran.err


@pytest.mark.parametrize(
    ("options", "address"),
    [
        ([], ""),
        (["--where", "area=35.72.01.1001,35.72.02.1003"], "area=35.72.01.1001,35.72.02.1003"),
        (["--by", "area", "--roll-up", "kecamatan"], "by=area&roll_up=kecamatan"),
        (["--where", "limit=3", "--where", "order=-jumlah"], "limit=3&order=-jumlah"),
    ],
)
def test_a_question_has_one_answer_as_json_on_the_screen_and_by_the_api(
    city, sheet, lumbung, client, options, address
):
    released(lumbung, sheet())

    printed = lumbung("query", "penduduk-kelamin", "--format", "json", *options)
    sent = client.get(f"/api/v1/datasets/penduduk-kelamin/data?format=json&{address}")

    assert printed.json["data"]
    assert printed.json == sent.json()
