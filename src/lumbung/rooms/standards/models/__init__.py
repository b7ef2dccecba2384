"""Areas, concepts, units, code lists and the words people search with."""

from lumbung.rooms.standards.models.areas import Area, Boundary
from lumbung.rooms.standards.models.codes import CodeList, CodeListItem
from lumbung.rooms.standards.models.registry import Concept, Unit
from lumbung.rooms.standards.models.words import Source, Synonym

__all__ = ["Area", "Boundary", "CodeList", "CodeListItem", "Concept", "Source", "Synonym", "Unit"]
