"""Adding up: what each measure may, what is refused, and what is said of a sum that is not whole."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cube.granary import CITY, DISTRICTS, TREE, VILLAGES, YEARS, draft, figures, people

from lumbung.cube import Answer, Reader, Store, query
from lumbung.cube.problems import AreaTooFine, ColumnUnknown, LevelUnfit, NotAdditive, Overlapping
from lumbung.vocabulary.areas import AreaLevel, AreaTree
from lumbung.vocabulary.definitions import structure_of
from lumbung.vocabulary.structures import Structure

VILLAGE, DISTRICT, CITYWIDE = AreaLevel.VILLAGE, AreaLevel.DISTRICT, AreaLevel.CITY
Filled = Callable[..., "Asked"]


class Asked:
    """An edition that answers."""

    def __init__(self, folder: Path, frame: pl.DataFrame, **changes: Any) -> None:
        self.store = Store(folder / "editions")
        self.edition = self.store.write(draft(**changes), frame).id
        self.reader = Reader(self.store, folder / "serving")

    def __call__(self, **asked: Any) -> Answer:
        return self.reader.answer(self.edition, query("penduduk", **asked))


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    made: list[Asked] = []

    def fill(frame: pl.DataFrame, **changes: Any) -> Asked:
        made.append(Asked(tmp_path / str(len(made)), frame, **changes))
        return made[-1]

    yield fill
    for asked in made:
        asked.reader.close()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    asked = Asked(tmp_path_factory.mktemp("city"), figures())
    yield asked
    asked.reader.close()


def by_key(answer: Answer, *columns: str) -> dict[Any, Any]:
    places = [answer.index(column) for column in columns]
    width = sum(column.role in {"area", "period", "dimension"} for column in answer.columns)

    def alone(values: tuple[Any, ...]) -> Any:
        return values if len(values) > 1 else values[0]

    return {alone(row[:width]): alone(tuple(row[place] for place in places)) for row in answer.rows}


def test_a_planner_rolls_kelurahan_up_to_kecamatan(city):
    answer = city(roll_up=DISTRICT, measures=["births"], where={"period": "2022"})

    assert [c.code for c in answer.columns] == ["area", "period", "sex", "births", "births:status"]
    assert answer.rows == [
        ("35.72.01", "2022", "P", 5, None),
        ("35.72.01", "2022", "L", 3, None),
        ("35.72.02", "2022", "P", 15, None),
        ("35.72.02", "2022", "L", 12, None),
    ]
    assert (answer.total, answer.next, answer.notes) == (4, None, ())


def test_a_percentage_is_computed_again_from_its_parts(city):
    answer = city(roll_up=CITYWIDE, by=["area", "period"], measures=["poverty"])

    frame = figures().group_by("period").agg(pl.col("poor").sum(), pl.col("residents").sum()).sort("period")
    assert [row[2] for row in answer.rows] == [
        round(row["poor"] / row["residents"] * 100, 2) for row in frame.iter_rows(named=True)
    ]


def test_a_mean_is_weighted(city):
    answer = city(by=["period"], measures=["age"])

    for period, mean in by_key(answer, "age").items():
        part = figures().filter(pl.col("period") == period)
        assert mean == pytest.approx((part["age"] * part["residents"]).sum() / part["residents"].sum())


def test_births_are_added_over_time_and_a_stock_is_taken_at_its_end(city):
    answer = city(by=["area"], measures=["births", "residents", "poverty"])
    last = figures().filter(pl.col("period") == "2023")

    rows = by_key(answer, "births", "residents", "poverty")
    for village in VILLAGES:
        births = figures().filter(pl.col("area") == village)["births"].sum()
        stock = last.filter(pl.col("area") == village).select(pl.col("poor", "residents").sum()).row(0)
        assert rows[village] == (births, stock[1], round(stock[0] / stock[1] * 100, 2))
    assert [note.en for note in answer.notes] == [
        "Births: added up from 2021 to 2023.",
        "Residents: as it stood in 2023.",
        "Poverty: as it stood in 2023.",
    ]


def test_an_index_is_never_added_up(city):
    with pytest.raises(NotAdditive, match="Index") as told:
        city(roll_up=DISTRICT, measures=["index"])
    assert "an index" in told.value.told.en

    answer = city(roll_up=DISTRICT)
    assert all(column.code != "index" for column in answer.columns)
    assert any("Index" in note.en for note in answer.notes)


def test_an_index_is_given_where_nothing_is_added(city):
    one_sex = city(by=["area", "period"], where={"sex": "L"}, measures=["index"])
    as_it_is = city(roll_up=VILLAGE, measures=["index"])

    assert set(by_key(one_sex, "index").values()) == {70.25}
    assert len(as_it_is.rows) == 30


def test_everything_can_be_added_into_one_number(city):
    answer = city(by=[], measures=["births"])

    assert answer.rows == [(figures()["births"].sum(), None)]
    assert answer.total == 1


def test_an_area_may_be_added_up_alone(city):
    within = city(within="35.72.02", by=["period"], measures=["births"])
    named = city(where={"area": ["35.72.02.1001", "35.72.02.1003"]}, by=["period"], measures=["births"])
    lifted = city(where={"area": "35.72.02"}, roll_up=DISTRICT, by=["area", "period"], measures=["births"])

    assert set(by_key(within, "births").values()) == {27}
    assert set(by_key(named, "births").values()) == {18}
    assert by_key(lifted, "births") == {("35.72.02", year): 27 for year in YEARS}


@pytest.mark.parametrize(
    ("asked", "problem", "says"),
    [
        ({"roll_up": AreaLevel.PROVINCE}, LevelUnfit, "Provinsi"),
        ({"roll_up": DISTRICT, "where": {"area": "35.72.02.1001"}}, AreaTooFine, "Sukorejo"),
        ({"by": ["period"], "where": {"area": ["35.72.02", "35.72.02.1001"]}}, Overlapping, "Sukorejo"),
        ({"by": ["umur"]}, ColumnUnknown, "umur"),
        ({"by": ["period"], "order": ["area"]}, ColumnUnknown, "area"),
    ],
)
def test_a_roll_up_that_would_be_wrong_is_refused_with_a_way_out(city, asked, problem, says):
    with pytest.raises(problem, match=says) as told:
        city(**asked)
    assert told.value.advice.en


def test_roll_ups_are_ordered_and_paged_too(city):
    top = city(by=["area"], measures=["births"], order=["-births"], limit=2)
    rest = city(by=["area"], measures=["births"], order=["-births"], limit=9, cursor=top.next)

    assert [row[1] for row in (*top.rows, *rest.rows)] == [33, 27, 21, 15, 9]
    assert (top.total, rest.total, rest.next) == (5, 5, None)


def test_a_sum_that_lacks_a_kelurahan_is_marked_and_says_so(filled):
    frame = figures().filter((pl.col("area") != "35.72.02.1003") | (pl.col("period") != "2022"))
    asked = filled(frame)

    answer = asked(roll_up=DISTRICT, by=["area", "period"], measures=["births", "residents"])

    statuses = by_key(answer, "births:status")
    assert [key for key, status in statuses.items() if status] == [("35.72.02", "2022")]
    assert statuses["35.72.02", "2022"] == "estimated"
    assert [note.en for note in answer.notes] == [
        "Incomplete: Kecamatan Sukorejo, 2022. The sum is of the parts that are there."
    ]
    over_time = asked(by=["area"], roll_up=DISTRICT, measures=["births", "residents"])
    assert by_key(over_time, "births:status", "residents:status") == {
        "35.72.01": (None, None),
        "35.72.02": ("estimated", None),  # the stock is of 2023, which is whole
    }
    assert by_key(asked(by=["period"], measures=["births"]), "births:status")["2022"] == "estimated"


def test_a_kelurahan_that_did_not_exist_yet_is_not_lacking(filled):
    import datetime as dt
    from dataclasses import replace

    young = replace(TREE["35.72.02.1003"], valid_from=dt.date(2023, 1, 1))
    tree = AreaTree.of([*(area for area in TREE.areas.values() if area.code != young.code), young])
    frame = figures().filter((pl.col("area") != young.code) | (pl.col("period") == "2023"))

    answer = filled(frame, areas=tree)(roll_up=DISTRICT, by=["area", "period"], measures=["births"])

    assert set(by_key(answer, "births:status").values()) == {None}


def test_a_missing_value_and_a_missing_row_make_a_sum_incomplete(filled):
    hole = (pl.col("area") == "35.72.01.1001") & (pl.col("period") == "2021") & (pl.col("sex") == "L")
    empty = figures().with_columns(
        births=pl.when(~hole).then(pl.col("births")),
        **{"births:status": pl.when(hole).then(pl.lit("missing"))},
    )

    for frame in (empty, figures().filter(~hole)):
        answer = filled(frame)(by=["period"], measures=["births"])
        assert by_key(answer, "births:status") == {"2021": "estimated", "2022": None, "2023": None}
        assert by_key(answer, "births")["2021"] == 34


def test_a_sum_of_nothing_is_missing_not_zero(filled):
    frame = figures().with_columns(
        births=pl.when(pl.col("period") != "2021").then(pl.col("births")),
    )

    answer = filled(frame)(by=["period"], measures=["births"])

    assert answer.rows[0] == ("2021", None, "missing")


def test_a_sum_is_as_certain_as_its_least_certain_part(filled):
    frame = figures().with_columns(
        pl.when(pl.col("area") == "35.72.01.1001").then(pl.lit("provisional")).alias("births:status")
    )

    answer = filled(frame)(roll_up=DISTRICT, by=["area"], where={"period": "2023"}, measures=["births"])

    assert by_key(answer, "births:status") == {"35.72.01": "provisional", "35.72.02": None}


def with_published_totals(years: tuple[str, ...], frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a frame, and a row for the city in some years, ten more than the sum."""
    total = (
        figures(years)
        .group_by("period", "sex")
        .agg(pl.lit(CITY).alias("area"), pl.col("births").sum() + 10, pl.col("residents").sum())
    )
    return pl.concat([frame, total], how="diagonal")


