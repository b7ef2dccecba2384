"""Areas, concepts, units, measures, code lists and the words people search with."""

from lumbung.rooms.standards.models.areas import Area, Boundary
from lumbung.rooms.standards.models.codes import CodeList, CodeListItem, CodeListVersion, CodeMap
from lumbung.rooms.standards.models.maps import AreaChange
from lumbung.rooms.standards.models.registry import Concept, MeasureStandard, Unit
from lumbung.rooms.standards.models.standard import (
    LONGEST_CODE,
    Kind,
    Life,
    Origin,
    Standard,
    StandardVersion,
    Use,
)
from lumbung.rooms.standards.models.words import Source, Synonym

__all__ = [
    "LONGEST_CODE",
    "Area", "AreaChange", "Boundary", "CodeList", "CodeListItem", "CodeListVersion", "CodeMap", "Concept",
    "Kind", "Life", "MeasureStandard", "Origin", "Source", "Standard", "StandardVersion", "Synonym", "Unit",
    "Use",
]  # fmt: skip
