"""A released dataset as SDMX sees it: the dimensions of its key with the identifiers of all codes.

The key is FREQ, REF_AREA, INDICATOR, then the dataset's own dimensions, then TIME_PERIOD. Codes that
SDMX cannot hold (``35.72.01``) are written with ``_`` and stand as they are in an annotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lumbung.formats.codelists.sdmx import identifier, identifiers, nc_name
from lumbung.formats.sdmx.artefacts import Attached, Component, Item
from lumbung.vocabulary.areas import Area
from lumbung.vocabulary.observations import AREA, PERIOD, Confidentiality, Status
from lumbung.vocabulary.periods import Frequency
from lumbung.vocabulary.publications import Publication, PublishedEdition
from lumbung.vocabulary.structures import Dimension, Measure, Structure
from lumbung.vocabulary.words import Text

FREQ, REF_AREA, INDICATOR, TIME, VALUE = "FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE"
STATUS, CONFIDENTIALITY, COMMENT = "OBS_STATUS", "CONF_STATUS", "COMMENT_OBS"
UNIT, DECIMALS = "UNIT_MEASURE", "DECIMALS"
EDITION, UPDATED, SOURCE, LICENCE, SIMULATED = "EDITION", "LAST_UPDATE", "SOURCE", "LICENCE", "SIMULATED"
NOT_APPLICABLE = "_Z"
STATUSES = {
    Status.NORMAL: "A",
    Status.PROVISIONAL: "P",
    Status.ESTIMATED: "E",
    Status.REVISED: "R",
    Status.MISSING: "M",
}
CONFIDENTIALITIES = {
    Confidentiality.FREE: Text("bebas", "free (free for publication)"),
    Confidentiality.SUPPRESSED: Text("rahasia statistik", "confidential statistical information"),
}
ATTRIBUTES = (
    Component(UNIT, "CL_UNIT_MEASURE", attached=Attached.INDICATOR),
    Component(DECIMALS, kind="Integer", attached=Attached.INDICATOR),
    Component(STATUS, "CL_OBS_STATUS", attached=Attached.OBSERVATION),
    Component(CONFIDENTIALITY, "CL_CONF_STATUS", attached=Attached.OBSERVATION),
    Component(COMMENT, attached=Attached.OBSERVATION),
    Component(EDITION, attached=Attached.DATASET),
    Component(UPDATED, attached=Attached.DATASET),  # as text: pysdmx takes no moment with its zone
    Component(SOURCE, attached=Attached.DATASET),
    Component(LICENCE, attached=Attached.DATASET),
    Component(SIMULATED, kind="Boolean", attached=Attached.DATASET),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension of the key: the column that it is read from, and its codes with their identifiers."""

    id: str
    column: str  # of the wide table; empty: the same for all rows, or the measures
    title: Text
    codelist: str
    codes: tuple[str, ...]  # as the wide table has them
    ids: tuple[str, ...]  # the same as SDMX writes them
    titles: tuple[Text, ...]


