"""Records made into the wide table in which observations travel."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lumbung.formats.tables.reading.records import Record
from lumbung.vocabulary.observations import (
    AREA,
    PERIOD,
    SHEET,
    note_column,
    place_column,
    sheet_column,
    status_column,
)
from lumbung.vocabulary.structures import Structure

_TWIN = "_twin"  # the how-manieth figure of one key and measure
_ORDER = "_order"


def wide_table(records: Sequence[Record], structure: Structure) -> pl.DataFrame:
    """The wide table of records: a row for each key, in the order of reading.

    A key that occurs twice with the same measure keeps both rows; figures of several measures
    come together in one row even where they stood in different tables.
    """
    long = _long(records, structure)
    key = list(structure.key)
    long = long.with_columns(pl.int_range(pl.len()).over([*key, "_measure"]).alias(_TWIN))
    by = [*key, _TWIN]
    places = [place_column(column) for column in key]
    rows = long.group_by(by, maintain_order=True).agg(
        pl.col(SHEET).first(), pl.col(_ORDER).first(), *(pl.col(place).first() for place in places)
    )
    for measure in structure.measures:
        rows = _joined(rows, long.filter(pl.col("_measure") == measure.code), by, measure.code)
    rows = rows.sort(_ORDER).drop(_TWIN, _ORDER)
    side = [name for m in structure.measures for name in _side_columns(rows, m.code)]
    return rows.select(*key, *(m.code for m in structure.measures), *side, *places, SHEET)


def empty_table(structure: Structure) -> pl.DataFrame:
    """The wide table of a file from which nothing was read."""
    return wide_table([], structure)


def _long(records: Sequence[Record], structure: Structure) -> pl.DataFrame:
    names = [dimension.code for dimension in structure.dimensions]
    columns = list(zip(*records, strict=True)) if records else [()] * len(Record._fields)
    said = dict(zip(Record._fields, columns, strict=True))
    codes = list(zip(*said["codes"], strict=True)) if said["codes"] and names else [()] * len(names)
    code_places = (
        list(zip(*said["code_places"], strict=True)) if said["codes"] and names else [()] * len(names)
    )
    frame = pl.DataFrame(
        {
            AREA: pl.Series(said["area"], dtype=pl.String),
            PERIOD: pl.Series(said["period"], dtype=pl.String),
            **{name: pl.Series(codes[n], dtype=pl.String) for n, name in enumerate(names)},
            "_measure": pl.Series(said["measure"], dtype=pl.String),
            "_number": pl.Series(said["number"], dtype=pl.Float64),
            "_status": pl.Series(said["status"], dtype=pl.String),
            "_place": pl.Series(said["place"], dtype=pl.Int64),
            "_note": pl.Series(said["note"], dtype=pl.String),
            SHEET: pl.Series(said["sheet"], dtype=pl.String),
            place_column(AREA): pl.Series(said["area_place"], dtype=pl.Int64),
            place_column(PERIOD): pl.Series(said["period_place"], dtype=pl.Int64),
            **{place_column(name): pl.Series(code_places[n], dtype=pl.Int64) for n, name in enumerate(names)},
        }
    )
    places = [place_column(name) for name in (AREA, PERIOD, *names)]
    known = (pl.when(pl.col(place) >= 0).then(pl.col(place)).alias(place) for place in places)
    return frame.with_columns(*known).with_row_index(_ORDER)


def _joined(rows: pl.DataFrame, figures: pl.DataFrame, by: list[str], measure: str) -> pl.DataFrame:
    named = figures.select(
        *by,
        pl.col("_number").alias(measure),
        pl.col("_status").alias(status_column(measure)),
        pl.col("_place").alias(place_column(measure)),
        pl.col("_note").alias(note_column(measure)),
        pl.col(SHEET).alias(sheet_column(measure)),
    )
    joined = rows.join(named, on=by, how="left", nulls_equal=True, maintain_order="left")
    elsewhere = (
        pl.col(sheet_column(measure)).ne_missing(pl.col(SHEET)) & pl.col(place_column(measure)).is_not_null()
    )
    return joined.with_columns(
        pl.when(elsewhere).then(pl.col(sheet_column(measure))).alias(sheet_column(measure))
    )


def _side_columns(rows: pl.DataFrame, measure: str) -> list[str]:
    """The side columns of a measure that say anything; its places always."""
    told = [status_column(measure), note_column(measure), sheet_column(measure)]
    return [place_column(measure), *(name for name in told if rows[name].null_count() < rows.height)]
