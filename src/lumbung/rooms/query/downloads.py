"""Downloads: all rows of a question as a file, with source, edition and licence inside.

Rows that stand as they are stream from the engine and never pile up; a roll-up is small and is
answered first.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, BinaryIO

from django.utils import timezone

from lumbung.cube import Answer, Manifest, Query, Reader, Role, exports
from lumbung.cube.opened import Opened
from lumbung.cube.queries import Cell, Column, Row
from lumbung.cube.reader import is_listing
from lumbung.cube.slices import KEYS
from lumbung.formats.jsonstat.writing import written
from lumbung.formats.tables.envelope import ColumnKind, Envelope, citation_columns, described_columns
from lumbung.formats.tables.export_csv import write_csv
from lumbung.formats.tables.export_json import write_jsonl
from lumbung.formats.tables.export_parquet import parquet_metadata, write_parquet
from lumbung.formats.tables.safety import neutralised_sql, would_run
from lumbung.rooms.query.cubes import dense
from lumbung.rooms.query.limits import MOST_SHEET_ROWS
from lumbung.rooms.query.problems import FormatUnknown, TooManyForSheet
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

CHUNK = 1 << 18
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

DENSE = {"jsonstat": "application/json"}  # not files of rows: every combination of codes has its cell


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way to a reader."""

    filename: str
    media_type: str
    chunks: Iterator[bytes]
    edition: str


def download(
    reader: Reader,
    answered: Callable[[], Answer],
    asked: Query,
    edition: str,
    format: str,  # noqa: A002  # what everybody calls it
    *,
    names: bool | None,
    language: str,
    site: str,
    told: tuple[Text, ...] = (),
) -> Download:
    """Plan a download; nothing is read before the first chunk is asked for.

    ``told`` is said in the file where the rows are not answered first.
    """
    if format in DENSE:
        table = dense(reader, answered, asked, edition, language=language, site=site, told=told)
        name = f"{edition.replace('@', '_')}.{format}.json"
        return Download(name, DENSE[format], iter((written(table),)), edition)
    if format not in MEDIA:
        raise FormatUnknown(format=format, known=", ".join(("json", *MEDIA, *DENSE)))
    manifest = reader.manifest(edition)
    with_names = format == "xlsx" if names is None else names
    if asked.adds_up and not is_listing(asked, reader.opened(edition)):
        found = answered()
        if format == "xlsx":
            _fits_sheet(found.total)
        if with_names:
            found = with_names_beside(found, reader.opened(edition), language)
        about = envelope_of(manifest, found.columns, site, found.notes)
        chunks = _written(format, about, lambda: iter(found.rows), [c.code for c in found.columns])
    else:
        wanted = reader.export(edition, asked, names=with_names, language=language)
        about = envelope_of(manifest, wanted.columns, site, told)
        if format == "csv":
            beside = citation_columns(about)
            unsafe = _unsafe(wanted.columns, reader.opened(edition))
            chunks = exports.csv_chunks(wanted, reader.columns, beside=beside, unsafe=unsafe)
        elif format == "parquet":
            chunks = exports.parquet_chunks(wanted, reader.columns, metadata=parquet_metadata(about))
        else:
            if format == "xlsx":
                _fits_sheet(reader.answer(edition, replace(asked, limit=0, cursor=None)).total)
            chunks = _written(format, about, lambda: exports.rows(wanted, reader.columns), ())
    name = f"{edition.replace('@', '_')}.{format}"
    return Download(name, MEDIA[format], chunks, edition)


def with_names_beside(found: Answer, opened: Opened, language: str) -> Answer:
    """An answer with the names of its areas and codes beside them."""
    columns: list[Column] = []
    told: list[Callable[[Row], Cell]] = []
    for place, column in enumerate(found.columns):
        columns.append(column)
        told.append(itemgetter(place))
        if column.role is Role.AREA:
            areas = {code: area.name for code, area in opened.areas.areas.items()}
            columns.append(exports.named_area())
            told.append(partial(_name, place, areas))
        elif column.role is Role.DIMENSION and (dimension := opened.structure.dimension(column.code)):
            codes = {code.code: code.title.said(language) or code.code for code in dimension.codes}
            columns.append(exports.named_dimension(column))
            told.append(partial(_name, place, codes))
    rows = [tuple(tell(row) for tell in told) for row in found.rows]
    return replace(found, columns=tuple(columns), rows=rows)


def _name(place: int, names: Mapping[str, str], row: Row) -> Cell:
    return names.get(str(row[place]))


def _fits_sheet(rows: int) -> None:
    if rows > MOST_SHEET_ROWS:
        raise TooManyForSheet(rows=rows, most=MOST_SHEET_ROWS)


def envelope_of(
    manifest: Manifest, columns: Sequence[Column], site: str, notes: tuple[Text, ...] = ()
) -> Envelope:
    """The words around the rows of an edition, and its columns in words."""
    described = described_columns(manifest.structure, (column.code for column in columns))
    licence = LICENCES.get(manifest.licence)
    return Envelope(
        title=manifest.structure.title,
        dataset=manifest.dataset,
        edition=manifest.id,
        source=manifest.source.id,
        licence=manifest.licence,
        columns=tuple(
            replace(told, kind=ColumnKind.NOTE) if column.role is Role.CONFIDENTIALITY else told
            for told, column in zip(described, columns, strict=True)
        ),
        licence_address=licence.address if licence else "",
        address=f"{site}/data/{manifest.dataset}/editions/{manifest.id}",
        released_on=timezone.localtime(manifest.released_at).date(),
        simulated=manifest.simulated,
        notes=notes,
    )


def _unsafe(columns: Sequence[Column], opened: Opened) -> Mapping[str, str]:
    """The text columns that hold what a spreadsheet might run; mostly only notes can."""
    unsafe = {}
    for column in columns:
        if column.role in KEYS:
            risky = any(map(would_run, opened.dictionary.codes[column.code]))
        else:
            risky = column.role in {Role.NAME, Role.NOTE}
        if risky:
            unsafe[column.code] = neutralised_sql(column.code)
    return unsafe


def _written(
    format: str,  # noqa: A002  # as above
    about: Envelope,
    rows: Callable[[], Iterator[Row]],
    names: Sequence[str],
) -> Iterator[bytes]:
    from lumbung.formats.tables.export_xlsx import write_xlsx

    if format == "xlsx":
        return _from_file(lambda target: write_xlsx(target, about, rows()))
    if format == "parquet":
        return _from_file(lambda target: write_parquet(target, about, _frame(names, list(rows()))))
    if format == "csv":
        return _from_pipe(lambda target: write_csv(target, about, rows()))
    return _from_pipe(lambda target: write_jsonl(target, about, rows()))


def _frame(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(rows, schema=list(names), orient="row", infer_schema_length=None)


def _from_file(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """A format whose beginning is known only at its end: made on the disk, then sent."""
    with tempfile.TemporaryFile() as file:
        write(file)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _from_pipe(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """What a writer writes, while it writes it; who stops reading stops the writer."""
    reading, writing = os.pipe()
    faults: list[Exception] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as target:
                write(target)
        except BrokenPipeError:
            pass  # the reader has gone, and wants no more
        except Exception as fault:  # noqa: BLE001  # told to the reader below
            faults.append(fault)

    writer = threading.Thread(target=run, name="download", daemon=True)
    writer.start()
    try:
        while chunk := os.read(reading, CHUNK):
            yield chunk
    finally:
        os.close(reading)
        writer.join()
    if faults:
        raise faults[0]
