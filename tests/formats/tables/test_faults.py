"""What is wrong is told at its cell, with what to do; what is right beside it is read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tables.corpus.blitar import TREE, districts, villages
from tests.formats.tables.corpus.book import Book, Formula, Sheet
from tests.formats.tables.corpus.truth import SEX, definition, dimension, measure

from lumbung.formats.tables import Reading, read_workbook
from lumbung.vocabulary.areas import Area, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.findings import Severity


def told(reading: Reading) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.place.cell) for finding in reading.findings]


def read(book: Book, folder: Path, areas: AreaTree = TREE, **asked: object) -> Reading:
    path = folder / "berkas.xlsx"
    book.save(path, "xlsxwriter")
    structure = structure_of(definition(**{"periods": ["2024"], **asked}))  # type: ignore[arg-type]
    return read_workbook(path, name=path.name, structure=structure, areas=areas)


def plain_table(heading: str = "Jumlah 2024") -> tuple[Book, Sheet]:
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, ["Kelurahan", heading])
    for row, area in enumerate(villages(), start=1):
        sheet.line(row, [area.name, 10 + row])
    return book, sheet


def test_a_row_of_another_regency_is_read_as_it_is_for_the_check_of_keys_to_judge(tmp_path: Path) -> None:
    book, sheet = plain_table()
    sheet.line(22, ["Desa Sawentar", 5])

    reading = read(book, tmp_path)

    assert told(reading) == []
    assert reading.frame["area"][-1] == "35.05.10.2002"


def test_figures_by_kecamatan_for_a_dataset_by_kelurahan_are_told_and_not_taken(tmp_path: Path) -> None:
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, ["Kecamatan", "Jumlah 2024"])
    for row, area in enumerate(districts(), start=1):
        sheet.line(row, [area.name, row])

    reading = read(book, tmp_path)

    assert [rule for rule, _ in told(reading)] == ["area.level"] * 3
    assert reading.frame.is_empty()


def offices(*, of_districts: list[int], total: int) -> Book:
    """The staff of each office: a kecamatan, then its kelurahan."""
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, ["Kantor", "Jumlah 2024"])
    row = 1
    for district, count in zip(districts(), of_districts, strict=True):
        sheet.line(row, [f"Kecamatan {district.name}", count])
        for village in (area for area in villages() if area.parent == district.code):
            row += 1
            sheet.line(row, [f"Kelurahan {village.name}", 8])
        row += 1
    sheet.line(row, ["Jumlah", total])
    return book


def test_offices_of_kecamatan_that_are_no_sums_are_told_once_each_and_not_called_wrong(
    tmp_path: Path,
) -> None:
    reading = read(offices(of_districts=[31, 28, 33], total=31 + 28 + 33 + 21 * 8), tmp_path)

    assert [rule for rule, _ in told(reading)] == ["area.level"] * 3
    assert {finding.severity for finding in reading.findings} == {Severity.WARNING}
    assert reading.frame.height == 21
    assert [total.ok for total in reading.totals] == [True]


def test_one_wrong_sum_of_a_kecamatan_among_right_ones_is_wrong(tmp_path: Path) -> None:
    right = [8 * sum(area.parent == district.code for area in villages()) for district in districts()]

    reading = read(offices(of_districts=[right[0] + 1, *right[1:]], total=21 * 8), tmp_path)

    assert told(reading) == [("total.mismatch", "B2")]


def test_a_surface_a_hundred_times_too_large_is_suspected_to_be_in_hectares(tmp_path: Path) -> None:
    areas = AreaTree.of(
        Area(a.code, a.name, a.level, a.kind, a.parent, square_km=1.5 if a in villages() else None)
        for a in TREE.areas.values()
    )
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, ["Kelurahan", "Luas (km2) 2024"])
    for row, area in enumerate(villages(), start=1):
        sheet.line(row, [area.name, 150 + row])

    reading = read(book, tmp_path, areas, measures=[measure("luas", "Luas", "km2")])

    assert told(reading) == [("unit.suspect", "B1")]
    assert reading.findings[0].suggestion == "ha"
    assert reading.frame["luas"][0] == 151


def test_an_error_in_a_figure_is_told_and_in_a_helper_passed_over(tmp_path: Path) -> None:
    book, sheet = plain_table()
    sheet.put(0, 2, "cek")
    sheet.put(3, 1, Formula("A1/0", "#DIV/0!"))
    sheet.put(4, 2, Formula("A1/0", "#DIV/0!"))

    reading = read(book, tmp_path)

    assert told(reading) == [("formula.error", "B4")]
    assert reading.frame["jumlah"].null_count() == 1


def test_a_near_name_of_a_column_waits_for_a_person(tmp_path: Path) -> None:
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, ["Tahun", "Kepanjenkidul", "Sukorejo", "Sananwetann"])
    sheet.line(1, [2024, 1, 2, 3])

    reading = read(book, tmp_path, level="kecamatan")

    assert told(reading) == [("area.misspelt", "D1")]
    assert reading.waiting == {"35.72.03"}
    assert reading.frame["area"].to_list() == ["35.72.01", "35.72.02"]


def test_numbers_of_persons_are_told_wherever_they_hide_and_the_figures_are_read(tmp_path: Path) -> None:
    book, sheet = plain_table()
    sheet.put(0, 4, "NIK penanggung jawab")
    for row in range(1, 6):
        sheet.put(row, 4, f"35720{row}520390000{row}")
    secret = book.sheet("Kartu", hidden=True)
    secret.line(0, ["Nama", "No. KK"])
    for row in range(1, 4):
        secret.line(row, [f"Keluarga {row}", f"357201120190000{row}"])

    reading = read(book, tmp_path)

    assert ("personal.nik", "E1") in told(reading)
    assert ("personal.kk", "B1") in told(reading)
    assert reading.frame.height == 21


def test_text_that_runs_is_told_in_every_sheet_and_harmless_dashes_are_not(tmp_path: Path) -> None:
    book, sheet = plain_table()
    sheet.put(0, 2, "Keterangan")
    for row, text in enumerate(
        ("=1+1", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "- belum lengkap", "-", "+62342801171"), start=1
    ):
        sheet.put(row, 2, text)

    reading = read(book, tmp_path)

    assert told(reading) == [("cell.formula-injection", f"C{row}") for row in (2, 3, 4)]
    assert reading.frame.height == 21


def test_a_file_without_its_period_says_so_where_several_are_due(tmp_path: Path) -> None:
    book, _ = plain_table("Jumlah")

    assert (
        told(read(book, tmp_path, periods=["2023", "2024"]))
        == [("period.missing", "B1"), ("file.empty", None)][:1]
    )
    assert told(read(book, tmp_path)) == []


def test_a_table_without_its_dimension_names_it(tmp_path: Path) -> None:
    book, _ = plain_table()

    reading = read(book, tmp_path, dimensions=[dimension("jenis_kelamin", SEX)])

    assert told(reading) == [("column.missing", "B1")]
    assert "Jenis kelamin" in reading.findings[0].message.id


@pytest.mark.parametrize("written", ["l4", "empat belas", "14 pos"])
def test_a_total_that_may_be_right_once_a_figure_is_mended_is_no_second_fault(
    written: str, tmp_path: Path
) -> None:
    book, sheet = plain_table()
    sheet.put(4, 1, written)
    sheet.line(22, ["Jumlah", sum(10 + row for row in range(1, 22))])

    reading = read(book, tmp_path)

    assert told(reading) == [("value.unreadable", "B5")]
    assert [(total.place.cell, total.ok) for total in reading.totals] == [("B23", None)]


@pytest.mark.parametrize(("written", "total"), [("seratus", 456), ("banyak", 50)])
def test_a_total_that_cannot_be_right_is_told_beside_an_unreadable_figure(
    written: str, total: int, tmp_path: Path
) -> None:
    book, sheet = plain_table()
    sheet.put(4, 1, written)
    sheet.line(22, ["Jumlah", total])

    assert told(read(book, tmp_path)) == [("value.unreadable", "B5"), ("total.mismatch", "B23")]


@pytest.mark.parametrize("rows", [[4], [4, 5, 6]])
def test_hidden_rows_are_read_and_told_once_for_each_run(rows: list[int], tmp_path: Path) -> None:
    book, sheet = plain_table()
    sheet.hidden_rows.update(rows)

    reading = read(book, tmp_path)

    assert told(reading) == [("sheet.hidden", "A5")]
    assert reading.findings[0].severity is Severity.INFO
    assert reading.frame.height == 21


def test_every_finding_speaks_both_languages_and_says_what_to_do(tmp_path: Path) -> None:
    book, sheet = plain_table()
    sheet.put(3, 0, "Kel. Mawar")
    sheet.put(4, 1, "banyak")

    for finding in read(book, tmp_path).findings:
        assert finding.message.id != finding.message.en
        assert finding.hint.id
        assert finding.hint.en
