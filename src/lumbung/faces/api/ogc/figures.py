"""A published dataset as a collection: each area with its figures of a period.

Without ``datetime`` the features are those of the latest period. What a dataset is broken down
by becomes columns (``jumlah_perempuan``), because that is what a map is drawn from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from lumbung.cube import Manifest, query
from lumbung.cube.keeping import Lately
from lumbung.faces.api.ogc.places import places
from lumbung.faces.api.ogc.rungs import OUTLINE, box_of
from lumbung.formats.conditions import Kind
from lumbung.formats.ogc.crs import System
from lumbung.formats.ogc.documents import Collection
from lumbung.formats.ogc.layers import Feature, Layer, Property
from lumbung.formats.ogc.outlines import Outlines
from lumbung.formats.ogc.problems import TooWide
from lumbung.formats.ogc.requests import MOST_FIGURES, Interval
from lumbung.rooms.query import queries as observations
from lumbung.vocabulary.observations import AREA, PERIOD, Status
from lumbung.vocabulary.periods import parse_period
from lumbung.vocabulary.publications import Publication
from lumbung.vocabulary.structures import Measure, Structure
from lumbung.vocabulary.words import Text

BEFORE = (
    Property("code", Text("Kode wilayah", "Code of the area"), Kind.TEXT),
    Property("name", Text("Wilayah", "Area"), Kind.TEXT),
    Property("period", Text("Periode", "Period"), Kind.TEXT),
    Property("period_start", Text("Hari pertama periode", "First day of the period"), Kind.DATE),
)
AFTER = (
    Property("edition", Text("Edisi", "Edition"), Kind.TEXT),
    Property("source", Text("Sumber", "Source"), Kind.TEXT),
    Property("licence", Text("Lisensi", "Licence"), Kind.TEXT),
    Property("simulated", Text("Data simulasi", "Simulated"), Kind.TRUTH),
    OUTLINE,
)

Cell = tuple[str, ...]  # the codes of the dimensions, in their order


@dataclass(frozen=True, slots=True)
class Shape:
    """How the figures of a dataset become columns."""

    names: Mapping[tuple[Cell, str], str]  # cell and measure → column
    properties: tuple[Property, ...]


_shapes = Lately[str, Shape](256)


def is_narrow(found: Publication) -> bool:
    """Whether the figures of an area are few enough to be columns."""
    return _width(_manifest(found)) <= MOST_FIGURES


def shape(found: Publication) -> Shape:
    """The columns of a dataset; raises where they are too many."""
    manifest = _manifest(found)
    width = _width(manifest)
    if width > MOST_FIGURES:
        raise TooWide(dataset=found.code, figures=width, most=MOST_FIGURES)
    return _shapes.get(manifest.id, lambda: _shape(manifest))


def described(found: Publication, state: int) -> Collection:
    """A dataset in words."""
    manifest = _manifest(found)
    periods = [parse_period(code) for code in manifest.periods]
    simulated = Text(" Data simulasi.", " Simulated data.") if manifest.simulated else Text("", "")
    return Collection(
        id=found.code,
        title=found.title,
        description=Text(
            f"{found.description.id or found.title.id}. Angka {manifest.periods[-1]};"
            f" periode lain dengan datetime.{simulated.id}",
            f"{found.description.said('en') or found.title.said('en')}. Figures of {manifest.periods[-1]};"
            f" other periods by datetime.{simulated.en}",
        ),
        properties=(*BEFORE, *shape(found).properties, *AFTER),
        box=box_of(places(state, System.CRS84), list(manifest.counts.areas)),
        first=min(period.start for period in periods),
        last=max(period.end for period in periods),
        keywords=found.keywords,
        licence=found.licence,
        source=manifest.source or found.source,
        edition=manifest.id,
        updated=found.modified,
        simulated=manifest.simulated,
        page=f"/data/{found.code}",
    )


def periods(found: Publication, when: Interval | None) -> list[str]:
    """The periods that are asked for, from the first; without a word the latest."""
    listed = _manifest(found).periods
    if when is None:
        return list(listed[-1:])
    met = []
    for code in listed:
        period = parse_period(code)
        if when.meets(period.start, period.end):
            met.append(code)
    return met


def layer(found: Publication, period: str, outlines: Outlines) -> Layer:
    """The features of one period."""
    return Layer(_features(found, period), outlines)


def _manifest(found: Publication) -> Manifest:
    return observations.cube().manifest(found.current.id)


def _width(manifest: Manifest) -> int:
    codes = [len(manifest.counts.of(item.code)) for item in manifest.structure.dimensions]
    return prod(codes) * len(manifest.structure.measures)


def _shape(manifest: Manifest) -> Shape:
    structure, counts = manifest.structure, manifest.counts
    names: dict[tuple[Cell, str], str] = {}
    columns: list[Property] = []
    taken = {item.name for item in (*BEFORE, *AFTER)} | {"geometry"}
    cells = [_codes(structure, manifest, item.code) for item in structure.dimensions]
    for measure, cell in product(structure.measures, product(*cells)):
        present = (
            counts.per_code[item.code].get(code, {}).get(measure.code, 0)
            for item, code in zip(structure.dimensions, cell, strict=True)
        )
        if all(present):
            name = _free("_".join(filter(None, (measure.code, *cell))), taken)
            names[cell, measure.code] = name
            columns += _columns(name, _title(structure, measure, cell), measure)
    return Shape(names, tuple(columns))


def _columns(name: str, title: Text, measure: Measure) -> Iterator[Property]:
    yield Property(name, title, Kind.NUMBER, measure.unit, measure.definition)
    status = Text(f"{title.id}: status", f"{title.said('en')}: status")
    yield Property(f"{name}_status", status, Kind.TEXT)


def _codes(structure: Structure, manifest: Manifest, dimension: str) -> list[str]:
    present = manifest.counts.of(dimension)
    found = structure.dimension(dimension)
    listed = [code.code for code in found.codes] if found is not None else []
    known = [code for code in listed if code in present]
    return [*known, *sorted(set(present) - set(known))]


def _title(structure: Structure, measure: Measure, cell: Cell) -> Text:
    said = []
    for dimension, code in zip(structure.dimensions, cell, strict=True):
        found = dimension.code_named(code)
        if code:
            said.append(found.title if found is not None else Text(code))
    if not said:
        return measure.title
    return Text(
        f"{measure.title.id}: {', '.join(word.id for word in said)}",
        f"{measure.title.said('en')}: {', '.join(word.said('en') for word in said)}",
    )


def _free(wanted: str, taken: set[str]) -> str:
    """A name that a filter and a GIS take without quotes, and that no other column has."""
    plain = name = re.sub(r"\W", "_", wanted, flags=re.ASCII)
    number = 2
    while name in taken or f"{name}_status" in taken:
        name, number = f"{plain}_{number}", number + 1
    taken |= {name, f"{name}_status"}
    return name


def _features(found: Publication, period: str) -> Iterator[Feature]:
    manifest, names = _manifest(found), shape(found).names
    asked = query(found.code, edition=manifest.label, where={PERIOD: period})
    answer = observations.answer(asked, reader=None)
    codes = [column.code for column in answer.columns]
    at_area = codes.index(AREA)
    at_cell = [codes.index(item.code) for item in manifest.structure.dimensions]
    measures = [
        (item.code, codes.index(item.code), codes.index(status) if status in codes else None)
        for item in manifest.structure.measures
        for status in [f"{item.code}:status"]
    ]
    figures: dict[str, dict[str, object]] = {}
    nothing = dict.fromkeys(names.values())  # every feature has the same columns
    for row in answer.rows:
        of_area = figures.setdefault(str(row[at_area]), {**nothing})
        cell = tuple(str(row[place]) for place in at_cell)
        for measure, at_value, at_status in measures:
            name = names.get((cell, measure))
            if name is None:
                continue
            of_area[name] = row[at_value]
            if at_status is not None and row[at_status] not in {None, Status.NORMAL.value}:
                of_area[f"{name}_status"] = row[at_status]
    areas = observations.cube().opened(manifest.id).areas
    start = parse_period(period).start.isoformat()
    about = {
        "edition": manifest.id,
        "source": (manifest.source or found.source).id,
        "licence": manifest.licence,
        "simulated": manifest.simulated,
    }
    for code, of_area in sorted(figures.items()):
        area = areas.get(code)
        told = {
            "code": code,
            "name": area.name if area is not None else code,
            "period": period,
            "period_start": start,
        }
        yield Feature(f"{code}@{period}", code, {**told, **of_area, **about})
