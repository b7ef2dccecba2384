"""Figures in thousands and millions are converted and told; any other unit is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tables.corpus.blitar import TREE, villages
from tests.formats.tables.corpus.book import Book
from tests.formats.tables.corpus.truth import definition, measure

from lumbung.formats.tables import Changes, Reading, Recipe, read_workbook
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.findings import Severity
from lumbung.vocabulary.structures import Unit
from lumbung.vocabulary.words import Text

BUDGET = measure("anggaran", "Anggaran", "rupiah")
SPENT = measure("realisasi", "Realisasi", "rupiah")


def read(
    book: Book, folder: Path, *measures: dict[str, object], units: dict[str, Unit] | None = None
) -> Reading:
    path = folder / "berkas.xlsx"
    book.save(path, "xlsxwriter")
    structure = structure_of(definition(measures=list(measures), periods=["2024"]))
    return read_workbook(path, name=path.name, structure=structure, areas=TREE, units=units)


def told(reading: Reading) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.place.cell) for finding in reading.findings]


def listed(heading: list[object], figures: list[object], *titles: str) -> Book:
    """Every kelurahan with the same figures under a heading."""
    book = Book()
    sheet = book.sheet("Data")
    for row, title in enumerate(titles):
        sheet.put(row, 0, title)
    top = len(titles) + bool(titles)
    sheet.line(top, heading)
    for row, area in enumerate(villages(), start=top + 1):
        sheet.line(row, [area.name, *figures])
    return book


@pytest.mark.parametrize(
    ("unit", "figure", "rupiah"),
    [("ribu rupiah", 1234.5, 1_234_500), ("juta Rp", 1.005, 1_005_000), ("Miliar Rupiah", 2, 2_000_000_000)],
)
def test_figures_in_thousands_or_millions_are_converted_and_that_is_told(unit, figure, rupiah, tmp_path):
    reading = read(listed(["Kelurahan", f"Anggaran 2024 ({unit})"], [figure]), tmp_path, BUDGET)

    assert told(reading) == [("unit.converted", "B1")]
    assert reading.findings[0].severity is Severity.WARNING
    assert set(reading.frame["anggaran"]) == {rupiah}


def test_the_finding_says_how_the_figures_were_converted(tmp_path):
    reading = read(listed(["Kelurahan", "Anggaran 2024 (ribu rupiah)"], [5]), tmp_path, BUDGET)

    assert "1 ribu rupiah = 1.000 rupiah" in reading.findings[0].message.id
    assert "1 ribu rupiah = 1,000 rupiah" in reading.findings[0].message.en


def test_a_registered_unit_of_millions_takes_figures_in_the_single_unit(tmp_path):
    units = {
        "juta rupiah": Unit("juta rupiah", Text("juta rupiah", "million rupiah"), "juta Rp", "money", 1e6),
        "rupiah": Unit("rupiah", Text("rupiah", "rupiah"), "Rp", "money", 1.0),
    }
    million = measure("anggaran", "Anggaran", "juta rupiah")

    reading = read(listed(["Kelurahan", "Anggaran 2024 (Rp)"], [1_500_000]), tmp_path, million, units=units)

    assert told(reading) == [("unit.converted", "B1")]
    assert set(reading.frame["anggaran"]) == {1.5}


def test_hectares_for_square_kilometres_are_refused_and_left_as_they_are(tmp_path):
    surface = measure("luas", "Luas", "km2")

    reading = read(listed(["Kelurahan", "Luas 2024 (ha)"], [150]), tmp_path, surface)

    assert told(reading) == [("unit.mismatch", "B1")]
    assert reading.findings[0].severity is Severity.ERROR
    assert set(reading.frame["luas"]) == {150}


def test_the_unit_in_the_title_holds_for_those_measures_that_it_can_be_meant_for(tmp_path):
    share = measure("serapan", "Serapan", "persen", adds_up="none")
    heading = ["Kelurahan", "Anggaran", "Realisasi", "Serapan"]
    book = listed(heading, [10, 9, 90], "Anggaran kelurahan tahun 2024", "(dalam Juta Rupiah)")

    reading = read(book, tmp_path, BUDGET, SPENT, share)

    assert told(reading) == [("unit.converted", "A2")]
    assert reading.frame.select("anggaran", "realisasi", "serapan").row(0) == (10e6, 9e6, 90)


def test_the_unit_beside_a_figure_holds_before_that_of_its_heading(tmp_path):
    book = listed(["Kelurahan", "Satuan", "Anggaran 2024"], ["rupiah", 7])
    book.sheets[0].put(1, 1, "ribu rupiah")

    reading = read(book, tmp_path, BUDGET)

    assert told(reading) == [("unit.converted", "B2")]
    assert reading.frame["anggaran"].to_list()[:2] == [7000, 7]


def test_a_unit_in_one_cell_is_converted_or_refused_at_that_cell(tmp_path):
    book = listed(["Kelurahan", "Luas 2024 (km2)"], [1.5])
    book.sheets[0].put(3, 1, "150 ha")
    surface = measure("luas", "Luas", "km2")

    reading = read(book, tmp_path, surface)

    assert told(reading) == [("unit.mismatch", "B4")]
    assert reading.findings[0].value == "ha"
    assert reading.frame["luas"].null_count() == 1

    book = listed(["Kelurahan", "Anggaran 2024 (juta rupiah)"], [1.5])
    book.sheets[0].put(3, 1, "1500 ribu rupiah")
    book.sheets[0].put(4, 1, "1500000 rupiah")

    reading = read(book, tmp_path, BUDGET)

    assert told(reading) == [("unit.converted", "B1"), ("unit.converted", "B4")]
    assert set(reading.frame["anggaran"]) == {1_500_000}


def test_totals_are_held_against_their_parts_as_they_are_printed(tmp_path):
    book = listed(["Kelurahan", "Anggaran 2024 (juta rupiah)"], [1.5])
    book.sheets[0].put(3, 1, "1500 ribu rupiah")
    book.sheets[0].line(22, ["Jumlah", 31.5])

    reading = read(book, tmp_path, BUDGET)

    assert [(total.stated, total.ok) for total in reading.totals] == [(31.5, True)]


def test_a_recipe_that_says_what_a_unit_is_ends_the_conversion(tmp_path):
    book = listed(["Kelurahan", "Anggaran 2024 (ribu rupiah)"], [5])
    path = tmp_path / "berkas.xlsx"
    book.save(path, "xlsxwriter")
    structure = structure_of(definition(measures=[BUDGET], periods=["2024"]))
    first = read_workbook(path, name=path.name, structure=structure, areas=TREE)
    recipe = Recipe.after(first.layout.fingerprint, Changes(units={"ribu rupiah": "rupiah"}))

    reading = read_workbook(path, name=path.name, structure=structure, areas=TREE, recipe=recipe)

    assert told(reading) == []
    assert set(reading.frame["anggaran"]) == {5}
