"""Several tables in one file: stacked, side by side, a sheet for each, sub-totals within."""

from __future__ import annotations

from random import Random

from tests.formats.tables.corpus.blitar import TREE, districts, villages
from tests.formats.tables.corpus.book import Book, Formula
from tests.formats.tables.corpus.truth import SEX, Case, definition, dimension, measure

_RT_RW = [measure("rw", "RW", "unit", decimals=0), measure("rt", "RT", "unit", decimals=0)]
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


def stacked_by_district(rng: Random) -> Case:
    """A table for each kecamatan, one under the other; the kecamatan stands in the title only."""
    case = Case(Book(), definition(measures=_RT_RW, periods=["2024"]))
    case.save = {"how": rng.choice(("xlsxwriter", "openpyxl", "xls", "ods"))}
    sheet = case.book.sheet("RT RW")
    row = 0
    sheet_title = rng.random() < 0.5
    if sheet_title:
        sheet.put(0, 0, "BANYAKNYA RT DAN RW DI KOTA BLITAR TAHUN 2024")
        row = 2
    for number, district in enumerate(districts(), start=1):
        year = "" if sheet_title else ", 2024"
        title = rng.choice(("Tabel {n}. Banyaknya RT dan RW di Kecamatan {d}", "Kecamatan {d}", "Kec. {d}"))
        sheet.put(row, 0, title.format(n=number, d=district.name) + year)
        row += 1 + rng.choice((0, 1))
        sheet.line(row, ["No.", "Kelurahan", "RW", "RT"])
        row += 1
        sums = [0, 0]
        for count, area in enumerate(villages(district.code), start=1):
            values = [rng.randint(3, 15), rng.randint(10, 60)]
            sheet.line(row, [count, area.name, *values])
            for index, code in enumerate(("rw", "rt")):
                sums[index] += values[index]
                case.expect(area.code, "2024", values[index], ("RT RW", f"{'CD'[index]}{row + 1}"), code)
            row += 1
        sheet.line(row, ["Jumlah", None, *sums])
        sheet.merge(row, 0, row, 1)
        case.totals += 2
        row += rng.choice((2, 3))
    return case


def side_by_side(rng: Random) -> Case:
    """Tables beside each other, parted by an empty column or by nothing."""
    case = Case(Book(), definition(measures=_RT_RW, periods=["2024"]))
    sheet = case.book.sheet("RT RW")
    sheet.put(0, 0, "Banyaknya RT dan RW menurut Kelurahan, Kota Blitar, 2024")
    gap = rng.choice((0, 1, 2))
    column = 0
    for district in districts():
        sheet.put(2, column, f"Kecamatan {district.name}")
        sheet.line(3, ["No", "Kelurahan", "RW", "RT"], column)
        for count, area in enumerate(villages(district.code), start=1):
            values = [rng.randint(3, 15), rng.randint(10, 60)]
            row = 3 + count
            sheet.line(row, [count, area.name, *values], column)
            for index, code in enumerate(("rw", "rt")):
                from lumbung.vocabulary.observations import cell_name

                case.expect(
                    area.code, "2024", values[index], ("RT RW", cell_name(row, column + 2 + index)), code
                )
        column += 4 + gap
    return case


def stacked_by_sex(rng: Random) -> Case:
    """A table for each sex, or each year, told by its title alone."""
    by_year = rng.random() < 0.5
    years = [2023, 2024] if by_year else [2024]
    case = Case(
        Book(),
        definition(
            "kecamatan",
            dimensions=[] if by_year else [dimension("jenis_kelamin", SEX)],
            periods=[str(y) for y in years],
        ),
    )
    sheet = case.book.sheet("Data")
    row = 0
    for number, (title, year, sex) in enumerate(
        [(str(y), y, None) for y in years] if by_year else [(t, 2024, c) for c, t in SEX.items()], start=1
    ):
        words = (
            f"Tabel {number}. Jumlah Penduduk Tahun {title}"
            if by_year
            else f"Tabel {number}. Penduduk {title}, 2024"
        )
        sheet.put(row, 0, words)
        sheet.line(row + 1, ["Kecamatan", "Jumlah"])
        row += 2
        total = 0
        for area in districts():
            value = rng.randint(9000, 30000)
            total += value
            sheet.line(row, [area.name, value])
            codes = {} if by_year else {"jenis_kelamin": str(sex)}
            case.expect(area.code, str(year), value, ("Data", f"B{row + 1}"), **codes)
            row += 1
        sheet.line(row, ["Jumlah", total])
        case.totals += 1
        row += 2
    return case


