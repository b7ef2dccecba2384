"""What changed between two editions, cell by cell."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.cube.granary import draft, figures, people

from lumbung.cube import Change, Store, difference, stored


def test_a_reviewer_sees_one_corrected_cell(tmp_path: Path):
    store = Store(tmp_path)
    before = store.write(draft(), figures())
    spot = (pl.col("area") == "35.72.02.1002") & (pl.col("period") == "2023") & (pl.col("sex") == "P")
    mended = figures().with_columns(births=pl.when(spot).then(77).otherwise(pl.col("births")))
    after = store.write(draft("2024.2", previous=before.id), mended)

    found = store.diff(before.id, after.id)

    assert found.total == 1
    assert found.counts[Change.CHANGED] == 1
    assert found.unchanged == 30 * 6 - 1
    assert found.page() == [
        {
            "area": "35.72.02.1002", "period": "2023", "sex": "P", "measure": "births", "change": "changed",
            "before": 5.0, "after": 77.0, "status_before": "normal", "status_after": "normal",
            "note_before": None, "note_after": None,
        }
    ]  # fmt: skip


def test_rows_that_came_and_went_are_counted_by_their_cells():
    before, after = stored(figures(("2021", "2022")), people()), stored(figures(("2022", "2023")), people())

    found = difference(before, after, people())

    assert found.counts[Change.ADDED] == found.counts[Change.REMOVED] == 60
    assert found.counts[Change.CHANGED] == 0
    assert found.unchanged == 60


def test_a_status_or_a_note_alone_is_a_change_of_its_own_kind():
    frame = figures().with_columns(
        pl.when(pl.col("period") == "2023").then(pl.lit("provisional")).alias("births:status"),
        pl.when(pl.col("period") == "2021").then(pl.lit("dihitung ulang")).alias("poor:note"),
    )

    found = difference(stored(figures(), people()), stored(frame, people()), people())

    assert {kind: n for kind, n in found.counts.items() if n} == {Change.STATUS: 10, Change.NOTE: 10}
    assert found.unchanged == 160


def test_nothing_changed_is_an_empty_difference():
    table = stored(figures(), people())

    found = difference(table, table, people())

    assert (found.total, found.unchanged) == (0, 180)
    assert found.page() == []


def test_pages_cover_each_cell_once():
    found = difference(stored(figures(("2021",)), people()), stored(figures(("2022",)), people()), people())

    paged = [row for first in range(0, found.total, 7) for row in found.page(first, 7)]

    assert paged == found.cells.to_dicts()


@pytest.mark.parametrize("change", list(Change))
def test_every_change_is_told_in_both_languages(change: Change):
    assert change.words.id
    assert change.words.en
