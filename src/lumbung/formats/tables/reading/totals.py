"""Totals held against their parts, in rows and in columns.

Which figures a total is made of is not said anywhere: the rows above it, those below it, those of
its area, or the sub-totals. All are tried; if any adds up, the total is right. Only if none does
is a fault told, against the likeliest parts. What behaves like a mean, and what has parts without
figures, is not called wrong. Where nearly all rows of wider areas are no sums (the staff of each
kecamatan's office beside that of each kelurahan's), they are figures of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lumbung.formats.tables.grids.grid import Cell
from lumbung.formats.tables.reading.prepared import PreparedTable
from lumbung.formats.tables.reading.result import Total
from lumbung.formats.tables.reading.rows import Row, RowKind
from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.roles import Role
from lumbung.vocabulary.findings import Place, Severity
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.structures import AddsUp

_SUMMED = frozenset({AddsUp.SUM, AddsUp.LAST})
_FEWEST_OF_THEIR_OWN = 3  # of fewer wider rows, all may simply be wrong
_MOST = 2 / 3


class TotalsOfTable:
    """Checks the totals of one table."""

    def __init__(self, table: PreparedTable) -> None:
        self.table, self.grid = table, table.grid
        self.areas = table.labels.areas
        self.totals: list[Total] = []
        self._checked: set[Cell] = set()
        self.alone: list[tuple[Row, Column, float]] = []  # wider areas whose parts are not in this table
        self._data = [row for row in table.rows if row.kind in {RowKind.DATA, RowKind.DETAIL}]
        self._stated = [row for row in table.rows if row.kind is RowKind.TOTAL]
        self._order = {row.number: place for place, row in enumerate(table.rows)}

    def check(self) -> list[Total]:
        """All totals of the table."""
        figures = [column for column in self.table.columns if column.role in {Role.VALUE, Role.TOTAL}]
        own = self._rows_of_their_own(figures)
        for row in self._stated:
            self._tell_uncomputed(row, figures)
            if row in own:
                self._tell_level(row)
            else:
                self._check_row(row, figures)
        for column in figures:
            if column.role is Role.TOTAL:
                self._check_column(column)
        return self.totals

    # Rows

    def _tell_uncomputed(self, row: Row, figures: Sequence[Column]) -> None:
        """A total whose formula was never computed cannot be checked; the data is read all the same."""
        for column in figures:
            formula = self.grid.formulas.get((row.number, column.number))
            if formula is not None and not formula.has_result:
                self.table.told.add(
                    "formula.no-cache",
                    self._place((row.number, column.number)),
                    value=f"={formula.text}"[:120],
                    severity=Severity.WARNING,
                )

    def _check_row(self, row: Row, figures: Sequence[Column]) -> None:
        if row.total is not None and row.total.is_mean:
            return
        if row.area is not None and row.area not in self.areas.inside:
            return  # the province, beside: most of its parts are not in this file
        stated = {column: number for column in figures if (number := self._number(row, column)) is not None}
        candidates = self._candidates(row)
        if row.total is None and row.area is None and not row.over:
            self._check_unlabelled(row, stated, candidates)
            return
        for column, number in stated.items():
            if not self._is_summed(row, column):
                continue
            if not candidates:
                self.alone.append((row, column, number))
                continue
            parts = [[(part.number, column.number) for part in rows] for rows in candidates]
            if column.role is Role.TOTAL:  # the corner adds up either way
                parts.append([(row.number, sibling.number) for sibling in self._siblings(column)])
            self._hold((row.number, column.number), number, parts)

    def _rows_of_their_own(self, figures: Sequence[Column]) -> list[Row]:
        """The rows of wider areas, where nearly all of them are plainly not the sums of their parts."""
        within = self.table.structure.area.within
        wider = [row for row in self._stated if row.total is None and row.area not in {None, within}]
        inside = [row for row in wider if row.area in self.areas.inside]
        said = [(row, verdict) for row in inside if (verdict := self._adds_up(row, figures)) is not None]
        wrong = sum(not verdict for _, verdict in said)
        many = wrong >= _FEWEST_OF_THEIR_OWN and wrong > _MOST * len(said)
        return inside if many else []

    def _adds_up(self, row: Row, figures: Sequence[Column]) -> bool | None:
        """Whether at least half of a row's figures are, or may be, sums; none where nothing can be said."""
        candidates, verdicts = self._candidates(row), []
        for column in figures:
            stated = self._number(row, column)
            if stated is None or not candidates or not self._is_summed(row, column):
                continue
            parts = [[(part.number, column.number) for part in rows] for rows in candidates]
            sums = [(cells, total) for cells in parts if (total := self._sum(cells)) is not None]
            if not sums or any(self._part(cell) is None for cell in sums[0][0]):
                continue
            numbers = [number for cell in sums[0][0] if (number := self._part(cell)) is not None]
            same = any(self._same(stated, total, cells) for cells, total in sums)
            verdicts.append(same or _looks_like_mean(stated, numbers))
        return sum(verdicts) * 2 >= len(verdicts) if verdicts else None

    def _tell_level(self, row: Row) -> None:
        """A wider area's own figures: the dataset has no place for them, so they are not taken silently."""
        level, expected = self.areas.level(str(row.area)).title, self.table.structure.area.level.title
        self.table.told.add(
            "area.level",
            self._place(row.area_cell or (row.number, 0)),
            value=self.areas.tree[str(row.area)].title,
            level=level,
            expected=expected,
            severity=Severity.WARNING,
        )

    def _check_unlabelled(self, row: Row, stated: dict[Column, float], candidates: list[list[Row]]) -> None:
        """A row of figures without a label: a total if it adds up, else a row that lost its area."""
        for rows in candidates:
            sums = {c: self._sum([(part.number, c.number) for part in rows]) for c in stated}
            if stated and all(
                total is not None and self._same(stated[c], total, [(p.number, c.number) for p in rows])
                for c, total in sums.items()
            ):
                for column, number in stated.items():
                    parts = [(part.number, column.number) for part in rows]
                    self._keep((row.number, column.number), number, parts, sums[column], ok=True)
                return
        labelled = self.table.row_reader.areas.heading_column
        if labelled is not None and any(column.role is Role.VALUE for column in stated):
            place = Place.at(self.grid.name, row.number, labelled.number)
            self.table.told.add("area.unknown", place, value="")

    def _candidates(self, total: Row) -> list[list[Row]]:
        """The rows that a total may be made of, the likeliest first."""
        data = [row for row in self._data if self._fits(total, row)]
        place = self._order[total.number]
        before = [row for row in data if self._order[row.number] < place]
        after = [row for row in data if self._order[row.number] > place]
        run_before, run_after = self._run(total, before, -1), self._run(total, after, 1)
        others = [row for row in self._stated if row is not total and self._fits(total, row)]
        found: list[list[Row]]
        if total.area is not None:
            below = [row for row in data if row.area is not None and self._is_below(row.area, total.area)]
            whole = total.area == self.table.structure.area.within
            lower = [
                row for row in others if row.area is not None and self._is_next_below(row.area, total.area)
            ]
            found = [data if whole else below, below, run_after, run_before, lower]
        else:
            earlier = any(self._order[row.number] < place for row in others)
            ends = self._order[total.number] > max((self._order[row.number] for row in data), default=-1)
            found = [before, run_before] if earlier and ends else [run_before, before]
            same = [row for row in before if row.group == total.group]
            found += [run_after, same, data, [row for row in others if row.area is not None], others]
            named = [row for row in others if row.total is None and row.area is not None]
            found.append([*data, *named])  # a sum over the offices of all rungs
        return [rows for n, rows in enumerate(found) if rows and rows not in found[:n]]

    def _run(self, total: Row, rows: list[Row], step: int) -> list[Row]:
        """The rows next to a total, up to the next total on that side."""
        bounds = [self._order[row.number] for row in self._stated if row is not total]
        place = self._order[total.number]
        if step < 0:
            bound = max((b for b in bounds if b < place), default=-1)
            return [row for row in rows if self._order[row.number] > bound]
        bound = min((b for b in bounds if b > place), default=1 << 60)
        return [row for row in rows if self._order[row.number] < bound]

    def _fits(self, total: Row, row: Row) -> bool:
        """Whether a row can be a part: nothing that both say contradicts."""
        if total.measure is not None and row.measure is not None and total.measure != row.measure:
            return False
        if any(
            row.codes.get(name, code) != code for name, code in total.codes.items() if name not in total.over
        ):
            return False
        ours = [part for part in total.period if part is not None]
        theirs = [part for part in row.period if part is not None]
        return not ours or not theirs or ours == theirs

    def _is_below(self, area: str, wider: str) -> bool:
        return area != wider and self.areas.is_below(area, wider)

    def _is_next_below(self, area: str, wider: str) -> bool:
        return self.areas.tree[area].parent == wider

    # Columns

    def _check_column(self, column: Column) -> None:
        siblings = self._siblings(column)
        certain = bool(column.over)
        if len(siblings) < 2 or ("period" in column.over and self._is_stock(siblings[0])):
            return
        for row in self.table.rows:
            if row.kind in {RowKind.GROUP, RowKind.SKIPPED} or not self._is_summed(row, siblings[0]):
                continue
            if (row.number, column.number) in self._checked:
                continue  # held against the rows already
            number = self._number(row, column)
            if number is None:
                continue
            parts = [(row.number, sibling.number) for sibling in siblings]
            numbers = [self._part(part) for part in parts]
            if None not in numbers and sum(numbers) == number:  # type: ignore[arg-type]  # none is None
                self._keep((row.number, column.number), number, parts, number, ok=True)
            else:
                self._hold((row.number, column.number), number, [parts], certain=certain)

    def _siblings(self, column: Column) -> list[Column]:
        """The columns that a total column sums over."""
        figures = [other for other in self.table.columns if other.role is Role.VALUE]
        return [other for other in figures if self._is_part(column, other)]

    def _is_part(self, total: Column, column: Column) -> bool:
        ours, theirs = total.facets, column.facets
        if total.measure and column.measure and total.measure != column.measure:
            return False
        if ours.measure and theirs.measure and ours.measure != theirs.measure and total.over:
            return False
        codes = all(theirs.codes.get(name) == code for name, code in ours.codes.items())
        tells = all(name in theirs.codes for name in total.over if name not in {"period", "area"})
        period = ours.period is None or ours.period == theirs.period
        area = "area" in total.over or ours.area is None or ours.area == theirs.area
        return codes and tells and period and area

    def _is_stock(self, column: Column) -> bool:
        measure = self.table.structure.measure(column.measure) if column.measure else None
        return measure is not None and measure.adds_up is AddsUp.LAST

    # Sums

    def _is_summed(self, row: Row, column: Column) -> bool:
        measure = self.table.measure_of(row, column)
        if measure is not None:
            return measure.adds_up in _SUMMED
        return all(m.adds_up in _SUMMED for m in self.table.structure.measures)

    def _number(self, row: Row, column: Column) -> float | None:
        cell = (row.number, column.number)
        if cell in self.table.numbers.read:
            return self.table.numbers.read[cell]
        return self.table.figures.number(*cell, self.table.group_of(row, column))

    def _part(self, cell: Cell) -> float | None:
        if cell not in self.table.numbers.read:
            group = f"{self.table.name}:{cell[1]}"
            self.table.numbers.read[cell] = self.table.figures.number(*cell, group)
        return self.table.numbers.read[cell]

    def _sum(self, parts: Iterable[Cell]) -> float | None:
        numbers = [number for cell in parts if (number := self._part(cell)) is not None]
        return float(f"{sum(numbers):.15g}") if numbers else None

    def _same(self, stated: float, total: float, parts: Sequence[Cell]) -> bool:
        """Whether a total agrees with its parts, as far as they are rounded."""
        numbers = [number for cell in parts if (number := self._part(cell)) is not None]
        decimals = max((_decimals(number) for number in numbers), default=0)
        rounding = 0.5 * 10.0**-decimals * (len(numbers) + 1) if decimals else 0.0
        return abs(stated - total) <= rounding + 1e-9 * max(1.0, abs(stated), abs(total))

    def _hold(self, cell: Cell, stated: float, candidates: list[list[Cell]], *, certain: bool = True) -> None:
        """Hold a stated total against each of the parts that it may have."""
        sums = [(parts, total) for parts in candidates if (total := self._sum(parts)) is not None]
        for parts, total in sums:
            if self._same(stated, total, parts):
                self._keep(cell, stated, parts, total, ok=True)
                return
        if not sums:
            return
        parts, total = sums[0]
        numbers = [number for part in parts if (number := self._part(part)) is not None]
        open_parts = len(numbers) < len(parts)
        unreadable = [part for part in parts if part in self.table.numbers.unreadable]
        if _looks_like_mean(stated, numbers) or not certain or self._may_agree(stated, parts, unreadable):
            self._keep(cell, stated, parts, total, ok=None)
        elif open_parts and not unreadable and stated >= total:
            self._keep(cell, stated, parts, total, ok=None)
            self.table.told.add("total.unchecked", self._place(cell), value=stated)
        else:
            self._keep(cell, stated, parts, total, ok=False)
            self.table.told.add(
                "total.mismatch",
                self._place(cell),
                value=stated,
                total=both_numbers(total),
                also=[self._place(part) for part in parts],
                severity=Severity.WARNING if open_parts and not unreadable else None,
            )

    def _may_agree(self, stated: float, parts: Sequence[Cell], unreadable: Sequence[Cell]) -> bool:
        """Whether a total may be right once its unreadable parts are mended: those are told already."""
        likely = [self.table.numbers.unreadable[part] for part in unreadable]
        known = [number for number in likely if number is not None]
        total = self._sum(parts) or 0.0
        if len(known) < len(likely):
            return stated >= total
        return bool(likely) and self._same(stated, total + sum(known), parts)

    def _keep(
        self, cell: Cell, stated: float, parts: Sequence[Cell], total: float | None, *, ok: bool | None
    ) -> None:
        sheet = self.grid.name
        self._checked.add(cell)
        self.totals.append(Total(sheet, cell, stated, tuple((sheet, part) for part in parts), total, ok))

    def _place(self, cell: Cell) -> Place:
        return Place.at(self.grid.name, *cell)


def _decimals(number: float) -> int:
    text = repr(number)
    return 0 if "e" in text or text.endswith(".0") else len(text.partition(".")[2])


def _looks_like_mean(stated: float, parts: Sequence[float]) -> bool:
    """Whether a figure under others lies among them, as a mean does and a sum of counts never.

    >>> _looks_like_mean(71.2, [70.1, 72.3]), _looks_like_mean(90.0, [50.0, 50.0])
    (True, False)
    """
    if len(parts) < 2 or min(parts) < 0:
        return False
    return min(parts) <= stated <= max(parts) and stated < 0.75 * sum(parts) and min(parts) > 0
