"""A map shows who is whose neighbour; where no boundary is loaded it says that it is a scheme."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.gallery import AREAS

from lumbung.kit.maps import classes_of, draw_map, outline
from lumbung.kit.maps.written import read_outline, written
from lumbung.vocabulary.areas import AreaLevel, AreaTree

CODES = [area.code for area in AREAS.within("35.72", AreaLevel.VILLAGE)]


def strip(west: float, east: float) -> dict[str, object]:
    """A boundary: a strip of land from west to east."""
    corners = [[west, -8], [east, -8], [east, -8.1], [west, -8.1], [west, -8]]
    return {"type": "Polygon", "coordinates": [corners]}


SQUARE, BESIDE, NARROW = strip(112, 112.1), strip(112.1, 112.2), strip(112, 112.002)


def drawn(values: dict[str, float | None] | None = None, **more):
    made = outline(AREAS, CODES, {})
    assert made is not None
    return draw_map(
        made,
        name="Peta",
        address=lambda code: f"/wilayah/{code}",
        values=values,
        no_data="tidak ada data",
        **more,
    )


def test_points_make_a_scheme_in_which_every_area_has_its_place():
    made = outline(AREAS, CODES, {})

    assert made.schematic
    assert [shape.code for shape in made.shapes] == CODES
    assert all(shape.path.startswith("M") for shape in made.shapes)


def test_an_outline_that_was_kept_is_the_one_that_was_made():
    for made in (outline(AREAS, CODES, {}), outline(AREAS, CODES[:1], {CODES[0]: NARROW}), None):
        assert read_outline(written(made)) == made


def test_loaded_boundaries_are_drawn_as_they_are():
    made = outline(AREAS, CODES[:2], {CODES[0]: SQUARE, CODES[1]: BESIDE})

    assert not made.schematic
    assert made.width == 480


def test_an_area_without_its_own_boundary_is_joined_from_those_below_it():
    made = outline(AREAS, ["35.72"], {CODES[0]: SQUARE, CODES[1]: BESIDE})

    assert not made.schematic
    assert len(made.shapes) == 1
    assert made.shapes[0].path.count("M") == 1


def test_one_boundary_too_few_makes_the_whole_map_a_scheme():
    assert outline(AREAS, CODES, {CODES[0]: SQUARE}).schematic


def test_without_boundaries_or_points_there_is_no_map():
    bare = AreaTree.of([AREAS["35.72"]])

    assert outline(bare, ["35.72"], {}) is None
    assert outline(AREAS, ["99"], {}) is None


def test_each_area_is_a_link_that_says_its_figure():
    made = drawn({code: n * 10.0 for n, code in enumerate(CODES)}, said=lambda value: f"{value:.0f} jiwa")

    links = ET.fromstring(made.svg).findall("a")
    assert [link.get("href") for link in links] == [f"/wilayah/{code}" for code in CODES]
    assert links[1].get("aria-label") == "Kelurahan Ngadirejo: 10 jiwa"
    assert links[1].find("title").text == "Kelurahan Ngadirejo: 10 jiwa"


def test_an_area_without_a_figure_is_hatched_and_stands_in_the_legend():
    made = drawn({code: None if n == 2 else 1.0 * n for n, code in enumerate(CODES)})

    assert "Kelurahan Sentul: tidak ada data" in made.svg
    assert made.svg.count('fill="url(#peta-hatch)"') == 1
    assert made.legend[-1].words == "tidak ada data"


def test_without_figures_the_map_marks_where_we_are():
    made = drawn(None, here=frozenset({CODES[3]}))

    assert made.legend == ()
    assert made.svg.count("class-here") == 1


def test_a_name_that_does_not_fit_is_dropped_but_still_said():
    made = outline(AREAS, CODES[:2], {CODES[0]: NARROW, CODES[1]: BESIDE})

    assert made.shapes[0].label is None
    assert made.shapes[1].label is not None


def test_the_drawing_holds_no_inline_style_and_no_script():
    made = drawn(dict.fromkeys(CODES, 1.0))

    assert not re.search(r"\sstyle=|<script|<style|\son\w+=", made.svg)


def test_a_name_cannot_break_out_of_the_map():
    from dataclasses import replace

    areas = AreaTree.of(replace(area, name='"><script>') for area in AREAS.areas.values())
    made = draw_map(outline(areas, CODES, {}), name="<b>", address=lambda code: f"/{code}")

    assert "<script" not in made.svg
    ET.fromstring(made.svg)


@given(st.lists(st.none() | st.integers(0, 50).map(float), min_size=1, max_size=60))
def test_every_figure_falls_into_one_class_and_equal_figures_into_the_same(values):
    classes = classes_of(values)

    known = [value for value in values if value is not None]
    assert all((classes.shade(value) is None) == (value is None) for value in values)
    assert len(classes.ends) <= 5
    for low, high in classes.ends:
        assert low <= high
        assert {classes.shade(value) for value in known if low <= value <= high} <= {classes.shade(low)}


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 21])
def test_few_areas_get_few_shades(count):
    assert len(classes_of([float(n) for n in range(count)]).ends) == min(count, 5)
