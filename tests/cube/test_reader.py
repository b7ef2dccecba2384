"""The reader under many hands: threads, many editions, a newer engine, hostile cursors."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cube.granary import draft, figures, people

from lumbung.cube import Reader, Store, columnar, query
from lumbung.cube.additions import roll_up
from lumbung.cube.compiler import compile_roll_up, filtered
from lumbung.cube.cursors import question
from lumbung.cube.problems import CursorUnfit
from lumbung.cube.selections import selection
from lumbung.vocabulary.areas import AreaLevel

EDITIONS = [f"penduduk@2024.{number}" for number in range(1, 6)]


@pytest.fixture(scope="module")
def granary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("granary")
    store = Store(folder / "editions")
    for number, edition in enumerate(EDITIONS):
        store.write(draft(edition.partition("@")[2]), figures().with_columns(pl.col("births") + number))
    reader = Reader(store, folder / "serving")
    yield reader
    reader.close()


def test_many_threads_read_many_editions_while_only_a_few_stay_open(granary, monkeypatch):
    monkeypatch.setattr(columnar, "ATTACHED_AT_ONCE", 2)
    monkeypatch.setattr("lumbung.cube.slices.OPEN_AT_ONCE", 2)
    whole = figures()["births"].sum()
    faults: list[str] = []

    def read(turn: int) -> None:
        for step in range(15):
            number = (turn + step) % len(EDITIONS)
            added = granary.answer(EDITIONS[number], query("penduduk", by=[], measures=["births"]))
            listed = granary.answer(EDITIONS[number], query("penduduk", measures=["births"]))
            sums = {added.rows[0][0], sum(row[3] for row in listed.rows)}
            if sums != {whole + 30 * number}:
                faults.append(f"{EDITIONS[number]}: {sums}")

    threads = [threading.Thread(target=read, args=(turn,)) for turn in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults


def test_a_copy_written_by_another_engine_is_made_anew(granary, monkeypatch):
    opened = granary.opened(EDITIONS[0])
    now = granary.serving.columns(opened)
    monkeypatch.setattr("duckdb.__version__", "9.9.9")
    monkeypatch.setattr(granary.serving, "_paths", {})

    later = granary.serving.columns(opened)

    assert later != now
    assert set(granary.serving.trim(keep=EDITIONS[1:])) >= {now.name, later.name}


def test_nothing_but_the_number_of_rows_can_be_asked_for(granary):
    listed = granary.answer(EDITIONS[0], query("penduduk", limit=0))
    added = granary.answer(EDITIONS[0], query("penduduk", by=["area"], measures=["births"], limit=0))

    assert (listed.rows, listed.total, listed.next) == ([], 30, None)
    assert (added.rows, added.total, added.next) == ([], 5, None)


plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    after=st.lists(plain, max_size=6),
    total=plain,
    asked=st.sampled_from(
        [
            {},
            {"order": ["-births"]},
            {"order": ["age", "-period"]},
            {"by": ["area"]},
            {"roll_up": AreaLevel.DISTRICT},
        ]
    ),
)
def test_a_forged_cursor_is_refused_or_harmless(granary, after, total, asked):
    asked_plainly: dict[str, Any] = {"limit": 3, "measures": ["births", "age"], **asked}
    name = question(query("penduduk", **asked_plainly))
    forged = base64.urlsafe_b64encode(json.dumps(["2024.1", name, total, *after]).encode()).decode()

    try:
        answer = granary.answer(EDITIONS[0], query("penduduk", cursor=forged, **asked_plainly))
    except CursorUnfit:
        return
    assert len(answer.rows) <= 3


def test_a_roll_up_can_be_written_for_an_engine_past_one_machine(granary):
    opened = granary.opened(EDITIONS[0])
    asked = query("penduduk", where={"sex": "L"}, roll_up=AreaLevel.DISTRICT, measures=["births", "poverty"])
    wanted = roll_up(asked, selection(asked, opened), opened)

    for dialect in ("duckdb", "spark"):
        statement = compile_roll_up(wanted, opened, has_parts=False).sql(dialect=dialect)
        sql = filtered(statement, wanted, opened, has_parts=False, dialect=dialect)
        tables = {table.name for table in sqlglot.parse_one(sql, read=dialect).find_all(sqlglot.exp.Table)}
        assert tables == {"obs", "areas"}
    assert people().key == ("area", "period", "sex")


def test_a_home_without_editions_is_empty(tmp_path: Path):
    assert list(Store(tmp_path / "nothing").editions()) == []
    assert Store(tmp_path / "nothing").sweep(set(), older_than=0) == ()
