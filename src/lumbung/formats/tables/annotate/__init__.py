"""The copy that comes back from a check: bad cells coloured, with a comment; all else as it was.

In an .xlsx only what must change is changed, in the XML itself: the styles of bad cells, the
comments, and one more sheet with all findings (``docs/decisions/0031-…`` tells why). For a CSV,
an .xls or an .ods an .xlsx is written whose cells equal theirs, and marked in the same way.
A file that cannot be read at all comes back as the list of findings alone.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lumbung.formats.tables.annotate.copy import write_copy
from lumbung.formats.tables.annotate.marking import mark_package
from lumbung.formats.tables.annotate.package import Package
from lumbung.formats.tables.grids import Refused, Workbook, read_grids
from lumbung.formats.tables.grids.archives import Archive
from lumbung.formats.tables.grids.files import kind_of
from lumbung.vocabulary.findings import Finding

__all__ = ["annotate"]


def annotate(
    source: Path, findings: Sequence[Finding], target: Path, language: str = "id", *, name: str | None = None
) -> None:
    """Write the marked copy of a file as .xlsx; ``name`` is the name it was sent under."""
    name = name or source.name
    try:
        if kind_of(source, name)[0] == "xlsx":
            _mark(source, findings, target, language)
            return
    except Refused:
        pass  # a package that cannot be marked may still be read
    try:
        workbook, _ = read_grids(source, name)
    except Refused:
        workbook = Workbook("none", [])  # the findings say why; they come back alone
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.xlsx"
        write_copy(workbook, copy)
        _mark(copy, findings, target, language)


def _mark(source: Path, findings: Sequence[Finding], target: Path, language: str) -> None:
    with Archive(source) as archive, zipfile.ZipFile(source) as listed:
        package = Package(archive, listed.namelist())
        mark_package(package, findings, language)
        package.save(target)
