"""Tables with headings of one to three levels: years, months, sexes and ages across."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.formats.tables.corpus.blitar import districts, villages
from tests.formats.tables.corpus.book import Book, Formula, Sheet
from tests.formats.tables.corpus.truth import AGES, SEX, Case, definition, dimension, measure

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


def _letters(column: int) -> str:
    from lumbung.vocabulary.observations import column_letters

    return column_letters(column)


def _total(rng: Random, sheet: Sheet, row: int, column: int, parts: list[str], value: float) -> None:
    """A total as a number or as a formula with its result."""
    sheet.put(row, column, Formula(f"SUM({','.join(parts)})", value) if rng.random() < 0.3 else value)


def wide_by_year(rng: Random) -> Case:
    """Years as headings, as numbers or text, with marks; areas or codes in the rows."""
    years = list(range(2020, 2025))
    case = Case(Book(), definition(periods=[str(y) for y in years]))
    sheet = case.book.sheet(rng.choice(("Sheet1", "Tabel 2")))
    sheet.put(0, 0, f"Jumlah Kepala Keluarga menurut Kelurahan, {years[0]}–{years[-1]}")
    marked = rng.choice((None, "*", "r)", "**)"))
    first = rng.choice((0, 1))
    heading: list[Any] = [*(["No"] if first else []), "Kelurahan"]
    style = rng.choice(("number", "text", "Tahun"))
    for year in years:
        said: Any = {"number": year, "text": str(year), "Tahun": f"Tahun {year}"}[style]
        heading.append(f"{said}{marked}" if marked and year == years[-1] else said)
    top = 2
    if rng.random() < 0.5:
        sheet.line(2, [*(["No"] if first else []), "Kelurahan", "Tahun"])
        sheet.merge(2, first + 1, 2, first + len(years))
        for column in range(first + 1):
            sheet.merge(2, column, 3, column)
        sheet.line(3, [None] * (first + 1) + heading[first + 1 :])
        top = 3
    else:
        sheet.line(2, heading)
    sums = dict.fromkeys(years, 0)
    row = top + 1
    if rng.random() < 0.4:
        sheet.line(row, [f"({n + 1})" for n in range(len(heading))])
        row += 1
    start = row
    status = {"*": "provisional", "**)": "provisional", "r)": "revised"}.get(marked or "", "normal")
    for area in villages():
        sheet.line(row, [*([row - start + 1] if first else []), area.name])
        for number, year in enumerate(years):
            value = rng.randint(500, 4000)
            sums[year] += value
            where = sheet.put(row, first + 1 + number, value)
            last = year == years[-1]
            case.expect(area.code, str(year), value, (sheet.name, where), status=status if last else "normal")
        row += 1
    sheet.put(row, 0, rng.choice(("Jumlah", "TOTAL", "Jumlah/Total", "J u m l a h", "Kota Blitar")))
    for number, year in enumerate(years):
        column = first + 1 + number
        part = f"{_letters(column)}{start + 1}:{_letters(column)}{row}"
        _total(rng, sheet, row, column, [part], sums[year])
    case.totals = len(years)
    sheet.put(row + 2, 0, "Sumber: Dinas Kependudukan dan Pencatatan Sipil, 2025")
    return case


def wide_by_month(rng: Random) -> Case:
    """Months as headings; the year in the title or in the sheet's name; a total at the end."""
    year = rng.randint(2019, 2025)
    case = Case(Book(), definition(frequency="M", periods=f"{year}-01..{year}-12"))
    in_title = rng.random() < 0.6
    sheet = case.book.sheet("Rekap" if in_title else str(year))
    sheet.put(0, 0, f"Kunjungan Puskesmas Tahun {year}" if in_title else "Kunjungan Puskesmas")
    short = rng.random() < 0.5
    sheet.line(2, ["Kelurahan", *(m[:3] if short else m for m in MONTHS), "Jumlah"])
    for row, area in enumerate(villages(), start=3):
        sheet.put(row, 0, area.name)
        values = [rng.randint(0, 400) for _ in MONTHS]
        for number, value in enumerate(values):
            where = sheet.put(row, number + 1, value)
            case.expect(area.code, f"{year}-{number + 1:02d}", value, (sheet.name, where))
        _total(rng, sheet, row, 13, [f"B{row + 1}:M{row + 1}"], sum(values))
    case.totals = 21
    return case


def matrix_by_sex(rng: Random) -> Case:
    """Kelurahan down, sexes across with a total, under one or two rows of headings."""
    case = Case(Book(), definition(dimensions=[dimension("jenis_kelamin", SEX)], periods=["2024"]))
    sheet = case.book.sheet("Tabel 3.1")
    sheet.put(0, 0, "Jumlah Penduduk Menurut Kelurahan dan Jenis Kelamin di Kota Blitar Tahun 2024 (jiwa)")
    names = rng.choice((("Laki-laki", "Perempuan"), ("L", "P"), ("Lk", "Pr"), ("Pria", "Wanita")))
    total = rng.choice(("Jumlah", "Total", "L+P", "Jumlah (L+P)", "Laki-laki + Perempuan"))
    two, merged = rng.random() < 0.7, rng.random() < 0.6
    if two:
        sheet.line(2, ["No", "Kelurahan", "Jenis Kelamin"])
        sheet.line(3, [None, None, *names, total])
        if merged:
            sheet.merges += [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 4)]
    else:
        sheet.line(3, ["No", "Kelurahan", *names, total])
    sums = [0, 0]
    for row, area in enumerate(villages(), start=4):
        values = [rng.randint(1000, 6000) for _ in SEX]
        sheet.line(row, [row - 3, area.name])
        for number, code in enumerate(SEX):
            sums[number] += values[number]
            where = sheet.put(row, 2 + number, values[number])
            case.expect(area.code, "2024", values[number], (sheet.name, where), jenis_kelamin=code)
        _total(rng, sheet, row, 4, [f"C{row + 1}", f"D{row + 1}"], sum(values))
    sheet.line(25, ["Jumlah", None, *sums, sum(sums)])
    sheet.merge(25, 0, 25, 1)
    case.totals = 24
    return case


