"""What is public now, for whoever prepares what comes next."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from django.conf import settings

from lumbung.cube import Store
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset


def store() -> Store:
    """Where the editions of this deployment stand."""
    return Store(Path(settings.HOME) / "editions")


def current_figures(dataset: Dataset) -> pl.DataFrame | None:
    """The rows of the edition that is public now."""
    edition = catalog.current_edition(dataset)
    return None if edition is None else store().frame(edition.pk)
