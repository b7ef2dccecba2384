"""The copy for filtered slices: rows in SQLite, coded by dictionary, clustered by key.

Rows stand in reading order (area, dimensions, period); a second index stands the other way
round (dimensions, period, area) for "all areas of one figure". A slice then reads little
more than the rows it gives, where a columnar engine would start its machinery each time.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import repeat
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from lumbung.cube.dictionary import STATUSES
from lumbung.cube.listings import Listing, beginning_after, ordering
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Cell, Column, Role, Row
from lumbung.cube.shape import public
from lumbung.vocabulary.observations import AREA, status_column

if TYPE_CHECKING:
    import polars as pl

TABLE = "obs"
BATCH = 50_000
INDEX_FROM = 2_000  # rows; a smaller table is read through as fast
KEYS = frozenset({Role.AREA, Role.PERIOD, Role.DIMENSION})
SEARCHES = 16  # up to so many codes are searched one by one
OPEN_AT_ONCE = 64  # connections a thread keeps


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def build_slices(path: Path, table: pl.DataFrame, opened: Opened) -> None:
    """Write the copy of an edition's rows (in the stored shape) to a new file."""
    coded = _coded(table, opened)
    names = [quoted(name) for name in coded.columns]
    key = ", ".join(quoted(name) for name in opened.order)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY;"
        )
        database.execute(f"CREATE TABLE obs ({', '.join(names)}, PRIMARY KEY ({key})) WITHOUT ROWID")
        insert = f"INSERT INTO obs VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # names are quoted
        for first in range(0, coded.height, BATCH):
            database.executemany(insert, coded.slice(first, BATCH).rows())
        if coded.height >= INDEX_FROM and len(opened.order) > 1:
            turned = ", ".join(quoted(name) for name in (*opened.order[1:], AREA))
            database.execute(f"CREATE INDEX by_dimensions ON obs ({turned})")
        database.commit()


def _coded(table: pl.DataFrame, opened: Opened) -> pl.DataFrame:
    import polars as pl

    columns: list[pl.Expr] = []
    for name in opened.order:
        coded = pl.col(name).cast(pl.Enum(opened.dictionary.codes[name])).to_physical()
        columns.append(coded.cast(pl.Int64).alias(name))
    statuses = {word: number for number, word in enumerate(STATUSES) if word is not None}
    for item in opened.structure.measures:
        columns.append(pl.col(item.code))
        for side in opened.sides(item.code):
            is_status = side == status_column(item.code)
            column = pl.col(side)
            columns.append(
                column.replace_strict(statuses, default=0, return_dtype=pl.Int64) if is_status else column
            )
    return public(table, opened.structure).select(columns).sort(opened.order)


@dataclass(frozen=True, slots=True)
class Access:
    """A way into the table: which index, and about how many rows it would read."""

    name: str
    columns: tuple[str, ...]  # of the index, in order
    usable: int  # how many of them narrow the search
    visits: float
    is_sorted: bool


def best_access(wanted: Listing, limit: int | None) -> Access:
    """The way that reads the fewest rows, going by the counts of the manifest."""
    opened = wanted.opened
    counts, rows = opened.manifest.counts, opened.manifest.rows
    shares = {column: _share(codes, counts.of(column), rows) for column, codes in wanted.codes.items()}
    ways = [_access(TABLE, opened.order, wanted, shares, limit)]
    if rows >= INDEX_FROM and len(opened.order) > 1:
        ways.append(_access("by_dimensions", (*opened.order[1:], AREA), wanted, shares, limit))
    return min(ways, key=lambda way: way.visits)


def _share(codes: Sequence[str], counts: Mapping[str, int], rows: int) -> float:
    """Which part of the rows has one of these codes."""
    return sum(counts.get(code, 0) for code in codes) / max(rows, 1)


def _access(
    name: str, columns: tuple[str, ...], wanted: Listing, shares: Mapping[str, float], limit: int | None
) -> Access:
    usable, narrowed = 0, 1.0
    for column in columns:
        if column not in shares:
            break
        usable += 1
        narrowed *= shares[column]
        if _is_range(_numbers(column, wanted)):
            break  # what follows a range in an index does not narrow it
    rows = wanted.opened.manifest.rows
    matching = rows * prod(shares.values())
    # The table's own order is the reading order; the other index has it once all before area is fixed.
    is_sorted = wanted.in_reading_order and (
        name == TABLE or all(len(wanted.codes.get(column, ("", ""))) == 1 for column in columns[:-1])
    )
    visits = rows * narrowed
    if is_sorted and limit is not None and matching > 0:
        visits = min(visits, limit * visits / matching)
    return Access(name, columns, usable, visits, is_sorted)


