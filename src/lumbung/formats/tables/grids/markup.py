"""Small XML parts read element by element, without entities, external parts or recursion."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat  # entities and document types are refused below

from lumbung.formats.tables.grids.refusals import unreadable

Attributes = dict[str, str]


def read_elements(
    xml: bytes,
    opened: Callable[[str, Attributes], None],
    closed: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call back for each element, by its local name with local attribute names."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start(name: str, attributes: Attributes) -> None:
        opened(local(name), {local(key): value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise unreadable("XML di dalamnya memuat DOCTYPE", "XML inside holds a DOCTYPE")

    parser.StartElementHandler = start
    if closed is not None:
        parser.EndElementHandler = lambda name: closed(local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fault:
        raise unreadable("XML di dalamnya rusak", "XML inside is damaged") from fault
    except (ValueError, LookupError) as fault:  # an encoding that nobody knows
        raise unreadable("penyandian XML tidak dikenal", "its XML has an unknown encoding") from fault


def local(name: str) -> str:
    """The name without its prefix.

    >>> local("table:table-row")
    'table-row'
    """
    return name.rpartition(":")[2]
