"""Tables that do not say what they are: only their figures, or the other sheets, tell."""

from __future__ import annotations

from random import Random

from tests.formats.tables.corpus.blitar import districts, villages
from tests.formats.tables.corpus.book import Book
from tests.formats.tables.corpus.truth import SEX, Case, definition, dimension, measure

_INDUSTRIES = {
    "a": "A. Pertanian, Kehutanan, dan Perikanan",
    "c": "C. Industri Pengolahan",
    "f": "F. Konstruksi",
    "g": "G. Perdagangan Besar dan Eceran",
    "rstu": "R,S,T,U. Jasa Lainnya",
}
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")


def sum_under_a_name(rng: Random) -> Case:
    """The sum over industries is called PDRB, which is no word for a total."""
    case = Case(
        Book(),
        definition(
            level="kota",
            dimensions=[dimension("lapangan_usaha", _INDUSTRIES)],
            measures=[measure("pdrb", "PDRB", "miliar rupiah")],
            periods=["2022", "2023", "2024"],
        ),
        totals=3,
    )
    sheet = case.book.sheet("PDRB")
    sheet.put(0, 0, "PDRB Atas Dasar Harga Berlaku Menurut Lapangan Usaha (miliar rupiah), 2022-2024")
    sheet.line(2, ["Lapangan Usaha", "2022", "2023*", "2024**"])
    sums = [0.0, 0.0, 0.0]
    for row, (code, title) in enumerate(_INDUSTRIES.items(), start=3):
        sheet.put(row, 0, title)
        for number, year in enumerate(("2022", "2023", "2024")):
            value = rng.randint(100, 99_999) / 100
            sums[number] += value
            place = ("PDRB", sheet.put(row, 1 + number, value))
            status = "normal" if year == "2022" else "provisional"
            case.expect("35.72", year, value, place, "pdrb", status, lapangan_usaha=code)
    last = 3 + len(_INDUSTRIES)
    name = rng.choice(("PDRB", "Produk Domestik Regional Bruto", "PDRB / GRDP"))
    sheet.line(last, [name, *(round(value, 2) for value in sums)])
    return case


def codes_under_kode(rng: Random) -> Case:
    """A column headed *Kode* alone; one code belongs to another kelurahan."""
    case = Case(
        Book(),
        definition(measures=[measure("rt", "RT", "unit"), measure("rw", "RW", "unit")], periods=["2024"]),
    )
    sheet = case.book.sheet("RT RW")
    sheet.put(0, 0, "RT dan RW menurut Kelurahan, 2024")
    sheet.line(2, ["Kode", "Kelurahan", "RT", "RW"])
    places = villages()
    wrong, dotted = rng.randrange(1, len(places)), rng.random() < 0.5
    for row, area in enumerate(places, start=3):
        taken = places[wrong - 1].code if row - 3 == wrong else area.code
        sheet.line(row, [taken if dotted else taken.replace(".", ""), area.name])
        for column, name in ((2, "rt"), (3, "rw")):
            value = rng.randint(1, 90)
            cell = sheet.put(row, column, value)
            if row - 3 != wrong:
                case.expect(area.code, "2024", value, ("RT RW", cell), name)
    case.findings.append(("area.code-mismatch", "RT RW", f"A{wrong + 4}"))
    return case


