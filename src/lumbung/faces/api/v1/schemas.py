"""The shapes of answers, for OpenAPI and for whoever reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import Field


class Words(Schema):
    """One thing in Indonesian and in English."""

    id: str
    en: str


class Named(Schema):
    """A thing with a code and a name."""

    code: str
    title: Words


class LicenceOut(Named):
    """A licence by its SPDX identifier."""

    address: str


class DatasetLine(Schema):
    """A dataset in a list."""

    code: str
    title: Words
    topic: Named
    producer: Named
    frequency: str = Field(description="SDMX: A S Q M W D")
    level: str
    access: str
    licence: str
    priority: bool
    simulated: bool
    edition: str | None = Field(description="the current edition; null before the first release")


class DatasetPage(Schema):
    """A page of the list."""

    datasets: list[DatasetLine]
    total: int
    page: int
    pages: int
    proposed: str = Field(description="a word that is in the catalogue, where one asked for is not")


class CodeOut(Named):
    """A code of a dimension."""

    parent: str


class DimensionOut(Named):
    """A way in which figures are broken down."""

    definition: Words
    optional: bool
    codelist: str = Field(description="the list of the registry, /standards/codelists/…; empty: its own")
    standard: str = Field(description="national code and keeper of the standard")
    codes: list[CodeOut]


class MeasureOut(Named):
    """What is counted or measured."""

    definition: Words
    unit: str
    unit_title: Words
    decimals: int | None
    adds_up: str
    concept: str = Field(description="the concept of the registry, /standards/concepts/…; empty: its own")
    standard: str = Field(description="national code and keeper of the standard")


class ScopeOut(Schema):
    """The areas a dataset is about."""

    within: str
    level: str


class EditionLine(Schema):
    """An edition in a list; a withdrawn one is a tombstone with its reason."""

    id: str
    label: str
    released_at: dt.datetime
    current: bool
    withdrawn_at: dt.datetime | None
    withdrawn_reason: str


class DatasetOut(DatasetLine):
    """A dataset in full."""

    description: Words
    source: Words
    licence_words: LicenceOut
    area: ScopeOut
    complete: bool
    dimensions: list[DimensionOut]
    measures: list[MeasureOut]
    periods: list[str]
    rows: int
    editions: list[EditionLine]
    data: str = Field(description="address of the figures")


class EditionOut(EditionLine):
    """What an edition holds and where it comes from."""

    dataset: str
    rows: int
    periods: dict[str, int] = Field(description="rows in each period")
    source: Words
    licence: str
    simulated: bool
    note: str
    previous: str | None
    released_by: str
    submissions: list[str]
    digest: str
    files: dict[str, str] = Field(description="SHA-256 of each file")


class ChangeOut(Schema):
    """A cell that changed."""

    key: dict[str, str]
    measure: str
    change: str
    before: float | None
    after: float | None
    status_before: str
    status_after: str
    note_before: str | None
    note_after: str | None


class DiffOut(Schema):
    """What changed from one edition to another."""

    before: str
    after: str
    counts: dict[str, int]
    unchanged: int
    total: int
    offset: int
    changes: list[ChangeOut]


class AreaLine(Schema):
    """An area in a list."""

    code: str
    name: str
    level: str


class AreaOut(AreaLine):
    """An area with what is above and below it."""

    kind: str
    bps: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    longitude: float | None
    latitude: float | None
    square_km: float | None
    above: list[AreaLine]
    below: list[AreaLine]


class Config(Schema):
    """Every limit, and what may be asked for."""

    limits: dict[str, int]
    prices: dict[str, int] = Field(description="points that a request of a kind costs; see limits")
    formats: list[str]
    levels: list[Named]
    frequencies: list[Named]
    statuses: list[Named]
    licences: list[LicenceOut]


class AnswerOut(Schema):
    """A question of an official form with its answer in words."""

    key: str
    number: str
    title: Words
    lines: list[Words]


class RecordOut(Schema):
    """A filled form: an activity, a variable or an indicator, as it was approved."""

    code: str
    form: str = Field(description="the form and its edition: ms-kegiatan@2020")
    form_title: Words
    title: str
    year: int
    organisation: Words
    approved_on: dt.date | None
    sources: list[str]
    answers: dict[str, Any] = Field(description="by the keys of the form; nothing about persons")
    inferred: dict[str, str] = Field(description="what was concluded rather than read, and why")
    told: list[AnswerOut]


class WaiverOut(Schema):
    """That the metadata is not complete: why, and until when."""

    until: dt.date
    reason: str


class MetadataOut(Schema):
    """What a dataset and its measures mean."""

    dataset: str
    title: Words
    waiver: WaiverOut | None
    activity: RecordOut | None
    measures: dict[str, RecordOut] = Field(description="by the code of the measure")


class ProblemOut(Schema):
    """A fault, as RFC 9457 writes it, in both languages."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    message: Words
    hint: Words
    instance: str
