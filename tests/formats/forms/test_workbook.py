"""A form goes out as a workbook, is filled in by people, and comes back whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.engines.forms.small_form import DEFINITION, WHOLE, small_form

from lumbung.formats.forms import FormRecord, FormSheet, ReadForms, read_workbook, write_workbook
from lumbung.formats.forms.write import WorkbookTooLong
from lumbung.vocabulary.formdefinitions import form_of

PACK = Path(__file__).parents[3] / "packs" / "metadata-bps-2020"
FORM = small_form()
IN_ROWS = form_of({**DEFINITION, "code": "baris", "under": "kegiatan"})


def official() -> dict[str, Any]:
    files = sorted((PACK / "forms").glob("*.yaml"))
    return {form.code: form for form in (form_of(yaml.safe_load(file.read_text("utf-8"))) for file in files)}


def case(name: str) -> dict[str, Any]:
    cases = {item["name"]: item for item in yaml.safe_load((PACK / "cases.yaml").read_text("utf-8"))}
    base = case(cases[name]["base"]) if "base" in cases[name] else {}
    return {key: value for key, value in {**base, **cases[name]["answers"]}.items() if value is not None}


def returned(content: bytes, *forms: Any) -> ReadForms:
    return read_workbook(content, forms or (FORM,))


def changed(content: bytes, sheet: str, change: Callable[[Worksheet], None]) -> bytes:
    """The workbook as somebody sends it back after working in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book[sheet])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def row_of(sheet: Worksheet, key: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == key)


def told(read: ReadForms) -> list[tuple[str, str]]:
    return [(found.rule, str(found.place)) for found in read.findings]


def test_the_official_forms_go_out_and_come_back_as_they_were():
    forms = official()
    sheets = [
        FormSheet(forms["ms-kegiatan"], [FormRecord(case("survei"), "dinas-2026-1", revision=4)]),
        FormSheet(
            forms["ms-variabel"],
            [
                FormRecord(case("variabel"), "v-1", revision=2, parent="dinas-2026-1"),
                FormRecord(case("variabel-angka"), "v-2", parent="dinas-2026-1"),
            ],
        ),
        FormSheet(forms["ms-indikator"], [FormRecord(case("indikator"), "i-1")]),
    ]
    content = write_workbook(sheets, title="Metadata 2026", author="Dinas")
    assert write_workbook(sheets, title="Metadata 2026", author="Dinas") == content
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == [
        "MS-Keg",
        "MS-Var",
        "MS-Ind",
        "_pilihan",
    ]
    read = returned(content, *forms.values())
    assert read.findings == ()
    assert [(record.code, record.revision, record.parent) for record in read.records] == [
        ("dinas-2026-1", 4, ""), ("v-1", 2, "dinas-2026-1"), ("v-2", 0, "dinas-2026-1"), ("i-1", 0, ""),
    ]  # fmt: skip
    assert [record.answers for record in read.records] == [
        case(name) for name in ("survei", "variabel", "variabel-angka", "indikator")
    ]


def test_questions_stand_in_the_official_order_and_columns_under_their_numbers():
    forms = official()
    content = write_workbook([FormSheet(form, []) for form in forms.values()])
    book = openpyxl.load_workbook(io.BytesIO(content))
    numbers = [cell.value for cell in book["MS-Keg"]["B"] if cell.value]
    asked = [field.number for field in forms["ms-kegiatan"].fields]
    assert [number for number in numbers if number in asked] == asked
    columns = [cell.value for cell in book["MS-Ind"][5] if cell.value]
    assert columns == ["#", *[f"({number})" for number in range(1, 18)]]
    assert book["MS-Keg"].row_dimensions[1].hidden
    assert book["MS-Keg"].column_dimensions["A"].hidden
    assert book["_pilihan"].sheet_state == "veryHidden"


