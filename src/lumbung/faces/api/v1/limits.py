"""Every limit of the house by what it binds, gathered from where each is declared."""

from __future__ import annotations

from lumbung.faces.mcp.limits import LIMITS as ASSISTANTS
from lumbung.formats.odata.requests import LIMITS as TABLES
from lumbung.formats.ogc.requests import LIMITS as MAPS
from lumbung.rooms.collection.queries import LIMITS as SENDING
from lumbung.rooms.harvest.queries import LIMITS as HARVESTING
from lumbung.rooms.query.queries import LIMITS as READING
from lumbung.vocabulary.words import Text

GROUPS: tuple[tuple[Text, dict[str, int]], ...] = (
    (Text("Membaca angka", "Reading figures"), READING),
    (Text("Fitur peta (OGC)", "Features of maps (OGC)"), MAPS),
    (Text("Tabel OData", "OData tables"), TABLES),
    (Text("Asisten (MCP)", "Assistants (MCP)"), ASSISTANTS),
    (Text("Mengirim angka", "Sending figures"), SENDING),
    (Text("Memanen portal lain", "Harvesting other portals"), HARVESTING),
)


def declared() -> dict[str, int]:
    """All of them by their names."""
    return {name: value for _, limits in GROUPS for name, value in limits.items()}
