"""Structures of SDMX as plain values: what a dataset, a code list or a category is called and made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lumbung.vocabulary.words import NO_WORDS, Text

FIRST_VERSION = "1.0"
CONCEPTS = "CONCEPTS"
TOPICS = "TOPICS"
AGENCIES = "AGENCIES"


class Kind(StrEnum):
    """A kind of structure, by the word of the REST address."""

    AGENCIES = "agencyscheme"
    TOPICS = "categoryscheme"
    CATEGORISATION = "categorisation"
    CODELIST = "codelist"
    CONCEPTS = "conceptscheme"
    CONSTRAINT = "contentconstraint"
    DATAFLOW = "dataflow"
    DATASTRUCTURE = "datastructure"


URN_CLASSES = {
    Kind.AGENCIES: "base.AgencyScheme",
    Kind.TOPICS: "categoryscheme.CategoryScheme",
    Kind.CATEGORISATION: "categoryscheme.Categorisation",
    Kind.CODELIST: "codelist.Codelist",
    Kind.CONCEPTS: "conceptscheme.ConceptScheme",
    Kind.CONSTRAINT: "registry.ContentConstraint",
    Kind.DATAFLOW: "datastructure.Dataflow",
    Kind.DATASTRUCTURE: "datastructure.DataStructure",
}


@dataclass(frozen=True, slots=True)
class Named:
    """What can be asked for by agency, identifier and version."""

    kind: Kind
    agency: str
    id: str
    version: str
    title: Text

    @property
    def urn(self) -> str:
        """The name that is valid everywhere."""
        return urn(self.kind, self.agency, self.id, self.version)


def urn(kind: Kind, agency: str, id: str, version: str) -> str:  # noqa: A002  # SDMX's own word
    """The name of a structure that is valid everywhere.

    >>> urn(Kind.CODELIST, "KOTA", "CL_FREQ", "1.0")
    'urn:sdmx:org.sdmx.infomodel.codelist.Codelist=KOTA:CL_FREQ(1.0)'
    """
    return f"urn:sdmx:org.sdmx.infomodel.{URN_CLASSES[kind]}={agency}:{id}({version})"


@dataclass(frozen=True, slots=True)
class Item:
    """A code, a concept, a category or an agency."""

    id: str
    title: Text
    description: Text = NO_WORDS
    parent: str = ""
    code: str = ""  # as it is written elsewhere, where SDMX cannot hold it


@dataclass(frozen=True, slots=True)
class Scheme(Named):
    """A list of items: codes, concepts, categories, agencies."""

    items: tuple[Item, ...] = ()


class Attached(StrEnum):
    """What an attribute is about."""

    DATASET = "dataset"
    INDICATOR = "indicator"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension, attribute or measure; ``codelist`` is empty where it is plain text or a number."""

    id: str
    codelist: str = ""
    kind: str = "String"  # of plain text, by SDMX's name
    attached: Attached | None = None  # of an attribute
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class DataStructure(Named):
    """The shape of a dataset: dimensions in the order of the key, and attributes."""

    dimensions: tuple[Component, ...] = ()
    attributes: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataflow(Named):
    """A dataset that can be asked for; its structure has the same identifier and version."""

    description: Text = NO_WORDS
    notes: tuple[tuple[str, Text], ...] = ()  # source, licence, edition: by kind


@dataclass(frozen=True, slots=True)
class Categorisation(Named):
    """On which shelf a dataflow stands."""

    flow: Named
    category: str = ""


@dataclass(frozen=True, slots=True)
class Constraint(Named):
    """What a dataflow holds at present: codes of each dimension, and the stretch of time."""

    flow: Named
    region: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    series: int | None = None
    observations: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Structures on their way to a reader."""

    sender: str
    prepared: dt.datetime
    found: tuple[Named, ...]

    def of(self, kind: Kind) -> Iterator[Named]:
        """Those of one kind."""
        return (one for one in self.found if one.kind is kind)
