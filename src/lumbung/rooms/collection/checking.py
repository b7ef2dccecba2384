"""The check of a file: it is read, what people corrected is laid over it, and it is judged.

A pure composition of the reader and the rules: it changes nothing, so the page, the program and
``lumbung check`` all use it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from lumbung.formats.tables.reading.result import Reading
from lumbung.kit.jobs import Progress
from lumbung.rooms.collection.models import RecipeVersion, Submission
from lumbung.rooms.collection.report import Report
from lumbung.vocabulary.findings import Finding, Place
from lumbung.vocabulary.structures import Structure

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")

Corrections = Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check gives: the figures that may go on, everything found, and how the file was read."""

    structure: Structure
    reading: Reading | None  # none for a file that cannot be read at all
    frame: pl.DataFrame | None
    report: Report
    recipe: RecipeVersion | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, in the order of the file."""
        return self.report.findings

    @property
    def layout(self) -> dict[str, Any]:
        """The tables as they were understood."""
        return self.reading.layout.as_dict() if self.reading is not None else {}


def is_cell(text: str | None) -> bool:
    """Whether a text is the address of a cell."""
    return text is not None and _CELL.fullmatch(text) is not None


def check_submission(submission: Submission, progress: Progress) -> Checked:
    """Check a submission as it stands, with what people corrected."""
    raise NotImplementedError


def cells_now(submission: Submission, places: Sequence[Place]) -> dict[Place, str]:
    """What stands in some cells now, with what was corrected before."""
    raise NotImplementedError
