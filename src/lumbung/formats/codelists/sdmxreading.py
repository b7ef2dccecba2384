"""Code lists and maps out of SDMX-ML, of whichever version: what is there, and what is wrong with it.

Names are looked for without their namespaces, so that 2.1 and 3.0 are read alike. A document type,
entities and anything from outside are refused before they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]  # its types are a package of their own

from lumbung.formats.codelists.sdmx import (
    AGENCY,
    ALIAS,
    BASIS,
    CODE,
    LIST,
    NOTE,
    SOURCE,
    VERSION,
    WEIGHT,
    XML_LANG,
)
from lumbung.vocabulary.codemaps import MapEntry
from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.structures import Code
from lumbung.vocabulary.words import Text

MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class ListFound:
    """What a message holds of a list."""

    codes: tuple[Code, ...] = ()
    places: tuple[Callable[[str], Place], ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MapFound:
    """What a message holds of a map."""

    entries: tuple[MapEntry, ...] = ()
    places: tuple[Callable[[str], Place], ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def is_xml(content: bytes) -> bool:
    """Whether a file is meant as XML."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<mes", b"<message", b"<Structure", b"<!DOCTYPE"))


class _Unreadable(Exception):
    def __init__(self, id_: str, en: str) -> None:
        super().__init__(id_)
        self.finding = finding("codelist.unreadable", reason=Text(id_, en))


def _root(content: bytes) -> etree._Element:
    if len(content) > MOST_BYTES:
        raise _Unreadable("berkasnya terlalu besar", "the file is too large")
    if b"<!DOCTYPE" in content[:65536] or b"<!ENTITY" in content:
        raise _Unreadable(
            "berisi DOCTYPE, yang tidak dipakai SDMX", "it has a DOCTYPE, which SDMX has no use for"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise _Unreadable(f"bukan XML yang utuh ({fault})", f"it is no whole XML ({fault})") from fault
    if root.getroottree().docinfo.doctype:
        raise _Unreadable(
            "berisi DOCTYPE, yang tidak dipakai SDMX", "it has a DOCTYPE, which SDMX has no use for"
        )
    return root


def list_of_xml(content: bytes, *, most: int) -> ListFound:
    """The codes of the first list in a message, of whichever version of SDMX-ML."""
    try:
        one = _first(_root(content), "Codelist", "daftar kode", "code list")
    except _Unreadable as fault:
        return ListFound(findings=(fault.finding,))
    lines = _children(one, "Code")
    notes = [_annotations(line) for line in lines]
    ids = {
        str(line.get("id", "")): _said(note, CODE) or str(line.get("id", ""))
        for line, note in zip(lines, notes, strict=True)
    }
    codes = tuple(
        Code(
            ids[str(line.get("id", ""))],
            _names(line),
            _parent(line, ids),
            tuple(words for kind, words in note if kind == ALIAS),
        )
        for line, note in zip(lines, notes, strict=True)
    )
    found: tuple[Finding, ...] = ()
    if len(codes) > most:
        found = (finding("codelist.too-long", value=len(codes), most=most),)
    about = _about(one)
    return ListFound(codes[:most], tuple(map(_place, lines[:most])), about, found)


def map_of_xml(content: bytes, *, most: int) -> MapFound:
    """The lines of the first representation map in a message."""
    try:
        one = _first(_root(content), "RepresentationMap", "peta kode", "map")
    except _Unreadable as fault:
        return MapFound(findings=(fault.finding,))
    lines = _children(one, "RepresentationMapping")
    found: list[Finding] = []
    if len(lines) > most:
        found.append(finding("codelist.too-long", value=len(lines), most=most))
    entries = []
    for line in lines[:most]:
        notes = _annotations(line)
        source, target = (_text(line, name) for name in ("SourceValue", "TargetValue"))
        weight = 1.0
        if said := _said(notes, WEIGHT):
            try:
                weight = float(said)
            except ValueError:
                found.append(finding("codemap.weight-unreadable", _place(line)("weight"), value=said))
        entries.append(MapEntry(source, target, weight, _said(notes, NOTE)))
    return MapFound(tuple(entries), tuple(map(_place, lines[:most])), _about(one), tuple(found))


def _first(root: etree._Element, name: str, id_: str, en: str) -> etree._Element:
    for element in root.iter(f"{{*}}{name}"):
        return element
    raise _Unreadable(f"tidak memuat {id_} ({name})", f"it holds no {en} ({name})")


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return list(element.iterchildren(f"{{*}}{name}"))


def _text(element: etree._Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(element, name)), "")


def _annotations(element: etree._Element) -> list[tuple[str, str]]:
    return [
        (_text(one, "AnnotationType"), _text(one, "AnnotationTitle"))
        for group in _children(element, "Annotations")
        for one in _children(group, "Annotation")
    ]


def _said(notes: list[tuple[str, str]], kind: str) -> str:
    return next((words for name, words in notes if name == kind), "")


def _names(element: etree._Element) -> Text:
    """The names in both languages; what has no language, or another one, stands for the first."""
    said = {
        str(name.get(XML_LANG, "")).lower()[:2]: (name.text or "").strip()
        for name in _children(element, "Name")
    }
    first = next(iter(said.values()), "")
    return Text(
        said.get("id") or first, said.get("en", "") if said.get("en") != first or "id" in said else ""
    )


def _parent(element: etree._Element, ids: Mapping[str, str]) -> str:
    for parent in _children(element, "Parent"):
        refs = [str(ref.get("id", "")) for ref in parent.iterchildren("{*}Ref")]
        name = refs[0] if refs else (parent.text or "").strip()
        return ids.get(name, name)
    return ""


def _about(element: etree._Element) -> dict[str, str]:
    notes = dict(_annotations(element))
    names = _names(element)
    told = {
        "daftar": notes.get(LIST) or notes.get(CODE) or str(element.get("id", "")),
        "judul": names.id,
        "judul_en": names.en,
        "agensi": notes.get(AGENCY) or str(element.get("agencyID", "")),
        "versi": notes.get(VERSION) or str(element.get("version", "")),
        "berlaku_sejak": str(element.get("validFrom", ""))[:10],
        "berlaku_sampai": str(element.get("validTo", ""))[:10],
        "sumber": notes.get(SOURCE, ""),
        "daftar_asal": notes.get("SOURCE_LIST", ""),
        "daftar_tujuan": notes.get("TARGET_LIST", ""),
        "dasar_hukum": notes.get(BASIS, ""),
        "dasar_bobot": notes.get("WEIGHTS_BY", ""),
    }
    return {name: words for name, words in told.items() if words}


def _place(element: etree._Element) -> Callable[[str], Place]:
    line = str(element.sourceline or 0)
    return lambda _column: Place("XML", line)
