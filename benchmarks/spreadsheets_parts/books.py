"""Two workbooks as offices send them, seeded, with faults sown in that must be found.

*Yearly*: a styled sheet for each year, titles above, a merged heading of two levels, a row of
totals and a source below. *Large*: one plain table, a row a figure.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.spreadsheets_parts.regency import AGES, SEXES, Regency, population, regency
from lumbung.vocabulary.structures import Structure

SEED = 20261121
LAST_YEAR = 2024


@dataclass(frozen=True)
class Book:
    """What a workbook holds, and what a right reading of it finds."""

    kind: str
    size: int  # sheets of the yearly one, thousands of rows of the large one
    place: Regency
    structure: Structure
    figures: int
    faults: dict[str, int]  # by rule

    def write(self, path: Path) -> Path:
        """Write the workbook; one that is there already is used."""
        if not path.exists():
            unfinished = path.with_suffix(".part")
            _WRITERS[self.kind](self, unfinished)
            unfinished.rename(path)
        return path


def yearly(sheets: int) -> Book:
    """Five hundred villages on each of so many sheets; three faults a sheet."""
    place, years = regency(500), _years(sheets)
    faults = {"value.negative": sheets, "value.unreadable": sheets, "total.mismatch": sheets}
    return Book("yearly", sheets, place, population(years), sheets * 500 * len(SEXES), faults)


def large(thousands: int) -> Book:
    """So many thousand rows of one table: a hundred rows for each village; a fault in each thousand."""
    place, years = regency(thousands * 10), _years(10)
    structure = population(years, by_age=True)
    half = thousands // 2
    faults = {"value.negative": half, "value.unreadable": thousands - half}
    return Book("large", thousands, place, structure, thousands * 1000, faults)


def _write_yearly(book: Book, path: Path) -> None:
    dice = random.Random(SEED)
    with xlsxwriter.Workbook(str(path)) as workbook:
        title = workbook.add_format({"bold": True, "font_size": 13, "align": "center"})
        head = workbook.add_format(
            {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "bg_color": "#D9E1F2"}
        )
        name = workbook.add_format({"border": 1})
        figure = workbook.add_format({"border": 1, "num_format": "#,##0"})
        total = workbook.add_format({"border": 1, "bold": True, "num_format": "#,##0"})
        for period in book.structure.periods:
            sheet = workbook.add_worksheet(str(period))
            sheet.set_column(1, 1, 28)
            for row, words in enumerate(
                ("Jumlah Penduduk Menurut Desa dan Jenis Kelamin", "Kabupaten Tirtanegara", f"Tahun {period}")
            ):
                sheet.merge_range(row, 0, row, 4, words, title)
            sheet.merge_range(4, 0, 5, 0, "No", head)
            sheet.merge_range(4, 1, 5, 1, "Desa", head)
            sheet.merge_range(4, 2, 4, 4, "Jumlah Penduduk (jiwa)", head)
            sheet.write_row(5, 2, (*SEXES.values(), "Jumlah"), head)
            sheet.write_row(6, 0, [f"({n})" for n in range(1, 6)], head)
            negative, unreadable, wrong = dice.sample(range(len(book.place.villages)), 3)
            sums = [0, 0]
            for n, village in enumerate(book.place.villages):
                counts: list[Any] = [dice.randint(300, 6000) for _ in SEXES]
                if n == negative:
                    counts[0] = -counts[0]
                whole: Any = sum(counts) + (1000 if n == wrong else 0)
                sums = [before + count for before, count in zip(sums, counts, strict=True)]
                if n == unreadable:
                    counts[1] = "belum masuk"
                sheet.write(7 + n, 0, n + 1, name)
                sheet.write(7 + n, 1, village.name, name)
                sheet.write_row(7 + n, 2, (*counts, whole), figure)
            last = 7 + len(book.place.villages)
            sheet.write_row(last, 0, ("", "Jumlah"), total)
            sheet.write_row(last, 2, (*sums, sum(sums)), total)
            sheet.write(last + 1, 0, "Sumber: Dinas Kependudukan (angka buatan untuk pengukuran)")


def _write_large(book: Book, path: Path) -> None:
    dice = random.Random(SEED)
    structure = book.structure
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("data")
        sheet.write_row(0, 0, ("Kode", "Desa", "Tahun", "Jenis kelamin", "Kelompok umur", "Jumlah penduduk"))
        row = 0
        for village in book.place.villages:
            for period in structure.periods:
                for sex in SEXES.values():
                    for age in AGES.values():
                        count: Any = dice.randint(30, 600)
                        if row % 1000 == 500:  # one fault in each thousand, by turns
                            count = -count if row % 2000 == 1500 else "belum masuk"
                        row += 1
                        said = (village.code, village.name, int(str(period)), sex, age, count)
                        sheet.write_row(row, 0, said)


def _years(count: int) -> list[str]:
    return [str(year) for year in range(LAST_YEAR - count + 1, LAST_YEAR + 1)]


_WRITERS = {"yearly": _write_yearly, "large": _write_large}
BOOKS = {"yearly": yearly, "large": large}
