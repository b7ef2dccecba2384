"""A chart follows from the roles of what varies, and says in words what it shows."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.gallery import poverty

from lumbung.kit.charts import Figures, Kind, Row, draw, picture
from lumbung.kit.charts.captions import change
from lumbung.kit.charts.scales import apart, round_ends, thinned
from lumbung.kit.charts.shelf import kept
from lumbung.vocabulary.definitions import structure_of

POPULATION = structure_of(
    {
        "code": "penduduk",
        "title": "Penduduk",
        "frequency": "A",
        "area": {"within": "35.72", "level": "kelurahan"},
        "dimensions": [
            {"code": "jk", "title": "Jenis kelamin", "codes": {"l": "Laki-laki", "p": "Perempuan"}}
        ],
        "measures": [{"code": "jumlah", "unit": "jiwa", "decimals": 0}],
    }
)
NAMES = {"1": "Kauman", "2": "Bendo", "3": "Turi"}


def people(*rows: tuple[str, str, str, float | None], language: Any = "id") -> Figures:
    made = [Row(area, period, value, {"jk": sex}) for area, period, sex, value in rows]
    return Figures(POPULATION, POPULATION.measures[0], made, NAMES, language)


def test_time_makes_a_line_and_a_year_without_a_figure_is_a_gap():
    drawn = picture(poverty())

    assert drawn.kind is Kind.LINE
    assert drawn.headline == "Turun 0,84 poin sejak 2018."
    points = drawn.wide["data"]["values"]
    assert [point["period"] for point in points] == [str(year) for year in range(2018, 2026)]
    assert [point["value"] for point in points if point["period"] in {"2020", "2023"}] == [None, None]
    assert "2024 6,75" in drawn.words


def test_the_same_line_is_told_in_english():
    assert picture(poverty("en")).headline == "Down 0.84 points since 2018."


def test_areas_make_bars_with_the_longest_first():
    drawn = picture(people(("1", "2024", "l", 10), ("2", "2024", "l", 30), ("3", "2024", "l", 20)))

    assert drawn.kind is Kind.BARS
    assert drawn.wide["encoding"]["y"]["sort"] == ["Bendo", "Turi", "Kauman"]
    assert drawn.headline == "Tertinggi Bendo (30\u00a0jiwa), terendah Kauman (10\u00a0jiwa)."


def test_two_things_at_once_make_groups():
    drawn = picture(people(*((area, "2024", sex, 5.0 + n) for n, area in enumerate("123") for sex in "lp")))

    assert drawn.kind is Kind.GROUPS
    assert drawn.wide["layer"][0]["encoding"]["color"]["sort"] == ["Laki-laki", "Perempuan"]


def test_lines_of_several_groups_carry_their_names_at_their_ends():
    drawn = picture(
        people(("1", "2023", "l", 80), ("1", "2023", "p", 81), ("1", "2024", "l", 82), ("1", "2024", "p", 84))
    )

    labels = drawn.wide["layer"][-1]["data"]["values"]
    assert [label["label"] for label in labels] == ["Laki-laki 82", "Perempuan 84"]
    assert drawn.headline.replace("\u00a0", " ") == (
        "Perempuan tertinggi pada 2024 (84 jiwa), Laki-laki terendah (82 jiwa)."
    )


def test_one_figure_is_a_number_and_no_chart():
    drawn = picture(people(("1", "2024", "l", 161204)))

    assert (drawn.kind, drawn.wide) == (Kind.NUMBER, None)
    assert drawn.headline == "161.204\u00a0jiwa."


def test_without_figures_it_says_so():
    assert picture(people()).headline == "Belum ada angka."
    assert picture(people(("1", "2024", "l", None))).kind is Kind.NONE


def test_too_much_for_one_picture_is_left_to_the_table():
    rows = [(str(area), str(year), "l", 1.0) for area in range(21) for year in (2023, 2024)]

    assert picture(people(*rows)).kind is Kind.NONE


def test_a_change_of_people_is_told_with_its_share():
    figures = people(("1", "2023", "l", 100), ("1", "2024", "l", 150))

    assert change(figures, 100, 150).id.replace("\u00a0", " ") == "naik 50 jiwa (50 %)"
    assert change(figures, 0, 5).id.replace("\u00a0", " ") == "naik 5 jiwa"
    assert change(figures, 5, 5).id == "tetap"


def test_the_svg_carries_its_font_and_both_dresses_and_numbers_as_indonesians_write_them():
    made = draw.svg(picture(poverty()).wide, title="Kemiskinan <2025>").decode()

    root = ET.fromstring(made)
    texts = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"7,44", "6,60", "7,2"} <= texts
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Kemiskinan <2025>"
    assert "font/woff2;base64" in made
    assert "prefers-color-scheme:dark" in made
    assert len(made) < 40_000


def test_drawing_makes_lines_shorter_but_never_the_figures():
    rows = [(str(n), "2024", "l", 14400.0 + n) for n in range(3)]

    made = draw.svg(picture(people(*rows)).wide, title="x").decode()

    assert "14.400<" in made
    assert "14.402<" in made


def test_the_png_is_a_picture_with_its_title():
    made = draw.png(picture(poverty()).wide, title="Kemiskinan", subtitle="BPS · edisi 2025.1")

    assert made.startswith(b"\x89PNG")


def test_a_drawing_is_kept_and_not_drawn_twice(tmp_path):
    made = []

    def make() -> bytes:
        made.append(1)
        return b"<svg/>"

    first = kept(tmp_path, "kemiskinan@2025.1", "persen", suffix=".svg", make=make)
    again = kept(tmp_path, "kemiskinan@2025.1", "persen", suffix=".svg", make=make)

    assert (first, again, len(made)) == (b"<svg/>", b"<svg/>", 1)
    assert kept(tmp_path, "kemiskinan@2025.2", "persen", suffix=".svg", make=make) == b"<svg/>"
    assert len(made) == 2


figures = st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 3))


@given(st.lists(figures, min_size=1, max_size=30), st.booleans())
def test_an_axis_holds_every_figure_between_round_ends(values, from_zero):
    low, high, ticks = round_ends(values, from_zero=from_zero)

    slack = (high - low) * 1e-6
    assert low - slack <= min(values)
    assert max(values) <= high + slack
    assert 2 <= len(ticks) <= 14
    if min(values) >= 0:
        assert low >= 0


@given(st.lists(st.floats(0, 300, allow_nan=False), min_size=1, max_size=12))
def test_labels_never_stand_upon_each_other(wanted):
    placed = apart(wanted, 16, 0, 300)

    assert all(after - before >= 16 - 1e-6 for before, after in pairwise(sorted(placed)))
    assert min(placed) >= -1e-6


@given(
    st.lists(st.text("ab", min_size=1, max_size=3), unique=True, min_size=1, max_size=14), st.floats(1, 500)
)
def test_the_last_label_is_always_written(items, room):
    assert thinned(items, room, 40)[-1] == items[-1]


@pytest.mark.parametrize("name", ["</title><script>", "'); alert(1); ('", '"]}', "a|b", "${x}"])
def test_names_cannot_break_out_of_a_chart(name):
    made = Figures(
        POPULATION,
        POPULATION.measures[0],
        [Row("1", str(year), 1.0 + year % 7, {"jk": sex}) for year in (2022, 2023) for sex in ("l", name)],
        {"1": name},
    )
    drawn = picture(made)

    json.dumps(drawn.wide)
    for spec in (drawn.wide, drawn.narrow):
        ET.fromstring(draw.svg(spec, title=name))
