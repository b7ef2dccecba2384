"""All marks put into a package: tints, comments, and the list of findings."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from functools import partial

from lumbung.formats.tables import look
from lumbung.formats.tables.annotate.book import Book, SheetPart
from lumbung.formats.tables.annotate.comments import Comments, Drawing, no_comments
from lumbung.formats.tables.annotate.findings_list import list_of_findings
from lumbung.formats.tables.annotate.marks import Cell, Mark, by_sheet, cell_of, marks_of
from lumbung.formats.tables.annotate.package import Package
from lumbung.formats.tables.annotate.sheet import Restyle, Sheet
from lumbung.formats.tables.annotate.styles import MINIMAL, Styles
from lumbung.vocabulary.findings import Finding

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_USUAL_STYLES = "xl/styles.xml"  # some programs look nowhere else
_THREAD = re.compile(rb"<(?:\w+:)?threadedComment\b[^>]*?\bref=[\"']([A-Z]+[0-9]+)[\"']")


def mark_package(package: Package, findings: Sequence[Finding], language: str) -> None:
    """Mark every sheet, and put the list of findings in its place."""
    book = Book(package)
    styles_part = _styles_part(book)
    styles = Styles(package.read(styles_part))
    listed = book.place_for_list()
    sheets = [sheet for sheet in book.sheets() if sheet.part != listed.part]
    names = [sheet.name for sheet in sheets]
    placed = by_sheet(findings, names)
    for sheet in sheets:
        _mark_sheet(book, sheet, placed.get(sheet.name, []), styles, language)
    package.write(
        listed.part,
        list_of_findings(findings, sheets=names, styles=styles, namespace=book.namespace, language=language),
    )
    package.write(styles_part, styles.written())


def _styles_part(book: Book) -> str:
    """The style sheet; a workbook without one gets the least that there can be."""
    part = book.related("styles")
    if part is None or part not in book.package:
        part = (
            _USUAL_STYLES if _USUAL_STYLES not in book.package else book.package.free_name("xl/styles{}.xml")
        )
        book.package.declare(part, _STYLES_TYPE)
        book.package.relate(book.part, book.base, "styles", part)
        book.package.write(part, MINIMAL)
    return part


def _mark_sheet(
    book: Book, part: SheetPart, placed: Sequence[tuple[Cell, Finding]], styles: Styles, language: str
) -> None:
    remarks = _Remarks(book, part)
    before = remarks.forget_ours()
    if not placed and not before:
        return
    sheet = Sheet(book.package.read(part.part))
    marks = marks_of(placed, sheet.anchors([cell for cell, _ in placed]), language)
    changes: dict[Cell, Restyle] = dict.fromkeys(before, styles.untinted)
    changes |= {cell: partial(_retinted, styles, mark) for cell, mark in marks.items()}
    sheet.restyle(changes)
    remarks.add(marks)
    remarks.write(sheet)
    book.package.write(part.part, sheet.xml)


def _retinted(styles: Styles, mark: Mark, style: int) -> int:
    return styles.tinted(styles.untinted(style), mark.severity)


class _Remarks:
    """The comments of a sheet with their drawing: read if there, made where needed."""

    def __init__(self, book: Book, part: SheetPart) -> None:
        self._book, self._sheet = book, part.part
        package = book.package
        there = [relation for relation in package.relations(part.part) if relation.target in package]
        self._by_kind = {relation.kind: relation.target for relation in there}
        self._by_id = {relation.identifier: relation.target for relation in there}
        comments, threads = self._by_kind.get("comments"), self._by_kind.get("threadedComment")
        self._comments = Comments(package.read(comments)) if comments else None
        self._gone: set[Cell] = set()
        self._new: dict[Cell, Mark] = {}
        # In a thread people answer each other; the box of such a cell repeats it and is not ours to write.
        found = _THREAD.findall(package.read(threads)) if threads else []
        self._threads = {cell_of(reference.decode()) for reference in found}

    def forget_ours(self) -> set[Cell]:
        """Take away what an earlier check said; the cells that it spoke of."""
        if self._comments is None:
            return set()
        spoken, self._gone = self._comments.forget_ours()
        return spoken

    def add(self, marks: Mapping[Cell, Mark]) -> None:
        """Say each mark's words on its cell."""
        if not marks:
            return
        if self._comments is None:
            self._comments = Comments(no_comments(self._book.namespace))
        for cell, mark in marks.items():
            if cell not in self._threads and self._comments.add(cell, mark.words):
                self._new[cell] = mark

    def write(self, sheet: Sheet) -> None:
        """Put comments and drawing into the package, and lead the sheet to them."""
        if self._comments is None:
            return
        package, base = self._book.package, self._book.base
        part = self._by_kind.get("comments")
        if part is None:
            part = package.free_name("xl/comments{}.xml")
            package.declare(part, _COMMENTS_TYPE)
            package.relate(self._sheet, base, "comments", part)
        package.write(part, self._comments.written())
        identifier = sheet.drawing_id()
        drawn = self._by_id.get(identifier or "")
        drawing = Drawing(package.read(drawn) if drawn else Drawing.EMPTY)
        drawing.forget(self._gone)
        for cell, mark in self._new.items():
            drawing.add(cell, mark.words, look.TINTS[mark.severity])
        if drawn is None:
            drawn = package.free_name("xl/drawings/vmlDrawing{}.vml")
            package.declare_extension(posixpath.splitext(drawn)[1].lstrip("."), _DRAWING_TYPE)
            sheet.add_drawing(package.relate(self._sheet, base, "vmlDrawing", drawn), base)
        package.write(drawn, drawing.written())