def test_a_published_total_beside_its_parts_is_not_counted_twice(filled):
    asked = filled(with_published_totals(YEARS, figures()))

    assert by_key(asked(by=["period"], measures=["births"]), "births") == dict.fromkeys(YEARS, 35)
    assert by_key(asked(roll_up=DISTRICT, by=["area"], measures=["births"]), "births") == {
        "35.72.01": 24,
        "35.72.02": 81,
    }
    assert asked(where={"area": CITY, "period": "2021"}, measures=["births"]).total == 2


def test_a_published_total_is_taken_where_parts_are_lacking(filled):
    few = figures().filter((pl.col("period") != "2021") | (pl.col("area") == "35.72.01.1001"))
    asked = filled(with_published_totals(YEARS, few))

    answer = asked(by=["period"], measures=["births"])

    assert by_key(answer, "births", "births:status") == {
        "2021": (55, None),
        "2022": (35, None),
        "2023": (35, None),
    }


def by_sex_and_age(totals: str) -> Structure:
    return structure_of(
        {
            "code": "penduduk",
            "frequency": "A",
            "area": {"within": CITY, "level": "kelurahan"},
            "dimensions": [
                {"code": "sex", "codes": {totals: "Semua", "L": "L", "P": "P"}},
                {"code": "age", "codes": {totals: "Semua", "muda": "Muda", "tua": "Tua"}},
            ],
            "measures": [{"code": "births", "unit": "jiwa", "decimals": 0}],
        }
    )


