"""What the granary holds of a dataset: the dataset, an edition, and what that edition says.

A page reads the structure from the edition, not from the catalog: an old edition keeps the
meaning it was released with.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.cube import Manifest
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset, Edition
from lumbung.rooms.query.queries import NotOpen
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.structures import Measure, Structure

MOST_READ = 1000


@dataclass(frozen=True, slots=True)
class Holding:
    """A dataset with one of its editions."""

    dataset: Dataset
    edition: Edition
    manifest: Manifest

    @property
    def structure(self) -> Structure:
        """The structure the edition was released with."""
        return self.manifest.structure

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods there are rows for, in order of time."""
        return tuple(sorted(parse_period(code) for code in self.manifest.counts.periods))

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas there are rows for."""
        return tuple(sorted(self.manifest.counts.areas))

    def codes(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension there are rows for, in the order of its list; empty ones left out."""
        present = self.manifest.counts.dimensions.get(dimension, {})
        made = self.structure.dimension(dimension)
        return tuple(code.code for code in made.codes if code.code in present) if made else ()

    def values(self, measure: Measure) -> int:
        """How many figures a measure has."""
        return self.manifest.counts.values.get(measure.code, 0)

    def missing(self, measure: Measure) -> int:
        """How many cells of a measure are marked as having no figure."""
        return self.manifest.counts.missing.get(measure.code, 0)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures there are figures for, in the order of the definition."""
        found = tuple(measure for measure in self.structure.measures if self.values(measure))
        return found or self.structure.measures


def open_dataset(code: str) -> Dataset:
    """A dataset that everybody may see; others are told where to ask."""
    found = catalog.dataset(code)
    if found.access == Access.CLOSED.value:
        raise catalog.DatasetUnknown(dataset=code)
    if found.access != Access.OPEN.value:
        raise NotOpen(dataset=found.title, producer=found.producer.name)
    return found


def holding(dataset: Dataset, edition: Edition | None = None) -> Holding | None:
    """A dataset with an edition, the current one unless another is given; none where there is none."""
    found = edition or catalog.current_edition(dataset)
    return Holding(dataset, found, _manifest(found)) if found else None


def holdings() -> tuple[Holding, ...]:
    """Every open dataset that has a current edition."""
    editions = {edition.dataset_id: edition for edition in catalog.all_editions().filter(current=True)}
    return tuple(
        Holding(dataset, editions[dataset.pk], _manifest(editions[dataset.pk]))
        for dataset in catalog.datasets().filter(access=Access.OPEN.value)
        if dataset.pk in editions
    )


_read: dict[str, Manifest] = {}


def _manifest(edition: Edition) -> Manifest:
    """What an edition says; read once, since it never changes and its digest names it."""
    if edition.digest not in _read:
        if len(_read) >= MOST_READ:
            _read.clear()
        _read[edition.digest] = Manifest.from_record(edition.manifest)
    return _read[edition.digest]


def area_names(tree: AreaTree | None = None) -> dict[str, str]:
    """What people call each area."""
    return {area.code: area.name for area in (tree or standards.area_tree()).areas.values()}
