"""The figures leave in five formats, each with its source and licence inside, and come back the same."""

import csv
import datetime as dt
import io
import json
import math
import string
from decimal import Decimal

import duckdb
import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from lumbung.formats.tables.envelope import (
    Column,
    ColumnKind,
    Envelope,
    citation,
    citation_columns,
    described_columns,
)
from lumbung.formats.tables.export_csv import write_csv
from lumbung.formats.tables.export_json import write_json, write_jsonl
from lumbung.formats.tables.export_parquet import parquet_metadata, write_parquet
from lumbung.formats.tables.export_xlsx import write_xlsx
from lumbung.formats.tables.safety import neutralised, neutralised_sql
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.words import Text

STRUCTURE = structure_of({
    "code": "rt-rw",
    "title": {"id": "Jumlah RT", "en": "Neighbourhoods"},
    "frequency": "A",
    "area": {"within": "35.72", "level": "kelurahan"},
    "dimensions": [{"code": "jenis", "title": "Jenis", "codes": {"007": "Tujuh", "1e5": "Seratus ribu"}}],
    "measures": [
        {"code": "jumlah", "title": {"id": "Jumlah RT", "en": "Number"}, "unit": "RT", "decimals": 0,
         "definition": "Rukun tetangga yang disahkan."},
        {"code": "luas", "title": "Luas", "unit": "ha", "decimals": 2, "adds_up": "last"},
    ],
})  # fmt: skip
NAMES = ("area", "area_name", "period", "jenis", "jumlah", "jumlah:status", "jumlah:note", "luas")
ROWS = [
    ("35.72.01.1001", "Kepanjenkidul", "2024", "007", 12, "normal", None, 1.5),
    ("35.72.01.1002", "=cmd|' /C calc'!A0", "2024", "1e5", None, "missing", "+belum didata", math.nan),
    ("35.72.01.1003", "Kauman", "2024", "007", 9, "provisional", "", 0.1 + 0.2),
]


def envelope(**changes):
    facts = {
        "title": STRUCTURE.title,
        "dataset": "rt-rw",
        "edition": "rt-rw@2025.1",
        "source": "Bagian Pemerintahan Kota Blitar",
        "licence": "CC-BY-4.0",
        "licence_address": "https://creativecommons.org/licenses/by/4.0/",
        "address": "https://satudata.contoh.go.id/data/rt-rw",
        "released_on": dt.date(2025, 9, 24),
        "columns": described_columns(STRUCTURE, NAMES),
        "notes": (Text("Per 31 Desember.", "As of 31 December."),),
    }
    return Envelope(**{**facts, **changes})


def written(write, *args, **options):
    target = io.BytesIO()
    write(target, *args, **options)
    return target.getvalue()


def small(code_column="kode", **changes):
    columns = (
        Column(code_column, Text("Kode")),
        Column("nilai", Text("Nilai"), unit="jiwa", kind=ColumnKind.MEASURE),
    )
    return envelope(columns=columns, **changes)


# CSV


def test_a_csv_carries_its_source_and_licence_on_every_row():
    rows = list(csv.DictReader(io.StringIO(written(write_csv, envelope(), ROWS).decode())))

    assert list(rows[0]) == [*NAMES, "edition", "source", "licence"]
    assert {(row["edition"], row["source"], row["licence"]) for row in rows} == {
        ("rt-rw@2025.1", "Bagian Pemerintahan Kota Blitar", "CC-BY-4.0")
    }
    assert rows[0]["area"] == "35.72.01.1001"
    assert rows[0]["jenis"] == "007"
    assert rows[1]["jumlah"] == ""
    assert rows[1]["luas"] == ""
    assert rows[1]["jumlah:status"] == "missing"
    assert rows[1]["area_name"] == "'=cmd|' /C calc'!A0"
    assert float(rows[2]["luas"]) == 0.1 + 0.2


def test_simulated_figures_say_so_on_every_row():
    rows = list(csv.DictReader(io.StringIO(written(write_csv, envelope(simulated=True), ROWS).decode())))

    assert all(row["notice"].startswith("Data simulasi") for row in rows)
    assert citation_columns(envelope(licence="", simulated=True))["licence"] == "lisensi tidak dinyatakan"


def test_a_csv_for_spreadsheet_programs_is_marked_as_utf8():
    assert written(write_csv, envelope(), ROWS, bom=True).startswith(b"\xef\xbb\xbfarea,")
    assert written(write_csv, envelope(), ROWS).startswith(b"area,")


def test_the_target_stays_open_for_whoever_gave_it():
    target = io.BytesIO()
    write_csv(target, envelope(), ROWS)
    assert not target.closed


