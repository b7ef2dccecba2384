"""A table that an office prints as it is."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lumbung.formats.tables.print_xlsx import (
    PrintCell,
    PrintHead,
    PrintRow,
    PrintTable,
    shown_as,
    write_print,
)

TABLE = PrintTable(
    title="Jumlah penduduk menurut kecamatan, kelamin dan periode",
    subtitle="Satu Data Kota Blitar.",
    unit="jiwa",
    corners=("Kecamatan",),
    heads=(
        (PrintHead("2023", 2), PrintHead("2024", 2)),
        (PrintHead("L"), PrintHead("P"), PrintHead("L"), PrintHead("P")),
    ),
    decimals=(0, 0, 0, 1),
    notes=(("e", "angka perkiraan"), ("1", "Kelurahan Turi belum lapor."), ("", "Belum lengkap: Sukorejo.")),
    source=(("Sumber", "Dispendukcapil"), ("Lisensi", "CC-BY-4.0"), ("Alamat", "")),
    footer="Satu Data & Kota",
)
ROWS = (
    PrintRow(("Sukorejo",), (PrintCell(10), PrintCell(20, "e 1"), PrintCell(None, "1", "…"), PrintCell(2.5))),
    PrintRow(("=2+5",), (PrintCell(1), PrintCell(2), PrintCell(None, words="–"), PrintCell(-4.5))),
)


@pytest.fixture
def sheet():
    target = io.BytesIO()
    write_print(target, TABLE, ROWS)
    return openpyxl.load_workbook(target).active


def test_the_sheet_has_all_its_words_in_order(sheet):
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert lines[0][0] == TABLE.title
    assert lines[2][0] == "Satuan: jiwa"
    assert lines[4] == [None, "2023", None, "2024", None]
    assert lines[5] == ["Kecamatan", "L", "P", "L", "P"]
    assert lines[6] == ["Sukorejo", 10, 20, "…¹", 2.5]
    assert [line[0] for line in lines[-5:]] == [
        "e angka perkiraan",
        "¹ Kelurahan Turi belum lapor.",
        "Belum lengkap: Sukorejo.",
        "Sumber: Dispendukcapil",
        "Lisensi: CC-BY-4.0",
    ]


def test_a_number_stays_a_number_and_carries_its_sign_in_its_format(sheet):
    assert sheet["C7"].value == 20
    assert sheet["C7"].number_format == '[$-421]#,##0" e ¹"'
    assert sheet["E7"].number_format == "[$-421]#,##0.0"


def test_heads_are_merged_and_repeat_on_every_page(sheet):
    assert {"B5:C5", "D5:E5"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.freeze_panes == "B7"
    assert sheet.print_area.endswith("$A$1:$E$14")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "Satu Data && Kota" in sheet.oddFooter.left.text or "Satu Data" in sheet.oddFooter.left.text


def test_a_name_that_looks_like_a_formula_is_text(sheet):
    assert sheet["A8"].value == "=2+5"
    assert sheet["A8"].data_type == "s"
    assert sheet["A8"].quotePrefix


def test_a_change_says_its_direction():
    assert shown_as(1, signed=True, language="en") == "+#,##0.0;-#,##0.0;#,##0.0"
