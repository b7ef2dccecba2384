"""A template goes out empty, comes back full, and is known again whatever its sheets are called."""

import datetime as dt
import io
import warnings

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from lumbung.formats.tables.template import (
    IDENTITY_SHEET,
    TemplateIdentity,
    TemplateTooLong,
    TemplateWithoutAreas,
    TemplateWords,
    find_table,
    read_identity,
    structure_digest,
    write_template,
)
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.words import Text

VILLAGES = ("Kepanjenkidul", "Kepanjenlor", "Kauman", "Bendo", "Tanggung", "Sentul", "Ngadirejo")
DEFINITION = {
    "code": "penduduk-kelamin",
    "title": {"id": "Jumlah penduduk menurut kelurahan", "en": "Population by kelurahan"},
    "frequency": "A",
    "area": {"within": "35.72", "level": "kelurahan"},
    "complete": True,
    "dimensions": [
        {
            "code": "umur",
            "title": {"id": "Kelompok umur", "en": "Age group"},
            "codes": {"007": "0–6 tahun", "15-64": "15–64 tahun", "65+": "65 tahun ke atas"},
        }
    ],
    "measures": [
        {
            "code": "jumlah",
            "title": {"id": "Jumlah penduduk", "en": "Population"},
            "unit": "jiwa",
            "decimals": 0,
            "minimum": 0,
            "definition": {"id": "Semua orang yang terdaftar.", "en": "All who are registered."},
        },
        {
            "code": "persen",
            "title": "Bagian",
            "unit": "persen",
            "adds_up": "ratio",
            "of": ["jumlah", "jumlah"],
            "decimals": 2,
            "minimum": 0,
            "maximum": 100,
        },
    ],
}


@pytest.fixture
def areas():
    villages = [
        Area(f"35.72.01.{1001 + n}", name, AreaLevel.VILLAGE, "kelurahan", "35.72.01")
        for n, name in enumerate(VILLAGES)
    ]
    district = Area("35.72.01", "Kepanjenkidul", AreaLevel.DISTRICT, "kecamatan", "35.72")
    return AreaTree.of([Area("35.72", "Blitar", AreaLevel.CITY, "kota"), district, *villages])


def definition(**changes):
    return structure_of({**DEFINITION, **changes})


def template(structure, areas, **options):
    target = io.BytesIO()
    write_template(target, structure=structure, areas=areas, **options)
    target.seek(0)
    return target


def opened(target):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(target)