def test_the_engine_streams_the_same_csv(tmp_path):
    cited = citation_columns(envelope())
    rows = [row for row in ROWS if row[-1] == row[-1]]
    frame = pl.DataFrame(rows, schema=list(NAMES), orient="row")
    text = {name for name, kind in frame.schema.items() if kind == pl.String}
    selected = [f"{neutralised_sql(n)} AS {quoted(n)}" if n in text else quoted(n) for n in NAMES]
    selected += [f"'{value}' AS {quoted(name)}" for name, value in cited.items()]
    path, stored = tmp_path / "engine.csv", tmp_path / "rows.parquet"
    frame.write_parquet(stored)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {', '.join(selected)} FROM '{stored}') TO '{path}' (HEADER)")

    ours = list(csv.reader(io.StringIO(written(write_csv, envelope(), rows).decode())))
    assert list(csv.reader(io.StringIO(path.read_text("utf-8")))) == ours


def quoted(name):
    return f'"{name}"'


# JSON


def test_json_tells_what_it_is_before_the_rows():
    told = json.loads(written(write_json, envelope(), ROWS))

    assert told["title"] == {"id": "Jumlah RT", "en": "Neighbourhoods"}
    assert told["licence"] == "CC-BY-4.0"
    assert told["source"] == "Bagian Pemerintahan Kota Blitar"
    assert told["released_on"] == "2025-09-24"
    assert told["simulated"] is False
    assert [column["code"] for column in told["columns"]] == list(NAMES)
    assert told["columns"][4]["unit"] == "RT"
    assert told["data"][0] == {
        "area": "35.72.01.1001", "area_name": "Kepanjenkidul", "period": "2024", "jenis": "007",
        "jumlah": 12, "luas": 1.5,
    }  # fmt: skip
    assert told["data"][1]["jumlah"] is None
    assert told["data"][1]["luas"] is None
    assert told["data"][1]["jumlah:status"] == "missing"
    assert told["data"][1]["area_name"].startswith("=cmd"), "JSON is run by nobody and stays exact"
    assert "jumlah:note" not in told["data"][2]


def test_every_json_line_stands_alone():
    lines = [json.loads(line) for line in written(write_jsonl, envelope(simulated=True), ROWS).splitlines()]

    assert len(lines) == 3
    assert all(line["licence"] == "CC-BY-4.0" and "simulasi" in line["notice"] for line in lines)
    assert lines[0]["jumlah"] == 12


@pytest.mark.parametrize("write", [write_json, write_jsonl])
def test_no_rows_are_still_good_json(write):
    text = written(write, envelope(), [])
    assert text == b"" or json.loads(text)["data"] == []


def test_rows_in_thousands_are_separated_like_the_first():
    rows = [(str(n), n) for n in range(1201)]
    assert [row["nilai"] for row in json.loads(written(write_json, small(), rows))["data"]] == list(
        range(1201)
    )
    assert len(written(write_jsonl, small(), rows).splitlines()) == 1201


def test_exact_decimals_are_numbers_in_json():
    told = json.loads(written(write_json, small(), [("a", Decimal("1.5")), ("b", -(2**60))]))
    assert [row["nilai"] for row in told["data"]] == [1.5, -(2**60)]


# XLSX


def test_an_xlsx_holds_numbers_as_numbers_and_codes_as_text():
    book = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, envelope(), ROWS)))
    data = book["Data"]
    rows = list(data.values)

    assert book.sheetnames == ["Data", "Keterangan"]
    assert rows[0][:5] == ("Kode wilayah", "Wilayah", "Periode", "Jenis", "Jumlah RT (RT)")
    assert rows[1] == ("35.72.01.1001", "Kepanjenkidul", "2024", "007", 12, "tetap", None, 1.5)
    assert rows[2][4] is None
    assert rows[2][5] == "tidak ada data"
    assert data["D3"].value == "1e5"
    assert data["D3"].data_type == "s"
    assert data["B3"].value == "=cmd|' /C calc'!A0"
    assert data["B3"].data_type == "s", "it stays the text that it is"
    assert data["B3"].quotePrefix, "and stays it when the cell is edited"
    assert data["E2"].number_format == "#,##0"
    assert data.freeze_panes == "A2"
    assert data.auto_filter.ref == "A1:H4"


