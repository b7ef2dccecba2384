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
from lumbung.cube.queries import Answer, Column, Query, Role, query
from lumbung.cube.reader import Reader
from lumbung.cube.shape import stored
from lumbung.cube.store import Damage, Store

__all__ = [
    "Answer",
    "Change",
    "Column",
    "Damage",
    "Difference",
    "EditionDraft",
    "EditionTaken",
    "EditionUnknown",
    "Manifest",
    "Query",
    "Reader",
    "Role",
    "Store",
    "difference",
    "edition_parts",
    "merge",
    "next_label",
    "query",
    "stored",
]
