"""What goes with every table that leaves the house: what it is, from whom, and what you may do with it.

One query, many formats: each writer puts the same envelope into its file in its own way, so that
source, edition and licence stay with the figures when the file is copied on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from lumbung.formats.tables.safety import neutralised
from lumbung.vocabulary.access import LICENCES
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import day_period
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

SIMULATED = Text("Data simulasi, bukan angka resmi", "Simulated data, not official figures")
EDITION, SOURCE, LICENCE, NOTICE = "edition", "source", "licence", "notice"


class ColumnKind(StrEnum):
    """What stands in a column."""

    KEY = "key"  # a code: text, always
    NAME = "name"  # the name of a code, for people
    MEASURE = "measure"
    STATUS = "status"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer."""

    code: str
    title: Text
    unit: str = ""
    kind: ColumnKind = ColumnKind.KEY
    meaning: Text = field(default_factory=lambda: Text(""))
    decimals: int | None = None
    adds_up: Text = field(default_factory=lambda: Text(""))
    concept: str = ""  # what the registry of standards calls it
    standard: str = ""  # the national code and the keeper of its standard

    def as_dict(self) -> dict[str, object]:
        """The column as JSON and Parquet tell it."""
        told: dict[str, object] = {"code": self.code, "title": self.title.as_dict(), "kind": self.kind.value}
        if self.unit:
            told["unit"] = self.unit
        if self.meaning:
            told["meaning"] = self.meaning.as_dict()
        told |= {
            name: said for name, said in (("concept", self.concept), ("standard", self.standard)) if said
        }
        return told

    @property
    def explained(self) -> tuple[Text, ...]:
        """Title, meaning and standard, those there are, for a sheet that explains the columns."""
        standard = Text(f"Standar: {self.standard}", f"Standard: {self.standard}")
        return tuple(
            words for words in (self.title, self.meaning, standard if self.standard else None) if words
        )


@dataclass(frozen=True, slots=True)
class Envelope:
    """The words around the figures of one answer."""

    title: Text
    dataset: str
    edition: str
    source: str  # the producer, as it is to be named
    licence: str  # an SPDX identifier; empty: not stated
    columns: tuple[Column, ...]
    licence_address: str = ""
    address: str = ""  # where this edition is found
    released_on: dt.date | None = None
    simulated: bool = False
    notes: tuple[Text, ...] = ()

    @property
    def licence_title(self) -> Text:
        """The licence in words; said plainly where none is stated."""
        known = LICENCES.get(self.licence)
        return known.title if known else Text(self.licence)

    def as_dict(self) -> dict[str, object]:
        """The envelope as JSON tells it: everything but the rows."""
        told: dict[str, object] = {
            "dataset": self.dataset,
            "title": self.title.as_dict(),
            EDITION: self.edition,
            "released_on": self.released_on.isoformat() if self.released_on else None,
            SOURCE: self.source,
            LICENCE: self.licence,
            "licence_address": self.licence_address,
            "address": self.address,
            "simulated": self.simulated,
        }
        if self.simulated:
            told[NOTICE] = SIMULATED.as_dict()
        if self.notes:
            told["notes"] = [note.as_dict() for note in self.notes]
        return {**told, "columns": [column.as_dict() for column in self.columns]}


def citation(envelope: Envelope, language: str = "id") -> str:
    """How the answer is cited, in one line.

    >>> citation(Envelope(Text("Jumlah RT"), "rt", "rt@2025.1", "Bagian Pemerintahan", "CC-BY-4.0", ()))
    'Bagian Pemerintahan. “Jumlah RT”, edisi rt@2025.1. Lisensi CC-BY-4.0.'
    """
    released = Text("")
    if envelope.released_on:
        day = day_period(envelope.released_on).title
        released = Text(", dirilis {day}", ", released {day}").filled(day=day)
    edition = Text("“{title}”, edisi {edition}{released}", "“{title}”, edition {edition}{released}")
    licence = Text("Lisensi {licence}", "Licence {licence}") if envelope.licence else envelope.licence_title
    parts = (
        Text(envelope.source),
        edition.filled(title=envelope.title, edition=envelope.edition, released=released),
        Text(envelope.address),
        licence.filled(licence=envelope.licence),
        SIMULATED if envelope.simulated else Text(""),
    )
    return ". ".join(part.said(language) for part in parts if part) + "."


def citation_columns(envelope: Envelope) -> dict[str, str]:
    """The last columns of a CSV: the same words on every row, so that they survive copying.

    Whoever streams a CSV from the engine adds these columns with these values.
    """
    columns = {
        EDITION: envelope.edition,
        SOURCE: envelope.source,
        LICENCE: envelope.licence or envelope.licence_title.id,
    }
    if envelope.simulated:
        columns[NOTICE] = f"{SIMULATED.id} / {SIMULATED.en}"
    return {name: neutralised(value) for name, value in columns.items()}


def described_columns(structure: Structure, names: Iterable[str]) -> tuple[Column, ...]:
    """The columns of an answer in the order of its names, with the words of the structure."""
    return tuple(_described(structure, name) for name in names)


def _described(structure: Structure, name: str) -> Column:
    if (measure := structure.measure(name)) is not None:
        return Column(
            name,
            measure.title,
            unit=measure.unit,
            kind=ColumnKind.MEASURE,
            meaning=measure.definition,
            decimals=measure.decimals,
            adds_up=measure.adds_up.title,
            concept=measure.concept,
            standard=measure.standard,
        )
    if (dimension := structure.dimension(name)) is not None:
        return Column(name, dimension.title, meaning=dimension.definition, standard=dimension.standard)
    of, _, side = name.rpartition(":")
    measure, dimension = structure.measure(of), structure.dimension(of)
    if measure is not None and side == "status":
        words = Text(f"Status: {measure.title.id}", f"Status: {measure.title.said('en')}")
        return Column(name, words, kind=ColumnKind.STATUS)
    if measure is not None and side == "note":
        words = Text(f"Catatan: {measure.title.id}", f"Note: {measure.title.said('en')}")
        return Column(name, words, kind=ColumnKind.NOTE)
    if dimension is not None and side == "name":
        return Column(name, dimension.title, kind=ColumnKind.NAME)
    return _COMMON.get(name, Column(name, Text(name)))


_COMMON = {
    column.code: column
    for column in (
        Column(
            AREA,
            Text("Kode wilayah", "Area code"),
            meaning=Text("Kode wilayah Kemendagri", "Area code of the Ministry of Home Affairs"),
        ),
        Column("area_name", Text("Wilayah", "Area"), kind=ColumnKind.NAME),
        Column(
            PERIOD,
            Text("Periode", "Period"),
            meaning=Text(
                "Periode menurut SDMX, misalnya 2024-Q3", "The period as SDMX writes it, e.g. 2024-Q3"
            ),
        ),
        Column("period_name", Text("Nama periode", "Period in words"), kind=ColumnKind.NAME),
    )
}
