"""Editions in the small city, put there as the release room would."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
from tests.city import City

from lumbung.cube import EditionDraft, Manifest, next_label
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.query.queries import store
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.words import Text

VILLAGES = ("35.72.01.1001", "35.72.01.1002", "35.72.02.1001", "35.72.02.1002", "35.72.02.1003")


def population(years: tuple[str, ...] = ("2022", "2023"), *, more: int = 0) -> pl.DataFrame:
    """Residents of every kelurahan by sex: 101, 102, 111 … and so many more."""
    return pl.DataFrame(
        [
            {"area": village, "period": year, "jenis_kelamin": sex, "jumlah": 101 + 10 * place + side + more}
            for place, village in enumerate(VILLAGES)
            for year in years
            for side, sex in enumerate(("laki-laki", "perempuan"))
        ]
    )


def release(
    city: City, dataset: Dataset, frame: pl.DataFrame, day: str = "2024-05-02", **changes: Any
) -> Manifest:
    """Write an edition and make it the current one."""
    at = dt.datetime.fromisoformat(f"{day}T09:00:00+07:00")
    labels = queries.editions(dataset).values_list("label", flat=True)
    draft: dict[str, Any] = {
        "structure": queries.structure(dataset),
        "label": next_label(at.year, labels),
        "areas": standards.area_tree(),
        "released_at": at,
        "released_by": str(city.steward),
        "source": Text(dataset.source) if dataset.source else dataset.producer.name,
        "licence": dataset.licence,
        "simulated": dataset.simulated,
    }
    manifest = store().write(EditionDraft(**draft | changes), frame)
    catalog.record_edition(
        dataset=dataset,
        label=manifest.label,
        manifest=manifest.as_record(),
        digest=manifest.digest,
        rows=manifest.rows,
        periods=manifest.periods,
        at=at,
        actor=city.steward,
    )
    return manifest
