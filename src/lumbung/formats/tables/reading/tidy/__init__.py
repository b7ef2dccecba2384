"""The fast way for large CSV files that are one tidy list: a row for each key, a column for each measure.

The general reader looks at every cell, and refuses what is too large for that. Of a tidy list it
need not: its first rows tell the columns, each distinct label and each odd text is read once by
the very readers that read every file, and Polars does the rest. The reading is the one that the
general way gives. A file that is anything else is left to the general way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from lumbung.formats.tables.grids import LIMITS, Limits
from lumbung.formats.tables.grids.files import kind_of
from lumbung.formats.tables.grids.refusals import too_large
from lumbung.formats.tables.reading.result import Reading
from lumbung.formats.tables.shapes.recipes import Recipe
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.structures import Structure, Unit


def is_worth_trying(path: Path, name: str, limits: Limits) -> bool:
    """Whether a file is a CSV so large that the general way would be slow; raises :class:`Refused`."""
    try:
        large = path.stat().st_size >= limits.tidy_bytes
    except OSError:
        return False
    return large and kind_of(path, name, limits)[0] == "csv"


def read_tidy(
    path: Path,
    structure: Structure,
    areas: AreaTree,
    *,
    name: str,
    units: Mapping[str, Unit],
    recipe: Recipe | None,
    progress: Callable[[float], None],
) -> Reading | None:
    """Read a tidy list; none where the file is none."""
    from lumbung.formats.tables.reading.tidy.listing import beginning_of
    from lumbung.formats.tables.reading.tidy.plan import plan_of
    from lumbung.formats.tables.reading.tidy.whole import Whole

    beginning = beginning_of(path)
    plan = plan_of(beginning.rows, name, structure, areas, units, None) if beginning else None
    if beginning is None or plan is None:
        return None
    whole = Whole(path, beginning, plan, progress)
    reading = whole.read()
    if reading is not None and recipe is not None and recipe.matches(reading.layout):
        corrected = plan_of(beginning.rows, name, structure, areas, units, recipe)
        return Whole(path, beginning, corrected, progress).read() if corrected is not None else None
    if reading is not None and reading.rows_read > LIMITS.csv_rows:
        rows = LIMITS.csv_rows
        raise too_large(f"lebih dari {rows} baris", f"more than {rows} rows")
    return reading


__all__ = ["is_worth_trying", "read_tidy"]
