"""Names, units and cells with something wrong: what must be told, and what must wait."""

from __future__ import annotations

from random import Random

from tests.formats.tables.corpus.blitar import TREE, villages
from tests.formats.tables.corpus.book import Book, Formula
from tests.formats.tables.corpus.truth import SEX, Case, definition, dimension, measure

_FORMS = ("{}", "Kel. {}", "KEL. {}", "Kelurahan {}", "  {}", "Kel.{}", "{} ", "Kel {}")


def names_of_all_kinds(rng: Random) -> Case:
    """Prefixes, case, blanks and aliases; one name is only near, one is nobody's."""
    case = Case(Book(), definition(measures=[measure("luas", "Luas", "ha")], periods=["2024"]))
    sheet = case.book.sheet("Luas")
    sheet.put(0, 0, "Luas Wilayah menurut Kelurahan, Kota Blitar 2024")
    sheet.line(2, ["Kecamatan", "Nama Kelurahan", "Luas (ha)", "Persentase terhadap luas kecamatan (%)"])
    near = rng.choice(("Plosokerep", "Bendogerit", "Karangtengah", "Ngadirejo"))
    row, above = 3, ""
    for area in villages():
        if area.parent != above:
            above = area.parent
            sheet.put(row, 0, rng.choice(("Kec. {}", "KECAMATAN {}", "{}")).format(TREE[above].name))
        name = rng.choice((area.name, *area.aliases))
        name = rng.choice((str.upper, str.lower, str.title, str))(name)
        value = round(rng.uniform(50, 280), 2)
        if area.name == near:
            name = area.name[:3] + area.name[4:]
            case.findings.append(("area.misspelt", "Luas", f"B{row + 1}"))
            case.hold(area.code, "2024", "luas")
        else:
            case.expect(area.code, "2024", value, ("Luas", f"C{row + 1}"), "luas")
        sheet.line(row, [None, rng.choice(_FORMS).format(name), value, 8.26])
        row += 1
    sheet.line(row, [None, "Kel. Mawar Indah", 12.5, 1.0])
    case.findings.append(("area.unknown", "Luas", f"B{row + 1}"))
    return case


def codes_against_names(rng: Random) -> Case:
    """A code that contradicts its name, and one that no area has."""
    case = Case(Book(), definition(periods=["2024"]))
    sheet = case.book.sheet("Data")
    sheet.line(0, ["Kode Wilayah", "Kelurahan", "Jumlah", "Tahun"])
    places = villages()
    wrong = rng.randrange(1, 20)
    for row, area in enumerate(places, start=1):
        value = rng.randint(1, 900)
        code = area.code
        if row - 1 == wrong:
            code = places[wrong - 1].code if rng.random() < 0.5 else "35.72.09.1001"
            case.findings.append(("area", "Data", f"A{row + 1}"))
            case.hold(area.code, "2024")
            case.hold(places[wrong - 1].code, "2024")
        else:
            case.expect(area.code, "2024", value, ("Data", f"A{row + 1}".replace("A", "C")))
        sheet.line(row, [code, area.name, value, 2024])
    return case


def regency_homonyms(rng: Random) -> Case:
    """Two desa of one name: told by the kecamatan beside them, or asked about."""
    told = rng.random() < 0.5
    case = Case(Book(), definition("desa", within="35.05", periods=["2024"]))
    sheet = case.book.sheet("Desa")
    sheet.line(0, ["Kecamatan", "Desa", "Jumlah Penduduk 2024"])
    row = 1
    for area in villages("35.05"):
        value = rng.randint(500, 9000)
        sheet.line(row, [TREE[area.parent].name if told else None, area.name, value])
        if told or area.name != "Kunir":
            case.expect(area.code, "2024", value, ("Desa", f"C{row + 1}"))
        else:
            case.findings.append(("area.ambiguous", "Desa", f"B{row + 1}"))
            case.hold(area.code, "2024")
        row += 1
    return case


def wrong_units(rng: Random) -> Case:
    """Hectares where square kilometres are asked for; thousands, which are converted, for the plain unit."""
    unit, wanted, times = rng.choice(
        (
            ("ha", "km2", 0),
            ("ton", "kuintal", 0),
            ("ribu jiwa", "jiwa", 1000),
            ("miliar rupiah", "juta rupiah", 1000),
        )
    )
    case = Case(Book(), definition(measures=[measure("nilai", "Nilai", wanted)], periods=["2024"]))
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Data menurut Kelurahan, 2024")
    in_column = rng.random() < 0.4
    sheet.line(
        2, ["Kelurahan", *(["Satuan"] if in_column else []), "Nilai" if in_column else f"Nilai ({unit})"]
    )
    rule = "unit.converted" if times else "unit.mismatch"
    case.findings.append((rule, "Data", "B4" if in_column else "B3"))
    for row, area in enumerate(villages(), start=3):
        value = round(rng.uniform(1, 90), 2)
        sheet.line(row, [area.name, *([unit] if in_column else []), value])
        place = ("Data", f"{'C' if in_column else 'B'}{row + 1}")
        case.expect(area.code, "2024", value * (times or 1), place, "nilai")
    return case


