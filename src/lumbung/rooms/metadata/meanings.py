"""What a dataset and its measures mean: the activity behind it, and the record of each measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.metadata.models import Meaning, Record


@dataclass(frozen=True, slots=True)
class DatasetMeaning:
    """The records that explain a dataset."""

    activity: Record | None
    by_measure: Mapping[str, Record]

    def __bool__(self) -> bool:
        return self.activity is not None or bool(self.by_measure)


def meaning(dataset: Dataset) -> DatasetMeaning:
    """The records that explain a dataset."""
    by_measure = chosen(linked([dataset]))
    return DatasetMeaning(by_measure.pop("", None), by_measure)


def chosen(links: Iterable[Meaning]) -> dict[str, Record]:
    """Of several records for one measure, the latest that was approved; else the latest.

    Under no measure stands the activity behind the whole dataset.
    """
    found: dict[str, Record] = {}
    for link in links:
        kept = found.setdefault(link.measure, link.record)
        if kept.approved_answers is None and link.record.approved_answers is not None:
            found[link.measure] = link.record
    return found


def linked(datasets: Iterable[Dataset]) -> QuerySet[Meaning]:
    """Which records explain some datasets, the latest first."""
    found = Meaning.objects.filter(dataset__in=list(datasets))
    found = found.select_related("record", "record__form", "record__organisation", "dataset")
    return found.order_by("dataset_id", "measure", "-record__year", "-pk")
