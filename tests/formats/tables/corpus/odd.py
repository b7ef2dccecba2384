"""Layouts that are rarer, and met all the same."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from tests.formats.tables.corpus.blitar import TREE, districts, villages
from tests.formats.tables.corpus.book import Book, Formula
from tests.formats.tables.corpus.truth import SEX, Case, definition, dimension, measure

from lumbung.vocabulary.observations import column_letters

MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
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


def status_beside(rng: Random) -> Case:
    """The status in a column of its own, as words or as signs."""
    years = [2022, 2023, 2024]
    words = rng.random() < 0.5
    case = Case(Book(), definition("kota", periods=[str(y) for y in years]))
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Jumlah Wisatawan Kota Blitar")
    sheet.line(1, ["Tahun", "Jumlah Wisatawan", "Status" if words else None])
    said = {
        "provisional": "Sementara" if words else "*",
        "revised": "Diperbaiki" if words else "r",
        "normal": "Tetap" if words else None,
    }
    for row, (year, status) in enumerate(
        zip(years, ("normal", "revised", "provisional"), strict=True), start=2
    ):
        value = rng.randint(1000, 90000)
        sheet.line(row, [year, value, said[status]])
        case.expect("35.72", str(year), value, ("Data", f"B{row + 1}"), status=status)
    return case


def time_down(rng: Random) -> Case:
    """Years or months down, codes or kecamatan across."""
    by_area, monthly = rng.random() < 0.5, rng.random() < 0.5
    periods = [f"2024-{m:02d}" for m in range(1, 13)] if monthly else [str(y) for y in range(2015, 2025)]
    case = Case(
        Book(),
        definition(
            "kecamatan" if by_area else "kota",
            "M" if monthly else "A",
            dimensions=[] if by_area else [dimension("jenis_kelamin", SEX)],
            periods=periods,
        ),
    )
    sheet = case.book.sheet("Data")
    sheet.put(
        0,
        0,
        "Kelahiran menurut "
        + ("Kecamatan" if by_area else "Jenis Kelamin")
        + (" Tahun 2024" if monthly else ""),
    )
    across: list[tuple[str, str]] = (
        [(a.name, a.code) for a in districts()] if by_area else [(t, c) for c, t in SEX.items()]
    )
    sheet.line(2, ["Bulan" if monthly else "Tahun", *(name for name, _ in across), "Jumlah"])
    for row, period in enumerate(periods, start=3):
        values = [rng.randint(10, 900) for _ in across]
        sheet.line(row, [MONTHS[row - 3] if monthly else int(period), *values, sum(values)])
        for number, (_, code) in enumerate(across):
            place = ("Data", f"{column_letters(number + 1)}{row + 1}")
            if by_area:
                case.expect(code, period, values[number], place)
            else:
                case.expect("35.72", period, values[number], place, jenis_kelamin=code)
    sheet.put(row + 1, 0, "Jumlah")
    for number in range(len(across)):
        sheet.put(
            row + 1,
            number + 1,
            sum(v for (r, c), v in sheet.cells.items() if c == number + 1 and 3 <= r <= row),
        )
    case.totals = len(periods) + len(across)
    return case


def classes(rng: Random) -> Case:
    """Codes that are numerals, Roman or Arabic, and could be periods or row numbers."""
    roman = rng.random() < 0.5
    kinds = {str(n): f"Kelas {n}" for n in range(1, 7)} if not roman else {r.lower(): r for r in ROMAN}
    case = Case(
        Book(),
        definition(
            "kecamatan",
            dimensions=[dimension("kelas", kinds), dimension("jenis_kelamin", SEX)],
            periods=["2024"],
        ),
    )
    sheet = case.book.sheet("SD")
    sheet.put(0, 0, "Murid SD menurut Kecamatan, Kelas dan Jenis Kelamin, Tahun Ajaran 2024/2025")
    sheet.put(2, 0, "Kecamatan")
    column, keys = 1, []
    for number, code in enumerate(kinds, start=1):
        sheet.put(2, column, ROMAN[number - 1] if roman else rng.choice((number, f"Kelas {number}")))
        sheet.merge(2, column, 2, column + 1)
        sheet.line(3, ["L", "P"], column)
        keys += [(code, "laki-laki"), (code, "perempuan")]
        column += 2
    for row, area in enumerate(districts(), start=4):
        sheet.put(row, 0, area.name)
        for number, (kelas, sex) in enumerate(keys, start=1):
            value = rng.randint(100, 900)
            where = sheet.put(row, number, value)
            case.expect(area.code, "2024", value, ("SD", where), kelas=kelas, jenis_kelamin=sex)
    return case


def dates_as_months(rng: Random) -> Case:
    """Months as date cells across, shown as Jan-25."""
    case = Case(Book(), definition(frequency="M", periods="2025-01..2025-06"))
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Kunjungan Perpustakaan per Kelurahan")
    sheet.put(2, 0, "Kelurahan")
    last = rng.random() < 0.3
    for month in range(1, 7):
        day = dt.date(2025, month + 1, 1) - dt.timedelta(days=1) if last else dt.date(2025, month, 1)
        sheet.put(2, month, day, "mmm-yy")
    for row, area in enumerate(villages(), start=3):
        sheet.put(row, 0, area.name)
        for month in range(1, 7):
            value = rng.randint(1, 400)
            where = sheet.put(row, month, value)
            case.expect(area.code, f"2025-{month:02d}", value, ("Data", where))
    return case


def with_other_sheets(rng: Random) -> Case:
    """Beside the data: instructions, a list of codes with postal codes, an unrelated little table."""
    case = Case(Book(), definition(periods=["2024"]))
    guide = case.book.sheet("Petunjuk")
    for row, text in enumerate(
        (
            "PETUNJUK PENGISIAN",
            "1. Isi kolom jumlah dengan angka.",
            "2. Jangan mengubah nama kelurahan.",
            "3. Kirim paling lambat tanggal 10.",
        )
    ):
        guide.put(row, 0, text)
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Jumlah Rumah Tidak Layak Huni, 2024")
    sheet.line(2, ["No", "Kelurahan", "Jumlah RTLH", "Ket"])
    for row, area in enumerate(villages(), start=3):
        value = rng.randint(1, 100)
        sheet.line(row, [row - 2, area.name, value])
        case.expect(area.code, "2024", value, ("Data", f"C{row + 1}"))
    codes = case.book.sheet("Kode")
    codes.line(0, ["Kode", "Kelurahan", "Kode Pos"])
    for row, area in enumerate(villages(), start=1):
        codes.line(row, [area.code, area.name, f"661{row:02d}"])
    return case


def total_is_the_figure(rng: Random) -> Case:
    """The city is asked for; the sheet gives kecamatan and a total."""
    case = Case(Book(), definition("kota", periods=["2023", "2024"]))
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Jumlah Koperasi menurut Kecamatan di Kota Blitar")
    sheet.line(2, ["Kecamatan", 2023, 2024])
    sums = [0, 0]
    for row, area in enumerate(districts(), start=3):
        values = [rng.randint(10, 90), rng.randint(10, 90)]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        sheet.line(row, [area.name, *values])
    word = rng.choice(("Jumlah", "Kota Blitar", "Total Kota Blitar", "TOTAL"))
    sheet.line(6, [word, *sums])
    case.expect("35.72", "2023", sums[0], ("Data", "B7"))
    case.expect("35.72", "2024", sums[1], ("Data", "C7"))
    return case


def three_labels(rng: Random) -> Case:
    """Kecamatan merged over sexes merged over years, or written once and left empty."""
    case = Case(
        Book(),
        definition(
            "kecamatan", dimensions=[dimension("jenis_kelamin", SEX)], periods=["2022", "2023", "2024"]
        ),
    )
    sheet = case.book.sheet("Data")
    sheet.line(0, ["No", "Kecamatan", "Jenis Kelamin", "Tahun", "Jumlah Penduduk"])
    merged = rng.random() < 0.5
    row = 1
    for count, area in enumerate(districts(), start=1):
        sheet.line(row, [count, area.name])
        if merged:
            sheet.merge(row, 0, row + 5, 0)
            sheet.merge(row, 1, row + 5, 1)
        for code, title in SEX.items():
            sheet.put(row, 2, title)
            if merged:
                sheet.merge(row, 2, row + 2, 2)
            for year in (2022, 2023, 2024):
                value = rng.randint(1000, 30000)
                sheet.put(row, 3, year)
                where = sheet.put(row, 4, value)
                case.expect(area.code, str(year), value, ("Data", where), jenis_kelamin=code)
                row += 1
    return case


def target_and_result(rng: Random) -> Case:
    """Target and result for each quarter, and what was reached in percent."""
    measures = [measure("target", "Target", "juta rupiah"), measure("realisasi", "Realisasi", "juta rupiah")]
    case = Case(
        Book(),
        definition(
            "kota",
            "Q",
            measures,
            dimensions=[
                dimension(
                    "pajak",
                    {"hotel": "Pajak Hotel", "restoran": "Pajak Restoran", "parkir": "Pajak Parkir"},
                    "Jenis pajak",
                )
            ],
            periods=[f"2025-Q{n}" for n in range(1, 5)],
        ),
    )
    sheet = case.book.sheet("PAD")
    sheet.put(0, 0, "Target dan Realisasi Pajak Daerah Kota Blitar Tahun 2025 (juta rupiah)")
    sheet.line(2, ["No", "Jenis Pajak"])
    column = 2
    for quarter in range(1, 5):
        sheet.put(2, column, f"Triwulan {ROMAN[quarter - 1]}")
        sheet.merge(2, column, 2, column + 2)
        sheet.line(3, ["Target", "Realisasi", "%"], column)
        column += 3
    for row, (code, title) in enumerate(
        (("hotel", "Pajak Hotel"), ("restoran", "Pajak Restoran"), ("parkir", "Pajak Parkir")), start=4
    ):
        sheet.line(row, [row - 3, title])
        for quarter in range(1, 5):
            values = [round(rng.uniform(100, 900), 1) for _ in measures]
            for number, item in enumerate(measures):
                where = sheet.put(row, 2 + 3 * (quarter - 1) + number, values[number])
                case.expect(
                    "35.72", f"2025-Q{quarter}", values[number], ("PAD", where), item["code"], pajak=code
                )
            sheet.put(row, 4 + 3 * (quarter - 1), Formula("D5/C5*100", round(100 * values[1] / values[0], 2)))
    return case


def english_numbers(rng: Random) -> Case:
    """Text numbers in the English way, some of which could be read in the other."""
    case = Case(
        Book(), definition(measures=[measure("nilai", "Nilai produksi", "juta rupiah")], periods=["2024"])
    )
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Nilai Produksi menurut Kelurahan, 2024 (juta rupiah)")
    sheet.line(2, ["Kelurahan", "Nilai Produksi"])
    for row, area in enumerate(villages(), start=3):
        value: Any = rng.choice((rng.randint(1000, 9999), round(rng.uniform(1000, 9999), 1)))
        sheet.line(row, [area.name, f"{value:,}"])
        case.expect(area.code, "2024", value, ("Data", f"B{row + 1}"), "nilai")
    sheet.put(3, 1, "1,234.5")
    key = next(iter(case.expected))
    case.expected[key] = (1234.5, *case.expected[key][1:])
    return case


def years_in_blocks(rng: Random) -> Case:
    """A title row for each year among the rows."""
    case = Case(
        Book(),
        definition(
            "kecamatan", dimensions=[dimension("jenis_kelamin", SEX)], periods=["2022", "2023", "2024"]
        ),
    )
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Penduduk menurut Kecamatan dan Jenis Kelamin")
    sheet.line(2, ["Kecamatan", "Laki-laki", "Perempuan", "Jumlah"])
    row = 3
    for year in (2022, 2023, 2024):
        sheet.put(row, 0, rng.choice((str(year), f"Tahun {year}", year)))
        row += 1
        for area in districts():
            values = [rng.randint(1000, 9000) for _ in SEX]
            sheet.line(row, [area.name, *values, sum(values)])
            for number, code in enumerate(SEX):
                case.expect(
                    area.code,
                    str(year),
                    values[number],
                    ("Data", f"{'BC'[number]}{row + 1}"),
                    jenis_kelamin=code,
                )
            row += 1
    case.totals = 9
    return case


ALL = (
    form_for_one_area, sheet_for_each_village, counts_with_shares, units_below_headings, groups_with_subtotals, pages,
    numbered_names, percent_cells, status_beside, time_down, classes, dates_as_months, with_other_sheets,
    total_is_the_figure, three_labels, target_and_result, english_numbers, years_in_blocks,
)  # fmt: skip
