"""One side of the spreadsheets benchmark, in a process of its own: a file that has just come in is read.

    python -m benchmarks.spreadsheets_parts.sides lumbung|calamine|openpyxl FILE KIND SIZE

Ours goes on to the findings; the engines alone only give the cells. The clock leaves out imports,
because a server has made them long before.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.spreadsheets_parts.books import BOOKS


def with_lumbung(path: Path, kind: str, size: int) -> dict[str, Any]:
    """From the file to all findings: the cells, what they mean, and whether they can be."""
    from lumbung.engines.rules import check_table
    from lumbung.formats.tables.reading.reader import read_workbook

    book = BOOKS[kind](size)
    structure, areas = book.structure, book.place.tree
    started = time.perf_counter()
    reading = read_workbook(path, name=path.name, structure=structure, areas=areas)
    read = time.perf_counter() - started
    verdict = check_table(
        reading.frame,
        structure=structure,
        areas=areas,
        headings=reading.headings,
        waiting=reading.waiting,
        limit=1_000_000,
    )
    seconds = time.perf_counter() - started
    findings = [*reading.findings, *verdict.findings]
    told = Counter(finding.rule for finding in findings)
    return {"seconds": seconds, "read_seconds": read, "rows": reading.frame.height, "findings": told}


def with_calamine(path: Path, _kind: str, _size: int) -> dict[str, Any]:
    """Only the cells, by the engine that we use ourselves."""
    from python_calamine import CalamineWorkbook

    started = time.perf_counter()
    with CalamineWorkbook.from_path(str(path)) as workbook:
        rows = sum(len(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names)
    return {"seconds": time.perf_counter() - started, "rows": rows}


def with_openpyxl(path: Path, _kind: str, _size: int) -> dict[str, Any]:
    """Only the cells, by the engine that most programs use, in its fastest mode."""
    from openpyxl import load_workbook

    started = time.perf_counter()
    workbook = load_workbook(path, read_only=True, data_only=True)
    rows = sum(len(list(sheet.iter_rows(values_only=True))) for sheet in workbook.worksheets)
    return {"seconds": time.perf_counter() - started, "rows": rows}


SIDES = {"lumbung": with_lumbung, "calamine": with_calamine, "openpyxl": with_openpyxl}

if __name__ == "__main__":
    side, file, kind, size = sys.argv[1:]
    print(json.dumps(SIDES[side](Path(file), kind, int(size))))
