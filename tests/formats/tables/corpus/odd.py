"""Layouts that are rarer, and met all the same."""

from __future__ import annotations

from random import Random

from tests.formats.tables.corpus.blitar import TREE, districts, villages
from tests.formats.tables.corpus.book import Book
from tests.formats.tables.corpus.truth import SEX, Case, definition, dimension, measure

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def form_for_one_area(rng: Random) -> Case:
    """A form: area and period in lines of *name : value*, figures by code below."""
    area = rng.choice(villages())
    month = rng.randint(1, 12)
    kinds = {"rujukan": "Rujukan", "rawat-jalan": "Rawat Jalan", "kunjungan-rumah": "Kunjungan Rumah"}
    case = Case(
        Book(),
        definition(
            frequency="M",
            dimensions=[dimension("layanan", kinds, "Jenis layanan")],
            periods="2025-01..2025-12",
        ),
    )
    sheet = case.book.sheet("Laporan")
    sheet.put(0, 0, "LAPORAN BULANAN PELAYANAN KESEHATAN")
    joint = rng.random() < 0.5
    for row, (name, value) in enumerate(
        (
            ("Kelurahan", area.name),
            ("Kecamatan", TREE[area.parent].name),
            ("Bulan", f"{MONTHS[month - 1]} 2025"),
        ),
        start=2,
    ):
        if joint:
            sheet.put(row, 0, f"{name} : {value}")
        else:
            sheet.line(row, [name, f": {value}"])
    sheet.line(6, ["No", "Jenis Layanan", "Jumlah"])
    total = 0
    for row, (code, title) in enumerate(kinds.items(), start=7):
        value = rng.randint(1, 90)
        total += value
        sheet.line(row, [row - 6, title, value])
        case.expect(area.code, f"2025-{month:02d}", value, ("Laporan", f"C{row + 1}"), layanan=code)
    sheet.line(10, ["Jumlah", None, total])
    case.totals = 1
    return case


def sheet_for_each_village(rng: Random) -> Case:
    """A sheet named after each kelurahan, Sukorejo among them; codes down, years across."""
    district = rng.choice(districts())
    kinds = {"baik": "Baik", "sedang": "Sedang", "rusak": "Rusak"}
    case = Case(Book(), definition(dimensions=[dimension("kondisi", kinds)], periods=["2023", "2024"]))
    for area in villages(district.code):
        sheet = case.book.sheet(area.name)
        sheet.put(0, 0, "Panjang jalan menurut kondisi")
        sheet.line(2, ["Kondisi", 2023, 2024])
        for row, (code, title) in enumerate(kinds.items(), start=3):
            sheet.put(row, 0, title)
            for column, year in enumerate(("2023", "2024"), start=1):
                value = rng.randint(1, 50)
                where = sheet.put(row, column, value)
                case.expect(area.code, year, value, (area.name, where), kondisi=code)
    return case


def counts_with_shares(rng: Random) -> Case:
    """Each code with its number and its percentage beside."""
    kinds = {"baik": "Baik", "sedang": "Sedang", "rusak": "Rusak"}
    case = Case(Book(), definition("kecamatan", dimensions=[dimension("kondisi", kinds)], periods=["2024"]))
    sheet = case.book.sheet("Jalan")
    sheet.put(0, 0, "Kondisi Jalan menurut Kecamatan, 2024")
    two = rng.random() < 0.6
    column = 1
    sheet.put(2, 0, "Kecamatan")
    for title in (*kinds.values(), "Jumlah"):
        if two:
            sheet.put(2, column, title)
            sheet.merge(2, column, 2, column + 1)
            sheet.line(3, ["Ruas", "%"], column)
        else:
            sheet.line(3, [title, f"% {title}"], column)
        column += 2
    if not two:
        sheet.cells[3, 0] = sheet.cells.pop((2, 0))
    for row, area in enumerate(districts(), start=4):
        values = [rng.randint(5, 90) for _ in kinds]
        sheet.put(row, 0, area.name)
        for number, code in enumerate(kinds):
            where = sheet.put(row, 1 + 2 * number, values[number])
            sheet.put(row, 2 + 2 * number, round(100 * values[number] / sum(values), 2))
            case.expect(area.code, "2024", values[number], ("Jalan", where), kondisi=code)
        sheet.line(row, [sum(values), 100], 7)
    case.totals = 3
    return case