def test_the_second_sheet_tells_source_licence_and_meaning():
    book = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, envelope(simulated=True), ROWS)))
    said = "\n".join(str(cell) for row in book["Keterangan"].values for cell in row if cell is not None)

    for expected in (
        "rt-rw@2025.1", "24 September 2025", "Bagian Pemerintahan Kota Blitar", "CC-BY-4.0",
        "Creative Commons Atribusi 4.0", "https://creativecommons.org/licenses/by/4.0/", "Cara mengutip",
        "Rukun tetangga yang disahkan.", "RT", "dijumlahkan", "keadaan akhir periode", "Per 31 Desember.",
        "Data simulasi", "Kode wilayah Kemendagri",
    ):  # fmt: skip
        assert expected in said
    assert [row[-1] for row in book["Data"].values][1:] == ["Data simulasi, bukan angka resmi"] * 3


def test_more_rows_than_a_sheet_holds_go_on_on_the_next():
    rows = [(f"{n:03}", n) for n in range(25)]
    book = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, small(), rows, rows_per_sheet=10)))

    assert book.sheetnames == ["Data", "Data 2", "Data 3", "Keterangan"]
    assert [book[name].max_row for name in book.sheetnames[:3]] == [11, 11, 6]
    assert book["Data 3"]["A2"].value == "020"
    assert book["Data 3"]["A1"].value == "Kode"
    said = [row[:2] for row in book["Keterangan"].values]
    assert ("Data 2", "10") in said


def test_text_longer_than_a_cell_is_cut_and_not_lost():
    sheet = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, small(), [("x" * 40_000, 1)])))["Data"]
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("…")


def test_an_empty_answer_is_still_a_workbook():
    book = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, envelope(), [])))
    assert book["Data"].max_row == 1


# Parquet


def test_parquet_says_whose_it_is_to_every_reader(tmp_path):
    path = tmp_path / "rt.parquet"
    frame = pl.DataFrame({"area": ["35.72.01.1001", "007"], "jumlah": [12, None]})
    write_parquet(path, envelope(simulated=True), frame)

    metadata = pl.read_parquet_metadata(path)
    assert metadata["source"] == "Bagian Pemerintahan Kota Blitar"
    assert metadata["licence"] == "CC-BY-4.0"
    assert metadata["simulated"] == "true"
    assert json.loads(metadata["lumbung"])["edition"] == "rt-rw@2025.1"
    assert pl.read_parquet(path).equals(frame)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'citation'", [str(path)]
        ).fetchone()
    assert found == (citation(envelope(simulated=True)),)


def test_the_engine_can_write_the_same_metadata(tmp_path):
    path = tmp_path / "engine.parquet"
    facts = parquet_metadata(envelope())
    pairs = ", ".join(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'" for key, value in facts.items())
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet, KV_METADATA {{{pairs}}})")

    assert {key: value for key, value in pl.read_parquet_metadata(path).items() if key in facts} == facts


# Everything


def test_a_citation_reads_as_a_sentence_in_both_languages():
    assert citation(envelope()) == (
        "Bagian Pemerintahan Kota Blitar. “Jumlah RT”, edisi rt-rw@2025.1, dirilis 24 September 2025. "
        "https://satudata.contoh.go.id/data/rt-rw. Lisensi CC-BY-4.0."
    )
    assert citation(envelope(licence="", simulated=True), "en").endswith(
        "licence not stated. Simulated data, not official figures."
    )


CODES = st.one_of(
    st.sampled_from(["007", "35.72.01.1001", "1e5", "0", "00", "1.0", "TRUE", "2024-01", "1/2", "-5", "E5"]),
    st.text(alphabet=string.ascii_letters + string.digits + ".-_/é", min_size=1, max_size=12),
).filter(lambda code: neutralised(code) == code)
NUMBERS = st.one_of(
    st.none(),
    st.integers(min_value=-(10**15), max_value=10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=64, min_value=-1e15, max_value=1e15),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CODES, NUMBERS), min_size=1, max_size=8))
def test_codes_stay_text_and_numbers_stay_the_same_in_every_format(rows):
    codes, values = [row[0] for row in rows], [row[1] for row in rows]

    from_csv = list(csv.DictReader(io.StringIO(written(write_csv, small(), rows).decode(), newline="")))
    assert [row["kode"] for row in from_csv] == codes
    assert [None if row["nilai"] == "" else float(row["nilai"]) for row in from_csv] == values

    from_json = json.loads(written(write_json, small(), rows))["data"]
    assert [(row["kode"], row["nilai"]) for row in from_json] == rows

    book = CalamineWorkbook.from_filelike(io.BytesIO(written(write_xlsx, small(), rows)))
    read = book.get_sheet_by_name("Data").to_python(skip_empty_area=False)[1:]
    assert [row[0] for row in read] == codes
    for cell, value in zip((row[1] for row in read), values, strict=True):
        assert cell == "" if value is None else math.isclose(cell, value, rel_tol=1e-15, abs_tol=0)
