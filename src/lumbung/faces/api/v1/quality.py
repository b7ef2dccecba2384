"""One number and quality: figures that differ between datasets, and what is said of a dataset's quality."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from lumbung.faces.api.v1 import schemas
from lumbung.faces.api.who import reader_of
from lumbung.rooms.quality import queries as quality
from lumbung.rooms.quality.queries import Decision, Fact, Shown, Side, Wanted
from lumbung.rooms.query import queries as observations

A_PAGE = 100

contradictions = Router(tags=["quality"])
statements = Router(tags=["quality"])


class ClaimOut(Schema):
    """What one dataset says."""

    dataset: str
    edition: str
    measure: str
    value: float
    unit: str
    parts: int = Field(description="from how many figures it was added up; 1: it stands so")
    at: str = Field(description="the shorter period whose end it is; empty otherwise")
    status: str
    producer: str
    source: schemas.Words


class DecisionOut(Schema):
    """What was decided, and why; by a duty, never by a name."""

    verdict: str = Field(description="chosen or different")
    chosen: str = Field(description="dataset:measure that is used; empty where both are kept")
    reason: str
    for_all: bool
    by: schemas.Words
    at: dt.datetime


class ContradictionOut(Schema):
    """A thing of which datasets say different figures."""

    id: int
    concept: str
    concept_title: schemas.Words
    area: str
    period: str
    part: str = Field(description="list:code of the part of the population; empty: all of it")
    kind: str = Field(description="same or parts")
    state: str = Field(description="open, proposed or decided")
    difference: float
    unit: str
    share: float = Field(description="of the largest figure")
    simulated: bool
    claims: list[ClaimOut]
    decision: DecisionOut | None


class ContradictionPage(Schema):
    """A page of the list, the widest apart first."""

    contradictions: list[ContradictionOut]
    total: int
    page: int
    pages: int


class FactOut(Schema):
    """A fact that the house knows, live."""

    key: str
    title: schemas.Words
    said: schemas.Words
    number: float | None
    source: schemas.Words


class SideOut(Schema):
    """One of the five sides of quality."""

    side: str
    title: schemas.Words
    statement: schemas.Words | None = Field(description="what a person wrote; null before that")
    facts: list[FactOut]


class QualityOut(Schema):
    """What is known and said of a dataset's quality."""

    dataset: str
    edition: str | None
    version: int | None = Field(description="of the published statement")
    published_at: dt.datetime | None
    stale: bool = Field(description="whether facts moved much since it was published")
    sides: list[SideOut]


@contradictions.get("", response=ContradictionPage, summary="Figures that differ between datasets")
def list_contradictions(
    request: HttpRequest,  # noqa: ARG001  # ninja hands it
    state: Annotated[str, Field(max_length=20)] = "",
    concept: Annotated[str, Field(max_length=150)] = "",
    dataset: Annotated[str, Field(max_length=80)] = "",
    page: Annotated[int, Field(ge=1, le=100_000)] = 1,
) -> dict[str, Any]:
    """The contradictions that stand, each with its claims and what was decided."""
    pages = Paginator(quality.public_contradictions(Wanted(state, concept, dataset)), A_PAGE)
    here = pages.get_page(page)
    return {
        "contradictions": [_told(one) for one in quality.shown(here.object_list)],
        "total": pages.count,
        "page": here.number,
        "pages": pages.num_pages,
    }


@statements.get(
    "/{code}/quality",
    response={200: QualityOut, 404: schemas.ProblemOut, 403: schemas.ProblemOut},
    summary="Quality of a dataset",
)
def show_quality(request: HttpRequest, code: str) -> dict[str, Any]:
    """The published statement, and the facts beside it as they are now."""
    described = observations.describe(code, reader=reader_of(request))
    dataset, facts = described.dataset, quality.facts_of(described.dataset)
    statement = quality.published(dataset)
    return {
        "dataset": dataset.code,
        "edition": described.manifest.id if described.manifest else None,
        "version": statement.number if statement else None,
        "published_at": statement.published_at if statement else None,
        "stale": bool(statement and quality.moved_since(statement, facts)),
        "sides": [
            {
                "side": side.value,
                "title": side.words.as_dict(),
                "statement": statement.said(side).as_dict() if statement else None,
                "facts": [_fact(fact) for fact in facts if fact.side is side],
            }
            for side in Side
        ],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "key": fact.key,
        "title": fact.title.as_dict(),
        "said": fact.said.as_dict(),
        "number": fact.number,
        "source": fact.source.as_dict(),
    }


def _told(one: Shown) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.pk,
        "concept": row.concept,
        "concept_title": one.concept.as_dict(),
        "area": row.area,
        "period": row.period,
        "part": row.cut,
        "kind": row.nature,
        "state": row.state,
        "difference": row.difference,
        "unit": row.unit,
        "share": row.share,
        "simulated": row.simulated,
        "claims": [
            {
                "dataset": voice.said.dataset,
                "edition": voice.said.edition,
                "measure": voice.said.measure,
                "value": voice.said.value,
                "unit": voice.said.unit,
                "parts": voice.said.parts,
                "at": voice.said.at,
                "status": voice.said.status,
                "producer": voice.dataset.producer.code,
                "source": voice.source.as_dict(),
            }
            for voice in one.voices
        ],
        "decision": _decision(row.decision) if row.decision is not None else None,
    }


def _decision(made: Decision) -> dict[str, Any]:
    return {
        "verdict": made.verdict,
        "chosen": made.chosen,
        "reason": made.reason,
        "for_all": made.for_all,
        "by": made.duty.as_dict(),
        "at": made.at,
    }
