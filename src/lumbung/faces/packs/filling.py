"""Figures of a pack as a producer would send them: the dataset's own template, filled in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lumbung.formats.tables.template import write_template
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.observations import Status, note_column, status_column
from lumbung.vocabulary.structures import Structure

Row = Mapping[str, str]
Key = tuple[str, ...]
FIRST_ROW, MACHINE_ROW = 6, 1  # as openpyxl counts


def filled_template(structure: Structure, areas: AreaTree, rows: Sequence[Row], *, cite: bool) -> bytes:
    """The template of all periods due with the figures in their cells.

    ``cite`` puts maker and source of each figure in its note.
    """
    import openpyxl

    empty = io.BytesIO()
    write_template(empty, structure=structure, areas=areas)
    book = openpyxl.load_workbook(empty)
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[MACHINE_ROW] if cell.value}
    places = {
        tuple(str(sheet.cell(number, columns[name]).value or "") for name in structure.key): number
        for number in range(FIRST_ROW, sheet.max_row + 1)
    }
    places = {key: number for key, number in places.items() if any(key)}
    free = max(places.values(), default=FIRST_ROW - 1) + 1
    for key, cells in _by_key(structure, rows, cite=cite).items():
        if key not in places:
            places[key], free = free, free + 1
            for name, text in zip(structure.key, key, strict=True):
                sheet.cell(places[key], columns[name], text)
        for name, value in cells.items():
            sheet.cell(places[key], columns[name], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _by_key(structure: Structure, rows: Iterable[Row], *, cite: bool) -> dict[Key, dict[str, Any]]:
    """The cells of each row of the sheet, by their column's word."""
    found: dict[Key, dict[str, Any]] = {}
    for row in rows:
        cells = found.setdefault(tuple(row.get(name, "") for name in structure.key), {})
        measure, status = row["measure"], row.get("status") or Status.NORMAL
        cells[measure] = _number(row["value"])
        if status == Status.MISSING:
            cells[measure] = "…"
        elif status != Status.NORMAL:
            cells[status_column(measure)] = Status(status).title.id
        if note := _note(row) if cite else row.get("note", ""):
            cells[note_column(measure)] = note
    return found


def _number(text: str) -> float | int | None:
    if not text:
        return None
    return float(text) if "." in text or "e" in text.lower() else int(text)


def _note(row: Row) -> str:
    """The note with the maker of the figure and where it was read."""
    parts = [row.get("note", "")]
    if maker := row.get("producer"):
        parts.append(f"Pembuat angka: {maker}")
    if source := row.get("source"):
        parts.append(f"Dibaca di {source}")
    return ". ".join(part.rstrip(".") for part in parts if part)
