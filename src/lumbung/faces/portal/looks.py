"""A look at a dataset: which measure, compared across what, with everything else held still.

The reader may choose; what is not chosen follows from the roles of the dimensions and from
how the measure adds up. A look never asks for a sum that would be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lumbung.cube.queries import Answer, Query, Role, query
from lumbung.faces.portal.holdings import Holding, area_names
from lumbung.kit.charts import Figures, Row
from lumbung.kit.charts.figures import AREA, PERIOD
from lumbung.kit.charts.pictures import MOST_SERIES
from lumbung.kit.language import language
from lumbung.rooms.query import queries as observations
from lumbung.rooms.standards import queries as standards
from lumbung.vocabulary.observations import Status, note_column, status_column
from lumbung.vocabulary.structures import AddsUp, Measure
from lumbung.vocabulary.words import Text

MEASURE, ACROSS, DETAIL, WHEN, WHERE = "ukuran", "menurut", "rinci", "periode", "wilayah"
ENOUGH_FOR_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at."""

    holding: Holding
    measure: Measure
    across: str  # the role that is compared: period, area or a dimension
    detail: str = ""  # a second role, told apart by colour
    period: str = ""  # the one period, where time is not compared
    area: str = ""  # the one area; empty: all of them, added up
    within: str = ""  # of all of them only those below this area
    picks: tuple[tuple[str, str], ...] = ()  # the one code of each dimension that is not added up

    @property
    def shown(self) -> tuple[str, ...]:
        """The roles that are told apart."""
        return tuple(role for role in (self.across, self.detail) if role)

    def query(self) -> Query:
        """The question that this look asks."""
        where: dict[str, str] = dict(self.picks)
        if self.area:
            where[AREA] = self.area
        if self.period:
            where[PERIOD] = self.period
        structure = self.holding.structure
        loose = [role for role in structure.key if role not in self.shown and role not in where]
        loose = [role for role in loose if len(spoken(self.holding, self.measure, role)) > 1]
        by = [role for role in structure.key if role in self.shown or role in where] if loose else None
        return query(
            structure.dataset,
            edition=self.holding.edition.label,
            where=where,
            measures=[self.measure.code],
            by=by,
            within=self.within or None,
        )

    def address(self) -> dict[str, str]:
        """The look as the parts of an address."""
        parts = {MEASURE: self.measure.code, ACROSS: self.across, DETAIL: self.detail or "-"}
        parts |= {WHEN: self.period, WHERE: self.area or self.within, **dict(self.picks)}
        return {name: value for name, value in parts.items() if value}


def adds_up(measure: Measure) -> bool:
    """Whether parts of this measure may be put together to a whole."""
    return measure.adds_up is not AddsUp.NONE


def look(held: Holding, asked: Mapping[str, str], *, across: str = "") -> Look:
    """The look that a reader asked for; what makes no sense is left out, what is missing is chosen."""
    measures = {measure.code: measure for measure in held.measures}
    measure = measures.get(asked.get(MEASURE, ""), next(iter(measures.values())))
    many = many_roles(held)
    compared = across or asked.get(ACROSS, "")
    if compared not in (*many, PERIOD):
        compared = _natural(held, many)
    detail = asked.get(DETAIL, "")
    if detail != "-" and (detail not in many or detail in (compared, PERIOD)):
        detail = _natural_detail(held, measure, compared, many)
    detail = "" if detail == "-" else detail
    shown = {compared, detail}
    area = "" if AREA in shown else _one_area(held, measure, asked.get(WHERE, ""))
    return Look(
        holding=held,
        measure=measure,
        across=compared,
        detail=detail,
        period="" if PERIOD in shown else _one_period(held, asked.get(WHEN, "")),
        area=area,
        within="" if area or not adds_up(measure) else _above(held, asked.get(WHERE, "")),
        picks=tuple(_picks(held, measure, shown, asked)),
    )


def is_whole(seen: Look, asked_area: str = "") -> bool:
    """Whether a look at time shows one thing: a whole, or the area asked for, not just the first part."""
    held, picked = seen.holding, dict(seen.picks)
    asked = bool(asked_area) and asked_area in (seen.area, seen.within)
    whole = len(held.areas) == 1 or adds_up(seen.measure)
    return (asked or (whole and not asked_area)) and all(
        role not in picked for role in _dimensions(held) if len(held.codes(role)) > 1
    )


