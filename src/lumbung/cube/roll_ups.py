"""Roll-ups: adding up an edition, and saying where a sum is not whole.

A sum that lacks some of its parts is given with the status *estimated* and a note of what is
lacking: it is never passed off as the whole, and never silently left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from lumbung.cube.additions import Addition, RollUp, is_total, leaves, roll_up
from lumbung.cube.certainty import CERTAINTY
from lumbung.cube.columnar import COPY
from lumbung.cube.coverage import Covered
from lumbung.cube.cursors import Cursor, cursor_for, question
from lumbung.cube.opened import Opened, measure_column
from lumbung.cube.problems import ColumnUnknown, CursorUnfit
from lumbung.cube.queries import Answer, Cell, Column, Query, Role, Row
from lumbung.cube.selections import Selection
from lumbung.vocabulary.observations import AREA, PERIOD, Status, status_column
from lumbung.vocabulary.structures import Measure
from lumbung.vocabulary.words import Text

MISSING, ESTIMATED = Status.MISSING.value, Status.ESTIMATED.value
WORDS = (None, *(status.value for status in CERTAINTY[1:]))  # a final figure needs no word
NOTED = 3  # so many incomplete sums are named one by one


@dataclass(frozen=True, slots=True)
class Prepared:
    """A roll-up with its statement; the same for every page."""

    wanted: RollUp
    sql: str
    periods: tuple[str, ...]
    cells_per_area: int | None  # rows that each area must have in a period, where that is known

    def columns(self, opened: Opened) -> tuple[Column, ...]:
        """The columns of the answer: key, measures, their statuses."""
        measures = [item.measure for item in self.wanted.additions]
        statuses = (
            replace(opened.side_column(item, status_column(item.code)), role=Role.STATUS) for item in measures
        )
        return (
            *(column for column in opened.key_columns() if column.code in self.wanted.keep),
            *map(measure_column, measures),
            *statuses,
        )


def prepare(asked: Query, chosen: Selection, opened: Opened) -> Prepared:
    """Plan and compile a roll-up."""
    from lumbung.cube.compiler import compile_roll_up, filtered, shape

    wanted = roll_up(asked, chosen, opened)
    known = (*wanted.keep, *(item.measure.code for item in wanted.additions))
    for word in asked.order:
        if word.removeprefix("-") not in known:
            raise ColumnUnknown(dataset=opened.structure.dataset, column=word, known=", ".join(known))
    has_parts = not opened.is_plain

    def compiled() -> str:
        statement = compile_roll_up(wanted, opened, has_parts=has_parts, order=asked.order, catalog=COPY)
        return statement.sql(dialect="duckdb")

    statement = opened.statements.get(shape(wanted, opened, asked.order), compiled)
    sql = filtered(statement, wanted, opened, has_parts=has_parts)
    periods = chosen.codes.get(PERIOD, opened.manifest.periods)
    return Prepared(wanted, sql, periods, _cells_per_area(wanted, chosen, opened))


def _cells_per_area(wanted: RollUp, chosen: Selection, opened: Opened) -> int | None:
    structure = opened.structure
    terms = [term for item in wanted.additions for term in item.terms]
    if (
        not structure.complete
        or any(item.optional for item in structure.dimensions)
        or any(codes for term in terms for codes in term.alternatives)
    ):
        return None
    sizes = []
    for item in structure.dimensions:
        if item.code not in wanted.keep:
            every = leaves([code.code for code in item.codes if not is_total(code.code)], item)
            sizes.append(len(chosen.codes.get(item.code, every)))
    return prod(sizes)


class Wholeness:
    """Whether a row of a roll-up holds all that it should."""

    def __init__(
        self, prepared: Prepared, opened: Opened, covered: Mapping[tuple[str, str], Covered]
    ) -> None:
        self.prepared, self.opened, self.covered = prepared, opened, covered
        self.has_gaps = any(item.present < item.needed for item in covered.values())

    def gaps(
        self, item: Addition, keys: Mapping[str, Sequence[Cell]], counts: Sequence[Cell]
    ) -> dict[int, list[tuple[str, str]]]:
        """For each row that is not whole, where parts of it are lacking."""
        if not self.has_gaps and self.prepared.cells_per_area is None:
            return {}
        wanted, found = self.prepared.wanted, {}
        only = wanted.targets[0] if wanted.targets else ""
        for row, count in enumerate(counts):
            target = str(keys[AREA][row]) if AREA in keys else only
            period = str(keys[PERIOD][row]) if PERIOD in keys else None
            assert isinstance(count, int)
            if gaps := list(self._lacks(item, target, period, count)):
                found[row] = gaps
        return found

    def _lacks(self, item: Addition, target: str, period: str | None, rows: int) -> Iterator[tuple[str, str]]:
        """The targets and periods in which parts of a row are lacking."""
        cells = self.prepared.cells_per_area
        at = next((term.at for term in item.terms if term.at is not None), None)
        periods = (period,) if period is not None else self.prepared.periods
        needed = 0
        whole = True
        for each in (at,) if at is not None else periods:
            there = self.covered.get((target, each))
            needed += there.needed if there is not None else 1
            if there is not None and there.present < there.needed:
                whole = False
                yield target, each
        if whole and cells is not None and at is None and rows < needed * cells:
            yield target, period or f"{periods[0]}–{periods[-1]}" if periods else ""


def page(
    asked: Query,
    prepared: Prepared,
    opened: Opened,
    found: Sequence[Row],
    covered: Mapping[tuple[str, str], Covered],
) -> Answer:
    """An answer of the rows that the statement gave: at least one where there is any, for the total."""
    total = _total(asked, opened, found)
    found = found if asked.limit is None else found[: asked.limit]
    wanted = prepared.wanted
    columns = prepared.columns(opened)
    keys = [column.code for column in columns if column.code in wanted.keep]
    whole = Wholeness(prepared, opened, covered)
    lacking: dict[tuple[str, str], None] = {}
    incomplete: set[int] = set()
    told: list[Sequence[Cell]] = []
    if found:
        given = list(zip(*found, strict=True))
        told = [given[wanted.keep.index(code)] for code in keys]
        values: list[Sequence[Cell]] = []
        statuses: list[Sequence[Cell]] = []
        for number, item in enumerate(wanted.additions):
            sums, missing, certainty = given[len(wanted.keep) + 3 * number :][:3]
            gaps = whole.gaps(item, dict(zip(keys, told, strict=True)), given[-2])
            lacking |= {gap: None for of_row in gaps.values() for gap in of_row}
            incomplete.update(gaps, (row for row, lacks in enumerate(missing) if lacks))
            values.append(rounded(sums, item.measure))
            statuses.append(
                [
                    _status(value, bool(lacks) or row in gaps, least)
                    for row, (value, lacks, least) in enumerate(zip(sums, missing, certainty, strict=True))
                ]
            )
        told += values + statuses
    return Answer(
        edition=opened.id,
        columns=columns,
        rows=list(zip(*told, strict=True)),
        total=total,
        next=_next(asked, opened, len(found), total),
        notes=(*wanted.notes, *_incomplete(list(lacking), opened)),
        engine="columns",
        incomplete=frozenset(incomplete),
    )


def skipped(asked: Query, opened: Opened) -> int:
    """How many rows earlier pages have shown."""
    cursor = cursor_for(asked, opened.manifest.label)
    if cursor is None:
        return 0
    match cursor.after:
        case (int(passed),) if 0 <= passed <= cursor.total:
            return passed
    raise CursorUnfit


def _total(asked: Query, opened: Opened, found: Sequence[Row]) -> int:
    if found:
        total = found[0][-1]
        assert isinstance(total, int)
        return total
    cursor = cursor_for(asked, opened.manifest.label)
    return cursor.total if cursor is not None else 0


def _next(asked: Query, opened: Opened, shown: int, total: int) -> str | None:
    passed = skipped(asked, opened) + shown
    if not shown or passed >= total:
        return None
    return Cursor(opened.manifest.label, question(asked), total, (passed,)).written()


def _status(value: Cell, is_incomplete: bool, certainty: Cell) -> str | None:
    if value is None:
        return MISSING
    if is_incomplete:
        return ESTIMATED
    return WORDS[certainty] if isinstance(certainty, int) else None


def rounded(values: Sequence[Cell], measure: Measure) -> Sequence[Cell]:
    """Sums without the dust of binary fractions: to the measure's decimals, or 15 digits."""
    if not any(isinstance(value, float) for value in values):
        return values
    digits = measure.decimals
    if digits is None:
        return [float(f"{value:.15g}") if isinstance(value, float) else value for value in values]
    if digits == 0:
        return [round(value) if isinstance(value, float) else value for value in values]
    return [round(value, digits) if isinstance(value, float) else value for value in values]


def _incomplete(lacking: Sequence[tuple[str, str]], opened: Opened) -> Iterator[Text]:
    for target, period in lacking[:NOTED]:
        area = opened.areas.get(target)
        name = area.title if area is not None else target
        yield Text(
            f"Belum lengkap: {name}, {period}. Jumlahnya dari bagian yang ada.",
            f"Incomplete: {name}, {period}. The sum is of the parts that are there.",
        )
    if len(lacking) > NOTED:
        more = len(lacking) - NOTED
        yield Text(f"… dan {more} jumlah lain yang belum lengkap.", f"… and {more} more incomplete sums.")
