"""The check of a file: it is read, what people corrected is laid over it, and it is judged.

A pure composition of the reader and the rules: it changes nothing, so the page, the program and
``lumbung check`` all use it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lumbung.formats.tables.grids import Refused, Workbook, read_grids
from lumbung.formats.tables.reading.reader import nothing_read, read_sheets, read_workbook
from lumbung.formats.tables.reading.result import Reading
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.collection.grids import Corrections, mended, text_at
from lumbung.rooms.collection.models import DuePeriod
from lumbung.rooms.collection.published import current_figures
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.findings import NOWHERE, Finding, finding
from lumbung.vocabulary.observations import (
    PERIOD,
    SHEET,
    Observation,
    Status,
    cell_name,
    note_column,
    place_column,
    status_column,
    unpack_place,
)
from lumbung.vocabulary.periods import Period, parse_period
from lumbung.vocabulary.structures import Structure

if TYPE_CHECKING:
    import polars as pl

Say = Callable[[float], None]
READ, OPENED = 0.6, 0.7  # how far a check is when the file is read, and when it is opened once more


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check gives: the figures, everything found, and how the file was understood."""

    structure: Structure
    reading: Reading
    findings: tuple[Finding, ...]
    read: pl.DataFrame  # what the file says: the first row of each key
    clean: pl.DataFrame  # what of it may go on
    recipe: Recipe | None = None
    workbook: Workbook | None = field(default=None, repr=False)  # with the corrections laid over it

    @property
    def layout(self) -> dict[str, Any]:
        """The tables as they were understood."""
        return self.reading.layout.as_dict()


def check_upload(
    *,
    dataset: Dataset,
    path: Path,
    name: str = "",
    period: Period | None = None,
    recipes: Collection[Recipe] = (),
    corrections: Corrections | None = None,
    progress: Say | None = None,
) -> Checked:
    """Read a file for a dataset and judge it; nothing is kept.

    ``period`` is what the sender named; ``recipes`` are tried by the shape of the file;
    ``corrections`` are laid over its cells before it is read.
    """
    from lumbung.engines.rules import check_table

    say = progress or (lambda _: None)
    structure = _known_periods(dataset)
    if period is not None:
        structure = replace(structure, periods=(period,))
    name = name or path.name
    workbook, reading, recipe = _read(path, name, structure, recipes, corrections or {}, say)
    say(OPENED)
    verdict = check_table(
        reading.frame,
        structure=structure,
        areas=standards.area_tree(),
        expected_periods=(period,) if period is not None else None,
        previous=current_figures(dataset),
        headings=reading.headings,
        waiting=reading.waiting,
    )
    # A file without a table is told once, by the reader, and not once more for every column.
    judged = verdict.findings if reading.layout.tables or reading.template else []
    found = [*reading.findings, *judged, *_closed(dataset, reading)]
    found += [finding("cell.mended", place, value=was, now=now) for place, (was, now) in _told(corrections)]
    say(1.0)
    return Checked(
        structure=structure,
        reading=reading,
        findings=tuple(sorted(found, key=_order(reading))),
        read=verdict.read,
        clean=verdict.clean,
        recipe=recipe,
        workbook=workbook,
    )


def observations(checked: Checked) -> Iterator[Observation]:
    """Every figure that was read, one by one, with its place in the file."""
    dimensions = [item.code for item in checked.structure.dimensions]
    for row in checked.read.iter_rows(named=True):
        for measure in checked.structure.measures:
            value, status = row.get(measure.code), row.get(status_column(measure.code))
            if value is None and status != Status.MISSING:
                continue
            place = row.get(place_column(measure.code))
            yield Observation(
                area=row["area"],
                period=row["period"],
                measure=measure.code,
                value=value,
                dimensions={code: row[code] for code in dimensions if row.get(code)},
                unit=measure.unit,
                status=Status(status or Status.NORMAL),
                sheet=row.get(SHEET),
                cell=None if place is None else cell_name(*unpack_place(place)),
                note=row.get(note_column(measure.code)) or "",
            )


def _known_periods(dataset: Dataset) -> Structure:
    """The structure with every period of the calendar, also those opened by hand and those closed."""
    structure = catalog.structure(dataset)
    if not structure.periods:
        return structure
    rows = DuePeriod.objects.filter(dataset=dataset).values_list("period", flat=True)
    known = {*structure.periods, *(parse_period(text) for text in rows)}
    return replace(structure, periods=tuple(sorted(known)))


def _read(
    path: Path,
    name: str,
    structure: Structure,
    recipes: Collection[Recipe],
    corrections: Corrections,
    say: Say,
) -> tuple[Workbook | None, Reading, Recipe | None]:
    """The file as it is understood, by the recipe for its shape where there is one."""
    only = next(iter(recipes), None) if len(recipes) == 1 else None
    workbook, reading = _read_once(path, name, structure, only, corrections, say)
    fitting = next((one for one in recipes if one.matches(reading.layout)), None)
    if fitting is not None and fitting is not only:
        workbook, reading = _read_once(path, name, structure, fitting, corrections, say)
    return workbook, reading, fitting


def _read_once(
    path: Path,
    name: str,
    structure: Structure,
    recipe: Recipe | None,
    corrections: Corrections,
    say: Say,
) -> tuple[Workbook | None, Reading]:
    given: dict[str, Any] = {
        "name": name,
        "structure": structure,
        "areas": standards.area_tree(),
        "units": standards.units(),
        "recipe": recipe,
    }

    def share(done: float) -> None:
        say(READ * done)

    if not corrections:
        return None, read_workbook(path, progress=share, **given)
    try:
        workbook, told = read_grids(path, name)
    except Refused as refusal:
        return None, nothing_read(structure, [refusal.finding])
    workbook = mended(workbook, corrections)
    return workbook, read_sheets(workbook, progress=share, told=told, **given)


def _closed(dataset: Dataset, reading: Reading) -> Iterator[Finding]:
    """A finding for each period in the file that takes no figures any more."""
    if PERIOD not in reading.frame.columns or not reading.frame.height:
        return
    there = reading.frame[PERIOD].drop_nulls().unique().to_list()
    closed = DuePeriod.objects.filter(dataset=dataset, is_open=False, period__in=there)
    for row in closed.order_by("ends_on"):
        place = reading.headings.get(PERIOD, NOWHERE)
        yield finding("period.closed", place, value=row.period, period=row.parsed.title)


def _told(corrections: Corrections | None) -> Iterator[tuple[Any, tuple[str, str]]]:
    for place, correction in (corrections or {}).items():
        yield place, (correction.was, correction.value)


def _order(reading: Reading) -> Callable[[Finding], tuple[int, int, int, str]]:
    """Findings in the order of the file: the whole first, then sheet by sheet, row by row."""
    ranks = {sheet.name: number for number, sheet in enumerate(reading.sheets, start=1)}

    def order(told: Finding) -> tuple[int, int, int, str]:
        row, column = text_at(told.place.cell)
        return ranks.get(told.place.sheet, 0), row, column, told.rule

    return order


__all__ = ["Checked", "Corrections", "check_upload", "observations"]
