"""The columnar copy: a DuckDB file per edition, for roll-ups, long orders and exports.

Key columns are enumerations whose order is the reading order, so rows sort as people read
them. Each process keeps one DuckDB in memory and attaches the files it needs, read-only;
each question has a cursor of its own. The file is a cache: any version of DuckDB that does
not read it makes it again.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lumbung.cube.certainty import CERTAINTY
from lumbung.cube.coverage import level_columns, parts
from lumbung.cube.listings import Listing, beginning_after, ordering
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Cell, Row
from lumbung.cube.slices import quoted
from lumbung.vocabulary.observations import (
    AREA,
    PERIOD,
    Confidentiality,
    Status,
    confidentiality_column,
    status_column,
)

if TYPE_CHECKING:
    import duckdb

ATTACHED_AT_ONCE = 128
COPY = "__copy_of_edition__"  # in a statement: replaced by the name under which a copy is attached


@dataclass(frozen=True, slots=True)
class Means:
    """What DuckDB may use of the machine, in each process."""

    threads: int = 2
    memory: str = "1GB"


def _database(means: Means) -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect(
        config={
            "threads": means.threads,
            "memory_limit": means.memory,
            # DuckDB would otherwise reach for the network when it lacks an extension.
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        }
    )


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def build_columns(path: Path, files: Sequence[Path], opened: Opened, means: Means) -> None:
    """Write the copy of an edition's Parquet files to a new file."""
    with closing(_database(means)) as database:
        database.execute(f"ATTACH {literal(str(path))} AS copy")
        database.execute("USE copy")
        for place, name in enumerate(opened.order):
            database.execute("CREATE TEMP TABLE codes (code VARCHAR)")
            _insert(database, "codes", [(code,) for code in opened.dictionary.codes[name]])
            database.execute(f"CREATE TYPE key{place} AS ENUM (SELECT code FROM codes ORDER BY rowid)")  # noqa: S608  # a number
            database.execute("DROP TABLE codes")
        words = ", ".join(literal(word.value) for word in (*CERTAINTY, Status.MISSING))
        database.execute(f"CREATE TYPE certainty AS ENUM ({words})")
        sources = "[" + ", ".join(literal(str(file)) for file in files) + "]"
        # Dimensions first: a roll-up mostly fixes some of them, and reads only their stretch.
        order = ", ".join(f"{quoted(name)}" for name in (*opened.order[1:], AREA))
        database.execute(
            f"CREATE TABLE obs AS SELECT {', '.join(_stored_as(opened))}"  # noqa: S608  # names are quoted
            f" FROM read_parquet({sources}) ORDER BY {order}"
        )
        database.execute("CREATE TABLE presence AS SELECT DISTINCT area, period FROM obs ORDER BY ALL")
        _build_areas(database, opened)
        _build_parts(database, opened)
        database.execute("CHECKPOINT copy")
        database.execute("USE memory")
        database.execute("DETACH copy")


def _stored_as(opened: Opened) -> Iterator[str]:
    for column in (AREA, PERIOD, *(item.code for item in opened.structure.dimensions)):
        yield f"{quoted(column)}::key{opened.order.index(column)} AS {quoted(column)}"
    for item in opened.structure.measures:
        yield f"{hidden_left_out(item.code, opened)} AS {quoted(item.code)}"
        for side in opened.sides(item.code):
            kind = "::certainty" if side == status_column(item.code) else ""
            yield f"{quoted(side)}{kind} AS {quoted(side)}"


def hidden_left_out(measure: str, opened: Opened, table: str = "") -> str:
    """A measure without the values that may not be shown."""
    before = f"{table}." if table else ""
    hidden = confidentiality_column(measure)
    if hidden not in opened.manifest.columns:
        return before + quoted(measure)
    free = f"{before}{quoted(hidden)} IS DISTINCT FROM {literal(Confidentiality.SUPPRESSED.value)}"
    return f"CASE WHEN {free} THEN {before}{quoted(measure)} END"


def _build_areas(database: duckdb.DuckDBPyConnection, opened: Opened) -> None:
    """For each area with rows, the area above it on every rung."""
    names, rows = level_columns(opened)
    place = opened.order.index(AREA)
    columns = ", ".join(f"{quoted(name)} VARCHAR" for name in names)
    database.execute(f"CREATE TABLE areas (area key{place}{', ' + columns if columns else ''})")
    _insert(database, "areas", rows)


