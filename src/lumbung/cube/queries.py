"""Queries and answers: what may be asked of an edition, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.words import NO_WORDS, Text


class Role(StrEnum):
    """What a column of an answer is."""

    AREA = "area"
    PERIOD = "period"
    DIMENSION = "dimension"
    NAME = "name"  # what people call a code
    MEASURE = "measure"
    STATUS = "status"
    NOTE = "note"
    CONFIDENTIALITY = "confidentiality"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer."""

    code: str
    role: Role
    title: Text
    unit: str = ""
    decimals: int | None = None
    measure: str = ""  # whose status, note or confidentiality it is
    definition: Text = NO_WORDS
    standard: str = ""  # the national code and the keeper of its standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to one dataset; made with :func:`query`, which brings it into one form.

    ``where`` names codes per key column. ``within`` is an area with all below it. ``by``
    names the key columns to keep, everything else is added up; ``roll_up`` lifts areas to
    a rung. ``order`` names columns, ``-`` before a name turns it round.
    """

    dataset: str
    edition: str | None = None  # a label; otherwise as_of, otherwise the current one
    as_of: dt.date | None = None
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    within: str | None = None
    first: str | None = None
    last: str | None = None
    measures: tuple[str, ...] = ()  # empty: all
    by: tuple[str, ...] | None = None
    roll_up: AreaLevel | None = None
    order: tuple[str, ...] = ()
    limit: int | None = None  # none: everything at once
    cursor: str | None = None
    offset: int = 0  # rows of a listing to pass over, for protocols that page by number; a cursor is quicker
    boundaries: str = ""  # "now": of the edition as carried to today's areas; see ``boundaries``

    @property
    def adds_up(self) -> bool:
        """Whether rows are added up rather than listed."""
        return self.by is not None or self.roll_up is not None


def query(
    dataset: str,
    *,
    where: Mapping[str, str | Iterable[str]] | None = None,
    within: str | None = None,
    first: str | None = None,
    last: str | None = None,
    measures: Iterable[str] = (),
    by: Iterable[str] | None = None,
    roll_up: AreaLevel | None = None,
    edition: str | None = None,
    as_of: dt.date | None = None,
    order: Iterable[str] = (),
    limit: int | None = None,
    cursor: str | None = None,
    offset: int = 0,
    boundaries: str = "",
) -> Query:
    """A query in its one form, so that equal questions are equal values.

    >>> query("penduduk", where={"sex": "L", "area": ["35.72", "35.71"]}).where
    (('area', ('35.71', '35.72')), ('sex', ('L',)))
    """
    codes = {
        column: tuple(sorted({wanted} if isinstance(wanted, str) else set(wanted)))
        for column, wanted in (where or {}).items()
    }
    return Query(
        dataset=dataset,
        edition=edition,
        as_of=as_of,
        where=tuple(sorted(codes.items())),
        within=within,
        first=first,
        last=last,
        measures=tuple(dict.fromkeys(measures)),
        by=None if by is None else tuple(dict.fromkeys(by)),
        roll_up=roll_up,
        order=tuple(order),
        limit=limit,
        cursor=cursor,
        offset=offset,
        boundaries=boundaries,
    )


Cell = str | int | float | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows that answer a query, and what they are rows of."""

    edition: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: int  # of all pages
    next: str | None = None  # the cursor of the next page
    notes: tuple[Text, ...] = ()
    engine: str = ""  # which copy answered: for tests and measures
    incomplete: frozenset[int] = frozenset()  # places of rows whose sums lack some of their parts

    def index(self, code: str) -> int:
        """The position of a column."""
        return next(place for place, column in enumerate(self.columns) if column.code == code)

    def dicts(self) -> list[dict[str, Cell]]:
        """The rows as mappings, for small answers."""
        names = [column.code for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]
