"""Makes the rules of a structure ready: expressions read, areas of the scope looked up.

Done once when a pack is loaded, so that a rule that cannot work is refused there, with its
place, and never on a producer's upload.
"""

from __future__ import annotations

import string
from dataclasses import dataclass

from lumbung.engines.expressions import Expression, ExpressionFault, Kind, parse_expression
from lumbung.engines.rules.faults import RuleFault, ScopeUnknown
from lumbung.vocabulary.areas import Area, AreaTree
from lumbung.vocabulary.findings import KINDS
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.structures import Rule, Structure
from lumbung.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule that a dataset's owner wrote, with its expression."""

    rule: Rule
    expression: Expression
    measures: tuple[str, ...]  # those that it reads; its findings stand at the first
    told: tuple[str, ...]  # the columns that it reads or speaks of


@dataclass(frozen=True)
class CompiledRules:
    """All that :func:`check_table` needs beyond the table."""

    dataset: str
    version: int
    own: tuple[CompiledRule, ...]
    parts: dict[str, Area]  # the areas that the dataset is about
    wholes: frozenset[str]  # the wider areas of the scope


def compile_rules(structure: Structure, areas: AreaTree) -> CompiledRules:
    """Make the rules of a structure ready, or raise :class:`RuleFault` with the rule and the place."""
    if structure.area.within not in areas:
        raise ScopeUnknown(dataset=structure.dataset, within=structure.area.within)
    columns = rule_columns(structure)
    own: list[CompiledRule] = []
    for rule in structure.rules:
        if rule.code in KINDS or any(rule.code == other.rule.code for other in own):
            reason = Text("kode ini sudah dipakai", "this code is already in use")
            raise RuleFault(dataset=structure.dataset, rule=rule.code, reason=reason)
        own.append(_compiled(rule, structure, columns))
    parts = {area.code: area for area in areas.within(structure.area.within, structure.area.level)}
    return CompiledRules(
        dataset=structure.dataset,
        version=structure.version,
        own=tuple(own),
        parts=parts,
        wholes=frozenset(
            area.code
            for area in areas.within(structure.area.within)
            if area.level.rank < structure.area.level.rank
        ),
    )


def rule_columns(structure: Structure) -> dict[str, type]:
    """The columns that the rules of a dataset may read, with their types."""
    return {
        AREA: str,
        PERIOD: Period,
        **{dimension.code: str for dimension in structure.dimensions},
        **{measure.code: float for measure in structure.measures},
    }


def _compiled(rule: Rule, structure: Structure, columns: dict[str, type]) -> CompiledRule:
    try:
        expression = parse_expression(rule.check, columns=columns, expects=Kind.TRUTH)
    except ExpressionFault as fault:
        raise RuleFault.of(fault, dataset=structure.dataset, rule=rule.code) from fault
    told = list(expression.columns)
    for words in (rule.message.id, rule.message.en, rule.hint.id, rule.hint.en):
        for name in _placeholders(words, rule, structure):
            told.append(name)
            if name not in columns:
                reason = Text(
                    f"kolom {{{name}}} pada pesannya tidak ada", f"its message names no column {{{name}}}"
                )
                raise RuleFault(dataset=structure.dataset, rule=rule.code, reason=reason)
    measures = tuple(name for name in expression.columns if structure.measure(name))
    return CompiledRule(rule, expression, measures, tuple(dict.fromkeys(told)))


def _placeholders(words: str, rule: Rule, structure: Structure) -> set[str]:
    try:
        return {
            name for _text, name, _form, _conversion in string.Formatter().parse(words) if name is not None
        }
    except ValueError as fault:
        reason = Text(
            "kurung kurawal pada pesannya tidak berpasangan", "a brace in its message has no partner"
        )
        raise RuleFault(dataset=structure.dataset, rule=rule.code, reason=reason) from fault
