"""The comments of a sheet and the drawing in which a spreadsheet shows them.

Comments of people stay; what a check has to say about the same cell is added under theirs. What
an earlier check said is taken away first, so that a mended cell is not told off again.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lumbung.formats.tables.annotate.marks import Cell, cell_of
from lumbung.formats.tables.annotate.markup import (
    attribute,
    closing,
    number,
    opening,
    plain_text,
    prefix_of,
    searchable,
    text_element,
)
from lumbung.formats.tables.grids.refusals import unreadable
from lumbung.formats.tables.ours import AUTHOR, OWN_WORDS
from lumbung.vocabulary.observations import cell_name

_AUTHOR = re.compile(rb"<(?:\w+:)?author\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?author\s*>)", re.DOTALL)
_NO_AUTHORS = re.compile(rb"<((?:\w+:)?authors)\s*/>")
_AUTHORS_END, _TEXT_END = closing(b"authors"), closing(b"text")
_LIST, _LIST_END = opening(b"commentList"), closing(b"commentList")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\b[^>]*>.*?</(?:\w+:)?comment\s*>", re.DOTALL)
_RUN = re.compile(rb"<(?:\w+:)?r\s*>.*?</(?:\w+:)?r\s*>", re.DOTALL)
_BARE = re.compile(rb"(<(?:\w+:)?text\s*>\s*)(<(?:\w+:)?t\b[^>]*?(?:/>|>.*?</(?:\w+:)?t\s*>))", re.DOTALL)


def no_comments(namespace: str) -> bytes:
    """A part that holds no comments yet."""
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="%b">'
        b"<authors></authors><commentList></commentList></comments>" % namespace.encode()
    )


class Comments:
    """The comments of one sheet, by cell."""

    def __init__(self, xml: bytes) -> None:
        xml = _NO_AUTHORS.sub(rb"<\1></\1>", xml)
        seen = searchable(xml)
        authors, start, end = _AUTHORS_END.search(seen), _LIST.search(seen), _LIST_END.search(seen)
        if authors is None or start is None or (end is None and not start[0].endswith(b"/>")):
            raise unreadable("komentarnya tidak lengkap", "its comments are incomplete")
        self._prefix = prefix_of(xml)
        self._names = [plain_text(found[1] or b"") for found in _AUTHOR.finditer(seen, 0, authors.start())]
        self._head, self._between = xml[: authors.start()], xml[authors.start() : start.start()]
        self._tail = xml[end.end() if end else start.end() :]
        self._comments: dict[Cell | int, bytes] = {}  # by cell; by number where the place is not clear
        if end is not None:
            for count, found in enumerate(_COMMENT.finditer(seen, start.end(), end.start())):
                comment = xml[found.start() : found.end()]
                cell = cell_of(attribute(_tag(comment), b"ref"))
                self._comments[count if cell is None or cell in self._comments else cell] = comment
        self._ours = len(self._names)
        if AUTHOR in self._names:
            self._ours = self._names.index(AUTHOR)
        else:
            self._head += b"<%bauthor>%b</%bauthor>" % (self._prefix, AUTHOR.encode(), self._prefix)

    def forget_ours(self) -> tuple[set[Cell], set[Cell]]:
        """Take away what an earlier check wrote; the cells it spoke of, and those now without comment."""
        spoken, bare = set[Cell](), set[Cell]()
        for cell, comment in list(self._comments.items()):
            if isinstance(cell, int):
                continue
            if number(_tag(comment), b"authorId", -1) == self._ours:
                bare.add(cell)
                del self._comments[cell]
                continue
            mended = _RUN.sub(lambda run: b"" if _is_ours(run[0]) else run[0], comment)
            if mended != comment:
                spoken.add(cell)
                self._comments[cell] = mended
        return spoken | bare, bare

    def add(self, cell: Cell, words: str) -> bool:
        """Say something about a cell; whether it had no comment before."""
        if cell in self._comments:
            self._comments[cell] = self._under(self._comments[cell], words)
            return False
        p = self._prefix
        text = b"<%br>%b</%br>" % (p, text_element(p + b"t", words), p)
        head = b'<%bcomment ref="%b" authorId="%d"><%btext>' % (p, cell_name(*cell).encode(), self._ours, p)
        self._comments[cell] = head + text + b"</%btext></%bcomment>" % (p, p)
        return True

    def written(self) -> bytes:
        """The part with what was added and taken away."""
        comments = b"".join(self._comments.values())
        p = self._prefix
        body = b"<%bcommentList>" % p + comments + b"</%bcommentList>" % p
        return self._head + self._between + body + self._tail

    def _under(self, comment: bytes, words: str) -> bytes:
        """A comment with more words at its end, in a run of their own."""
        p = self._prefix
        comment = _BARE.sub(lambda bare: bare[1] + b"<%br>%b</%br>" % (p, bare[2], p), comment, count=1)
        run = b"<%br>%b</%br>" % (p, text_element(p + b"t", f"\n\n{OWN_WORDS}{words}"), p)
        return _TEXT_END.sub(lambda end: run + end[0], comment, count=1)


def _tag(comment: bytes) -> bytes:
    return comment[: comment.index(b">") + 1]


def _is_ours(run: bytes) -> bool:
    return plain_text(run).lstrip().startswith(OWN_WORDS)


class Drawing:
    """The boxes of a sheet's comments: VML, a format older than the rest of the workbook."""

    _SHAPE = re.compile(rb"<v:shape\b.*?</v:shape\s*>", re.DOTALL)
    _ROOT_END = re.compile(rb"</xml\s*>\s*$")
    _NUMBER = re.compile(rb"_x0000_s(\d+)")
    _ROW = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>")
    _COLUMN = re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
    EMPTY = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        b'<o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
    )

    def __init__(self, xml: bytes) -> None:
        end = self._ROOT_END.search(xml)
        if end is None:
            raise unreadable("gambarnya tidak lengkap", "a drawing is incomplete")
        self._xml, self._tail = xml[: end.start()], xml[end.start() :]
        self._next = max([1024, *map(int, self._NUMBER.findall(xml))]) + 1
        self._added: list[bytes] = []

    def forget(self, cells: Collection[Cell]) -> None:
        """Take away the boxes of these cells' comments."""

        def kept(shape: re.Match[bytes]) -> bytes:
            row, column = self._ROW.search(shape[0]), self._COLUMN.search(shape[0])
            is_gone = row and column and (int(row[1]), int(column[1])) in cells
            return b"" if is_gone and b'"Note"' in shape[0] else shape[0]

        self._xml = self._SHAPE.sub(kept, self._xml)

    def add(self, cell: Cell, words: str, tint: str) -> None:
        """A hidden box beside a cell, as large as its words."""
        row, column = cell
        lines = sum(1 + len(line) // 48 for line in words.split("\n"))
        right, bottom = column + 5, row + max(4, min(24, lines + 1))
        self._added.append(
            b'<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
            b'fillcolor="#%b" o:insetmode="auto"><v:fill color2="#%b"/><v:shadow on="t" color="black" '
            b'obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
            b'<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
            b"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor>"
            b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
            % (
                *(self._next, tint.encode(), tint.encode()),
                *(column + 1, max(0, row - 1), right, bottom, row, column),
            )
        )
        self._next += 1

    def written(self) -> bytes:
        """The drawing with what was added and taken away."""
        return self._xml + b"".join(self._added) + self._tail
