"""Lists of persons where figures are expected, and numbers of persons inside other text.

A list of persons by name is no table of figures: nothing of it is taken, whatever its columns are
called. A single number of a person in a remark is told at its cell; the figures beside it stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lumbung.formats.tables.grids import Grid, Value
from lumbung.formats.tables.grids.grid import shown
from lumbung.formats.tables.reading.hazards import is_person_number
from lumbung.formats.tables.reading.rows import Row, RowKind
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.findings import Place

_INSIDE = re.compile(r"(?<![\d.,])\d{16}(?![\d.,]*\d)")
_CARD = re.compile(r"\b(?:kk|kartu\s+keluarga)\b", re.IGNORECASE)
_LONGEST = 24  # longer texts are more than a number with its blanks
_BEFORE = 40


def tell_persons_in_text(grid: Grid, told: Told) -> None:
    """Mention numbers of persons inside remarks, and those that stand alone in a cell of text."""
    for row, line in enumerate(grid.rows):
        for column, value in enumerate(line):
            if not isinstance(value, str) or len(value) < 16:
                continue
            found = next((m for m in _INSIDE.finditer(value) if is_person_number(m.group())), None)
            if found is None or _is_told(told, grid, row, column):
                continue
            before = value[max(0, found.start() - _BEFORE) : found.start()]
            rule = "personal.kk" if _CARD.search(before) else "personal.nik"
            heading = value[: found.start()].strip(" :=-") or shown(column + 1)
            told.add(rule, Place.at(grid.name, row, column), value=heading[-_BEFORE:], count=1)


def _is_told(told: Told, grid: Grid, row: int, column: int) -> bool:
    """Whether the number belongs to a column that is told as a whole."""
    place = Place.at(grid.name, row, column)
    return any(
        told_.rule.startswith("personal.") and place in {told_.place, *told_.also} for told_ in told.findings
    )


def is_list_of_persons(grid: Grid, rows: Iterable[Row], columns: Iterable[Column]) -> bool:
    """Whether most rows carry a person's number while their keys do not tell them apart."""
    data = [row for row in rows if row.kind is RowKind.DATA]
    numbered = [row for row in data if any(_is_number(value) for value in grid.rows[row.number])]
    if len(numbered) < 2 or 2 * len(numbered) <= len(data):
        return False
    if not any(column.role is Role.VALUE and column.measure for column in columns):
        return True
    keys = [
        (row.area, tuple(map(str, row.period)), tuple(sorted(row.codes.items())), row.measure) for row in data
    ]
    return len(set(keys)) < len(keys)


def _is_number(value: Value) -> bool:
    if isinstance(value, str):
        digits = value.strip().lstrip("'").replace(" ", "") if 16 <= len(value) <= _LONGEST else ""
    elif isinstance(value, int | float) and 1e15 <= value < 1e16:
        digits = f"{value:.0f}"
    else:
        return False
    return len(digits) == 16 and digits.isdigit() and is_person_number(digits)
