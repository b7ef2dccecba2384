"""An edition at hand: its manifest, its dictionary, its areas, kept in memory between questions."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from math import prod

from lumbung.cube.dictionary import Dictionary, reading_order
from lumbung.cube.editions import Manifest
from lumbung.cube.keeping import Lately
from lumbung.cube.queries import Column, Role
from lumbung.cube.shape import side_columns
from lumbung.cube.store import Store
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.structures import Dimension, Measure, Structure
from lumbung.vocabulary.words import Text

_SIDES = (
    (Role.STATUS, Text("status", "status")),
    (Role.NOTE, Text("catatan", "note")),
    (Role.CONFIDENTIALITY, Text("kerahasiaan", "confidentiality")),
)


class Opened:
    """What is known of an edition without touching its rows."""

    def __init__(self, store: Store, manifest: Manifest) -> None:
        self.store = store
        self.manifest = manifest
        self.statements = Lately[Hashable, str](64)  # of roll-ups, by their shape
        self._columns: dict[tuple[str, ...], tuple[Column, ...]] = {}

    @property
    def id(self) -> str:
        """The edition's id."""
        return self.manifest.id

    @property
    def structure(self) -> Structure:
        """The structure it was released with."""
        return self.manifest.structure

    @cached_property
    def dictionary(self) -> Dictionary:
        """The codes of its key columns, numbered."""
        return Dictionary.of(self.manifest)

    @cached_property
    def areas(self) -> AreaTree:
        """The areas as they stood."""
        return self.store.areas(self.manifest.id)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The key columns in reading order."""
        return reading_order(self.structure)

    @cached_property
    def is_dense(self) -> bool:
        """Whether every combination of the codes present has a row, so that counts are products."""
        counts = self.manifest.counts
        return prod(len(counts.of(column)) for column in self.order) == self.manifest.rows

    @cached_property
    def is_all_in_scope(self) -> bool:
        """Whether every area with rows lies in the dataset's scope, so that all together are the whole."""
        scope = {area.code for area in self.areas.within(self.structure.area.within)}
        return scope.issuperset(self.dictionary.codes[AREA])

    @cached_property
    def is_of_one_level(self) -> bool:
        """Whether all areas with rows are of the dataset's own rung (or of none that is known)."""
        own = self.structure.area.level
        found = (self.areas.get(code) for code in self.dictionary.codes[AREA])
        return all(area is None or area.level is own for area in found)

    @cached_property
    def is_plain(self) -> bool:
        """Whether each area counts into the same wider ones in every period, and none holds another."""
        return self.is_of_one_level and not self.areas.has_moves

    def sides(self, measure: str) -> tuple[str, ...]:
        """The side columns that stand beside a measure."""
        return tuple(name for name in side_columns(measure) if name in self.manifest.columns)

    def columns_with(self, measures: tuple[Measure, ...]) -> tuple[Column, ...]:
        """Key columns, measures, and what stands beside the measures."""
        names = tuple(item.code for item in measures)
        columns = self._columns.get(names)
        if columns is None:
            columns = self._columns[names] = (
                *self.key_columns(),
                *map(measure_column, measures),
                *(self.side_column(item, name) for item in measures for name in self.sides(item.code)),
            )
        return columns

    def key_columns(self) -> tuple[Column, ...]:
        """Area, period and dimensions, in the order of answers."""
        return (
            Column(AREA, Role.AREA, Text("Wilayah", "Area")),
            Column(PERIOD, Role.PERIOD, Text("Periode", "Period")),
            *(_dimension(item) for item in self.structure.dimensions),
        )

    def side_column(self, measure: Measure, name: str) -> Column:
        """A side column as answers describe it."""
        role, words = _SIDES[side_columns(measure.code).index(name)]
        title = Text(f"{measure.title.said('id')}: {words.id}", f"{measure.title.said('en')}: {words.en}")
        return Column(name, role, title, measure=measure.code)


def measure_column(measure: Measure) -> Column:
    """A measure as answers describe it."""
    return Column(
        measure.code,
        Role.MEASURE,
        measure.title,
        measure.unit,
        measure.decimals,
        definition=measure.definition,
        standard=measure.standard,
    )


def _dimension(dimension: Dimension) -> Column:
    return Column(
        dimension.code,
        Role.DIMENSION,
        dimension.title,
        definition=dimension.definition,
        standard=dimension.standard,
    )
