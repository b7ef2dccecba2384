"""XML that is changed in a few places and left byte for byte everywhere else.

The parts of a workbook hold more than any library knows. They are therefore not read into a tree
and written again, but searched for the places that change; the rest is never touched. Searches
run over a copy in which comments and CDATA are blanked, so that only real tags are found.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lumbung.formats.tables.grids.refusals import unreadable

_ASIDE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Characters that XML 1.0 cannot hold at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROOT = re.compile(rb"<(?![?!])((?:[\w.-]+:)?)([\w.-]+)")


class Edit(NamedTuple):
    """Bytes from ``start`` to ``end`` replaced by others; an insertion where both are the same."""

    start: int
    end: int
    text: bytes


def spliced(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The XML with its edits, which do not overlap."""
    parts, position = [], 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        parts += [xml[position : edit.start], edit.text]
        position = edit.end
    return b"".join([*parts, xml[position:]])


def as_utf8(xml: bytes) -> bytes:
    """The part in UTF-8; a few programs write UTF-16."""
    if not xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return xml.removeprefix(b"\xef\xbb\xbf")
    try:
        text = xml.decode("utf-16")
    except UnicodeDecodeError as fault:
        raise unreadable("penyandian XML rusak", "its XML is wrongly encoded") from fault
    return b'<?xml version="1.0" encoding="UTF-8"?>' + _DECLARATION.sub("", text).encode()


def searchable(xml: bytes) -> bytes:
    """A copy of the same length with what only looks like tags blanked."""
    return _ASIDE.sub(lambda aside: b" " * len(aside[0]), xml) if b"<!" in xml else xml


def prefix_of(xml: bytes) -> bytes:
    """The prefix of the root element with its colon; nothing for the usual default namespace."""
    root = _ROOT.search(searchable(xml))
    return root[1] if root else b""


_ATTRIBUTES = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"  # a quoted ">" ends no tag


def opening(name: bytes) -> re.Pattern[bytes]:
    """The start tags of an element, with any prefix."""
    return re.compile(rb"<(?:\w+:)?" + name + rb"(?=[\s/>])" + _ATTRIBUTES + rb">")


def closing(name: bytes) -> re.Pattern[bytes]:
    """The end tags of an element, with any prefix."""
    return re.compile(rb"</(?:\w+:)?" + name + rb"\s*>")


@lru_cache(maxsize=64)
def _attribute(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![\w:.-])" + re.escape(name) + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def attribute(tag: bytes, name: bytes) -> str | None:
    """An attribute of a start tag; none where it has none of that name."""
    found = _attribute(name).search(tag)
    if found is None:
        return None
    return html.unescape((found[1] if found[1] is not None else found[2]).decode("utf-8", "replace"))


def number(tag: bytes, name: bytes, default: int = 0) -> int:
    """An attribute that is a whole number."""
    said = attribute(tag, name)
    return int(said) if said and len(said) < 10 and said.isascii() and said.isdigit() else default


def with_attribute(tag: bytes, name: bytes, value: str) -> bytes:
    """A start tag with an attribute set."""
    written = name + b'="' + escaped(value) + b'"'
    if _attribute(name).search(tag):
        return _attribute(name).sub(lambda _: written, tag, count=1)
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + written + tag[end:]


def without_attribute(tag: bytes, name: bytes) -> bytes:
    """A start tag without an attribute."""
    return re.sub(rb"\s+" + _attribute(name).pattern, b"", tag, count=1)


def escaped(text: str) -> bytes:
    """Text for an element or a quoted attribute; what XML cannot hold is left out."""
    return html.escape(_UNWRITABLE.sub("", text), quote=True).encode()


def text_element(name: bytes, text: str) -> bytes:
    """An element with text whose blanks and line ends count."""
    return b"<" + name + b' xml:space="preserve">' + escaped(text) + b"</" + name + b">"


def plain_text(xml: bytes) -> str:
    """The text of an element without its tags."""
    return html.unescape(re.sub(rb"<[^>]*>", b"", xml).decode("utf-8", "replace"))
