"""Exports: all rows of a question, streamed from the engine in constant memory.

CSV and Parquet are written by DuckDB itself into a pipe, straight from the edition's files,
so the first bytes leave before the last row is read. Other formats take the rows in batches.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lumbung.cube.columnar import COPY, Columns, hidden_left_out, literal, where
from lumbung.cube.listings import Listing, ordering
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Column, Role, Row
from lumbung.cube.serving import Serving
from lumbung.cube.slices import KEYS, quoted
from lumbung.vocabulary.words import Text

CHUNK = 1 << 18
BATCH = 5_000  # rows


def named_area() -> Column:
    """The column with the names of areas."""
    return Column("area_name", Role.NAME, Text("Nama wilayah", "Name of area"))


def named_dimension(column: Column) -> Column:
    """The column with the names of a dimension's codes."""
    return Column(f"{column.code}:name", Role.NAME, column.title)


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be exported, as a statement without its end."""

    columns: tuple[Column, ...]
    copy: Path | None  # the serving copy it reads; none: the edition's own files
    sql: str


def export(wanted: Listing, serving: Serving, *, names: bool, language: str = "id") -> Export:
    """Plan an export. Rows come in the order of keys, unless the question asks for another."""
    opened = wanted.opened
    is_ordered = bool(wanted.asked.order)
    columns: list[Column] = []
    read: list[str] = []
    joins: list[str] = []
    for column in wanted.columns():
        columns.append(column)
        read.append(_read(column, opened, is_ordered))
        if names and column.role in KEYS and column.role is not Role.PERIOD:
            named, join = _names(column, opened, language)
            columns.append(named)
            read.append(f"{quoted('names of ' + column.code)}.name AS {quoted(named.code)}")
            joins.append(join)
    source = f"{COPY}.obs" if is_ordered else _files(serving, opened)
    sql = f"SELECT {', '.join(read)} FROM {source} AS o {' '.join(joins)}{where(wanted.codes, 'o')}"  # noqa: S608  # quoted
    if is_ordered:
        sql += (
            f" ORDER BY {ordering(wanted.order, {t.column: f'o.{quoted(t.column)}' for t in wanted.order})}"
        )
    return Export(tuple(columns), serving.columns(opened) if is_ordered else None, sql)


def _files(serving: Serving, opened: Opened) -> str:
    listed = ", ".join(literal(str(path)) for path in serving.store.files(opened.id))
    return f"read_parquet([{listed}])"


def _read(column: Column, opened: Opened, is_copy: bool) -> str:
    name = f"o.{quoted(column.code)}"
    if column.role is Role.MEASURE and not is_copy:  # a copy holds nothing hidden
        name = hidden_left_out(column.code, opened, "o")
    elif column.role in KEYS or column.role is Role.STATUS:
        name = f"{name}::VARCHAR"
    return f"{name} AS {quoted(column.code)}"


def _names(column: Column, opened: Opened, language: str) -> tuple[Column, str]:
    alias = quoted("names of " + column.code)
    if column.role is Role.AREA:
        file = opened.store.folder(opened.id) / opened.manifest.areas.name
        named = named_area()
        source = f"(SELECT code, name FROM read_parquet({literal(str(file))}))"  # noqa: S608  # quoted
    else:
        dimension = opened.structure.dimension(column.code)
        codes = dimension.codes if dimension is not None else ()
        named = named_dimension(column)
        pairs = ", ".join(
            f"({literal(code.code)}, {literal(code.title.said(language) or code.code)})" for code in codes
        )
        source = f"(SELECT * FROM (VALUES {pairs or '(NULL, NULL)'}) AS listed (code, name))"  # noqa: S608  # quoted
    return named, f"LEFT JOIN {source} AS {alias} ON {alias}.code = o.{quoted(column.code)}::VARCHAR"


def csv_chunks(
    wanted: Export,
    engine: Columns,
    *,
    beside: Mapping[str, str],
    unsafe: Mapping[str, str],
    bom: bool = False,
) -> Iterator[bytes]:
    """The export as CSV; ``beside`` are columns with one value, ``unsafe`` text to rewrite."""
    shown = [
        f"{unsafe[column.code]} AS {quoted(column.code)}" if column.code in unsafe else quoted(column.code)
        for column in wanted.columns
    ]
    shown += [f"{literal(value)} AS {quoted(name)}" for name, value in beside.items()]
    if bom:
        yield b"\xef\xbb\xbf"
    yield from _piped(f"SELECT {', '.join(shown)} FROM ({wanted.sql})", "FORMAT csv, HEADER", wanted, engine)  # noqa: S608  # quoted


def parquet_chunks(wanted: Export, engine: Columns, *, metadata: Mapping[str, str]) -> Iterator[bytes]:
    """The export as Parquet, with words about it in the file's metadata."""
    said = ", ".join(f"{quoted(name)}: {literal(words)}" for name, words in metadata.items())
    options = "FORMAT parquet, COMPRESSION zstd" + (f", KV_METADATA {{{said}}}" if said else "")
    yield from _piped(wanted.sql, options, wanted, engine)


def rows(wanted: Export, engine: Columns) -> Iterator[Row]:
    """The export row by row, read in batches."""
    with engine.cursor(wanted.copy) as (cursor, name):
        cursor.execute(wanted.sql.replace(COPY, name))
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def _piped(sql: str, options: str, wanted: Export, engine: Columns) -> Iterator[bytes]:
    """What the engine writes, while it writes it; who stops reading stops the engine."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="lumbung-") as folder:
        pipe = Path(folder) / "export"
        os.mkfifo(pipe, 0o600)
        # The reading end is open before the engine starts, and a writing end is held until it is
        # done, so neither waits for ever for the other.
        reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        holding = os.open(pipe, os.O_WRONLY)
        os.set_blocking(reading, True)
        faults: list[Exception] = []
        with engine.cursor(wanted.copy) as (cursor, name):
            into = literal(str(pipe))
            statement = f"COPY ({sql.replace(COPY, name)}) TO {into} ({options}, USE_TMP_FILE false)"

            def write() -> None:
                try:
                    cursor.execute(statement)
                except duckdb.Error as fault:
                    faults.append(fault)
                finally:
                    os.close(holding)

            writer = threading.Thread(target=write, name="export", daemon=True)
            writer.start()
            is_whole = False
            try:
                while chunk := os.read(reading, CHUNK):
                    yield chunk
                is_whole = True
            finally:
                if not is_whole:
                    cursor.interrupt()
                    while os.read(reading, CHUNK):
                        pass  # until the engine has let go of the pipe
                os.close(reading)
                writer.join()
        if faults:  # the reader has had a part, and must learn that it is not the whole
            raise faults[0]
