"""Checks a table of observations against its structure, its areas, its own rules and its history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from lumbung.engines.rules.checks import run_checks
from lumbung.engines.rules.codes import code_checks, sorted_codes
from lumbung.engines.rules.compiling import CompiledRules, compile_rules
from lumbung.engines.rules.completeness import Gaps, missing_rows
from lumbung.engines.rules.history import check_changes, check_outliers
from lumbung.engines.rules.keys import keys_of, report_duplicates
from lumbung.engines.rules.names import listed
from lumbung.engines.rules.own import own_checks
from lumbung.engines.rules.sound import SoundRows, sound_rows
from lumbung.engines.rules.suspects import check_parts_by_pattern, check_zeros
from lumbung.engines.rules.table import Table, prepared
from lumbung.engines.rules.values import value_checks
from lumbung.engines.rules.verdict import FINDINGS_PER_RULE, Report, Verdict
from lumbung.engines.rules.wholes import check_wholes
from lumbung.vocabulary.areas import AreaTree
from lumbung.vocabulary.findings import Place, Severity, finding
from lumbung.vocabulary.observations import AREA, PERIOD
from lumbung.vocabulary.periods import Period
from lumbung.vocabulary.structures import AddsUp, Structure


def check_table(
    frame: pl.DataFrame,
    *,
    structure: Structure,
    areas: AreaTree,
    rules: CompiledRules | None = None,
    expected_periods: Sequence[Period] | None = None,
    previous: pl.DataFrame | None = None,
    headings: Mapping[str, Place] | None = None,
    waiting: Collection[str] = (),
    limit: int = FINDINGS_PER_RULE,
) -> Verdict:
    """Check a wide table of observations (``vocabulary/observations.py``) and tell all its faults.

    ``expected_periods`` are the ones that were asked for and must all be there; without them the
    structure's periods are allowed, and completeness is asked of those that the table holds.
    ``previous`` is the current edition, for changes and outliers. ``headings`` says where a
    key column is headed, and ``waiting`` which areas a person has still to confirm: they are in
    the file and not missing. At most ``limit`` findings of a rule are made; all are counted.
    """
    rules = rules or compile_rules(structure, areas)
    table = prepared(frame, structure, areas)
    report = Report(table, limit)
    _report_missing_columns(table, report)
    if not {AREA, PERIOD} <= set(table.keys):
        nothing = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
        return report.verdict(clean=nothing, read=nothing)

    asked = tuple(expected_periods or structure.periods)
    codes = sorted_codes(table, rules, asked)
    run_checks(table, [*code_checks(table, codes, asked), *value_checks(table)], report)
    run_checks(whole := _with_all_columns(table), list(own_checks(whole, rules)), report)
    keys = keys_of(table)
    report_duplicates(table, keys, report)

    sound = sound_rows(table, codes, keys.first)
    check_wholes(sound, rules, report)
    if wider := codes.areas_that_are("whole"):
        _report_wider_rows(sound, wider, report)
    kept = sound.without_areas(wider)
    if structure.complete:
        due = tuple(expected_periods or sorted(codes.periods.values()))
        for told in missing_rows(Gaps(kept, rules, due, headings or {}, frozenset(waiting))):
            report.add(told)
    check_zeros(kept, report)
    check_parts_by_pattern(kept, report)
    if previous is not None and not previous.is_empty():
        before = _with_all_columns(prepared(previous, structure, areas)).frame
        check_changes(kept, before, report)
        check_outliers(kept, before, report)
    return report.verdict(clean=kept.mask, read=SoundRows(table, keys.first).without_areas(wider).mask)


def _report_missing_columns(table: Table, report: Report) -> None:
    structure, given = table.structure, set(table.frame.columns)
    missing = [column for column in (AREA, PERIOD) if column not in given]
    missing += [item.code for item in structure.dimensions if not item.optional and item.code not in given]
    missing += [item.code for item in structure.measures if item.required and item.code not in given]
    if not table.measures:
        missing += [item.code for item in structure.measures if item.code not in missing]
    for column in missing:
        words = table.names.column(column)
        report.add(finding("column.missing", what=words, what_en=words))


def _with_all_columns(table: Table) -> Table:
    """The table with empty columns for what it lacks, so that every rule of the dataset can run."""
    structure, given = table.structure, set(table.frame.columns)
    lacking = [pl.lit(None, dtype=pl.String).alias(code) for code in structure.key if code not in given]
    lacking += [
        pl.lit(None, dtype=pl.Float64).alias(item.code)
        for item in structure.measures
        if item.code not in given
    ]
    return Table(table.raw, table.frame.with_columns(lacking), structure, table.areas) if lacking else table


def _report_wider_rows(sound: SoundRows, wider: list[str], report: Report) -> None:
    table, measures = sound.table, sound.table.measures
    rows = sound.of(AREA, *(measure.code for measure in measures)).filter(pl.col(AREA).is_in(wider))
    if rows.is_empty():
        return
    # An index of a whole kecamatan cannot be worked out again from its kelurahan.
    lost = any(measure.adds_up is AddsUp.NONE and rows[measure.code].count() for measure in measures)
    report.add(
        finding(
            "area.whole-row",
            severity=Severity.WARNING if lost else None,
            count=rows.height,
            areas=listed([table.names.key(AREA, code) for code in wider], 5),
        )
    )
