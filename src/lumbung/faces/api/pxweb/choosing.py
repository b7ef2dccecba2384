"""A selection of the protocol made into a question of this house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

from lumbung.cube import Query, query
from lumbung.faces.api.pxweb.limits import SHOWN_CELLS
from lumbung.faces.api.pxweb.tables import SUMS, Table
from lumbung.formats.jsonstat.cubes import CONTENTS, NOT_BROKEN_DOWN, Kind, Variable
from lumbung.formats.px.describing import CodeList
from lumbung.formats.px.expressions import NothingSelected, resolved
from lumbung.formats.px.problems import (
    CodeListUnknown,
    ValueUnknown,
    VariableMissing,
    VariableUnknown,
)
from lumbung.formats.px.selections import SAID, Selection, VariableSelection
from lumbung.rooms.query.queries import Axes
from lumbung.vocabulary.areas import AreaLevel, area_level
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.words import Text

TIME = "time"  # what clients may call the variable of periods in any table


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection with every expression resolved, and the question that it asks."""

    selection: Selection
    query: Query
    axes: Axes
    gone: tuple[Text, ...] = ()  # what a saved selection named and is there no more


@dataclass(frozen=True, slots=True)
class _Of:
    """What is chosen of one variable; no codes: it is left out and added up."""

    variable: Variable
    codes: tuple[str, ...]
    codelist: CodeList | None = None
    single: bool = False


def chosen(table: Table, selection: Selection, *, forgiving: bool = False) -> Chosen:
    """What a selection asks of a table; ``forgiving`` passes over codes that are there no more."""
    if selection.is_empty:
        selection = replace(shown_by_itself(table), heading=selection.heading, stub=selection.stub)
    wanted = {_named(table, item.variable).code: item for item in selection.variables}
    gone: list[Text] = []
    every = [
        _of(table, variable, wanted.get(variable.code), gone if forgiving else None)
        for variable in table.variables
    ]
    said = Selection(tuple(map(_as_selected, every)), selection.heading, selection.stub)
    axes = {of.variable.code: of.codes for of in every if of.codes}
    return Chosen(said, _question(table, every), axes, tuple(gone))


def shown_by_itself(table: Table) -> Selection:
    """What a table shows when nothing is chosen: the latest period, as much of the rest as is easily read."""
    codes = {variable.code: variable.codes for variable in table.variables}
    codes[PERIOD] = codes[PERIOD][-1:]
    by_room = (*(v.code for v in table.variables if v.kind is Kind.REGULAR), AREA)
    for code in by_room:
        if prod(max(1, len(of)) for of in codes.values()) > SHOWN_CELLS and code in table.may_be_left_out:
            codes[code] = ()
    if prod(max(1, len(of)) for of in codes.values()) > SHOWN_CELLS:
        codes[CONTENTS] = codes[CONTENTS][:1]
    return Selection(tuple(VariableSelection(code, of) for code, of in codes.items()))


def _named(table: Table, name: str) -> Variable:
    lowered = name.lower()
    for variable in table.variables:
        if variable.code.lower() == lowered:
            return variable
    if lowered == TIME:
        return next(variable for variable in table.variables if variable.kind is Kind.TIME)
    known = ", ".join(variable.code for variable in table.variables)
    raise VariableUnknown(table=table.about.table, variable=name[:SAID], known=known)


def _of(table: Table, variable: Variable, item: VariableSelection | None, gone: list[Text] | None) -> _Of:
    if item is None or not (item.values or item.codelist):
        if variable.code in table.may_be_left_out:
            return _Of(variable, ())
        if variable.kind is Kind.METRIC and len(variable.categories) == 1:
            return _Of(variable, variable.codes)
        raise VariableMissing(variable=variable.code)
    codelist = _codelist(table, variable, item.codelist)
    known = codelist.codes if codelist is not None else variable.codes
    codes = _codes(item.values or ("*",), known, variable, gone)
    if codelist is not None and item.single:
        parts = {part for code in codes for part in codelist.parts(code)}
        return _Of(variable, tuple(code for code in variable.codes if code in parts))
    return _Of(variable, codes, codelist)


def _codes(
    values: tuple[str, ...], known: tuple[str, ...], variable: Variable, gone: list[Text] | None
) -> tuple[str, ...]:
    """The codes that are wanted: in the order of the table, whatever the order they were named in."""
    wanted: set[str] = set()
    for value in values:
        try:
            wanted.update(resolved(value, known, is_time=variable.kind is Kind.TIME))
        except NothingSelected as fault:
            if gone is None:
                raise ValueUnknown(value=value[:SAID], variable=variable.code) from fault
            missing = Text("{value} tidak ada lagi di {variable}.", "{value} is no longer in {variable}.")
            gone.append(missing.filled(value=value[:SAID], variable=variable.label))
    if not wanted:
        raise ValueUnknown(value=", ".join(values)[:SAID], variable=variable.code)
    return tuple(code for code in known if code in wanted)


def _codelist(table: Table, variable: Variable, name: str) -> CodeList | None:
    if not name:
        return None
    known = table.codelists if variable.code == AREA else ()
    for item in known:
        if item.code.lower() == name.lower():
            return item
    raise CodeListUnknown(
        codelist=name[:SAID], variable=variable.code, known=", ".join(item.code for item in known) or "–"
    )


def _as_selected(of: _Of) -> VariableSelection:
    return VariableSelection(of.variable.code, of.codes, of.codelist.code if of.codelist is not None else "")


def _question(table: Table, every: list[_Of]) -> Query:
    where: dict[str, list[str]] = {}
    measures: tuple[str, ...] = ()
    roll_up: AreaLevel | None = None
    left_out = False
    for of in every:
        code = of.variable.code
        if code == CONTENTS:
            measures = of.codes
            continue
        if of.codelist is not None:
            roll_up = area_level(of.codelist.code.removeprefix(SUMS).partition("_")[0])
        if not of.codes:
            left_out = True
            if code in table.totals:
                where[code] = [table.totals[code]]
        elif of.codelist is not None or of.codes != of.variable.codes:
            where[code] = ["" if item == NOT_BROKEN_DOWN else item for item in of.codes]
    by = [of.variable.code for of in every if of.codes and of.variable.code != CONTENTS]
    return query(
        table.about.table,
        where=where,
        measures=measures,
        by=by if left_out or roll_up is not None else None,
        roll_up=roll_up,
        edition=table.edition,
    )
