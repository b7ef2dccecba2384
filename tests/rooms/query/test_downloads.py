"""Downloads: the same figures in every form, with source, edition and licence inside."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import polars as pl
import pytest
from tests.rooms.query.harvest import VILLAGES, population, release

from lumbung.cube import query
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.problems import FormatUnknown, TooManyForSheet
from lumbung.vocabulary.areas import AreaLevel

CODE = "penduduk-kelamin"
CITED = {
    "edition": f"{CODE}@2024.1",
    "source": "Dinas Kependudukan dan Pencatatan Sipil",
    "licence": "CC-BY-4.0",
}


def fetch(form: str, names: bool | None = None, **asked: Any) -> bytes:
    found = observations.export(query(CODE, **asked), form, reader=None, names=names, site="https://x.id")
    assert found.filename == f"{CODE}_2024.1.{form}"
    return b"".join(found.chunks)


def cells(form: str, content: bytes) -> list[tuple[str, str, str, int]]:
    if form == "csv":
        rows: Any = csv.DictReader(io.StringIO(content.decode()))
    elif form == "jsonl":
        rows = map(json.loads, content.splitlines())
    elif form == "parquet":
        rows = pl.read_parquet(io.BytesIO(content)).to_dicts()
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        lines = list(sheet.values)
        rows = [{"area": r[0], "period": r[2], "jenis_kelamin": r[3], "jumlah": r[5]} for r in lines[1:]]
    return [(r["area"], r["period"], r["jenis_kelamin"], int(r["jumlah"])) for r in rows]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_every_format_holds_the_same_figures(city, form):
    release(city, city.population, population())

    rows = cells(form, fetch(form))

    assert sorted(rows) == sorted(population().rows())


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_filter_holds_for_a_download_too(city, form):
    release(city, city.population, population())

    rows = cells(form, fetch(form, where={"area": VILLAGES[0], "period": "2023"}))

    assert rows == [(VILLAGES[0], "2023", "laki-laki", 101), (VILLAGES[0], "2023", "perempuan", 102)]


def test_source_edition_and_licence_are_inside(city):
    release(city, city.population, population(), simulated=True)

    first = next(csv.DictReader(io.StringIO(fetch("csv").decode())))
    assert {name: first[name] for name in CITED} == CITED
    assert "simulasi" in first["notice"]
    assert CITED.items() <= json.loads(fetch("jsonl").splitlines()[0]).items()
    said = pl.read_parquet_metadata(io.BytesIO(fetch("parquet")))
    assert CITED.items() <= said.items()
    assert said["address"] == f"https://x.id/data/{CODE}/editions/{CODE}@2024.1"
    book = openpyxl.load_workbook(io.BytesIO(fetch("xlsx")))
    words = {str(cell) for row in book["Keterangan"].values for cell in row if cell}
    assert {CITED["edition"], CITED["source"]} <= words


def test_names_stand_beside_codes_where_people_read(city):
    release(city, city.population, population())

    sheet = openpyxl.load_workbook(io.BytesIO(fetch("xlsx"))).worksheets[0]
    assert [cell.value for cell in sheet[2]][:5] == [
        VILLAGES[0], "Kepanjenkidul", "2022", "laki-laki", "Laki-laki",
    ]  # fmt: skip
    first = next(csv.DictReader(io.StringIO(fetch("csv", names=True).decode())))
    assert (first["area_name"], first["jenis_kelamin:name"]) == ("Kepanjenkidul", "Laki-laki")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_roll_up_can_be_downloaded_too(city, form):
    release(city, city.population, population())

    content = fetch(form, roll_up=AreaLevel.DISTRICT, names=True)

    if form == "csv":
        first = next(csv.DictReader(io.StringIO(content.decode())))
        assert (first["area"], first["area_name"], first["jumlah"]) == ("35.72.01", "Kepanjenkidul", "212")
    if form != "xlsx":
        assert sum(row[3] for row in cells(form, content)) == population()["jumlah"].sum()


def test_a_note_that_a_spreadsheet_would_run_is_made_harmless(city):
    notes = population().with_columns(pl.lit("=HYPERLINK(1)").alias("jumlah:note"))
    release(city, city.population, notes)

    first = next(csv.DictReader(io.StringIO(fetch("csv").decode())))

    assert first["jumlah:note"] == "'=HYPERLINK(1)"


def test_what_is_too_much_for_a_workbook_is_offered_otherwise(city, monkeypatch):
    release(city, city.population, population())
    monkeypatch.setattr("lumbung.rooms.query.downloads.MOST_SHEET_ROWS", 19)

    with pytest.raises(TooManyForSheet, match="20") as told:
        fetch("xlsx")
    assert "CSV" in told.value.advice.en
    with pytest.raises(FormatUnknown, match="pdf"):
        fetch("pdf")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_reader_may_walk_away(city, form):
    release(city, city.population, population())
    found = observations.export(query(CODE), form, reader=None)

    next(found.chunks)
    found.chunks.close()

    assert len(cells(form, fetch(form))) == 20
