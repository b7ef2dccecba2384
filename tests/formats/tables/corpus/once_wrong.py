"""Layouts that were once read wrong, each with the slip that it shows."""

from __future__ import annotations

from random import Random

from tests.formats.tables.corpus.blitar import districts, villages
from tests.formats.tables.corpus.book import Book
from tests.formats.tables.corpus.truth import AGES, SEX, Case, definition, dimension, measure

from lumbung.vocabulary.observations import column_letters


def sexes_under_areas(rng: Random) -> Case:
    """A total of one kecamatan was held against the figures of all."""
    case = Case(
        Book(),
        definition(
            "kecamatan",
            dimensions=[dimension("jenis_kelamin", SEX), dimension("kelompok_umur", AGES)],
            periods=["2024"],
        ),
    )
    sheet = case.book.sheet("Umur")
    sheet.put(0, 0, "Penduduk menurut Kelompok Umur, Kecamatan dan Jenis Kelamin, 2024")
    sheet.put(2, 0, "Kelompok Umur")
    sheet.merge(2, 0, 3, 0)
    for number, area in enumerate(districts()):
        left = 1 + 3 * number
        sheet.put(2, left, area.name)
        sheet.merge(2, left, 2, left + 2)
        sheet.line(3, ["L", "P", "L+P"], left)
        for row, (age, title) in enumerate(AGES.items(), start=4):
            sheet.put(row, 0, title)
            values = [rng.randint(1000, 9000) for _ in SEX]
            sheet.line(row, [*values, sum(values)], left)
            for index, sex in enumerate(SEX):
                place = ("Umur", f"{column_letters(left + index)}{row + 1}")
                case.expect(area.code, "2024", values[index], place, jenis_kelamin=sex, kelompok_umur=age)
    case.totals = 15
    return case


def a_dimension_named_status(rng: Random) -> Case:
    """A dimension's name was one that the reader used for itself; bare numerals numbered the columns."""
    kinds = {"negeri": "Negeri", "swasta": "Swasta"}
    name = rng.choice(("status", "note", "measure", "number", "place"))
    case = Case(
        Book(),
        definition("kecamatan", dimensions=[dimension(name, kinds, "Status sekolah")], periods=["2024"]),
    )
    sheet = case.book.sheet("Sekolah")
    sheet.put(0, 0, "Sekolah menurut Kecamatan dan Status, 2024")
    sheet.line(2, ["No", "Kecamatan", None, "Negeri", "Swasta", "Jumlah"])
    sheet.line(3, [1, 2, None, 3, 4, 5])
    for row, area in enumerate(districts(), start=4):
        values = [rng.randint(5, 90) for _ in kinds]
        sheet.line(row, [row - 3, area.name, None, *values, sum(values)])
        for index, code in enumerate(kinds):
            key = (area.code, "2024", ((name, code),), "jumlah")
            case.expected[key] = (values[index], "normal", "Sekolah", f"{'DE'[index]}{row + 1}")
    case.totals = 3
    return case


def lettered_groups(rng: Random) -> Case:
    """The title of the first group, with its letter, was taken for the heading."""
    groups = {
        "Tenaga Medis": {"dokter-umum": "Dokter Umum", "dokter-gigi": "Dokter Gigi"},
        "Tenaga Keperawatan": {"perawat": "Perawat", "bidan": "Bidan"},
    }
    codes = {code: title for group in groups.values() for code, title in group.items()}
    case = Case(
        Book(),
        definition("kota", dimensions=[dimension("jenis_tenaga", codes)], periods=["2023", "2024"]),
    )
    sheet = case.book.sheet("Nakes")
    sheet.put(0, 0, "Tenaga Kesehatan Kota Blitar")
    sheet.line(2, ["No", "Jenis Tenaga", 2023, 2024])
    row, sums = 3, [0, 0]
    letters = rng.choice(("AB", ["I", "II"]))
    for letter, (title, group) in zip(letters, groups.items(), strict=True):
        sheet.line(row, [letter, title])
        row += 1
        for number, (code, name) in enumerate(group.items(), start=1):
            values = [rng.randint(3, 200) for _ in sums]
            sums = [a + b for a, b in zip(sums, values, strict=True)]
            sheet.line(row, [number, name, *values])
            for index, year in enumerate(("2023", "2024")):
                case.expect(
                    "35.72", year, values[index], ("Nakes", f"{'CD'[index]}{row + 1}"), jenis_tenaga=code
                )
            row += 1
    sheet.line(row, [None, "Total", *sums])
    case.totals = 2
    return case


