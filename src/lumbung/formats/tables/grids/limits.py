"""How much of a file is read: declared, so that a page can print it and a bomb meets it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one upload. What is over them is refused with a plain word, never tried."""

    file_bytes: int = 256 << 20
    archive_entries: int = 10_000
    unpacked_bytes: int = 768 << 20  # of all parts of a workbook together
    ratio: int = 400  # unpacked to packed, for parts over ``ratio_from``; a bomb has about 1,000
    ratio_from: int = 64 << 20
    sheets: int = 400
    cells: int = 2_000_000  # of one file, empty ones between full ones included: they take 1.5 GB
    merges: int = 200_000
    csv_rows: int = 20_000_000
    tidy_bytes: int = 2 << 20  # a CSV from this size on is first tried as one tidy list
    text: int = 32_767  # characters of a cell; spreadsheets hold no more
    findings_each: int = 500  # of one kind; the rest is counted
    preview_rows: int = 80
    preview_columns: int = 60


LIMITS = Limits()
