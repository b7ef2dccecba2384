"""A list as a spreadsheet: its headings found in any order, every text with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lumbung.formats.tables.grids import Grid, Limits, Refused, Visibility, read_grids
from lumbung.formats.tables.grids.grid import CellError, shown
from lumbung.rooms.forum.columns import COLUMNS, SHEET
from lumbung.rooms.forum.judging import Row
from lumbung.rooms.forum.producers import folded
from lumbung.vocabulary.findings import Finding, Place, finding

LIMITS = Limits(file_bytes=20 << 20, cells=500_000)
MOST_ROWS = 5_000
LOOKED_AT = 30  # so many rows from the top may stand above the headings
ENOUGH = 3  # so many known headings make a row of headings
OTHER_NAMES = {
    "produsen": "produsen_data",
    "nama produsen data": "produsen_data",
    "perangkat daerah": "produsen_data",
    "opd": "produsen_data",
    "klasifikasi data": "klasifikasi_risiko",
    "indikator variabel": "indikator_variabel",
    "jadwal": "jadwal_pemutakhiran",
    "frekuensi": "jadwal_pemutakhiran",
    "urusan": "urusan",
    "prioritas": "prioritas",
    "data prioritas": "prioritas",
    "penanggung jawab": "penanggung_jawab",
    "metode pengumpulan data": "metode_pengumpulan",
}
"""Headings that sheets use in the place of the official ones."""


PASSED_OVER = {"no", "nomor", "data prioritas ditetapkan"}
"""Headings that are known and not read: numbers of lines, and what only the Forum decides."""


def _headings() -> dict[str, str]:
    known = {folded(key): key for key in COLUMNS} | OTHER_NAMES
    for key, column in COLUMNS.items():
        known |= {folded(column.heading.id): key, folded(column.heading.en): key}
    return known


HEADINGS = _headings()


@dataclass(frozen=True)
class SheetRead:
    """The rows of a list as they were found, and what is to be said about the file."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def read_sheet(path: Path, name: str) -> SheetRead:
    """Read every sheet that has the headings of a list; one that cannot be opened is told, not raised."""
    try:
        workbook, told = read_grids(path, name, LIMITS)
    except Refused as refusal:
        return SheetRead((), (refusal.finding,))
    rows: list[Row] = []
    found = False
    for grid in workbook.grids:
        at = _heading_row(grid)
        if at is None or grid.visibility is not Visibility.VISIBLE:
            continue
        found = True
        columns, faults = _columns(grid, at)
        told += faults
        rows += _rows(grid, at, columns)
    if not found:
        told.append(finding("list.no-heading"))
    if len(rows) > MOST_ROWS:
        told.append(finding("list.too-many", value=len(rows), most=MOST_ROWS))
        rows = []
    return SheetRead(tuple(rows), tuple(told))


def _heading_row(grid: Grid) -> int | None:
    """The row with the most headings that are known."""
    counts = [
        (len({HEADINGS[words] for cell in row if (words := folded(_text(cell))) in HEADINGS}), -number)
        for number, row in enumerate(grid.rows[:LOOKED_AT])
    ]
    best, number = max(counts, default=(0, 0))
    return -number if best >= ENOUGH else None


def _columns(grid: Grid, at: int) -> tuple[dict[int, str], list[Finding]]:
    columns: dict[int, str] = {}
    places: dict[str, Place] = {}
    told: list[Finding] = []
    for number, cell in enumerate(grid.rows[at]):
        text = _text(cell)
        place = Place.at(grid.name, at, number)
        key = HEADINGS.get(folded(text))
        if key is None:
            if text and folded(text) not in PASSED_OVER:
                told.append(finding("list.column-unknown", place, value=text))
        elif key in places:
            told.append(finding("list.column-twice", place, value=text, first=str(places[key])))
        else:
            columns[number], places[key] = key, place
    told += [
        finding("list.column-missing", Place.at(grid.name, at, 0), column=column.heading)
        for column in SHEET
        if column.needed and column.key not in places
    ]
    return columns, told


def _rows(grid: Grid, at: int, columns: dict[int, str]) -> Iterator[Row]:
    for number in range(at + 1, grid.height):
        line = grid.rows[number]
        if _is_numbering(line) or not any(_text(line[column]) for column in columns):
            continue
        yield Row(
            {key: _text(line[column]) for column, key in columns.items()},
            {key: Place.at(grid.name, number, column) for column, key in columns.items()},
        )


def _is_numbering(line: Sequence[object]) -> bool:
    """Whether a row only counts the columns, (1) (2) (3) …, as official sheets do below the headings."""
    texts = [text.strip("()") for cell in line if (text := _text(cell))]
    if len(texts) < ENOUGH or not texts[0].isdecimal():
        return False
    first = int(texts[0])
    return texts == [str(number) for number in range(first, first + len(texts))]


def _text(cell: object) -> str:
    if isinstance(cell, CellError):
        return str(cell)
    return " ".join(shown(cell).split()) if cell is not None else ""  # type: ignore[arg-type]  # a grid's value
