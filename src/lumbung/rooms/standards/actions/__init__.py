"""What is done with the standards: lists are loaded, each as a whole and as often as one likes."""

from lumbung.rooms.standards.actions.load_areas import load_areas
from lumbung.rooms.standards.actions.load_boundaries import BoundaryFileUnreadable, load_boundaries
from lumbung.rooms.standards.actions.load_lists import (
    ListOfCodes,
    load_codelists,
    load_concepts,
    load_synonyms,
    load_units,
)
from lumbung.rooms.standards.actions.load_sources import SourceOfPack, load_sources

__all__ = [
    "BoundaryFileUnreadable",
    "ListOfCodes",
    "SourceOfPack",
    "load_areas",
    "load_boundaries",
    "load_codelists",
    "load_concepts",
    "load_sources",
    "load_synonyms",
    "load_units",
]
