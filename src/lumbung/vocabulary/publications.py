"""A published dataset as any catalogue describes it.

DCAT, CKAN, SDMX, PxWeb, OGC, data packages and MCP each say the same in words of their own; all are
made of a :class:`Publication`, so that no two of them can differ.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lumbung.vocabulary.access import Access, Licence
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import NO_WORDS, Text


@dataclass(frozen=True, slots=True)
class Publisher:
    """The office that answers for a dataset."""

    code: str
    name: Text
    short: str = ""
    kind: str = ""  # "perangkat-daerah", "pembina" …
    email: str = ""  # the office's own mailbox, never a person's


@dataclass(frozen=True, slots=True)
class Theme:
    """A shelf of the catalogue."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """One edition that can be cited; the newest first in a publication."""

    id: str  # "kemiskinan@2025.1"
    label: str  # "2025.1"
    released_at: dt.datetime
    is_current: bool
    digest: str = ""  # SHA-256 of the canonical manifest
    rows: int = 0
    periods: tuple[str, ...] = ()
    note: str = ""
    withdrawn_at: dt.datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """One way to take the figures away."""

    format: str  # "csv"
    media_type: str
    path: str  # from the root of the site
    title: Text


@dataclass(frozen=True, slots=True)
class Weight:
    """How large a file is, and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A dataset with at least one edition, as everybody may know it."""

    code: str
    title: Text
    description: Text
    theme: Theme
    publisher: Publisher
    licence: Licence
    access: Access
    source: Text
    area: Area  # within which its areas lie
    structure: Structure
    editions: tuple[PublishedEdition, ...]
    distributions: tuple[Distribution, ...]
    keywords: tuple[str, ...] = ()
    priority: bool = False
    simulated: bool = False
    notes: Text = NO_WORDS

    @property
    def current(self) -> PublishedEdition:
        """The edition that is public now."""
        return next(edition for edition in self.editions if edition.is_current)

    @property
    def issued(self) -> dt.datetime:
        """When it was first released."""
        return self.editions[-1].released_at

    @property
    def modified(self) -> dt.datetime:
        """When it was last released."""
        return self.current.released_at
