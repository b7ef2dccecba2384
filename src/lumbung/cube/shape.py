"""The stored shape of a table of observations: the same figures are always the same bytes.

Key columns are text without gaps, measures are Int64 or Float64, a side column stands only
where it says something, and rows are sorted by their key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbung.cube.editions import Counts
from lumbung.vocabulary.observations import (
    AREA,
    PERIOD,
    SHEET,
    Confidentiality,
    Status,
    confidentiality_column,
    note_column,
    place_column,
    status_column,
)
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.structures import Measure, Structure
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl


class TableUnfit(Invalid):
    """A table that cannot be an edition of this dataset."""

    code = "cube.table-unfit"
    hint = Text("Periksa berkas asalnya lebih dahulu.", "Check the file it came from first.")


class ColumnsUnfit(TableUnfit):
    """Key columns are lacking, or there are columns that the structure does not know."""

    code = "cube.columns-unfit"
    message = Text(
        "Kolom tidak cocok dengan struktur {dataset}: kurang [{lacking}], tidak dikenal [{strange}].",
        "The columns do not fit the structure of {dataset}: lacking [{lacking}], unknown [{strange}].",
    )


class ValueUnfit(TableUnfit):
    """A column holds what it may not hold."""

    code = "cube.value-unfit"
    message = Text(
        "Kolom {column} dari {dataset} berisi {value}, yang tidak dapat disimpan.",
        "Column {column} of {dataset} holds {value}, which cannot be stored.",
    )


class KeyUnfit(TableUnfit):
    """Rows without area or period, or with the same key."""

    code = "cube.key-unfit"
    message = Text(
        "{rows} kunci dari {dataset} kosong atau berulang, mulai dari: {first}.",
        "{rows} keys of {dataset} are empty or stand twice, from: {first}.",
    )


def side_columns(measure: str) -> tuple[str, str, str]:
    """The columns that may stand beside a measure in an edition."""
    return status_column(measure), note_column(measure), confidentiality_column(measure)


def stored(frame: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """The table as an edition keeps it.

    Where a measure is declared without decimals and every value is whole it is kept as
    integers; a value is never rounded to fit.
    """
    import polars as pl

    _fits(frame, structure)
    key = [pl.col(column).cast(pl.String).fill_null("").alias(column) for column in structure.key]
    table = frame.select(
        *key,
        *(_measure(frame, item, structure) for item in structure.measures),
        *(
            side
            for item in structure.measures
            for column in side_columns(item.code)
            if (side := _side(frame, item.code, column, structure)) is not None
        ),
    )
    said = [c for c in table.columns if ":" in c and table[c].null_count() < table.height]
    table = table.select(*structure.key, *(m.code for m in structure.measures), *said)
    return _sorted(table, structure)


def _fits(frame: pl.DataFrame, structure: Structure) -> None:
    measures = [item.code for item in structure.measures]
    known = {*structure.key, *measures, SHEET}
    for measure in measures:
        known |= {*side_columns(measure), place_column(measure)}
    lacking = [column for column in structure.key if column not in frame.columns]
    strange = [column for column in frame.columns if column not in known]
    if lacking or strange:
        raise ColumnsUnfit(dataset=structure.dataset, lacking=", ".join(lacking), strange=", ".join(strange))


def _measure(frame: pl.DataFrame, measure: Measure, structure: Structure) -> pl.Expr:
    import polars as pl

    if measure.code not in frame.columns:
        kind = pl.Int64 if measure.decimals == 0 else pl.Float64
        return pl.lit(None, dtype=kind).alias(measure.code)
    values = frame[measure.code]
    if values.dtype == pl.Null:
        values = values.cast(pl.Int64)
    if not values.dtype.is_numeric():
        raise ValueUnfit(dataset=structure.dataset, column=measure.code, value=str(values.dtype))
    if values.dtype.is_float() and not values.drop_nulls().is_finite().all():
        raise ValueUnfit(dataset=structure.dataset, column=measure.code, value="NaN/∞")
    whole = values.dtype.is_integer() or bool((values.drop_nulls() % 1 == 0).all())
    return pl.col(measure.code).cast(pl.Int64 if measure.decimals == 0 and whole else pl.Float64)


def _side(frame: pl.DataFrame, measure: str, column: str, structure: Structure) -> pl.Expr | None:
    import polars as pl

    if column not in frame.columns:
        return None
    empty = {"", Status.NORMAL.value, Confidentiality.FREE.value}
    said = pl.col(column).cast(pl.String)
    if column == note_column(measure):
        empty = {""}
    else:
        allowed = [item.value for item in (Status if column == status_column(measure) else Confidentiality)]
        strange = frame[column].cast(pl.String).drop_nulls().unique().to_list()
        if wrong := sorted(set(strange) - {*allowed, ""}):
            raise ValueUnfit(dataset=structure.dataset, column=column, value=", ".join(wrong[:5]))
    return pl.when(said.is_in(list(empty))).then(None).otherwise(said).alias(column)


def _sorted(table: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """The table in the order of its keys, each of which must be whole and stand once."""
    import polars as pl

    key = list(structure.key)
    # Sorted as numbers whose order is that of the texts: several times as fast.
    numbered = [pl.col(name).cast(pl.Enum(table[name].unique().sort())) for name in key]
    ordered = table.with_columns(numbered).sort(key).with_columns(pl.col(key).cast(pl.String)).rechunk()
    again = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in key)
    empty = (pl.col(AREA) == "") | (pl.col(PERIOD) == "")
    unfit = ordered.lazy().filter(again | empty).select(key).unique().sort(key).collect()
    if unfit.height:
        first = "; ".join(" ".join(row) for row in unfit.head(3).iter_rows())
        raise KeyUnfit(dataset=structure.dataset, rows=unfit.height, first=first)
    return ordered


def public(table: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """A stored table without the values that may not be shown."""
    import polars as pl

    hidden = [
        pl.when(pl.col(column).ne_missing(Confidentiality.SUPPRESSED.value))
        .then(pl.col(item.code))
        .alias(item.code)
        for item in structure.measures
        if (column := confidentiality_column(item.code)) in table.columns
    ]
    return table.with_columns(hidden)


def counts(table: pl.DataFrame, structure: Structure) -> Counts:
    """How much a stored table holds."""
    import polars as pl

    def rows(column: str) -> dict[str, int]:
        return dict(table.group_by(column).len().sort(column).iter_rows())

    codes = [item.code for item in structure.dimensions]
    measures = [item.code for item in structure.measures]
    per_code = {}
    for code in codes:
        counted = table.group_by(code).agg(pl.col(measures).count()).sort(code)
        per_code[code] = {row.pop(code): row for row in counted.iter_rows(named=True)}
    missing = {
        measure: int((table[status_column(measure)] == Status.MISSING.value).sum() or 0)
        if status_column(measure) in table.columns
        else 0
        for measure in measures
    }
    return Counts(
        periods=rows(PERIOD),
        areas=rows(AREA),
        dimensions={code: rows(code) for code in codes},
        values={measure: int(table[measure].count()) for measure in measures},
        missing=missing,
        per_code=per_code,
    )
