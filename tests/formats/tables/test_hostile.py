"""Files that are broken, locked, disguised or enormous end in a plain finding, never in a trace."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile
from tests.formats.tables.corpus.blitar import TREE, villages
from tests.formats.tables.corpus.truth import definition

from lumbung.formats.tables import Reading, read_workbook
from lumbung.formats.tables.grids import Limits
from lumbung.vocabulary.findings import Severity

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STRUCTURE = definition(periods=["2024"])


def read(path: Path, name: str = "", **more: object) -> Reading:
    from lumbung.vocabulary.definitions import structure_of

    return read_workbook(path, name=name or path.name, structure=structure_of(STRUCTURE), areas=TREE, **more)  # type: ignore[arg-type]


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small workbook in which nothing is wrong."""
    path = tmp_path_factory.mktemp("good") / "kk.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        sheet.write(0, 0, "Jumlah KK, 2024")
        sheet.write_row(1, 0, ["Kelurahan", "Jumlah"])
        for row, area in enumerate(villages(), start=2):
            sheet.write_row(row, 0, [area.name, row])
        sheet.write_formula(23, 1, "=SUM(B3:B23)", None, sum(range(2, 23)))
    return path.read_bytes()


def test_a_good_workbook_is_read_with_no_fault(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kk.xlsx"
    path.write_bytes(good)

    reading = read(path)

    assert rules(reading) == []
    assert reading.frame.height == reading.rows_read == 21


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_off_on_the_way_is_told_as_unreadable(
    good: bytes, share: float, tmp_path: Path
) -> None:
    path = tmp_path / "putus.xlsx"
    path.write_bytes(good[: int(len(good) * share)])

    assert rules(read(path)) == ["file.unreadable"]


def test_a_locked_workbook_is_told_as_locked(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kunci.xlsx"
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(good)).encrypt("rahasia", locked)
    path.write_bytes(locked.getvalue())
    assert msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).is_encrypted()

    assert rules(read(path)) == ["file.encrypted"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("laporan.xls", b"<html><body><table><tr><td>Turi</td><td>5</td></tr></table></body></html>"),
        ("laporan.xls", b"\xef\xbb\xbf<!DOCTYPE html>\n<html></html>"),
        ("laporan.xls", b"Kelurahan;Jumlah\nTuri;5\n"),
        ("laporan.xlsx", b"Kelurahan,Jumlah\nTuri,5\n"),
        (
            "laporan.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        ),
        ("laporan.xlsx", b"%PDF-1.7 ..."),
        ("laporan.csv", b"\x89PNG\r\n\x1a\n...."),
        ("laporan.xlsx", b"\x1f\x8b\x08\x00...."),
    ],
)
def test_a_file_that_is_something_else_is_told_as_that(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)

    reading = read(path, name)

    assert rules(reading) == ["file.type-mismatch"]
    assert reading.findings[0].severity is Severity.ERROR


def test_a_new_workbook_named_like_an_old_one_is_read_with_a_warning(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kk.xls"
    path.write_bytes(good)

    reading = read(path)

    assert rules(reading) == ["file.type-mismatch"]
    assert reading.frame.height == 21


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"\0" * 5000])
def test_an_empty_file_is_told_as_unreadable(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    path.write_bytes(content)

    assert rules(read(path)) == ["file.unreadable"]


def test_a_workbook_without_a_table_says_so(tmp_path: Path) -> None:
    path = tmp_path / "surat.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "Dengan hormat,"
    book.save(path)

    assert rules(read(path)) == ["sheet.no-table", "file.empty"]


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(good: bytes, tmp_path: Path) -> None:
    parts = {
        name: zipfile.ZipFile(io.BytesIO(good)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(good)).namelist()
    }
    path = archive(tmp_path / "bom.xlsx", {**parts, "xl/worksheets/sheet1.xml": b" " * (80 << 20)})

    reading = read(path)

    assert rules(reading) == ["file.too-large"]
    assert "dimampatkan" in reading.findings[0].message.id


def test_a_size_that_lies_is_found_out(good: bytes, tmp_path: Path) -> None:
    data = bytearray(good)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            name = data.find(b"xl/worksheets/sheet1.xml", at, at + 120)
            if name > 0:
                struct.pack_into("<I", data, at + offset, 10)
            at = data.find(signature, at + 4)
    path = tmp_path / "bohong.xlsx"
    path.write_bytes(bytes(data))

    assert rules(read(path)) == ["file.unreadable"]


def test_an_archive_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "banyak.xlsx", {f"xl/worksheets/s{n}.xml": b"" for n in range(50)})

    assert rules(read(path, limits=Limits(archive_entries=40))) == ["file.too-large"]


