"""The styles of a workbook, with tinted twins of the ones that bad cells have.

A twin differs from its original in the fill alone. The colour that the cell had before is kept as
the background of the tint's solid fill, which no program shows: so a tint can be taken off again.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lumbung.formats.tables import look
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
)
from lumbung.formats.tables.grids.refusals import unreadable
from lumbung.vocabulary.findings import Severity

MINIMAL = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_UNSEEN = b'indexed="64"'
_SOLID = re.compile(
    rb"<(?:\w+:)?patternFill\b[^>]*\bpatternType\s*=\s*[\"']solid[\"'][^>]*>\s*"
    rb"<(?:\w+:)?fgColor\b([^>]*?)/?>(?:\s*</(?:\w+:)?fgColor>)?(?:\s*<(?:\w+:)?bgColor\b([^>]*?)/?>)?"
)
_TINTS = {f"FF{tint}" for tint in look.TINTS.values()}


class _Section:
    """One list of the style sheet, ``fills`` for example, and what is added to it."""

    def __init__(self, xml: bytes, seen: bytes, section: bytes, item: bytes) -> None:
        start, end = opening(section).search(seen), closing(section).search(seen)
        if start is None or end is None or start[0].endswith(b"/>"):
            raise unreadable("daftar gayanya tidak lengkap", "its list of styles is incomplete")
        self.tag, self.span, self.end = start[0], start.span(), end.start()
        name = rb"(?:\w+:)?" + item
        each = re.compile(rb"<" + name + rb"\b[^>]*?(?:/>|>.*?</" + name + rb"\s*>)", re.DOTALL)
        self.items = [xml[m.start() : m.end()] for m in each.finditer(seen, start.end(), self.end)]
        self.known = len(self.items)
        if not self.known:
            raise unreadable("daftar gayanya kosong", "its list of styles is empty")

    def add(self, item: bytes) -> int:
        self.items.append(item)
        return len(self.items) - 1

    def edits(self) -> list[Edit]:
        added = self.items[self.known :]
        if not added:
            return []
        counted = with_attribute(self.tag, b"count", str(len(self.items)))
        return [Edit(*self.span, counted), Edit(self.end, self.end, b"".join(added))]


class Styles:
    """The styles that cells point to by number."""

    def __init__(self, xml: bytes) -> None:
        seen = searchable(xml)
        self._xml, self._prefix = xml, prefix_of(xml)
        self._fonts = _Section(xml, seen, b"fonts", b"font")
        self._fills = _Section(xml, seen, b"fills", b"fill")
        self._cells = _Section(xml, seen, b"cellXfs", b"xf")
        self._made: dict[tuple[object, ...], int] = {}

    def tinted(self, style: int, severity: Severity) -> int:
        """The twin of a style in the tint of a severity."""

        def make() -> int:
            before = self._solid(style)
            kept = before[0] if before else _UNSEEN
            tint = f'rgb="FF{look.TINTS[severity]}"'.encode()
            return self._with_fill(style, self._fill(tint, kept))

        return self._once(("tint", style, severity), make)

    def untinted(self, style: int) -> int:
        """The style as it was before it was tinted; the same where it is no tint of ours."""
        solid = self._solid(style)
        if solid is None or (attribute(b"<c " + solid[0], b"rgb") or "").upper() not in _TINTS:
            return style
        before = solid[1]
        lost = (
            not before or b"indexed" in before or (attribute(b"<c " + before, b"rgb") or "").upper() in _TINTS
        )

        def make() -> int:
            return self._with_fill(style, 0 if lost else self._fill(before, _UNSEEN))

        return self._once(("plain", style), make)

    def added(self, *, font: bytes = b"", fill: str = "", quoted: bool = False, wrapped: bool = True) -> int:
        """A style of our own for the list of findings: text at the top of its cell."""
        p = self._prefix

        def make() -> int:
            font_id = self._once(("font", font), lambda: self._fonts.add(self._font(font))) if font else 0
            fill_id = self._fill(f'rgb="FF{fill}"'.encode(), _UNSEEN) if fill else 0
            prefix = b' quotePrefix="1"' if quoted else b""
            return self._cells.add(
                b'<%bxf numFmtId="49" fontId="%d" fillId="%d" borderId="0" xfId="0" applyNumberFormat="1" '
                b'applyFont="1" applyFill="1" applyAlignment="1"%b>'
                b'<%balignment vertical="top" wrapText="%d"/></%bxf>'
                % (p, font_id, fill_id, prefix, p, wrapped, p)
            )

        return self._once(("own", font, fill, quoted, wrapped), make)

    def written(self) -> bytes:
        """The style sheet with what was added."""
        edits = [edit for section in (self._fonts, self._fills, self._cells) for edit in section.edits()]
        return spliced(self._xml, edits)

    def _once(self, key: tuple[object, ...], make: Callable[[], int]) -> int:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def _font(self, properties: bytes) -> bytes:
        p = self._prefix
        tags = re.sub(rb"<(?=\w)", b"<" + p, properties)
        return b'<%bfont>%b<%bname val="Calibri"/></%bfont>' % (p, tags, p, p)

    def _fill(self, front: bytes, back: bytes) -> int:
        p = self._prefix
        colours = b"<%bfgColor %b/><%bbgColor %b/>" % (p, front, p, back)
        pattern = b'<%bpatternFill patternType="solid">%b</%bpatternFill>' % (p, colours, p)
        fill = b"<%bfill>%b</%bfill>" % (p, pattern, p)
        return self._once(("fill", fill), lambda: self._fills.add(fill))

    def _solid(self, style: int) -> tuple[bytes, bytes] | None:
        """The two colours of a style's fill, where it is a solid one."""
        if not 0 <= style < len(self._cells.items):
            return None
        fill = number(self._cells.items[style], b"fillId")
        found = _SOLID.search(self._fills.items[fill]) if fill < len(self._fills.items) else None
        return (found[1].strip(), (found[2] or b"").strip()) if found else None

    def _with_fill(self, style: int, fill: int) -> int:
        cells = self._cells.items
        twin = cells[style] if 0 <= style < len(cells) else cells[0]
        end = twin.index(b">") + 1
        tag = with_attribute(with_attribute(twin[:end], b"fillId", str(fill)), b"applyFill", "1")
        return self._cells.add(tag + twin[end:])
