"""The workbook part: which sheets there are, and a place for the list of findings among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lumbung.formats.tables.annotate.markup import (
    Edit,
    attribute,
    closing,
    escaped,
    number,
    opening,
    plain_text,
    prefix_of,
    searchable,
    spliced,
)
from lumbung.formats.tables.annotate.package import Package
from lumbung.formats.tables.grids.refusals import unreadable
from lumbung.formats.tables.ours import LIST_NAME, LIST_SHEET

_SHEET, _SHEETS_END = opening(b"sheet"), closing(b"sheets")
_NAMES_END = closing(b"definedNames")
_NAME = re.compile(rb"<(?:\w+:)?definedName\b[^>]*>.*?</(?:\w+:)?definedName\s*>", re.DOTALL)
_BEFORE_NAMES = closing(b"(?:externalReferences|functionGroups|sheets)")
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet by the name that people see, and the part that holds it."""

    name: str
    part: str


class Book:
    """The part that the package's own relationships call the office document."""

    def __init__(self, package: Package) -> None:
        self.package = package
        found = next((r for r in package.relations("") if r.kind == "officeDocument"), None)
        if found is None or found.target not in package:
            raise unreadable("buku kerjanya tidak ditemukan", "it holds no workbook")
        self.part, self.base = found.target, found.base  # the base is another one in strict files
        self.namespace = _namespace(package.read(self.part))

    def related(self, kind: str) -> str | None:
        """A part of a kind that the workbook leads to: its styles."""
        return next((r.target for r in self.package.relations(self.part) if r.kind == kind), None)

    def sheets(self) -> list[SheetPart]:
        """The worksheets in their order; sheets of charts and dialogs are left out."""
        parts = {r.identifier: r for r in self.package.relations(self.part) if r.kind == "worksheet"}
        found = []
        for name, identifier in self._entries():
            if identifier in parts and parts[identifier].target in self.package:
                found.append(SheetPart(name, parts[identifier].target))
        return found

    def place_for_list(self) -> SheetPart:
        """The sheet for the list of findings: the one of an earlier check, or a new last one."""
        before = self._list_before()
        if before is not None:
            return before
        name, taken = LIST_SHEET, {name.casefold() for name, _ in self._entries()}
        for counted in range(2, len(taken) + 3):
            if name.casefold() not in taken:
                break
            name = f"{LIST_SHEET} {counted}"
        part = self.package.free_name("xl/worksheets/sheet{}.xml")
        self.package.declare(part, _SHEET_TYPE)
        identifier = self.package.relate(self.part, self.base, "worksheet", part)
        self._enter(name, identifier)
        return SheetPart(name, part)

    def _entries(self) -> list[tuple[str, str]]:
        tags = _SHEET.findall(searchable(self.package.read(self.part)))
        return [(attribute(tag, b"name") or "", _identifier(tag)) for tag in tags]

    def _list_before(self) -> SheetPart | None:
        xml = self.package.read(self.part)
        for found in _NAME.findall(xml):
            if attribute(found[: found.index(b">") + 1], b"name") == LIST_NAME:
                sheet = plain_text(found).rpartition("!")[0].strip("'").replace("''", "'")
                return next((item for item in self.sheets() if item.name == sheet), None)
        return None

    def _enter(self, name: str, identifier: str) -> None:
        """A new sheet and the hidden name by which it is found again."""
        xml = self.package.read(self.part)
        seen, p = searchable(xml), prefix_of(xml)
        sheets_end = _SHEETS_END.search(seen)
        if sheets_end is None:
            raise unreadable("daftar lembarnya tidak lengkap", "its list of sheets is incomplete")
        highest = max((number(tag, b"sheetId") for tag in _SHEET.findall(seen)), default=0)
        sheet = b'<%bsheet xmlns:r="%b" name="%b" sheetId="%d" r:id="%b"/>' % (
            *(p, self.base.encode(), escaped(name)),
            *(highest + 1, identifier.encode()),
        )
        stale = [Edit(m.start(), m.end(), b"") for m in _NAME.finditer(seen) if _is_of_list(m[0])]
        defined = b'<%bdefinedName name="%b" hidden="1">%b!$A$1</%bdefinedName>' % (
            *(p, LIST_NAME.encode()),
            *(escaped("'" + name.replace("'", "''") + "'"), p),
        )
        names_end = _NAMES_END.search(seen)
        if names_end is None:
            place = max(m.end() for m in _BEFORE_NAMES.finditer(seen))
            defined = b"<%bdefinedNames>%b</%bdefinedNames>" % (p, defined, p)
        else:
            place = names_end.start()
        edits = [Edit(sheets_end.start(), sheets_end.start(), sheet), Edit(place, place, defined), *stale]
        self.package.write(self.part, spliced(xml, edits))


def _is_of_list(name: bytes) -> bool:
    return attribute(name[: name.index(b">") + 1], b"name") == LIST_NAME


def _identifier(tag: bytes) -> str:
    """The ``r:id`` of a tag, whatever the prefix of its namespace."""
    found = re.search(rb"\w+:id\s*=\s*[\"']([^\"']*)[\"']", tag)
    return found[1].decode("utf-8", "replace") if found else ""


def _namespace(xml: bytes) -> str:
    """The namespace of the workbook's elements: one in usual files, another in strict ones."""
    prefix = prefix_of(xml).rstrip(b":")
    name = b"xmlns:" + prefix if prefix else b"xmlns"
    return attribute(xml[: xml.find(b">", xml.find(b"workbook")) + 1], name) or ""
