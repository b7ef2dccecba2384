"""Workbooks that go out to producers: templates, and copies of their files with faults marked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.utils import timezone

from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection import queries, storage
from lumbung.rooms.collection.models import Submission
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.periods import Period

if TYPE_CHECKING:
    from lumbung.formats.tables import template


def write_template(dataset: Dataset, target: BinaryIO | Path, *, period: Period | None = None) -> None:
    """Write the template of a dataset, for one period or for all that are due."""
    from lumbung.formats.tables import template

    template.write_template(
        target,
        structure=queries.asked_structure(dataset),
        areas=standards.area_tree(),
        period=period,
        words=_words(dataset, period),
    )


def write_annotated(submission: Submission, target: BinaryIO, language: str = "id") -> None:
    """Write the file of a submission with its findings marked; the file as it came is not touched."""
    from lumbung.formats.tables.annotate import annotate

    with storage.scratch() as folder:
        copy = Path(folder) / "salinan.xlsx"
        annotate(
            storage.kept("uploads", submission.upload.digest),
            queries.all_findings(submission),
            copy,
            language,
            name=submission.upload.name,
        )
        with copy.open("rb") as made:
            shutil.copyfileobj(made, target)


def _words(dataset: Dataset, period: Period | None) -> template.TemplateWords:
    from lumbung.formats.tables import template

    row = queries.due_period(dataset, period) if period is not None else None
    return template.TemplateWords(
        producer=dataset.producer.name.id,
        due=row.due_on if row is not None else None,
        made_on=timezone.localdate(),
        meaning=dataset.description or dataset.title,
    )
