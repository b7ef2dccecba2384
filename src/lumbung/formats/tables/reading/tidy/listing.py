"""A large CSV as a frame of texts: its lines counted, its figures parsed where a machine wrote them.

The beginning is read cell by cell as every sheet is, so that its columns can be understood. The
rest is read by Polars in one pass that keeps no text of a figure but where it must be looked at.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from lumbung.formats.tables.grids import Value
from lumbung.formats.tables.grids.csvtext import Dialect, dialect_of

ROW = "row"  # of the file, from 0; the heading has 0
_HEAD = 1 << 17
_HEAD_ROWS = 400
_CHUNK = 1 << 16
_LONG = 16  # characters: a longer number is looked at, for it may be a person's
_DOUBTFUL = r"^[1-9][0-9]{0,2}\.[0-9]{3}$"
_SIGNED = r"^[+-][1-9][0-9]{0,2}\.[0-9]{3}$"  # as doubtful, but rare: looked at one by one
SIDES = (":pointed", ":doubtful")


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first rows of a file, and how it is written."""

    dialect: Dialect
    rows: list[list[Value]]  # the heading first


@dataclass(slots=True)
class Listing:
    """The rows below the heading. A column is named by its number.

    A column of figures is there twice: as numbers, and (:func:`odd`) as the text of those cells that
    no number says all about; :func:`pointed` and :func:`doubtful` say which hold a point, and which
    hold one that may part thousands.
    """

    frame: pl.DataFrame
    rows: pl.Series  # of the file, one for each row of the frame

    def keep(self, names: Collection[str]) -> None:
        """Let go of all other columns."""
        # Not by select, which copies texts that lie in many pieces.
        self.frame = pl.DataFrame([self.frame[name] for name in self.frame.columns if name in names])

    def texts(self, column: int) -> pl.DataFrame | None:
        """The texts of a column of figures that are to be looked at, with their positions."""
        if odd(column) not in self.frame.columns:
            return None
        texts = self.frame[odd(column)]
        at = texts.is_not_null().arg_true()
        return pl.DataFrame({"at": at, "text": texts.gather(at).cast(pl.String)})


def odd(column: int) -> str:
    """The column with the texts of figures that are to be looked at."""
    return f"{column}:odd"


def pointed(column: int) -> str:
    """The column that says whether a figure has a point in it."""
    return f"{column}:pointed"


def doubtful(column: int) -> str:
    """The column that says whether the point in a figure may part thousands: ``1.234``, not ``0.234``."""
    return f"{column}:doubtful"


def beginning_of(path: Path) -> Beginning | None:
    """The first rows of a file; none where it is not plainly a table from its first line on."""
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1]
    dialect = dialect_of(whole)
    try:
        text = head.decode(dialect.encoding, "ignore" if len(head) == _HEAD else "strict")
        text = text if len(head) < _HEAD else text[: text.rfind("\n") + 1]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator)
        lines = list(islice(reader, _HEAD_ROWS))
    except (UnicodeDecodeError, csv.Error):
        return None
    rows: list[list[Value]] = [[_value(field) for field in fields] for fields in lines]
    if dialect.skipped or len(rows) < 2 or any(value is None for value in rows[0]):
        return None
    width = len(rows[0])
    if any(len(row) > width for row in rows):
        return None
    return Beginning(dialect, [row + [None] * (width - len(row)) for row in rows])


def _value(field: str) -> str | None:
    return field if field and not field.isspace() else None


def listing_of(path: Path, beginning: Beginning, figures: Collection[int]) -> Listing | None:
    """All rows below the heading; none where Polars and the general reader might cut them differently."""
    dialect = beginning.dialect
    source: Path | io.BytesIO = path
    try:
        if dialect.encoding not in {"utf-8", "utf-8-sig"}:
            source = _as_utf8(path, dialect.encoding)
    except UnicodeDecodeError:
        return None
    with path.open("rb", buffering=0) if isinstance(source, Path) else io.BytesIO(source.getbuffer()) as file:
        if not _is_cut_alike(file, dialect.separator):
            return None
    names = [str(column) for column in range(len(beginning.rows[0]))]
    lazy = pl.scan_csv(
        source, separator=dialect.separator, infer_schema=False, new_columns=names, low_memory=True
    )
    columns = [part for name in names for part in _parts(name, is_figure=int(name) in figures)]
    try:
        pieces = lazy.select(columns).collect(engine="streaming").get_columns()
    except (pl.exceptions.PolarsError, UnicodeDecodeError):
        return None
    for number in range(len(pieces)):
        pieces[number] = pieces[number].rechunk()  # one by one: the pieces of each are let go of at once
    return _without_blank_rows(pl.DataFrame(pieces), [n for n in names if int(n) not in figures])


def _parts(name: str, *, is_figure: bool) -> list[pl.Expr]:
    text = pl.col(name)
    if not is_figure:
        return [text]
    number = text.cast(pl.Float64, strict=False)
    told = number.is_null() | ~number.is_finite() | (text.str.len_bytes() >= _LONG)
    told = told | text.str.contains("[eE]") | text.str.contains(_SIGNED)
    return [
        number,
        pl.when(text.is_not_null() & told).then(text).cast(pl.Categorical).alias(odd(int(name))),
        text.str.contains(".", literal=True).alias(pointed(int(name))),
        text.str.contains(_DOUBTFUL).alias(doubtful(int(name))),
    ]


def _without_blank_rows(frame: pl.DataFrame, labels: list[str]) -> Listing:
    rows = pl.int_range(1, frame.height + 1, dtype=pl.Int64, eager=True).alias(ROW)
    if not labels or not all(frame[name].null_count() for name in labels):
        return Listing(frame, rows)
    # What counts as blank is decided by the texts: a number has none only where its cell is empty.
    texts = [name for name in frame.columns if not name.endswith(SIDES)]
    filled = frame.select(pl.any_horizontal(pl.col(texts).is_not_null())).to_series()
    return Listing(frame, rows) if filled.all() else Listing(frame.filter(filled), rows.filter(filled))


def _as_utf8(path: Path, encoding: str) -> io.BytesIO:
    text = path.read_bytes().decode(encoding, "strict")
    return io.BytesIO(text.lstrip("\ufeff").encode())


def _is_cut_alike(file: io.RawIOBase | io.BytesIO, separator: str) -> bool:
    """Whether quotation marks and line ends mean the same to everybody.

    A mark within a field and a carriage return alone are read differently by different readers.
    """
    edges = [edge.encode() for edge in (separator + '"', '"' + separator, '\n"', '"\n', '"\r')]
    rest = b"\n"
    while chunk := file.read(_CHUNK):
        lines, line_end, rest = (rest + chunk).rpartition(b"\n")
        if not _are_plain(lines + line_end, edges):
            return False
        rest = line_end + rest
    return _are_plain(rest + b"\n", edges)


def _are_plain(lines: bytes, edges: list[bytes]) -> bool:
    """Whether marks stand at the ends of fields only; ``lines`` begin and end with a line's end."""
    if b"\r" in lines and lines.count(b"\r") != lines.count(b"\r\n"):
        return False
    if b'"' not in lines:
        return True
    counted = lines.count(b'\n\xef\xbb\xbf"') + sum(lines.count(edge) for edge in edges)
    return lines.count(b'"') == counted
