"""The guess, written down: which tables a file holds and what each of their columns says.

A layout is plain data. It is stored with a submission, drawn over the picture of the sheet, and
compared with next year's by its fingerprint: the headings without the years in them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from lumbung.formats.tables.shapes.masking import masked
from lumbung.formats.tables.shapes.recipes import Changes, Recipe
from lumbung.vocabulary.observations import column_letters


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column was taken for, and how surely (0 to 1)."""

    column: int
    heading: str
    role: str
    sure: float = 1.0
    measure: str | None = None
    dimension: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)  # that its heading tells
    period: str | None = None
    area: str | None = None
    unit: str = ""
    over: tuple[str, ...] = ()  # what a total column sums over

    @property
    def letters(self) -> str:
        """The column as the sheet calls it."""
        return column_letters(self.column)


@dataclass(frozen=True, slots=True)
class TableGuess:
    """One table: where it is, its columns, and what holds for all of it."""

    sheet: str | None
    heading_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[ColumnGuess, ...]
    given: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # facet -> value, source, text
    hidden: bool = False  # on a sheet that a recipe has read all the same

    @property
    def shape(self) -> str:
        """What stays the same from year to year: the headings, years and marks taken out."""
        headings = dict.fromkeys(masked(column.heading) for column in self.columns if column.heading)
        return " | ".join(headings)


@dataclass(frozen=True, slots=True)
class Layout:
    """All tables of a file."""

    kind: str = ""
    tables: tuple[TableGuess, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for files of the same shape, whatever their figures and years."""
        shapes = sorted({table.shape for table in self.tables if not table.hidden})
        return hashlib.sha256("\n".join(shapes).encode()).hexdigest()[:24]

    def as_dict(self) -> dict[str, Any]:
        """The layout as it is stored."""
        return {"version": 1, "fingerprint": self.fingerprint, **asdict(self)}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Layout:
        """A layout as it was stored."""
        return cls(
            kind=str(raw.get("kind", "")),
            tables=tuple(_table(table) for table in raw.get("tables", ())),
        )

    def corrected(self, changes: Changes, *, of: Recipe | None = None) -> Recipe:
        """The recipe that a person's corrections make of this guess, on top of an earlier one."""
        return Recipe.after(self.fingerprint, changes, of)


def _table(raw: Mapping[str, Any]) -> TableGuess:
    columns = tuple(
        replace(ColumnGuess(**{**column, "over": tuple(column.get("over", ()))})) for column in raw["columns"]
    )
    return TableGuess(
        sheet=raw.get("sheet"),
        heading_rows=tuple(raw["heading_rows"]),
        first_row=int(raw["first_row"]),
        last_row=int(raw["last_row"]),
        columns=columns,
        given=dict(raw.get("given", {})),
        hidden=bool(raw.get("hidden", False)),
    )


def as_json(value: Layout | Sequence[object]) -> str:
    """Plain data as compact JSON text."""
    return json.dumps(
        value.as_dict() if isinstance(value, Layout) else value, ensure_ascii=False, separators=(",", ":")
    )


__all__ = ["ColumnGuess", "Layout", "TableGuess", "as_json", "masked"]
