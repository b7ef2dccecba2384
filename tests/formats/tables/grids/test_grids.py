"""The same workbook in every format gives the same grid, with what is hidden, merged and computed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from tests.formats.tables.corpus.book import Book, Formula

from lumbung.formats.tables.grids import CellError, Grid, Merge, Refused, Visibility, read_grids
from lumbung.formats.tables.grids.compound import CompoundFile
from lumbung.formats.tables.grids.csvtext import dialect_of
from lumbung.formats.tables.grids.styles import is_percent, printed_sign
from lumbung.formats.tables.grids.xls import _sheet_starts

FORMATS = {"xlsxwriter": ".xlsx", "openpyxl": ".xlsx", "xls": ".xls", "ods": ".ods"}


def small_book() -> Book:
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, ["Kelurahan", "Penduduk", "Tanggal"])
    sheet.merge(0, 1, 0, 2)
    sheet.line(1, ["Turi", 12.5, dt.date(2025, 1, 31)])
    sheet.line(2, ["Bendo", 3])
    sheet.hidden_rows.add(1)
    sheet.hidden_columns.add(2)
    book.sheet("Rahasia", hidden=True).put(0, 0, 7)
    return book


def opened(book: Book, folder: Path, how: str) -> list[Grid]:
    path = folder / f"buku{FORMATS[how]}"
    book.save(path, how)
    return read_grids(path, path.name)[0].grids


@pytest.mark.parametrize("how", FORMATS)
def test_values_merges_and_hidden_parts_are_the_same_in_every_format(how: str, tmp_path: Path) -> None:
    data, secret = opened(small_book(), tmp_path, how)

    assert [data.at(row, 0) for row in range(3)] == ["Kelurahan", "Turi", "Bendo"]
    assert (data.at(1, 1), data.at(2, 1), data.at(1, 2)) == (12.5, 3, dt.date(2025, 1, 31))
    assert data.merges == (Merge(0, 1, 0, 2),)
    assert (data.hidden_rows, data.hidden_columns) == ({1}, {2})
    assert (data.visibility, secret.visibility) == (Visibility.VISIBLE, Visibility.HIDDEN)


def test_a_formula_is_known_with_its_result_and_without(tmp_path: Path) -> None:
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, [1, 2, Formula("SUM(A1:B1)", 3)])

    computed = opened(book, tmp_path, "xlsxwriter")[0]
    never = opened(book, tmp_path, "openpyxl")[0]

    assert (computed.formulas[0, 2].text, computed.formulas[0, 2].has_result) == ("SUM(A1:B1)", True)
    assert not never.formulas[0, 2].has_result


def test_a_stored_zero_of_a_program_that_does_not_compute_is_no_result(tmp_path: Path) -> None:
    book = Book()
    book.sheet("Data").line(0, [1, 2, Formula("A1+B1", 0)])

    assert not opened(book, tmp_path, "xlsxwriter")[0].formulas[0, 2].has_result


def test_errors_percents_printed_marks_and_remarks_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    out = openpyxl.Workbook()
    page = out.active
    page["A1"], page["A1"].data_type = "#REF!", "e"
    page["B1"], page["C1"], page["D1"] = 0.125, 1234, 5
    page["B1"].number_format, page["C1"].number_format = "0.0%", '#,##0"*"'
    page["D1"].comment = Comment("angka sementara", "BPS")
    out.save(path)

    grid = read_grids(path, path.name)[0].grids[0]

    assert isinstance(grid.at(0, 0), CellError)
    assert grid.percents == {(0, 1)}
    assert grid.signs == {(0, 2): "*"}
    assert grid.remarks == {(0, 3): "angka sementara"}


def test_a_sheet_that_only_programs_see_is_known_as_such(tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    out = openpyxl.Workbook()
    out.create_sheet("_lumbung").sheet_state = "veryHidden"
    out.save(path)

    grids = read_grids(path, path.name)[0].grids

    assert [grid.visibility for grid in grids] == [Visibility.VISIBLE, Visibility.VERY_HIDDEN]


@pytest.mark.parametrize(
    ("code", "percent"), [("0%", True), ("0.00%", True), ('0.0"%"', False), ("0", False), ("", False)]
)
def test_only_a_real_percent_format_multiplies(code: str, percent: bool) -> None:
    assert is_percent(code) is percent


@pytest.mark.parametrize(
    ("code", "sign"), [('0"**"', "**"), (r"#,##0\r", "r"), ('0" ha"', ""), ('"Rp"0', "")]
)
def test_only_a_mark_behind_the_number_is_a_mark(code: str, sign: str) -> None:
    assert printed_sign(code) == sign


WORDS = st.text(alphabet="abcdefghijklmnop éèä", min_size=1, max_size=8).map(lambda text: f"x{text.strip()}")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=3, max_size=8),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
)
def test_separator_and_encoding_of_a_csv_are_found_out(
    rows: list[list[str]], separator: str, encoding: str
) -> None:
    text = "Data UMKM, Kota Blitar 2024\r\n" + "\r\n".join(separator.join(row) for row in rows)

    dialect = dialect_of(text.encode(encoding))

    assert dialect.separator == separator
    assert text.encode(encoding).decode(dialect.encoding).lstrip("\ufeff") == text


def test_commas_in_numbers_do_not_part_a_csv_with_semicolons() -> None:
    text = "Kelurahan;Jumlah;Omzet\n" + "".join(f"Turi {n};1,{n:03};2,{n:03}\n" for n in range(20))

    assert dialect_of(text.encode()).separator == ";"


def test_a_first_line_that_names_the_separator_is_believed_and_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("sep=|\nKelurahan|Jumlah\nTuri|5\n")

    assert read_grids(path, path.name)[0].grids[0].rows[0] == ["Kelurahan", "Jumlah"]


def test_a_locked_old_workbook_is_told_by_its_records() -> None:
    stream = bytes.fromhex("0908100000060500000000000000000000000000") + bytes.fromhex("2f0002000000")

    with pytest.raises(Refused, match="kata sandi"):
        _sheet_starts(stream)


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=512, max_size=2048))
def test_a_damaged_container_is_refused_and_never_walked_for_ever(content: bytes) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content[8:30] + b"\x09\x00\x06\x00" + content[34:]
    try:
        container = CompoundFile(data)
        for name in container.entries:
            container.stream(name)
    except Refused:
        pass
