"""An answer as CSV: UTF-8, commas, one header of codes, the citation in the last columns."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import BinaryIO

from lumbung.formats.tables.envelope import Envelope, citation_columns
from lumbung.formats.tables.safety import neutralised


def write_csv(
    target: BinaryIO, envelope: Envelope, rows: Iterable[Sequence[object]], *, bom: bool = False
) -> None:
    """Stream the rows; ``bom`` marks the file as UTF-8 for spreadsheet programs that ask for it.

    The engine writes large answers itself: it adds :func:`citation_columns` and wraps its text
    columns in :func:`~lumbung.formats.tables.safety.neutralised_sql`, and the files are alike.
    """
    cited = citation_columns(envelope)
    last = tuple(cited.values())
    text = io.TextIOWrapper(target, encoding="utf-8-sig" if bom else "utf-8", newline="", write_through=False)
    try:
        out = csv.writer(text, lineterminator="\n")
        out.writerow([*(neutralised(column.code) for column in envelope.columns), *cited])
        out.writerows([*map(_written, row), *last] for row in rows)
    finally:
        text.flush()
        text.detach()  # the target belongs to whoever gave it


def _written(value: object) -> object:
    """A value as CSV holds it: nothing for nothing, numbers as they are, text made harmless."""
    if isinstance(value, str):
        return neutralised(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, int | float | Decimal):
        return value
    return neutralised(str(value))
