"""Tables of inputs: what a page of a grid posts, made into rows, and findings put beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from lumbung.formats.codelists.columns import ALIAS_SEPARATOR
from lumbung.formats.codelists.files import weight_of
from lumbung.vocabulary.codemaps import MapEntry
from lumbung.vocabulary.findings import Finding, Place
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

ROWS_A_PAGE = 100
EMPTY_ROWS = 3
MOST_PASTED = 20_000
CODE_COLUMNS = ("code", "title", "title_en", "parent", "aliases")
MAP_COLUMNS = ("source", "target", "weight", "note")
SHIFT_COLUMNS = ("source", "target", "weight", "name", "parent")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid: its number in the whole list, its cells, what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def faulty(self) -> frozenset[str]:
        """The columns that a finding points to."""
        return frozenset(item.place.cell or "" for item in self.findings)


def at_row(row: int, column: str) -> Place:
    """The place of a grid's cell: its row from 1, and its column."""
    return Place(str(row + 1), column)


def posted_rows(posted: QueryDict, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows of a page as they were typed, with those pasted below and without those taken out."""
    cells = [posted.getlist(column) for column in columns]
    taken_out = {int(value) for value in posted.getlist("remove") if value.isdecimal()}
    rows = [
        tuple(text.strip() for text in row)
        for number, row in enumerate(zip(*cells, strict=False))
        if number not in taken_out
    ]
    return [row for row in (*rows, *pasted_rows(posted.get("pasted", ""), len(columns))) if any(row)]


def pasted_rows(text: str, width: int) -> list[tuple[str, ...]]:
    """Rows that were copied from a spreadsheet: lines, with tabs between cells (or semicolons)."""
    if not text.strip():
        return []
    separator = "\t" if "\t" in text else ";"
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))[:MOST_PASTED]
    except csv.Error:
        lines = [line.split(separator) for line in text.splitlines()[:MOST_PASTED]]
    return [
        (*(cell.strip() for cell in line[:width]), *[""] * (width - len(line))) for line in lines if any(line)
    ]


def grid_rows(
    rows: Sequence[tuple[str, ...]], findings: Iterable[Finding], *, first: int = 0, empty: int = EMPTY_ROWS
) -> list[GridRow]:
    """The rows of a page with the findings of each, and some empty ones to go on."""
    beside: dict[int, list[Finding]] = {}
    for item in findings:
        if (item.place.sheet or "").isdecimal():
            beside.setdefault(int(str(item.place.sheet)), []).append(item)
    width = len(rows[0]) if rows else len(CODE_COLUMNS)
    told = [
        GridRow(number, cells, tuple(beside.get(number, ())))
        for number, cells in enumerate(rows, start=first + 1)
    ]
    blank = ("",) * width
    return told + [GridRow(first + len(rows) + number + 1, blank) for number in range(empty)]


def cells_of_code(item: Code) -> tuple[str, ...]:
    """A code as a row."""
    return (item.code, item.title.id, item.title.en, item.parent, f" {ALIAS_SEPARATOR} ".join(item.aliases))


def code_of_cells(cells: Sequence[str]) -> Code:
    """A row as a code."""
    code, title, english, parent, aliases = cells
    names = tuple(part.strip() for part in aliases.split(ALIAS_SEPARATOR) if part.strip())
    return Code(code, Text(title, english), parent, names)


def cells_of_entry(item: MapEntry) -> tuple[str, ...]:
    """A line of a map as a row."""
    return (item.source, item.target, f"{item.weight:.12g}".replace(".", ","), item.note)


def entry_of_cells(cells: Sequence[str]) -> MapEntry:
    """A row as a line of a map; a weight that is no number is one that cannot be."""
    source, target, weight, note = cells
    read = weight_of(weight)
    return MapEntry(source, target, -1.0 if read is None else read, note)
