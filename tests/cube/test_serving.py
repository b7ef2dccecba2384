"""Serving copies come and go: one that was written by another program is never read, and is cleared away."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from tests.cube.granary import draft, figures, people

from lumbung.cube import Reader, Store, query, serving
from lumbung.cube.serving import KINDS, SLICES
from lumbung.cube.slices import INDEX_FROM

EDITION = "penduduk@2024.1"
ALL = query("penduduk")
BY_AREA = query("penduduk", by=["area"], measures=["births"])

# What a layout writes, as a digest. If this differs, count LAYOUT up and write its digest here.
WRITTEN = {2: "804b5f5d88fe3031"}


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "editions")
    store.write(draft(), figures())
    return store


@pytest.fixture
def reader(store, tmp_path):
    """A program that has just started on the folder."""
    started: list[Reader] = []

    def start() -> Reader:
        started.append(Reader(store, tmp_path / "serving"))
        return started[-1]

    yield start
    for one in started:
        one.close()


def copies(tmp_path: Path) -> set[str]:
    return {path.name for kind in KINDS for path in (tmp_path / "serving").glob(f"*.{kind}")}


@pytest.mark.parametrize("left_behind", ["of other columns", "of no known kind"])
def test_a_copy_of_another_version_is_made_anew_and_cleared_away(reader, tmp_path, monkeypatch, left_behind):
    with monkeypatch.context() as before:
        before.setattr(serving, "LAYOUT", serving.LAYOUT - 1)
        older = reader()
        paths = [older.serving.slices(older.opened(EDITION)), older.serving.columns(older.opened(EDITION))]
        older.close()
    for path in paths:
        path.write_bytes(b"another program wrote this" * 100)
        if left_behind == "of other columns" and path.suffix == f".{SLICES}":
            path.unlink()
            with closing(sqlite3.connect(path)) as database:
                database.execute("CREATE TABLE obs (wilayah, tahun)")

    now = reader()
    listed, added = now.answer(EDITION, ALL), now.answer(EDITION, BY_AREA)

    assert (len(listed.rows), len(added.rows)) == (30, 5)
    assert set(now.serving.trim(keep=[EDITION])) == {path.name for path in paths}
    assert len(copies(tmp_path)) == 2
    assert now.answer(EDITION, ALL).rows == listed.rows


def test_copies_without_a_version_are_cleared_away(reader, tmp_path):
    now = reader()
    now.make_ready(EDITION)
    (tmp_path / "serving" / f"{EDITION}.{SLICES}").write_bytes(b"")

    assert now.serving.trim(keep=[EDITION, "lenyap@2020.1"]) == (f"{EDITION}.{SLICES}",)


def test_the_same_figures_in_another_order_of_codes_are_another_copy(reader, store, tmp_path):
    first = reader()
    first.make_ready(EDITION)
    before = copies(tmp_path)
    (store.folder(EDITION) / "manifest.json").unlink()  # a granary that was emptied and filled again
    turned = people(
        dimensions=[{"code": "sex", "title": "Jenis kelamin", "codes": {"L": "Laki-laki", "P": "Perempuan"}}]
    )
    store.write(draft(structure=turned), figures())

    again = reader()
    rows = again.answer(EDITION, ALL).rows

    assert [row[2] for row in rows[:6:3]] == ["L", "P"]
    assert set(again.serving.trim(keep=[EDITION])) == before


def test_whoever_writes_copies_differently_counts_the_layout_up(reader):
    now = reader()
    opened = now.opened(EDITION)
    said = [f"index from {INDEX_FROM}"]
    with closing(sqlite3.connect(now.serving.slices(opened))) as database:
        said += database.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        said += database.execute("SELECT * FROM obs").fetchall()
    with closing(duckdb.connect(str(now.serving.columns(opened)), read_only=True)) as database:
        tables = "SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY ALL"
        said += database.execute(tables).fetchall()
        for name in ("obs", "presence", "areas", "parts"):
            said += database.execute(f"SELECT * FROM {name}").fetchall()

    written = hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()[:16]

    assert WRITTEN[serving.LAYOUT] == written
