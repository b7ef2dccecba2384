"""Reading a workbook of forms: what was handed out, filled in and sent back.

A sheet is known by its hidden first row. What cannot be taken is told with its sheet and cell, and kept
as it was written; nothing is guessed, and no file stops the reading.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from lumbung.formats.forms.cells import CellReader
from lumbung.formats.forms.pagereading import read_page
from lumbung.formats.forms.rowreading import read_rows_of
from lumbung.formats.forms.sheets import MARK, ReadForms, ReadSheet, stands_in_rows
from lumbung.formats.tables.grids import LIMITS, Grid, Limits, Refused, Visibility, read_grids
from lumbung.formats.tables.grids.grid import shown
from lumbung.vocabulary.findings import Finding, Place, finding
from lumbung.vocabulary.forms import Form

_SEARCHED_ROWS = 10  # above the marked row somebody may have put a few of his own
_GUIDES = frozenset({"keterangan", "temuan", "petunjuk"})


def read_workbook(
    content: bytes, forms: Sequence[Form], *, name: str = "formulir.xlsx", limits: Limits = LIMITS
) -> ReadForms:
    """The records of all sheets that are forms among these, and what is to be said about them."""
    with tempfile.TemporaryDirectory(prefix="lumbung-form-") as folder:
        path = Path(folder) / "formulir"
        path.write_bytes(content)
        try:
            workbook, told = read_grids(path, name, limits)
        except Refused as refused:
            return ReadForms(findings=(refused.finding,))
    sheets: list[ReadSheet] = []
    for grid in workbook.grids:
        read = _read_grid(grid, forms, told)
        if read is not None:
            sheets.append(read)
    if not sheets:
        told.append(finding("file.empty"))
    return ReadForms(tuple(sheets), tuple(told))


def _read_grid(grid: Grid, forms: Sequence[Form], told: list[Finding]) -> ReadSheet | None:
    row, identity = _mark(grid)
    if row is None:
        seen = grid.visibility is Visibility.VISIBLE and (grid.name or "").lower() not in _GUIDES
        if seen and any(cell is not None for line in grid.rows for cell in line):
            told.append(finding("form.sheet-unknown", Place(grid.name), value=grid.name or "–"))
        return None
    form = _form_of(identity, forms)
    if form is None:
        told.append(finding("form.sheet-unknown", Place(grid.name), value=f"{grid.name} ({identity[:60]})"))
        return None
    if form.identity != identity:
        place = Place(grid.name)
        told.append(finding("form.other-edition", place, found=identity[:60], expected=form.identity))
    cells = CellReader(grid, form, told)
    read = read_rows_of if stands_in_rows(form) else read_page
    return ReadSheet(form, grid.name or "", tuple(read(cells, row)))


def _mark(grid: Grid) -> tuple[int | None, str]:
    """The marked row and the identity in it; the mark stands in the first column."""
    for number, line in enumerate(grid.rows[:_SEARCHED_ROWS]):
        said = shown(line[0]).split() if line else []
        if len(said) == 2 and said[0] == MARK:
            return number, said[1]
    return None, ""


def _form_of(identity: str, forms: Sequence[Form]) -> Form | None:
    """The form itself, or the one of another edition that has its code."""
    exact = next((form for form in forms if form.identity == identity), None)
    return exact or next((form for form in forms if form.code == identity.split("@", maxsplit=1)[0]), None)
