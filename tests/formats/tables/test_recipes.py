"""What a person corrects once is kept, and next year's file of the same shape asks no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.formats.tables.corpus.blitar import TREE, villages
from tests.formats.tables.corpus.book import Book
from tests.formats.tables.corpus.truth import SEX, definition, dimension, measure

from lumbung.formats.tables import Changes, ColumnRole, Layout, Reading, Recipe, read_workbook
from lumbung.vocabulary.definitions import structure_of

PERIODS = ["2023", "2024", "2025"]


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def read(book: Book, path: Path, recipe: Recipe | None = None, **more: object) -> Reading:
    book.save(path, "xlsxwriter")
    asked = {"periods": PERIODS, **more}
    structure = structure_of(definition(**asked))  # type: ignore[arg-type]
    return read_workbook(path, name=path.name, structure=structure, areas=TREE, recipe=recipe)


def families(year: int, misspelt: str = "Plosokrep", heading: str = "Jumlah KK") -> Book:
    book = Book()
    sheet = book.sheet("Data")
    sheet.put(0, 0, f"Jumlah Kepala Keluarga, {year}")
    sheet.line(1, ["No", "Kelurahan", heading])
    for row, area in enumerate(villages(), start=2):
        sheet.line(row, [row - 1, misspelt if area.name == "Plosokerep" else area.name, row + year])
    return book


def test_a_spelling_accepted_once_is_known_next_year(tmp_path: Path) -> None:
    first = read(families(2024), tmp_path / "a.xlsx")
    assert rules(first) == ["area.misspelt"]
    assert first.waiting == {"35.72.03.1002"}
    assert first.frame.height == 20

    recipe = first.layout.corrected(Changes(areas={"Plosokrep": "35.72.03.1002"}))
    second = read(families(2025), tmp_path / "b.xlsx", recipe)

    assert rules(second) == []
    assert set(second.frame["period"]) == {"2025"}
    assert second.frame.height == 21


def test_a_recipe_says_nothing_of_a_file_of_another_shape(tmp_path: Path) -> None:
    recipe = read(families(2024), tmp_path / "a.xlsx").layout.corrected(
        Changes(areas={"Plosokrep": "35.72.03.1002"})
    )

    other = read(families(2025, heading="Banyaknya keluarga"), tmp_path / "b.xlsx", recipe)

    assert not recipe.matches(other.layout)
    assert rules(other) == ["area.misspelt"]


def test_each_correction_makes_the_next_version_and_keeps_the_earlier_ones(tmp_path: Path) -> None:
    layout = read(families(2024), tmp_path / "a.xlsx").layout

    first = layout.corrected(Changes(areas={"Plosokrep": "35.72.03.1002"}))
    second = layout.corrected(Changes(areas={"Turii": "35.72.02.1004"}), of=first)

    assert (first.version, second.version) == (1, 2)
    assert second.areas == {"Plosokrep": "35.72.03.1002", "Turii": "35.72.02.1004"}
    assert first.areas == {"Plosokrep": "35.72.03.1002"}


def test_layouts_and_recipes_come_back_from_json_as_they_went(tmp_path: Path) -> None:
    layout = read(families(2024), tmp_path / "a.xlsx").layout
    recipe = layout.corrected(
        Changes(
            columns={"Jumlah KK": ColumnRole("value", measure="jumlah")},
            areas={"Plosokrep": "35.72.03.1002"},
            codes={"jenis_kelamin": {"cowok": "laki-laki"}},
            hidden_sheets=("2023",),
            convention="id",
        )
    )

    assert Layout.from_dict(json.loads(json.dumps(layout.as_dict()))) == layout
    assert Recipe.from_dict(json.loads(json.dumps(recipe.as_dict()))) == recipe
    assert recipe.matches(Layout.from_dict(json.loads(json.dumps(layout.as_dict()))))


def two_numbers(first: str, second: str) -> Book:
    book = Book()
    sheet = book.sheet("Data")
    sheet.put(0, 0, "Data sekolah, 2024")
    sheet.line(1, ["Kelurahan", first, second])
    for row, area in enumerate(villages(), start=2):
        sheet.line(row, [area.name, row, 1000 + row])
    return book


def test_a_column_that_nobody_could_know_is_named_by_a_person(tmp_path: Path) -> None:
    book = two_numbers("Rombel", "Peserta didik")
    measures = [measure("siswa", "Siswa", "siswa"), measure("kelas", "Kelas", "kelas")]
    first = read(book, tmp_path / "a.xlsx", measures=measures)
    assert "column.unknown" in rules(first)

    recipe = first.layout.corrected(
        Changes(
            columns={
                "Rombel": ColumnRole("value", measure="kelas"),
                "Peserta didik": ColumnRole("value", measure="siswa"),
            }
        )
    )
    second = read(book, tmp_path / "b.xlsx", recipe, measures=measures)

    assert rules(second) == []
    assert second.frame["kelas"][0] == 2
    assert second.frame["siswa"][0] == 1002


def test_a_guess_is_told_until_a_person_confirms_it(tmp_path: Path) -> None:
    book = two_numbers("Banyaknya rombel", "Siswa")
    measures = [measure("siswa", "Siswa", "siswa"), measure("kelas", "Kelas", "kelas")]
    first = read(book, tmp_path / "a.xlsx", measures=measures)
    assert rules(first) == ["layout.guessed"]

    recipe = first.layout.corrected(Changes(confirmed=("Banyaknya rombel",)))

    assert rules(read(book, tmp_path / "b.xlsx", recipe, measures=measures)) == []


def test_a_code_word_of_an_office_is_learnt(tmp_path: Path) -> None:
    book = Book()
    sheet = book.sheet("Data")
    sheet.line(0, ["Kelurahan", "Jenis Kelamin", "Tahun", "Jumlah"])
    rows = [(area, sex) for area in villages()[:5] for sex in ("Putra", "Perempuan")]
    for row, (area, sex) in enumerate(rows, start=1):
        sheet.line(row, [area.name, sex, 2024, row])
    dimensions = [dimension("jenis_kelamin", SEX)]
    first = read(book, tmp_path / "a.xlsx", dimensions=dimensions)
    assert set(rules(first)) == {"code.unknown"}

    recipe = first.layout.corrected(Changes(codes={"jenis_kelamin": {"Putra": "laki-laki"}}))
    second = read(book, tmp_path / "b.xlsx", recipe, dimensions=dimensions)

    assert rules(second) == []
    assert second.frame.height == 10


def test_a_hidden_sheet_is_read_when_a_person_says_so_and_the_shape_stays_the_same(tmp_path: Path) -> None:
    book = Book()
    for year, hidden in ((2024, False), (2023, True)):
        sheet = book.sheet(str(year), hidden=hidden)
        sheet.line(0, ["Kelurahan", "Jumlah"])
        for row, area in enumerate(villages(), start=1):
            sheet.line(row, [area.name, row])
    first = read(book, tmp_path / "a.xlsx")
    assert rules(first) == ["sheet.hidden-unread"]

    recipe = first.layout.corrected(Changes(hidden_sheets=("2023",)))
    second = read(book, tmp_path / "b.xlsx", recipe)

    assert rules(second) == []
    assert set(second.frame["period"]) == {"2023", "2024"}
    assert recipe.matches(second.layout)


@pytest.mark.parametrize(("convention", "value"), [("id", 1234.0), ("en", 1.234)])
def test_a_person_says_how_doubtful_numbers_are_written(
    convention: str, value: float, tmp_path: Path
) -> None:
    book = Book()
    sheet = book.sheet("Data")
    sheet.put(0, 0, "Luas panen, 2024")
    sheet.line(1, ["Kelurahan", "Luas"])
    for row, area in enumerate(villages(), start=2):
        sheet.line(row, [area.name, "1.234"])
    measures = [measure("luas", "Luas", "ha")]
    first = read(book, tmp_path / "a.xlsx", measures=measures)
    assert set(rules(first)) == {"value.ambiguous-number"}

    recipe = first.layout.corrected(Changes(convention=convention))
    second = read(book, tmp_path / "b.xlsx", recipe, measures=measures)

    assert rules(second) == []
    assert set(second.frame["luas"]) == {value}


def test_a_unit_that_means_the_same_here_is_accepted(tmp_path: Path) -> None:
    book = two_numbers("Luas (bahu)", "No")
    measures = [measure("luas", "Luas", "ha")]
    column = Book()
    sheet = column.sheet("Data")
    sheet.line(0, ["Kelurahan", "Satuan", "Luas 2024"])
    for row, area in enumerate(villages(), start=1):
        sheet.line(row, [area.name, "hektar bruto", row])
    assert book.sheets
    first = read(column, tmp_path / "a.xlsx", measures=measures)
    assert rules(first) == ["unit.unknown"]

    recipe = first.layout.corrected(Changes(units={"hektar bruto": "ha"}))

    assert rules(read(column, tmp_path / "b.xlsx", recipe, measures=measures)) == []
