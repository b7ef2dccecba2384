"""Tables for people: columns, rows and notes, made ready for the macro ``table``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and whether figures stand below it."""

    title: Text | str
    numeric: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: words, and perhaps where they lead and a footnote's sign."""

    words: Text | str
    address: str = ""
    sign: str = ""  # the sign of a footnote, explained in the table's notes
    tone: str = ""  # "up" or "down", for differences


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: the first column names the row."""

    caption: Text | str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[tuple[str, Text | str]] = field(default=())
    totals: frozenset[int] = frozenset()  # the rows, from 0, that are wholes of the others
    quiet: bool = False  # the caption is for readers that speak; sighted ones have a heading
