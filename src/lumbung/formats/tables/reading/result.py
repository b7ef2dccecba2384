"""What comes out of a reading: the observations, the findings, the totals, and the guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lumbung.formats.tables.grids import Merge, Visibility
from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.shapes.layout import Layout
from lumbung.vocabulary.findings import Finding, Place

if TYPE_CHECKING:
    import polars as pl

    from lumbung.formats.tables.template import TemplateIdentity


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that the sheet gives as a sum, held against its parts."""

    sheet: str | None
    cell: Cell
    stated: float
    cells: tuple[tuple[str | None, Cell], ...]  # of the parts, each with its sheet
    sum: float | None
    ok: bool | None  # none: it cannot be checked, because a part has no figure

    @property
    def place(self) -> Place:
        """Where the total stands."""
        return Place.at(self.sheet, *self.cell)

    @property
    def parts(self) -> tuple[Place, ...]:
        """Where its parts stand."""
        return tuple(Place.at(sheet, *cell) for sheet, cell in self.cells)

    def as_dict(self) -> dict[str, object]:
        """The total as JSON writes it."""
        return {
            "sheet": self.sheet,
            "cell": self.place.cell,
            "stated": self.stated,
            "sum": self.sum,
            "ok": self.ok,
            "of": [str(part) for part in self.parts],
        }


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A sheet as a page may show it: the text of its first cells, and what is hidden of them."""

    name: str | None
    visibility: Visibility
    cells: tuple[tuple[str, ...], ...]
    first_row: int = 0
    first_column: int = 0
    height: int = 0  # of the whole sheet
    width: int = 0
    merges: tuple[Merge, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether a person who opens the file does not see this sheet."""
        return self.visibility is not Visibility.VISIBLE

    def as_dict(self) -> dict[str, object]:
        """The picture as JSON writes it."""
        return {
            "name": self.name,
            "hidden": self.hidden,
            "cells": [list(row) for row in self.cells],
            "first_row": self.first_row,
            "first_column": self.first_column,
            "height": self.height,
            "width": self.width,
            "merges": [list(merge) for merge in self.merges],
            "hidden_rows": list(self.hidden_rows),
            "hidden_columns": list(self.hidden_columns),
        }


@dataclass(slots=True)
class Reading:
    """A file as it was read, before judgement.

    ``waiting`` holds the areas that a row may be about once a person has said so (a near or
    ambiguous name, a code that contradicts its name): they are in the file, and whoever looks
    for missing rows should not call them missing. ``headings`` says where the column of a facet
    is headed, for findings that belong to a whole column.
    """

    frame: pl.DataFrame
    rows_read: int
    findings: list[Finding]
    totals: list[Total]
    layout: Layout
    sheets: list[SheetPicture] = field(default_factory=list)
    template: TemplateIdentity | None = None
    waiting: frozenset[str] = frozenset()
    headings: dict[str, Place] = field(default_factory=dict)
    printed_units: dict[str, str] = field(default_factory=dict)  # by measure, where one was printed
