"""What each tool answers, as types; every answer names the edition and the address."""

from __future__ import annotations

import datetime as dt

from lumbung.cube.queries import Role
from lumbung.faces.mcp.untrusted import NOTICE, Cell, Code, Shape, Untrusted
from lumbung.vocabulary.structures import AddsUp


class Told(Shape):
    """What all answers begin with."""

    notice: str = NOTICE


class FoundDataset(Shape):
    """A dataset that answers a question."""

    dataset: Code
    edition: Code
    address: str
    title: Untrusted
    description: Untrusted
    topic: Code
    producer: Code
    producer_name: Untrusted
    periods: list[Code]
    simulated: bool


class ToldSearch(Told):
    """A page of datasets, the best first."""

    datasets: list[FoundDataset]
    found: int
    page: int
    pages: int
    did_you_mean: str


class ToldCode(Shape):
    """A code with its title."""

    code: Code
    title: Untrusted


class ToldDimension(Shape):
    """A way in which figures are broken down."""

    code: Code
    title: Untrusted
    definition: Untrusted
    codes: list[ToldCode]
    more_codes: int


class ToldMeasure(Shape):
    """What is counted or measured."""

    code: Code
    title: Untrusted
    definition: Untrusted
    unit: Code
    decimals: int | None
    adds_up: AddsUp


class Source(Shape):
    """Where figures come from, and how they may be used."""

    dataset: Code
    edition: Code
    address: str
    title: Untrusted
    holder: Untrusted
    licence: Code
    licence_address: str
    simulated: bool
    released_at: dt.datetime


class ToldEdition(Shape):
    """One of the editions of a dataset."""

    edition: Code
    address: str
    released_at: dt.datetime
    current: bool
    withdrawn: bool


class ToldDescribe(Told):
    """What a dataset holds."""

    source: Source
    description: Untrusted
    producer_name: Untrusted
    frequency: Code
    level: Code
    within: Code
    areas: list[ToldCode]
    more_areas: int
    dimensions: list[ToldDimension]
    measures: list[ToldMeasure]
    periods: list[Code]
    rows: int
    editions: list[ToldEdition]
    data_address: str


class ToldColumn(Shape):
    """A column of the rows."""

    code: Code
    role: Role
    title: Untrusted
    unit: Code


class Legend(Shape):
    """What a code in the rows means."""

    column: Code
    code: Code
    title: Untrusted


class Remark(Shape):
    """What stands beside a figure: its row (from 0), its measure, a status, a note."""

    row: int
    measure: Code
    kind: Role
    said: Untrusted


class ToldQuery(Told):
    """Rows of figures."""

    source: Source
    columns: list[ToldColumn]
    rows: list[list[Cell]]
    total: int
    next: str | None
    data_address: str
    legend: list[Legend]
    remarks: list[Remark]
    notes: list[Untrusted]


class ToldCite(Told):
    """A reference to an edition, which never changes."""

    source: Source
    citation: Untrusted
    digest: str
    accessed: dt.date


class ToldProblem(Told):
    """Why something could not be done, and what to do next."""

    problem: str
    status: int
    message: Untrusted
    hint: Untrusted
