"""What the columns of a list are, as the general reader sees them by heading and first rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from lumbung.formats.tables.grids import Grid, Value, Workbook
from lumbung.formats.tables.reading.guesses import apply_recipe
from lumbung.formats.tables.reading.sheets import Sheets
from lumbung.formats.tables.reading.table import TableReader
from lumbung.formats.tables.reading.tidy.faults import Listener
from lumbung.formats.tables.shapes.blocks import Block
from lumbung.formats.tables.shapes.cells import Kinds
from lumbung.formats.tables.shapes.columns import Column, ColumnReader
from lumbung.formats.tables.shapes.context import Context, ContextReader
from lumbung.formats.tables.shapes.headings import HeadingReader
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.observations import note_column, status_column
from lumbung.vocabulary.structures import Measure, Structure, Unit

_WORDS = re.compile(r"[\s_]+")
_AREAS = frozenset({Role.AREA, Role.AREA_CODE})
_TIDY = _AREAS | {
    Role.PERIOD, Role.DIMENSION, Role.VALUE, Role.UNIT, Role.STATUS, Role.NOTE, Role.SERIAL, Role.HELPER,
    Role.PERSON, Role.UNKNOWN, Role.EMPTY,
}  # fmt: skip


@dataclass(slots=True)
class Plan:
    """The columns of one list, and the readers that know the words of its dataset."""

    sheets: Sheets
    columns: list[Column]
    context: Context
    machine: dict[int, Measure]  # columns headed ``jumlah:status`` or ``jumlah:note``

    def of(self, *roles: Role) -> list[Column]:
        """The columns of some roles."""
        return [column for column in self.columns if column.role in roles]

    def table(self, rows: list[list[Value]]) -> TableReader:
        """A table of these columns with other rows; what it tells is only listened to."""
        block = _block(rows)
        sheets = self.sheets
        table = TableReader(
            block, self.columns, self.context, sheets.structure, sheets.labels, sheets.periods,
            sheets.conventions, Listener(), "None#0",
        )  # fmt: skip
        if sheets.recipe is not None:
            table.decided_units = sheets.recipe.units
        return table


def plan_of(
    rows: list[list[Value]],
    name: str,
    structure: Structure,
    areas: AreaTree,
    units: Mapping[str, Unit],
    recipe: Recipe | None,
) -> Plan | None:
    """The plan of a list by its first rows, the heading first; none where it is no tidy list."""
    sheets = Sheets(
        Workbook("csv", [Grid(None, rows)]), name, structure, areas, units, Listener(), None, recipe
    )
    reader = ColumnReader(HeadingReader(sheets.lexicon, sheets.areas), sheets.labels)
    columns = reader.columns(_block(rows))
    if recipe is not None:
        apply_recipe(columns, recipe)
    machine = _take_machine_words(columns, structure)
    stem = _WORDS.sub(" ", PurePath(name).stem)
    context = ContextReader(sheets.lexicon, sheets.areas, structure.frequency).read([], [], None, stem)
    plan = Plan(sheets, columns, context, machine)
    return plan if _is_tidy(plan) else None


def _block(rows: list[list[Value]]) -> Block:
    grid = Grid(None, rows)
    return Block(grid, Kinds(grid), (0,), tuple(range(1, grid.height)), range(grid.width))


def _take_machine_words(columns: list[Column], structure: Structure) -> dict[int, Measure]:
    """Give side columns of our own templates and downloads their roles: their headings are exact."""
    headed = {column.heading.strip(): column for column in columns}
    found: dict[int, Measure] = {}
    for measure in structure.measures:
        figures = headed.get(measure.code)
        for heading, role in (
            (status_column(measure.code), Role.STATUS),
            (note_column(measure.code), Role.NOTE),
        ):
            side = headed.get(heading)
            if side is not None and figures is not None:
                side.role, side.marks_for = role, figures.number if role is Role.STATUS else None
                found[side.number] = measure
    return found


def _is_tidy(plan: Plan) -> bool:
    """Whether each row has its whole key beside its figures."""
    structure = plan.sheets.structure
    values, told = plan.of(Role.VALUE), {column.dimension for column in plan.of(Role.DIMENSION)}
    needed = {d.code for d in structure.dimensions if not d.optional and len(d.codes) > 1}
    return (
        bool(values)
        and all(column.role in _TIDY for column in plan.columns)
        and not any(column.facets.says_key for column in values)
        and bool(plan.of(*_AREAS))
        and bool(plan.of(Role.PERIOD))
        and needed <= told
        and len(told) == len(plan.of(Role.DIMENSION))
        and not plan.context.codes.keys() & told
        and plan.context.area is None
    )