def read_back(target):
    """The workbook as a reader sees it: the identity, and a row of words for each filled row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(target.getvalue()))
    cells = book.get_sheet_by_name(IDENTITY_SHEET).to_python(skip_empty_area=False)
    identity = read_identity({str(row[0]): str(row[1]) for row in cells})
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        table = find_table(rows)
        if table is not None:
            return identity, [
                {word: row[column] for word, column in table.columns.items()}
                for row in rows[table.first_row :]
            ]
    raise AssertionError("no table of figures")


def test_a_template_is_filled_in_and_read_back_whole(areas):
    structure = definition()
    target = template(structure, areas, period=Period(2024))
    book = opened(target)
    sheet = book.worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(range(6, sheet.max_row + 1)):
        sheet.cell(row, headings["jumlah"], number * 10)
        sheet.cell(row, headings["persen"], 0.25)
    sheet.cell(6, headings["jumlah:status"], "sementara")
    sheet.cell(6, headings["jumlah:note"], "menunggu verifikasi")
    sheet.cell(7, headings["jumlah"], "…")
    filled = io.BytesIO()
    book.save(filled)

    identity, rows = read_back(filled)

    assert identity == TemplateIdentity("penduduk-kelamin", 1, structure_digest(structure), "2024")
    assert len(rows) == 21
    assert [(row["area"], row["umur"]) for row in rows[:4]] == [
        ("35.72.01.1001", "007"),
        ("35.72.01.1001", "15-64"),
        ("35.72.01.1001", "65+"),
        ("35.72.01.1002", "007"),
    ]
    assert {row["period"] for row in rows} == {"2024"}
    assert rows[2]["jumlah"] == 20
    assert rows[2]["persen"] == 0.25
    assert rows[1]["jumlah"] == "…"
    assert rows[0]["jumlah:status"] == "sementara"
    assert rows[0]["jumlah:note"] == "menunggu verifikasi"


def test_a_renamed_sheet_with_a_letterhead_is_still_known(areas):
    book = opened(template(definition(), areas, period=Period(2024)))
    sheet = book.worksheets[0]
    sheet.title = "Data final (1)"
    sheet.insert_rows(1, 3)
    sheet["A1"] = "PEMERINTAH KOTA BLITAR"
    changed = io.BytesIO()
    book.save(changed)

    identity, rows = read_back(changed)

    assert identity is not None
    assert identity.dataset == "penduduk-kelamin"
    assert rows[0]["area"] == "35.72.01.1001"
    assert len(rows) == 21


def test_the_identity_is_out_of_sight_and_in_the_properties_too(areas):
    book = opened(template(definition(version=3), areas, period=Period(2024)))

    assert book[IDENTITY_SHEET].sheet_state == "veryHidden"
    assert book.worksheets[0].row_dimensions[1].hidden
    assert book.custom_doc_props["lumbung-dataset"].value == "penduduk-kelamin"
    assert book.custom_doc_props["lumbung-version"].value == "3"


def test_codes_are_locked_text_and_figures_are_open(areas):
    sheet = opened(template(definition(), areas, period=Period(2024))).worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}

    assert sheet.protection.sheet
    assert not sheet.protection.formatColumns, "False means that it is allowed"
    assert sheet.cell(6, headings["area"]).protection.locked
    assert sheet.cell(6, headings["umur"]).data_type == "s"
    for word in ("jumlah", "persen", "jumlah:status", "persen:note"):
        assert not sheet.cell(6, headings[word]).protection.locked
    assert sheet.cell(6, headings["jumlah"]).number_format == "#,##0"
    assert sheet.cell(6, headings["persen"]).number_format == "#,##0.00"


def test_the_cells_warn_of_unlikely_figures_and_offer_the_codes(areas):
    book = opened(template(definition(), areas, period=Period(2024)))
    sheet = book.worksheets[0]
    headings = {cell.value: cell.column_letter for cell in sheet[1]}
    checks = {
        str(check.sqref).split(":")[0].rstrip("0123456789"): check
        for check in sheet.data_validations.dataValidation
    }

    figure, share = checks[headings["jumlah"]], checks[headings["persen"]]
    assert (figure.type, figure.operator, figure.formula1, figure.errorStyle) == (
        "whole", "greaterThanOrEqual", "0", "warning",
    )  # fmt: skip
    assert (share.type, share.formula1, share.formula2) == ("decimal", "0", "100")
    assert figure.prompt.startswith("Bilangan bulat, paling sedikit 0.")

    def offered(check):
        name, cells = check.formula1.lstrip("=").split("!")
        return [row[0].value for row in book[name.strip("'")][cells.replace("$", "")]]

    assert offered(checks[headings["umur"]]) == ["007", "15-64", "65+"]
    assert offered(checks[headings["jumlah:status"]]) == [
        "tetap", "sementara", "perkiraan", "diperbaiki", "tidak ada data",
    ]  # fmt: skip


def test_the_second_sheet_tells_what_is_meant_and_whom_to_ask(areas):
    words = TemplateWords(
        producer="Dispendukcapil",
        contact="Walidata (0342) 000000",
        upload_to="satudata.contoh.go.id/desk",
        due=dt.date(2025, 3, 31),
        meaning=Text("Penduduk terdaftar.", "Registered residents."),
    )
    structure = definition(
        simulated=True, rules=[{"code": "wajar", "check": "jumlah < 9", "message": {"id": "Tidak lazim"}}]
    )
    book = opened(template(structure, areas, period=Period(2024), words=words))
    said = "\n".join(str(cell) for row in book["Keterangan"].values for cell in row if cell is not None)

    for expected in (
        "Walidata (0342) 000000", "31 Maret 2025", "Semua orang yang terdaftar.", "jiwa", "dijumlahkan",
        "dihitung ulang dari pembilang dan penyebut: Jumlah penduduk, Jumlah penduduk", "15–64 tahun",
        "Tidak lazim", "Data simulasi", "belum ada data", "Kelurahan Kauman",
        "Bilangan bulat, paling sedikit 0.",
    ):  # fmt: skip
        assert expected in said
    assert "(data simulasi)" in book.worksheets[0]["A2"].value
    assert "satudata.contoh.go.id/desk" in book.worksheets[0]["A3"].value


def test_a_quarterly_template_asks_for_every_period_due(areas):
    structure = definition(frequency="Q", periods="2024-Q3..2025-Q1", dimensions=[])
    identity, rows = read_back(template(structure, areas))

    assert identity is not None
    assert identity.period is None
    assert len(rows) == 3 * len(VILLAGES)
    assert (rows[0]["period"], rows[0]["period_name"]) == ("2024-Q3", "Triwulan III 2024")


def test_an_area_whose_code_ended_is_not_asked_for_later(areas):
    ended = Area("35.72.01.1099", "Lama", AreaLevel.VILLAGE, parent="35.72.01", valid_to=dt.date(2023, 6, 30))
    tree = AreaTree.of([*areas.areas.values(), ended])
    _, rows = read_back(template(definition(dimensions=[]), tree, period=Period(2024)))

    assert "35.72.01.1099" not in {row["area"] for row in rows}
    _, rows = read_back(template(definition(dimensions=[]), tree, period=Period(2022)))
    assert "35.72.01.1099" in {row["area"] for row in rows}


def test_an_optional_dimension_is_also_asked_for_without_a_code(areas):
    dimension = {**DEFINITION["dimensions"][0], "optional": True}
    _, rows = read_back(template(definition(dimensions=[dimension]), areas, period=Period(2024)))

    assert [row["umur"] for row in rows[:4]] == ["007", "15-64", "65+", ""]


def test_a_dataset_that_names_no_keys_beforehand_leaves_room_below(areas):
    sheet = opened(template(definition(complete=False), areas)).worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}

    assert sheet.max_row == 5 + 21 + 100
    assert not sheet.cell(6, headings["period"]).protection.locked, "no period is due: it is written in"
    assert not sheet.cell(5 + 21 + 1, headings["area"]).protection.locked


def test_a_title_that_looks_like_a_formula_stays_text(areas):
    dimension = {"code": "d", "title": "=1+1", "codes": {"=A1": "@SUM(1)", "+2x": "-3+cmd"}}
    book = opened(template(definition(title={"id": "=HYPERLINK(1)"}, dimensions=[dimension]), areas))

    for sheet in book.worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book.worksheets[0]["A2"].quotePrefix


def test_a_large_product_of_areas_and_codes_is_written_row_by_row():
    areas = AreaTree.of([
        Area("35.72", "Blitar", AreaLevel.CITY),
        *(Area(f"35.72.{n:04}", f"Wilayah {n}", AreaLevel.VILLAGE, parent="35.72") for n in range(100)),
    ])  # fmt: skip
    codes = {"code": "kbli", "title": "KBLI", "codes": {f"{n:05}": f"Kegiatan {n}" for n in range(100)}}
    _, rows = read_back(template(definition(dimensions=[codes]), areas, period=Period(2024)))

    assert len(rows) == 10_000
    assert rows[-1]["kbli"] == "00099"


def test_a_template_that_no_sheet_can_hold_is_refused_with_a_way_out(areas):
    codes = {"code": "d", "title": "D", "codes": {str(n): str(n) for n in range(1000)}}
    structure = definition(frequency="M", periods="2000-01..2024-12", dimensions=[codes])

    with pytest.raises(TemplateTooLong, match=r"2\.100\.000") as refused:
        template(structure, areas)
    assert "satu periode" in refused.value.advice.id


def test_a_dataset_without_areas_has_no_template(areas):
    with pytest.raises(TemplateWithoutAreas, match=r"99\.99"):
        template(definition(area={"within": "99.99", "level": "kelurahan"}), areas)


def test_the_digest_follows_codes_and_units_but_not_words():
    first = structure_digest(definition())

    assert structure_digest(definition(title="Judul lain", version=2)) == first
    measures = [{**DEFINITION["measures"][0], "unit": "ribu jiwa"}, DEFINITION["measures"][1]]
    assert structure_digest(definition(measures=measures)) != first
    measures = [{**DEFINITION["measures"][0], "minimum": 0.0}, DEFINITION["measures"][1]]
    assert structure_digest(definition(measures=measures)) == first


@pytest.mark.parametrize(
    "cells",
    [{}, {"kind": "lain"}, {"kind": "lumbung-template", "dataset": "x", "version": "dua"},
     {"kind": "lumbung-template", "dataset": "", "version": "1"}],
)  # fmt: skip
def test_other_hidden_sheets_are_not_taken_for_an_identity(cells):
    assert read_identity(cells) is None


def test_two_templates_of_one_definition_are_the_same_file(areas):
    options = {"period": parse_period("2024"), "words": TemplateWords(made_on=dt.date(2025, 1, 2))}

    assert template(definition(), areas, **options).read() == template(definition(), areas, **options).read()
