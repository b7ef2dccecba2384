"""The values of a workbook, read by calamine, with its panics caught and its errors named."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lumbung.formats.tables.grids.grid import Merge, Value, Visibility
from lumbung.formats.tables.grids.limits import Limits
from lumbung.formats.tables.grids.refusals import Refused, encrypted, too_large, unreadable
from lumbung.vocabulary.numbers import both_numbers

_T = TypeVar("_T")


class Values:
    """The sheets of a workbook as calamine sees them."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        # Given a path, calamine believes the file's name; given bytes, it looks.
        content = io.BytesIO(path.read_bytes())
        self._book = _guarded(lambda: CalamineWorkbook.from_filelike(content))
        self.sheets = [
            (number, sheet.name, _visibility(sheet.visible))
            for number, sheet in enumerate(self._book.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
        if len(self.sheets) > limits.sheets:
            raise too_large(
                f"{len(self.sheets)} lembar (batas {limits.sheets})",
                f"{len(self.sheets)} sheets (limit {limits.sheets})",
            )

    def read(self, number: int) -> tuple[list[list[Value]], tuple[Merge, ...]]:
        """The values of one sheet from its first cell on, and its merged ranges."""
        sheet = _guarded(lambda: self._book.get_sheet_by_index(number))
        if sheet.total_height * sheet.total_width > self.limits.cells:
            raise wide_spread(sheet.name, sheet.total_height, sheet.total_width, self.limits)
        rows = _guarded(lambda: sheet.to_python(skip_empty_area=False))
        return [_values(row) for row in rows], _merges(sheet.merged_cell_ranges, self.limits)


def wide_spread(name: str, height: int, width: int, limits: Limits) -> Refused:
    """A sheet that is larger than memory, often because of one stray cell far out."""
    rows, columns, most = both_numbers(height), both_numbers(width), both_numbers(limits.cells)
    return too_large(
        f"lembar “{name}” terbentang {rows.id} baris × {columns.id} kolom (batas {most.id} sel)",
        f"sheet “{name}” spans {rows.en} rows × {columns.en} columns (limit {most.en} cells)",
    )


def too_many_cells(limits: Limits) -> Refused:
    """A workbook whose sheets together are larger than memory."""
    most = both_numbers(limits.cells)
    return too_large(
        f"semua lembarnya lebih dari {most.id} sel", f"all its sheets hold more than {most.en} cells"
    )


def _visibility(said: SheetVisibleEnum) -> Visibility:
    if said == SheetVisibleEnum.Visible:
        return Visibility.VISIBLE
    return Visibility.HIDDEN if said == SheetVisibleEnum.Hidden else Visibility.VERY_HIDDEN


def _merges(found: Iterable[Any] | None, limits: Limits) -> tuple[Merge, ...]:
    merges = tuple(
        Merge(first[0], first[1], last[0], last[1]) for first, last in found or () if first != last
    )
    if len(merges) > limits.merges:
        raise too_large(f"{len(merges)} sel gabungan", f"{len(merges)} merged cells")
    return merges


def _values(row: list[Any]) -> list[Value]:
    return [
        (None if value == "" else _text_of_span(value) if isinstance(value, dt.timedelta) else value)
        for value in row
    ]


def _text_of_span(span: dt.timedelta) -> str:
    return str(span)


def _guarded(act: Callable[[], _T]) -> _T:
    """Do something with calamine; whatever it says against it becomes a refusal.

    A panic of its Rust code arrives as ``PanicException``, which no module exports and which
    derives from BaseException, so it is known by its name; everything else goes on.
    """
    try:
        return act()
    except PasswordError as fault:
        raise encrypted() from fault
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError) as fault:
        raise unreadable("isinya rusak atau terpotong", "its contents are damaged or cut off") from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise unreadable("isinya rusak", "its contents are damaged") from fault
