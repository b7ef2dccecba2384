"""The shape of a page of figures, for whoever reads the description; the bytes are made in ``bodies``."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from lumbung.faces.api.v1.schemas import Words

Cell = str | float | None | dict[str, str]


class ColumnOut(Schema):
    """A column of the rows."""

    code: str
    role: Literal["area", "period", "dimension", "measure", "name"]
    title: Words
    unit: str = Field("", description="of a measure")
    decimals: int | None = Field(None, description="of a measure")
    definition: Words | None = None
    standard: str = ""


class RowOut(Schema):
    """A row: codes and figures by the codes of their columns; beside them what is to be said of figures."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Cell]
    status: dict[str, str] = Field({}, description="of measures that are not normal")
    note: dict[str, str] = Field({}, description="of measures")
    confidentiality: dict[str, str] = Field({}, description="of measures that are not free")


class DataOut(Schema):
    """A page of figures with source, edition and licence."""

    dataset: str
    edition: str
    licence: str
    source: str
    simulated: bool
    columns: list[ColumnOut]
    data: list[RowOut]
    next: str | None = Field(description="the cursor of the next page; null on the last")
    total: int = Field(description="rows of all pages")
    notes: list[Words]
