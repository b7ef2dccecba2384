"""The shapes of answers about data standards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import Field

from lumbung.faces.api.v1.schemas import CodeOut, Named, Words


class StandardLine(Named):
    """A concept, measure, unit or code list in a list."""

    kind: str = Field(description="concept, measure, unit or codelist")
    definition: Words
    state: str = Field(description="draft, final or retired")
    origin: str = Field(description="national or own")
    standard: str = Field(description="code of the national standard, such as SD00001.00.01")
    source: str
    owner: Named | None
    version: int
    valid_from: dt.date | None
    valid_to: dt.date | None
    address: str = Field(description="page of this standard")


class StandardPage(Schema):
    """A page of the list."""

    standards: list[StandardLine]
    total: int
    page: int
    pages: int


class VersionOut(Schema):
    """What a standard said, from a day on."""

    number: int
    words: dict[str, Any]
    note: str
    valid_from: dt.date | None
    valid_to: dt.date | None


class StandardOut(StandardLine):
    """A standard in full."""

    facts: dict[str, Any] = Field(description="what only its kind has: symbol, concept, adds_up …")
    successor: str = Field(description="the code that takes its place; empty: none")
    codes: list[CodeOut] = Field(description="of a code list")
    versions: list[VersionOut]
    datasets: list[Named] = Field(description="public datasets that use it")
