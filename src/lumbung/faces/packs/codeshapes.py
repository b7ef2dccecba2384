"""The shapes of ``maps/*.yaml`` and ``area-changes.yaml``; ``docs/reference/packs.md`` tells them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from lumbung.faces.packs.schema import Code, Line, Strict, Words
from lumbung.vocabulary.words import Text


class AreaFlow(Strict):
    """Where the figures of an area go, and how much of them: ``from``, ``to``, ``weight``."""

    source: Annotated[str, Field(strict=True, alias="from")]
    target: Annotated[str, Field(strict=True, alias="to")]
    weight: float = 1.0
    parent_before: Annotated[str, Field(strict=True)] = ""


class AreaChange(Strict):
    """An entry of ``area-changes.yaml``."""

    code: Code
    kind: Literal["split", "merge", "rename", "move"]
    date: dt.date
    legal_basis: Annotated[str, Field(strict=True, min_length=1, max_length=300)]
    entries: Annotated[list[AreaFlow], Field(min_length=1)]
    weights_by: Words = Text("")
    note: Words = Text("")


class MapLine(Strict):
    """A line of a map: ``from``, ``to``, ``weight``."""

    source: Annotated[str, Field(strict=True, alias="from")]
    target: Annotated[str, Field(strict=True, alias="to")]
    weight: float = 1.0
    note: Line = ""


class CodeMap(Strict):
    """A file of ``maps/``: from one version of a code list to another."""

    code: Code
    title: Words
    source: Annotated[str, Field(strict=True, alias="from")]
    target: Annotated[str, Field(strict=True, alias="to")]
    entries: Annotated[list[MapLine], Field(min_length=1)]
    legal_basis: Line = ""
    weights_by: Words = Text("")
    agency: Annotated[str, Field(strict=True, max_length=60)] = ""
    version: Annotated[str, BeforeValidator(str)] = "1"