def sheet_for_each(rng: Random) -> Case:
    """A sheet for each year, month, kecamatan, sex or measure, perhaps with a recapitulation."""
    kind = rng.choice(("year", "month", "district", "sex", "measure"))
    frequency = "M" if kind == "month" else "A"
    periods = {"year": ["2022", "2023", "2024"], "month": ["2025-01", "2025-02", "2025-03"]}.get(
        kind, ["2024"]
    )
    case = Case(
        Book(),
        definition(
            frequency=frequency,
            periods=periods,
            dimensions=[dimension("jenis_kelamin", SEX)] if kind == "sex" else [],
            measures=_RT_RW if kind == "measure" else None,
        ),
        name={"month": "kunjungan 2025"}.get(kind, "data"),
    )
    case.save = {"how": rng.choice(("xlsxwriter", "openpyxl", "xls", "ods"))}
    sheets: list[tuple[str, str, str | None, dict[str, str], str]] = {
        "year": [(p, p, None, {}, "jumlah") for p in periods],
        "month": [(MONTHS[n], p, None, {}, "jumlah") for n, p in enumerate(periods)],
        "district": [(d.name, "2024", d.code, {}, "jumlah") for d in districts()],
        "sex": [(t, "2024", None, {"jenis_kelamin": c}, "jumlah") for c, t in SEX.items()],
        "measure": [(m["title"]["id"], "2024", None, {}, m["code"]) for m in _RT_RW],
    }[kind]
    sums: dict[str, int] = {}
    for name, period, district, codes, code in sheets:
        sheet = case.book.sheet(f"Kec. {name}" if district and rng.random() < 0.5 else name)
        title = "Jumlah Kepala Keluarga per Kelurahan"
        sheet.put(0, 0, title if kind in {"year", "month"} else f"{title}, 2024")
        headings = ["No", *([] if district else ["Kecamatan"]), "Kelurahan", "Jumlah"]
        sheet.line(2, headings)
        for row, area in enumerate(villages(district), start=3):
            value = rng.randint(5, 4000)
            sums[area.parent] = sums.get(area.parent, 0) + value
            above = [] if district else [TREE[area.parent].name]
            sheet.line(row, [row - 2, *above, area.name, value])
            place = (sheet.name, f"{'C' if district else 'D'}{row + 1}")
            case.expect(area.code, period, value, place, code, **codes)
        sheet.line(
            row + 1,
            [
                "JUMLAH",
                *([None] * (len(headings) - 2)),
                sum(
                    v
                    for (r, c), v in sheet.cells.items()
                    if c == len(headings) - 1 and r > 2 and not isinstance(v, str)
                ),
            ],
        )
        sheet.merge(row + 1, 0, row + 1, len(headings) - 2)
        case.totals += 1
    if kind == "district" and rng.random() < 0.6:
        recap = case.book.sheet("Rekap")
        recap.put(0, 0, "Rekapitulasi per Kecamatan, 2024")
        recap.line(2, ["No", "Kecamatan", "Jumlah"])
        for row, area in enumerate(districts(), start=3):
            recap.line(row, [row - 2, area.name, sums[area.code]])
        recap.line(6, ["Jumlah", None, sum(sums.values())])
        case.totals += 4
    return case


def subtotals(rng: Random) -> Case:
    """Kecamatan rows above or below their kelurahan, with or without prefix, and the city."""
    measures = [
        measure("diukur", "Balita diukur", "anak", decimals=0),
        measure("stunting", "Balita stunting", "anak", decimals=0),
    ]
    case = Case(Book(), definition(frequency="M", measures=measures, periods=["2024-08"]))
    case.save = {"how": rng.choice(("xlsxwriter", "openpyxl", "ods"))}
    sheet = case.book.sheet("Balita")
    sheet.put(0, 0, "Balita Diukur dan Balita Stunting, Agustus 2024")
    heading = rng.choice(("Kecamatan/Kelurahan", "Kecamatan / Kelurahan", "Wilayah", "Kelurahan"))
    sheet.line(2, [heading, "Balita diukur", "Balita stunting", "Prevalensi (%)"])
    above, city_first = rng.random() < 0.6, rng.random() < 0.5
    style = rng.choice(("Kecamatan {}", "Kec. {}", "KEC. {}", "{}", "Jumlah Kec. {}"))
    if style == "Jumlah Kec. {}":
        above = False
    indent = rng.choice(("", "   ", "- "))
    values = {area.code: [rng.randint(100, 600), rng.randint(5, 60)] for area in villages()}
    lines: list[tuple[str, list[int], str | None]] = []
    for district in districts():
        below = [values[area.code] for area in villages(district.code)]
        total = [sum(column) for column in zip(*below, strict=True)]
        name = style.format(district.name.upper() if style == "{}" and rng.random() < 0.7 else district.name)
        own = [(name, total, None)]
        rest = [(indent + area.name, values[area.code], area.code) for area in villages(district.code)]
        lines += own + rest if above else rest + own
    whole = ("KOTA BLITAR", [sum(column) for column in zip(*values.values(), strict=True)], None)
    lines = [whole, *lines] if city_first else [*lines, whole]
    for row, (name, numbers, code) in enumerate(lines, start=3):
        sheet.line(row, [name, *numbers, round(100 * numbers[1] / numbers[0], 2)])
        if code:
            for index, key in enumerate(("diukur", "stunting")):
                case.expect(code, "2024-08", numbers[index], ("Balita", f"{'BC'[index]}{row + 1}"), key)
    case.totals = 8
    return case


