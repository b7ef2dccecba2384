"""Writing a template: the identity, the sheet of figures and its explanations in one workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain, product, repeat
from pathlib import Path
from typing import BinaryIO

from lumbung.formats.tables import guide
from lumbung.formats.tables.pen import Pen, open_book
from lumbung.formats.tables.template.columns import columns_of
from lumbung.formats.tables.template.figure_sheet import ALLOWED, FigureSheet
from lumbung.formats.tables.template.guide_sheet import TemplateWords, write_guide
from lumbung.formats.tables.template.identity import IDENTITY_SHEET, identity_of
from lumbung.vocabulary.areas import Area, AreaTree
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.problems import Invalid, TooMuch
from lumbung.vocabulary.structures import Structure
from lumbung.vocabulary.words import Text

FIGURES_SHEET = "Isian"
MOST_ROWS = 1_000_000
SPARE_ROWS = 100  # empty rows below, where a dataset does not name every key beforehand


class TemplateWithoutAreas(Invalid):
    """The dataset is about areas that are not known."""

    code = "template.no-areas"
    message = Text(
        "Templat {dataset} tidak dapat dibuat: tidak ada wilayah {level} di dalam {within}.",
        "No template for {dataset}: there is no area of level {level} within {within}.",
    )
    hint = Text("Muat daftar wilayahnya lebih dahulu.", "Load the list of areas first.")


class TemplateTooLong(TooMuch):
    """More rows than a sheet can hold."""

    code = "template.too-long"
    message = Text(
        "Templat {dataset} memerlukan {rows} baris; satu lembar memuat paling banyak {most}.",
        "A template for {dataset} needs {rows} rows; one sheet holds {most} at most.",
    )
    hint = Text(
        "Minta templat untuk satu periode, atau kirim angkanya sebagai CSV.",
        "Ask for the template of one period, or send the figures as CSV.",
    )


def write_template(
    target: Path | BinaryIO,
    *,
    structure: Structure,
    areas: AreaTree,
    period: Period | None = None,
    words: TemplateWords | None = None,
) -> None:
    """Write the template of a dataset: for one period, or for every period due.

    Where no period is given and none is due, the period is left for the producer to fill in.
    Raises :class:`TemplateWithoutAreas` and :class:`TemplateTooLong`.
    """
    words = words or TemplateWords()
    periods = (period,) if period else structure.periods
    scope = _areas_of(structure, areas)
    columns = columns_of(structure)
    _refuse_too_many(structure, len(scope) * max(1, len(periods)))

    book = open_book(target)
    book.set_properties(
        {
            "title": structure.title.id,
            "subject": f"Templat {structure.dataset} versi {structure.version}",
            "author": words.producer,
            "company": words.producer,
            "keywords": f"lumbung {structure.dataset}",
            # a fixed day keeps two templates of one definition equal to the byte
            "created": dt.datetime.combine(words.made_on or dt.date(2000, 1, 1), dt.time(), dt.UTC),
        }
    )
    identity = identity_of(structure, str(period) if period else None)
    for name, value in identity.rows():
        book.set_custom_property(f"lumbung-{name}", value or "-")
    pen = Pen(book)
    figures, explained = book.add_worksheet(FIGURES_SHEET), book.add_worksheet(guide.NAME)
    hidden = book.add_worksheet(IDENTITY_SHEET)
    lists = write_guide(pen, explained, structure=structure, areas=scope, period=period, words=words)
    explained.protect("", ALLOWED)  # the drop-down lists are read from it
    sheet = FigureSheet(pen, figures, columns, lists)
    sheet.write_head(_title(structure, periods), words)
    spare = 0 if structure.complete else SPARE_ROWS
    for key in chain(_expected_keys(structure, scope, periods), repeat({}, spare)):
        sheet.write_row(key)
    sheet.finish()
    for number, pair in enumerate(identity.rows()):
        pen.texts(hidden, number, pair, pen.style(num_format="@"))
    hidden.very_hidden()
    book.close()


def _areas_of(structure: Structure, areas: AreaTree) -> tuple[Area, ...]:
    found = areas.within(structure.area.within, structure.area.level)
    if not found:
        raise TemplateWithoutAreas(
            dataset=structure.dataset, level=structure.area.level.value, within=structure.area.within
        )
    return found


def _refuse_too_many(structure: Structure, area_periods: int) -> None:
    rows = area_periods
    for dimension in structure.dimensions:
        rows *= len(dimension.codes) + dimension.optional
    if rows > MOST_ROWS:
        raise TemplateTooLong(
            dataset=structure.dataset, rows=both_numbers(rows), most=both_numbers(MOST_ROWS)
        )


def _expected_keys(
    structure: Structure, scope: Sequence[Area], periods: Sequence[Period]
) -> Iterator[dict[str, str]]:
    """The prefilled cells of each row, by machine word: period by period, area by area."""
    axes = [
        [(dimension.code, item.code, item.title.id) for item in dimension.codes]
        + ([(dimension.code, "", "")] if dimension.optional else [])
        for dimension in structure.dimensions
    ]
    for period in periods or (None,):
        for area in scope:
            # A village that split in July has no figures for the year before.
            if period is not None and not area.in_force(period.end):
                continue
            key = {AREA: area.code, "area_name": area.name}
            if period is not None:
                key |= {PERIOD: str(period), "period_name": period.title.id}
            for choice in product(*axes):
                codes = {dimension: code for dimension, code, _ in choice}
                names = {f"{dimension}:name": name for dimension, _, name in choice}
                yield key | codes | names


def _title(structure: Structure, periods: Sequence[Period]) -> str:
    when = f", {periods[0].title.id}" if len(periods) == 1 else ""
    simulated = " (data simulasi)" if structure.simulated else ""
    return f"{structure.title.id}{when}{simulated}"
