"""One expression has one meaning: on a table, on a row, as SQL, and as DuckDB itself reads it."""

from __future__ import annotations

import math

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbung.engines.expressions import parse_expression
from lumbung.engines.expressions.operations import OPERATIONS
from lumbung.engines.expressions.rows import LENIENT, STRICT
from lumbung.engines.expressions.statements import MEANINGS as IN_STATEMENTS
from lumbung.engines.expressions.tables import MEANINGS as IN_TABLES
from lumbung.vocabulary.periods import Period

COLUMNS = {"a": float, "b": float, "c": float, "t": str, "u": str, "p": bool, "q": bool, "period": Period}
TYPES = {
    "a": "DOUBLE",
    "b": "DOUBLE",
    "c": "DOUBLE",
    "t": "TEXT",
    "u": "TEXT",
    "p": "BOOLEAN",
    "q": "BOOLEAN",
}

# A pair is one expression twice: as we write it, and as DuckDB must read it to mean the same
# (doubles throughout, and nothing divided by zero).
Pair = tuple[str, str]


def same(text: str) -> Pair:
    return text, text


def literal(number: float) -> Pair:
    return f"{number}", f"CAST({number} AS DOUBLE)"


NUMBERS = st.integers(-1000, 1000).map(float) | st.integers(-4000, 4000).map(lambda n: n / 8)
WORDS = st.sampled_from(
    ["", "a", "A", "b%", "Kel. Sukorejo", "35.72.01", "é", " x ", "a_b", "two\nlines", "it's"]
)


def quoted(word: str) -> Pair:
    return same("'" + word.replace("'", "''") + "'")


def joined(form: str, *pairs: Pair, oracle: str | None = None) -> Pair:
    ours, theirs = [p[0] for p in pairs], [p[1] for p in pairs]
    return form.format(*ours), (oracle or form).format(*theirs)


def numbers(inner: st.SearchStrategy[Pair], truths: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    two = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(st.sampled_from(["({} + {})", "({} - {})", "({} * {})"]), two).map(
            lambda x: joined(x[0], *x[1])
        ),
        two.map(lambda x: joined("({} / {})", *x, oracle="({} / nullif({}, 0))")),
        st.tuples(st.sampled_from(["abs({})", "floor({})", "ceil({})", "round({})", "(- {})"]), inner).map(
            lambda x: joined(x[0], x[1])
        ),
        st.tuples(
            st.sampled_from(["least({}, {})", "greatest({}, {})", "coalesce({}, {})", "nullif({}, {})"]), two
        ).map(lambda x: joined(x[0], *x[1])),
        st.tuples(truths, inner, inner).map(lambda x: joined("CASE WHEN {} THEN {} ELSE {} END", *x)),
        st.tuples(truths, inner, inner).map(
            lambda x: joined("iif({}, {}, {})", *x, oracle="CASE WHEN {} THEN {} ELSE {} END")
        ),
        st.tuples(inner, inner, inner).map(lambda x: joined("CASE {} WHEN {} THEN {} END", *x)),
        texts().map(lambda x: joined("length({})", x)),
    )


def texts() -> st.SearchStrategy[Pair]:
    plain = st.sampled_from(["t", "u"]).map(same) | WORDS.map(quoted)
    return plain | st.tuples(st.sampled_from(["lower({})", "upper({})", "trim({})"]), plain).map(
        lambda x: joined(x[0], x[1])
    )