def units_below_headings(rng: Random) -> Case:
    """The units in a row of their own, and column numbers below them."""
    measures = [
        measure("luas", "Luas Panen", "ha"),
        measure("produksi", "Produksi", "ton"),
        measure("hasil", "Produktivitas", "kuintal/ha"),
    ]
    case = Case(Book(), definition("kecamatan", measures=measures, periods=["2024"]))
    sheet = case.book.sheet("Padi")
    sheet.put(0, 0, "Luas Panen, Produksi dan Produktivitas Padi, 2024")
    sheet.line(2, ["Kecamatan", "Luas Panen", "Produksi", "Produktivitas"])
    sheet.line(3, [None, "(ha)", "(ton)", "(ku/ha)"])
    if rng.random() < 0.5:
        sheet.merge(2, 0, 3, 0)
    sheet.line(4, ["(1)", "(2)", "(3)", "(4)"])
    for row, area in enumerate(districts(), start=5):
        sheet.put(row, 0, area.name)
        for column, item in enumerate(measures, start=1):
            value = round(rng.uniform(20, 90), 2)
            where = sheet.put(row, column, value)
            case.expect(area.code, "2024", value, ("Padi", where), item["code"])
    return case


def groups_with_subtotals(rng: Random) -> Case:
    """Kecamatan merged over their kelurahan, each group closed by *Jumlah*."""
    case = Case(Book(), definition(dimensions=[dimension("jenis_kelamin", SEX)], periods=["2024"]))
    sheet = case.book.sheet("Penduduk")
    sheet.put(0, 0, "Penduduk menurut Kelurahan dan Jenis Kelamin, 2024")
    sheet.line(2, ["Kecamatan", "Kelurahan", "L", "P", "L+P"])
    row, grand = 3, [0, 0]
    word = rng.choice(("Jumlah", "Sub Jumlah", "Sub Total", "JUMLAH"))
    beside = rng.random() < 0.5
    for district in districts():
        start, sums = row, [0, 0]
        sheet.put(row, 0, district.name)
        for area in villages(district.code):
            values = [rng.randint(1000, 5000) for _ in SEX]
            sheet.line(row, [area.name, *values, sum(values)], 1)
            for number, code in enumerate(SEX):
                sums[number] += values[number]
                case.expect(
                    area.code,
                    "2024",
                    values[number],
                    ("Penduduk", f"{'CD'[number]}{row + 1}"),
                    jenis_kelamin=code,
                )
            row += 1
        sheet.line(
            row,
            [None, word, *sums, sum(sums)] if beside else [f"{word} {district.name}", None, *sums, sum(sums)],
        )
        sheet.merge(start, 0, row if beside else row - 1, 0)
        grand = [a + b for a, b in zip(grand, sums, strict=True)]
        row += 1
    sheet.line(row, [rng.choice(("Total", "Kota Blitar", "Jumlah Total")), None, *grand, sum(grand)])
    case.totals = 21 + 12
    return case


def pages(rng: Random) -> Case:
    """A long table over several pages, the heading repeated on each."""
    case = Case(Book(), definition(periods=["2023", "2024"]))
    sheet = case.book.sheet("KK")
    sheet.put(0, 0, "Tabel 2.1 Jumlah Kepala Keluarga menurut Kelurahan, 2023-2024")
    row = 1
    for number, district in enumerate(districts()):
        if number and rng.random() < 0.7:
            row += 1
            sheet.put(row, 0, "Lanjutan Tabel 2.1")
            row += 1
        sheet.line(row, ["Kelurahan", 2023, 2024])
        row += 1
        for area in villages(district.code):
            sheet.put(row, 0, area.name)
            for column, year in enumerate(("2023", "2024"), start=1):
                value = rng.randint(100, 4000)
                where = sheet.put(row, column, value)
                case.expect(area.code, year, value, ("KK", where))
            row += 1
    return case


def numbered_names(rng: Random) -> Case:
    """Names with their number before and a footnote's number behind."""
    case = Case(Book(), definition(periods=["2024"]))
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Jumlah Posyandu, 2024")
    sheet.line(1, ["Kelurahan", "Jumlah Posyandu"])
    form = rng.choice(("{n}. {a}", "{n}) {a}", "{n}.{a}", "{a} *)", "- {a}", "{c} - {a}", "{c} {a}"))
    for row, area in enumerate(villages(), start=2):
        value = rng.randint(1, 20)
        sheet.line(row, [form.format(n=row - 1, a=area.name, c=area.code), value])
        case.expect(area.code, "2024", value, ("Data", f"B{row + 1}"))
    return case


def percent_cells(rng: Random) -> Case:
    """Percentages kept as fractions and shown with a percent sign."""
    case = Case(
        Book(),
        definition(
            "kecamatan",
            measures=[measure("miskin", "Persentase penduduk miskin", "persen", adds_up="none")],
            periods=["2024"],
        ),
    )
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Persentase Penduduk Miskin menurut Kecamatan, 2024")
    sheet.line(1, ["Kecamatan", "Persentase"])
    for row, area in enumerate(districts(), start=2):
        value = round(rng.uniform(1, 20), 1)
        sheet.put(row, 0, area.name)
        sheet.put(row, 1, value / 100, "0.0%")
        case.expect(area.code, "2024", value, ("Data", f"B{row + 1}"), "miskin")
    return case


ALL = (
    form_for_one_area,
    sheet_for_each_village,
    counts_with_shares,
    units_below_headings,
    groups_with_subtotals,
    pages,
    numbered_names,
    percent_cells,
)
