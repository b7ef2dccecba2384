"""Recipes: what a person corrected once, for every later file of the same shape.

A recipe belongs to the fingerprint of a layout. It holds the roles of columns by their headings
(with the years taken out), what unknown names mean, which codes and units were meant, which hidden
sheets to read, and which guesses were confirmed. Each correction makes the next version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Protocol

from lumbung.formats.tables.shapes.masking import masked


class Shaped(Protocol):
    """Something with the shape of a file: a layout."""

    @property
    def fingerprint(self) -> str:
        """The same for files of the same shape."""


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What a person says a column is."""

    role: str  # a word of :class:`~lumbung.formats.tables.shapes.columns.Role`
    measure: str | None = None
    dimension: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """Corrections of one sitting. Headings, names and units are as the file prints them."""

    columns: Mapping[str, ColumnRole] = field(default_factory=dict)  # by heading
    areas: Mapping[str, str] = field(default_factory=dict)  # name as written -> area code
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # dimension -> text -> code
    units: Mapping[str, str] = field(default_factory=dict)  # printed -> the unit that it is
    hidden_sheets: tuple[str, ...] = ()  # to be read all the same
    ignored_sheets: tuple[str, ...] = ()
    convention: str | None = None  # "id" or "en": how its numbers as text are written
    confirmed: tuple[str, ...] = ()  # guesses that stand: masked headings, facets


@dataclass(frozen=True, slots=True)
class Recipe:
    """All corrections for files of one shape."""

    fingerprint: str
    version: int = 1
    columns: Mapping[str, ColumnRole] = field(default_factory=dict)  # by masked heading
    areas: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    hidden_sheets: tuple[str, ...] = ()
    ignored_sheets: tuple[str, ...] = ()
    convention: str | None = None
    confirmed: tuple[str, ...] = ()

    @classmethod
    def after(cls, fingerprint: str, changes: Changes, before: Recipe | None = None) -> Recipe:
        """The recipe with a sitting's corrections added; later ones win."""
        old = before or cls(fingerprint, version=0)
        codes = {name: dict(texts) for name, texts in old.codes.items()}
        for name, texts in changes.codes.items():
            codes[name] = {**codes.get(name, {}), **texts}
        return cls(
            fingerprint=fingerprint,
            version=old.version + 1,
            columns={**old.columns, **{masked(text): role for text, role in changes.columns.items()}},
            areas={**old.areas, **changes.areas},
            codes=codes,
            units={**old.units, **changes.units},
            hidden_sheets=_together(old.hidden_sheets, changes.hidden_sheets),
            ignored_sheets=_together(old.ignored_sheets, changes.ignored_sheets),
            convention=changes.convention or old.convention,
            confirmed=_together(old.confirmed, tuple(masked(text) for text in changes.confirmed)),
        )

    def matches(self, layout: Shaped) -> bool:
        """Whether a file has the shape that this recipe was made for."""
        return self.fingerprint == layout.fingerprint

    def column(self, heading: str) -> ColumnRole | None:
        """What a person said of a column with this heading."""
        return self.columns.get(masked(heading))

    def as_dict(self) -> dict[str, Any]:
        """The recipe as it is stored."""
        return {"format": 1, **asdict(self)}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Recipe:
        """A recipe as it was stored."""
        known = {item.name for item in fields(cls)}
        said = {key: value for key, value in raw.items() if key in known}
        said["columns"] = {heading: ColumnRole(**role) for heading, role in said.get("columns", {}).items()}
        for name in ("hidden_sheets", "ignored_sheets", "confirmed"):
            said[name] = tuple(said.get(name, ()))
        return cls(**said)


def _together(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