def test_entities_are_never_expanded(good: bytes, tmp_path: Path) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb = b'<?xml version="1.0"?>' + declared + b"<workbook>&b;</workbook>"
    parts = {
        name: zipfile.ZipFile(io.BytesIO(good)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(good)).namelist()
    }
    path = archive(tmp_path / "entitas.xlsx", {**parts, "xl/workbook.xml": bomb})

    assert rules(read(path)) == ["file.unreadable"]


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def with_sheet(good: bytes, path: Path, rows: bytes) -> Path:
    source = zipfile.ZipFile(io.BytesIO(good))
    parts = {name: source.read(name) for name in source.namelist()}
    return archive(path, {**parts, "xl/worksheets/sheet1.xml": SHEET % rows})


def test_a_stray_cell_at_the_far_corner_is_refused_and_not_laid_out(good: bytes, tmp_path: Path) -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    reading = read(with_sheet(good, tmp_path / "jauh.xlsx", rows))

    assert rules(reading) == ["file.too-large"]
    assert "16.384 kolom (batas 2.000.000 sel)" in reading.findings[0].message.id


def test_a_million_formatted_empty_rows_are_only_empty(good: bytes, tmp_path: Path) -> None:
    table = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Kelurahan</t></is></c>'
    table += b'<c r="B1" t="inlineStr"><is><t>2024</t></is></c></row>'
    table += b'<row r="2"><c r="A2" t="inlineStr"><is><t>Turi</t></is></c><c r="B2"><v>7</v></c></row>'
    empty = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 200_000)
    )

    reading = read(with_sheet(good, tmp_path / "format.xlsx", table + empty))

    assert reading.frame["jumlah"].to_list() == [7.0]


def test_a_csv_of_millions_of_empty_rows_is_only_its_table(tmp_path: Path) -> None:
    path = tmp_path / "kosong.csv"
    path.write_bytes(b"Kelurahan;Jumlah 2024\r\nTuri;7\r\n" + b";\r\n" * 3_000_000)

    reading = read(path)

    assert reading.frame["jumlah"].to_list() == [7.0]


def test_a_long_and_narrow_sheet_is_judged_by_the_columns_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "panjang.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Kelurahan", "Tahun", "Jumlah"])
        for row in range(1, 500):
            sheet.write_row(row, 0, [villages()[row % 21].name, 2024, row])

    assert read(path, limits=Limits(cells=1500)).rows_read == 499
    refused = read(path, limits=Limits(cells=1499))
    assert rules(refused) == ["file.too-large"]
    assert "500 baris × 3 kolom (batas 1.499 sel)" in refused.findings[0].message.id


def test_a_sheet_over_the_limit_of_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    path.write_text("Kelurahan;Jumlah\n" + "Turi;7\n" * 600)

    assert rules(read(path, limits=Limits(cells=1000))) == ["file.too-large"]


@FEW
@given(st.binary(max_size=3000), st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv", "a"]))
def test_any_bytes_give_a_reading(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "acak"
    path.write_bytes(content)

    assert isinstance(read(path, name), Reading)


@FEW
@given(
    st.binary(max_size=2000),
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"sep=;\n"]),
)
def test_any_bytes_after_a_known_beginning_give_a_reading(
    tmp_path: Path, content: bytes, start: bytes
) -> None:
    path = tmp_path / "acak"
    path.write_bytes(start + content)

    assert isinstance(read(path, "acak.xls"), Reading)


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_bytes_turned_gives_a_reading(good: bytes, seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    data = bytearray(good)
    for _ in range(rng.randint(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(bytes(data))

    assert isinstance(read(path), Reading)


CELLS = st.one_of(
    st.none(),
    st.integers(-10, 3000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.booleans(),
    st.sampled_from(
        [
            "Turi",
            "Kel. Sukorejo",
            "Jumlah",
            "No",
            "Kelurahan",
            "2024",
            "-",
            "L",
            "Total",
            "(1)",
            "1.234",
            "Kecamatan Sukorejo",
            "Sumber:",
            "Tahun 2024",
        ]
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)


@FEW
@given(st.lists(st.lists(CELLS, max_size=7), max_size=14))
def test_any_sheet_gives_a_reading(tmp_path: Path, rows: list[list[object]]) -> None:
    path = tmp_path / "apa-saja.xlsx"
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([f"'{v}" if isinstance(v, str) and v.startswith("=") else v for v in row])
    book.save(path)

    assert isinstance(read(path), Reading)