def recapitulation_by_month(rng: Random) -> Case:
    """A sheet for each month, and one with the sums over areas and sexes; one of these may be wrong."""
    case = Case(
        Book(),
        definition(
            level="kecamatan",
            frequency="M",
            dimensions=[dimension("jenis_kelamin", SEX)],
            periods="2025-01..2025-06",
        ),
    )
    recap = case.book.sheet("Rekap")
    recap.put(0, 0, "REKAPITULASI PENDUDUK DATANG TAHUN 2025")
    recap.line(2, ["No", "Bulan", "Jumlah"])
    wrong = rng.choice((None, 2, 5))
    for number, month in enumerate(_MONTHS):
        sheet = case.book.sheet(month)
        sheet.put(0, 0, "PENDUDUK DATANG TAHUN 2025")
        sheet.put(1, 0, f"Bulan: {month}")
        sheet.line(3, ["No", "Kecamatan", "Laki-laki", "Perempuan", "Jumlah"])
        total = 0
        for row, area in enumerate(districts(), start=4):
            sheet.line(row, [row - 3, f"Kec. {area.name}"])
            both = 0
            for column, sex in ((2, "laki-laki"), (3, "perempuan")):
                value = rng.randint(1, 90)
                both += value
                place = (month, sheet.put(row, column, value))
                case.expect(area.code, f"2025-{number + 1:02d}", value, place, jenis_kelamin=sex)
            sheet.put(row, 4, both)
            total += both
        slip = 10 if number == wrong else 0
        recap.line(3 + number, [number + 1, month, total + slip])
    if wrong is not None:
        case.findings.append(("total.mismatch", "Rekap", f"C{wrong + 4}"))
    return case


def names_with_footnotes(rng: Random) -> Case:
    """A footnote's sign stands behind some names, as statistical yearbooks print it."""
    fields = {"sapi": "Sapi Potong", "kambing": "Kambing", "ayam": "Ayam Buras"}
    case = Case(
        Book(),
        definition(level="kelurahan", dimensions=[dimension("ternak", fields)], periods=["2024"]),
    )
    sheet = case.book.sheet("Ternak")
    sheet.put(0, 0, "Populasi Ternak menurut Kelurahan dan Jenis, 2024")
    signs = ("", "", "", "1)", " 1)", "¹", " *)", "²⁾", " (1)")
    sheet.line(2, ["Kelurahan", *(title + rng.choice(signs[:6]) for title in fields.values())])
    for row, area in enumerate(villages(), start=3):
        sheet.put(row, 0, area.name + rng.choice(signs))
        for column, code in enumerate(fields, start=1):
            value = rng.randint(1, 900)
            case.expect(area.code, "2024", value, ("Ternak", sheet.put(row, column, value)), ternak=code)
    sheet.put(25, 0, "1) Termasuk ternak titipan")
    return case


def _person(rng: Random) -> str:
    day = rng.randint(10, 28) + rng.choice((0, 40))
    return f"357203{day}{rng.randint(1, 12):02d}{rng.randint(60, 99)}{rng.randint(1, 9999):04d}"


def list_of_persons(rng: Random) -> Case:
    """Recipients by name: nothing of it is a figure."""
    case = Case(Book(), definition(periods=["2024"]))
    sheet = case.book.sheet("Penerima")
    sheet.put(0, 0, "DAFTAR PENERIMA BANTUAN TAHUN 2024")
    sheet.line(2, ["No", rng.choice(("NIK", "No. KTP")), "Nama", "Kelurahan", "Jumlah"])
    for row in range(3, 15):
        area = villages()[row // 3]
        sheet.line(row, [row - 2, _person(rng), f"Warga {row}", area.name, rng.randint(1, 9) * 100_000])
    case.findings.append(("personal.nik", "Penerima", "B3"))
    return case


def person_in_a_remark(rng: Random) -> Case:
    """Figures by kelurahan stand; a NIK and a family card in remarks are told at their cells."""
    case = Case(Book(), definition(periods=["2024"]))
    sheet = case.book.sheet("PKH")
    sheet.put(0, 0, "Jumlah Penerima PKH per Kelurahan, 2024")
    sheet.line(2, ["No", "Kelurahan", "Jumlah", "Keterangan"])
    for row, area in enumerate(villages(), start=3):
        value = rng.randint(1, 900)
        sheet.line(row, [row - 2, area.name, value])
        case.expect(area.code, "2024", value, ("PKH", f"C{row + 1}"))
    for row, words, rule in ((6, "KK {} belum cair", "personal.kk"), (9, "NIK {} pindah", "personal.nik")):
        sheet.put(row, 3, words.format(_person(rng)))
        case.findings.append((rule, "PKH", f"D{row + 1}"))
    return case


ALL = (
    sum_under_a_name,
    codes_under_kode,
    recapitulation_by_month,
    names_with_footnotes,
    list_of_persons,
    person_in_a_remark,
)