class Slices:
    """Reads the copies; each thread has its own connections."""

    def __init__(self) -> None:
        self._local = threading.local()

    def _connection(self, path: Path) -> sqlite3.Connection:
        kept: OrderedDict[Path, sqlite3.Connection] | None = getattr(self._local, "kept", None)
        if kept is None:
            kept = self._local.kept = OrderedDict()
        connection = kept.get(path)
        if connection is None:
            address = f"file:{quote(str(path))}?mode=ro&immutable=1"
            connection = kept[path] = sqlite3.connect(address, uri=True, check_same_thread=False)
            connection.execute("PRAGMA mmap_size = 2000000000")
            if len(kept) > OPEN_AT_ONCE:
                kept.popitem(last=False)[1].close()
        else:
            kept.move_to_end(path)
        return connection

    def close(self) -> None:
        """Close the connections of this thread."""
        for connection in getattr(self._local, "kept", {}).values():
            connection.close()
        self._local.kept = OrderedDict()

    def count(self, path: Path, wanted: Listing, access: Access) -> int:
        """How many rows are selected."""
        where, values = _where(wanted, access)
        sql = f"SELECT count(*) FROM obs{where}"  # noqa: S608  # names are quoted, values are bound
        return int(self._connection(path).execute(sql, values).fetchone()[0])

    def rows(
        self, path: Path, wanted: Listing, access: Access, limit: int | None
    ) -> tuple[list[Row], Mapping[str, Cell] | None]:
        """The rows of a page, and the sorting values of its last row if another page follows."""
        where, values = _where(wanted, access)
        expression = {term.column: quoted(term.column) for term in wanted.order}
        if wanted.cursor is not None:
            condition, more = _after(wanted, expression)
            where += (" AND " if where else " WHERE ") + condition
            values += more
        columns = wanted.columns()
        fixed = {name: codes[0] for name, codes in wanted.codes.items() if len(codes) == 1}
        read = [column.code for column in columns if column.code not in fixed]
        read += [term.column for term in wanted.order if term.column not in {*read, *fixed}]
        source = f"obs INDEXED BY {access.name}" if access.name != TABLE else TABLE
        sql = (
            f"SELECT {', '.join(map(quoted, read))} FROM {source}{where}"  # noqa: S608  # as above
            f" ORDER BY {ordering(wanted.order, expression)}"
        )
        if limit is not None:
            sql += " LIMIT ? OFFSET ?"
            values += [limit + 1, wanted.asked.offset]
        found = self._connection(path).execute(sql, values).fetchall()
        last: dict[str, Cell] | None = None
        if limit is not None and len(found) > limit:
            del found[limit:]
            if found:
                last = dict(zip(read, found[-1], strict=True))
                numbers = wanted.opened.dictionary.numbers
                last |= {name: numbers[name][code] for name, code in fixed.items()}
        return list(_decoded(found, read, columns, fixed, wanted.opened)) if found else [], last


def _where(wanted: Listing, access: Access) -> tuple[str, list[Cell]]:
    """The filter; columns that do not narrow the chosen index are kept from tempting SQLite to another."""
    narrowing = access.columns[: access.usable]
    conditions: list[str] = []
    values: list[Cell] = []
    for column in access.columns:
        if column not in wanted.codes:
            continue
        numbers = _numbers(column, wanted)
        name = quoted(column) if column in narrowing else f"+{quoted(column)}"
        if not numbers:
            return " WHERE 0", []
        if len(numbers) == 1:
            conditions.append(f"{name} = ?")
            values.append(numbers[0])
        elif _is_range(numbers):
            conditions.append(f"{name} BETWEEN ? AND ?")
            values += [numbers[0], numbers[-1]]
        else:
            conditions.append(f"{name} IN (SELECT value FROM json_each(?))")  # noqa: S608  # a quoted name
            values.append(str(numbers))
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _numbers(column: str, wanted: Listing) -> list[int]:
    return [wanted.opened.dictionary.numbers[column][code] for code in wanted.codes[column]]


def _is_range(numbers: Sequence[int]) -> bool:
    """Whether codes are many and neighbours: then a range reads better than many searches."""
    return len(numbers) > SEARCHES and numbers[-1] - numbers[0] == len(numbers) - 1


def _after(wanted: Listing, expression: Mapping[str, str]) -> tuple[str, list[Cell]]:
    assert wanted.cursor is not None
    after = wanted.cursor.after
    if not wanted.in_reading_order:
        return beginning_after(wanted.order, after, expression)
    # One comparison of rows, which SQLite can seek to; fixed columns stay out of it.
    pairs = [
        (expression[term.column], value)
        for term, value in zip(wanted.order, after, strict=True)
        if len(wanted.codes.get(term.column, ("", ""))) != 1
    ]
    if not pairs:
        return "0", []
    names, marks = ", ".join(name for name, _ in pairs), ", ".join("?" * len(pairs))
    return f"({names}) > ({marks})", [value for _, value in pairs]


def _decoded(
    found: Sequence[tuple[Cell, ...]],
    read: Sequence[str],
    columns: Sequence[Column],
    fixed: Mapping[str, str],
    opened: Opened,
) -> Iterator[Row]:
    by_name = dict(zip(read, zip(*found, strict=True), strict=True))
    decoded: list[Iterable[Cell]] = []
    for column in columns:
        if column.code in fixed:
            decoded.append(repeat(fixed[column.code], len(found)))
            continue
        values = by_name[column.code]
        if column.role in KEYS or column.role is Role.STATUS:
            words = STATUSES if column.role is Role.STATUS else opened.dictionary.codes[column.code]
            decoded.append(map(words.__getitem__, cast("tuple[int, ...]", values)))
        else:
            decoded.append(values)
    return zip(*decoded, strict=True)
