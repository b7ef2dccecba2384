"""Maps between lists: nothing is lost on the way, and there is a way back."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lumbung.vocabulary.codelists import ListRef
from lumbung.vocabulary.codemaps import CodeMap, MapEntry, apportioned, map_faults, weight_sums
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.words import Text


def code_map(*entries: tuple[str, str, float]) -> CodeMap:
    return CodeMap(
        code="m", title=Text("Peta"), source=ListRef("a"), target=ListRef("b"),
        entries=tuple(MapEntry(*entry) for entry in entries),
    )  # fmt: skip


@st.composite
def maps(draw: st.DrawFn) -> CodeMap:
    """Maps whose weights add up, from up to six codes to up to six others."""
    entries = []
    for source in draw(st.sets(st.sampled_from("abcdef"), min_size=1)):
        targets = sorted(draw(st.sets(st.sampled_from("uvwxyz"), min_size=1)))
        parts = [draw(st.integers(1, 50)) for _ in targets]
        entries += [(source, target, part / sum(parts)) for target, part in zip(targets, parts, strict=True)]
    return code_map(*entries)


def test_a_kelurahan_that_was_split_gives_its_people_to_both():
    split = code_map(("1001", "1001", 0.6), ("1001", "1004", 0.4))

    assert split.carried({"1001": 1001, "1002": 500}, decimals=0) == {"1001": 601, "1004": 400, "1002": 500}


@given(maps(), st.dictionaries(st.sampled_from("abcdefg"), st.integers(-(10**9), 10**9)))
def test_carrying_keeps_the_sum_of_people_to_the_last_one(mapped, people):
    carried = mapped.carried(people, decimals=0)

    assert sum(carried.values()) == sum(people.values())
    assert all(float(value).is_integer() for value in carried.values())


@given(maps(), st.dictionaries(st.sampled_from("abcdefg"), st.floats(0, 1e9)))
def test_carrying_keeps_the_sum_of_any_figures(mapped, figures):
    assert math.isclose(
        math.fsum(mapped.carried(figures).values()), math.fsum(figures.values()), rel_tol=1e-9, abs_tol=1e-6
    )


@given(maps(), st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 10**6), min_size=6))
def test_there_and_back_gives_what_was(mapped, people):
    figures = {code: people[code] for code in mapped.shares}

    back = mapped.turned(figures).carried(mapped.carried(figures))

    assert back == pytest.approx(figures)
    assert map_faults(mapped.turned(figures).entries) == []


@given(maps(), maps(), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**6), min_size=1))
def test_two_maps_in_a_row_are_one(first, second, people):
    turned = {entry.target for entry in first.entries}
    names = dict(zip("abcdef", "uvwxyz", strict=True))
    second = code_map(*((names[e.source], e.target + "2", e.weight) for e in second.entries))
    assume(turned)

    assert first.then(second).carried(people) == pytest.approx(second.carried(first.carried(people)))


@given(
    st.integers(-(10**12), 10**12), st.lists(st.integers(1, 999), min_size=1, max_size=9), st.integers(0, 3)
)
def test_parts_have_the_decimals_of_the_whole(units, parts, decimals):
    weights = [part / sum(parts) for part in parts]

    found = apportioned(units / 10**decimals, weights, decimals=decimals)

    assert sum(round(part * 10**decimals) for part in found) == units


def test_every_fault_of_a_map_is_told_at_its_row():
    entries = [
        MapEntry("a", "x", 0.7), MapEntry("a", "y", 0.7), MapEntry("b", "x"), MapEntry("b", "x"),
        MapEntry("", "x"), MapEntry("c", "zz", -1.0), MapEntry("d", "x", float("nan")),
    ]  # fmt: skip

    found = map_faults(
        entries, lambda row, column: Place("peta", f"{column}{row}"), sources="abcde", targets="xy"
    )

    assert {(item.rule, str(item.place)) for item in found} >= {
        ("codemap.weights-sum", "peta!weight0"),
        ("codemap.pair-twice", "peta!source3"),
        ("codemap.code-missing", "peta!source4"),
        ("codemap.code-unknown", "peta!target5"),
        ("codemap.weight-range", "peta!weight5"),
        ("codemap.weight-range", "peta!weight6"),
        ("codemap.left-out", ""),
    }
    sums = next(item for item in found if item.rule == "codemap.weights-sum")
    assert "1,4" in sums.message.id and "1.4" in sums.message.en  # noqa: PT018  # the same number twice


def test_weights_written_with_a_few_decimals_add_up():
    thirds = [MapEntry("a", code, 0.333333) for code in "xyz"]

    assert map_faults(thirds) == []
    assert weight_sums(thirds)["a"] == pytest.approx(1, abs=1e-5)
