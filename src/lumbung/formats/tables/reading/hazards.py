"""What no file of figures may hold: text that a spreadsheet runs, and numbers of persons.

Looked for in every sheet, hidden ones too, and in every column, read or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lumbung.formats.tables.grids import Formula, Grid
from lumbung.formats.tables.grids.grid import Cell, shown
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.words.folding import spaced
from lumbung.vocabulary.findings import Place

_STARTS = "=+-@\t\r＝＋－＠"
_RUNS = re.compile(
    r"[=＝]\s*[\w'\"({\[+@-]"  # a formula, whatever it holds
    r"|[@＠][A-Za-z_.]+\("
    r"|[+\-＋－][\s\S]*(?:\||!\$?[A-Z]{1,3}\$?\d|\b[A-Z][A-Z.]+\(|\bcmd\b|://)"  # but not "- Laki-laki"
    r"|[+\-＋－]\s*\$?[A-Z]{1,3}\$?\d{1,6}\b\s*(?:[-+*/&^]|$)"
    r"|[\t\r]\s*[=+\-@]"
)
_DANGEROUS = re.compile(
    r"\b(?:HYPERLINK|WEBSERVICE|IMPORTXML|IMPORTDATA|IMPORTHTML|IMPORTFEED|IMPORTRANGE|FILTERXML|IMAGE|RTD|"
    r"CALL|REGISTER(?:\.ID)?|EXEC|DDE|DDEAUTO|MSEXCEL|ENCODEURL)\s*\(|\|\s*'|\bcmd\s*\||\[\d+\]\S*!|"
    r"'?(?:file|https?|ftp|\\\\)[:\\/]",
    re.IGNORECASE,
)
_SIXTEEN = re.compile(r"\d{16}")
_PROVINCES = range(11, 97)
_CARD_WORDS = frozenset({"kk", "kartu", "keluarga"})
_TEXT_SHOWN = 120
_ENOUGH = 2


def tell_injections(grid: Grid, told: Told) -> None:
    """Mention texts and formulas that would run or reach outside when opened."""
    for row, line in enumerate(grid.rows):
        for column, value in enumerate(line):
            if isinstance(value, str) and value[:1] in _STARTS and value and _RUNS.match(value):
                _tell(grid, told, (row, column), value)
    for cell, formula in grid.formulas.items():
        if is_dangerous(formula):
            _tell(grid, told, cell, f"={formula.text}")


def is_dangerous(formula: Formula) -> bool:
    """Whether a formula reaches outside its file.

    >>> is_dangerous(Formula('HYPERLINK("http://x","y")')), is_dangerous(Formula("SUM(A1:A3)"))
    (True, False)
    """
    return bool(_DANGEROUS.search(formula.text))


def would_run(text: str) -> bool:
    """Whether a text is surely meant as a formula.

    >>> would_run("+cmd|' /C calc'!A0"), would_run("- Laki-laki"), would_run("=1+1"), would_run("-5")
    (True, False, True, False)
    """
    return bool(_RUNS.match(text))


def _tell(grid: Grid, told: Told, cell: Cell, text: str) -> None:
    told.add("cell.formula-injection", Place.at(grid.name, *cell), value=text[:_TEXT_SHOWN])


def tell_persons(grid: Grid, told: Told) -> None:
    """Mention columns of numbers that have the form of a NIK or of a family card."""
    columns: dict[int, list[tuple[int, str]]] = {}
    for row, line in enumerate(grid.rows):
        for column, value in enumerate(line):
            if (isinstance(value, float) and value < 1e15) or value is None:
                continue
            number = _sixteen_digits(value)
            if number and is_person_number(number):
                columns.setdefault(column, []).append((row, number))
    for column, found in columns.items():
        heading, row = _heading_above(grid, column, found[0][0])
        rule = person_rule(heading, len(found), women=any(_is_woman(number) for _, number in found))
        if rule is None:
            continue
        told.add(
            rule,
            Place.at(grid.name, row, column),
            value=heading or shown(column + 1),
            count=len(found),
            also=[Place.at(grid.name, line, column) for line, _ in found[:100]],
        )


def person_rule(heading: str, count: int, *, women: bool) -> str | None:
    """Which kind of personal number a column holds, if it is one; ``women``: some can only be of a NIK."""
    said = set(spaced(heading).split())
    if count < _ENOUGH and not said & {"nik", "ktp", *_CARD_WORDS}:
        return None
    card = bool(said & _CARD_WORDS) and "nik" not in said and not women
    return "personal.kk" if card else "personal.nik"


def is_person_number(number: str) -> bool:
    """Whether sixteen digits can be a NIK: region, day (women: 40 more), month, year, serial number.

    >>> is_person_number("3572015203900001"), is_person_number("1234567890123456")
    (True, False)
    """
    day, month = int(number[6:8]), int(number[8:10])
    return (
        int(number[:2]) in _PROVINCES
        and number[2:4] != "00"
        and (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and number[12:] != "0000"
    )


def _is_woman(number: str) -> bool:
    return int(number[6:8]) > 40


def _sixteen_digits(value: object) -> str:
    if isinstance(value, float):
        # A spreadsheet keeps 15 digits: the last one of a NIK typed as a number is lost.
        return f"{value:.0f}" if 1e15 <= value < 1e16 and value.is_integer() else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if 10**15 <= value < 10**16 else ""
    if isinstance(value, str) and 16 <= len(value) <= 24:
        digits = value.strip().lstrip("'").replace(" ", "").replace(".", "").replace("-", "")
        return digits if _SIXTEEN.fullmatch(digits) else ""
    return ""


def _heading_above(grid: Grid, column: int, row: int) -> tuple[str, int]:
    """The text above the first of some numbers, and its row; the number's own row where there is none."""
    for above in range(row - 1, -1, -1):
        value = grid.at(above, column)
        if isinstance(value, str) and not _sixteen_digits(value):
            return " ".join(value.split())[:_TEXT_SHOWN], above
    return "", row


def hidden_runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Hidden rows or columns as runs.

    >>> hidden_runs([3, 4, 9])
    [(3, 4), (9, 9)]
    """
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
