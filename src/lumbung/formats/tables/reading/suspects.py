"""Figures that cannot be in the unit they are said to be in: hectares headed *km2*.

A surface is held against the official size of its areas. One that is many times as large was
measured in a smaller unit, whatever its heading says; which one is proposed, nothing is converted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from lumbung.formats.tables.reading.records import Record
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.words.unitwords import UnitWords
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text

_FEWEST = 5
_MUCH = 20  # a field is harvested three times a year, not twenty
_SQUARE_METRES = 1e6
_SMALLER = (("ha", 1e4), ("m2", 1.0))


def tell_surfaces(
    records: Sequence[Record],
    measures: Sequence[Measure],
    areas: AreaTree,
    units: UnitWords,
    headings: Mapping[str, Place],
    told: Told,
) -> None:
    """Mention measures of a surface that is far larger than the areas it lies in."""
    for measure in measures:
        unit = units.read(measure.unit)
        if unit is None or unit.quantity != "area" or unit.per:
            continue
        ratios = [
            record.number * unit.factor / (size * _SQUARE_METRES)
            for record in records
            if record.measure == measure.code and record.number and (size := _size(areas, record.area))
        ]
        usual = median(ratios) if len(ratios) >= _FEWEST else 0
        if usual >= _MUCH:
            smaller = next((name for name, factor in _SMALLER if usual * factor / unit.factor < _MUCH), "m2")
            told.add(
                "unit.suspect",
                headings.get(measure.code, Place()),
                value=measure.unit,
                suggestion=smaller,
                measure=measure.title,
                ratio=both_numbers(round(usual)),
                unit=measure.unit_title or Text(measure.unit),
            )


def _size(areas: AreaTree, code: str) -> float | None:
    area = areas.get(code)
    return area.square_km if area is not None else None