@pytest.mark.parametrize("total", ["total", "_T", "jumlah"])
@pytest.mark.parametrize(
    "kept",
    [
        {"both", "sex", "age", "none"},  # a full table with its margins
        {"sex", "age", "none"},  # margins alone
        {"both"},  # the inside alone
        {"both", "none"},
        {"both", "sex"},
    ],
)
def test_totals_of_dimensions_are_never_added_to_their_parts(filled, total, kept):
    rows = []
    for village, year in itertools.product(VILLAGES, YEARS):
        for sex, age in itertools.product([total, "L", "P"], [total, "muda", "tua"]):
            kind = {(True, True): "both", (True, False): "sex", (False, True): "age", (False, False): "none"}[
                sex != total, age != total
            ]
            births = (2 if sex == total else 1) * (10 if age == total else 4 if age == "muda" else 6)
            if kind in kept:
                rows.append({"area": village, "period": year, "sex": sex, "age": age, "births": births})
    asked = filled(pl.DataFrame(rows), structure=by_sex_and_age(total))

    assert asked(by=["area", "period"]).rows[0][2] == 20
    assert by_key(asked(by=["period"]), "births") == dict.fromkeys(YEARS, 100)
    if kept & {"both", "sex"}:
        sexes = by_key(asked(by=["area", "sex"], where={"period": "2021", "sex": ["L", "P"]}), "births")
        assert set(sexes.values()) == {10}
    with pytest.raises(Overlapping, match="L"):
        asked(by=["area"], where={"sex": [total, "L"]})


