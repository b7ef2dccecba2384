"""Packs: a folder of content is read, held against its shapes, and passed to the rooms' doors."""

from lumbung.faces.packs.faults import Fault, PackInvalid
from lumbung.faces.packs.folder import NoPack, read_pack
from lumbung.faces.packs.journeys import End, Journey
from lumbung.faces.packs.loading import Loaded, PackNeeded, is_loaded, load_pack

__all__ = [
    "End", "Fault", "Journey", "Loaded", "NoPack", "PackInvalid", "PackNeeded", "is_loaded", "load_pack",
    "read_pack",
]  # fmt: skip