def test_what_people_type_instead_of_codes_is_understood():
    def fill(sheet: Worksheet) -> None:
        for key, text in {
            "judul": "Pendataan pasar", "tahun": "2026", "jenis": "sektoral", "direkomendasi": "YA",
            "sarana": "33", "sarana:other": "pos", "produk:cetak": "tidak", "sumber": "satu\ndua",
            "pencacah": 10,
        }.items():  # fmt: skip
            sheet.cell(row_of(sheet, key), 4, text)
        desain = row_of(sheet, "jadwal:desain")
        sheet.cell(desain, 4, "5 Januari 2026")
        sheet.cell(desain, 5, "30/01/2026")
        below = row_of(sheet, "variabel:4") + 1
        sheet.insert_rows(below)
        sheet.cell(below, 4, "harga")
        sheet.cell(below, 5, "1.250")

    read = returned(changed(write_workbook([FormSheet(FORM, [])]), "kegiatan", fill))
    assert read.findings == ()
    assert read.records[0].answers == {
        "judul": "Pendataan pasar",
        "tahun": 2026,
        "jenis": "2",
        "direkomendasi": "1",
        "jadwal": [{"row": "desain", "awal": "2026-01-05", "akhir": "2026-01-30"}],
        "variabel": [{"nama": "harga", "banyak": 1250}],
        "sarana": {"codes": ["1", "32"], "other": "pos"},
        "produk": {"cetak": "2"},
        "sumber": ["satu", "dua"],
        "pencacah": 10,
    }


def test_what_cannot_be_taken_is_told_with_its_cell_and_kept():
    def fill(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, "jenis"), 4, "Rahasia")
        sheet.cell(row_of(sheet, "tahun"), 4, "tahun depan")
        sheet.cell(row_of(sheet, "jadwal:desain"), 5, "32/13/2026")
        sheet.cell(row_of(sheet, "sarana"), 4, "PAPI; merpati")
        sheet.cell(row_of(sheet, "nomor"), 4, "=1/0")

    content = write_workbook([FormSheet(FORM, [])])
    read = returned(changed(content, "kegiatan", fill))
    assert told(read) == [
        ("form.kind", "kegiatan!D7"),
        ("form.option", "kegiatan!D8"),
        ("formula.no-cache", "kegiatan!D10"),
        ("form.kind", "kegiatan!E16"),
        ("form.option", "kegiatan!D23"),
    ]
    assert read.findings[1].place.column == "jenis"
    assert read.records[0].answers == {
        "tahun": "tahun depan",
        "jenis": "Rahasia",
        "jadwal": [{"row": "desain", "akhir": "32/13/2026"}],
        "sarana": {"codes": ["1", "merpati"]},
    }


def test_a_row_that_was_deleted_or_a_formula_that_failed_says_nothing_of_its_question():
    """The answer that is kept stays; only a cell that was emptied empties it."""

    def spoil(sheet: Worksheet) -> None:
        sheet.delete_rows(row_of(sheet, "latar"))
        sheet.cell(row_of(sheet, "nomor"), 4, "=1/0")
        sheet.cell(row_of(sheet, "judul"), 4).value = None

    content = write_workbook([FormSheet(FORM, [FormRecord(WHOLE)])])
    (record,) = returned(changed(content, "kegiatan", spoil)).records
    gone = {"latar", "nomor"}
    assert record.spoken == {field.key for field in FORM.fields} - gone
    assert record.answers == {key: value for key, value in WHOLE.items() if key not in {*gone, "judul"}}


def test_rows_added_below_are_new_records():
    content = write_workbook([FormSheet(IN_ROWS, [FormRecord({"judul": "A"}, "a-1", 3, "induk")])])

    def fill(sheet: Worksheet) -> None:
        heads = [cell.value for cell in sheet[1]]
        sheet.cell(9, heads.index("judul") + 1, "B")
        sheet.cell(9, heads.index("produk:digital") + 1, "Ya")
        sheet.cell(9, heads.index("variabel") + 1, "harga | 12\npedagang")
        sheet.cell(10, heads.index("jenis") + 1, "Rahasia")

    read = returned(changed(content, "baris", fill), IN_ROWS)
    assert [(record.code, record.revision, record.row) for record in read.records] == [
        ("a-1", 3, 7), ("", 0, 9), ("", 0, 10),
    ]  # fmt: skip
    assert read.records[1].answers == {
        "judul": "B",
        "variabel": [{"nama": "harga", "banyak": 12}, {"nama": "pedagang"}],
        "produk": {"digital": "1"},
    }
    assert told(read) == [("form.option", "baris!F10")]