def codes_in_brackets(rng: Random) -> Case:
    """The code behind the name, the unit behind the figure, the source in the last line of a CSV."""
    case = Case(
        Book(), definition(measures=[measure("jumlah", "jumlah", "orang", decimals=0)], periods=["2024"])
    )
    case.save = {"how": "csv", "separator": rng.choice(";,|"), "encoding": "utf-8"}
    sheet = case.book.sheet("Data")
    sheet.line(0, ["Kelurahan", "Jumlah 2024"])
    total = 0
    for row, area in enumerate(villages(), start=1):
        value = rng.randint(5, 999)
        total += value
        sheet.line(row, [f"{area.name} ({area.code})", f"{value} orang"])
        case.expect(area.code, "2024", value, (None, f"B{row + 1}"))
    sheet.line(22, ["Jumlah", f"{total} orang"])
    sheet.put(23, 0, "Sumber: Dinas Sosial, 2025")
    case.totals = 1
    return case


def shares_below(rng: Random) -> Case:
    """Rows of percentages and means below the total are neither data nor sums."""
    faiths = {"islam": "Islam", "kristen": "Kristen", "katolik": "Katolik"}
    case = Case(Book(), definition("kecamatan", dimensions=[dimension("agama", faiths)], periods=["2024"]))
    sheet = case.book.sheet("Agama")
    sheet.put(0, 0, "Penduduk menurut Kecamatan dan Agama, 2024")
    sheet.line(2, ["Kecamatan", *faiths.values(), "Jumlah"])
    sums = [0] * 4
    for row, area in enumerate(districts(), start=3):
        values = [rng.randint(100, 9000) for _ in faiths]
        sums = [a + b for a, b in zip(sums, [*values, sum(values)], strict=True)]
        sheet.line(row, [area.name, *values, sum(values)])
        for index, code in enumerate(faiths):
            case.expect(area.code, "2024", values[index], ("Agama", f"{'BCD'[index]}{row + 1}"), agama=code)
    sheet.line(6, ["Jumlah", *sums])
    sheet.line(7, ["Persentase (%)", *(round(100 * value / sums[3], 2) for value in sums)])
    sheet.line(8, ["Rata-rata", *(round(value / 3, 1) for value in sums)])
    case.totals = 7
    return case


def measures_named_total_and_share(rng: Random) -> Case:
    """*Jumlah* and *Persentase* down the side are two measures and no totals."""
    measures = [
        measure("jumlah", "Jumlah", "ribu jiwa"),
        measure("persentase", "Persentase", "persen", adds_up="none"),
    ]
    case = Case(Book(), definition("kota", measures=measures, periods=["2023", "2024"]))
    sheet = case.book.sheet("Miskin")
    sheet.put(0, 0, "Penduduk Miskin Kota Blitar")
    sheet.line(2, ["Uraian", "Satuan", 2023, 2024])
    for row, (item, sign) in enumerate(zip(measures, ("ribu jiwa", "%"), strict=True), start=3):
        values = [round(rng.uniform(5, 12), 2) for _ in range(2)]
        sheet.line(row, [item["title"]["id"], sign, *values])
        for index, year in enumerate(("2023", "2024")):
            case.expect("35.72", year, values[index], ("Miskin", f"{'CD'[index]}{row + 1}"), item["code"])
    return case


def sheets_named_after_halves(rng: Random) -> Case:
    """*Sem 1 2024* as the name of a sheet said its year only; marks of older tables stand in the cells."""
    case = Case(
        Book(),
        definition("kecamatan", "S", [measure("produksi", "Produksi", "kg")], periods=["2024-S1", "2024-S2"]),
    )
    for half in (1, 2):
        sheet = case.book.sheet(rng.choice(("Sem {} 2024", "Smt {}-2024", "Semester {} 2024")).format(half))
        sheet.put(0, 0, "Produksi Ikan (kg)")
        sheet.line(2, ["Kecamatan", "Produksi"])
        for row, area in enumerate(districts(), start=3):
            value, mark = round(rng.uniform(1000, 9000), 1), rng.choice(("", "x", " xx", "e", "*", " r)"))
            sheet.line(row, [area.name, f"{value:,.1f}".translate(str.maketrans(",.", ".,")) + mark])
            status = {"": "normal", " r)": "revised"}.get(mark, "provisional")
            case.expect(area.code, f"2024-S{half}", value, (sheet.name, f"B{row + 1}"), "produksi", status)
    return case


