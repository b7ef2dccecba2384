"""Layouts in which time, status or the total stand where one does not look for them."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from tests.formats.tables.corpus.blitar import districts, villages
from tests.formats.tables.corpus.book import Book, Formula
from tests.formats.tables.corpus.truth import SEX, Case, definition, dimension, measure

from lumbung.vocabulary.observations import column_letters

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
    status_beside,
    time_down,
    classes,
    dates_as_months,
    with_other_sheets,
    total_is_the_figure,
    three_labels,
    target_and_result,
    english_numbers,
    years_in_blocks,
)
