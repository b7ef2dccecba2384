"""What lies in a package of figures: the table, the lists of its codes, and the words around both."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lumbung.formats.tables.envelope import Envelope
from lumbung.formats.tables.safety import neutralised
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.observations import AREA
from lumbung.vocabulary.publications import Publication, PublishedEdition, Weight
from lumbung.vocabulary.structures import Code, Structure
from lumbung.vocabulary.words import Text

AREA_COLUMNS = (
    ("code", Text("Kode wilayah", "Area code")),
    ("name", Text("Nama wilayah", "Name of area")),
    ("level", Text("Tingkat", "Level")),
    ("parent", Text("Kode wilayah di atasnya", "Code of the area above")),
    ("bps", Text("Kode BPS", "BPS code")),
    ("longitude", Text("Bujur", "Longitude")),
    ("latitude", Text("Lintang", "Latitude")),
)
CODE_COLUMNS = (
    ("code", Text("Kode", "Code")),
    ("title", Text("Nama", "Name in Indonesian")),
    ("title_en", Text("Nama dalam bahasa Inggris", "Name in English")),
    ("parent", Text("Kode induk", "Code of the parent")),
)
NUMBERS = frozenset({"longitude", "latitude"})


@dataclass(frozen=True, slots=True)
class CodeTable:
    """The list of codes of a key column, as a table of its own."""

    column: str
    title: Text
    columns: tuple[tuple[str, Text], ...]
    path: str  # from the description, or a whole address


@dataclass(frozen=True, slots=True)
class Contents:
    """A package: one edition of a dataset, and where its tables lie."""

    publication: Publication
    edition: PublishedEdition
    envelope: Envelope  # of the CSV
    whole: frozenset[str]
    optional: frozenset[str]
    key: tuple[str, ...]
    path: str  # of the CSV
    codes: tuple[CodeTable, ...]
    homepage: str
    weight: Weight | None = None


def code_tables(structure: Structure, where: str) -> tuple[CodeTable, ...]:
    """A table for the areas, and one for each dimension; ``where`` has a place for the column."""
    areas = Text("Wilayah", "Areas")
    return (
        CodeTable(AREA, areas, AREA_COLUMNS, where.format(column=AREA)),
        *(
            CodeTable(one.code, one.title, CODE_COLUMNS, where.format(column=one.code))
            for one in structure.dimensions
        ),
    )


def area_rows(areas: Iterable[Area]) -> Iterator[tuple[object, ...]]:
    """Areas as rows of their table."""
    for one in areas:
        yield one.code, one.name, one.level.value, one.parent, one.bps, one.longitude, one.latitude


def code_rows(codes: Iterable[Code]) -> Iterator[tuple[object, ...]]:
    """Codes as rows of their table."""
    for one in codes:
        yield one.code, one.title.id, one.title.en, one.parent


def code_csv(columns: Iterable[tuple[str, Text]], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A list of codes as CSV, a line at a time; nothing in it would run in a spreadsheet."""
    line = io.StringIO()
    out = csv.writer(line, lineterminator="\n")
    out.writerow([name for name, _ in columns])
    for row in rows:
        out.writerow([neutralised(cell) if isinstance(cell, str) else cell for cell in row])
        yield _taken(line)
    yield _taken(line)


def _taken(line: io.StringIO) -> str:
    written = line.getvalue()
    line.seek(0)
    line.truncate()
    return written
