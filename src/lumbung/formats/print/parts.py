"""What a page for paper is made of. All of it is plain text: nothing in it is read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the document's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; lines are kept as they are broken."""

    text: str
    tone: Literal["plain", "quiet", "notice"] = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values side by side; a label may carry a number in front, as official forms do."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its heading, which is repeated on every page."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Room for signatures: who signs by office, and the names where they are known."""

    roles: Sequence[str]
    names: Sequence[str] = ()
    place: str = ""  # "Blitar, 31 Maret 2026"


Part = Heading | Paragraph | Facts | Grid | Signature
