"""Lists with one row for each key: long tables, by whatever export or hand they were made."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.formats.tables.corpus.blitar import TREE, villages
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


def long_with_codes(rng: Random) -> Case:
    """West-Java style: codes and names of all levels, sex, year."""
    years = rng.sample(range(2018, 2026), rng.choice((1, 2, 3)))
    case = Case(
        Book(), definition(dimensions=[dimension("jenis_kelamin", SEX)], periods=[str(y) for y in years])
    )
    style = rng.choice(("dots", "digits", "number", "bps"))
    upper = rng.random() < 0.5
    sheet = case.book.sheet(rng.choice(("data", "Sheet1", "Penduduk")))
    sheet.line(
        0,
        [
            "id",
            "kode_provinsi",
            "nama_provinsi",
            "kode_kecamatan",
            "nama_kecamatan",
            "kode_kelurahan",
            "nama_kelurahan",
            "jenis_kelamin",
            rng.choice(("jumlah_penduduk", "jumlah", "nilai")),
            "satuan",
            "tahun",
        ],
    )
    case.save = {"how": rng.choice(("xlsxwriter", "openpyxl", "xls", "ods", "csv"))}
    where = None if case.save["how"] == "csv" else sheet.name

    def coded(area):  # type: ignore[no-untyped-def]
        if style == "bps":
            return area.bps
        plain = area.code.replace(".", "")
        return {"dots": area.code, "digits": plain, "number": int(plain)}[style]

    row = 1
    for year in years:
        for area in villages():
            for code, title in SEX.items():
                value = rng.randint(1, 9999)
                above = TREE[area.parent]
                names = [
                    above.name.upper() if upper else above.name,
                    area.name.upper() if upper else area.name,
                ]
                sex = rng.choice((title, title.upper())) if rng.random() < 0.9 else code[0].upper()
                sheet.line(
                    row,
                    [
                        row,
                        35,
                        "JAWA TIMUR",
                        coded(above),
                        names[0],
                        coded(area),
                        names[1],
                        sex,
                        value,
                        "JIWA",
                        year,
                    ],
                )
                case.expect(area.code, str(year), value, (where, f"I{row + 1}"), jenis_kelamin=code)
                row += 1
    return case


def long_by_month(rng: Random) -> Case:
    """Area, month and year in columns of their own, or one period column."""
    months = rng.sample(range(1, 13), 3)
    year = rng.randint(2019, 2026)
    case = Case(
        Book(),
        definition(frequency="M", periods=[f"{year}-{m:02d}" for m in sorted(months)]),
        name="kunjungan",
    )
    style = rng.choice(("name+year", "number+year", "joined", "date", "short", "sdmx", "compact"))
    sheet = case.book.sheet("Kunjungan")
    top = 0
    if rng.random() < 0.5:
        sheet.put(0, 0, "Kunjungan Puskesmas menurut Kelurahan")
        top = 2
    two = style in {"name+year", "number+year"}
    headings = [
        "No",
        "Kelurahan",
        *(["Bulan", "Tahun"] if two else ["Periode"]),
        "Jumlah Kunjungan",
        "Keterangan",
    ]
    sheet.line(top, headings)
    row = top + 1
    for month in months:
        for area in villages():
            value = rng.randint(0, 999)
            said = {
                "name+year": [MONTHS[month - 1], year],
                "number+year": [month, year],
                "joined": [f"{MONTHS[month - 1]} {year}"],
                "date": [dt.date(year, month, 1)],
                "short": [f"{MONTHS[month - 1][:3]}-{year % 100}"],
                "sdmx": [f"{year}-{month:02d}"],
                "compact": [year * 100 + month],
            }[style]
            sheet.line(
                row, [row - top, f"Kel. {area.name}" if rng.random() < 0.3 else area.name, *said, value]
            )
            case.expect(
                area.code, f"{year}-{month:02d}", value, ("Kunjungan", f"{'E' if two else 'D'}{row + 1}")
            )
            row += 1
    return case


def long_with_indicators(rng: Random) -> Case:
    """One row for each indicator: indicator, unit and value in columns."""
    measures = [
        measure("rt", "RT", "unit", decimals=0),
        measure("rw", "RW", "unit", decimals=0),
        measure("luas", "Luas wilayah", "ha"),
    ]
    case = Case(Book(), definition(measures=measures, periods=["2024"]))
    sheet = case.book.sheet("Data")
    sheet.line(0, ["Kecamatan", "Kelurahan", "Indikator", "Satuan", "Nilai", "Tahun"])
    row = 1
    for area in villages():
        for item in measures:
            code = item["code"]
            value = round(rng.uniform(20, 200), 2) if code == "luas" else rng.randint(1, 60)
            sheet.line(
                row,
                [
                    TREE[area.parent].name,
                    area.name,
                    item["title"]["id"],
                    item["unit"].upper(),
                    value,
                    2024,
                ],
            )
            case.expect(area.code, "2024", value, ("Data", f"E{row + 1}"), code)
            row += 1
    return case


def long_csv(rng: Random) -> Case:
    """A CSV of any encoding and separator, numbers as text in one convention."""
    measures = [measure("usaha", "Jumlah UMKM", "unit", decimals=0), measure("omzet", "Omzet", "juta rupiah")]
    case = Case(Book(), definition(measures=measures, periods=["2024"]), name="umkm")
    separator = rng.choice((";", ",", "\t", "|"))
    encoding = rng.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"))
    english = rng.random() < 0.4
    case.save = {"how": "csv", "encoding": encoding, "separator": separator}
    sheet = case.book.sheet("umkm")
    top = 0
    if rng.random() < 0.6:
        sheet.put(0, 0, "Data UMKM per Kelurahan – Tahun 2024")
        top = 2
    sheet.line(top, ["Kelurahan", "Jumlah UMKM", "Omzet (juta rupiah)", "Keterangan"])
    for row, area in enumerate(villages(), start=top + 1):
        usaha: int | None = rng.randint(1, 3000)
        omzet: float | None = round(rng.uniform(500, 90000), 1)
        said = [
            area.name,
            _number(usaha, english, 0),
            _number(omzet, english, 1),
            "Café" if row % 7 == 0 else "",
        ]
        if rng.random() < 0.15:
            omzet = None
            said[2] = rng.choice(("-", "n/a", "...", "NA", "", "tad"))
        sheet.line(row, said)
        case.expect(area.code, "2024", usaha, (None, f"B{row + 1}"), "usaha")
        case.expect(area.code, "2024", omzet, (None, f"C{row + 1}"), "omzet")
    return case


def _number(value: float | None, english: bool, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text if english else text.translate(str.maketrans(",.", ".,"))


def texts_as_numbers(rng: Random) -> Case:
    """Numbers as text in a workbook: Rp, blanks, brackets for minus, marks, signs for none."""
    case = Case(
        Book(),
        definition(
            measures=[
                measure("realisasi", "Realisasi anggaran", "rupiah"),
                measure("sisa", "Sisa anggaran", "rupiah"),
            ],
            periods=["2024"],
        ),
    )
    sheet = case.book.sheet("Anggaran")
    sheet.put(0, 0, "Realisasi Anggaran Kelurahan Tahun 2024")
    sheet.line(2, ["No.", "Kelurahan", "Realisasi Anggaran (Rp)", "Sisa Anggaran (Rp)"])
    blank = rng.choice((" ", "\u00a0", "\u202f", "."))
    for row, area in enumerate(villages(), start=3):
        value, rest = rng.randint(10**8, 10**9), rng.randint(-(10**7), 10**7)
        grouped = f"{value:,}".replace(",", blank)
        left = f"{abs(rest):,}".replace(",", blank)
        said = rng.choice(
            (grouped, f"Rp {grouped}", f"Rp. {grouped},-", f"Rp{grouped},00" if blank == "." else grouped)
        )
        minus = rng.choice(("({})", "-{}", "−{}")).format(left) if rest < 0 else left
        sheet.line(row, [row - 2, area.name, said, minus])
        case.expect(area.code, "2024", value, ("Anggaran", f"C{row + 1}"), "realisasi")
        case.expect(area.code, "2024", rest, ("Anggaran", f"D{row + 1}"), "sisa")
    return case


def school_years(rng: Random) -> Case:
    """School years in a column or as headings, called by their first year."""
    levels = {"sd": "SD/MI", "smp": "SMP/MTs", "sma": "SMA/MA", "smk": "SMK"}
    years = [2022, 2023, 2024]
    by_last = rng.random() < 0.3
    case = Case(
        Book(),
        definition(
            "kota",
            dimensions=[dimension("jenjang", levels)],
            periods=[str(y + by_last) for y in years],
            measures=[measure("jumlah", "jumlah", "siswa", decimals=0)],
        ),
    )
    sheet = case.book.sheet("Siswa")
    sheet.put(0, 0, "Jumlah Siswa menurut Jenjang Pendidikan, Kota Blitar")
    wide = rng.random() < 0.6
    dash = rng.choice(("/", " / "))
    if wide:
        sheet.line(2, ["Jenjang", "Satuan", *(f"{y}{dash}{y + 1}" for y in years)])
        for row, (code, title) in enumerate(levels.items(), start=3):
            values = [rng.randint(500, 9000) for _ in years]
            sheet.line(row, [title, "siswa", *values])
            for number, (year, value) in enumerate(zip(years, values, strict=True)):
                place = ("Siswa", f"{'CDE'[number]}{row + 1}")
                case.expect("35.72", str(year + by_last), value, place, jenjang=code)
    else:
        sheet.line(2, ["Tahun Ajaran", "Jenjang", "Jumlah Siswa"])
        row = 3
        for year in years:
            for code, title in levels.items():
                value = rng.randint(500, 9000)
                sheet.line(row, [f"{year}{dash}{year + 1}", title, value])
                case.expect("35.72", str(year + by_last), value, ("Siswa", f"C{row + 1}"), jenjang=code)
                row += 1
    return case


ALL = (long_with_codes, long_by_month, long_with_indicators, long_csv, texts_as_numbers, school_years)
