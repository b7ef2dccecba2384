"""The table of measures, and the lines that are kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Measure

RESULTS = Path(__file__).with_name("results")
NARROWEST = 150  # a table in a file or a log is not squeezed to the width of some terminal


@dataclass(frozen=True, slots=True)
class Missing:
    """A measure that was asked for and could not be taken."""

    name: str
    why: str

    def record(self) -> dict[str, Any]:
        """The line in the results."""
        return {"measure": self.name, "kept": False, "missing": self.why}


Line = Measure | Missing


def show(lines: Iterable[Line], *, judged: bool) -> None:
    """Print the table; without ``judged`` the last column keeps its peace."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("measure", no_wrap=True)
    table.add_column("what")
    table.add_column("ours", justify="right", no_wrap=True)
    table.add_column("theirs", justify="right", no_wrap=True)
    table.add_column("against")
    table.add_column("must", no_wrap=True)
    table.add_column("got", justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for line in lines:
        if isinstance(line, Missing):
            table.add_row(line.name, line.why, "", "", "", "", "", "NOT TAKEN")
        else:
            table.add_row(*_cells(line), verdict(line) if judged else "–")
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, width=NARROWEST)
    console.print(table)


def verdict(measure: Measure) -> str:
    """What the last column says."""
    return {None: "told", True: "kept", False: "BROKEN"}[measure.is_kept]


def exit_code(lines: Sequence[Line], *, judged: bool) -> int:
    """0 all limits are kept, 1 one is broken, 2 something could not be measured."""
    if any(isinstance(line, Missing) for line in lines):
        return 2
    broken = any(isinstance(line, Measure) and line.is_kept is False for line in lines)
    return 1 if judged and broken else 0


def keep(run: dict[str, Any], lines: Iterable[Line]) -> Path:
    """Write the run and its measures as JSON lines; the file's name is its moment."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{run['at'].replace(':', '').replace('+0000', 'Z')}.jsonl"
    records = [{"run": run}, *(line.record() for line in lines)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def said(figure: float | None, unit: str = "") -> str:
    """A figure with three digits that matter.

    >>> said(0.01234, "s"), said(1234567.8, "rows/s"), said(None)
    ('0.0123 s', '1,234,568 rows/s', '')
    """
    if figure is None:
        return ""
    number = f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
    return f"{number} {unit}".strip()


def _cells(measure: Measure) -> list[str]:
    limit, theirs = measure.limit, measure.their_median
    must, got = "", f"{said(measure.ratio)} ×"
    if limit is not None:
        must = limit.words(measure.unit)
        if limit.times and limit.plus and theirs is not None:
            must += f" = {said(limit.bound(theirs), measure.unit)}"
    if measure.ratio is None or (limit is not None and limit.plus):
        got = said(measure.our_median, measure.unit)
    return [
        measure.name,
        measure.title,
        said(measure.our_median, measure.unit),
        said(measure.their_median, measure.unit),
        measure.against,
        must,
        got,
    ]
