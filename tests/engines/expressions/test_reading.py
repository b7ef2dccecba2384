"""What a pack's author may write, and what is told when it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbung.engines.expressions import ExpressionFault, Kind, UnknownColumn, parse_expression
from lumbung.engines.expressions.faults import WrongFact
from lumbung.engines.expressions.operations import FUNCTIONS
from lumbung.vocabulary.periods import Period, parse_period

COLUMNS = {
    "laki": float,
    "perempuan": float,
    "jumlah": int,
    "jumlah-umkm": float,
    "area": str,
    "period": Period,
    "lengkap": bool,
    "date": float,
}


def fault_of(text: str, **more: object) -> ExpressionFault:
    with pytest.raises(ExpressionFault) as raised:
        parse_expression(text, columns=COLUMNS, **more)
    return raised.value


def test_a_rule_is_read_and_holds_for_a_row():
    rule = parse_expression("laki + perempuan = jumlah", columns=COLUMNS, expects=Kind.TRUTH)

    assert rule.columns == ("laki", "perempuan", "jumlah")
    assert rule.evaluate({"laki": 210, "perempuan": 195, "jumlah": 405}) is True
    assert rule.evaluate({"laki": 210, "perempuan": 195, "jumlah": 450}) is False


def test_what_is_not_known_leaves_a_rule_undecided():
    rule = parse_expression("laki + perempuan = jumlah", columns=COLUMNS)
    assert rule.evaluate({"laki": 210, "jumlah": 405}) is None


def test_a_period_may_be_given_as_such():
    rule = parse_expression("year(period) >= 2020 AND period < '2025'", columns=COLUMNS)
    assert rule.evaluate({"period": parse_period("2024-Q3")}) is True


def test_a_fact_of_another_kind_is_refused():
    rule = parse_expression("laki > 1", columns=COLUMNS)
    with pytest.raises(WrongFact, match="laki harus angka"):
        rule.evaluate({"laki": "banyak"})


def test_columns_with_signs_in_their_names_stand_in_quotation_marks():
    assert parse_expression('"jumlah-umkm" > 0', columns=COLUMNS).columns == ("jumlah-umkm",)
    assert parse_expression("date > 0", columns=COLUMNS).columns == ("date",)


def test_an_unknown_column_is_refused_at_its_place_with_names_like_it():
    fault = fault_of("laki > 0\n  AND jumlh > 0")

    assert isinstance(fault, UnknownColumn)
    assert (fault.spot.line, fault.spot.column, fault.spot.offset) == (2, 7, 15)
    assert "mungkin maksudnya “jumlah”" in fault.told.id
    assert "line 2, column 7" in fault.told.en


def test_an_unquoted_code_with_a_hyphen_is_explained():
    with pytest.raises(UnknownColumn) as raised:
        parse_expression("balita-stunting > 0", columns={"balita-stunting": float})
    assert '"balita-stunting"' in raised.value.told.en


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("laki > (SELECT 1)", "SELECT"),
        ("laki > 1; DROP TABLE jumlah", ";"),
        ("laki > $1", "$"),
        ("laki > ?", "?"),
        ("laki > :x", ":"),
        ("laki::int > 1", "::"),
        ("laki --1", "--"),
        ("laki > 1 /* selalu */", "/*"),
        ("x.laki > 1", "."),
        ("laki % 2 = 0", "%"),
        ("laki || area", "||"),
        ("area ILIKE 'a'", "ILIKE"),
        ("[laki]", "["),
        ("interval 1 day", "interval"),
    ],
)
def test_the_rest_of_sql_is_refused_at_its_word(text, word):
    fault = fault_of(text)
    assert fault.facts["word"] == word
    assert text[fault.spot.offset :].startswith(word)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "laki >", "laki > 1)", "(laki", "laki perempuan", "'abc", "laki IN ()", "laki AS x", "*",
        "laki > *", "CASE WHEN lengkap THEN 1", "laki IS TRUE", "laki LIKE", "laki,", "1e999 > laki",
        "area LIKE 'a' ESCAPE 'b'", "laki IN jumlah", "abs", "abs()", "abs(laki, 1)", "round(laki, jumlah)",
        "round(laki, -1)", "round(laki, 0.5)", "area LIKE area", "area LIKE 'a\\b'", "NULL", "count(*)",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(text):
    fault = fault_of(text)
    assert fault.told.id
    assert fault.told.en
    assert 0 <= fault.spot.offset <= len(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("area > 5", "“>” needs like things: numbers or texts, not a text, a number"),
        ("laki + area", "“+” needs numbers"),
        ("NOT laki", "“NOT” needs statements"),
        ("lengkap < lengkap", "“<”"),
        ("CASE WHEN laki THEN 1 END", "“CASE”"),
        ("CASE WHEN lengkap THEN 1 ELSE 'a' END", "“CASE”"),
        ("year(area)", "“YEAR” needs the period column"),
        ("coalesce(laki, area)", "“COALESCE”"),
        ("laki = NULL", "write IS NULL"),
        ("NULL IN (1)", "write IS NULL"),
    ],
)
def test_things_that_do_not_go_together_are_refused(text, told):
    assert told in fault_of(text).told.en


def test_a_check_must_be_true_or_false():
    fault = fault_of("laki + 1", expects=Kind.TRUTH)
    assert "true or false" in fault.told.en


def test_an_unknown_function_is_refused_with_names_like_it():
    fault = fault_of("laki > kuartal(period)")
    assert fault.code == "expression.unknown-function"
    assert fault.spot.column == 8
    assert "quarter" in fault_of("quarte(period) > 1").told.en


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50 + "laki" + ")" * 50 + " > 1",
        "NOT " * 5_00 + "lengkap",
        "CASE WHEN lengkap THEN " * 60 + "1" + " END" * 60,
        " + ".join(["laki"] * 1_000),
        " - ".join(["laki"] * 60),
        " - laki + ".join(["laki"] * 95),
        "laki > 1" + " " * 10_000,
        "abs(" * 300 + "laki" + ")" * 300,
    ],
)
def test_what_is_too_long_or_too_deep_is_refused(text):
    assert fault_of(text).code == "expression.too-complex"


def test_a_long_but_allowed_rule_is_read():
    rule = parse_expression(" + ".join(["laki"] * 190) + " = jumlah", columns=COLUMNS)
    assert rule.evaluate({"laki": 1, "jumlah": 190}) is True
    assert rule.sql()
    assert rule.polars() is not None


def test_a_fault_can_stand_in_a_list_of_findings():
    told = fault_of("jumlh > 0").as_finding(rule="penduduk.wajar")
    assert told.rule == "rule.unreadable"
    assert "penduduk.wajar" in told.message.id
    assert "baris 1, kolom 1" in told.message.id


WORDS = st.sampled_from(
    [
        "laki",
        "area",
        "period",
        "jumlh",
        "1",
        "0.5",
        "'a'",
        "''",
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "/",
        "=",
        "<>",
        "<",
    ]
    + [
        "AND",
        "OR",
        "NOT",
        "IS",
        "NULL",
        "IN",
        "BETWEEN",
        "LIKE",
        "CASE",
        "WHEN",
        "THEN",
        "ELSE",
        "END",
        "TRUE",
    ]
    + [function.name for function in FUNCTIONS]
    + [
        "SELECT",
        "FROM",
        ";",
        "--",
        ".",
        "::",
        "[",
        "{",
        "if",
        "\n",
        '"',
        "'",
        "\\",
        "$",
        "@",
        "é",
        "WITH",
        "OVER",
    ]
)


@settings(max_examples=400, deadline=None)
@given(text=st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_place(text):
    try:
        expression = parse_expression(text, columns=COLUMNS)
    except ExpressionFault as raised:
        fault = raised
    else:
        expression.sql()
        expression.polars()
        return
    assert 0 <= fault.spot.offset <= len(text)
    assert fault.told.id