def truths(number: st.SearchStrategy[Pair], inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    compares = st.sampled_from(["{} = {}", "{} <> {}", "{} < {}", "{} <= {}", "{} > {}", "{} >= {}"])
    two, words = st.tuples(number, number), st.tuples(texts(), texts())
    pattern = st.sampled_from(["%", "a%", "_", "%.72%", "Kel. %", "b%%", "%\n%", ""]).map(quoted)
    return st.one_of(
        st.tuples(compares, two | words).map(lambda x: joined(f"({x[0]})", *x[1])),
        st.tuples(inner, inner, st.sampled_from(["({} AND {})", "({} OR {})"])).map(
            lambda x: joined(x[2], *x[:2])
        ),
        inner.map(lambda x: joined("(NOT {})", x)),
        (number | texts()).map(lambda x: joined("({} IS NULL)", x)),
        (number | texts()).map(lambda x: joined("({} IS NOT NULL)", x)),
        st.tuples(number, number, number).map(lambda x: joined("({} BETWEEN {} AND {})", *x)),
        st.tuples(number, number, number).map(lambda x: joined("({} IN ({}, {}, NULL))", *x)),
        st.tuples(texts(), texts(), WORDS.map(quoted)).map(lambda x: joined("({} NOT IN ({}, {}))", *x)),
        st.tuples(texts(), pattern).map(lambda x: joined("({} LIKE {})", *x)),
    )


def expressions(depth: int) -> tuple[st.SearchStrategy[Pair], st.SearchStrategy[Pair]]:
    number = st.sampled_from(["a", "b", "c"]).map(same) | NUMBERS.map(literal)
    truth = st.sampled_from(["p", "q", "TRUE", "FALSE"]).map(same)
    for _ in range(depth):
        number, truth = number | numbers(number, truth), truth | truths(number, truth)
    return number, truth


NUMBER, TRUTH = expressions(2)
ROWS = st.lists(
    st.fixed_dictionaries(
        {name: st.none() | NUMBERS for name in "abc"}
        | {name: st.none() | WORDS for name in "tu"}
        | {name: st.none() | st.booleans() for name in "pq"}
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def duck() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    columns = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
    connection.execute(f"CREATE TABLE facts (n INTEGER, {columns})")
    return connection


def answers(duck: duckdb.DuckDBPyConnection, sql: str) -> list[object]:
    return [row[0] for row in duck.execute(f"SELECT {sql} FROM facts ORDER BY n").fetchall()]


def alike(left: object, right: object) -> bool:
    if isinstance(left, float) and isinstance(right, float):
        return left == right or (math.isnan(left) and math.isnan(right))
    return left is right if isinstance(left, bool) or isinstance(right, bool) else left == right


@settings(max_examples=300, deadline=None)
@given(pair=NUMBER | TRUTH | texts(), rows=ROWS)
def test_an_expression_means_the_same_everywhere(duck, pair, rows):
    ours, oracle = pair
    duck.execute("DELETE FROM facts")
    for n, row in enumerate(rows):
        duck.execute(
            f"INSERT INTO facts VALUES (?, {', '.join('?' * len(TYPES))})", [n, *(row[c] for c in TYPES)]
        )
    expression = parse_expression(ours, columns=COLUMNS)
    types = {"DOUBLE": pl.Float64, "TEXT": pl.String, "BOOLEAN": pl.Boolean}
    frame = pl.DataFrame(rows, schema={name: types[kind] for name, kind in TYPES.items()})

    expected = answers(duck, oracle)
    on_rows = [expression.evaluate(row) for row in rows]
    on_table = frame.with_columns(expression.polars().alias("x"))["x"].to_list()
    as_sql = answers(duck, expression.sql())

    for what, found in {"rows": on_rows, "table": on_table, "sql": as_sql}.items():
        assert all(map(alike, found, expected)), (what, ours, rows, found, expected)


PERIODS = {
    "2024": (2024, None, None, None),
    "2024-S2": (2024, 2, None, None),
    "2024-Q3": (2024, 2, 3, None),
    "2024-02": (2024, 1, 1, 2),
    "2024-11-30": (2024, 2, 4, 11),
    "2024-W05": (2024, None, None, None),
    "soon": (None, None, None, None),
    "2024-13": (2024, None, None, None),
}


@pytest.mark.parametrize("part", ["year", "half", "quarter", "month"])
def test_the_parts_of_a_period_are_the_same_everywhere(part):
    expression = parse_expression(f"{part}(period)", columns=COLUMNS)
    expected = [parts[["year", "half", "quarter", "month"].index(part)] for parts in PERIODS.values()]
    frame = pl.DataFrame({"period": list(PERIODS)})
    rows = ", ".join(f"({n}, '{period}')" for n, period in enumerate(PERIODS))

    assert [expression.evaluate({"period": period}) for period in PERIODS] == expected
    assert frame.select(expression.polars())["period"].to_list() == expected
    sql = f"SELECT {expression.sql()} FROM (VALUES {rows}) AS v(n, period) ORDER BY n"
    assert [row[0] for row in duckdb.sql(sql).fetchall()] == expected


@pytest.mark.parametrize("places", [0, 1, 2])
def test_a_half_is_rounded_away_from_zero_everywhere(places):
    expression = parse_expression(f"round(a, {places})", columns=COLUMNS)
    values = [2.5, -2.5, 0.125, -0.375, 12.345, 0.3, 1e15, 0.0]
    expected = [expression.evaluate({"a": value}) for value in values]

    assert pl.DataFrame({"a": values}).select(expression.polars())["a"].to_list() == expected
    rows = ", ".join(f"({n}, {value}::DOUBLE)" for n, value in enumerate(values))
    sql = "SELECT {} FROM (VALUES " + rows + ") AS v(n, a) ORDER BY n"
    assert [row[0] for row in duckdb.sql(sql.format(expression.sql())).fetchall()] == expected
    assert [row[0] for row in duckdb.sql(sql.format(f"round(a, {places})")).fetchall()] == expected


def test_three_tenths_is_three_tenths_on_a_table_too():
    expression = parse_expression("a / 10 = 0.3", columns=COLUMNS)
    assert pl.DataFrame({"a": [3.0]}).select(expression.polars()).to_series().to_list() == [True]
    assert expression.evaluate({"a": 3}) is True


@pytest.mark.parametrize("root", [(9.0, 3.0), (-1.0, None), (None, None), (2.0, math.sqrt(2))])
def test_the_root_of_a_negative_number_is_empty(root):
    given_, expected = root
    expression = parse_expression("sqrt(a)", columns=COLUMNS)
    frame = pl.DataFrame({"a": [given_]}, schema={"a": pl.Float64})

    assert expression.evaluate({"a": given_}) == expected
    assert frame.select(expression.polars())["a"].to_list() == [expected]
    value = "NULL" if given_ is None else given_
    assert duckdb.sql(f"SELECT {expression.sql()} FROM (SELECT {value}::DOUBLE AS a)").fetchall() == [
        (expected,)
    ]


def test_every_operation_has_a_meaning_in_every_engine():
    own_shape = {"in", "like"}  # need their literals on a table
    assert set(STRICT) | set(LENIENT) == set(OPERATIONS)
    assert set(IN_STATEMENTS) == set(OPERATIONS)
    assert set(IN_TABLES) | own_shape == set(OPERATIONS)


@pytest.mark.parametrize(
    "operation", [operation for operation in OPERATIONS.values() if operation.example], ids=lambda o: o.name
)
def test_the_examples_of_the_page_are_true(operation):
    text, worth = operation.example
    found = parse_expression(text, columns={}).evaluate({})
    expected = None if worth == "NULL" else parse_expression(worth, columns={}).evaluate({})
    assert found == expected


def test_spark_is_written_too():
    expression = parse_expression(
        "round(a / b, 1) > 2 AND t LIKE '35.%' AND quarter(period) = 1", columns=COLUMNS
    )
    told = expression.sql("spark")
    assert "DOUBLE" in told
    assert "`a`" in told
    assert '"' not in told