def test_years_before_a_dimension_was_added_are_counted_with_the_years_after(filled):
    frame = figures().with_columns(
        sex=pl.when(pl.col("period") == "2021").then(pl.lit("")).otherwise(pl.col("sex"))
    )
    frame = frame.group_by("area", "period", "sex").agg(pl.col("births").sum())

    answer = filled(frame, structure=people(complete=False))(by=["period"], measures=["births"])

    assert by_key(answer, "births") == dict.fromkeys(YEARS, 35)


def test_measures_without_a_dimension_stand_beside_those_with_it(filled):
    structure = structure_of(
        {
            "code": "penduduk",
            "frequency": "A",
            "area": {"within": CITY, "level": "kelurahan"},
            "dimensions": [{"code": "sex", "codes": {"L": "L", "P": "P"}, "optional": True}],
            "measures": [
                {"code": "births", "unit": "jiwa", "decimals": 0},
                {"code": "homes", "unit": "rumah", "decimals": 0},
                {"code": "rate", "unit": "persen", "adds_up": "ratio", "of": ["births", "homes"]},
            ],
        }
    )
    homes = pl.DataFrame([{"area": v, "period": y, "sex": "", "homes": 50} for v in VILLAGES for y in YEARS])
    frame = pl.concat([figures().select("area", "period", "sex", "births"), homes], how="diagonal")

    answer = filled(frame, structure=structure)(roll_up=CITYWIDE, by=["area", "period"])

    assert answer.rows[0] == (CITY, "2021", 35, 250, 14.0, None, None, None)


areas_of = {VILLAGE: list(VILLAGES), DISTRICT: list(DISTRICTS), CITYWIDE: [CITY]}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(VILLAGES)),
            st.sampled_from(YEARS),
            st.sampled_from("LP"),
            st.one_of(st.none(), st.integers(-(10**9), 10**9)),
            st.one_of(st.none(), st.floats(0, 1e6, allow_subnormal=False)),
        ),
        min_size=1,
        unique_by=lambda row: row[:3],
    )
)
def test_a_roll_up_of_a_roll_up_is_the_roll_up(tmp_path_factory, rows):
    kinds = {"area": pl.String, "period": pl.String, "sex": pl.String, "births": pl.Int64, "age": pl.Float64}
    frame = pl.DataFrame(rows, schema=kinds, orient="row")
    structure = structure_of(
        {
            "code": "penduduk",
            "frequency": "A",
            "area": {"within": CITY, "level": "kelurahan"},
            "dimensions": [{"code": "sex", "codes": {"L": "L", "P": "P"}}],
            "measures": [
                {"code": "births", "unit": "jiwa", "decimals": 0},
                {"code": "age", "unit": "rupiah"},
            ],
        }
    )
    asked = Asked(tmp_path_factory.mktemp("p"), frame, structure=structure)
    districts = asked(roll_up=DISTRICT)
    city = by_key(asked(roll_up=CITYWIDE), "births", "age")
    again = (
        pl.DataFrame(
            [row[:5] for row in districts.rows],
            schema=["area", "period", "sex", "births", "age"],
            orient="row",
        )
        .group_by("period", "sex")
        .agg(pl.col("births", "age").sum(), n=pl.col("births").count(), m=pl.col("age").count())
    )
    asked.reader.close()

    assert len(city) == again.height
    for row in again.iter_rows(named=True):
        births, age = city[CITY, row["period"], row["sex"]]
        assert births == (row["births"] if row["n"] else None)
        assert age == (pytest.approx(row["age"], rel=1e-12) if row["m"] else None)


@settings(max_examples=25, deadline=None)
@given(
    by=st.lists(st.sampled_from(["area", "period", "sex"]), unique=True),
    periods=st.lists(st.sampled_from(YEARS), min_size=1, unique=True),
    sexes=st.lists(st.sampled_from("LP"), min_size=1, unique=True),
)
def test_adding_up_is_what_a_plain_group_by_gives(city, by, periods, sexes):
    answer = city(by=by, where={"period": periods, "sex": sexes}, measures=["births"])
    frame = figures().filter(pl.col("period").is_in(periods), pl.col("sex").is_in(sexes))
    kept = [column for column in ("area", "period", "sex") if column in by]
    plain = frame.group_by(kept).agg(pl.col("births").sum()) if kept else frame.select(pl.col("births").sum())

    width = len(kept) + 1
    assert sorted(row[:width] for row in answer.rows) == sorted(plain.select(*kept, "births").rows())
