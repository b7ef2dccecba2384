"""Code lists as SDMX-ML 2.1 and maps as SDMX-ML 3.0 (where a map has a representation map of its own).

Written here because a list with its hierarchy and both languages is more than the
libraries keep. An identifier of SDMX has letters, digits, ``_``, ``-``, ``@`` and ``$`` only: a
code such as ``35.72.01`` is written ``35_72_01``, and the code itself stands in an annotation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from lxml import etree  # type: ignore[import-untyped]  # its types are a package of their own

from lumbung.vocabulary.codelists import ListRef, ListState, ListVersion
from lumbung.vocabulary.codemaps import CodeMap
from lumbung.vocabulary.words import Text

HOME_AGENCY = "LUMBUNG"
ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CODE, ALIAS, WEIGHT, NOTE, BASIS, STATE = "CODE", "ALIAS", "WEIGHT", "NOTE", "BASIS", "STATE"
LIST, VERSION, AGENCY, SOURCE = "LIST", "VERSION", "AGENCY", "SOURCE"
PREPARED = "%Y-%m-%dT%H:%M:%SZ"


class _Message:
    """A structure message that is being written."""

    def __init__(self, version: str) -> None:
        self.mes, self.str, self.com = (
            f"{{{ROOT}{version}/{part}}}" for part in ("message", "structure", "common")
        )
        spaces = {"mes": self.mes[1:-1], "str": self.str[1:-1], "com": self.com[1:-1]}
        self.root = etree.Element(f"{self.mes}Structure", nsmap=spaces)
        header = etree.SubElement(self.root, f"{self.mes}Header")
        etree.SubElement(header, f"{self.mes}ID").text = "LUMBUNG"
        etree.SubElement(header, f"{self.mes}Test").text = "false"
        etree.SubElement(header, f"{self.mes}Prepared").text = dt.datetime.now(dt.UTC).strftime(PREPARED)
        etree.SubElement(header, f"{self.mes}Sender", id=HOME_AGENCY)
        self.structures = etree.SubElement(self.root, f"{self.mes}Structures")

    def annotate(self, element: etree._Element, notes: list[tuple[str, str]]) -> None:
        """What SDMX has no place for, under a type of its own."""
        told = [(kind, words) for kind, words in notes if words]
        if not told:
            return
        group = etree.SubElement(element, f"{self.com}Annotations")
        for kind, words in told:
            one = etree.SubElement(group, f"{self.com}Annotation")
            etree.SubElement(one, f"{self.com}AnnotationTitle").text = _clean(words)
            etree.SubElement(one, f"{self.com}AnnotationType").text = kind

    def name(self, element: etree._Element, title: Text) -> None:
        """A name in both languages."""
        etree.SubElement(element, f"{self.com}Name", {XML_LANG: "id"}).text = _clean(title.id) or "–"
        if title.en:
            etree.SubElement(element, f"{self.com}Name", {XML_LANG: "en"}).text = _clean(title.en)

    def written(self) -> bytes:
        """The message as bytes."""
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def list_as_xml(version: ListVersion) -> bytes:
    """A version of a list as an SDMX-ML 2.1 structure message."""
    message = _Message("v2_1")
    group = etree.SubElement(message.structures, f"{message.str}Codelists")
    one = etree.SubElement(group, f"{message.str}Codelist", id=nc_name(version.code))
    one.set("agencyID", nc_name(version.agency) if version.agency else HOME_AGENCY)
    one.set("version", sdmx_version(version.version))
    one.set("isFinal", "false" if version.state is ListState.DRAFT else "true")
    for name, day in (("validFrom", version.valid_from), ("validTo", version.valid_to)):
        if day is not None:
            one.set(name, f"{day.isoformat()}T00:00:00")
    state = version.state.value if version.state is ListState.RETIRED else ""
    message.annotate(
        one,
        [
            (LIST, _other(version.code, one.get("id"))),
            (AGENCY, _other(version.agency, one.get("agencyID"))),
            (VERSION, _other(version.version, one.get("version"))),
            (STATE, state),
            (SOURCE, version.source),
        ],
    )
    message.name(one, version.title)
    ids = identifiers(item.code for item in version.codes)
    for item in version.codes:
        code = etree.SubElement(one, f"{message.str}Code", id=ids[item.code])
        aliases = [(ALIAS, alias) for alias in item.aliases]
        message.annotate(code, [(CODE, _other(item.code, ids[item.code])), *aliases])
        message.name(code, item.title)
        if item.parent in ids:
            parent = etree.SubElement(code, f"{message.str}Parent")
            etree.SubElement(parent, "Ref", id=ids[item.parent])
    return message.written()


def map_as_xml(told: CodeMap) -> bytes:
    """A map as an SDMX-ML 3.0 representation map; weights and notes are annotations of its lines."""
    message = _Message("v3_0")
    group = etree.SubElement(message.structures, f"{message.str}RepresentationMaps")
    one = etree.SubElement(group, f"{message.str}RepresentationMap", id=identifier(told.code))
    one.set("agencyID", nc_name(told.agency) if told.agency else HOME_AGENCY)
    one.set("version", sdmx_version(told.version))
    message.annotate(
        one,
        [
            (CODE, _other(told.code, one.get("id"))),
            (AGENCY, _other(told.agency, one.get("agencyID"))),
            (VERSION, _other(told.version, one.get("version"))),
            ("SOURCE_LIST", str(told.source)),
            ("TARGET_LIST", str(told.target)),
            (BASIS, told.basis),
            ("WEIGHTS_BY", told.weights_by.id),
        ],
    )
    message.name(one, told.title)
    agency = str(one.get("agencyID"))
    etree.SubElement(one, f"{message.str}SourceCodelist").text = _urn(agency, told.source)
    etree.SubElement(one, f"{message.str}TargetCodelist").text = _urn(agency, told.target)
    for entry in told.entries:
        line = etree.SubElement(one, f"{message.str}RepresentationMapping")
        weight = "" if entry.weight == 1 else f"{entry.weight:.15g}"
        message.annotate(line, [(WEIGHT, weight), (NOTE, entry.note)])
        etree.SubElement(line, f"{message.str}SourceValue").text = _clean(entry.source)
        etree.SubElement(line, f"{message.str}TargetValue").text = _clean(entry.target)
    return message.written()


def _urn(agency: str, ref: ListRef) -> str:
    version = sdmx_version(ref.version or "1.0")
    return f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={agency}:{nc_name(ref.code)}({version})"


def identifier(code: str) -> str:
    """A code as SDMX allows it.

    >>> identifier("35.72.01")
    '35_72_01'
    """
    return re.sub(r"[^A-Za-z0-9_@$\-]", "_", code) or "_"


def identifiers(codes: Iterable[str]) -> dict[str, str]:
    """An identifier for each code, no two the same."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        plain = unique = identifier(code)
        number = 2
        while unique in taken:
            unique, number = f"{plain}-{number}", number + 1
        taken.add(unique)
        found.setdefault(code, unique)
    return found


def nc_name(text: str) -> str:
    """The identifier of a list or an agency: it begins with a letter.

    >>> nc_name("kelompok-umur"), nc_name("2020")
    ('kelompok-umur', 'L_2020')
    """
    plain = re.sub(r"[^A-Za-z0-9_\-]", "_", text)
    return plain if plain[:1].isalpha() else f"L_{plain}"


def sdmx_version(version: str) -> str:
    """A version as numbers with points.

    >>> sdmx_version("2024-01-01"), sdmx_version("2"), sdmx_version("baru")
    ('2024.1.1', '2.0', '1.0')
    """
    numbers = [str(int(part)) for part in re.findall(r"[0-9]{1,9}", version)[:3]]
    if not numbers:
        return "1.0"
    return ".".join(numbers) if len(numbers) > 1 else f"{numbers[0]}.0"


def _other(text: str, written: str | None) -> str:
    """The text itself, where what was written is not it."""
    return text if text and text != written else ""


def _clean(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
