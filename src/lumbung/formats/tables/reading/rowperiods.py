"""The period of each figure, joined from its row, its heading, the titles and the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lumbung.formats.tables.words.periodwords import PeriodPart, joined
from lumbung.vocabulary.periods import Frequency, Period, period_at

_FINENESS = {
    Frequency.YEAR: 0, Frequency.HALF: 1, Frequency.QUARTER: 2, Frequency.MONTH: 3, Frequency.WEEK: 4,
    Frequency.DAY: 5,
}  # fmt: skip


class PeriodJoiner:
    """Joins parts of periods for one dataset."""

    def __init__(self, frequency: Frequency, due: Sequence[Period]) -> None:
        self.frequency, self.due = frequency, due
        self.by_last_year = False  # 2024/2025 is called 2025
        self._known: dict[tuple[PeriodPart | None, ...], str | None] = {}

    def learn_school_years(self, parts: Iterable[PeriodPart | None]) -> None:
        """Whether school years are called by their first year or their last: by what is due."""
        double = {(part.year, part.ends) for part in parts if part is not None and part.ends}
        due = {period.year for period in self.due}
        first = len({year for year, _ in double} & due)
        last = len({ends for _, ends in double} & due)
        self.by_last_year = last > first

    def period(self, axis: tuple[PeriodPart | None, ...], context: tuple[PeriodPart, ...]) -> str | None:
        """The period of a figure as SDMX writes it; ``axis`` is what row and heading say."""
        key = (*axis, None, *context)
        if key not in self._known:
            found = self._join([part for part in axis if part is not None], list(context))
            self._known[key] = str(found) if found is not None else None
        return self._known[key]

    def _join(self, axis: list[PeriodPart], context: list[PeriodPart]) -> Period | None:
        own_years = any(part.year is not None for part in axis)
        helping = [part for part in context if not (own_years and part.frequency is None)]
        parts = [*axis, *self._made_fit(helping, axis)]
        found = joined(parts, self.frequency, ends=self.by_last_year)
        if found is not None:
            return found
        due = self._only_due(parts)
        if due is not None or any(part.frequency is not None for part in parts):
            return due
        # A row or heading that says no more than the year is read as that; the check says it is too wide.
        year = next((part.year for part in axis if part.year is not None), None)
        return Period(year) if year is not None else None

    def _made_fit(self, context: list[PeriodPart], axis: list[PeriodPart]) -> list[PeriodPart]:
        """Titles may be finer than the dataset (*Agustus 2024* over yearly figures): made as coarse."""
        told = any(part.frequency is not None for part in axis)
        return [_coarse(part, self.frequency, drop=told) for part in context]

    def _only_due(self, parts: list[PeriodPart]) -> Period | None:
        """The one period due that agrees with all that is said."""
        fitting = [period for period in self.due if all(_agrees(period, part) for part in parts)]
        return fitting[0] if len(fitting) == 1 else None


def _coarse(part: PeriodPart, frequency: Frequency, *, drop: bool) -> PeriodPart:
    if part.frequency is None:
        return part
    if drop or frequency is Frequency.YEAR:
        return PeriodPart(part.year, ends=part.ends)
    if _FINENESS[part.frequency] <= _FINENESS[frequency] or part.year is None:
        return part
    day = part.day or Period(part.year, part.frequency, part.number).start
    period = period_at(day, frequency)
    return PeriodPart(period.year, period.frequency, period.number)


def _agrees(period: Period, part: PeriodPart) -> bool:
    if part.year is not None and period.year not in {part.year, part.ends}:
        return False
    if part.frequency is None:
        return True
    if part.day is not None:
        return period.start <= part.day <= period.end
    return period.frequency is part.frequency and period.number == part.number


def example_of(frequency: Frequency) -> str:
    """A period as one might write it, for the hint of a finding."""
    return {
        Frequency.YEAR: "2024", Frequency.HALF: "Semester 1 2024", Frequency.QUARTER: "Triwulan II 2024",
        Frequency.MONTH: "Januari 2024", Frequency.WEEK: "2024-W05", Frequency.DAY: "31/12/2024",
    }[frequency]  # fmt: skip
