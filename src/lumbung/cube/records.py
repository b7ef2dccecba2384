"""Structures and areas as JSON holds them, so that an edition explains itself for ever."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.findings import Severity
from lumbung.vocabulary.periods import Frequency, Period, parse_period
from lumbung.vocabulary.structures import AddsUp, AreaScope, Code, Dimension, Measure, Rule, Structure
from lumbung.vocabulary.words import Text, text_of


def structure_record(structure: Structure) -> dict[str, Any]:
    """A structure as a mapping that JSON can hold; read back by :func:`structure_of_record`."""
    record = _plain(structure)
    assert isinstance(record, dict)
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.as_dict() if value.en else value.id
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return value


def structure_of_record(record: dict[str, Any]) -> Structure:
    """The structure that a mapping describes."""
    return Structure(
        **record
        | {
            "title": text_of(record["title"]),
            "frequency": Frequency(record["frequency"]),
            "area": AreaScope(record["area"]["within"], AreaLevel(record["area"]["level"])),
            "measures": tuple(_measure(item) for item in record["measures"]),
            "dimensions": tuple(_dimension(item) for item in record["dimensions"]),
            "rules": tuple(_rule(item) for item in record["rules"]),
            "periods": tuple(parse_period(item) for item in record["periods"]),
        }
    )


def _measure(record: dict[str, Any]) -> Measure:
    return Measure(
        **record
        | {
            "title": text_of(record["title"]),
            "adds_up": AddsUp(record["adds_up"]),
            "of": (record["of"][0], record["of"][1]) if record["of"] else None,
            "definition": text_of(record["definition"]),
            "unit_title": text_of(record["unit_title"]),
        }
    )


def _dimension(record: dict[str, Any]) -> Dimension:
    codes = tuple(
        Code(**item | {"title": text_of(item["title"]), "aliases": tuple(item["aliases"])})
        for item in record["codes"]
    )
    return Dimension(
        **record
        | {
            "title": text_of(record["title"]),
            "codes": codes,
            "definition": text_of(record["definition"]),
        }
    )


def _rule(record: dict[str, Any]) -> Rule:
    return Rule(
        **record
        | {
            "severity": Severity(record["severity"]),
            "message": text_of(record["message"]),
            "hint": text_of(record["hint"]),
        }
    )
