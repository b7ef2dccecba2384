"""Excel workbooks (.xlsx, .xlsm): values by calamine, the rest from the XML beside them.

calamine is fast and tells values, merges and hidden sheets. Hidden rows and columns, formulas,
errors, percent formats and comments stand in the XML of each sheet, which is searched (not
parsed) for just these: a search passes a hundred megabytes in a second, and nothing in it can
be expanded. The searches are linear: no pattern can backtrack over more than one tag.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from lumbung.formats.tables.grids.archives import Archive
from lumbung.formats.tables.grids.calamine import Values, too_many_cells, wide_spread
from lumbung.formats.tables.grids.grid import Cell, CellError, Formula, Grid, Value, Workbook
from lumbung.formats.tables.grids.limits import LIMITS, Limits
from lumbung.formats.tables.grids.markup import Attributes, read_elements
from lumbung.formats.tables.grids.styles import Styles, read_styles

_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\b[^>]*>([^<]*)<)?"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>\s*"
    rb"(?:<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?v\b[^>]*>([^<]*)<"
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_LAST_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\br=[\"'](\d+)[\"']")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")


def read_xlsx(path: Path, limits: Limits = LIMITS) -> Workbook:
    """All sheets of a workbook."""
    with Archive(path, limits) as archive:
        parts = _sheet_parts(archive)
        styles = read_styles(archive.read_if_there("xl/styles.xml"))
        stale = _is_never_computed(archive.read_if_there("xl/workbook.xml"))
        for name, part in parts.items():
            _check_extent(name, archive.read_if_there(part), limits)
        values = Values(path, limits)
        grids, cells = [], 0
        for number, name, visibility in values.sheets:
            rows, merges = values.read(number)
            cells += sum(map(len, rows))
            if cells > limits.cells:
                raise too_many_cells(limits)
            grid = Grid(name, rows, visibility, merges)
            if name in parts:
                _add_what_xml_tells(grid, archive.read_if_there(parts[name]), styles, stale)
                grid.remarks = _remarks(archive, parts[name])
            grids.append(grid)
    return Workbook("xlsx", grids)


def _check_extent(name: str, xml: bytes, limits: Limits) -> None:
    """Refuse a stray cell far out before a dense table of all cells between is made of it."""
    tail = _LAST_ROW.findall(xml, max(0, xml.rfind(b"<sheetData"), len(xml) - (1 << 20)))
    height = int(tail[-1]) if tail else 0
    if height * 16_384 <= limits.cells:
        return
    columns = {found[1] for found in _REFERENCE.finditer(xml)}
    width = max((_column(letters) + 1 for letters in columns), default=0)
    if height * width > limits.cells and b"<v" in xml and _last_filled_row(xml) * width > limits.cells:
        raise wide_spread(name, height, width, limits)


def _last_filled_row(xml: bytes) -> int:
    """The number of the last row with a value; formatted empty rows after it do not count."""
    value = max(xml.rfind(b"</v>"), xml.rfind(b"</t>"), xml.rfind(b":v>"))
    row = xml.rfind(b"<row", 0, value)
    found = _LAST_ROW.match(xml, row) if row >= 0 else None
    return int(found[1]) if found else 1_048_576


def _add_what_xml_tells(grid: Grid, xml: bytes, styles: Styles, stale: bool) -> None:
    body = max(0, xml.find(b"sheetData"))
    if b"hidden=" in xml:
        grid.hidden_columns = frozenset(_hidden_columns(xml[:body], grid.width))
        rows = (_attributes(found[1]).get("r", "0") for found in _HIDDEN_ROW.finditer(xml))
        grid.hidden_rows = frozenset(int(row) - 1 for row in rows if row.isdigit() and row != "0")
    if b"</f>" in xml or b":f>" in xml or b"<f " in xml or b"<f/" in xml:
        grid.formulas = dict(_formulas(xml, stale))
    if b't="e"' in xml or b"t='e'" in xml:
        for found in _ERROR.finditer(xml):
            cell = _cell(found[1])
            if cell is not None:
                _put(grid, cell, CellError(found[2].decode("utf-8", "replace")))
    if styles.telling:
        _add_styles(grid, xml, styles)


def _add_styles(grid: Grid, xml: bytes, styles: Styles) -> None:
    numbers = b"|".join(str(number).encode() for number in styles.telling)
    styled = re.compile(rb"<(?:\w+:)?c\b([^>]*\bs=[\"'](?:" + numbers + rb")[\"'][^>]*)>")
    percents: set[Cell] = set()
    signs: dict[Cell, str] = {}
    for found in styled.finditer(xml):
        cell = _cell(found[1])
        if cell is None:
            continue
        number = int(_attributes(found[1]).get("s", "0"))
        if number in styles.percent:
            percents.add(cell)
        if number in styles.signs:
            signs[cell] = styles.signs[number]
    grid.percents, grid.signs = frozenset(percents), signs


def _formulas(xml: bytes, stale: bool) -> Iterator[tuple[Cell, Formula]]:
    """Each formula with whether its result was stored.

    A program that writes formulas without computing them stores 0 and asks for a computation
    on opening; a stored 0 in such a file is no result.
    """
    for found in _FORMULA.finditer(xml):
        cell = _cell(found[1])
        if cell is None:
            continue
        result = found[3]
        text = html.unescape((found[2] or b"").decode("utf-8", "replace"))
        yield cell, Formula(text, bool(result) and not (stale and result == b"0"))


def _is_never_computed(workbook: bytes) -> bool:
    return re.search(rb"fullCalcOnLoad=[\"'](?:1|true)", workbook) is not None


def _hidden_columns(head: bytes, width: int) -> Iterator[int]:
    for found in _COLUMN.finditer(head):
        said = _attributes(found[1])
        if said.get("hidden") in {"1", "true"} and said.get("min", "").isdigit():
            last = int(said["max"]) if said.get("max", "").isdigit() else int(said["min"])
            yield from range(int(said["min"]) - 1, min(last, width))


def _attributes(tag: bytes) -> dict[str, str]:
    return {key.decode(): value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(tag)}


def _cell(tag: bytes) -> Cell | None:
    found = _REFERENCE.search(tag)
    return (int(found[2]) - 1, _column(found[1])) if found else None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _put(grid: Grid, cell: Cell, value: Value) -> None:
    """Put a value where calamine left the cell empty; a cell beyond what it saw is only an error."""
    row, column = cell
    line = grid.rows[row] if row < grid.height else None
    if isinstance(line, list) and column < len(line):
        line[column] = value


def _sheet_parts(archive: Archive) -> dict[str, str]:
    """The part of the archive in which each sheet stands, by the sheet's name."""
    named: dict[str, str] = {}
    targets = _targets(archive, "xl/workbook.xml")

    def opened(name: str, attributes: Attributes) -> None:
        if name == "sheet" and attributes.get("id") in targets:
            named[attributes.get("name", "")] = targets[attributes["id"]]

    book = archive.read_if_there("xl/workbook.xml")
    if book:
        read_elements(book, opened)
    return named


def _targets(archive: Archive, part: str) -> dict[str, str]:
    """Where the relationships of a part lead, by their identifiers."""
    folder, name = posixpath.split(part)
    found: dict[str, str] = {}

    def opened(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[attributes.get("Id", "")] = posixpath.normpath(full)

    relations = archive.read_if_there(f"{folder}/_rels/{name}.rels")
    if relations:
        read_elements(relations, opened)
    return found


def _remarks(archive: Archive, part: str) -> dict[Cell, str]:
    """The comments on a sheet's cells."""
    found: dict[Cell, str] = {}
    where: list[Cell | None] = [None]
    words: list[str] = []

    def opened(name: str, attributes: Attributes) -> None:
        if name == "comment":
            reference = f'r="{attributes.get("ref", "")}"'.encode()
            where[0] = _cell(reference)
            words.clear()

    def closed(name: str) -> None:
        if name == "comment" and where[0] is not None and "".join(words).strip():
            found[where[0]] = "".join(words).strip()

    for target in _targets(archive, part).values():
        if "comment" in posixpath.basename(target).lower() and target in archive.names:
            read_elements(archive.read(target), opened, closed, words.append)
    return found
