"""A chart as other people's pages show it: a sentence, few bars, and who says so."""

from __future__ import annotations

import re

from tests.kit.gallery import poverty
from tests.kit.test_charts import people

from lumbung.kit.charts import Kind, picture
from lumbung.kit.charts.social import Dress, few, social_png, social_svg, wrapped

DRESS = Dress("Persentase penduduk miskin", "BPS Kota Blitar", "kemiskinan@2026.1", "Satu Data Kota Blitar")


def words_of(svg: str) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def test_the_sentence_the_source_the_edition_and_the_house_stand_on_it():
    words = words_of(social_svg(poverty(), picture(poverty()), DRESS))

    assert "Turun 0,84 poin sejak 2018." in words
    assert "Sumber: BPS Kota Blitar · kemiskinan@2026.1" in words
    assert "Satu Data Kota Blitar" in words


def test_it_is_a_png_of_the_size_that_is_asked_for():
    made = social_png(poverty(), picture(poverty()), DRESS)

    assert made[:4] == b"\x89PNG"
    assert (int.from_bytes(made[16:20], "big"), int.from_bytes(made[20:24], "big")) == (1200, 630)


def test_a_long_row_of_bars_is_cut_and_says_of_how_many():
    figures = people(*((str(n), "2024", "l", float(n)) for n in range(1, 22)))

    shown, cut = few(figures, Kind.BARS)

    assert cut == "7 tertinggi dari 21"
    assert {row.area for row in shown.rows} == {str(n) for n in range(15, 22)}
    assert few(people(("1", "2024", "l", 1), ("2", "2024", "l", 2)), Kind.BARS)[1] == ""


def test_a_source_too_long_is_cut_and_the_edition_never():
    long = Dress("x", "Dinas " * 30, "penduduk@2026.1", "Satu Data Kota Blitar")

    assert "… · penduduk@2026.1" in words_of(social_svg(poverty(), picture(poverty()), long))


def test_words_are_put_in_lines_without_losing_any():
    lines = wrapped("tertinggi Turi (5.010 jiwa), terendah Tlumpu", 30, 400, 0.6)

    assert " ".join(lines) == "tertinggi Turi (5.010 jiwa), terendah Tlumpu"
    assert len(lines) > 1


def test_bars_below_zero_have_their_figures_at_the_left():
    figures = people(("1", "2024", "l", -5), ("2", "2024", "l", 7))

    labels = [layer for layer in picture(figures).wide["layer"] if layer["mark"]["type"] == "text"]

    assert [layer["mark"]["align"] for layer in labels] == ["left", "right"]
    low, _ = picture(figures).wide["encoding"]["x"]["scale"]["domain"]
    assert low < -5


def test_periods_in_bars_stay_in_their_order():
    figures = people(("1", "2024-Q1", "l", 9), ("1", "2024-Q2", "l", 5), ("1", "2024-Q3", "l", 7))

    drawn = picture(figures, in_bars=True)

    assert drawn.kind is Kind.BARS
    assert drawn.wide["encoding"]["y"]["sort"] == ["Triwulan I 2024", "Triwulan II 2024", "Triwulan III 2024"]
