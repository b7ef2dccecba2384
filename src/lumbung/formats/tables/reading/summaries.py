"""Sheets that repeat others: a recapitulation is checked against the rest, never read twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.records import Record
from lumbung.formats.tables.reading.result import Total
from lumbung.formats.tables.reading.rows import Row, RowKind
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.reading.units import PrintedUnits
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.folding import plain
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import unpack_place
from lumbung.vocabulary.structures import AddsUp

_SUMMARY = re.compile(r"\b(?:rekap\w*|ringkas\w*|gabung\w*|summary|total|jumlah|kompilasi|semua)\b")


def drop_repeats(tables: Sequence[PreparedTable], told: Told) -> list[PreparedTable]:
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


def totals_of_summary(table: PreparedTable, others: Sequence[PreparedTable]) -> list[Total] | None:
    """The figures of a table that lacks areas or dimensions, as totals over what the others say.

    None where it is a table of its own: some figure has no parts elsewhere, or is not their sum
    although the sheet is not called a recapitulation.
    """
    records = [record for other in others for record in other.records]
    held: list[tuple[float, Cell, list[Record]]] = []
    units = PrintedUnits(table)
    for row in table.rows:
        for column in table.columns if row.kind is RowKind.DATA else ():
            stated = table.figures.number(row.number, column.number, table.group_of(row, column))
            if column.role is not Role.VALUE or stated is None:
                continue
            parts = _parts(table, row, column, row.area or table.structure.area.within, records)
            measure = table.measure_of(row, column)
            if not parts or measure is None or measure.adds_up is AddsUp.NONE:
                return None
            held.append((units.converted(row, column, stated), (row.number, column.number), parts))
    summary = bool(_SUMMARY.search(plain(table.grid.name or "")))
    if not held or not (summary or all(_agree(stated, parts) for stated, _, parts in held)):
        return None
    table.told.add("sheet.repeats", Place(table.grid.name, "A1"), value=table.grid.name)
    return [_held(stated, table.grid.name, cell, parts, table.told) for stated, cell, parts in held]


def check_alone(
    alone: Sequence[tuple[PreparedTable, Row, Column, float]], records: Sequence[Record]
) -> list[Total]:
    """Totals of wider areas whose parts stand in other tables, held against all that was read."""
    found: list[Total] = []
    levels_told = bool(records)
    for table, row, column, stated in alone:
        area = row.area
        if area is None or table.measure_of(row, column) is None:
            continue
        parts = _parts(table, row, column, area, records)
        cell = (row.number, column.number)
        place = Place.at(table.grid.name, *cell)
        if parts:
            whole = PrintedUnits(table).converted(row, column, stated)
            found.append(_held(whole, table.grid.name, cell, parts, table.told))
        elif not levels_told:
            level, expected = table.labels.areas.level(area).title, table.structure.area.level.title
            at = Place.at(table.grid.name, *row.area_cell) if row.area_cell else place
            title = table.labels.areas.tree[area].title
            table.told.add("area.level", at, value=title, level=level, expected=expected)
    return found


def _parts(
    table: PreparedTable, row: Row, column: Column, area: str, records: Sequence[Record]
) -> list[Record]:
    """The figures that a figure of a wider area, or without some dimension, may be the sum of."""
    measure, period = table.measure_of(row, column), table.period_of(row, column)
    codes = {**table.context.codes, **row.codes, **column.facets.codes}
    return [
        record
        for record in records
        if measure is not None
        and record.measure == measure.code
        and (period is None or record.period == period)
        and table.labels.areas.is_below(record.area, area)
        and all(_code(record, name, table) in {code, None} for name, code in codes.items())
    ]


def _agree(stated: float, parts: Sequence[Record]) -> bool:
    total = sum(record.number for record in parts if record.number is not None)
    return abs(total - stated) <= 1e-6 * max(1.0, abs(stated))


def _code(record: Record, name: str, table: PreparedTable) -> str | None:
    names = [dimension.code for dimension in table.structure.dimensions]
    return record.codes[names.index(name)]


def _held(stated: float, sheet: str | None, cell: Cell, parts: Sequence[Record], told: Told) -> Total:
    cells = tuple((record.sheet, unpack_place(record.place)) for record in parts)
    numbers = [record.number for record in parts if record.number is not None]
    total = float(f"{sum(numbers):.15g}")
    same = _agree(stated, parts)
    if same or len(numbers) < len(parts):
        return Total(sheet, cell, stated, cells, total, True if same else None)
    found = Total(sheet, cell, stated, cells, total, ok=False)
    told.add("total.mismatch", found.place, value=stated, total=both_numbers(total), also=found.parts)
    return found
