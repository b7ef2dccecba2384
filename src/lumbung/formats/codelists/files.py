"""A list or a map as a file, whichever format, in either direction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lumbung.formats.codelists import sdmx, sdmxreading
from lumbung.formats.codelists.columns import ALIAS_SEPARATOR, LIST_COLUMNS, MAP_COLUMNS
from lumbung.formats.codelists.sheets import Row, read_table, write_csv, write_xlsx
from lumbung.vocabulary.codelists import ListVersion, list_faults
from lumbung.vocabulary.codemaps import CodeMap, MapEntry, map_faults
from lumbung.vocabulary.findings import NOWHERE, Finding, Place, Severity, finding
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

MOST_CODES, MOST_ENTRIES = 20_000, 50_000
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sdmx": "application/vnd.sdmx.structure+xml",
}
SUFFIXES = {"csv": "csv", "xlsx": "xlsx", "sdmx": "xml"}


@dataclass(frozen=True, slots=True)
class ListRead:
    """The codes of a file with their places, what the file says of itself, and what is wrong."""

    codes: tuple[Code, ...]
    findings: tuple[Finding, ...]
    places: tuple[Callable[[str], Place], ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing must be mended."""
        return bool(self.codes) and not any(item.severity is Severity.ERROR for item in self.findings)


@dataclass(frozen=True, slots=True)
class MapRead:
    """The lines of a map in a file."""

    entries: tuple[MapEntry, ...]
    findings: tuple[Finding, ...]
    places: tuple[Callable[[str], Place], ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing must be mended."""
        return bool(self.entries) and not any(item.severity is Severity.ERROR for item in self.findings)

    def place(self, row: int, column: str) -> Place:
        """Where a column of a line stands."""
        return self.places[row](column) if row < len(self.places) else NOWHERE


def write_list(version: ListVersion, form: str) -> bytes:
    """A version of a list as ``csv``, ``xlsx`` or ``sdmx``."""
    if form == "sdmx":
        return sdmx.list_as_xml(version)
    rows = [
        (item.code, item.title.id, item.title.en, item.parent, ALIAS_SEPARATOR.join(item.aliases))
        for item in version.codes
    ]
    if form == "csv":
        return write_csv(LIST_COLUMNS, rows)
    about = [
        ("daftar", version.code),
        ("judul", version.title.id),
        ("judul_en", version.title.said("en")),
        ("agensi", version.agency),
        ("versi", version.version),
        ("keadaan", version.state.value),
        ("berlaku_sejak", _day(version.valid_from)),
        ("berlaku_sampai", _day(version.valid_to)),
        ("sumber", version.source),
    ]
    return write_xlsx("kode", LIST_COLUMNS, rows, about)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def write_map(told: CodeMap, form: str) -> bytes:
    """A map as ``csv``, ``xlsx`` or ``sdmx``."""
    if form == "sdmx":
        return sdmx.map_as_xml(told)
    if form == "csv":
        rows = [(item.source, item.target, f"{item.weight:.15g}", item.note) for item in told.entries]
        return write_csv(MAP_COLUMNS, rows)
    about = [
        ("peta", told.code),
        ("judul", told.title.id),
        ("judul_en", told.title.said("en")),
        ("agensi", told.agency),
        ("versi", told.version),
        ("daftar_asal", str(told.source)),
        ("daftar_tujuan", str(told.target)),
        ("dasar_hukum", told.basis),
        ("dasar_bobot", told.weights_by.id),
    ]
    rows_of = [(item.source, item.target, item.weight, item.note) for item in told.entries]
    return write_xlsx("peta", MAP_COLUMNS, rows_of, about)


def read_list(content: bytes, name: str) -> ListRead:
    """The codes of a file; what it is, is seen by its bytes."""
    if sdmxreading.is_xml(content):
        found = sdmxreading.list_of_xml(content, most=MOST_CODES)
        return _judged(found.codes, found.places, found.about, found.findings)
    table = read_table(content, name, LIST_COLUMNS, most=MOST_CODES)
    findings = [*table.findings, *_odd(table.rows)]
    codes = tuple(_code(row) for row in table.rows)
    return _judged(codes, tuple(row.place for row in table.rows), table.about, findings)


def _judged(
    codes: tuple[Code, ...],
    places: tuple[Callable[[str], Place], ...],
    about: Mapping[str, str],
    findings: list[Finding] | tuple[Finding, ...],
) -> ListRead:
    found = list(findings)
    if codes or not found:
        found += list_faults(codes, lambda row, column: places[row](column))
    return ListRead(codes, tuple(found), places, about)


def _code(row: Row) -> Code:
    cells = row.cells
    aliases = tuple(part.strip() for part in cells.get("aliases", "").split(ALIAS_SEPARATOR) if part.strip())
    return Code(
        cells["code"], Text(cells["title"], cells.get("title_en", "")), cells.get("parent", ""), aliases
    )


def _odd(rows: tuple[Row, ...]) -> list[Finding]:
    """Codes that a spreadsheet has turned into a date or worse."""
    keys = {"code", "parent", "source", "target"}
    return [
        finding("codelist.code-unfit", row.place(column), value=row.cells[column])
        for row in rows
        for column in sorted(row.odd & keys)
    ]


def read_map(content: bytes, name: str) -> MapRead:
    """The lines of a map in a file; its codes are not looked up here."""
    if sdmxreading.is_xml(content):
        found = sdmxreading.map_of_xml(content, most=MOST_ENTRIES)
        return _judged_map(found.entries, found.places, found.about, list(found.findings))
    table = read_table(content, name, MAP_COLUMNS, most=MOST_ENTRIES)
    findings = [*table.findings, *_odd(table.rows)]
    entries = []
    for row in table.rows:
        text = row.cells.get("weight", "")
        weight = weight_of(text)
        if weight is None:
            findings.append(finding("codemap.weight-unreadable", row.place("weight"), value=text))
        note = row.cells.get("note", "")
        entries.append(
            MapEntry(row.cells["source"], row.cells["target"], 1.0 if weight is None else weight, note)
        )
    return _judged_map(tuple(entries), tuple(row.place for row in table.rows), table.about, findings)


def weight_of(text: str) -> float | None:
    """A weight as people write it, with a comma or a point or as a percentage; empty means one.

    >>> weight_of("0,4"), weight_of("40 %"), weight_of(""), weight_of("separuh")
    (0.4, 0.4, 1.0, None)
    """
    plain = text.strip().replace(",", ".")
    if not plain:
        return 1.0
    try:
        if plain.endswith("%"):
            return float(plain[:-1]) / 100
        return float(plain)
    except ValueError:
        return None


def _judged_map(
    entries: tuple[MapEntry, ...],
    places: tuple[Callable[[str], Place], ...],
    about: Mapping[str, str],
    findings: list[Finding],
) -> MapRead:
    if entries or not findings:
        findings += map_faults(entries, lambda row, column: places[row](column))
    return MapRead(entries, tuple(findings), places, about)
