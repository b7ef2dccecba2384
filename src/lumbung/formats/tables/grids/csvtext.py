"""CSV in any of its usual guises: which encoding, which separator, which cells.

Excel in Indonesia writes ``;`` and windows-1252; exports write ``,`` and UTF-8; *Unicode text*
is UTF-16 with tabs. None of them says so, so both are found out by looking.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lumbung.formats.tables.grids.grid import Grid, Value, Workbook
from lumbung.formats.tables.grids.limits import LIMITS, Limits
from lumbung.formats.tables.grids.refusals import too_large, unreadable
from lumbung.vocabulary.numbers import both_numbers

SEPARATORS = "\t;|,"  # where several fit, the rarer in text is the likelier separator
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 20
_SAMPLE_LINES = 400
_BLANK: list[Value] = []


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written."""

    encoding: str
    separator: str
    skipped: int = 0  # lines before the content: Excel's ``sep=;``


def read_csv(path: Path, limits: Limits = LIMITS) -> Workbook:
    """The one sheet of a CSV; every value is text."""
    data = path.read_bytes()
    dialect = dialect_of(data)
    try:
        text = data.decode(dialect.encoding)
    except (UnicodeDecodeError, LookupError) as fault:
        raise unreadable("penyandian hurufnya rusak", "its character encoding is damaged") from fault
    # Rows of nothing but separators at the end are leftovers; there may be millions.
    text = text.rstrip(" \t\r\n\0\x1a" + ("" if dialect.separator == "\t" else dialect.separator))
    rows: list[list[Value]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator)
    try:
        for fields in reader:
            row: list[Value] = [field if field and not field.isspace() else None for field in fields]
            filled = any(value is not None for value in row)
            cells += len(row) if filled else 1
            if cells > limits.cells:
                most = both_numbers(limits.cells)
                raise too_large(f"lebih dari {most.id} sel", f"more than {most.en} cells")
            rows.append(row if filled else _BLANK)
    except csv.Error as fault:
        raise unreadable("susunan CSV-nya rusak", "its CSV is malformed") from fault
    return Workbook("csv", [Grid(None, rows[dialect.skipped :])])


def dialect_of(data: bytes) -> Dialect:
    """The encoding and separator of a CSV, told from its beginning."""
    encoding = encoding_of(data)
    sample = data[:_SAMPLE].decode(encoding, "ignore")
    first = sample.lstrip("\ufeff").partition("\n")[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return Dialect(encoding, first[4], 1)
    return Dialect(encoding, separator_of(sample))


def encoding_of(data: bytes) -> str:
    """The encoding of a text: by its mark, by its zero bytes, UTF-8 if it is that, else windows-1252.

    >>> encoding_of("Café".encode()), encoding_of("Café".encode("cp1252"))
    ('utf-8', 'cp1252')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8:
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def separator_of(sample: str) -> str:
    """The separator that cuts most lines into the same number of fields.

    >>> separator_of("Kelurahan;Omzet\\nTuri;1,5\\nBendo;2,5\\n")
    ';'
    """
    lines = [line for line in sample.splitlines()[:_SAMPLE_LINES] if line.strip(SEPARATORS + ' "')]
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        if not any(separator in line for line in lines):
            continue
        score = _evenness(lines, separator)
        if score > best_score + 0.15:
            best, best_score = separator, score
    return best


def _evenness(lines: list[str], separator: str) -> float:
    """The share of lines with the most usual number of fields, if that is over one."""
    try:
        counts = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0.0
    several = Counter(count for count in counts if count > 1)
    if not several:
        return 0.0
    return several.most_common(1)[0][1] / len(counts)
