"""The shapes of a pack's filled forms and waivers (``metadata/*.yaml``)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field

from lumbung.faces.packs.schema import CODE, Code, Strict


class RecordLink(Strict):
    """What a record explains: a dataset, or one of its measures."""

    dataset: Code
    measure: Annotated[str, Field(strict=True, max_length=80)] = ""


class MetadataRecord(Strict):
    """An entry of ``metadata/*.yaml``: an official form as it is filled in."""

    code: Annotated[str, Field(strict=True, pattern=CODE, max_length=100)]
    form: Annotated[str, Field(strict=True, min_length=1, max_length=80)]
    year: Annotated[int, Field(strict=True)]
    organisation: Code
    parent: Annotated[str, Field(strict=True)] = ""
    dataset: Annotated[str, Field(strict=True)] = ""
    measure: Annotated[str, Field(strict=True)] = ""
    datasets: list[RecordLink] = Field(default_factory=list)
    answers: dict[Annotated[str, Field(strict=True)], Any] = Field(default_factory=dict)
    inferred: dict[Annotated[str, Field(strict=True)], Annotated[str, Field(strict=True)]] = Field(
        default_factory=dict
    )
    sources: list[Annotated[str, Field(strict=True)]] = Field(default_factory=list)
    state: Literal["draft", "approved"] = "draft"
    position: int | None = None


class MetadataWaiver(Strict):
    """An entry of ``metadata/waivers.yaml``: datasets that pass without their metadata for a time."""

    datasets: Annotated[list[Code], Field(min_length=1)]
    reason: Annotated[str, Field(strict=True, min_length=1, max_length=2000)]
    until: dt.date | None = None
    months: Annotated[int | None, Field(strict=True, ge=1, le=12)] = None
