"""A laid-out table ready for a page: heads over each other, a page of rows, footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lumbung.faces.portal.explore.answers import Figure, Key
from lumbung.faces.portal.explore.limits import ROWS_A_PAGE
from lumbung.faces.portal.explore.pivots import Pivot, sign_of, title_of
from lumbung.faces.portal.footnotes import Footnotes
from lumbung.kit.charts.figures import AREA
from lumbung.kit.language import language
from lumbung.kit.tables import Cell
from lumbung.vocabulary.words import Text

EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Head:
    """A heading over one column or several."""

    words: str
    span: int = 1
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What a row is called at one of its levels; a group is named once for all of its rows."""

    words: str
    span: int = 1
    address: str = ""
    outer: bool = True  # the first level: it stays in sight when the table is pushed sideways


@dataclass(frozen=True, slots=True)
class Line:
    """One row: those of its names that begin here, and its figures."""

    sides: tuple[Side, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a table."""

    caption: str
    corners: tuple[str, ...]  # what the columns of names are of
    heads: tuple[tuple[Head, ...], ...]
    lines: tuple[Line, ...]
    notes: tuple[tuple[str, Text | str], ...]
    unit: str  # of the whole table, where it has but one
    rows: int
    page: int
    pages: int


def shown(laid: Pivot) -> Shown:
    """The page of a table that its wish names."""
    pages = max(1, -(-len(laid.rows) // ROWS_A_PAGE))
    page = min(laid.wish.page, pages)
    here = laid.rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    notes = Footnotes()
    single = len(laid.made.measures) == 1
    return Shown(
        caption=title_of(laid),
        corners=tuple(laid.role_title(role) for role in laid.wish.rows),
        heads=tuple(heads(laid)),
        lines=tuple(_lines(laid, here, notes)),
        notes=tuple(notes.explained()),
        unit=sign_of(laid.made.measures[0]) if single else "",
        rows=len(laid.rows),
        page=page,
        pages=pages,
    )


def heads(laid: Pivot) -> Iterator[tuple[Head, ...]]:
    """The levels of the head, from the outermost; neighbours of one code share a heading."""
    roles = laid.column_roles
    if not roles:
        yield (Head(laid.made.measures[0].title.said(language())),)
        return
    for level, role in enumerate(roles):
        is_measure = role == roles[-1] and len(laid.made.measures) > 1
        keys = [key[: level + 1] if not is_measure else key for key in laid.columns]
        yield tuple(
            Head(laid.name(role, key[-1]), len(list(group)), sign_of(laid.measure(key)) if is_measure else "")
            for key, group in groupby(keys)
        )


def sides(laid: Pivot, rows: Sequence[Key]) -> list[tuple[Side, ...]]:
    """The names of rows: for each row those that begin with it."""
    told: list[list[Side]] = [[] for _ in rows]
    for level, role in enumerate(laid.wish.rows):
        at = 0
        for key, group in groupby(rows, key=lambda key: key[: level + 1]):
            span = len(list(group))
            code = key[-1]
            address = f"/wilayah/{code}" if role == AREA and code else ""
            told[at].append(Side(laid.name(role, code), span, address, outer=not level))
            at += span
    return [tuple(names) for names in told]


def _lines(laid: Pivot, rows: Sequence[Key], notes: Footnotes) -> Iterator[Line]:
    measures = [laid.measure(column) for column in laid.columns]
    for row, names in zip(rows, sides(laid, rows), strict=True):
        cells = []
        for column, measure in zip(laid.columns, measures, strict=True):
            figure = laid.figure(row, column)
            cells.append(_cell(figure, laid.said(figure.value, measure) if figure else EMPTY, notes))
        yield Line(names, tuple(cells))


def _cell(figure: Figure | None, words: str, notes: Footnotes) -> Cell:
    return notes.cell(words, figure.status, figure.note) if figure is not None else Cell(EMPTY)
