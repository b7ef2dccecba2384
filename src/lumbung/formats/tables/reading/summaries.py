"""Sheets that repeat others: a recapitulation is checked against the rest, never read twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.reading.records import Record
from lumbung.formats.tables.reading.result import Total
from lumbung.formats.tables.reading.rows import Row
from lumbung.formats.tables.reading.table import TableReader
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.words.folding import plain
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import unpack_place

if TYPE_CHECKING:
    from lumbung.formats.tables.reading.sheets import Sheets

_SUMMARY = re.compile(r"\b(?:rekap\w*|ringkas\w*|gabung\w*|summary|total|jumlah|kompilasi|semua)\b")


def drop_repeats(tables: Sequence[TableReader], told: Told) -> list[TableReader]:
    """The tables without those summaries whose every figure stands, the same, in another table."""
    kept = list(tables)
    for table in tables:
        if not _SUMMARY.search(plain(table.grid.name or "")) or not table.records:
            continue
        others = {r.key: r.number for other in kept if other is not table for r in other.records}
        if all(record.key in others and others[record.key] == record.number for record in table.records):
            kept.remove(table)
            told.add("sheet.repeats", Place(table.grid.name, "A1"), value=table.grid.name)
    return kept


def check_alone(
    alone: Sequence[tuple[TableReader, Row, Column, float]], records: Sequence[Record], sheets: Sheets
) -> list[Total]:
    """Totals of wider areas whose parts stand in other tables, held against all that was read."""
    found: list[Total] = []
    levels_told = bool(records)
    for table, row, column, stated in alone:
        area, measure = row.area, table.measure_of(row, column)
        if area is None or measure is None:
            continue
        period = table.period_of(row, column)
        codes = {**table.context.codes, **row.codes, **column.facets.codes}
        parts = [
            record
            for record in records
            if record.measure == measure.code
            and (period is None or record.period == period)
            and sheets.areas.is_below(record.area, area)
            and all(_code(record, name, sheets) in {code, None} for name, code in codes.items())
        ]
        cell = (row.number, column.number)
        place = Place.at(table.grid.name, *cell)
        if parts:
            found.append(_held(stated, table.grid.name, cell, parts, sheets.told))
        elif not levels_told:
            level, expected = sheets.areas.level(area).title, sheets.structure.area.level.title
            at = Place.at(table.grid.name, *row.area_cell) if row.area_cell else place
            title = sheets.areas.tree[area].title
            sheets.told.add("area.level", at, value=title, level=level, expected=expected)
    return found


def _code(record: Record, name: str, sheets: Sheets) -> str | None:
    names = [dimension.code for dimension in sheets.structure.dimensions]
    return record.codes[names.index(name)]


def _held(stated: float, sheet: str | None, cell: Cell, parts: Sequence[Record], told: Told) -> Total:
    cells = tuple((record.sheet, unpack_place(record.place)) for record in parts)
    numbers = [record.number for record in parts if record.number is not None]
    total = float(f"{sum(numbers):.15g}")
    same = abs(total - stated) <= 1e-6 * max(1.0, abs(stated))
    if same or len(numbers) < len(parts):
        return Total(sheet, cell, stated, cells, total, True if same else None)
    found = Total(sheet, cell, stated, cells, total, ok=False)
    told.add("total.mismatch", found.place, value=stated, total=both_numbers(total), also=found.parts)
    return found
