"""The guess about each table as plain data, what is told of it, and a recipe laid over it."""

from __future__ import annotations

from collections.abc import Iterable

from lumbung.formats.tables.grids import Visibility
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.layout import ColumnGuess, TableGuess, masked
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.words import Text


def guess_of(table: PreparedTable) -> TableGuess:
    """What one table was taken for."""
    given = {
        facet: {"value": str(told.value), "source": told.source, "text": told.text}
        for facet, told in table.context.told.items()
    }
    return TableGuess(
        sheet=table.grid.name,
        heading_rows=table.block.heading,
        first_row=table.block.body[0],
        last_row=table.block.body[-1],
        columns=tuple(_column(column) for column in table.columns if column.role is not Role.EMPTY),
        given=given,
        hidden=table.grid.visibility is not Visibility.VISIBLE,
    )


def _column(column: Column) -> ColumnGuess:
    facets = column.facets
    period = facets.period
    return ColumnGuess(
        column=column.number,
        heading=column.heading,
        role=column.role.value,
        sure=round(column.sure, 2),
        measure=column.measure,
        dimension=column.dimension,
        codes=dict(facets.codes),
        period=str(period.year or period.number) if period is not None else None,
        area=facets.area.candidates[0] if facets.area is not None and facets.area.candidates else None,
        unit=facets.unit,
        over=column.over,
    )


def apply_recipe(columns: Iterable[Column], recipe: Recipe) -> None:
    """Give columns the roles that a person gave them once."""
    for column in columns:
        said = recipe.column(column.heading) if column.heading else None
        if said is None:
            continue
        column.role, column.sure = Role(said.role), 1.0
        if said.measure:
            column.facets.measure, column.facets.measure_sure = said.measure, 1.0
            column.facets.share = False
        column.dimension = said.dimension or column.dimension
        if said.codes:
            column.facets.codes = {**column.facets.codes, **said.codes}


def tell_guesses(tables: Iterable[PreparedTable], told: Told, recipe: Recipe | None) -> None:
    """Mention what was taken only because nothing else was left, until a person confirms it."""
    confirmed = set(recipe.confirmed) if recipe is not None else set()
    settled = confirmed | (set(recipe.columns) if recipe is not None else set())
    for table in tables:
        for column in table.assignment.guessed:
            if column.role is not Role.VALUE or masked(column.heading) in settled:
                continue
            measure = table.structure.measure(column.measure) if column.measure else None
            title = measure.title if measure is not None else Text("")
            cell = column.path[-1].cell if column.path else (table.block.body[0], column.number)
            what = Text(
                f"kolom “{column.heading}” dibaca sebagai {title.id}",
                f"column “{column.heading}” was read as {title.said('en')}",
            )
            told.add(
                "layout.guessed",
                Place.at(table.grid.name, *cell),
                value=column.heading,
                what=what,
                what_en=what.en,
            )