def everything_in_one_column(rng: Random) -> Case:
    """The sum of a kelurahan, with its sexes indented below, was taken for its last sex."""
    case = Case(Book(), definition(dimensions=[dimension("jenis_kelamin", SEX)], periods=["2024"]))
    sheet = case.book.sheet("Penduduk")
    sheet.put(0, 0, "Penduduk menurut Kelurahan dan Jenis Kelamin, 2024")
    sheet.line(2, ["Uraian", "Jumlah"])
    row = 3
    figures_first = rng.random() < 0.7
    for area in villages():
        values = [rng.randint(100, 900) for _ in SEX]
        sheet.line(row, [area.name, sum(values) if figures_first else None])
        for index, (code, title) in enumerate(SEX.items()):
            row += 1
            sheet.line(row, [f"   {title}", values[index]])
            case.expect(area.code, "2024", values[index], ("Penduduk", f"B{row + 1}"), jenis_kelamin=code)
        row += 1
    return case


def marks_below_the_years(rng: Random) -> Case:
    """A mark in a line of its own, or a word in its place, was not taken for its column's."""
    case = Case(
        Book(),
        definition("kecamatan", measures=[measure("nilai", "Nilai", "miliar rupiah")], periods="2022..2024"),
    )
    sheet = case.book.sheet("Nilai")
    sheet.put(0, 0, "Nilai Tambah menurut Kecamatan (miliar rupiah)")
    provisional = rng.choice(("*", "**", "(angka sementara)", "Sementara"))
    if rng.random() < 0.5:
        sheet.line(2, ["Kecamatan", 2022, 2023, 2024])
        sheet.line(3, [None, None, "r", provisional])
    else:
        sheet.line(2, ["Kecamatan", 2022, "2023 (revisi)", "2024 (angka sementara)"])
        sheet.line(
            3, ["(1)", "(2)", "(3)r", "(4)*"] if rng.random() < 0.5 else ["(1)", "(2)", "(3)", "(4)*)"]
        )
    for row, area in enumerate(districts(), start=4):
        values = [round(rng.uniform(500, 3000), 1) for _ in range(3)]
        sheet.line(row, [area.name, *values])
        for index, (year, status) in enumerate(
            (("2022", "normal"), ("2023", "revised"), ("2024", "provisional"))
        ):
            place = ("Nilai", f"{'BCD'[index]}{row + 1}")
            case.expect(area.code, year, values[index], place, "nilai", status)
    return case


def a_sum_of_two_measures(rng: Random) -> Case:
    """*Jumlah* beside two measures was a column unknown and its sums went unchecked."""
    measures = [measure("negeri", "SD Negeri", "sekolah"), measure("swasta", "SD Swasta", "sekolah")]
    case = Case(Book(), definition("kecamatan", measures=measures, periods=["2024"]))
    sheet = case.book.sheet("SD")
    sheet.put(0, 0, "Jumlah SD Negeri dan Swasta menurut Kecamatan, 2024")
    sheet.line(2, ["No", "Kecamatan", "Negeri", "Swasta", "Jumlah"])
    for row, area in enumerate(districts(), start=3):
        values = [rng.randint(1, 40) for _ in measures]
        sheet.line(row, [row - 2, area.name, *values, sum(values)])
        for index, item in enumerate(measures):
            case.expect(area.code, "2024", values[index], ("SD", f"{'CD'[index]}{row + 1}"), item["code"])
    case.totals = 3
    return case


ALL = (
    marks_below_the_years,
    a_sum_of_two_measures,
    everything_in_one_column,
    sexes_under_areas,
    a_dimension_named_status,
    lettered_groups,
    codes_in_brackets,
    shares_below,
    measures_named_total_and_share,
    sheets_named_after_halves,
)
