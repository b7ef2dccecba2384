"""The report of a check: every finding, and pictures of the sheets around them; one file each."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from lumbung.vocabulary.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A cell as it is printed, and how grave what was found there is."""

    text: str = ""
    severity: str = ""  # error, warning, info or nothing
    role: str = ""  # what the reader took it for: heading, area, value, total, note …
    numeric: bool = False
    mended: bool = False


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A row of the sheet, by its number as a spreadsheet counts; a gap stands before it."""

    number: int
    cells: tuple[PictureCell, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A sheet as the person knows it: the rows around what was found, with letters and numbers."""

    sheet: str | None
    letters: tuple[str, ...]
    rows: tuple[PictureRow, ...]
    reads: tuple[str, ...] = ()  # what each column was taken for: a role, with its measure or dimension


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a check found."""

    findings: tuple[Finding, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(item.severity is severity for item in self.findings)

    def written(self) -> bytes:
        """The report as its file holds it; the same report is always the same bytes."""
        record = {
            "findings": [item.as_record() for item in self.findings],
            "pictures": [asdict(picture) for picture in self.pictures],
        }
        return gzip.compress(orjson.dumps(record), compresslevel=5, mtime=0)


def read_report(path: Path) -> Report:
    """The report that a file holds."""
    record = orjson.loads(gzip.decompress(path.read_bytes()))
    return Report(
        findings=tuple(Finding.from_record(item) for item in record["findings"]),
        pictures=tuple(_picture(item) for item in record["pictures"]),
    )


def _picture(record: Mapping[str, Any]) -> Picture:
    return Picture(
        sheet=record["sheet"],
        letters=tuple(record["letters"]),
        reads=tuple(record.get("reads", ())),
        rows=tuple(
            PictureRow(row["number"], tuple(PictureCell(**cell) for cell in row["cells"]), row["gap"])
            for row in record["rows"]
        ),
    )


def first_records(findings: Iterable[Finding], most: int) -> list[dict[str, object]]:
    """The gravest findings as records, no more than so many."""
    order = list(Severity)
    ranked = sorted(findings, key=lambda item: order.index(item.severity))
    return [item.as_record() for item in ranked[:most]]
