"""Everything at once, streamed: the same rows as page by page, whatever the format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from tests.cube.granary import VILLAGES, draft, figures

from lumbung.cube import Reader, Store, exports, query

EDITION = "penduduk@2024.1"


@pytest.fixture
def granary(tmp_path: Path) -> Iterator[Reader]:
    store = Store(tmp_path / "editions")
    marked = figures().with_columns(
        pl.when(pl.col("period") == "2023").then(pl.lit("provisional")).alias("births:status"),
        pl.when(pl.col("sex") == "L").then(pl.lit("=1+1")).alias("births:note"),
        pl.when(pl.col("area") == "35.72.01.1001").then(pl.lit("C")).alias("poor:conf"),
    )
    store.write(draft(), marked)
    reader = Reader(store, tmp_path / "serving")
    yield reader
    reader.close()


def as_csv(granary: Reader, names: bool = False, **asked: Any) -> list[dict[str, str]]:
    wanted = granary.export(EDITION, query("penduduk", **asked), names=names)
    chunks = exports.csv_chunks(wanted, granary.columns, beside={"licence": "CC-BY-4.0"}, unsafe={})
    return list(csv.DictReader(io.StringIO(b"".join(chunks).decode())))


def test_a_journalist_downloads_the_whole_as_csv(granary):
    rows = as_csv(granary)

    assert list(rows[0]) == [
        "area", "period", "sex", "births", "residents", "poor", "poverty", "age", "index",
        "births:status", "births:note", "poor:conf", "licence",
    ]  # fmt: skip
    assert [(r["area"], r["period"], r["sex"]) for r in rows] == figures().sort(
        "area", "period", "sex"
    ).select("area", "period", "sex").rows()
    assert sum(int(row["births"]) for row in rows) == figures()["births"].sum()
    assert {row["licence"] for row in rows} == {"CC-BY-4.0"}


def test_a_download_is_filtered_like_a_page_and_can_carry_names(granary):
    rows = as_csv(granary, names=True, where={"sex": "L", "period": "2022"}, measures=["births"])

    assert [(r["area"], r["area_name"], r["sex"], r["sex:name"]) for r in rows] == [
        (code, name, "L", "Laki-laki") for code, name in VILLAGES.items()
    ]


def test_a_download_keeps_the_order_that_was_asked_for(granary):
    rows = as_csv(granary, order=["-births", "period"], where={"sex": "P"})

    assert [int(row["births"]) for row in rows][:4] == [6, 6, 6, 5]
    assert [row["period"] for row in rows][:3] == ["2021", "2022", "2023"]
    assert rows[-1]["poor"] == ""


def test_what_may_not_be_shown_is_in_no_download(granary):
    hidden = [row["poor"] for row in as_csv(granary) if row["area"] == "35.72.01.1001"]
    listed = exports.rows(granary.export(EDITION, query("penduduk", measures=["poor"])), granary.columns)

    assert hidden == [""] * 6
    assert [row[3] for row in listed if row[0] == "35.72.01.1001"] == [None] * 6


def test_unsafe_text_is_rewritten_where_it_is_asked(granary):
    wanted = granary.export(EDITION, query("penduduk"))
    chunks = exports.csv_chunks(
        wanted, granary.columns, beside={}, unsafe={"births:note": """replace("births:note", '=', '’=')"""}
    )

    assert "’=1+1" in b"".join(chunks).decode()


def test_parquet_carries_its_words_and_the_same_rows(granary, tmp_path):
    wanted = granary.export(EDITION, query("penduduk", measures=["births", "age"]))
    file = tmp_path / "x.parquet"
    said = {"licence": "CC-BY-4.0", "title": "Penduduk 'kota'"}
    file.write_bytes(b"".join(exports.parquet_chunks(wanted, granary.columns, metadata=said)))

    frame = pl.read_parquet(file)
    assert (
        frame.select("area", "period", "sex", "births", "age").rows()
        == figures().sort("area", "period", "sex").select("area", "period", "sex", "births", "age").rows()
    )
    found = duckdb.sql(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{file}')").fetchall()
    assert said.items() <= dict(found).items()


def test_rows_can_be_read_in_batches(granary, monkeypatch):
    monkeypatch.setattr(exports, "BATCH", 7)

    listed = list(exports.rows(granary.export(EDITION, query("penduduk")), granary.columns))

    assert len(listed) == 30
    assert sorted(listed) == sorted(granary.answer(EDITION, query("penduduk")).rows)


def test_a_reader_who_walks_away_leaves_nothing_behind(granary, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    for _ in range(20):
        chunks = exports.csv_chunks(
            granary.export(EDITION, query("penduduk")), granary.columns, beside={}, unsafe={}
        )
        next(chunks)
        chunks.close()
        never_begun = exports.csv_chunks(
            granary.export(EDITION, query("penduduk")), granary.columns, beside={}, unsafe={}
        )
        never_begun.close()

    assert not list(tmp_path.glob("lumbung-*"))
    assert len(as_csv(granary)) == 30


def test_a_download_that_breaks_off_says_so(granary):
    wanted = granary.export(EDITION, query("penduduk"))
    broken = exports.Export(wanted.columns, None, "SELECT error('gone') AS area")

    with pytest.raises(duckdb.Error, match="gone"):
        list(exports.parquet_chunks(broken, granary.columns, metadata={}))


def test_what_comes_out_of_the_pipe_is_what_a_file_would_hold(granary, tmp_path):
    source = "SELECT range AS n, hash(range) AS h FROM range(300000)"
    for form in ("FORMAT csv, HEADER", "FORMAT parquet, COMPRESSION zstd"):
        file = tmp_path / "direct"
        duckdb.sql(f"COPY ({source}) TO '{file}' ({form})")
        piped = exports._piped(source, form, exports.Export((), None, ""), granary.columns)
        assert b"".join(piped) == file.read_bytes()
