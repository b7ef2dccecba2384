"""Figures over a change of areas: as they were, and as if the areas of today had always been."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cube.granary import TREE, VILLAGES, draft, figures, people

from lumbung.cube import Reader, Store, query, stored
from lumbung.cube.boundaries import carried, todays_areas
from lumbung.vocabulary.areachanges import AreaChange, AreaShift, ChangeKind
from lumbung.vocabulary.areas import Area, AreaLevel, AreaTree

DAY = dt.date(2023, 1, 1)
ONE, NEW, TWO = "35.72.01.1001", "35.72.01.1009", "35.72.01.1002"
SPLIT = AreaChange(
    "pemekaran", ChangeKind.SPLIT, DAY, "Perda 3/2022", (AreaShift(ONE, ONE, 0.6), AreaShift(ONE, NEW, 0.4))
)
MERGE = AreaChange(
    "gabung", ChangeKind.MERGE, DAY, "Perda 4/2022", (AreaShift(ONE, TWO), AreaShift(TWO, TWO))
)
SPLIT_TREE = AreaTree.of(
    [*TREE.areas.values(), Area(NEW, "Baru", AreaLevel.VILLAGE, parent="35.72.01", valid_from=DAY)]
)
MERGED_TREE = AreaTree.of(
    replace(area, valid_to=dt.date(2022, 12, 31)) if area.code == ONE else area
    for area in TREE.areas.values()
)


def frame() -> pl.DataFrame:
    """Figures of three years: the old kelurahan until 2022, its two parts in 2023."""
    old = figures()
    new = old.filter((pl.col("area") == ONE) & (pl.col("period") == "2023")).with_columns(
        pl.lit(NEW).alias("area")
    )
    return pl.concat([old, new])


def one(table: pl.DataFrame, area: str, period: str, sex: str = "L") -> dict[str, object]:
    found = table.filter((pl.col("area") == area) & (pl.col("period") == period) & (pl.col("sex") == sex))
    return found.row(0, named=True)


def test_a_split_shares_the_people_of_before_by_its_weights():
    structure = people()
    before = stored(frame(), structure)
    now = stored(carried(before, structure, [SPLIT]), structure)

    whole, kept, left = one(before, ONE, "2022"), one(now, ONE, "2022"), one(now, NEW, "2022")
    assert (kept["residents"], left["residents"]) == (612, 408)  # of 1,020
    assert kept["residents"] + left["residents"] == whole["residents"]
    assert kept["residents:status"] == left["births:status"] == "estimated"
    assert one(now, ONE, "2023")["residents:status"] is None
    untouched = one(before, TWO, "2022")
    assert {name: one(now, TWO, "2022")[name] for name in untouched} == untouched


def test_a_share_and_a_mean_are_computed_again_and_an_index_has_no_figure():
    structure = people()
    before = stored(frame(), structure)
    now = stored(carried(before, structure, [MERGE]), structure)

    joined, first, second = one(now, TWO, "2022"), one(before, ONE, "2022"), one(before, TWO, "2022")
    assert joined["residents"] == first["residents"] + second["residents"]
    assert joined["poverty"] == pytest.approx(
        100 * (first["poor"] + second["poor"]) / joined["residents"], abs=0.005
    )
    mean = (first["age"] * first["residents"] + second["age"] * second["residents"]) / joined["residents"]
    assert joined["age"] == pytest.approx(mean)
    assert (joined["index"], joined["index:status"]) == (None, "missing")


def test_an_area_of_which_a_part_is_lacking_has_no_figure():
    structure = people()
    holes = frame().filter(~((pl.col("area") == ONE) & (pl.col("period") == "2021")))
    now = stored(carried(stored(holes, structure), structure, [MERGE]), structure)

    assert (one(now, TWO, "2021")["births"], one(now, TWO, "2021")["births:status"]) == (None, "missing")
    assert one(now, TWO, "2022")["births"] is not None


def test_a_new_code_alone_leaves_figures_as_they_were():
    structure = people()
    renumbered = AreaChange("x", ChangeKind.MOVE, DAY, "", (AreaShift(ONE, NEW),))
    before = stored(figures(("2021", "2022")), structure)
    now = stored(carried(before, structure, [renumbered]), structure)

    assert one(now, NEW, "2022") == one(before, ONE, "2022") | {"area": NEW}


@settings(max_examples=30)
@given(weight=st.integers(1, 99), residents=st.integers(0, 10**7), other=st.integers(0, 10**7))
def test_whatever_the_weights_no_person_is_lost(weight, residents, other):
    structure = people()
    table = stored(
        figures(("2021",)).with_columns(
            residents=pl.when(pl.col("sex") == "L").then(residents).otherwise(other)
        ),
        structure,
    )
    change = replace(SPLIT, shifts=(AreaShift(ONE, ONE, weight / 100), AreaShift(ONE, TWO, 1 - weight / 100)))
    now = stored(carried(table, structure, [change]), structure)

    assert now["residents"].sum() == table["residents"].sum()
    assert now["residents"].dtype == pl.Int64


def reading(folder: Path, table: pl.DataFrame, tree: AreaTree) -> Reader:
    store = Store(folder / "editions")
    store.write(draft(areas=tree), table)
    return Reader(store, folder / "serving")


def test_the_sum_of_a_kecamatan_is_whole_before_and_after_a_split(tmp_path):
    for name, table, tree in (
        ("as-they-were", frame(), SPLIT_TREE),
        (
            "today",
            carried(stored(frame(), people()), people(), [SPLIT]),
            todays_areas(SPLIT_TREE, [SPLIT], ()),
        ),
    ):
        reader = reading(tmp_path / name, table, tree)
        found = reader.answer(
            "penduduk@2024.1",
            query("penduduk", roll_up=AreaLevel.DISTRICT, by=["area", "period"], measures=["births"]),
        )
        births = {row[:2]: row[2:] for row in found.rows}
        assert births["35.72.01", "2022"][0] == 8
        assert births["35.72.01", "2022"][1] == ("estimated" if name == "today" else None)
        assert births["35.72.01", "2023"] == (11, None)
        assert found.notes == ()
        reader.close()


def test_an_area_that_moved_counts_where_it_was_at_the_time(tmp_path):
    moved = replace(TREE[TWO], parent="35.72.02", earlier=(("35.72.01", dt.date(2022, 12, 31)),))
    tree = AreaTree.of([*(area for area in TREE.areas.values() if area.code != TWO), moved])
    reader = reading(tmp_path, figures(), tree)

    found = reader.answer(
        "penduduk@2024.1",
        query("penduduk", roll_up=AreaLevel.DISTRICT, by=["area", "period"], measures=["births"]),
    )

    births = {row[:2]: row[2] for row in found.rows}
    assert (births["35.72.01", "2022"], births["35.72.02", "2022"]) == (8, 27)
    assert (births["35.72.01", "2023"], births["35.72.02", "2023"]) == (3, 32)
    assert reader.store.areas("penduduk@2024.1")[TWO].earlier == moved.earlier
    by_period = reader.answer("penduduk@2024.1", query("penduduk", by=["period"], measures=["births"]))
    assert {row[1] for row in by_period.rows} == {35}
    assert len(VILLAGES) == 5
    reader.close()
