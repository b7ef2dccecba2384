"""Submissions put at a station directly, for tests whose subject comes later on the road.

The whole way, from the file on, is walked in ``test_whole_road.py``.
"""

from __future__ import annotations

import io
from itertools import product
from typing import Any

import polars as pl
from django.utils import timezone
from tests.city import City

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import storage
from lumbung.rooms.collection.models import Submission, Upload
from lumbung.rooms.collection.queries import State
from lumbung.rooms.review import actions as review

VILLAGES = ("35.72.01.1001", "35.72.01.1002", "35.72.02.1001", "35.72.02.1002", "35.72.02.1003")
SEXES = ("laki-laki", "perempuan")


def population(period: str = "2024", **changes: Any) -> pl.DataFrame:
    """Ten figures of a year; ``changes`` by the last digits of the area: ``v1003=2000`` for its men."""
    rows = []
    for number, (area, sex) in enumerate(product(VILLAGES, SEXES)):
        value = 1000 + 10 * number
        if sex == "laki-laki" and f"v{area[-4:]}" in changes and area.startswith("35.72.02"):
            value = changes[f"v{area[-4:]}"]
        rows.append({"area": area, "period": period, "jenis_kelamin": sex, "jumlah": value})
    return pl.DataFrame(rows)


def ready(dataset: Dataset, by: Any, figures: pl.DataFrame, **columns: Any) -> Submission:
    """A submission that has passed its check."""
    out = io.BytesIO()
    figures.write_parquet(out)
    content = figures.drop(c for c in figures.columns if ":" in c).write_csv().encode()
    now = timezone.now()
    upload = Upload.objects.create(
        digest=storage.keep("uploads", content),
        name="angka.csv",
        size=len(content),
        by=by,
        at=now,
        way="page",
    )
    given: dict[str, Any] = {
        "state": State.READY,
        "frame": storage.keep("frames", out.getvalue()),
        "periods": sorted(figures["period"].unique().to_list()),
        "rows": figures.height,
        "cells": figures.height,
        "structure_version": dataset.version,
        "made_by": by,
        "made_at": now,
        "moved_at": now,
    }
    return Submission.objects.create(dataset=dataset, upload=upload, **given | columns)


def submitted(dataset: Dataset, by: Any, figures: pl.DataFrame, **columns: Any) -> Submission:
    """A submission that was handed over."""
    return collection.submit_figures(submission=ready(dataset, by, figures, **columns), actor=by)


def accepted(city: City, figures: pl.DataFrame, **columns: Any) -> Submission:
    """Population that steward and supervisor have accepted."""
    found = submitted(city.population, city.producer, figures, **columns)
    review.accept(submission=found, actor=city.steward)
    return review.approve(submission=found, actor=city.supervisor)
