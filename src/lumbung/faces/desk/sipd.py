"""The agreed list with its released values, as SIPD E-Walidata takes it: a sheet, and values a year.

The six columns are those of the local tables that were read (``reference/sdi.md`` §7); the code of
an element comes from the list and is left empty where the list has none: none is invented.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lumbung.cube import query
from lumbung.formats.tables import look
from lumbung.formats.tables.pen import Pen, number_format, open_book
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.catalog.queries import Dataset
from lumbung.rooms.forum import queries as forum
from lumbung.rooms.forum.queries import DataList, Item
from lumbung.rooms.people.queries import Actor
from lumbung.rooms.query import queries as numbers
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.access import Access
from lumbung.vocabulary.periods import Frequency, parse_period
from lumbung.vocabulary.problems import Problem
from lumbung.vocabulary.structures import AddsUp, Measure
from lumbung.vocabulary.words import Text

HEADINGS = ("Kode DSSD", "Uraian DSSD", "Satuan", "Definisi Operasional", "Tag Urusan", "Produsen Data")
WIDTHS = (18, 46, 16, 50, 34, 36)
YEARS = 5
"""So many years of values stand beside the six columns, the list's own year last."""

PERIODS_A_YEAR = {
    Frequency.YEAR: 1, Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """A line of the sheet: an item, or one measure of its dataset."""

    code: str
    title: str
    unit: str
    definition: str
    affair: str
    producer: str
    values: dict[int, float] = field(default_factory=dict)
    why_none: str = ""


def elements(of: DataList, years: Sequence[int], reader: Actor) -> list[Element]:
    """Every agreed item with the city's released values of some years."""
    found = forum.items(of).filter(state=forum.ItemState.AGREED.value)
    affairs = forum.affairs()
    return [one for item in found for one in _elements(item, years, reader, affairs)]


def years_of(of: DataList) -> tuple[int, ...]:
    """The years whose values stand in the sheet."""
    return tuple(range(of.year - YEARS + 1, of.year + 1))


def written(of: DataList, found: Iterable[Element], years: Sequence[int]) -> bytes:
    """The sheet, and a second one that says where a value is missing and why."""
    target = io.BytesIO()
    book = open_book(target)
    pen = Pen(book)
    head = pen.style(bold=True, text_wrap=True, bg_color=f"#{look.SIDE}", bottom=1)
    plain, number = pen.style(text_wrap=True, valign="top"), pen.style(num_format=number_format(None))
    sheet = book.add_worksheet(f"E-Walidata {of.year}")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    pen.texts(sheet, 0, [*HEADINGS, *map(str, years)], head)
    missing: list[tuple[str, str]] = []
    for row, one in enumerate(found, start=1):
        six = (one.code, one.title, one.unit, one.definition, one.affair, one.producer)
        pen.texts(sheet, row, six, plain)
        for column, year in enumerate(years, start=len(six)):
            pen.value(sheet, row, column, one.values.get(year), number)
        if one.why_none:
            missing.append((one.title, one.why_none))
    sheet.freeze_panes(1, 2)
    notes = book.add_worksheet("Catatan")
    notes.set_column(0, 1, 60)
    pen.texts(notes, 0, ["Uraian", "Mengapa nilainya kosong"], head)
    for row, line in enumerate(missing, start=1):
        pen.texts(notes, row, line, plain)
    book.close()
    return target.getvalue()


def _elements(item: Item, years: Sequence[int], reader: Actor, affairs: dict[str, Text]) -> Iterable[Element]:
    affair = f"{item.affair} {affairs.get(item.affair, '')}".strip()
    producer = item.producer.name.id
    if item.dataset is None:
        yield Element(
            item.indicator_code,
            item.title,
            item.unit,
            item.definition,
            affair,
            producer,
            why_none="belum ada dataset",
        )
        return
    measures = catalog.structure(item.dataset).measures
    for measure in measures:
        values, why = _values(item.dataset, measure, years, reader)
        several = len(measures) > 1
        yield Element(
            code=item.indicator_code if not several else "",
            title=f"{item.title}: {measure.title.id}" if several else item.title,
            unit=measure.unit or item.unit,
            definition=measure.definition.id or item.definition,
            affair=affair,
            producer=producer,
            values=values,
            why_none=why,
        )


def _values(
    dataset: Dataset, measure: Measure, years: Sequence[int], reader: Actor
) -> tuple[dict[int, float], str]:
    """The values of the whole area by year, as they are released; why there are none."""
    if dataset.access != Access.OPEN.value:
        return {}, f"aksesnya {dataset.access}: dikirim hanya menurut keputusan Forum"
    scope = catalog.structure(dataset).area
    area = standards.area_tree().get(scope.within)
    level = area.level if area is not None and area.level is not scope.level else None
    try:
        answer = numbers.answer(
            query(
                dataset.code,
                measures=(measure.code,),
                by=("area", "period"),
                roll_up=level,
                first=f"{min(years)}",
            ),
            reader=reader,
        )
    except Problem as problem:
        return {}, problem.told.id
    by_year: dict[int, list[tuple[str, float]]] = {}
    for row in answer.dicts():
        period, value = str(row["period"]), row[measure.code]
        if isinstance(value, int | float) and (year := parse_period(period).year) in years:
            by_year.setdefault(year, []).append((period, float(value)))
    values = {
        year: one for year, own in by_year.items() if (one := _of_year(own, dataset, measure)) is not None
    }
    why = (
        ""
        if values
        else "; ".join(note.id for note in answer.notes) or "belum ada nilai untuk tahun-tahun ini"
    )
    return values, why


def _of_year(found: list[tuple[str, float]], dataset: Dataset, measure: Measure) -> float | None:
    """One value for a year: its only one, the last of what is a stock, the sum of a whole year of flows."""
    found = sorted(found)
    due = PERIODS_A_YEAR.get(Frequency(dataset.frequency))
    if due == 1:
        return found[-1][1]
    if measure.adds_up is AddsUp.SUM:
        return sum(value for _, value in found) if len(found) == due else None
    return found[-1][1]
