"""Entity sets: a dataset as a table with typed columns, the names of codes beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumbung.formats.conditions import Kind
from lumbung.vocabulary.observations import AREA, PERIOD, note_column, status_column
from lumbung.vocabulary.structures import Measure, Structure
from lumbung.vocabulary.words import NO_WORDS, Text


class Edm(StrEnum):
    """The types of columns."""

    STRING = "Edm.String"
    DATE = "Edm.Date"
    WHOLE = "Edm.Int64"
    DOUBLE = "Edm.Double"
    TRUTH = "Edm.Boolean"

    @property
    def kind(self) -> Kind:
        """What a filter may compare it with."""
        others = {Edm.STRING: Kind.TEXT, Edm.DATE: Kind.DATE, Edm.TRUTH: Kind.TRUTH}
        return others.get(self, Kind.NUMBER)


class Made(StrEnum):
    """How the value of a column comes from an answer."""

    PLAIN = "plain"
    NAME = "name"  # what people call a code
    START = "start"  # the first day of a period
    EDITION = "edition"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and from which column of an answer it is made."""

    name: str
    source: str
    edm: Edm
    title: Text
    made: Made = Made.PLAIN
    is_key: bool = False
    is_measure: bool = False
    unit: str = ""
    definition: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class Table:
    """An entity set."""

    name: str
    code: str  # of the dataset
    title: Text
    columns: tuple[Column, ...]
    edition: str
    source: Text
    licence: str
    simulated: bool

    def column(self, name: str) -> Column | None:
        """The column with a name."""
        return next((item for item in self.columns if item.name == name), None)

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that tell rows apart."""
        return tuple(item for item in self.columns if item.is_key)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """What its columns hold."""
        return {item.name: item.edm.kind for item in self.columns}


def identifier(text: str, taken: set[str]) -> str:
    """A name as OData allows it, that nothing else has.

    >>> identifier("penduduk-kelamin", set())
    'penduduk_kelamin'
    """
    plain = re.sub(r"\W", "_", text, flags=re.ASCII)[:120]
    plain = name = plain if plain[:1].isalpha() or plain.startswith("_") else f"_{plain}"
    number = 2
    while name in taken:
        name, number = f"{plain}_{number}", number + 1
    taken.add(name)
    return name


def columns_of(structure: Structure, is_whole: Callable[[Measure], bool]) -> Iterator[Column]:
    """The columns of a dataset: keys with their names, measures with status and note, the edition.

    They do not depend on what an edition happens to hold: a report that was drawn up by one
    edition must still find its columns in the next.
    """
    taken: set[str] = set()

    def named(text: str) -> str:
        return identifier(text, taken)

    yield Column(named("area"), AREA, Edm.STRING, Text("Kode wilayah", "Area code"), is_key=True)
    yield Column(named("area_name"), AREA, Edm.STRING, Text("Wilayah", "Area"), Made.NAME)
    yield Column(named("period"), PERIOD, Edm.STRING, Text("Periode", "Period"), is_key=True)
    start = Text("Hari pertama periode", "First day of the period")
    yield Column(named("period_start"), PERIOD, Edm.DATE, start, Made.START)
    for item in structure.dimensions:
        name = named(item.code)
        code = Text(f"{item.title.id}: kode", f"{item.title.said('en')}: code")
        yield Column(name, item.code, Edm.STRING, code, is_key=True, definition=item.definition)
        yield Column(named(f"{name}_name"), item.code, Edm.STRING, item.title, Made.NAME)
    for measure in structure.measures:
        name = named(measure.code)
        edm = Edm.WHOLE if is_whole(measure) else Edm.DOUBLE
        yield Column(
            name,
            measure.code,
            edm,
            measure.title,
            is_measure=True,
            unit=measure.unit,
            definition=measure.definition,
        )
        said = measure.title
        status = Text(f"{said.id}: status", f"{said.said('en')}: status")
        note = Text(f"{said.id}: catatan", f"{said.said('en')}: note")
        yield Column(named(f"{name}_status"), status_column(measure.code), Edm.STRING, status)
        yield Column(named(f"{name}_note"), note_column(measure.code), Edm.STRING, note)
    # A sheet shows nothing but columns: where figures come from must be among them.
    yield Column(named("edition"), "", Edm.STRING, Text("Edisi", "Edition"), Made.EDITION)
    yield Column(named("simulated"), "", Edm.TRUTH, Text("Data simulasi", "Simulated"), Made.SIMULATED)
