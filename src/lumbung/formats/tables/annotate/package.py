"""A workbook as the package of parts that it is: read, changed in some, written with the rest as it was."""

from __future__ import annotations

import posixpath
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lumbung.formats.tables.annotate.markup import (
    Edit,
    as_utf8,
    attribute,
    closing,
    escaped,
    opening,
    prefix_of,
    searchable,
    spliced,
)
from lumbung.formats.tables.grids.archives import Archive
from lumbung.formats.tables.grids.refusals import unreadable

_TYPES = "[Content_Types].xml"
_RELATION, _DEFAULT = opening(b"Relationship"), opening(b"Default")
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_CLOSING = closing(b"(?:Relationships|Types)")
_EMPTY = re.compile(rb"<((?:\w+:)?Relationships)\b([^>]*)/>")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads to."""

    identifier: str
    kind: str  # the last word of its type: "worksheet", "comments"
    target: str  # a part of the package
    base: str  # the type without its last word


class Package:
    """The parts of a workbook by name."""

    def __init__(self, archive: Archive, order: list[str]) -> None:
        self._archive, self._order = archive, order
        self._changed: dict[str, bytes] = {}
        self._by_small_name = {name.lower(): name for name in order}

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name.lower() in self._by_small_name

    def read(self, name: str) -> bytes:
        """One part of XML, in UTF-8."""
        if name in self._changed:
            return self._changed[name]
        return as_utf8(self._archive.read(self._by_small_name.get(name.lower(), name)))

    def write(self, name: str, content: bytes) -> None:
        """Put a part in the place of the one of that name."""
        self._changed[self._by_small_name.get(name.lower(), name)] = content

    def free_name(self, pattern: str) -> str:
        """The first name of a numbered pattern that no part has: ``xl/comments{}.xml``."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> Iterator[Relation]:
        """Where a part leads to inside the package."""
        name = _relations_of(part)
        if name not in self:
            return
        for found in _RELATION.finditer(searchable(self.read(name))):
            target, kind = attribute(found[0], b"Target"), attribute(found[0], b"Type")
            if target and kind and attribute(found[0], b"TargetMode") != "External":
                full = (
                    target if target.startswith("/") else posixpath.join("/", posixpath.dirname(part), target)
                )
                base, _, word = kind.rpartition("/")
                yield Relation(
                    attribute(found[0], b"Id") or "", word, posixpath.normpath(full).lstrip("/"), base
                )

    def relate(self, part: str, base: str, kind: str, target: str) -> str:
        """Lead from a part to another; the identifier of the new relation."""
        name = _relations_of(part)
        xml = self.read(name) if name in self else _NO_RELATIONS
        xml = _EMPTY.sub(rb"<\1\2></\1>", xml)
        taken = {relation.identifier for relation in self.relations(part)}
        taken |= {attribute(found[0], b"Id") or "" for found in _RELATION.finditer(xml)}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        element = b'<%bRelationship Id="rId%d" Type="%b/%b" Target="/%b"/>' % (
            prefix_of(xml),
            number,
            escaped(base),
            kind.encode(),
            escaped(target),
        )
        self.write(name, _before_end(xml, element))
        return f"rId{number}"

    def declare(self, name: str, content_type: str) -> None:
        """Say what a new part is."""
        xml = self.read(_TYPES)
        part, kind = escaped(f"/{name}"), content_type.encode()
        element = b'<%bOverride PartName="%b" ContentType="%b"/>' % (prefix_of(xml), part, kind)
        self.write(_TYPES, _before_end(xml, element))

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say what all parts with an extension are, unless that is said already."""
        xml = self.read(_TYPES)
        said = {(attribute(found[0], b"Extension") or "").lower() for found in _DEFAULT.finditer(xml)}
        if extension not in said:
            kind = (prefix_of(xml), extension.encode(), content_type.encode())
            self.write(_TYPES, _before_end(xml, b'<%bDefault Extension="%b" ContentType="%b"/>' % kind))

    def save(self, target: Path) -> None:
        """Write the package: unchanged parts as they were, in their order, then the new ones."""
        names = [*self._order, *(name for name in self._changed if name not in self._order)]
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:  # the target may be the source
            written = Path(folder) / "package"
            with zipfile.ZipFile(written, "w") as package:
                for name in names:
                    content = self._changed[name] if name in self._changed else self._archive.read(name)
                    entry = zipfile.ZipInfo(name)  # of 1980, as spreadsheet programs write it
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    package.writestr(entry, content)
            written.replace(target)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _before_end(xml: bytes, element: bytes) -> bytes:
    end = _CLOSING.search(searchable(xml))
    if end is None:
        raise unreadable("paketnya tidak lengkap", "its package is incomplete")
    return spliced(xml, [Edit(end.start(), end.start(), element)])
