"""The compiler: a roll-up as one SQL statement, written through sqlglot.

It names plain tables (``obs``, ``areas``, ``parts``) and standard functions only, so that an
engine past one machine can be asked the same question.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from sqlglot import exp

from lumbung.cube.additions import Codes, RollUp, Term
from lumbung.cube.certainty import CERTAINTY
from lumbung.cube.opened import Opened
from lumbung.vocabulary.observations import AREA, PERIOD, Status, status_column
from lumbung.vocabulary.structures import AddsUp

FILTER = "__filter_of_question__"  # in a statement: replaced by the filter of a question


def compile_roll_up(
    wanted: RollUp, opened: Opened, *, has_parts: bool, order: Sequence[str] = (), catalog: str = ""
) -> exp.Select:
    """The statement for a roll-up; ``catalog`` is where the tables are.

    Its columns: the kept key columns, then for each addition ``v0`` (value), ``m0`` (how
    many of its rows lack a value) and ``s0`` (the least certain status, by its place in
    CERTAINTY), then ``rows`` (in a group) and ``total`` (of groups). Its filter is FILTER,
    which :func:`filtered` puts in: so one statement serves all questions of a shape.
    """
    terms = list({term_name(term): term for item in wanted.additions for term in item.terms}.values())
    rows = _Rows(wanted, opened, has_parts, catalog)
    if any(len(term.alternatives) > 1 for term in terms):
        statement, sums = rows.settled(terms)
    else:
        statement, sums = rows.as_they_are(terms)
    scaled = []
    for number, item in enumerate(wanted.additions):
        parts = [sums[term_name(term)] for term in item.terms]
        value = parts[0].value
        if len(parts) == 2:
            scale = item.measure.scale if item.measure.adds_up is AddsUp.RATIO else 1.0
            value = exp.Div(
                this=exp.Mul(this=_number(scale), expression=_double(value)),
                expression=exp.Nullif(this=_double(parts[1].value), expression=_number(0)),
            )
        scaled += [
            exp.alias_(value, f"v{number}"),
            exp.alias_(parts[0].missing, f"m{number}"),
            exp.alias_(_greatest([part.status for part in parts]), f"s{number}"),
        ]
    statement = statement.select(
        *scaled,
        exp.alias_(exp.Count(this=exp.Star()), "rows"),
        exp.alias_(exp.Window(this=exp.Count(this=exp.Star())), "total"),
    )
    terms_of_order = _order(wanted, order)
    return statement.order_by(*terms_of_order) if terms_of_order else statement


def term_name(term: Term) -> str:
    """A name that equal terms share."""
    others = (other.code if other is not None else None for other in (term.times, term.beside))
    return repr((term.measure.code, term.alternatives, term.at, *others))


def shape(wanted: RollUp, opened: Opened, order: Sequence[str]) -> tuple[Hashable, ...]:
    """What the statements of two roll-ups have in common if only their filters differ."""
    sums = tuple((item.measure.code, *map(term_name, item.terms)) for item in wanted.additions)
    return (wanted.keep, wanted.level, is_everything(wanted, opened), sums, tuple(order))


def is_everything(wanted: RollUp, opened: Opened) -> bool:
    """Whether all areas go into one row: then none has to be looked up."""
    together = AREA not in wanted.keep and wanted.targets == (opened.structure.area.within,)
    return together and opened.is_plain and opened.is_all_in_scope


def filtered(sql: str, wanted: RollUp, opened: Opened, *, has_parts: bool, dialect: str = "duckdb") -> str:
    """The statement with the filter of a question in it."""
    conditions = [_among(_column(column, "o"), codes) for column, codes in wanted.codes.items()]
    if not is_everything(wanted, opened):
        area = _area(wanted, opened, has_parts)
        if wanted.targets is not None:
            conditions.append(_among(area, wanted.targets))
        elif wanted.level is not None:
            conditions.append(exp.Not(this=exp.Is(this=area, expression=exp.Null())))
    text = " AND ".join(condition.sql(dialect=dialect) for condition in conditions)
    return sql.replace(FILTER, text or "TRUE")


def _area(wanted: RollUp, opened: Opened, has_parts: bool) -> exp.Column:
    """The area that a row is counted into."""
    if wanted.level is None or is_everything(wanted, opened):
        return _column(AREA, "o")
    if has_parts:
        return _column("target", "p")
    own = wanted.level is opened.structure.area.level
    return _column(AREA, "o") if own else _column(wanted.level.value, "l")


@dataclass(frozen=True, slots=True)
class _Sum:
    """The aggregates of a term."""

    value: exp.Expr
    missing: exp.Expr
    status: exp.Expr


class _Rows:
    """The rows that are added up, and how each term looks in one of them."""

    def __init__(self, wanted: RollUp, opened: Opened, has_parts: bool, catalog: str) -> None:
        self.wanted, self.opened = wanted, opened
        self.is_optional = any(item.optional for item in opened.structure.dimensions)
        self.area = _area(wanted, opened, has_parts)
        select = exp.select().from_(_table("obs", "o", catalog))
        if self.area.table == "p":
            assert wanted.level is not None
            on = (
                _column("area", "p").eq(_column(AREA, "o")),
                _column("period", "p").eq(_column(PERIOD, "o")),
                _column("level", "p").eq(exp.Literal.string(wanted.level.value)),
            )
            select = select.join(_table("parts", "p", catalog), on=exp.and_(*on))
        elif self.area.table == "l":
            on_area = _column("area", "l").eq(_column(AREA, "o"))
            select = select.join(_table("areas", "l", catalog), on=on_area)
        self.source = select.where(exp.column(FILTER))

    def _keys(self) -> dict[str, exp.Expr]:
        return {name: self.area if name == AREA else _column(name, "o") for name in self.wanted.keep}

    def as_they_are(self, terms: Sequence[Term]) -> tuple[exp.Select, dict[str, _Sum]]:
        """One pass: every row is added where it counts."""
        keys = self._keys()
        statement = self.source.select(
            *(exp.alias_(key.copy(), name, quoted=True) for name, key in keys.items())
        )
        if keys:
            statement = statement.group_by(*(key.copy() for key in keys.values()))
        return statement, {term_name(term): self._sum(term, term.alternatives[0]) for term in terms}

    def settled(self, terms: Sequence[Term]) -> tuple[exp.Select, dict[str, _Sum]]:
        """Two passes: first settle, for each area and period, whether a total or its parts count."""
        keys = self._keys()
        held = [_column(AREA, "o"), _column(PERIOD, "o"), *keys.values()]
        inner = self.source.group_by(*(key.copy() for key in held)).select(
            *(exp.alias_(key.copy(), name, quoted=True) for name, key in keys.items())
        )
        outer: dict[str, _Sum] = {}
        for number, term in enumerate(terms):
            options = [self._sum(term, codes) for codes in term.alternatives]
            inner = inner.select(
                exp.alias_(_first([option.value for option in options]), f"t{number}"),
                exp.alias_(_chosen(options, [option.missing for option in options]), f"x{number}"),
                exp.alias_(_chosen(options, [option.status for option in options]), f"r{number}"),
            )
            outer[term_name(term)] = _Sum(
                exp.Sum(this=_column(f"t{number}", "o")),
                exp.Sum(this=_column(f"x{number}", "o")),
                exp.Max(this=_column(f"r{number}", "o")),
            )
        statement = exp.select(*(_column(name, "o") for name in keys)).from_(inner.subquery("o"))
        if keys:
            statement = statement.group_by(*(_column(name, "o") for name in keys))
        return statement, outer

    def _sum(self, term: Term, codes: Codes) -> _Sum:
        counts = [_among(_column(column, "o"), wanted) for column, wanted in codes.items()]
        if term.at is not None:
            counts.append(_among(_column(PERIOD, "o"), (term.at,)))
        value: exp.Expr = _column(term.measure.code, "o")
        filled = [value]
        if term.times is not None:
            filled.append(_column(term.times.code, "o"))
            value = exp.Mul(this=value, expression=filled[-1])
        if term.beside is not None:
            filled.append(_column(term.beside.code, "o"))
        given = [_is_given(filled[-1])] if term.beside is not None else []
        status = _column(status_column(term.measure.code), "o")
        has_status = status.name in self.opened.manifest.columns
        missing: exp.Expr
        if not self.is_optional and not counts and len(filled) == 1:
            missing = exp.Sub(this=exp.Count(this=exp.Star()), expression=exp.Count(this=value.copy()))
        else:
            lacking: exp.Expr = exp.false()
            if not self.is_optional:
                lacking = exp.or_(*(exp.Is(this=item.copy(), expression=exp.Null()) for item in filled))
            elif has_status:
                lacking = status.eq(exp.Literal.string(Status.MISSING.value))
            missing = exp.Sum(this=_when([*counts, lacking], _number(1), otherwise=_number(0)))
        return _Sum(
            exp.Sum(this=_when([*counts, *given], value)),
            missing,
            exp.Max(this=_when(counts, _certainty(status))) if has_status else _number(0),
        )


def _certainty(status: exp.Expr) -> exp.Expr:
    case = exp.Case()
    for place, word in enumerate(CERTAINTY):
        if word is not Status.NORMAL:
            case = case.when(status.copy().eq(exp.Literal.string(word.value)), _number(place))
    return case


def _order(wanted: RollUp, order: Sequence[str]) -> list[exp.Expr]:
    names: dict[str, str] = {name: name for name in wanted.keep}
    names |= {item.measure.code: f"v{number}" for number, item in enumerate(wanted.additions)}
    terms: dict[str, exp.Expr] = {}
    for word in (*order, *wanted.keep):
        name = word.removeprefix("-")
        # Empty values go last, whichever way the others go.
        terms.setdefault(
            name, exp.Ordered(this=_column(names[name]), desc=word.startswith("-"), nulls_first=False)
        )
    return list(terms.values())


def _column(name: str, table: str = "") -> exp.Column:
    return exp.column(name, table or None, quoted=True)


def _table(name: str, alias: str, catalog: str) -> exp.Expr:
    return exp.alias_(exp.table_(name, db=catalog or None), alias, table=True)


def _number(value: float) -> exp.Expr:
    return exp.Literal.number(value)


def _double(value: exp.Expr) -> exp.Expr:
    return exp.cast(value, exp.DType.DOUBLE)


def _is_given(value: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))


def _among(column: exp.Expr, codes: Sequence[str]) -> exp.Expr:
    if not codes:
        return exp.false()
    if len(codes) == 1:
        return column.copy().eq(exp.Literal.string(codes[0]))
    return exp.In(this=column.copy(), expressions=[exp.Literal.string(code) for code in codes])


def _when(conditions: Sequence[exp.Expr], value: exp.Expr, otherwise: exp.Expr | None = None) -> exp.Expr:
    if not conditions:
        return value.copy()
    case = exp.Case().when(exp.and_(*conditions), value.copy())
    return case.else_(otherwise) if otherwise is not None else case


def _first(values: Sequence[exp.Expr]) -> exp.Expr:
    return exp.Coalesce(this=values[0].copy(), expressions=[value.copy() for value in values[1:]])


def _chosen(options: Sequence[_Sum], of_each: Sequence[exp.Expr]) -> exp.Expr:
    """Of each option's companions, the one of the first option that has a value."""
    case = exp.Case()
    for option, value in zip(options, of_each, strict=True):
        case = case.when(_is_given(option.value), value.copy())
    return case.else_(of_each[-1].copy())


def _greatest(values: Sequence[exp.Expr]) -> exp.Expr:
    if len(values) == 1:
        return values[0].copy()
    return exp.Greatest(
        this=exp.Coalesce(this=values[0].copy(), expressions=[_number(0)]),
        expressions=[exp.Coalesce(this=value.copy(), expressions=[_number(0)]) for value in values[1:]],
    )