@dataclass(frozen=True)
class Flow:
    """A dataset of one edition; ``present`` are the codes it has for each column of its key."""

    agency: str
    publication: Publication
    structure: Structure
    edition: PublishedEdition
    present: Mapping[str, Sequence[str]]
    areas: Mapping[str, Area]

    @property
    def id(self) -> str:
        """The identifier: the dataset's own code."""
        return identifier(self.publication.code)

    @property
    def version(self) -> str:
        """The version of the structure."""
        return f"{self.structure.version}.0"

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The dimensions of the key but time, in their order."""
        return (self._frequency(), self._area(), self._indicator(), *self._dimensions())

    @property
    def periods(self) -> Sequence[str]:
        """The periods that it has, in order."""
        return self.present[PERIOD]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What is counted or measured: the codes of INDICATOR."""
        return self.structure.measures

    def axis(self, id: str) -> Axis | None:  # noqa: A002  # SDMX's own word
        """The dimension with an identifier."""
        return next((axis for axis in self.axes if axis.id == id), None)

    def units(self) -> tuple[str, ...]:
        """The identifier of the unit of each measure; empty where none is named."""
        return tuple(unit_id(item.unit) for item in self.measures)

    def attributes(self) -> dict[str, str]:
        """What holds for all figures together."""
        return {
            EDITION: self.edition.id,
            UPDATED: self.edition.released_at.isoformat(timespec="seconds"),
            SOURCE: self.publication.source.id,
            LICENCE: self.publication.licence.code or self.publication.licence.title.id,
            SIMULATED: "true" if self.publication.simulated else "false",
        }

    def _frequency(self) -> Axis:
        own = self.structure.frequency
        return Axis(FREQ, "", NAMES[FREQ], "CL_FREQ", (own.value,), (own.value,), (own.title,))

    def _area(self) -> Axis:
        codes = tuple(self.present[AREA])
        titles = tuple(Text(self.areas[c].title) if c in self.areas else Text(c) for c in codes)
        return Axis(REF_AREA, AREA, NAMES[REF_AREA], "CL_AREA", codes, tuple(map(identifier, codes)), titles)

    def _indicator(self) -> Axis:
        codes = tuple(item.code for item in self.measures)
        return Axis(
            INDICATOR,
            "",
            NAMES[INDICATOR],
            f"CL_{nc_name(self.id)}_INDICATOR",
            codes,
            tuple(identifiers(codes).values()),
            tuple(item.title for item in self.measures),
        )

    def _dimensions(self) -> Iterable[Axis]:
        taken = {FREQ, REF_AREA, INDICATOR, TIME, VALUE, *(one.id for one in ATTRIBUTES)}
        for item in self.structure.dimensions:
            id_ = nc_name(item.code.replace("-", "_").upper())
            while id_ in taken:
                id_ += "_"
            taken.add(id_)
            items = dimension_items(item, self.present[item.code])
            yield Axis(
                id_,
                item.code,
                item.title,
                list_id(item, self.id),
                tuple("" if one.id == NOT_APPLICABLE else one.code or one.id for one in items),
                tuple(one.id for one in items),
                tuple(one.title for one in items),
            )


def list_id(dimension: Dimension, flow: str) -> str:
    """The identifier of the code list of a dimension: shared where the registry has it."""
    return (
        f"CL_{nc_name(dimension.codelist)}"
        if dimension.codelist
        else f"CL_{nc_name(flow)}_{nc_name(dimension.code)}"
    )


def dimension_items(dimension: Dimension, present: Iterable[str] = ()) -> list[Item]:
    """The codes of a dimension; one that its list does not know comes last, with its code as its name."""
    known = {code.code: code for code in dimension.codes}
    strange = sorted(set(present) - known.keys() - {""})
    ids = identifiers((*known, *strange))
    items = [
        Item(ids[code], found.title, parent=ids.get(found.parent, ""), code=code if code != ids[code] else "")
        for code, found in known.items()
    ]
    items += [Item(ids[code], Text(code), code=code if code != ids[code] else "") for code in strange]
    if dimension.optional or "" in set(present):
        items.append(Item(NOT_APPLICABLE, Text("tidak berlaku", "not applicable")))
    return items


def unit_id(unit: str) -> str:
    """A unit as SDMX writes it.

    >>> unit_id("rupiah/penyedotan"), unit_id("")
    ('rupiah_penyedotan', '')
    """
    return identifier(unit) if unit else ""


NAMES = {
    FREQ: Text("Frekuensi", "Frequency"),
    REF_AREA: Text("Wilayah", "Reference area"),
    INDICATOR: Text("Indikator", "Indicator"),
    TIME: Text("Periode", "Time period"),
    VALUE: Text("Nilai", "Observation value"),
    UNIT: Text("Satuan", "Unit of measure"),
    DECIMALS: Text("Angka di belakang koma", "Decimals"),
    STATUS: Text("Status angka", "Observation status"),
    CONFIDENTIALITY: Text("Kerahasiaan", "Confidentiality status"),
    COMMENT: Text("Catatan", "Comment"),
    EDITION: Text("Edisi", "Edition"),
    UPDATED: Text("Dirilis pada", "Last update"),
    SOURCE: Text("Sumber", "Source"),
    LICENCE: Text("Lisensi", "Licence"),
    SIMULATED: Text("Data simulasi", "Simulated data"),
}
FREQUENCIES = tuple(Item(one.value, one.title) for one in Frequency)
