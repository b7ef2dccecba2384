"""Editions are written whole or not at all, and never change."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import orjson
import polars as pl
import pytest
from tests.cube.granary import TREE, draft, figures, people

from lumbung.cube import EditionTaken, EditionUnknown, Manifest, Store, edition_parts, next_label
from lumbung.cube.shape import ColumnsUnfit, KeyUnfit, ValueUnfit


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "editions")


def test_a_steward_releases_figures_and_reads_the_same_back(store):
    manifest = store.write(draft(), figures())

    assert manifest.id == "penduduk@2024.1"
    assert (manifest.rows, manifest.periods) == (30, ("2021", "2022", "2023"))
    assert list(store.editions()) == ["penduduk@2024.1"]
    back = store.frame("penduduk@2024.1")
    assert back.rows() == figures().sort("area", "period", "sex").rows()
    assert store.manifest("penduduk@2024.1") == manifest
    assert store.manifest("penduduk@2024.1").digest == manifest.digest
    assert store.verify("penduduk@2024.1") == ()


def test_the_manifest_tells_everything_about_the_edition(store):
    manifest = store.write(draft(note="", previous="penduduk@2023.1", journal_head="abc"), figures())

    told = orjson.loads((store.folder(manifest.id) / "manifest.json").read_bytes())

    assert told["counts"]["periods"] == {"2021": 10, "2022": 10, "2023": 10}
    assert told["counts"]["areas"]["35.72.01.1001"] == 6
    assert told["counts"]["dimensions"] == {"sex": {"L": 15, "P": 15}}
    assert told["counts"]["values"]["births"] == 30
    assert told["submissions"] == ["17", "18"]
    assert told["previous"] == "penduduk@2023.1"
    assert told["licence"] == "CC-BY-4.0"
    assert told["released_at"].startswith("2024-05-02T09:30:00")
    assert Manifest.from_record(told) == manifest


def test_the_edition_keeps_the_structure_and_the_areas_of_its_day(store):
    manifest = store.write(draft(), figures())

    assert store.manifest(manifest.id).structure == people()
    kept = store.areas(manifest.id)
    assert set(kept.areas) == set(TREE.areas)
    assert kept["35.72.02.1003"] == TREE["35.72.02.1003"]


def test_the_same_figures_are_the_same_bytes_whatever_order_they_came_in(tmp_path):
    one = Store(tmp_path / "a").write(draft(), figures())
    two = Store(tmp_path / "b").write(draft(), figures().sample(fraction=1, shuffle=True, seed=4))

    assert one.files == two.files
    assert one.digest == two.digest


def test_releasing_twice_gives_the_edition_that_is_there(store):
    first = store.write(draft(), figures())
    again = store.write(draft(released_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC)), figures())

    assert again == first


def test_an_edition_is_never_overwritten(store):
    first = store.write(draft(), figures())

    with pytest.raises(EditionTaken, match=r"penduduk@2024\.1"):
        store.write(draft(), figures().with_columns(pl.col("births") + 1))

    assert store.verify(first.id) == ()
    assert len(list(store.folder(first.id).iterdir())) == 3


def test_side_columns_stand_only_where_they_say_something(store):
    frame = figures().with_columns(
        pl.lit("normal").alias("births:status"),
        pl.when(pl.col("period") == "2023").then(pl.lit("provisional")).alias("residents:status"),
        pl.lit("").alias("residents:note"),
        pl.lit(7).alias("births:place"),
        pl.lit("data").alias("_sheet"),
    )

    manifest = store.write(draft(), frame)

    assert [c for c in manifest.columns if ":" in c] == ["residents:status"]


def test_whole_numbers_are_kept_as_integers_and_nothing_is_rounded(store):
    frame = figures().with_columns(pl.col("births").cast(pl.Float64), pl.col("poor") + 0.5)

    back = store.frame(store.write(draft(), frame).id)

    assert back.schema["births"] == pl.Int64
    assert back.schema["poor"] == pl.Float64
    assert back["poor"][0] == 50.5


@pytest.mark.parametrize(
    ("change", "problem", "says"),
    [
        (lambda f: f.drop("sex"), ColumnsUnfit, "sex"),
        (lambda f: f.with_columns(pl.lit(1).alias("nik")), ColumnsUnfit, "nik"),
        (lambda f: pl.concat([f, f.head(1)]), KeyUnfit, "2021"),
        (lambda f: f.with_columns(pl.lit(None).alias("period")), KeyUnfit, "berulang"),
        (lambda f: f.with_columns(pl.lit("x").alias("births")), ValueUnfit, "births"),
        (lambda f: f.with_columns(pl.lit(float("nan")).alias("age")), ValueUnfit, "NaN"),
        (lambda f: f.with_columns(pl.lit("guessed").alias("age:status")), ValueUnfit, "guessed"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_and_leaves_nothing(store, change, problem, says):
    with pytest.raises(problem, match=says):
        store.write(draft(), change(figures()))

    assert list(store.editions()) == []


def test_an_empty_edition_can_be_written_and_read(store):
    manifest = store.write(draft(), figures().clear())

    assert store.frame(manifest.id).height == 0


def test_many_rows_go_into_several_files_in_the_order_of_keys(store, monkeypatch):
    monkeypatch.setattr("lumbung.cube.store.ROWS_PER_FILE", 7)

    manifest = store.write(draft(), figures())

    assert [file.rows for file in manifest.files] == [7, 7, 7, 7, 2]
    assert store.frame(manifest.id).rows() == figures().sort("area", "period", "sex").rows()


def test_verification_names_the_file_that_was_changed_or_is_gone(store):
    manifest = store.write(draft(), figures())
    folder = store.folder(manifest.id)
    data = folder / manifest.files[0].name
    data.write_bytes(data.read_bytes()[:-1] + b"\x00")
    (folder / manifest.areas.name).unlink()

    found = {(damage.file, damage.fault) for damage in store.verify(manifest.id)}

    assert found == {(manifest.files[0].name, "changed"), (manifest.areas.name, "missing")}


def test_a_sweep_takes_what_the_catalog_does_not_know_and_leaves_the_rest(store):
    kept = store.write(draft(), figures())
    orphan = store.write(draft("2024.2", previous=kept.id), figures())
    (store.folder(kept.id) / ".data.1.ab.part").write_bytes(b"half")
    (store.folder("penduduk@2024.3")).mkdir()

    assert store.sweep({kept.id}) == ()  # too fresh: a release may be under way
    swept = store.sweep({kept.id}, older_than=0)

    assert swept == (f"{kept.id}/.data.1.ab.part", orphan.id, "penduduk@2024.3")
    assert list(store.editions()) == [kept.id]
    assert store.verify(kept.id) == ()


def test_an_unknown_edition_and_an_unreadable_id_are_told_apart(store):
    with pytest.raises(EditionUnknown, match=r"penduduk@2020\.1"):
        store.manifest("penduduk@2020.1")
    for bad in ("penduduk", "../x@2024.1", "a/b@2024.1", "penduduk@2024.0", "penduduk@1"):
        with pytest.raises(Exception, match="bukan pengenal"):
            edition_parts(bad)
    assert next_label(2026, ["2025.4"]) == "2026.1"


def test_a_release_killed_anywhere_leaves_a_whole_edition_or_none(tmp_path):
    whole = Store(tmp_path / "whole").write(draft(), figures())
    home = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-m", "tests.cube.dying", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": f"{home / 'src'}{os.pathsep}{home}"},
        check=True,
        capture_output=True,
        timeout=60,
    )
    outcomes = set()
    for step in killed.stdout.decode().split():
        store = Store(tmp_path / step)
        left = list(store.editions())
        outcomes.add(len(left))
        for edition in left:
            assert store.verify(edition) == ()
            assert store.manifest(edition) == whole
        assert store.write(draft(), figures()) == whole  # the next attempt ends well
        store.sweep({whole.id}, older_than=0)
        assert len(list(store.folder(whole.id).iterdir())) == 3
    assert len(killed.stdout.split()) > 20
    assert outcomes == {0, 1}
