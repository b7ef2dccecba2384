"""The fast way for large CSV files that are one clean list: a row for each key, nothing else.

The first lines are read in the general way, which tells the columns. If they are a plain list,
the whole file is read column by column: each distinct area, period and code is understood once,
whatever the number of rows. A file that is anything else goes the general way.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from lumbung.formats.tables.grids import Grid, Limits, Value, Workbook
from lumbung.formats.tables.grids.csvtext import Dialect, dialect_of_file
from lumbung.formats.tables.grids.files import kind_of
from lumbung.formats.tables.reading.result import Reading
from lumbung.formats.tables.reading.rows import RowKind
from lumbung.formats.tables.reading.sheets import Sheets
from lumbung.formats.tables.reading.table import TableReader
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.columns import Role
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.structures import Structure, Unit

SMALLEST = 1 << 20
_SAMPLE_ROWS = 400
_PLAIN = frozenset({
    Role.SERIAL, Role.AREA, Role.AREA_CODE, Role.PERIOD, Role.DIMENSION, Role.VALUE, Role.UNIT, Role.NOTE,
    Role.EMPTY, Role.UNKNOWN, Role.HELPER, Role.PERSON, Role.STATUS,
})  # fmt: skip


def is_worth_trying(path: Path, name: str, limits: Limits) -> bool:
    """Whether a file is a CSV so large that the general way would be slow."""
    try:
        large = path.stat().st_size >= SMALLEST
    except OSError:
        return False
    return large and kind_of(path, name, limits)[0] == "csv"


def read_tidy(
    path: Path,
    structure: Structure,
    areas: AreaTree,
    *,
    name: str,
    units: Mapping[str, Unit],
    recipe: Recipe | None,
    progress: Callable[[float], None],
) -> Reading | None:
    """Read a large list; none where the file is no plain list."""
    from lumbung.formats.tables.reading.tidycolumns import TidyColumns

    dialect = dialect_of_file(path)
    sample = _sample(path, dialect)
    if sample is None:
        return None
    table = _only_table(sample, name, structure, areas, units, None)
    if table is not None and recipe is not None and recipe.matches(table[0].layout()):
        table = _only_table(sample, name, structure, areas, units, recipe)
    if table is None:
        return None
    progress(0.1)
    sheets, reader = table
    told = Told()
    columns = TidyColumns(path, dialect, reader, told)
    frame = columns.wide_table()
    if frame is None:
        return None
    progress(0.8)
    columns.tell_hazards()
    columns.tell_of_headings()
    sheets.told = told
    layout = sheets.layout()
    guess = replace(layout.tables[0], last_row=columns.last_row)
    return Reading(
        frame=frame,
        rows_read=frame.height,
        findings=told.closed(),
        totals=[],
        layout=replace(layout, tables=(guess,)),
        sheets=columns.pictures(sample),
        waiting=frozenset(columns.waiting),
        headings=columns.headings(),
        printed_units=reader.printed_units,
    )


def _sample(path: Path, dialect: Dialect) -> Workbook | None:
    """The first rows of the file, as a sheet."""
    try:
        with path.open(encoding=dialect.encoding, newline="", errors="strict") as handle:
            lines = csv.reader(handle, delimiter=dialect.separator)
            rows: list[list[Value]] = [
                [field if field and not field.isspace() else None for field in fields]
                for fields in islice(lines, _SAMPLE_ROWS)
            ]
    except (csv.Error, UnicodeDecodeError):
        return None
    return Workbook("csv", [Grid(None, rows[dialect.skipped :])])


def _only_table(
    sample: Workbook,
    name: str,
    structure: Structure,
    areas: AreaTree,
    units: Mapping[str, Unit],
    recipe: Recipe | None,
) -> tuple[Sheets, TableReader] | None:
    """The one table of the sample, if it is a plain list from its heading to the last row."""
    sheets = Sheets(sample, name, structure, areas, units, Told(), None, recipe)
    sheets.find_tables(recipe)
    if len(sheets.tables) != 1:
        return None
    table = sheets.tables[0]
    table.prepare()
    grid, block = sample.grids[0], table.block
    first = block.body[0]
    whole = block.body == tuple(range(first, grid.height)) and block.heading == (first - 1,)
    plain = {column.role for column in table.columns} <= _PLAIN
    data = all(row.kind is RowKind.DATA and not row.held for row in table.rows)
    values = [column for column in table.columns if column.role is Role.VALUE]
    keyed = any(column.facets.says_key for column in values)
    marked = any(column.marks_for is not None for column in table.columns)
    return (sheets, table) if whole and plain and data and values and not keyed and not marked else None


def as_text(path: Path, encoding: str) -> bytes | Path:
    """The file as UTF-8: the file itself where it is that already."""
    if encoding in {"utf-8", "utf-8-sig"}:
        return path
    text = io.StringIO(path.read_bytes().decode(encoding), newline="").getvalue()
    return text.lstrip("\ufeff").encode()
