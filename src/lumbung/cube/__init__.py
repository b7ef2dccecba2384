"""Where observations live: immutable editions, and one way to ask them.

A plain library without Django; ``import lumbung.cube`` works in a notebook.
"""

from lumbung.cube.differences import Change, Difference, difference
from lumbung.cube.editions import (
    EditionDraft,
    EditionTaken,
    EditionUnknown,
    Manifest,
    edition_parts,
    next_label,
)
from lumbung.cube.merging import merge
from lumbung.cube.shape import stored
from lumbung.cube.store import Damage, Store

__all__ = [
    "Change",
    "Damage",
    "Difference",
    "EditionDraft",
    "EditionTaken",
    "EditionUnknown",
    "Manifest",
    "Store",
    "difference",
    "edition_parts",
    "merge",
    "next_label",
    "stored",
]