def _build_parts(database: duckdb.DuckDBPyConnection, opened: Opened) -> None:
    """Where that is not always the same: which areas make up which, period by period."""
    area, period = (f"key{opened.order.index(name)}" for name in (AREA, PERIOD))
    database.execute(f"CREATE TABLE parts (level VARCHAR, target VARCHAR, period {period}, area {area})")
    if not opened.is_plain:
        _insert(database, "parts", parts(opened, database.execute("SELECT * FROM presence").fetchall()))


def _insert(database: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Cell]]) -> None:
    """Insert rows column by column: DuckDB is slow to take them one by one."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        taken = ", ".join(["unnest(?)"] * len(columns))
        database.execute(f"INSERT INTO {table} SELECT {taken}", columns)  # our own table


class Columns:
    """Reads the copies."""

    def __init__(self, means: Means) -> None:
        self.means = means
        self._lock = threading.Lock()
        self._database: duckdb.DuckDBPyConnection | None = None
        self._attached: OrderedDict[Path, str] = OrderedDict()
        self._used = Counter[str]()  # by cursors that are open
        self._count = 0

    @contextmanager
    def cursor(self, path: Path | None) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A cursor, and the name under which the copy is attached (none: no copy is needed)."""
        with self._lock:
            if self._database is None:
                self._database = _database(self.means)
            name = "" if path is None else self._attach(self._database, path)
            self._used[name] += 1
            cursor = self._database.cursor()
        try:
            yield cursor, name
        finally:
            cursor.close()
            with self._lock:
                self._used[name] -= 1

    def _attach(self, database: duckdb.DuckDBPyConnection, path: Path) -> str:
        name = self._attached.get(path)
        if name is not None:
            self._attached.move_to_end(path)
            return name
        self._count += 1
        name = f"e{self._count}"
        database.execute(f"ATTACH {literal(str(path))} AS {name} (READ_ONLY)")
        self._attached[path] = name
        idle = [old for old, called in self._attached.items() if not self._used[called] and old != path]
        for old in idle[: max(0, len(self._attached) - ATTACHED_AT_ONCE)]:
            database.execute(f"DETACH {self._attached.pop(old)}")
        return name

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            if self._database is not None:
                self._database.close()
            self._database, self._attached = None, OrderedDict()

    def fetch(self, path: Path, sql: str, values: Sequence[Cell] = ()) -> list[Row]:
        """All rows of a statement, in which COPY stands for where the tables are."""
        with self.cursor(path) as (cursor, name):
            return cursor.execute(sql.replace(COPY, name), values).fetchall()

    def count(self, path: Path, wanted: Listing) -> int:
        """How many rows are selected."""
        sql = f"SELECT count(*) FROM {COPY}.obs{where(wanted.codes)}"  # noqa: S608  # quoted there
        return int(self.fetch(path, sql)[0][0] or 0)

    def rows(
        self, path: Path, wanted: Listing, limit: int | None
    ) -> tuple[list[Row], Mapping[str, Cell] | None]:
        """The rows of a page, and the sorting values of its last row if another page follows."""
        ranked = {
            term.column: f"enum_code({quoted(term.column)})" if term.is_key else quoted(term.column)
            for term in wanted.order
        }
        condition = where(wanted.codes)
        values: list[Cell] = []
        if wanted.cursor is not None:
            more, values = beginning_after(wanted.order, wanted.cursor.after, ranked)
            condition += (" AND " if condition else " WHERE ") + more
        names = [column.code for column in wanted.columns()]
        width = len(names)
        names += [term.column for term in wanted.order if term.column not in names]
        order = ordering(wanted.order, {term.column: quoted(term.column) for term in wanted.order})
        sql = f"SELECT {', '.join(map(quoted, names))} FROM {COPY}.obs{condition} ORDER BY {order}"  # noqa: S608  # quoted, bound
        if limit is not None:
            sql += f" LIMIT {limit + 1:d} OFFSET {wanted.asked.offset:d}"
        found = self.fetch(path, sql, values)
        last: dict[str, Cell] | None = None
        if limit is not None and len(found) > limit:
            del found[limit:]
            if found:
                last = dict(zip(names, found[-1], strict=True))
                for column, numbers in wanted.opened.dictionary.numbers.items():
                    last[column] = numbers[str(last[column])]
        return (found if width == len(names) else [row[:width] for row in found]), last


def where(codes: Mapping[str, Sequence[str]], table: str = "") -> str:
    """The filter on key columns."""
    before = f"{table}." if table else ""
    conditions = []
    for column, wanted in codes.items():
        if not wanted:
            return " WHERE false"
        listed = ", ".join(map(literal, wanted))
        conditions.append(
            before
            + (f"{quoted(column)} = {listed}" if len(wanted) == 1 else f"{quoted(column)} IN ({listed})")
        )
    return " WHERE " + " AND ".join(conditions) if conditions else ""
