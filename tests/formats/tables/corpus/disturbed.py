"""What offices do to a table besides filling it in: letterheads, blank rows, signatures, text for numbers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.formats.tables.corpus.book import Formula, Sheet
from tests.formats.tables.corpus.truth import Case

from lumbung.vocabulary.observations import cell_name

Move = Callable[[int, int], tuple[int, int]]


def moved(case: Case, number: int, move: Move) -> None:
    """Move the cells of one sheet, and their places in the truth."""
    sheet = case.book.sheets[number]
    sheet.cells = {move(*cell): value for cell, value in sheet.cells.items()}
    sheet.formats = {move(*cell): value for cell, value in sheet.formats.items()}
    sheet.merges = [(*move(a, b), *move(c, d)) for a, b, c, d in sheet.merges]
    sheet.hidden_rows = {move(row, 0)[0] for row in sheet.hidden_rows}
    sheet.hidden_columns = {move(0, column)[1] for column in sheet.hidden_columns}
    name = None if case.save["how"] == "csv" else sheet.name

    def place(cell: str) -> str:
        letters = cell.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        row, column = move(int(cell[len(letters) :]) - 1, column - 1)
        return cell_name(row, column)

    case.expected = {
        key: (value, status, where, place(cell) if where == name else cell)
        for key, (value, status, where, cell) in case.expected.items()
    }
    case.findings = [
        (rule, where, _row_place(rule, cell, place) if where == name else cell)
        for rule, where, cell in case.findings
    ]


def _row_place(rule: str, cell: str, place: Callable[[str], str]) -> str:
    if rule == "sheet.hidden-unread":
        return cell
    return (
        "A" + place(cell).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if _is_whole_row(rule, cell) else place(cell)
    )


def _is_whole_row(rule: str, cell: str) -> bool:
    """A hidden row is told at its first cell, a hidden or unread sheet at A1, wherever the table stands."""
    return rule.startswith("sheet.hidden") and cell.startswith("A")


def shift_right(case: Case, rng: Random) -> None:
    """Leave the first columns empty."""
    by = rng.choice((1, 2))
    for number, _ in enumerate(case.book.sheets):
        moved(case, number, lambda row, column: (row, column + by))


def letterhead(case: Case, rng: Random) -> None:
    """Put the office's letterhead above."""
    lines = [
        "PEMERINTAH KOTA BLITAR",
        "DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK",
        "Jl. Dr. Moh. Saleh No. 1 Telp. (0342) 801171",
    ]
    for number, sheet in enumerate(case.book.sheets):
        moved(case, number, lambda row, column: (row + 4, column))
        for row, text in enumerate(lines):
            sheet.put(row, 0, text)
        if rng.random() < 0.5:
            sheet.merge(0, 0, 0, max(1, sheet.size[1] - 1))


def signature(case: Case, rng: Random) -> None:
    """Put place, date, office and number of the person who signs below."""
    for sheet in case.book.sheets:
        rows, columns = sheet.size
        right = max(1, columns - 2)
        for row, text in enumerate(
            (
                "Blitar, 2 Januari 2025",
                "Kepala Dinas",
                None,
                "Drs. SUPARNO, M.Si",
                "NIP. 19700101 199503 1 001",
            )
        ):
            sheet.put(rows + 2 + row, right, text)


def notes(case: Case, rng: Random) -> None:
    """Put source and notes below."""
    for sheet in case.book.sheets:
        rows, _ = sheet.size
        sheet.put(
            rows + rng.choice((0, 1)),
            0,
            rng.choice(("Sumber : Dinas terkait, 2025", "Sumber/Source: BPS Kota Blitar")),
        )
        sheet.put(rows + 2, 0, "Catatan: *) angka sementara; r) angka diperbaiki; data per 31 Desember 2024")


def blank_rows(case: Case, rng: Random) -> None:
    """Leave a row empty between groups of rows."""
    for number, sheet in enumerate(case.book.sheets):
        figures = sorted(
            {row for (row, column), value in sheet.cells.items() if isinstance(value, int | float) and column}
        )
        within = {row for top, _, bottom, _ in sheet.merges for row in range(top + 1, bottom + 1)}
        body = [row for row in figures[6:] if row not in within]
        if len(body) < 8:
            continue
        at = rng.choice(body)
        moved(case, number, lambda row, column, at=at: (row + (row >= at), column))


def numbers_as_text(case: Case, rng: Random) -> None:
    """Write the figures as Indonesian text."""
    wanted = {(where, cell) for _, _, where, cell in case.expected.values()}
    faulty = any(rule.startswith(("formula", "value")) for rule, _, _ in case.findings)
    if faulty or any("%" in code for sheet in case.book.sheets for code in sheet.formats.values()):
        return
    for sheet in case.book.sheets:
        name = None if case.save["how"] == "csv" else sheet.name
        for cell, value in list(sheet.cells.items()):
            if (name, cell_name(*cell)) in wanted and isinstance(value, int | float):
                decimals = 0 if float(value).is_integer() else len(str(value).partition(".")[2])
                sheet.cells[cell] = f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def two_languages(case: Case, rng: Random) -> None:
    """Print headings in both languages, as the statistical office does."""
    english = {
        "Kecamatan": "Subdistrict",
        "Kelurahan": "Village",
        "Laki-laki": "Male",
        "Perempuan": "Female",
        "Jumlah": "Total",
        "Tahun": "Year",
        "No": "Number",
        "Jenis Kelamin": "Sex",
        "Bulan": "Month",
        "Satuan": "Unit",
    }
    joint = rng.choice(("\n", "/", " / "))
    for sheet in case.book.sheets:
        for cell, value in list(sheet.cells.items()):
            if isinstance(value, str) and value in english and cell[0] < 8:
                sheet.cells[cell] = f"{value}{joint}{english[value]}"


def other_format(case: Case, rng: Random) -> None:
    """Save it in another format."""
    if case.save["how"] != "csv" and not case.findings and not any(s.formats for s in case.book.sheets):
        computed = any(isinstance(value, Formula) for s in case.book.sheets for value in s.cells.values())
        case.save = {"how": rng.choice(("xls", "ods") if computed else ("xls", "ods", "openpyxl"))}


DISTURBANCES = (
    shift_right,
    letterhead,
    signature,
    notes,
    blank_rows,
    numbers_as_text,
    two_languages,
    other_format,
)


def disturb(case: Case, rng: Random, most: int = 3) -> list[str]:
    """Do some of it; gives what was done."""
    chosen = rng.sample(DISTURBANCES, rng.randint(1, most))
    for disturbance in sorted(chosen, key=DISTURBANCES.index):
        disturbance(case, rng)
    return [disturbance.__name__ for disturbance in chosen]


__all__ = ["DISTURBANCES", "Sheet", "disturb", "moved"]
