"""The gate before publishing: nothing about single persons leaves the house, and nothing without its meaning.

Runs again at the release, whatever the check said before: on the figures themselves, on what
the check of each submission had found, and on what explains the dataset. One number of a person
stops the whole release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection.queries import Submission
from lumbung.rooms.metadata import queries as metadata
from lumbung.rooms.metadata.queries import Gap
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
from lumbung.vocabulary.words import NO_WORDS, Text

if TYPE_CHECKING:
    import polars as pl

GAPS_TOLD = 5
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


class MetadataMissing(Conflict):
    """Nobody could say what the figures mean: statistical metadata is missing; ``gaps`` says which."""

    code = "release.metadata-missing"
    message = Text(
        "Rilis {dataset} dihentikan: metadatanya belum lengkap. {missing}",
        "The release of {dataset} was stopped: its metadata is not complete. {missing}",
    )
    hint = Text(
        "Lengkapi di {address}, atau minta walidata mengecualikannya sampai tanggal tertentu.",
        "Complete it at {address}, or ask the data steward to waive it until a day.",
    )

    def __init__(self, dataset: Dataset, gaps: tuple[Gap, ...]) -> None:
        self.gaps = gaps
        more = len(gaps) - GAPS_TOLD
        rest = Text(f" … dan {more} lagi.", f" … and {more} more.") if more > 0 else NO_WORDS
        super().__init__(
            dataset=dataset.code,
            address=gaps[0].address,
            missing=Text(
                " ".join(_gap_said(gap, "id") for gap in gaps[:GAPS_TOLD]) + rest.id,
                " ".join(_gap_said(gap, "en") for gap in gaps[:GAPS_TOLD]) + rest.en,
            ),
        )


def _gap_said(gap: Gap, language: str) -> str:
    """One gap with the answers that lack and where it is mended."""
    titles = "; ".join(title.said(language) for title in gap.missing[:GAPS_TOLD])
    more = ", …" if len(gap.missing) > GAPS_TOLD else ""
    return f"{gap.what.said(language)}{f' ({titles}{more})' if titles else ''} → {gap.address}"


def let_described_pass(dataset: Dataset) -> None:
    """Go on only if the metadata says what the dataset means, or a waiver stands, or no form asks for it."""
    if lacking := metadata.gaps(dataset):
        raise MetadataMissing(dataset, lacking)


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