def matrix_turned(rng: Random) -> Case:
    """Codes down and kecamatan across, with totals on both sides."""
    kinds = {"pns": "PNS", "pppk": "PPPK", "honorer": "Tenaga Honorer"}
    case = Case(
        Book(),
        definition(
            "kecamatan",
            dimensions=[dimension("status_pegawai", kinds, "Status kepegawaian")],
            measures=[measure("jumlah", "jumlah", "orang", decimals=0)],
            periods=["2024"],
        ),
    )
    sheet = case.book.sheet("Pegawai")
    sheet.put(0, 0, "Pegawai menurut Status Kepegawaian dan Kecamatan, 2024")
    prefix = rng.choice(("", "Kec. ", "Kecamatan "))
    places = districts()
    total = rng.choice(("Jumlah", "Kota Blitar", "Total"))
    if rng.random() < 0.5:
        sheet.line(2, ["Status Kepegawaian", "Kecamatan"])
        sheet.merges += [(2, 0, 3, 0), (2, 1, 2, 4)]
        sheet.line(3, [None, *(prefix + area.name for area in places), total])
    else:
        sheet.line(
            3, [rng.choice(("Status Kepegawaian", "Uraian", "")), *(prefix + a.name for a in places), total]
        )
    sums = [0, 0, 0]
    for row, (code, title) in enumerate(kinds.items(), start=4):
        values = [rng.randint(10, 300) for _ in places]
        sheet.put(row, 0, title)
        for number, area in enumerate(places):
            sums[number] += values[number]
            where = sheet.put(row, number + 1, values[number])
            case.expect(area.code, "2024", values[number], (sheet.name, where), status_pegawai=code)
        sheet.put(row, 4, sum(values))
    sheet.line(7, ["Jumlah", *sums, sum(sums)])
    case.totals = 7
    return case


def three_levels(rng: Random) -> Case:
    """Year over sex over age, in any order of the first two, with or without totals."""
    ages = (
        dict(list(AGES.items())[: rng.choice((2, 3, 5))])
        if rng.random() < 0.6
        else {"0-14": "0-14", "15-64": "15-64", "65": "65+"}
    )
    years = [2023, 2024]
    case = Case(
        Book(),
        definition(
            "kecamatan",
            dimensions=[dimension("jenis_kelamin", SEX), dimension("kelompok_umur", ages)],
            periods=[str(y) for y in years],
        ),
    )
    sheet = case.book.sheet("Umur")
    sheet.put(0, 0, "PENDUDUK MENURUT KECAMATAN, JENIS KELAMIN DAN KELOMPOK UMUR, 2023-2024")
    year_first, totals, merged = rng.random() < 0.6, rng.random() < 0.5, rng.random() < 0.7
    dash = rng.choice(("-", "–", " - "))
    tail = rng.choice(("", " tahun", " th"))
    outer: list[Any] = years if year_first else list(SEX)
    inner: list[Any] = list(SEX) if year_first else years
    sheet.put(2, 0, "Kecamatan")
    sheet.merge(2, 0, 4, 0)
    columns: list[tuple[int, str, str] | None] = []
    span = len(ages) + totals
    for one in outer:
        left = 1 + len(columns)
        sheet.put(2, left, SEX.get(one, one))
        if merged:
            sheet.merge(2, left, 2, left + 2 * span - 1)
        for two in inner:
            start = 1 + len(columns)
            sheet.put(3, start, SEX.get(two, two))
            if merged:
                sheet.merge(3, start, 3, start + span - 1)
            for code, title in ages.items():
                sheet.put(4, 1 + len(columns), title.replace("-", dash) + ("" if "+" in title else tail))
                columns.append((one, two, code) if year_first else (two, one, code))  # type: ignore[arg-type]
            if totals:
                sheet.put(4, 1 + len(columns), "Jumlah")
                columns.append(None)
    sums = [0] * len(columns)
    for row, area in enumerate(districts(), start=5):
        sheet.put(row, 0, area.name)
        running = 0
        for number, key in enumerate(columns):
            value = rng.randint(1000, 9000) if key else running
            running = running + value if key else 0
            sums[number] += value
            where = sheet.put(row, number + 1, value)
            if key:
                year, sex, age = key
                case.expect(
                    area.code, str(year), value, ("Umur", where), jenis_kelamin=sex, kelompok_umur=age
                )
    sheet.line(8, [rng.choice(("Kota Blitar", "Jumlah", "KOTA BLITAR")), *sums])
    case.totals = len(columns)
    return case


ALL = (
    wide_by_year,
    wide_by_month,
    matrix_by_sex,
    matrix_turned,
    three_levels,
)
