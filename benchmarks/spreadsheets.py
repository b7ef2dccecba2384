"""From a spreadsheet that has just come in to all its findings, beside two engines that only read cells.

A styled workbook of thirty sheets with five hundred rows each, and one table of a hundred
thousand rows. calamine is the engine under our reader, so its line says what understanding the cells
costs; openpyxl is what most programs read with, so its line says how long people wait elsewhere
before anything is understood. Each side is a process of its own; its clock leaves out imports.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from benchmarks.children import Ran, run_module
from benchmarks.measuring import Limit, Measure, WrongAnswer, at_most, bench_folder, in_turns
from benchmarks.spreadsheets_parts.books import Book, large, yearly

CALAMINE, OPENPYXL = "calamine", "openpyxl"


@dataclass(frozen=True, slots=True)
class Asked:
    """A workbook, how it is called in the table, and what is promised for it."""

    name: str
    title: str
    book: Book
    limit: Limit  # against openpyxl


def run(quick: bool) -> list[Measure]:
    """Take the measures of both workbooks."""
    sheets, thousands = (4, 10) if quick else (30, 100)
    books = (
        Asked("workbook", f"{sheets} styled sheets of 500 rows", yearly(sheets), at_most(4)),
        Asked("large", f"One table of {thousands},000 rows", large(thousands), at_most(1.5)),
    )
    return [measure for asked in books for measure in _measures(asked, rounds=1 if quick else 5)]


def _measures(asked: Asked, rounds: int) -> list[Measure]:
    book = asked.book
    path = book.write(bench_folder("books") / f"{book.kind}-{book.size}.xlsx")
    side = partial(run_module, "benchmarks.spreadsheets_parts.sides")
    samples = in_turns(
        {
            name: partial(side, name, path, book.kind, str(book.size))
            for name in ("lumbung", CALAMINE, OPENPYXL)
        },
        rounds,
    )
    for ran in samples["lumbung"]:
        _must_be_right(book, ran)
    ours = _seconds(samples["lumbung"])
    title = f"{asked.title}: file to findings"
    facts = {
        "figures": book.figures,
        "file_mb": round(path.stat().st_size / 2**20, 1),
        "read_seconds": [ran.told["read_seconds"] for ran in samples["lumbung"]],  # without the check
        "cpu_seconds": {name: [ran.cpu_seconds for ran in taken] for name, taken in samples.items()},
    }
    return [
        Measure(
            f"{asked.name}-openpyxl", title, "openpyxl, cells alone", "s",
            ours, _seconds(samples[OPENPYXL]), asked.limit, facts,
        ),
        Measure(
            f"{asked.name}-calamine", title, "calamine, cells alone", "s",
            ours, _seconds(samples[CALAMINE]),
        ),
        Measure(
            f"{asked.name}-memory", f"{asked.title}: peak memory", "calamine, cells alone", "MiB",
            _peaks(samples["lumbung"]), _peaks(samples[CALAMINE]),
        ),
    ]  # fmt: skip


def _must_be_right(book: Book, ran: Ran) -> None:
    """All figures read and all sown faults found; other kinds of faults there are none."""
    told = ran.told
    short = {rule: told["findings"].get(rule, 0) for rule, sown in book.faults.items()
             if told["findings"].get(rule, 0) < sown}  # fmt: skip
    strange = set(told["findings"]) - set(book.faults)
    if told["rows"] != book.figures or short or strange:
        raise WrongAnswer(
            f"{book.kind}: {told['rows']} of {book.figures} figures read; too few {short}; not sown {strange}"
        )


def _seconds(samples: list[Ran]) -> tuple[float, ...]:
    return tuple(float(ran.told["seconds"]) for ran in samples)


def _peaks(samples: list[Ran]) -> tuple[float, ...]:
    return tuple(ran.peak_mb for ran in samples)