def broken_cells(rng: Random) -> Case:
    """Errors, formulas never computed, words for numbers, text that runs, numbers of persons."""
    case = Case(Book(), definition(frequency="M", periods=["2025-03"]))
    case.save = {"how": "xlsxwriter"}
    sheet = case.book.sheet("Maret")
    sheet.put(0, 0, "Kunjungan Puskesmas per Kelurahan, Maret 2025")
    with_nik = rng.random() < 0.5
    sheet.line(
        2,
        [
            "No",
            "Kelurahan",
            "Periode",
            "Jumlah Kunjungan",
            "Keterangan",
            *(["NIK Kader"] if with_nik else []),
        ],
    )
    if with_nik:
        case.findings.append(("personal.nik", "Maret", "F3"))
    faults = dict(zip(rng.sample(range(21), 5), ("text", "typo", "period", "run", "link"), strict=True))
    for number, area in enumerate(villages()):
        row, value = number + 3, rng.randint(100, 900)
        said: list[object] = [number + 1, area.name, "Maret 2025", value, None]
        fault = faults.get(number)
        cell = {"text": "D", "typo": "D", "period": "C", "run": "E", "link": "E"}.get(str(fault), "")
        place = ("Maret", f"D{row + 1}")
        if fault in {"text", "typo"}:
            said[3] = "seratus dua" if fault == "text" else f"{value}l"
            case.findings.append(("value.unreadable", "Maret", f"{cell}{row + 1}"))
            case.expect(area.code, "2025-03", None, place)
        elif fault == "period":
            said[2] = "Mrt 20225"
            case.findings.append(("period.unreadable", "Maret", f"{cell}{row + 1}"))
            case.hold(area.code, "2025-03")
        else:
            if fault is not None:
                said[4] = (
                    "+cmd|' /C calc'!A0"
                    if fault == "run"
                    else Formula('HYPERLINK("http://x.invalid","y")', "y")
                )
                case.findings.append(("cell.formula-injection", "Maret", f"{cell}{row + 1}"))
            case.expect(area.code, "2025-03", value, place)
        if with_nik:
            said.append(f"357201{rng.randint(1, 28):02d}{rng.randint(1, 12):02d}85{rng.randint(1, 9999):04d}")
        sheet.line(row, said)
    return case


def never_computed(rng: Random) -> Case:
    """Formulas without stored results: the totals cannot be read, the data can."""
    in_data = rng.random() < 0.5
    case = Case(Book(), definition(periods=["2024"]))
    case.save = {"how": "openpyxl"}
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Jumlah Penduduk 2024")
    sheet.line(2, ["Kelurahan", "Jumlah"])
    for row, area in enumerate(villages(), start=3):
        value = rng.randint(100, 900)
        if in_data and row == 7:
            sheet.line(row, [area.name, Formula("300+20")])
            case.findings.append(("formula.no-cache", "Data", f"B{row + 1}"))
            case.expect(area.code, "2024", None, ("Data", f"B{row + 1}"))
        else:
            sheet.line(row, [area.name, value])
            case.expect(area.code, "2024", value, ("Data", f"B{row + 1}"))
    sheet.line(24, ["Jumlah", Formula("SUM(B4:B24)")])
    case.findings.append(("formula.no-cache", "Data", "B25"))
    return case


def wrong_total(rng: Random) -> Case:
    """A total that does not add up, in a row or a column."""
    case = Case(
        Book(), definition("kecamatan", dimensions=[dimension("jenis_kelamin", SEX)], periods=["2024"])
    )
    sheet = case.book.sheet("Data")
    sheet.put(0, 0, "Penduduk menurut Kecamatan dan Jenis Kelamin, 2024")
    sheet.line(2, ["Kecamatan", "Laki-laki", "Perempuan", "Jumlah"])
    from tests.formats.tables.corpus.blitar import districts

    sums = [0, 0]
    bad = rng.choice(("row", "column"))
    for row, area in enumerate(districts(), start=3):
        values = [rng.randint(1000, 9000) for _ in SEX]
        off = 100 if bad == "column" and row == 4 else 0
        sheet.line(row, [area.name, *values, sum(values) + off])
        if off:
            case.findings.append(("total.mismatch", "Data", "D5"))
        for number, code in enumerate(SEX):
            sums[number] += values[number]
            case.expect(
                area.code, "2024", values[number], ("Data", f"{'BC'[number]}{row + 1}"), jenis_kelamin=code
            )
    if bad == "row":
        sheet.line(6, ["Jumlah", sums[0] + 10, sums[1], sum(sums)])
        case.findings.append(("total.mismatch", "Data", "B7"))
    else:
        sheet.line(6, ["Jumlah", *sums, sum(sums)])
    case.totals = 6
    return case


def hidden_sheet(rng: Random) -> Case:
    """A hidden sheet with figures of another year is not read."""
    case = Case(Book(), definition(periods=["2023", "2024"]))
    case.save = {"how": rng.choice(("xlsxwriter", "openpyxl", "xls", "ods"))}
    for year in (2024, 2023):
        hidden = year == 2023
        sheet = case.book.sheet(str(year), hidden=hidden)
        sheet.put(0, 0, f"Jumlah KK Tahun {year}")
        sheet.line(1, ["Kelurahan", "Jumlah KK"])
        for row, area in enumerate(villages(), start=2):
            value = rng.randint(100, 900)
            sheet.line(row, [area.name, value])
            if not hidden:
                case.expect(area.code, str(year), value, (sheet.name, f"B{row + 1}"))
        if hidden:
            case.findings.append(("sheet.hidden-unread", sheet.name, "A1"))
    return case


ALL = (
    names_of_all_kinds,
    codes_against_names,
    regency_homonyms,
    wrong_units,
    broken_cells,
    never_computed,
    wrong_total,
    hidden_sheet,
)
