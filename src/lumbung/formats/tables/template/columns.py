"""The columns of a template: what each holds, by code for the machine and in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from lumbung.vocabulary.observations import AREA, PERIOD, note_column, status_column
from lumbung.vocabulary.periods import Frequency
from lumbung.vocabulary.structures import Dimension, Measure, Structure
from lumbung.vocabulary.words import Text

AREA_HEADING = Text("Kode wilayah", "Area code")  # figures begin below this heading
AREA_NAME = "area_name"
PERIOD_NAME = "period_name"
_SEARCHED_ROWS = 60  # a person may have put a letterhead above
_SHORT = 36  # English stands beside Indonesian where it is short


class Role(Enum):
    """What kind of cell a column has."""

    KEY = auto()  # a code, prefilled
    NAME = auto()  # its name, for people
    FIGURE = auto()
    STATUS = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of the sheet of figures."""

    word: str  # in the machine row
    heading: Text
    role: Role
    width: float
    dimension: Dimension | None = None
    measure: Measure | None = None

    @property
    def shown(self) -> str:
        """The heading as it stands in the sheet."""
        if self.heading.en and len(self.heading.en) <= _SHORT and self.heading.en != self.heading.id:
            return f"{self.heading.id}\n{self.heading.en}"
        return self.heading.id


def columns_of(structure: Structure) -> tuple[TemplateColumn, ...]:
    """The columns from left to right: keys, then all figures side by side, then their remarks.

    Figures stand together so that a block can be pasted from the producer's own workbook.
    """
    columns = [
        TemplateColumn(AREA, AREA_HEADING, Role.KEY, 16),
        TemplateColumn(AREA_NAME, Text("Wilayah", "Area"), Role.NAME, 24),
        TemplateColumn(PERIOD, Text("Periode", "Period"), Role.KEY, 12),
    ]
    if structure.frequency is not Frequency.YEAR:
        columns.append(TemplateColumn(PERIOD_NAME, Text("Nama periode", "Period in words"), Role.NAME, 20))
    for dimension in structure.dimensions:
        columns.extend(_dimension_columns(dimension))
    several = len(structure.measures) > 1
    columns.extend(_figure_column(measure) for measure in structure.measures)
    columns.extend(_remark_column(measure, Role.STATUS, several) for measure in structure.measures)
    columns.extend(_remark_column(measure, Role.NOTE, several) for measure in structure.measures)
    return tuple(columns)


def _dimension_columns(dimension: Dimension) -> list[TemplateColumn]:
    """The codes and, where they do not speak for themselves, their names."""
    plain = all(_speaks(code.code, code.title.id) for code in dimension.codes)
    width = min(40.0, max(12.0, *(len(code.title.id) + 3.0 for code in dimension.codes)))
    code = TemplateColumn(dimension.code, dimension.title, Role.KEY, width, dimension)
    if plain:
        return [code]
    title = dimension.title
    return [
        TemplateColumn(
            dimension.code,
            Text(f"Kode {title.id.lower()}", f"{title.en} code" if title.en else ""),
            Role.KEY,
            17,
            dimension,
        ),
        TemplateColumn(f"{dimension.code}:name", title, Role.NAME, width, dimension),
    ]


def _speaks(code: str, title: str) -> bool:
    return code.replace("-", " ").replace("_", " ").casefold() == title.replace("-", " ").casefold()


def _figure_column(measure: Measure) -> TemplateColumn:
    unit = measure.unit_title or Text(measure.unit)
    shown = Text(
        f"{measure.title.id} ({unit.id})" if unit else measure.title.id,
        f"{measure.title.en} ({unit.said('en')})" if measure.title.en and unit else measure.title.en,
    )
    return TemplateColumn(
        measure.code, shown, Role.FIGURE, min(30.0, max(16.0, len(shown.id) / 2)), measure=measure
    )


def _remark_column(measure: Measure, role: Role, several: bool) -> TemplateColumn:
    status = role is Role.STATUS
    word = status_column(measure.code) if status else note_column(measure.code)
    heading = Text("Status", "Status") if status else Text("Catatan", "Note")
    if several:
        heading = Text(f"{heading.id}: {measure.title.id}")
    return TemplateColumn(word, heading, role, 15 if status else 26, measure=measure)


@dataclass(frozen=True, slots=True)
class TemplateTable:
    """Where a template's figures are: rows and columns count from 0."""

    first_row: int
    columns: dict[str, int]  # by the words of the machine row


def find_table(rows: Sequence[Sequence[object]]) -> TemplateTable | None:
    """The table of a template on a sheet, given its first rows; none where there is none."""
    words = [[str(cell).strip() if cell is not None else "" for cell in row] for row in rows[:_SEARCHED_ROWS]]
    for number, machine in enumerate(words):
        if AREA not in machine or PERIOD not in machine:
            continue
        area = machine.index(AREA)
        for below in range(number + 1, len(words)):
            if area < len(words[below]) and words[below][area].startswith(AREA_HEADING.id):
                columns = {word: column for column, word in reversed(list(enumerate(machine))) if word}
                return TemplateTable(below + 1, columns)
    return None
