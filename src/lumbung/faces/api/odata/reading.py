"""Rows of a table: what the engine can narrow it narrows, the rest is looked at row by row.

A condition on one key column (or the name of its codes) is settled on the codes of the edition,
so it costs nothing for each row. What speaks of figures, or of several columns at once, is tried
on the rows as they come; a page then may be shorter than asked, and the next link goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from lumbung.cube import Query, query
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Row
from lumbung.formats.conditions import Condition
from lumbung.formats.odata.filters import read_filter
from lumbung.formats.odata.problems import TooManyToCount
from lumbung.formats.odata.requests import MOST_LOOKED_AT, Wanted
from lumbung.formats.odata.tables import Column, Made, Table
from lumbung.rooms.query import queries as observations
from lumbung.rooms.query.queries import LIMITS, Cited
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import parse_period

BATCH = 5_000
MOST_COUNTED = LIMITS["most_rows_at_once"]

Codes = tuple[tuple[str, tuple[str, ...]], ...]
Value = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, how many there are in all (where that was asked), and how the next page is asked for."""

    rows: Iterable[Mapping[str, Any]]
    total: int | None
    next: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter taken apart: codes for the engine, and what has to be tried on each row."""

    where: Codes
    rest: tuple[Condition, ...]


def page(table: Table, wanted: Wanted) -> Page:
    """A page of rows."""
    opened = _opened(table, wanted)
    narrowed = _narrowed(table, wanted.filter, opened)
    if narrowed.rest:
        return _tried(table, wanted, narrowed, opened)
    top = wanted.page if wanted.top is None else min(wanted.page, wanted.top)
    asked = _asked(table, wanted, narrowed.where, limit=top)
    asked = replace(asked, offset=0 if asked.cursor else wanted.skip)
    answer = observations.answer(asked, reader=None)
    rows = _written(answer, answer.rows, wanted.columns, opened)
    following = _following(wanted, len(answer.rows), answer.next, 0) if answer.next is not None else None
    return Page(rows, answer.total if wanted.counted else None, following)


def counted(table: Table, wanted: Wanted) -> int:
    """How many rows a filter leaves."""
    wanted = replace(wanted, cursor=None)
    opened = _opened(table, wanted)
    narrowed = _narrowed(table, wanted.filter, opened)
    asked = _asked(table, wanted, narrowed.where, limit=0)
    total = observations.answer(asked, reader=None).total
    if not narrowed.rest:
        return total
    if total > MOST_COUNTED:
        raise TooManyToCount(rows=total, most=MOST_COUNTED)
    answers = _answers(replace(asked, limit=BATCH))
    return sum(len(list(_kept(answer, narrowed.rest, table, opened))) for answer in answers)


def row(table: Table, key: Mapping[str, str], columns: Sequence[Column]) -> Mapping[str, Any] | None:
    """The row with a key, if there is one."""
    opened = observations.cube().opened(table.edition)
    numbers = opened.dictionary.numbers
    if any(code not in numbers[column] for column, code in key.items()):
        return None
    asked = query(table.code, edition=_label(table), where=key, limit=1)
    answer = observations.answer(asked, reader=None)
    return next(iter(_written(answer, answer.rows, columns, opened)), None)


def _opened(table: Table, wanted: Wanted) -> Opened:
    """The edition that is read: a page that goes on stays in the edition of the page before."""
    edition = table.edition
    if wanted.cursor is not None:
        edition = observations.pin(query(table.code, cursor=wanted.cursor), reader=None).edition.id
    return observations.cube().opened(edition)


def _asked(table: Table, wanted: Wanted, where: Codes, *, limit: int) -> Query:
    return query(
        table.code,
        edition=_label(table) if wanted.cursor is None else None,
        where=dict(where),
        order=wanted.order,
        limit=limit,
        cursor=wanted.cursor,
    )


def _label(table: Table) -> str:
    return table.edition.partition("@")[2]


@lru_cache(maxsize=256)
def _narrowed(table: Table, text: str, opened: Opened) -> Narrowed:
    if not text:
        return Narrowed((), ())
    sources = {item.name: item for item in table.columns}
    allowed: dict[str, set[str]] = {}
    rest = []
    for part in read_filter(text, table.kinds).parts:
        of = {sources[name].source for name in part.columns}
        source = next(iter(of), "")
        if len(of) == 1 and source in opened.order:
            codes = opened.dictionary.codes[source]
            about = [item for item in table.columns if item.source == source]
            values = [(item.name, value_of(item, opened)) for item in about]
            held = {
                code for code in codes if part.holds({name: value(code) for name, value in values}) is True
            }
            allowed[source] = allowed.get(source, held) & held
        else:
            rest.append(part)
    return Narrowed(
        tuple((source, tuple(sorted(codes))) for source, codes in sorted(allowed.items())), tuple(rest)
    )


def _tried(table: Table, wanted: Wanted, narrowed: Narrowed, opened: Opened) -> Page:
    """A page of rows that are tried one by one.

    Where it ends amid a batch, the next link begins with the same batch and passes over what was given.
    """
    total = counted(table, wanted) if wanted.counted else None
    most = wanted.page if wanted.top is None else min(wanted.page, wanted.top)
    found: list[Mapping[str, Any]] = []
    to_skip, looked_at, cursor = wanted.skip, 0, wanted.cursor
    for answer in _answers(_asked(table, wanted, narrowed.where, limit=BATCH)):
        kept = list(_kept(answer, narrowed.rest, table, opened))
        taken = kept[to_skip : to_skip + most - len(found)]
        found += _written(answer, taken, wanted.columns, opened)
        if len(found) == most and to_skip + len(taken) < len(kept):
            return Page(found, total, _following(wanted, len(found), cursor, to_skip + len(taken)))
        to_skip = max(0, to_skip - len(kept))
        looked_at, cursor = looked_at + len(answer.rows), answer.next
        if len(found) == most or looked_at >= MOST_LOOKED_AT:
            break
    return Page(found, total, _following(wanted, len(found), cursor, to_skip) if cursor is not None else None)


def _following(wanted: Wanted, given: int, cursor: str | None, skip: int) -> Mapping[str, str] | None:
    """How the next page is asked for; not at all where no more rows are wanted."""
    left = None if wanted.top is None else wanted.top - given
    if left == 0:
        return None
    told = {
        "$skiptoken": cursor,
        "$skip": str(skip) if skip else None,
        "$top": None if left is None else str(left),
    }
    return {name: value for name, value in told.items() if value is not None}


def _answers(asked: Query) -> Iterator[Cited]:
    """Page after page of a question."""
    while True:
        answer = observations.answer(asked, reader=None)
        yield answer
        if answer.next is None:
            return
        asked = replace(asked, cursor=answer.next, edition=None)


def _kept(answer: Cited, conditions: Sequence[Condition], table: Table, opened: Opened) -> Iterator[Row]:
    needed = frozenset().union(*(item.columns for item in conditions))
    columns = [item for item in table.columns if item.name in needed]
    for whole, told in zip(answer.rows, _written(answer, answer.rows, columns, opened), strict=True):
        if all(condition.holds(told) is True for condition in conditions):
            yield whole


def _written(
    answer: Cited, rows: Sequence[Row], columns: Sequence[Column], opened: Opened
) -> Iterator[Mapping[str, Any]]:
    """Rows as objects, made column by column."""
    if not rows:
        return iter(())
    places = {column.code: place for place, column in enumerate(answer.columns)}
    names = [item.name for item in columns]
    by_place = list(zip(*rows, strict=True))
    made = []
    for item in columns:
        place = places.get(item.source)
        values: Iterable[Any] = by_place[place] if place is not None else [None] * len(rows)
        made.append(map(value_of(item, opened), values) if item.made is not Made.PLAIN else values)
    return (dict(zip(names, told, strict=True)) for told in islice(zip(*made, strict=True), len(rows)))


def value_of(column: Column, opened: Opened) -> Value:
    """How a value of a column is made of a value of an answer."""
    if column.made is Made.START:
        return _start
    if column.made is Made.PLAIN:
        return _same
    if column.made in {Made.EDITION, Made.SIMULATED}:
        constant = opened.id if column.made is Made.EDITION else opened.manifest.simulated
        return lambda _: constant
    return _names(opened, column.source).get


def _same(value: Any) -> Any:
    return value


@lru_cache(maxsize=4096)
def _start(period: str) -> str:
    return parse_period(period).start.isoformat()


@lru_cache(maxsize=256)
def _names(opened: Opened, source: str) -> Mapping[str, str]:
    if source == AREA:
        areas = ((code, opened.areas.get(code)) for code in opened.dictionary.codes[AREA])
        return {code: area.name if area is not None else code for code, area in areas}
    if source == PERIOD:
        return {code: code for code in opened.dictionary.codes[PERIOD]}
    dimension = opened.structure.dimension(source)
    codes = dimension.codes if dimension is not None else ()
    return {item.code: item.title.id or item.code for item in codes}
