"""Listings: rows as they stand, filtered, in order, page by page.

What both copies share: the order that covers every row once, the condition that a next page
begins with, and the cursor that it ends with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbung.cube.cursors import Cursor, cursor_for, question
from lumbung.cube.opened import Opened
from lumbung.cube.problems import ColumnUnknown, CursorUnfit
from lumbung.cube.queries import Cell, Column, Query
from lumbung.cube.selections import Selection, listed_codes
from lumbung.vocabulary.structures import Measure

LARGEST = 1 << 62  # no number in a cursor reaches it: both engines count in 64 bits


@dataclass(frozen=True, slots=True)
class Term:
    """A column that rows are ordered by."""

    column: str
    descending: bool = False
    is_key: bool = True  # ordered by the number of its code; a measure by its value, empty ones last


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be listed, ready for either copy."""

    asked: Query
    opened: Opened
    codes: Mapping[str, tuple[str, ...]]
    measures: tuple[Measure, ...]
    order: tuple[Term, ...]
    cursor: Cursor | None

    @property
    def in_reading_order(self) -> bool:
        """Whether the order is that of the dictionary, in which rows are clustered."""
        return tuple(term.column for term in self.order) == self.opened.order and not any(
            term.descending for term in self.order
        )

    def columns(self) -> tuple[Column, ...]:
        """The columns of the answer."""
        return self.opened.columns_with(self.measures)

    def end(self, last: Mapping[str, Cell], total: int) -> str:
        """The cursor after a row, given by the sorting value of each column."""
        after = tuple(last[term.column] for term in self.order)
        return Cursor(self.opened.manifest.label, question(self.asked), total, after).written()


def listing(asked: Query, chosen: Selection, opened: Opened) -> Listing:
    """What a query without adding up asks for."""
    order = _order(asked, opened)
    cursor = cursor_for(asked, opened.manifest.label)
    if cursor is not None:
        _fits(cursor, order)
    return Listing(asked, opened, listed_codes(chosen, asked, opened), chosen.measures, order, cursor)


def _order(asked: Query, opened: Opened) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for word in asked.order:
        name = word.removeprefix("-")
        is_key = name in opened.order
        if not is_key and opened.structure.measure(name) is None:
            known = (*opened.structure.key, *(item.code for item in opened.structure.measures))
            raise ColumnUnknown(dataset=opened.structure.dataset, column=name, known=", ".join(known))
        terms.setdefault(name, Term(name, word.startswith("-"), is_key))
    for name in opened.order:
        terms.setdefault(name, Term(name))
    return tuple(terms.values())


def _fits(cursor: Cursor, order: Sequence[Term]) -> None:
    """Refuse a cursor whose values cannot stand in the columns that rows are ordered by."""
    if len(cursor.after) != len(order):
        raise CursorUnfit
    for item, term in zip(cursor.after, order, strict=True):
        is_number = isinstance(item, int) and not isinstance(item, bool) and abs(item) < LARGEST
        if not (is_number or (not term.is_key and (item is None or isinstance(item, float)))):
            raise CursorUnfit


def ordering(order: Sequence[Term], expression: Mapping[str, str]) -> str:
    """The ORDER BY of both dialects."""
    parts = []
    for term in order:
        turned = " DESC" if term.descending else ""
        parts.append(expression[term.column] + turned + ("" if term.is_key else " NULLS LAST"))
    return ", ".join(parts)


def beginning_after(
    order: Sequence[Term], after: Sequence[Cell], expression: Mapping[str, str]
) -> tuple[str, list[Cell]]:
    """The condition for the rows after a row: the first term greater, or equal and the next greater …"""
    alternatives: list[str] = []
    values: list[Cell] = []
    equal: list[str] = []
    equal_values: list[Cell] = []
    for term, value in zip(order, after, strict=True):
        name = expression[term.column]
        if value is not None:
            beyond = f"{name} {'<' if term.descending else '>'} ?"
            if not term.is_key:
                beyond = f"({beyond} OR {name} IS NULL)"
            alternatives.append("(" + " AND ".join([*equal, beyond]) + ")")
            values += [*equal_values, value]
            equal.append(f"{name} = ?")
            equal_values.append(value)
        else:
            equal.append(f"{name} IS NULL")
    return "(" + " OR ".join(alternatives) + ")", values
