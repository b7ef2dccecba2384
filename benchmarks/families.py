"""All measures by family: which module takes them, and how it is asked.

A family's module has ``run(quick) -> list[Measure]`` and gives a measure for each name here; the
checking benchmark also stands by itself, so its result is translated.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks.measuring import CannotMeasure, Measure, at_least, at_most, bench_folder


@dataclass(frozen=True, slots=True)
class Family:
    """Measures that are taken together because they share what is dear to set up."""

    name: str
    measures: tuple[str, ...]
    run: Callable[[bool], list[Measure]]


def _module(name: str) -> Callable[[bool], list[Measure]]:
    def run(quick: bool) -> list[Measure]:
        return list(importlib.import_module(f"benchmarks.{name}").run(quick))

    return run


def _checking(quick: bool) -> list[Measure]:
    from benchmarks import checking

    with contextlib.redirect_stdout(sys.stderr):  # it prints a table of its own; ours alone goes to stdout
        got = checking.measure(folder=bench_folder("checking"), quick=quick)

    def figure(name: str) -> tuple[float]:
        return (float(str(got[name])),)

    title, rules = f"{got['rows']:,} rows, {got['rules']} rules", float(str(got["rules"]))
    agreed = rules if got["same_verdicts"] else 0.0
    return [
        Measure(
            "checking-speed", f"Checking {title}", checking.PEER, "rows/s",
            figure("rows_a_second"), figure("peer_rows_a_second"), at_least(checking.LEAST_SPEED),
        ),
        Measure(
            "checking-memory", f"Peak memory of it, {title}", checking.PEER, "MiB",
            figure("peak_mb"), figure("peer_peak_mb"), at_most(checking.MOST_MEMORY),
        ),
        Measure(
            "checking-verdicts", "Rules whose faulty rows both sides find alike", checking.PEER, "rules",
            (agreed,), (rules,), at_least(1),
        ),
    ]  # fmt: skip


FAMILIES = (
    Family("checking", ("checking-speed", "checking-memory", "checking-verdicts"), _checking),
    Family(
        "spreadsheets",
        (
            *("workbook-openpyxl", "workbook-calamine", "workbook-memory"),
            *("large-openpyxl", "large-calamine", "large-memory"),
        ),
        _module("spreadsheets"),
    ),
    Family(
        "reading",
        ("release-million", "slice-1", "slice-8", "rollup-1", "rollup-8"),
        _module("reading"),
    ),
    Family("matrix", ("matrix",), _module("matrix")),
    Family("flood", ("flood",), _module("flood")),
    Family("starting", ("start", "start-again", "memory-idle", "memory-loaded"), _module("starting")),
)


def chosen(names: Iterable[str]) -> list[tuple[Family, tuple[str, ...]]]:
    """The families to run and the measures to show, for names of families or of measures; none: all."""
    wanted = set(names)
    known = {family.name for family in FAMILIES} | {name for family in FAMILIES for name in family.measures}
    if unknown := wanted - known:
        raise CannotMeasure(
            f"no measure is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}"
        )
    found = []
    for family in FAMILIES:
        every = not wanted or family.name in wanted
        measures = tuple(name for name in family.measures if every or name in wanted)
        if measures:
            found.append((family, measures))
    return found
