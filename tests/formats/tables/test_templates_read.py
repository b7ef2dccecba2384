"""A template of ours comes back full and is read by its codes, whatever people did to its looks."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.formats.tables.corpus.blitar import TREE, villages
from tests.formats.tables.corpus.truth import SEX, definition, dimension, measure

from lumbung.formats.tables import Reading, read_workbook
from lumbung.formats.tables.template import write_template
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.structures import Structure


def structure(**changes: Any) -> Structure:
    said = definition(
        dimensions=[dimension("jenis_kelamin", SEX)],
        measures=[
            measure("jumlah", "Jumlah penduduk", "jiwa", decimals=0),
            measure("kk", "Kepala keluarga", "KK"),
        ],
        periods=["2024"],
    )
    return structure_of({**said, "code": "penduduk", **changes})


class Filled:
    """A template in the hands of a producer."""

    def __init__(self, of: Structure) -> None:
        target = io.BytesIO()
        write_template(target, structure=of, areas=TREE, period=parse_period("2024"))
        self.book = openpyxl.load_workbook(io.BytesIO(target.getvalue()))
        self.sheet = self.book.worksheets[0]
        self.column = {cell.value: cell.column for cell in self.sheet[1]}

    def put(self, row: int, word: str, value: object) -> None:
        self.sheet.cell(row, self.column[word]).value = value

    def read(self, folder: Path, of: Structure) -> Reading:
        path = folder / "isian.xlsx"
        self.book.save(path)
        return read_workbook(path, name=path.name, structure=of, areas=TREE)


def filled(of: Structure) -> Filled:
    template = Filled(of)
    for number in range(42):  # the rows below are spare
        template.put(6 + number, "jumlah", 100 + number)
        template.put(6 + number, "kk", 10 + number)
    return template


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def test_a_full_template_is_read_without_a_question(tmp_path: Path) -> None:
    reading = filled(structure()).read(tmp_path, structure())

    assert rules(reading) == []
    assert reading.template is not None
    assert reading.template.dataset == "penduduk"
    assert reading.frame.height == reading.rows_read == 42
    first = reading.frame.row(0, named=True)
    assert (first["area"], first["period"], first["jenis_kelamin"]) == (
        villages()[0].code,
        "2024",
        "laki-laki",
    )
    assert (first["jumlah"], first["kk"], first["_sheet"]) == (100, 10, "Isian")
    assert reading.headings["area"] == Place("Isian", "A5")


def test_statuses_notes_marks_and_signs_for_no_figure_are_read(tmp_path: Path) -> None:
    template = filled(structure())
    template.put(6, "jumlah:status", "sementara")
    template.put(6, "jumlah:note", "menunggu verifikasi")
    template.put(7, "jumlah", "…")
    template.put(8, "jumlah", "1.234*")

    frame = template.read(tmp_path, structure()).frame

    assert frame["jumlah:status"][:3].to_list() == ["provisional", "missing", "provisional"]
    assert frame["jumlah"][:3].to_list() == [100, None, 1234]
    assert frame["jumlah:note"][0] == "menunggu verifikasi"


def test_renamed_sheets_and_a_letterhead_above_change_nothing(tmp_path: Path) -> None:
    template = filled(structure())
    template.sheet.title = "Laporan Dinas"
    template.sheet.insert_rows(1, 3)
    template.sheet["A1"] = "PEMERINTAH KOTA BLITAR"

    reading = template.read(tmp_path, structure())

    assert rules(reading) == []
    assert reading.frame.height == 42


def test_a_fault_in_a_template_is_told_at_its_cell(tmp_path: Path) -> None:
    template = filled(structure())
    template.put(6, "jumlah", "seratus")
    template.put(7, "area", "35.72.09.1001")
    template.put(8, "jenis_kelamin", "anak")
    template.put(9, "period", "tahun lalu")

    reading = template.read(tmp_path, structure())

    told = {(finding.rule, finding.place.cell) for finding in reading.findings}
    columns = {word: openpyxl.utils.get_column_letter(number) for word, number in template.column.items()}
    assert told == {
        ("value.unreadable", f"{columns['jumlah']}6"),
        ("area.unknown", f"{columns['area']}7"),
        ("code.unknown", f"{columns['jenis_kelamin']}8"),
        ("period.unreadable", f"{columns['period']}9"),
    }


def test_the_template_of_another_dataset_is_refused(tmp_path: Path) -> None:
    reading = filled(structure()).read(tmp_path, structure(code="kelahiran"))

    assert rules(reading) == ["file.wrong-template"]
    assert reading.frame.is_empty()


def test_an_older_template_is_read_with_a_word_about_it(tmp_path: Path) -> None:
    newer = structure(version=2, dimensions=[dimension("jenis_kelamin", {**SEX, "lain": "Tidak diketahui"})])

    reading = filled(structure()).read(tmp_path, newer)

    assert rules(reading) == ["file.old-template"]
    assert reading.frame.height == 42


def test_a_new_version_that_asks_for_the_same_makes_no_template_old(tmp_path: Path) -> None:
    assert rules(filled(structure()).read(tmp_path, structure(version=2))) == []


@pytest.mark.parametrize("word", ["area", "period"])
def test_a_template_whose_machine_row_is_gone_is_read_like_any_sheet(word: str, tmp_path: Path) -> None:
    template = filled(structure())
    template.put(1, word, None)

    reading = template.read(tmp_path, structure())

    assert reading.frame.height == 42
    assert reading.frame["jumlah"][0] == 100


def test_an_empty_figure_that_must_be_given_is_left_for_the_check(tmp_path: Path) -> None:
    must = measure("jumlah", "Jumlah penduduk", "jiwa", decimals=0, required=True)
    asked = structure(measures=[must, measure("kk", "Kepala keluarga", "KK")])
    template = filled(asked)
    template.put(6, "jumlah", None)
    template.put(7, "jumlah", "…")
    template.put(8, "kk", None)

    frame = template.read(tmp_path, asked).frame

    assert frame["jumlah"][:2].to_list() == [None, None]
    assert frame["jumlah:status"][:2].to_list() == [None, "missing"]
    assert frame["kk:status"][2] == "missing"


def test_a_formula_that_was_never_computed_is_told_at_its_cell(tmp_path: Path) -> None:
    template = filled(structure())
    template.put(6, "jumlah", "=SUM(1,2)")

    reading = template.read(tmp_path, structure())

    column = openpyxl.utils.get_column_letter(template.column["jumlah"])
    assert [(f.rule, f.place.cell) for f in reading.findings] == [("formula.no-cache", f"{column}6")]
    assert reading.frame["jumlah"][0] is None


def test_a_row_of_nothing_but_formulas_that_were_never_computed_is_not_passed_over(tmp_path: Path) -> None:
    template = filled(structure())
    for row in (7, 8):
        template.put(row, "jumlah", "=B1*2")
        template.put(row, "kk", None)

    reading = template.read(tmp_path, structure())

    assert rules(reading) == ["formula.no-cache"] * 2
    assert reading.frame.height == 42
