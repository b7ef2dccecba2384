"""What is public now, for whoever prepares what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.query.queries import store

if TYPE_CHECKING:
    import polars as pl


def current_figures(dataset: Dataset) -> pl.DataFrame | None:
    """The rows of the edition that is public now."""
    edition = catalog.current_edition(dataset)
    return None if edition is None else store().frame(edition.pk)
