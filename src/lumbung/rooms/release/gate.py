"""The gate before publishing: nothing about single persons leaves the house.

Runs again at the release, whatever the check said before: on the figures themselves and on what
the check of each submission had found. One number shaped like a NIK stops the whole release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbung.rooms.collection.queries import Submission
from lumbung.vocabulary.observations import SHEET
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

# Province (11–96), regency, district; day of birth (a woman's plus 40), month, year; a sequence.
NIK = (
    r"(?:^|[^0-9])(?:1[1-9]|[2-9][0-9])[0-9]{4}"
    r"(?:0[1-9]|[1-6][0-9]|7[01])(?:0[1-9]|1[0-2])[0-9]{6}(?:$|[^0-9])"
)


class PersonalData(Conflict):
    """There are numbers of persons among the figures."""

    code = "release.personal-data"
    message = Text(
        "Rilis dihentikan: {where} memuat nomor yang berbentuk NIK.",
        "The release was stopped: {where} holds numbers shaped like a NIK.",
    )
    hint = Text(
        "Kembalikan kirimannya; data perseorangan tidak boleh diterbitkan.",
        "Return the submission; data about persons may not be published.",
    )


def let_pass(submission: Submission) -> None:
    """Go on only if the check of a submission found nothing about persons."""
    if submission.personal:
        raise PersonalData(
            where=Text(f"berkas kiriman {submission.pk}", f"the file of submission {submission.pk}")
        )


def let_figures_pass(figures: pl.DataFrame, structure: Structure) -> None:
    """Go on only if no column of the figures holds numbers shaped like a NIK."""
    import polars as pl

    for column in figures.columns:
        if column == SHEET or column.endswith(":place") or column in ("area", "period"):
            continue
        values = figures[column]
        if values.dtype.is_numeric():
            # A NIK has sixteen digits: the usual column is passed by its largest number.
            largest = values.cast(pl.Float64).abs().max()
            if not isinstance(largest, float) or largest < 10**15:
                continue
            values = values.cast(pl.Float64).round(0).cast(pl.Int64, strict=False)
        if values.cast(pl.String).str.contains(NIK).any():
            title = structure.measure(column) or structure.dimension(column)
            words = title.title if title else Text(column)
            raise PersonalData(where=Text(f"kolom “{words.id}”", f"column “{words.said('en')}”"))
