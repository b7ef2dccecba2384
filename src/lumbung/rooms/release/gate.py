"""The gate before publishing: nothing about single persons leaves the house.

Runs again at the release, whatever the check said before: on the figures themselves and on what
the check of each submission had found. One number of a person stops the whole release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbung.rooms.collection.queries import Submission
from lumbung.vocabulary.observations import AREA, PERIOD, SHEET
from lumbung.vocabulary.persons import (
    FAMILY_CARD,
    MAY_HOLD_NUMBER,
    NIK,
    TITLES,
    PersonNumber,
    person_number_in,
    person_number_of,
)
from lumbung.vocabulary.problems import Conflict
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

if TYPE_CHECKING:
    import polars as pl

EITHER = Text("{nik} atau {card}", "{nik} or {card}").filled(nik=TITLES[NIK], card=TITLES[FAMILY_CARD])


class PersonalData(Conflict):
    """There are numbers of persons among the figures."""

    code = "release.personal-data"
    message = Text(
        "Rilis dihentikan: {where} memuat nomor yang berbentuk {kind}.",
        "The release was stopped: {where} holds numbers shaped like {kind}.",
    )
    hint = Text(
        "Kembalikan kirimannya; data perseorangan tidak boleh diterbitkan.",
        "Return the submission; data about persons may not be published.",
    )


def let_pass(submission: Submission) -> None:
    """Go on only if the check of a submission found nothing about persons."""
    if submission.personal:
        raise PersonalData(
            where=Text(f"berkas kiriman {submission.pk}", f"the file of submission {submission.pk}"),
            kind=EITHER,
        )


def let_figures_pass(figures: pl.DataFrame, structure: Structure) -> None:
    """Go on only if no column of the figures holds numbers of persons or of family cards."""
    for column in figures.columns:
        if column in (AREA, PERIOD, SHEET) or column.endswith(":place"):
            continue
        found = _person_number(figures[column])
        if found is not None:
            words = _title(column, structure)
            raise PersonalData(
                where=Text(f"kolom “{words.id}”", f"column “{words.said('en')}”"),
                kind=TITLES[found.kind(f"{column.replace('_', ' ')} {words.id}")],
            )


def _person_number(values: pl.Series) -> PersonNumber | None:
    """The first number of a person in a column; the usual column is passed without a look at its cells."""
    import polars as pl

    if values.dtype.is_numeric():
        size = values.cast(pl.Float64).abs()
        suspects = values.filter((size >= 10**15) & (size < 10**16)).unique().to_list()
        numbers = (person_number_of(abs(value)) for value in suspects)
    else:
        texts = values.cast(pl.String)
        suspects = texts.filter(texts.str.contains(MAY_HOLD_NUMBER)).unique().to_list()
        numbers = (person_number_in(text) for text in suspects)
    return next((number for number in numbers if number is not None), None)


def _title(column: str, structure: Structure) -> Text:
    """What people call a column; a side column is called by its measure."""
    of = column.partition(":")[0]
    known = structure.measure(of) or structure.dimension(of)
    return known.title if known else Text(column)
