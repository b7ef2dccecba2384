"""Checks that a dataset's owner wrote: a row is at fault where its rule is false, not where it is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lumbung.engines.rules.checks import RowCheck
from lumbung.engines.rules.compiling import CompiledRule, CompiledRules
from lumbung.engines.rules.names import plain
from lumbung.engines.rules.table import Table
from lumbung.engines.rules.verdict import Tell
from lumbung.vocabulary.findings import KINDS, Finding, own_finding
from lumbung.vocabulary.numbers import both_numbers
from lumbung.vocabulary.observations import AREA
from lumbung.vocabulary.words import Text


def own_checks(table: Table, rules: CompiledRules) -> Iterator[RowCheck]:
    """The checks of a dataset's own rules; what they read must be in the table's frame."""
    for compiled in rules.own:
        column = next((code for code in compiled.measures if table.places.packed(code) is not None), None)
        column = column or (*compiled.measures, AREA)[0]
        fault = ~compiled.expression.polars()
        yield RowCheck(compiled.rule.code, column, fault, _tell(table, compiled, column))


def _tell(table: Table, compiled: CompiledRule, column: str) -> Tell:
    rule, kind = compiled.rule, KINDS["rule.unmet"]

    def tell(row: int) -> Finding:
        facts: dict[str, object] = {name: _said(table, name, row) for name in compiled.told}
        place = table.places.of(row, column)
        others = [table.places.of(row, code) for code in compiled.measures if code != column]
        told = own_finding(
            rule.code,
            rule.severity,
            rule.message.filled(**facts) if rule.message else kind.message.filled(check=rule.check),
            rule.hint.filled(**facts) if rule.hint else kind.hint,
            place,
            plain(table.frame[column][row]),
        )
        return replace(
            told, also=tuple(other for other in others if other.cell and other != place), facts=facts
        )

    return tell


def _said(table: Table, column: str, row: int) -> Text:
    value = table.frame[column][row]
    return both_numbers(plain(value)) if table.structure.measure(column) else table.names.key(column, value)
