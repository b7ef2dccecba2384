"""Figures in any format of SDMX."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lumbung.formats.sdmx import data_ml, media
from lumbung.formats.sdmx.data_csv import csv_chunks
from lumbung.formats.sdmx.data_json import json_chunks
from lumbung.formats.sdmx.media import Preferred
from lumbung.formats.sdmx.observations import Wanted
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

DIALECTS = {
    media.GENERIC: data_ml.GENERIC,
    media.GENERIC_TIME: data_ml.GENERIC_TIME,
    media.SPECIFIC: data_ml.SPECIFIC,
    media.SPECIFIC_TIME: data_ml.SPECIFIC_TIME,
}


def written(
    observations: Iterable[pl.DataFrame],
    wanted: Wanted,
    preferred: Preferred,
    *,
    prepared: dt.datetime,
    notes: Sequence[Text] = (),
) -> Iterator[bytes]:
    """The observations as bytes, chunk by chunk; ``notes`` are said where the format has a place."""
    form = preferred.form
    if form in DIALECTS:
        return data_ml.ml_chunks(observations, wanted, DIALECTS[form], prepared=prepared, notes=notes)
    if form.name == "json":
        return json_chunks(observations, wanted, version=form.version, prepared=prepared, notes=notes)
    return csv_chunks(observations, wanted, version=form.version, labels=preferred.labels)