def figures(seen: Look) -> Figures:
    """The figures of a look."""
    answer = observations.answer(seen.query(), reader=None)
    return Figures(
        structure=seen.holding.structure,
        measure=seen.measure,
        rows=rows_of(answer, seen),
        names=area_names(),
        language=language(),
        symbol=unit.symbol if (unit := standards.units().get(seen.measure.unit)) else "",
    )


def rows_of(answer: Answer, seen: Look) -> list[Row]:
    """The rows of an answer, without those in which this measure does not speak at all."""
    names = [column.code for column in answer.columns]
    dimensions = [column.code for column in answer.columns if column.role is Role.DIMENSION]
    status = status_column(seen.measure.code)
    rows = []
    for values in answer.rows:
        cells = dict(zip(names, values, strict=True))
        value, state = cells[seen.measure.code], Status(str(cells.get(status) or Status.NORMAL.value))
        if value is None and state is not Status.MISSING:
            continue
        rows.append(
            Row(
                area=str(cells.get(AREA) or seen.area or seen.holding.structure.area.within),
                period=str(cells.get(PERIOD) or seen.period),
                value=None if value is None else float(value),
                dimensions={code: str(cells[code] or "") for code in dimensions},
                status=state,
                note=str(cells.get(note_column(seen.measure.code)) or ""),
            )
        )
    return rows


def many_roles(held: Holding) -> tuple[str, ...]:
    """The roles of a holding that have more than one code: what can be compared at all."""
    return tuple(role for role in (PERIOD, AREA, *_dimensions(held)) if len(codes_of(held, role)) > 1)


def role_title(held: Holding, role: str) -> str:
    """What people call a role of a holding."""
    if role == PERIOD:
        return Text("Waktu", "Time").said(language())
    if role == AREA:
        return held.structure.area.level.title.said(language())
    dimension = held.structure.dimension(role)
    return dimension.title.said(language()) if dimension else role


def _dimensions(held: Holding) -> tuple[str, ...]:
    return tuple(dimension.code for dimension in held.structure.dimensions)


def codes_of(held: Holding, role: str) -> tuple[str, ...]:
    """The codes of a role that a holding has rows for."""
    if role == PERIOD:
        return tuple(map(str, held.periods))
    return held.areas if role == AREA else held.codes(role)


def _natural(held: Holding, many: tuple[str, ...]) -> str:
    """What a dataset is about: time where it goes far enough back, else areas, else its parts."""
    if len(held.periods) >= ENOUGH_FOR_A_LINE or many in ((), (PERIOD,)):
        return PERIOD
    return next(role for role in many if role != PERIOD)


def _natural_detail(held: Holding, measure: Measure, across: str, many: tuple[str, ...]) -> str:
    """The parts of what does not add up are told apart; of what does, the whole is shown."""
    if adds_up(measure):
        return ""
    fitting = [
        role
        for role in many
        if role not in (across, PERIOD)
        and len(codes_of(held, role)) <= MOST_SERIES
        and len(spoken(held, measure, role)) > 1
    ]
    return fitting[0] if fitting else ""


def spoken(held: Holding, measure: Measure, role: str) -> tuple[str, ...]:
    """The codes of a role for which a measure has figures."""
    counted = held.manifest.counts.per_code.get(role)
    codes = codes_of(held, role)
    if counted is None:
        return codes
    return tuple(code for code in codes if counted.get(code, {}).get(measure.code))


def _one_period(held: Holding, asked: str) -> str:
    codes = codes_of(held, PERIOD)
    return asked if asked in codes else codes[-1]


def _one_area(held: Holding, measure: Measure, asked: str) -> str:
    codes = held.areas
    if asked in codes:
        return asked
    return "" if adds_up(measure) or len(codes) == 1 else codes[0]


def _above(held: Holding, asked: str) -> str:
    """The area asked for, when it is a part of the whole that has several of the areas below it."""
    if not asked or asked == held.structure.area.within:
        return ""
    below = {area.code for area in standards.area_tree().within(asked)}
    return asked if below & set(held.areas) else ""


def _picks(
    held: Holding, measure: Measure, shown: set[str], asked: Mapping[str, str]
) -> list[tuple[str, str]]:
    made = []
    for role in _dimensions(held):
        codes = held.codes(role)
        if role in shown or not codes:
            continue
        if asked.get(role) in codes:
            made.append((role, asked[role]))
        elif not adds_up(measure) and len(codes) > 1 and (speaking := spoken(held, measure, role)):
            made.append((role, speaking[0]))
    return made
