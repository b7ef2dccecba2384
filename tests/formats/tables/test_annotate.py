"""The copy that comes back: bad cells coloured and explained, and everything else as it was."""

import datetime as dt
import io
import re
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from PIL import Image

from lumbung.formats.tables.annotate import annotate
from lumbung.formats.tables.grids import read_grids
from lumbung.formats.tables.ours import AUTHOR, LIST_NAME, LIST_TITLE
from lumbung.vocabulary.findings import Place, Severity, finding

RED, YELLOW, BLUE = "FFFBE9E4", "FFFBF0D9", "FFE5EFF8"


def unknown_area(cell="B3", sheet="Data", **options):
    return finding("area.unknown", Place(sheet, cell), value="Kel. Mawar", **options)


def negative(cell="C3", sheet="Data"):
    return finding("value.negative", Place(sheet, cell), value=-3, measure="Jumlah", minimum=0)


def marked(source, findings, **options):
    target = source.with_name("bertanda.xlsx")
    annotate(source, findings, target, **options)
    return target


def book_of(path, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl says what it would lose; here it only reads
        return openpyxl.load_workbook(path, **options)


def fill(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


def picture():
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "PNG")
    return content


@pytest.fixture
def office_file(tmp_path):
    """A workbook with everything that an office puts into one."""
    path = tmp_path / "laporan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    data, other = book.add_worksheet("Data"), book.add_worksheet("Rahasia kantor")
    bold, green = (
        book.add_format({"bold": True}),
        book.add_format({"bg_color": "#00FF00", "num_format": "0.0"}),
    )
    data.merge_range("A1:C1", "Laporan", bold)
    data.write_row("A2", ["Kode", "Wilayah", "Jumlah", "Total"])
    for row in range(2, 12):
        data.write_row(row, 0, [f"{row:03}", f"Kelurahan {row}"])
        data.write_number(row, 2, row * 10, green)
        data.write_formula(row, 3, f"=C{row + 1}*2", None, row * 20)
    data.write_rich_string("A14", "biasa ", bold, "tebal")
    data.set_row(6, None, None, {"hidden": True})
    data.set_column("B:B", 33)
    data.set_column("E:E", 9, None, {"hidden": True})
    data.conditional_format("C3:C12", {"type": "data_bar", "data_bar_2010": True})
    data.data_validation("B3:B12", {"validate": "list", "source": ["x", "y"]})
    data.add_sparkline("F3", {"range": "Data!C3:C12"})
    data.write_comment("B4", "Tolong dicek, Bu.", {"author": "Sari"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$C$3:$C$12"})
    data.insert_chart("H2", chart)
    data.insert_image("H20", "logo.png", {"image_data": picture()})
    data.insert_textbox("H30", "Catatan petugas")
    data.freeze_panes(2, 0)
    data.protect()
    other.write("A1", "jangan hilang")
    other.hide()
    book.define_name("Jumlah", "=Data!$C$3:$C$12")
    book.close()
    return path


def test_a_bad_cell_is_coloured_and_told_why_and_how_to_mend_it(office_file):
    book = book_of(marked(office_file, [unknown_area("B3"), negative("C3")]))
    cell = book["Data"]["B3"]

    assert fill(cell) == RED
    assert cell.comment.author == AUTHOR
    assert cell.comment.text == (
        "Harus diperbaiki: “Kel. Mawar” tidak ada dalam daftar wilayah.\n"
        "Tulis nama atau kode wilayah seperti pada templat."
    )
    assert book["Data"]["C3"].number_format == "0.0", "only the colour of the cell changed"
    assert book["Data"]["C3"].value == 20


def test_everything_else_is_byte_for_byte_as_it_was(office_file):
    target = marked(office_file, [unknown_area("B3"), negative("C3")])
    before, after = zipfile.ZipFile(office_file), zipfile.ZipFile(target)
    with before, after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        added = set(after.namelist()) - set(before.namelist())
        sheet = (before.read("xl/worksheets/sheet1.xml"), after.read("xl/worksheets/sheet1.xml"))

    assert changed == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert added == {"xl/worksheets/sheet3.xml"}
    without_styles = [re.sub(rb' s="\d+"', b"", xml) for xml in sheet]
    assert without_styles[0] == without_styles[1]
    assert sheet[0] != sheet[1]


def test_computed_results_survive_so_that_the_copy_can_be_sent_again(office_file):
    target = marked(office_file, [negative("C3")])

    assert book_of(target, data_only=True)["Data"]["D3"].value == 40
    assert book_of(target)["Data"]["D3"].value == "=C3*2"


def test_comments_of_people_stay_and_are_added_to(office_file):
    book = book_of(marked(office_file, [unknown_area("B4")]))
    comment = book["Data"]["B4"].comment

    assert comment.author == "Sari"
    assert comment.text.startswith("Tolong dicek, Bu.")
    assert "tidak ada dalam daftar wilayah" in comment.text


def test_the_list_tells_every_finding_and_leads_to_its_cell(office_file):
    findings = [negative("C3"), unknown_area("B5"), finding("total.unchecked", Place("Data", "D4"), value=1),
                finding("file.old-template", found=1, version=2)]  # fmt: skip
    sheet = book_of(marked(office_file, findings))["Temuan"]

    rows = list(sheet.values)
    assert rows[0][0] == LIST_TITLE
    assert rows[1][0] == "2 harus diperbaiki, 1 perlu dilihat, 1 catatan."
    assert [row[1] for row in rows[3:]] == ["C3", "B5", None, "D4"], "the gravest first"
    assert rows[3][3] == "-3"
    assert rows[5][4] == "Templat ini versi 1; yang berlaku versi 2."
    assert sheet["B4"].hyperlink.location == "'Data'!C3"


def test_each_severity_has_its_colour_and_the_gravest_wins(office_file):
    warning = unknown_area("B5", severity=Severity.WARNING)
    note = finding("total.unchecked", Place("Data", "D6"), value=1)
    sheet = book_of(marked(office_file, [warning, note, warning, negative("B7"), warning]))["Data"]
    assert (fill(sheet["B5"]), fill(sheet["D6"]), fill(sheet["B7"])) == (YELLOW, BLUE, RED)

    sheet = book_of(marked(office_file, [warning, unknown_area("B5")]))["Data"]
    assert fill(sheet["B5"]) == RED
    assert sheet["B5"].comment.text.index("Harus diperbaiki") < sheet["B5"].comment.text.index(
        "Perlu dilihat"
    )


def test_a_finding_within_a_merged_range_marks_the_cell_that_is_seen(office_file):
    sheet = book_of(marked(office_file, [unknown_area("C1")]))["Data"]

    assert fill(sheet["A1"]) == RED
    assert sheet["A1"].comment.text.startswith("Harus diperbaiki C1:")
    assert [str(merge) for merge in sheet.merged_cells.ranges] == ["A1:C1"]


def test_an_empty_cell_that_should_be_filled_is_marked_where_it_belongs(office_file):
    places = ["C13", "B20", "AA3", "A2"]
    sheet = book_of(marked(office_file, [unknown_area(place) for place in places]))["Data"]

    assert all(fill(sheet[place]) == RED and sheet[place].comment for place in places)
    assert sheet["A14"].value == "biasa tebal"


def test_a_mended_copy_that_is_checked_again_loses_its_old_marks(office_file, tmp_path):
    first = marked(office_file, [negative("C3"), unknown_area("B4"), unknown_area("B5")])
    again = tmp_path / "lagi.xlsx"
    annotate(first, [unknown_area("B5")], again)
    book = book_of(again)
    sheet = book["Data"]

    assert fill(sheet["C3"]) == "FF00FF00", "the colour that it had before"
    assert sheet["C3"].comment is None
    assert fill(sheet["B4"]) is None
    assert sheet["B4"].comment.text == "Tolong dicek, Bu."
    assert fill(sheet["B5"]) == RED
    assert sheet["B5"].comment.text.count("Kel. Mawar") == 1
    assert book.sheetnames == ["Data", "Rahasia kantor", "Temuan"]
    assert book["Temuan"].max_row == 4

    clean = tmp_path / "bersih.xlsx"
    annotate(again, [], clean)
    sheet = book_of(clean)["Data"]
    assert fill(sheet["B5"]) is None
    assert sheet["B5"].comment is None
    assert book_of(clean)["Temuan"]["A2"].value == "Tidak ada temuan."


def test_a_copy_that_a_person_saved_again_in_between_is_understood(office_file, tmp_path):
    first = marked(office_file, [unknown_area("B5")])
    book = book_of(first)
    book["Data"]["B5"] = "Sukorejo"
    book["Temuan"].title = "Dari Kominfo"
    book.defined_names[LIST_NAME].attr_text = "'Dari Kominfo'!$A$1"  # spreadsheet programs do it themselves
    saved, again = tmp_path / "disimpan.xlsx", tmp_path / "lagi.xlsx"
    book.save(saved)
    annotate(saved, [negative("C4")], again)
    sheet = book_of(again)["Data"]

    assert book_of(again).sheetnames == ["Data", "Rahasia kantor", "Dari Kominfo"]
    assert fill(sheet["B5"]) is None
    assert sheet["B5"].comment is None
    assert fill(sheet["C4"]) == RED


def test_a_sheet_that_is_already_called_temuan_is_left_alone(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "TEMUAN"
    book.active["A1"] = "milik orang"
    book.save(path)
    marked_book = book_of(marked(path, [unknown_area("A1", sheet="TEMUAN")]))

    assert marked_book.sheetnames == ["TEMUAN", "Temuan 2"]
    assert marked_book["TEMUAN"]["A1"].value == "milik orang"


def test_what_could_run_stays_text_in_comments_and_list(office_file):
    told = finding("cell.formula-injection", Place("Data", "B3"), value='=HYPERLINK("http://x")\x00\x1f')
    book = book_of(marked(office_file, [told]))
    cell = book["Temuan"]["D4"]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.startswith("=HYPERLINK")
    assert not [c for row in book["Temuan"].iter_rows() for c in row if c.data_type == "f"]
    assert "=HYPERLINK" in book["Data"]["B3"].comment.text


def test_places_that_do_not_exist_are_told_in_the_list(office_file):
    findings = [unknown_area("B3", sheet="Tidak ada"), unknown_area("bukan sel"), unknown_area("A9999999"),
                unknown_area("ZZZ1"), finding("file.empty")]  # fmt: skip
    book = book_of(marked(office_file, findings))

    assert book["Temuan"].max_row == 8
    assert book["Data"]["B3"].comment is None


def test_the_copy_speaks_english_where_it_is_asked_to(office_file):
    book = book_of(marked(office_file, [unknown_area("B3")], language="en"))

    assert book["Data"]["B3"].comment.text.startswith(
        "Must be mended: “Kel. Mawar” is not in the list of areas."
    )
    assert book["Temuan"]["E3"].value == "Finding"


def test_many_findings_on_one_cell_are_summed_up(office_file):
    told = [finding("area.unknown", Place("Data", "B3"), value=f"Kel. {n}") for n in range(30)]
    comment = book_of(marked(office_file, told))["Data"]["B3"].comment.text

    assert comment.endswith("… dan 22 temuan lagi di daftar Temuan.")


def test_a_csv_comes_back_as_a_workbook_with_the_same_cells(tmp_path):
    path = tmp_path / "umkm.csv"
    path.write_bytes("Kode;Kelurahan;Omzet\r\n007;Séntul;1.234,5\r\n1e5;=1+1;-\r\n".encode("cp1252"))
    target = marked(path, [finding("cell.formula-injection", Place(None, "B3"), value="=1+1")])
    book = book_of(target)

    assert list(book["Data"].values) == [
        ("Kode", "Kelurahan", "Omzet"), ("007", "Séntul", "1.234,5"), ("1e5", "=1+1", "-"),
    ]  # fmt: skip
    assert {cell.data_type for row in book["Data"].iter_rows() for cell in row} == {"s"}
    assert fill(book["Data"]["B3"]) == RED
    assert book["Data"]["B3"].comment is not None
    assert book["Temuan"]["B4"].hyperlink.location == "'Data'!B3"


def test_an_old_workbook_comes_back_as_a_new_one_with_the_same_cells(tmp_path):
    path = tmp_path / "lama.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("Tabel 1")
    sheet.write_merge(0, 0, 0, 2, "Judul")
    sheet.write(1, 0, "35.72")
    sheet.write(1, 1, 12.5)
    sheet.write(1, 2, dt.date(2024, 7, 31), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    sheet.row(2).hidden = True
    sheet.write(2, 0, "tersembunyi")
    book.save(str(path))
    target = marked(path, [unknown_area("A2", sheet="Tabel 1"), unknown_area("C1", sheet="Tabel 1")])
    found = book_of(target)["Tabel 1"]

    assert [cell.value for cell in found[2]] == ["35.72", 12.5, dt.datetime(2024, 7, 31)]  # noqa: DTZ001 - a cell has no zone
    assert [str(merge) for merge in found.merged_cells.ranges] == ["A1:C1"]
    assert found.row_dimensions[3].hidden
    assert fill(found["A2"]) == fill(found["A1"]) == RED


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 rusak", b"", b"<html><table>", b"%PDF-1.4", b"\xd0\xcf\x11\xe0" * 200]
)
def test_a_file_that_cannot_be_read_comes_back_as_the_list_alone(tmp_path, content):
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(content)
    book = book_of(marked(path, [finding("file.encrypted")]))

    assert book.sheetnames == ["Temuan"]
    assert book["Temuan"]["E4"].value == "Berkas ini dikunci dengan kata sandi."


def test_a_workbook_with_the_least_that_there_can_be_is_marked_too(tmp_path):
    """No styles, no places on rows and cells, another prefix: seen from small programs."""
    path = tmp_path / "kecil.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package_kind = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    def leads(identifier, word, target):
        return (
            f'<Relationships xmlns="{package_kind}/relationships">'
            f'<Relationship Id="{identifier}" Type="{kind}/{word}" Target="{target}"/></Relationships>'
        )

    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package_kind}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
        f'<Override PartName="/xl/a.xml" ContentType="{office}.worksheet+xml"/></Types>',
        "_rels/.rels": leads("r", "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<x:workbook xmlns:x="{main}" xmlns:r="{kind}"><x:sheets>'
        '<x:sheet name="A&amp;B \'c\'" sheetId="7" r:id="r9"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": leads("r9", "worksheet", "a.xml"),
        "xl/a.xml": f'<x:worksheet xmlns:x="{main}"><!-- <x:row> --><x:sheetData>'
        "<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row/>"
        "<x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    name = "A&B 'c'"
    target = marked(path, [unknown_area(place, sheet=name) for place in ("B1", "B2", "A3", "A9")])
    sheet = book_of(target)[name]

    assert [sheet[place].value for place in ("A1", "B1", "A3")] == [1, 2, 3]
    assert all(fill(sheet[place]) == RED and sheet[place].comment for place in ("B1", "B2", "A3", "A9"))
    assert fill(sheet["A1"]) is None
    assert book_of(target)["Temuan"]["B4"].hyperlink.location == "'A&B ''c'''!B1"


def test_utf16_parts_are_marked(office_file, tmp_path):
    path = tmp_path / "utf16.xlsx"
    with zipfile.ZipFile(office_file) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.decode().replace("UTF-8", "UTF-16").encode("utf-16")
            after.writestr(name, content)
    assert fill(book_of(marked(path, [unknown_area("B3")]))["Data"]["B3"]) == RED


def test_ten_thousand_findings_are_marked(tmp_path):
    path = tmp_path / "besar.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    for row in range(10_000):
        sheet.write_row(row, 0, [f"{row:05}", row, row])
    book.close()
    target = marked(path, [negative(f"C{row + 1}") for row in range(10_000)])

    with zipfile.ZipFile(target) as package:
        assert package.read("xl/comments1.xml").count(b"<comment ") == 10_000
        assert len(re.findall(rb"<xf ", package.read("xl/styles.xml"))) < 20
    _, told = read_grids(target, "besar.xlsx")
    assert told == []


def test_a_sheet_without_comments_but_with_rich_formats_stays_well_formed(tmp_path):
    """The drawing of the comments has its place in the schema, also beside extensions within rules."""
    path = tmp_path / "aturan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Data")
    sheet.write_column("A1", range(9))
    sheet.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("A1", {"validate": "any", "input_title": "a", "input_message": "x > y"})
    sheet.add_table("C1:D3")
    sheet.set_header("&L&G", {"image_left": "x.png", "image_data_left": picture()})
    book.close()
    target = marked(path, [unknown_area("A3")])

    with zipfile.ZipFile(target) as package:
        root = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    order = [element.tag.rpartition("}")[2] for element in root]
    assert order[-4:] == ["legacyDrawing", "legacyDrawingHF", "tableParts", "extLst"]
    assert book_of(target)["Data"]["A3"].comment is not None


def test_every_part_of_the_copy_is_well_formed(office_file):
    with zipfile.ZipFile(marked(office_file, [unknown_area("B3"), unknown_area("B4")])) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(package.read(name))


cells = st.tuples(st.integers(0, 15), st.integers(0, 8))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(cells, max_size=12), st.lists(cells, max_size=12), st.sets(cells, max_size=4))
def test_whatever_cells_are_marked_the_values_stay_and_the_marks_are_there(tmp_path, filled, bad, commented):
    path = tmp_path / "acak.xlsx"
    book = openpyxl.Workbook()
    for row, column in filled:
        book.active.cell(row + 1, column + 1, row * 100 + column)
    for row, column in commented:
        book.active.cell(row + 1, column + 1).comment = Comment("lama", "Orang")
    book.save(path)
    places = [openpyxl.utils.get_column_letter(column + 1) + str(row + 1) for row, column in bad]
    sheet = book_of(marked(path, [unknown_area(place, sheet="Sheet") for place in places]))["Sheet"]

    values = {
        (cell.row - 1, cell.column - 1): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert values == {(row, column): row * 100 + column for row, column in filled}
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if fill(cell) == RED} == set(places)
    for row, column in commented:
        assert sheet.cell(row + 1, column + 1).comment.text.startswith("lama")
    for place in places:
        assert "Kel. Mawar" in sheet[place].comment.text


def test_the_target_may_be_the_source(office_file):
    annotate(office_file, [unknown_area("B3")], Path(office_file))
    assert fill(book_of(office_file)["Data"]["B3"]) == RED
