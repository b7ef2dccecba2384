"""Frames: the same rows as page by page, whole areas at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.cube.granary import draft, figures

from lumbung.cube import Reader, Store, query
from lumbung.cube.frames import frames
from lumbung.cube.problems import CodeUnknown

EDITION = "penduduk@2024.1"


@pytest.fixture
def granary(tmp_path: Path) -> Iterator[Reader]:
    store = Store(tmp_path / "editions")
    hidden = pl.when(pl.col("area") == "35.72.01.1001").then(pl.lit("C")).alias("poor:conf")
    store.write(draft(), figures().with_columns(hidden))
    reader = Reader(store, tmp_path / "serving")
    yield reader
    reader.close()


@pytest.mark.parametrize("rows", [1, 7, 100, None])
def test_frames_hold_what_a_page_holds_and_cut_no_area(granary, rows):
    asked = query("penduduk", where={"sex": "P"}, measures=["births", "poor"])
    found = list(frames(granary, EDITION, asked, rows=rows))

    areas = [frame["area"].unique().to_list() for frame in found]
    assert sum(map(len, areas)) == len({area for some in areas for area in some})
    page = granary.answer(EDITION, asked)
    assert found[0].columns == [column.code for column in page.columns]
    together = pl.concat(found)
    assert sorted(map(repr, together.iter_rows())) == sorted(map(repr, page.rows))
    assert together.filter(pl.col("area") == "35.72.01.1001")["poor"].null_count() > 0


def test_a_code_that_is_not_there_is_told(granary):
    with pytest.raises(CodeUnknown):
        list(frames(granary, EDITION, query("penduduk", where={"sex": "X"})))