def test_renamed_sheets_are_known_and_strange_ones_are_told():
    def rename(sheet: Worksheet) -> None:
        sheet.title = "Lembar saya"
        sheet.parent.create_sheet("Belanja")["A1"] = "beras"
        sheet.parent.create_sheet("Kosong")

    read = returned(changed(write_workbook([FormSheet(FORM, [FormRecord(WHOLE)])]), "kegiatan", rename))
    assert read.records[0].answers == WHOLE
    assert told(read) == [("form.sheet-unknown", "Belanja")]


def test_another_edition_is_read_and_told():
    older = form_of({**DEFINITION, "version": "2015"})
    read = returned(write_workbook([FormSheet(older, [FormRecord(WHOLE)])]))
    assert [found.rule for found in read.findings] == ["form.other-edition"]
    assert read.records[0].answers == WHOLE
    other = form_of({**DEFINITION, "code": "lain"})
    read = returned(write_workbook([FormSheet(other, [FormRecord(WHOLE)])]))
    assert [found.rule for found in read.findings] == ["form.sheet-unknown", "file.empty"]


@pytest.mark.parametrize("attack", ["=HYPERLINK(1)", "@SUM(1)", "+1|cmd", "-2+3", '=cmd|" /C calc"!A0'])
def test_what_would_run_stays_text(attack: str):
    content = write_workbook([FormSheet(FORM, [FormRecord({"judul": attack})])])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["kegiatan"]
    cell = sheet.cell(row_of(sheet, "judul"), 4)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", attack, True)
    assert returned(content).records[0].answers == {"judul": attack}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"a;b\n1;2\n", b"\x00" * 100, b"<html><table>"]
)
def test_a_file_that_is_no_form_is_told_and_stops_nothing(content: bytes):
    read = returned(content)
    assert read.records == ()
    assert read.findings


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 9), st.text(max_size=8) | st.floats()), max_size=8)
)
def test_whatever_is_written_over_the_sheet_it_is_read(cells: list[tuple[int, int, Any]]):
    def scribble(sheet: Worksheet) -> None:
        for row, column, value in cells:
            try:
                sheet.cell(row, column, value)
            except (openpyxl.utils.exceptions.IllegalCharacterError, AttributeError):
                continue  # a sign that no workbook holds, or a cell that is part of a merged one

    for form in (FORM, IN_ROWS):
        content = write_workbook([FormSheet(form, [FormRecord(WHOLE)])])
        read = returned(changed(content, form.code, scribble), form)
        assert all(found.message.id for found in read.findings)


_WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn", "Zs", "Zl", "Zp"]), min_size=1)
_ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "judul": _WORDS,
    "latar": _WORDS,
    "nomor": _WORDS,
    "tahun": st.integers(1900, 2200),
    "jenis": st.sampled_from("12"),
    "pencacah": st.integers(0, 10**9),
    "mulai": st.dates().map(lambda day: day.isoformat()),
    "sumber": st.lists(_WORDS, min_size=1, max_size=5),
    "variabel": st.lists(
        st.fixed_dictionaries({"nama": _WORDS}, optional={"banyak": st.integers(0, 999)}),
        min_size=1,
        max_size=9,
    ),
    "sarana": st.builds(
        lambda codes, other: {"codes": sorted(codes, key=int), "other": other},
        st.sets(st.sampled_from(["1", "2", "32"]), min_size=1),
        _WORDS,
    ),
    "produk": st.dictionaries(st.sampled_from(["cetak", "digital"]), st.sampled_from("12"), min_size=1),
}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({}, optional=_ANSWERS))
@example({"judul": "0", "latar": "0", "variabel": [{"nama": "|"}], "produk": {"cetak": "1"}})
def test_answers_survive_the_way_through_a_workbook(answers: dict[str, Any]):
    for form in (FORM, IN_ROWS):
        read = returned(write_workbook([FormSheet(form, [FormRecord(answers, "x")])]), form)
        assert [record.answers for record in read.records] == ([answers] if answers or form is FORM else [])


def test_more_than_a_workbook_should_hold_is_refused():
    with pytest.raises(WorkbookTooLong):
        write_workbook([FormSheet(FORM, [FormRecord({})] * 201)])
