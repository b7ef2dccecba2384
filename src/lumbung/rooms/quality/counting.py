"""Counting an edition once: how certain its figures are, and how many there should be.

An edition never changes, so what is counted here is kept with it and never counted again.
"""

from __future__ import annotations

from collections import Counter
from math import prod
from typing import TYPE_CHECKING

from lumbung.rooms.catalog.queries import Edition
from lumbung.rooms.collection import queries as collection
from lumbung.rooms.quality.models import Census
from lumbung.rooms.quality.reading import leaf_codes
from lumbung.rooms.query import queries as observations
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.observations import Confidentiality, Status, confidentiality_column, status_column
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.structures import Structure

if TYPE_CHECKING:
    import polars as pl

OUTLIER = "value.outlier"


def count_edition(edition: Edition) -> Census:
    """What an edition's figures are like, counted now unless it was before."""
    known = Census.objects.filter(edition=edition).first()
    if known is not None:
        return known
    manifest = observations.store().manifest(edition.pk)
    frame = observations.store().frame(edition.pk)
    statuses, suppressed = _counted(frame, manifest.structure)
    made, _ = Census.objects.get_or_create(
        edition=edition,
        defaults={
            "statuses": statuses,
            "suppressed": suppressed,
            **_on_the_way(manifest.submissions),
            "expected": expected_figures(manifest.structure, manifest.periods),
        },
    )
    return made


def _counted(frame: pl.DataFrame, structure: Structure) -> tuple[dict[str, int], int]:
    statuses: dict[str, int] = dict.fromkeys((status.value for status in Status), 0)
    suppressed = 0
    for measure in structure.measures:
        if measure.code not in frame.columns:
            continue
        given = int(frame[measure.code].count())
        column = status_column(measure.code)
        if column in frame.columns:
            for status, count in frame[column].drop_nulls().value_counts().iter_rows():
                statuses[str(status)] = statuses.get(str(status), 0) + count
                given -= 0 if status == Status.MISSING.value else count
        statuses[Status.NORMAL.value] += max(0, given)
        hidden = confidentiality_column(measure.code)
        if hidden in frame.columns:
            suppressed += int((frame[hidden] == Confidentiality.SUPPRESSED.value).sum())
    return statuses, suppressed


def _on_the_way(submissions: tuple[str, ...]) -> dict[str, int]:
    """What the checks of an edition's submissions had found, and how many cells were mended."""
    numbers = [int(pk) for pk in submissions if pk.isdecimal()]
    found = collection.Submission.objects.filter(pk__in=numbers)
    told: Counter[str] = Counter()
    for one in found:
        told["warnings"] += one.warnings
        told["mended"] += collection.corrections(one).count()
        try:
            told["outliers"] += sum(item.rule == OUTLIER for item in collection.all_findings(one))
        except Problem:  # a report that was lost with its disk; the row still knows the first findings
            told["outliers"] += sum(item.get("rule") == OUTLIER for item in one.findings)
    return dict(told)


def expected_figures(structure: Structure, periods: tuple[str, ...]) -> int | None:
    """How many rows a complete dataset should have for its periods; nothing where it promises none."""
    if not structure.complete or any(one.optional for one in structure.dimensions):
        return None
    tree = standards.area_tree()
    cells = prod(len(leaf_codes(one)) for one in structure.dimensions)
    rows = 0
    for period in periods:
        day = parse_period(period).end
        areas = tree.on(day).within(structure.area.within, structure.area.level)
        rows += sum(area.in_force(day) for area in areas) * cells
    return rows
