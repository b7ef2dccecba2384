"""Headings that cross measures, codes and periods, and ages that became dates."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.formats.tables.corpus.blitar import districts, villages
from tests.formats.tables.corpus.book import Book
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


def dates_for_ranges(rng: Random) -> Case:
    """Ages that a spreadsheet made dates of: 5-9 became 9 May, 10-14 October 2014."""
    case = Case(
        Book(), definition("kecamatan", dimensions=[dimension("kelompok_umur", AGES)], periods=["2024"])
    )
    sheet = case.book.sheet("Umur")
    sheet.put(0, 0, "Penduduk menurut Kelompok Umur, 2024")
    made = {"5-9": rng.choice((dt.date(2024, 9, 5), dt.date(2024, 5, 9))), "10-14": dt.date(2014, 10, 1)}
    across = rng.random() < 0.5
    for number, (code, title) in enumerate(AGES.items()):
        place = (2, number + 1) if across else (3 + number, 0)
        where = sheet.put(*place, made.get(code, title), "d-mmm" if code in made else "")
        if code in made:
            case.findings.append(("header.date-for-range", "Umur", where))
    sheet.put(2, 0, "Kecamatan" if across else "Kelompok Umur")
    for number, area in enumerate(districts()):
        sheet.put(*((3 + number, 0) if across else (2, number + 1)), area.name)
        for index, code in enumerate(AGES):
            value = rng.randint(100, 9000)
            where = sheet.put(*((3 + number, index + 1) if across else (3 + index, number + 1)), value)
            case.expect(area.code, "2024", value, ("Umur", where), kelompok_umur=code)
    return case


def measures_across(rng: Random) -> Case:
    """Several measures, each with sexes below it, or sexes with measures below."""
    measures = [
        measure("diukur", "Balita diukur", "anak", decimals=0),
        measure("stunting", "Balita stunting", "anak", decimals=0),
    ]
    case = Case(
        Book(),
        definition(
            frequency="M",
            dimensions=[dimension("jenis_kelamin", SEX)],
            measures=measures,
            periods=["2024-08"],
        ),
    )
    sheet = case.book.sheet("Balita")
    sheet.put(0, 0, "Balita Diukur dan Balita Stunting menurut Jenis Kelamin, Agustus 2024")
    measure_first = rng.random() < 0.5
    joined = rng.random() < 0.3
    keys = [(m["code"], s) for m in measures for s in SEX]
    if not measure_first:
        keys = [(m["code"], s) for s in SEX for m in measures]
    titles = {m["code"]: m["title"]["id"] for m in measures} | SEX
    if joined:
        sheet.line(3, ["Kelurahan", *(f"{titles[m]} {titles[s]}" for m, s in keys)])
    else:
        outer = [titles[m if measure_first else s] for m, s in keys]
        sheet.line(2, ["Kelurahan", outer[0], None, outer[2], None])
        sheet.merges += [(2, 0, 3, 0), (2, 1, 2, 2), (2, 3, 2, 4)]
        sheet.line(3, [None, *(titles[s if measure_first else m] for m, s in keys)])
    for row, area in enumerate(villages(), start=4):
        sheet.put(row, 0, area.name)
        for number, (code, sex) in enumerate(keys):
            value = rng.randint(1, 400)
            where = sheet.put(row, number + 1, value)
            case.expect(area.code, "2024-08", value, ("Balita", where), code, jenis_kelamin=sex)
    return case


def quarters_under_years(rng: Random) -> Case:
    """Quarters or halves below years, indicators in the rows."""
    half = rng.random() < 0.4
    parts = (
        ["Semester I", "Semester II"]
        if half
        else rng.choice(
            (
                ["TW I", "TW II", "TW III", "TW IV"],
                ["Triwulan 1", "Triwulan 2", "Triwulan 3", "Triwulan 4"],
                ["Q1", "Q2", "Q3", "Q4"],
            )
        )
    )
    measures = [measure("panen", "Luas panen", "ha"), measure("produksi", "Produksi", "ton")]
    frequency = "S" if half else "Q"
    case = Case(
        Book(),
        definition(
            "kota",
            frequency,
            measures,
            periods=[f"{y}-{frequency}{n + 1}" for y in (2024, 2025) for n in range(len(parts))],
        ),
    )
    sheet = case.book.sheet("Padi")
    sheet.put(0, 0, "Luas Panen dan Produksi Padi Kota Blitar")
    sheet.line(2, ["Uraian", "Satuan"])
    sheet.merges += [(2, 0, 3, 0), (2, 1, 3, 1)]
    column = 2
    keys = []
    for year in (2024, 2025):
        sheet.put(2, column, year)
        sheet.merge(2, column, 2, column + len(parts) - 1)
        for number, part in enumerate(parts, start=1):
            sheet.put(3, column, part)
            keys.append(f"{year}-{frequency}{number}")
            column += 1
    for row, item in enumerate(measures, start=4):
        sheet.line(row, [item["title"]["id"], item["unit"]])
        for number, period in enumerate(keys):
            value = round(rng.uniform(20, 900), 1)
            where = sheet.put(row, 2 + number, value)
            case.expect("35.72", period, value, ("Padi", where), item["code"])
    return case


ALL = (
    dates_for_ranges,
    measures_across,
    quarters_under_years,
)