def groups_without_figures(rng: Random) -> Case:
    """Titles among the rows: the kecamatan, the sex or the measure, and figures below each."""
    kind = rng.choice(("district", "sex", "measure"))
    case = Case(
        Book(),
        definition(
            "kelurahan" if kind == "district" else "kecamatan",
            dimensions=[dimension("jenis_kelamin", SEX)] if kind == "sex" else [],
            measures=[measure("panen", "Luas panen", "ha"), measure("produksi", "Produksi", "ton")]
            if kind == "measure"
            else None,
            periods=["2023", "2024"],
        ),
    )
    sheet = case.book.sheet("Tabel")
    sheet.put(0, 0, "Data Kota Blitar, 2023–2024")
    sheet.line(2, ["Uraian" if kind != "district" else "Kecamatan/Kelurahan", 2023, 2024])
    groups = {
        "district": [(f"Kecamatan {d.name}", villages(d.code), {}, "jumlah") for d in districts()],
        "sex": [(t, districts(), {"jenis_kelamin": c}, "jumlah") for c, t in SEX.items()],
        "measure": [
            ("A. Luas panen (ha)", districts(), {}, "panen"),
            ("B. Produksi (ton)", districts(), {}, "produksi"),
        ],
    }[kind]
    row = 3
    for title, areas, codes, code in groups:
        sheet.put(row, 0, title)
        if rng.random() < 0.5:
            sheet.merge(row, 0, row, 2)
        row += 1
        for area in areas:
            sheet.put(row, 0, f"   {area.name}" if rng.random() < 0.5 else area.name)
            for number, year in enumerate(("2023", "2024"), start=1):
                value = rng.randint(10, 5000)
                where = sheet.put(row, number, value)
                case.expect(area.code, year, value, ("Tabel", where), code, **codes)
            row += 1
    return case


def merged_areas(rng: Random) -> Case:
    """An area merged over its periods, column numbers, a hidden helper and a hidden row."""
    measures = [measure("panen", "Luas Panen", "ha"), measure("produksi", "Produksi", "ton")]
    case = Case(
        Book(),
        definition("kecamatan", "Q", measures, periods=[f"2025-Q{n}" for n in range(1, 5)]),
    )
    sheet = case.book.sheet("Padi 2025")
    sheet.put(0, 0, "Luas Panen dan Produksi Padi menurut Kecamatan")
    sheet.line(
        2,
        [
            "No",
            "Kecamatan",
            "Periode",
            "Luas Panen (ha)",
            "Produksi (ton)",
            rng.choice(("cek", "Produktivitas", "% Baik")),
        ],
    )
    row = 3
    if rng.random() < 0.7:
        sheet.line(3, [f"({n})" for n in range(1, 7)])
        row = 4
    start = row
    merged = rng.random() < 0.6
    form = rng.choice(("Triwulan {r} 2025", "TW {n}-2025", "2025-Q{n}", "Tw. {r}/2025"))
    for count, area in enumerate(districts(), start=1):
        sheet.line(row, [count, area.name])
        if merged:
            sheet.merge(row, 0, row + 3, 0)
            sheet.merge(row, 1, row + 3, 1)
        for quarter in range(1, 5):
            sheet.put(row, 2, form.format(n=quarter, r=("I", "II", "III", "IV")[quarter - 1]))
            for index, code in enumerate(("panen", "produksi")):
                value = round(rng.uniform(30, 900), 1)
                where = sheet.put(row, 3 + index, value)
                case.expect(area.code, f"2025-Q{quarter}", value, ("Padi 2025", where), code)
            sheet.put(row, 5, Formula(f"ROUND(E{row + 1}/D{row + 1},2)", 6.4))
            row += 1
    for index, letter in enumerate("DE"):
        total = round(sum(v for (r, c), v in sheet.cells.items() if c == 3 + index and r >= start), 1)
        sheet.put(row, 3 + index, Formula(f"SUM({letter}{start + 1}:{letter}{row})", total))
    sheet.put(row, 0, "Jumlah")
    sheet.merge(row, 0, row, 2)
    case.totals = 2
    sheet.hidden_columns.add(5)
    sheet.hidden_rows.add(row - 1)
    case.findings += [("sheet.hidden", "Padi 2025", f"A{row}"), ("sheet.hidden", "Padi 2025", "F3")]
    return case


ALL = (
    stacked_by_district,
    side_by_side,
    stacked_by_sex,
    sheet_for_each,
    subtotals,
    groups_without_figures,
    merged_areas,
)
