"""The shape of what is told about punctuality."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field

from lumbung.faces.api.v1.schemas import Words


class ScoreOut(Schema):
    """How many periods were to be released in this time, and how many came on their day."""

    judged: int
    on_time: int
    overdue: int = Field(description="not released yet, and the planned day has passed")
    handed_over: int = Field(description="released periods of which the hand-over is known")
    handed_over_on_time: int


class DatasetPunctuality(ScoreOut):
    """One dataset."""

    code: str
    newest: str | None = Field(description="the newest period that is public")
    stale_since: dt.date | None = Field(description="the day on which a newer period should have been public")


class ProducerPunctuality(ScoreOut):
    """One producer with its datasets."""

    code: str
    title: Words
    datasets: list[DatasetPunctuality]


class PunctualityOut(ScoreOut):
    """The whole city."""

    since: dt.date
    until: dt.date
    producers: list[ProducerPunctuality]
