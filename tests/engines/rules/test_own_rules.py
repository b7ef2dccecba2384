"""Rules that a dataset's owner writes."""

from __future__ import annotations

import polars as pl
import pytest
from tests.engines.rules.sheets import put, told, village_rows

from lumbung.engines.rules import RuleFault, ScopeUnknown, compile_rules

MEASURES = [
    {"code": "laki", "unit": "jiwa"},
    {"code": "perempuan", "unit": "jiwa"},
    {"code": "jumlah", "unit": "jiwa"},
]
SUM = {
    "code": "penduduk.jumlah",
    "check": "laki + perempuan = jumlah",
    "message": {
        "id": "{area}: {laki} + {perempuan} tidak sama dengan {jumlah}.",
        "en": "{area}: {laki} + {perempuan} is not {jumlah}.",
    },
    "hint": {"id": "Periksa tahun {period}."},
}


def men_and_women() -> pl.DataFrame:
    return village_rows(start=1000).with_columns(laki=pl.lit(1000), perempuan=pl.int_range(6))


def test_a_broken_rule_is_told_with_the_figures_of_its_row(check, dataset):
    frame = put(men_and_women(), "laki", 1, 2000)
    (found,) = check(frame, dataset(measures=MEASURES, rules=[SUM])).findings

    assert (found.rule, found.severity.value, str(found.place)) == ("penduduk.jumlah", "error", "data!C5")
    assert found.message.id == "Kelurahan Mawar 12: 2.000 + 1 tidak sama dengan 1.001."
    assert "2,000 + 1 is not 1,001" in found.message.en
    assert found.hint.id == "Periksa tahun 2024."


def test_a_rule_that_cannot_be_decided_is_not_broken(check, dataset):
    frame = put(men_and_women(), "laki", 1, None)
    assert check(frame, dataset(measures=MEASURES, rules=[SUM])).ok
    assert check(frame.drop("perempuan"), dataset(measures=MEASURES, rules=[SUM])).ok


def test_a_rule_may_only_warn_and_needs_no_words(check, dataset):
    rule = {"code": "penduduk.wajar", "check": "jumlah < 1005", "severity": "warning"}
    verdict = check(village_rows(), dataset(rules=[rule]))

    assert told(verdict) == [("penduduk.wajar", "data!C9")]
    assert verdict.findings[0].message.id == "Aturan “jumlah < 1005” tidak dipenuhi."
    assert verdict.ok


def test_a_rule_about_keys_alone_stands_at_the_area(check, dataset):
    rule = {"code": "tahun", "check": "year(period) < 2024 OR area <> '35.72.02.1003'"}
    assert told(check(village_rows(), dataset(rules=[rule]))) == [("tahun", "data!A9")]


def test_rules_are_compiled_once_and_used_often(check, dataset, areas):
    structure = dataset(measures=MEASURES, rules=[SUM])
    rules = compile_rules(structure, areas)
    assert rules.own[0].measures == ("laki", "perempuan", "jumlah")
    assert not check(put(men_and_women(), "laki", 0, 1), structure, rules=rules).ok


def test_a_rule_that_cannot_be_compiled_is_refused_with_its_code_and_place(dataset, areas):
    with pytest.raises(RuleFault) as raised:
        compile_rules(dataset(rules=[{"code": "salah", "check": "jumlah >\n  jumlh"}]), areas)

    fault = raised.value
    assert (fault.code, fault.rule) == ("rules.uncompilable", "salah")
    assert (fault.spot.line, fault.spot.column) == (2, 3)
    assert "Aturan salah pada dataset penduduk tidak dapat dipakai (baris 2, kolom 3)" in fault.told.id
    assert "perhaps “jumlah”" in fault.told.en


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"code": "x", "check": "jumlah + 1"}, "true or false"),
        ({"code": "x", "check": "jumlah > 0", "message": {"id": "{tidak_ada}"}}, "{tidak_ada}"),
        ({"code": "x", "check": "jumlah > 0", "message": {"id": "{jumlah"}}, "brace"),
        ({"code": "key.duplicate", "check": "jumlah > 0"}, "in use"),
    ],
)
def test_a_rule_that_would_fail_later_is_refused_now(dataset, areas, rule, reason):
    with pytest.raises(RuleFault) as raised:
        compile_rules(dataset(rules=[rule]), areas)
    assert reason in raised.value.told.en


def test_two_rules_with_one_code_are_refused(dataset, areas):
    rule = {"code": "x", "check": "jumlah > 0"}
    with pytest.raises(RuleFault, match="sudah dipakai"):
        compile_rules(dataset(rules=[rule, rule]), areas)


def test_a_dataset_about_unknown_areas_is_refused(dataset, areas):
    with pytest.raises(ScopeUnknown, match=r"99\.99"):
        compile_rules(dataset(area={"within": "99.99", "level": "kelurahan"}), areas)
