"""The door of the reading side: a file in, observations and findings out.

A file is read in steps that each live in a module of their own: it is looked at and made into
grids, its tables are found, their columns and rows understood, their figures read, their totals
checked. Whatever goes wrong in a parser becomes a finding; nothing is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lumbung.formats.tables.grids import LIMITS, Limits, Refused, Workbook, read_grids
from lumbung.formats.tables.reading.pictures import pictures_of
from lumbung.formats.tables.reading.result import Reading
from lumbung.formats.tables.reading.told import Told
from lumbung.formats.tables.shapes.layout import Layout
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.findings import Finding, Place, Severity
from lumbung.vocabulary.structures import Structure, Unit

if TYPE_CHECKING:
    from lumbung.formats.tables.reading.sheets import Sheets
    from lumbung.formats.tables.template import TemplateIdentity

Progress = Callable[[float], None]


def read_workbook(
    path: Path,
    *,
    name: str,
    structure: Structure,
    areas: AreaTree,
    units: Mapping[str, Unit] | None = None,
    recipe: Recipe | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Read what a file says about a dataset.

    ``name`` is the file's name as the person knows it. A file that cannot be read gives a reading
    without rows whose findings say why. ``recipe`` is used where the file has its shape.
    """
    from lumbung.formats.tables.reading import tidy

    say = progress or (lambda _: None)
    try:
        if tidy.is_worth_trying(path, name, limits):
            quick = tidy.read_tidy(
                path, structure, areas, name=name, units=units or {}, recipe=recipe, progress=say
            )
            if quick is not None:
                return quick
        workbook, told = read_grids(path, name, limits)
    except Refused as refusal:
        return nothing_read(structure, [refusal.finding])
    say(0.3)
    return read_sheets(
        workbook,
        name=name,
        structure=structure,
        areas=areas,
        units=units,
        recipe=recipe,
        progress=say,
        told=told,
    )


def read_sheets(
    workbook: Workbook,
    *,
    name: str,
    structure: Structure,
    areas: AreaTree,
    units: Mapping[str, Unit] | None = None,
    recipe: Recipe | None = None,
    progress: Progress | None = None,
    told: Sequence[Finding] = (),
) -> Reading:
    """Read what the sheets of an opened file say; for sheets that were mended after opening, too."""
    from lumbung.formats.tables.reading.sheets import Sheets

    say = progress or (lambda _: None)
    findings = Told()
    for finding in told:
        findings.take(finding)
    sheets = Sheets(workbook, name, structure, areas, units or {}, findings, say)
    template = _identity(workbook)
    if template is not None:
        mine = _fits(template, structure, findings)
        if mine and sheets.read_template():
            return _reading(sheets, template)
        if not mine:
            return nothing_read(structure, findings.closed(), workbook, template)
    sheets.find_tables(None)
    if recipe is not None and recipe.matches(sheets.layout()):
        findings = Told()
        for finding in told:
            findings.take(finding)
        sheets = Sheets(workbook, name, structure, areas, units or {}, findings, say, recipe)
        sheets.find_tables(recipe)
    sheets.read_tables()
    return _reading(sheets, template)


def _reading(sheets: Sheets, template: TemplateIdentity | None) -> Reading:
    from lumbung.formats.tables.reading.frames import wide_table

    sheets.tell_the_rest()
    return Reading(
        frame=wide_table(sheets.records.items, sheets.structure),
        rows_read=sheets.records.rows,
        findings=sheets.told.closed(),
        totals=sheets.totals,
        layout=sheets.layout(),
        sheets=pictures_of(sheets.workbook),
        template=template,
        waiting=frozenset(sheets.waiting),
        headings=sheets.headings,
        printed_units=sheets.printed_units,
    )


def nothing_read(
    structure: Structure,
    findings: list[Finding],
    workbook: Workbook | None = None,
    template: TemplateIdentity | None = None,
) -> Reading:
    """The reading of a file that could not be read."""
    from lumbung.formats.tables.reading.frames import wide_table

    pictures = pictures_of(workbook) if workbook is not None else []
    return Reading(wide_table([], structure), 0, findings, [], Layout(), pictures, template)


def _identity(workbook: Workbook) -> TemplateIdentity | None:
    if not any(grid.name == "_lumbung" for grid in workbook.grids):
        return None
    from lumbung.formats.tables.reading.templates import identity_in

    return identity_in(workbook)


def _fits(template: TemplateIdentity, structure: Structure, told: Told) -> bool:
    """Whether a template is this dataset's; an older version is read with a word about it."""
    from lumbung.formats.tables.template import structure_digest

    if template.dataset != structure.dataset:
        told.add("file.wrong-template", found=template.dataset, dataset=structure.dataset)
        return False
    if template.version != structure.version and template.digest != structure_digest(structure):
        told.add("file.old-template", found=template.version, version=structure.version)
    return True


__all__ = ["Place", "Severity", "nothing_read", "read_sheets", "read_workbook"]
