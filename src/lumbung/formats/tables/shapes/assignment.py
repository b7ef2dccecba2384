"""Which measure each column of figures holds, and which columns only add others up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lumbung.formats.tables.shapes.columns import Column
from lumbung.formats.tables.shapes.context import Context
from lumbung.formats.tables.shapes.roles import Role
from lumbung.formats.tables.words.areanames import AreaNames
from lumbung.formats.tables.words.headingwords import HeadingKind
from lumbung.formats.tables.words.lexicon import Lexicon
from lumbung.formats.tables.words.unitwords import Fit
from lumbung.vocabulary.areas import AreaLevel
from lumbung.vocabulary.structures import Structure

SURE = 0.6
_UNIT_SCORES = {
    Fit.SAME: 1.5, Fit.MULTIPLE: 1.0, Fit.OTHER_COUNT: 0.5, Fit.DIFFERENT: -0.5, Fit.UNKNOWN: 0.0,
}  # fmt: skip


@dataclass(slots=True)
class Assignment:
    """What became of the columns of figures."""

    unknown: list[Column] = field(default_factory=list)  # figures that the dataset has no word for
    guessed: list[Column] = field(default_factory=list)  # taken because nothing else was left
    lacking: list[str] = field(default_factory=list)  # dimensions that nothing in the table tells
    no_measure: bool = False


class Assigner:
    """Gives measures to columns."""

    def __init__(self, structure: Structure, lexicon: Lexicon, areas: AreaNames) -> None:
        self.structure, self.lexicon, self.areas = structure, lexicon, areas

    def assign(
        self,
        columns: list[Column],
        by_rows: frozenset[str],
        context: Context,
        adds_up: Callable[[Column, list[Column]], bool],
    ) -> Assignment:
        """Give each column of figures its measure, or the role of a total, or none.

        ``by_rows`` are the facets that the rows tell: dimensions, "period", "area", "measure".
        """
        done = Assignment()
        candidates = [column for column in columns if column.role is Role.VALUE]
        self._find_totals(candidates, by_rows, adds_up)
        figures = [column for column in candidates if column.role is Role.VALUE]
        if "measure" not in by_rows:
            self._measures(figures, context, done)
        else:
            for column in figures:
                if column.facets.share or not (column.facets.known or self._is_plain(column)):
                    column.role = Role.HELPER if column.facets.share else Role.UNKNOWN
        done.unknown.extend(column for column in candidates if column.role is Role.UNKNOWN)
        figures = [column for column in figures if column.role is Role.VALUE]
        for dimension in self.structure.dimensions:
            told = dimension.code in by_rows or dimension.code in context.codes
            if not told and not dimension.optional and len(dimension.codes) > 1:
                silent = [column for column in figures if dimension.code not in column.facets.codes]
                if silent:
                    done.lacking.append(dimension.code)
        return done

    def _find_totals(
        self,
        figures: list[Column],
        by_rows: frozenset[str],
        adds_up: Callable[[Column, list[Column]], bool],
    ) -> None:
        """Columns that lack what their neighbours tell: totals over it, or nothing we know."""
        spoken = {
            axis: [column for column in figures if self._tells(column, axis)]
            for axis in ("period", "area", *(d.code for d in self.structure.dimensions))
        }
        for column in figures:
            lacking = [axis for axis, others in spoken.items() if self._lacks(column, axis, others, by_rows)]
            if not lacking:
                continue
            siblings = [
                other
                for other in figures
                if other is not column
                and all(self._tells(other, axis) for axis in lacking)
                and self._agrees(column, other, lacking)
            ]
            if column.facets.share:
                column.role = Role.HELPER
            elif (column.facets.total is not None and not column.facets.total.is_mean) or (
                siblings and adds_up(column, siblings)
            ):
                column.role, column.over = Role.TOTAL, tuple(lacking)
            elif column.facets.total is not None:
                column.role = Role.HELPER  # a mean
            elif not self._may_do_without(column, lacking):
                column.role = Role.UNKNOWN

    def _tells(self, column: Column, axis: str) -> bool:
        facets = column.facets
        if axis == "period":
            return facets.period is not None
        if axis == "area":
            return facets.area is not None and self._area_level(column) is self.structure.area.level
        return axis in facets.codes

    def _area_level(self, column: Column) -> AreaLevel | None:
        hit = column.facets.area
        if hit is None:
            return None
        codes = self.areas.choose(hit.candidates, [self.structure.area.level])
        return self.areas.level(codes[0]) if codes else None

    def _lacks(self, column: Column, axis: str, others: list[Column], by_rows: frozenset[str]) -> bool:
        if self._tells(column, axis) or axis in by_rows:
            return False
        if axis in {"period", "area"}:
            return len(others) > 1
        return bool(others)

    def _agrees(self, column: Column, other: Column, lacking: list[str]) -> bool:
        """Whether two columns say the same besides what one of them lacks."""
        ours, theirs = column.facets, other.facets
        same_codes = all(theirs.codes.get(name, code) == code for name, code in ours.codes.items())
        same_period = "period" in lacking or ours.period is None or ours.period == theirs.period
        same_area = "area" in lacking or ours.area is None or ours.area == theirs.area
        same_measure = not ours.measure or not theirs.measure or ours.measure == theirs.measure
        return same_codes and same_period and same_area and (same_measure or ours.total is not None)

    def _may_do_without(self, column: Column, lacking: list[str]) -> bool:
        """A measure may have no such dimension where the definition says so."""
        optional = {dimension.code for dimension in self.structure.dimensions if dimension.optional}
        return column.facets.measure is not None and set(lacking) <= optional

    def _measures(self, figures: list[Column], context: Context, done: Assignment) -> None:
        if len(self.structure.measures) == 1:
            self._only_measure(figures, done)
            return
        for column in figures:
            said = column.facets.measure if column.facets.measure_sure >= SURE else None
            if column.facets.share and not self._is_share(said):
                column.role = Role.HELPER
                continue
            column.measure = said or (context.measure if self._fits_context(column) else None)
        self._one_column_each(figures)
        self._last_one_left(figures, done)
        for column in figures:
            if column.role is Role.VALUE and column.measure is None:
                totals = column.facets.total is not None
                column.role = Role.TOTAL if totals else Role.UNKNOWN
                done.no_measure = done.no_measure or column.facets.says_key

    def _is_share(self, code: str | None) -> bool:
        """Whether a measure is a percentage, an index or another thing that is never a count."""
        measure = self.structure.measure(code) if code else None
        if measure is None:
            return False
        unit = self.lexicon.units.read(measure.unit)
        return unit is None or unit.quantity in {"share", "index"} or bool(unit.per)

    def _fits_context(self, column: Column) -> bool:
        return column.facets.says_key or self._is_plain(column)

    def _is_plain(self, column: Column) -> bool:
        """Whether a heading says no more than *Jumlah*, or nothing."""
        word = column.facets.word
        plain = word is not None and word.kind is HeadingKind.VALUE
        return plain or column.facets.total is not None or not column.path

    def _only_measure(self, figures: list[Column], done: Assignment) -> None:
        """The columns of the one measure: those that tell a key, or the likeliest one."""
        measure = self.structure.measures[0]
        unit = self.lexicon.units.read(measure.unit)
        for column in figures:
            if column.facets.share and not (unit and unit.quantity == "share"):
                column.role = Role.HELPER
        open_ = [column for column in figures if column.role is Role.VALUE]
        keyed = [column for column in open_ if column.facets.says_key]
        if not keyed and open_:
            scores = {column.number: self._likeness(column) for column in open_}
            best = max(open_, key=lambda column: scores[column.number])
            if scores[best.number] < 0 or sum(s == scores[best.number] for s in scores.values()) > 1:
                done.no_measure = True
                keyed = []
            else:
                keyed = [best]
                if scores[best.number] < 1 and len(open_) > 1:
                    done.guessed.append(best)
        for column in open_:
            if column in keyed:
                column.measure = measure.code
            else:
                column.role = Role.TOTAL if column.facets.total else Role.UNKNOWN

    def _likeness(self, column: Column) -> float:
        """How likely a column without a key is the one measure."""
        measure, facets = self.structure.measures[0], column.facets
        score = 0.0
        if facets.measure == measure.code:
            score += 3 * facets.measure_sure
        if self._is_plain(column):
            score += 1.5
        if facets.total is not None:
            score += 0.5
        words = set(column.heading.lower().replace("_", " ").split())
        score += 0.5 * len(words & set(self.structure.title.id.lower().split()))
        if facets.unit:
            fit = self.lexicon.units.fit(facets.unit, measure.unit)
            score += _UNIT_SCORES[fit]
        return score

    def _one_column_each(self, figures: list[Column]) -> None:
        """Of two columns that claim the same measure and key the surer one keeps it."""
        holders: dict[tuple[object, ...], Column] = {}
        for column in sorted(figures, key=lambda column: -column.facets.measure_sure):
            if column.measure is None or column.role is not Role.VALUE:
                continue
            facets = column.facets
            key = (column.measure, tuple(sorted(facets.codes.items())), facets.period, facets.area)
            if key in holders and facets.measure_sure < 1:
                column.measure = None
                column.role = Role.TOTAL if facets.total else Role.UNKNOWN
            holders.setdefault(key, column)

    def _last_one_left(self, figures: list[Column], done: Assignment) -> None:
        """One measure without a column and one column without a measure belong together."""
        held = {column.measure for column in figures}
        free = [measure for measure in self.structure.measures if measure.code not in held]
        left = [c for c in figures if c.role is Role.VALUE and c.measure is None and not c.facets.total]
        if len(free) == 1 and len(left) == 1 and not left[0].facets.says_key and not left[0].facets.share:
            unit = left[0].facets.unit
            if unit and self.lexicon.units.fit(unit, free[0].unit) is Fit.DIFFERENT:
                return
            left[0].measure, left[0].sure = free[0].code, 0.5
            done.guessed.append(left[0])
