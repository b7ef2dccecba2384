"""Whatever a file says, a check ends with a verdict."""

from __future__ import annotations

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.rules.sheets import VILLAGES

from lumbung.vocabulary.observations import COLUMNS_PER_ROW
from lumbung.vocabulary.periods import parse_period

AREAS = st.sampled_from([None, "", "x", "35.72", "35.72.01", "35.05", *VILLAGES])
PERIODS = st.sampled_from([None, "", "2023", "2024", "2052", "2024-Q1", "soon"])
CODES = st.sampled_from([None, "", "total", "muda", "tua", "?"])
FIGURES = st.none() | st.floats() | st.integers(-10, 2000).map(float)
WORDS = st.sampled_from([None, "", " ", "1", "1.5", "-3", "1e400", "nan", "seratus", "1.234,5"])
PLACES = st.none() | st.integers(0, 50 * COLUMNS_PER_ROW)
STATUSES = st.sampled_from([None, "normal", "missing", "final"])


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    rows = draw(st.integers(0, 12))

    def some(values: st.SearchStrategy, dtype: type[pl.DataType]) -> pl.Series:
        return pl.Series(draw(st.lists(values, min_size=rows, max_size=rows)), dtype=dtype)

    columns = {
        "area": some(AREAS, pl.String),
        "period": some(PERIODS, pl.String),
        "umur": some(CODES, pl.String),
        "jumlah": some(
            *draw(st.sampled_from([(FIGURES, pl.Float64), (WORDS, pl.String), (st.none(), pl.Null)]))
        ),
        "bagian": some(st.none() | st.integers(0, 3000), pl.Int32),
        "jumlah:status": some(STATUSES, pl.String),
        "jumlah:note": some(st.none() | st.text(max_size=3), pl.String),
        "jumlah:place": some(PLACES, pl.Int64),
        "area:place": some(PLACES, pl.Int64),
        "_sheet": some(st.none() | st.sampled_from(["A", "B"]), pl.String),
        "ekstra": some(st.none() | st.text(max_size=3), pl.String),
    }
    left_out = draw(st.sets(st.sampled_from(sorted(columns)), max_size=5))
    return pl.DataFrame({name: values for name, values in columns.items() if name not in left_out})


DEFINITION = {
    "complete": True,
    "dimensions": [{"code": "umur", "codelist": "umur", "optional": True}],
    "measures": [
        {"code": "jumlah", "unit": "jiwa", "required": True, "decimals": 0, "minimum": 0, "maximum": 1000},
        {"code": "bagian", "unit": "jiwa", "decimals": 1},
        {"code": "persen", "unit": "persen", "adds_up": "ratio", "of": ["bagian", "jumlah"], "maximum": 100},
    ],
    "rules": [{"code": "bagian.kecil", "check": "bagian <= jumlah OR umur = 'total'", "severity": "warning"}],
}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=tables(), previous=tables(), asked=st.booleans())
def test_any_table_gets_a_verdict(check, dataset, frame, previous, asked):
    structure = dataset(**DEFINITION)
    before = previous if {"area", "period"} <= set(previous.columns) else None
    periods = [parse_period("2024")] if asked else None

    verdict = check(frame, structure, previous=before, expected_periods=periods, limit=3)

    assert verdict.clean.height <= verdict.read.height <= frame.height
    assert not set(verdict.clean.columns) & {"ekstra", "area:place"}
    assert all(item.message.id and item.message.en and item.hint.id for item in verdict.findings)
    assert set(verdict.counts) | {"findings.more"} >= {item.rule for item in verdict.findings}
    if {"area", "period"} <= set(frame.columns):
        keys = verdict.clean.select(c for c in structure.key if c in frame.columns)
        assert keys.is_unique().all()
        assert keys["area"].is_in(VILLAGES).all()
        assert keys["period"].is_in(["2024"] if asked else ["2023", "2024"]).all()
