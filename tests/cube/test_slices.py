"""Rows as they stand: filtered, ordered, paged; the same from either copy."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cube.granary import TREE, VILLAGES, YEARS, draft, figures, people

from lumbung.cube import Answer, Reader, Store, query, reader
from lumbung.cube.problems import CodeUnknown, ColumnUnknown, CursorUnfit, PeriodUnreadable
from lumbung.vocabulary.areas import AreaTree

EDITION = "penduduk@2024.1"


@pytest.fixture(scope="module")
def granary(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("granary")
    marked = figures().with_columns(
        pl.when(pl.col("period") == "2023").then(pl.lit("provisional")).alias("births:status"),
        pl.when(pl.col("area") == "35.72.02.1003").then(pl.lit("perkiraan desa")).alias("births:note"),
        pl.when(pl.col("area") != "35.72.01.1002").then(pl.col("age")),
    )
    store = Store(folder / "editions")
    store.write(draft(), marked)
    asked = Reader(store, folder / "serving")
    yield asked
    asked.close()


def ask(granary: Reader, **asked: Any) -> Answer:
    return granary.answer(EDITION, query("penduduk", **asked))


def column(answer: Answer, code: str) -> list[Any]:
    return [row[answer.index(code)] for row in answer.rows]


def test_a_citizen_lists_one_kelurahan(granary):
    answer = ask(granary, where={"area": "35.72.02.1001"}, measures=["births"], limit=100)

    assert [c.code for c in answer.columns] == [
        "area", "period", "sex", "births", "births:status", "births:note",
    ]  # fmt: skip
    assert answer.rows == [
        ("35.72.02.1001", "2021", "P", 4, None, None),
        ("35.72.02.1001", "2022", "P", 4, None, None),
        ("35.72.02.1001", "2023", "P", 4, "provisional", None),
        ("35.72.02.1001", "2021", "L", 3, None, None),
        ("35.72.02.1001", "2022", "L", 3, None, None),
        ("35.72.02.1001", "2023", "L", 3, "provisional", None),
    ]
    assert (answer.total, answer.next, answer.engine) == (6, None, "slices")


def test_rows_come_in_the_order_of_the_code_list_not_of_the_alphabet(granary):
    answer = ask(granary)

    assert list(dict.fromkeys(column(answer, "sex"))) == ["P", "L"]
    assert list(dict.fromkeys(column(answer, "area"))) == sorted(VILLAGES)


def test_columns_say_what_they_are(granary):
    answer = ask(granary, limit=1)
    by_code = {c.code: c for c in answer.columns}

    assert by_code["births"].unit == "jiwa"
    assert by_code["births"].role == "measure"
    assert by_code["sex"].title.en == "Sex"
    assert (by_code["births:note"].role, by_code["births:note"].measure) == ("note", "births")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"where": {"period": "2022"}}, {"2022"}),
        ({"where": {"period": ["2021", "2023"]}}, {"2021", "2023"}),
        ({"where": {"period": "2022.."}}, {"2022", "2023"}),
        ({"where": {"period": "..2021"}}, {"2021"}),
        ({"where": {"period": "2021..2022"}}, {"2021", "2022"}),
        ({"where": {"period": "latest"}}, {"2023"}),
        ({"where": {"period": "latest:2"}}, {"2022", "2023"}),
        ({"where": {"period": "latest:99"}}, {"2021", "2022", "2023"}),
        ({"where": {"period": ["latest", "2021"]}}, {"2021", "2023"}),
        ({"first": "2022"}, {"2022", "2023"}),
        ({"first": "2022-Q2", "last": "2023-Q4"}, {"2023"}),
        ({"where": {"period": "2030"}}, set()),
    ],
)
def test_periods_are_asked_for_as_people_write_them(granary, asked, expected):
    assert set(column(ask(granary, **asked), "period")) == expected


def test_an_area_can_be_asked_for_with_all_below_it(granary):
    answer = ask(granary, within="35.72.01")

    assert set(column(answer, "area")) == {"35.72.01.1001", "35.72.01.1002"}
    assert answer.total == 12


def test_an_area_without_rows_is_no_fault_but_an_unknown_one_is(granary):
    assert ask(granary, where={"area": "35.72.01"}).total == 0
    with pytest.raises(CodeUnknown, match="Kepanjen"):
        ask(granary, where={"area": "Kepanjen"})


@pytest.mark.parametrize(
    ("asked", "problem", "says"),
    [
        ({"where": {"sex": "perempuan"}}, CodeUnknown, "perempuan"),
        ({"where": {"umur": "5"}}, ColumnUnknown, "umur"),
        ({"where": {"period": "tahun lalu"}}, PeriodUnreadable, "tahun lalu"),
        ({"where": {"period": "latest:0"}}, PeriodUnreadable, "latest:0"),
        ({"first": "2021-13"}, PeriodUnreadable, "2021-13"),
        ({"measures": ["deaths"]}, ColumnUnknown, "deaths"),
        ({"order": ["deaths"]}, ColumnUnknown, "deaths"),
        ({"cursor": "garbage", "limit": 3}, CursorUnfit, "penanda"),
        ({"cursor": "bnVsbA", "limit": 3}, CursorUnfit, "penanda"),
        ({"cursor": "é", "limit": 3}, CursorUnfit, "penanda"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(granary, asked, problem, says):
    with pytest.raises(problem, match=f"(?i){says}") as told:
        ask(granary, **asked)
    assert told.value.advice.id
    assert told.value.told.en


def test_a_cursor_of_another_question_or_edition_is_refused(granary):
    page = ask(granary, limit=3)

    for other in ({"where": {"sex": "L"}}, {"order": ["period"]}, {"measures": ["births"]}):
        with pytest.raises(CursorUnfit):
            ask(granary, limit=3, cursor=page.next, **other)
    assert ask(granary, limit=7, cursor=page.next).rows[0] == ask(granary, limit=4).rows[3]


orders = st.lists(
    st.sampled_from(["period", "-period", "sex", "-area", "births", "-births", "age", "-age"]), max_size=3
)
questions = st.fixed_dictionaries(
    {
        "where": st.fixed_dictionaries(
            {},
            optional={
                "area": st.lists(st.sampled_from(sorted(VILLAGES)), min_size=1, unique=True),
                "period": st.lists(st.sampled_from(YEARS), min_size=1, unique=True),
                "sex": st.lists(st.sampled_from("LP"), min_size=1, unique=True),
            },
        ),
        "order": orders,
    }
)


def both(granary: Reader, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]) -> tuple[Answer, Answer]:
    answers = []
    for copy in ("slices", "columns"):
        with monkeypatch.context() as patch:
            patch.setattr(reader, "copy_for", lambda wanted, access, copy=copy: copy)
            answers.append(ask(granary, **asked))
        assert answers[-1].engine == copy
    return answers[0], answers[1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=questions, limit=st.integers(1, 12))
def test_both_copies_answer_alike(granary, monkeypatch, asked, limit):
    one, two = both(granary, monkeypatch, {**asked, "limit": limit})

    assert (one.rows, one.total, one.next, one.columns) == (two.rows, two.total, two.next, two.columns)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=questions, limit=st.integers(1, 9), copy=st.sampled_from(["slices", "columns"]))
def test_pages_cover_each_row_once(granary, monkeypatch, asked, limit, copy):
    monkeypatch.setattr(reader, "copy_for", lambda wanted, access: copy)
    whole = ask(granary, **asked)

    paged, cursor, pages = [], None, 0
    while True:
        page = ask(granary, **asked, limit=limit, cursor=cursor)
        assert page.total == len(whole.rows)
        paged += page.rows
        cursor, pages = page.next, pages + 1
        if cursor is None:
            break

    assert paged == whole.rows
    assert pages == max(1, -(-len(whole.rows) // limit))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=questions, offset=st.integers(0, 20), limit=st.integers(0, 9))
def test_a_page_by_number_is_that_part_of_the_whole(granary, monkeypatch, asked, offset, limit):
    whole = ask(granary, **asked).rows

    for page in both(granary, monkeypatch, {**asked, "offset": offset, "limit": limit}):
        assert page.rows == whole[offset : offset + limit]
        assert page.total == len(whole)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=questions)
def test_a_slice_is_what_a_plain_filter_of_the_edition_gives(granary, asked):
    frame = granary.store.frame(EDITION)
    for name, codes in asked["where"].items():
        frame = frame.filter(pl.col(name).is_in(codes))

    answer = ask(granary, where=asked["where"])

    key = ["area", "period", "sex"]
    assert sorted(row[:3] for row in answer.rows) == frame.sort(key).select(key).rows()
    assert sum(column(answer, "births")) == frame["births"].sum()
    assert answer.total == frame.height


def test_a_value_that_may_not_be_shown_is_in_no_serving_copy(tmp_path, monkeypatch):
    hidden = figures().with_columns(
        pl.when(pl.col("area") == "35.72.01.1001").then(pl.lit("C")).alias("poor:conf")
    )
    store = Store(tmp_path / "e")
    store.write(draft(), hidden)
    granary = Reader(store, tmp_path / "s")

    for answer in both(granary, monkeypatch, {"where": {"area": "35.72.01.1001"}, "measures": ["poor"]}):
        assert column(answer, "poor") == [None] * 6
        assert column(answer, "poor:conf") == ["C"] * 6
    assert store.frame(EDITION)["poor"].null_count() == 0  # the next edition is made of the whole
    granary.close()


def test_serving_copies_are_made_again_when_they_are_thrown_away(granary):
    before = ask(granary).rows
    assert granary.serving.trim(keep=[EDITION]) == ()

    gone = granary.serving.trim(keep=[])
    granary.close()

    assert len(gone) == 2
    assert ask(granary).rows == before


def test_a_large_edition_goes_to_the_copy_that_reads_less(tmp_path):
    villages = [f"35.72.01.{number:04d}" for number in range(1001, 1401)]
    tree = AreaTree.of(
        [
            *TREE.areas.values(),
            *(type(TREE["35.72"])(v, v, TREE["35.72.01.1001"].level, parent="35.72.01") for v in villages),
        ]
    )
    years = [str(year) for year in range(1990, 2024)]
    frame = (
        pl.DataFrame({"area": villages})
        .join(pl.DataFrame({"period": years}), how="cross")
        .join(pl.DataFrame({"sex": ["L", "P"]}), how="cross")
        .with_row_index("births")
    )
    store = Store(tmp_path / "e")
    store.write(draft(areas=tree), frame)
    granary = Reader(store, tmp_path / "s")

    one_area = ask(granary, where={"area": villages[3]}, limit=50)
    one_figure = ask(granary, where={"sex": "L", "period": "2020"}, limit=50)
    top = ask(granary, order=["-births"], limit=5)

    assert (one_area.engine, one_figure.engine, top.engine) == ("slices", "slices", "columns")
    assert one_area.total == 68
    assert (one_figure.total, column(one_figure, "area")) == (400, villages[:50])
    assert column(top, "births") == [27199, 27198, 27197, 27196, 27195]
    following = ask(granary, where={"sex": "L", "period": "2020"}, limit=50, cursor=one_figure.next)
    assert column(following, "area") == villages[50:100]
    granary.close()


def test_the_cube_is_asked_without_areas_or_dimensions_too(tmp_path):
    plain = people(dimensions=[], complete=False)
    store = Store(tmp_path / "e")
    store.write(draft(structure=plain), figures().filter(pl.col("sex") == "L").drop("sex"))
    granary = Reader(store, tmp_path / "s")

    assert ask(granary, limit=4).total == 15
    assert ask(granary, where={"period": "2021"}).total == 5
    granary.close()
