"""What travels in a workbook of forms, and the words by which its sheets know themselves.

A sheet is known by its first row, which is hidden: the first cell says the form's identity, the cells
beside it which answer stands where. Names of sheets and files mean nothing: people change them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lumbung.vocabulary.findings import Finding
from lumbung.vocabulary.forms import Form

MARK = "lumbung-form"  # opens the first cell: "lumbung-form ms-kegiatan@2020"
ANSWER, REVISION, PARENT = "@answer", "@revision", "@parent"  # what a column of the first row is
PASSED = "#"  # in the first column: a row for people, not read
LISTS_SHEET = "_pilihan"  # what the drop-down lists offer; very hidden


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One filled form: a sheet of its own, or a row."""

    answers: Mapping[str, Any]
    code: str = ""  # none: a new one
    revision: int = 0
    parent: str = ""  # the code of the record that it stands under
    asked: frozenset[str] | None = None  # fields that are asked under these answers; the others are greyed


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form and its records."""

    form: Form
    records: Sequence[FormRecord]


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One form as it came back."""

    answers: dict[str, Any]
    code: str
    revision: int
    parent: str
    sheet: str
    row: int  # as people count; 0 where it fills a sheet
    spoken: frozenset[str] = frozenset()  # fields that the sheet holds, also empty; it says nothing of others


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """The records of one form in one sheet."""

    form: Form
    sheet: str
    records: tuple[ReadRecord, ...]


@dataclass(frozen=True, slots=True)
class ReadForms:
    """What a workbook held."""

    sheets: tuple[ReadSheet, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def records(self) -> tuple[ReadRecord, ...]:
        """The records of all sheets."""
        return tuple(record for sheet in self.sheets for record in sheet.records)


def stands_in_rows(form: Form) -> bool:
    """Whether a form's records are rows of one sheet, as on paper those under an activity are."""
    return bool(form.under)
