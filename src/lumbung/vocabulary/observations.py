"""Observations: what the cells of a statistic are, and the table they travel in.

Between the floors observations travel as a *wide table* (a Polars frame): a row is a key
(area, period, dimensions), a column is a measure. Beside each measure may stand its
status (:func:`status_column`), where it was read (:func:`place_column`) and its footnote
(:func:`note_column`); a side column that is absent says *all normal*, *no place*, *no note*.
A column of the key may have its place too (``area:place``), so that a fault of the key is told
at its own cell. Where a measure of a row was read from another sheet than the row itself,
:func:`sheet_column` says which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lumbung.vocabulary.words import Text, Worded

AREA = "area"
PERIOD = "period"
SHEET = "_sheet"  # name of the sheet a row was read from; null for a CSV
COLUMNS_PER_ROW = 1 << 14  # XLSX has 16,384 columns: a place is row * this + column


class Status(Worded):
    """What kind of figure it is (SDMX CL_OBS_STATUS in brackets)."""

    NORMAL = "normal", Text("tetap", "final")  # A
    PROVISIONAL = "provisional", Text("sementara", "provisional")  # P
    ESTIMATED = "estimated", Text("perkiraan", "estimated")  # E
    REVISED = (
        "revised",
        Text("diperbaiki", "revised"),
    )  # the SDMX list has no such code; sent as A with a note
    MISSING = "missing", Text("tidak ada data", "no data")  # M


class Confidentiality(StrEnum):
    """Whether a value may be shown (SDMX CL_CONF_STATUS: F, C)."""

    FREE = "F"
    SUPPRESSED = "C"


def status_column(measure: str) -> str:
    """The column with the statuses of a measure (text; null or absent is *normal*)."""
    return f"{measure}:status"


def place_column(measure: str) -> str:
    """The column with the places of a measure's (or key column's) cells, packed by :func:`pack_place`."""
    return f"{measure}:place"


def sheet_column(measure: str) -> str:
    """The column with the sheet of a measure's cells where it is not the row's own (null: it is)."""
    return f"{measure}:sheet"


def note_column(measure: str) -> str:
    """The column with the footnotes of a measure."""
    return f"{measure}:note"


def confidentiality_column(measure: str) -> str:
    """The column that says which cells of a measure may not be shown (:class:`Confidentiality`)."""
    return f"{measure}:conf"


def pack_place(row: int, column: int) -> int:
    """A cell as one number; row and column count from 0."""
    return row * COLUMNS_PER_ROW + column


def unpack_place(place: int) -> tuple[int, int]:
    """The row and column, from 0, of a packed place."""
    return divmod(place, COLUMNS_PER_ROW)


def column_letters(column: int) -> str:
    """The letters of a column, from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The address of a cell, row and column from 0.

    >>> cell_name(13, 2)
    'C14'
    """
    return f"{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure with its key, for output and for small work; tables travel wide."""

    area: str
    period: str
    measure: str
    value: float | int | None
    dimensions: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    status: Status = Status.NORMAL
    sheet: str | None = None
    cell: str | None = None
    note: str = ""
