"""The words of a standard as plain values: what a version keeps, and what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lumbung.rooms.standards.models import Kind
from lumbung.vocabulary.words import Text

SHARED = ("title", "definition", "origin", "standard", "source")
OWN: Mapping[Kind, tuple[str, ...]] = {
    Kind.CONCEPT: ("parent",),
    Kind.UNIT: ("symbol", "quantity", "factor", "aliases"),
    Kind.CODELIST: ("version",),
    Kind.MEASURE: ("concept", "unit", "adds_up", "of", "classifications"),
}


def words_of(kind: Kind, record: Any, *, own: bool = False) -> dict[str, Any]:
    """What a record says; with ``own`` only what its kind alone has."""
    said = {name: _plain(getattr(record, name)) for name in (() if own else SHARED) + OWN[kind]}
    if kind is Kind.CODELIST and not own:
        said["codes"] = [
            {"code": item.code, "title": item.title.as_dict(), "parent": item.parent}
            for item in record.items.all()
        ]
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.as_dict()
    if hasattr(value, "values_list"):  # the codes of what a measure is classed by
        return sorted(item.code for item in value.all())
    return getattr(value, "code", value)
