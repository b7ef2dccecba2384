"""Checks a table of observations against its structure, its areas, its own rules and its history."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from lumbung.engines.rules.checks import run_checks
from lumbung.engines.rules.codes import Codes, code_checks, sorted_codes
from lumbung.engines.rules.compiling import CompiledRules, compile_rules
from lumbung.engines.rules.completeness import Gaps, missing_rows
from lumbung.engines.rules.history import check_changes, check_outliers
from lumbung.engines.rules.keys import first_of_each_key, report_duplicates
from lumbung.engines.rules.names import listed
from lumbung.engines.rules.own import own_checks
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
    report, table = Report(limit), prepared(frame, structure, areas)
    _report_missing_columns(table, report)
    if not {AREA, PERIOD} <= set(table.keys):
        nothing = table.kept(pl.repeat(False, frame.height, eager=True))
        return report.verdict(clean=nothing, read=nothing)

    asked = tuple(expected_periods or structure.periods)
    codes = sorted_codes(table, rules, asked)
    run_checks(table, [*code_checks(table, codes, asked), *value_checks(table)], report)
    run_checks(whole := _with_all_columns(table), list(own_checks(whole, rules)), report)
    first = first_of_each_key(table)
    report_duplicates(table, first, report)

    sound = _sound_rows(table, codes, first)
    check_wholes(table, sound, rules, report)
    wider = codes.areas_that_are("whole")
    if wider:
        _report_wider_rows(table, sound, wider, report)
        sound = sound.filter(~pl.col(AREA).is_in(wider))
    if structure.complete:
        due = tuple(expected_periods or sorted(codes.periods.values()))
        for told in missing_rows(Gaps(table, sound, rules, due, headings or {}, frozenset(waiting))):
            report.add(told)
    check_zeros(table, sound, report)
    check_parts_by_pattern(table, sound, report)
    if previous is not None and not previous.is_empty():
        before = prepared(previous, structure, areas).frame
        check_changes(table, sound, before, report)
        check_outliers(table, sound, before, report)
    return report.verdict(
        clean=table.kept(_membership(sound["row"], frame.height)),
        read=table.kept(first & ~table.frame[AREA].is_in(wider).fill_null(False)),
        sheets=table.places.sheet_names(),
    )


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


def _sound_rows(table: Table, codes: Codes, first: pl.Series) -> pl.DataFrame:
    """The rows that count: first of their key, in a period that is due and an area of the scope."""
    columns = [*table.keys, *(measure.code for measure in table.measures)]
    rows = table.frame.select(columns).with_row_index("row")
    good_areas = [code for code, sort in codes.areas.items() if sort in {"part", "whole"}]
    if len(good_areas) < len(codes.areas) or rows[AREA].null_count():
        rows = rows.filter(pl.col(AREA).is_in(good_areas))
    if codes.strange_periods or rows[PERIOD].null_count():
        rows = rows.filter(pl.col(PERIOD).is_in(list(codes.periods)))
    return rows if first.all() else rows.filter(first.gather(rows["row"]))


def _membership(rows: pl.Series, height: int) -> pl.Series:
    if len(rows) == height:
        return pl.repeat(True, height, eager=True)
    return pl.int_range(height, eager=True, dtype=pl.UInt32).is_in(rows.implode())


def _report_wider_rows(table: Table, rows: pl.DataFrame, wider: list[str], report: Report) -> None:
    of_wider = rows.filter(pl.col(AREA).is_in(wider))
    if of_wider.is_empty():
        return
    # An index of a whole kecamatan cannot be worked out again from its kelurahan.
    lost = any(
        measure.adds_up is AddsUp.NONE and of_wider[measure.code].count() for measure in table.measures
    )
    report.add(
        finding(
            "area.whole-row",
            severity=Severity.WARNING if lost else None,
            count=of_wider.height,
            areas=listed([table.names.key(AREA, code) for code in wider], 5),
        )
    )
