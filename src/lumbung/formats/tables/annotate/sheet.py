"""Cells of a sheet given another style, in the XML as it stands.

Rows and cells may say their place or leave it to be counted; both are understood. A bad cell that
the file does not hold (an empty one) is put where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from lumbung.formats.tables.annotate.marks import Cell, cell_of
from lumbung.formats.tables.annotate.markup import (
    Edit,
    attribute,
    closing,
    number,
    opening,
    prefix_of,
    searchable,
    spliced,
    with_attribute,
    without_attribute,
)
from lumbung.formats.tables.grids.refusals import unreadable
from lumbung.vocabulary.observations import cell_name

Restyle = Callable[[int], int]  # from the style a cell has to the one it gets

_ROW, _ROW_END = opening(b"row"), closing(b"row")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])[^>]*>")  # there are millions: no care for a quoted ">"
_COLUMN, _MERGE = opening(b"col"), opening(b"mergeCell")
_DATA, _DATA_END = opening(b"sheetData"), closing(b"sheetData")
_LEGACY_DRAWING = opening(b"legacyDrawing")
_TAG = re.compile(rb"<(/?)(?:\w+:)?([\w.-]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
# What may follow a legacyDrawing in a sheet; the schema asks for this order.
_AFTER_DRAWING = {
    *(b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"AlternateContent"),
    *(b"webPublishItems", b"tableParts", b"extLst", b"worksheet"),
}
_FEW = 64


class Sheet:
    """The XML of one worksheet."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self._prefix = prefix_of(xml)

    def anchors(self, cells: Collection[Cell]) -> dict[Cell, Cell]:
        """For each of the cells that lies within a merged range: the cell that is seen there."""
        wanted, found = set(cells), dict[Cell, Cell]()
        seen = searchable(self.xml)
        start = _DATA_END.search(seen)
        for merge in _MERGE.finditer(seen, start.end() if start else 0):
            first, _, last = (attribute(merge[0], b"ref") or "").replace("$", "").partition(":")
            top, bottom = cell_of(first), cell_of(last or first)
            if top is None or bottom is None:
                continue
            rows, columns = range(top[0], bottom[0] + 1), range(top[1], bottom[1] + 1)
            if len(rows) * len(columns) <= _FEW:
                inside = {(row, column) for row in rows for column in columns} & wanted
            else:
                inside = {cell for cell in wanted if cell[0] in rows and cell[1] in columns}
            found |= dict.fromkeys(inside, top)
        return found

    def restyle(self, cells: Mapping[Cell, Restyle]) -> None:
        """Give each of the cells another style."""
        by_row: dict[int, dict[int, Restyle]] = {}
        for (row, column), change in cells.items():
            by_row.setdefault(row, {})[column] = change
        if by_row:
            seen = searchable(self.xml)
            self.xml = spliced(self.xml, self._edits(seen, by_row))

    def drawing_id(self) -> str | None:
        """The relationship that leads to the drawing of the comments."""
        found = _LEGACY_DRAWING.search(searchable(self.xml))
        return attribute(re.sub(rb"\w+:id", b"id", found[0]), b"id") if found else None

    def add_drawing(self, identifier: str, namespace: str) -> None:
        """Point to a drawing of comments."""
        place = _place_for_drawing(searchable(self.xml))
        element = b'<%blegacyDrawing xmlns:r="%b" r:id="%b"/>' % (
            self._prefix,
            namespace.encode(),
            identifier.encode(),
        )
        self.xml = spliced(self.xml, [Edit(place, place, element)])

    def _edits(self, seen: bytes, by_row: dict[int, dict[int, Restyle]]) -> Iterator[Edit]:
        data = _DATA.search(seen)
        if data is None:
            raise unreadable("lembarnya tidak lengkap", "a sheet is incomplete")
        waiting = sorted(by_row, reverse=True)
        if data[0].endswith(b"/>"):
            rows = b"".join(self._new_row(row, by_row[row], seen) for row in reversed(waiting))
            start = data[0].removesuffix(b"/>").rstrip() + b">"
            yield Edit(*data.span(), start + rows + b"</%bsheetData>" % self._prefix)
            return
        end, current = _end_of_data(seen), -1
        for row in _ROW.finditer(seen, data.end(), end):
            current = number(row[0], b"r", default=current + 2) - 1
            while waiting and waiting[-1] < current:
                missing = waiting.pop()
                yield Edit(row.start(), row.start(), self._new_row(missing, by_row[missing], seen))
            if waiting and waiting[-1] == current:
                yield from self._row_edits(seen, row, waiting.pop(), by_row[current])
            if not waiting:
                return
        rest = b"".join(self._new_row(row, by_row[row], seen) for row in reversed(waiting))
        yield Edit(end, end, rest)

    def _row_edits(
        self, seen: bytes, row: re.Match[bytes], place: int, cells: Mapping[int, Restyle]
    ) -> Iterator[Edit]:
        waiting = sorted(cells, reverse=True)
        own = number(row[0], b"s") if attribute(row[0], b"customFormat") in {"1", "true"} else None
        tag = without_attribute(row[0], b"spans")  # a hint that a new cell would make wrong

        def new(column: int) -> bytes:
            return self._new_cell(place, column, cells[column], own, seen)

        if tag.endswith(b"/>"):
            inside = b"".join(new(column) for column in reversed(waiting))
            yield Edit(
                *row.span(), tag.removesuffix(b"/>").rstrip() + b">" + inside + b"</%brow>" % self._prefix
            )
            return
        row_end = _ROW_END.search(seen, row.end())
        if row_end is None:
            raise unreadable("lembarnya tidak lengkap", "a sheet is incomplete")
        column, added = -1, False
        for cell in _CELL.finditer(seen, row.end(), row_end.start()):
            said = cell_of(attribute(cell[0], b"r"))
            column = said[1] if said else column + 1
            while waiting and waiting[-1] < column:
                added = True
                yield Edit(cell.start(), cell.start(), new(waiting.pop()))
            if waiting and waiting[-1] == column:
                style = number(cell[0], b"s")
                yield Edit(*cell.span(), with_attribute(cell[0], b"s", str(cells[waiting.pop()](style))))
            if not waiting:
                break
        if waiting:
            added = True
            yield Edit(row_end.start(), row_end.start(), b"".join(new(c) for c in reversed(waiting)))
        if added:
            yield Edit(*row.span(), tag)

    def _new_row(self, row: int, cells: Mapping[int, Restyle], seen: bytes) -> bytes:
        inside = b"".join(self._new_cell(row, column, cells[column], None, seen) for column in sorted(cells))
        return b'<%brow r="%d">%b</%brow>' % (self._prefix, row + 1, inside, self._prefix)

    def _new_cell(self, row: int, column: int, change: Restyle, own: int | None, seen: bytes) -> bytes:
        style = _column_style(seen, column) if own is None else own
        return b'<%bc r="%b" s="%d"/>' % (self._prefix, cell_name(row, column).encode(), change(style))


def _end_of_data(seen: bytes) -> int:
    end = _DATA_END.search(seen)
    if end is not None:
        return end.start()
    start = _DATA.search(seen)
    return start.end() if start else 0


def _place_for_drawing(seen: bytes) -> int:
    """Where among the elements after the cells a drawing of comments belongs."""
    end, depth = _DATA_END.search(seen), 0
    for tag in _TAG.finditer(seen, end.end() if end else _end_of_data(seen)):
        if depth == 0 and tag[2] in _AFTER_DRAWING:
            return tag.start()
        if not tag[3]:
            depth += -1 if tag[1] else 1
    raise unreadable("lembarnya tidak lengkap", "a sheet is incomplete")


def _column_style(seen: bytes, column: int) -> int:
    """The style that an empty cell takes from its column."""
    data = _DATA.search(seen)
    for found in _COLUMN.finditer(seen, 0, data.start() if data else 0):
        if number(found[0], b"min") - 1 <= column < number(found[0], b"max"):
            return number(found[0], b"style")
    return 0
