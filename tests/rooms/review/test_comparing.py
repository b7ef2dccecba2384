"""What a submission would change, figure by figure, and what is said about a figure."""

from __future__ import annotations

import polars as pl
import pytest
from tests.road.ready import accepted, population, submitted

from lumbung.cube import Change
from lumbung.rooms.release import actions as release
from lumbung.rooms.review import actions as review
from lumbung.rooms.review import queries
from lumbung.vocabulary.observations import pack_place

TURI_MEN = {"area": "35.72.02.1003", "period": "2024", "jenis_kelamin": "laki-laki"}


@pytest.fixture
def public(city):
    """The figures of 2024 are public."""
    accepted(city, population())
    return release.release_dataset(dataset=city.population, actor=city.steward, here=True)


def test_before_the_first_edition_every_figure_is_added(city):
    sent = submitted(city.population, city.producer, population())

    found = queries.difference_page(sent)

    assert (found.total, found.difference.counts[Change.ADDED]) == (10, 10)


def test_a_correction_shows_the_old_and_the_new_value(city, public):
    sent = submitted(city.population, city.producer, population(v1003=1200))

    cell = queries.difference_page(sent).cells[0]

    assert (cell.key, cell.change, cell.before, cell.after) == (TURI_MEN, Change.CHANGED, 1080, 1200)
    assert round(cell.share, 1) == 11.1
    assert queries.corrects(queries.change_by(sent))


def test_a_whole_period_that_lacks_a_row_removes_it_and_that_comes_first(city, public):
    fewer = population(v1003=1200).filter(pl.col("area") != "35.72.01.1001")
    sent = submitted(city.population, city.producer, fewer)

    found = queries.difference_page(sent)

    assert [one.change for one in found.cells] == [Change.REMOVED, Change.REMOVED, Change.CHANGED]
    assert [one.change for one in queries.difference_page(sent, kind=Change.CHANGED).cells] == [
        Change.CHANGED
    ]


def test_another_period_leaves_the_old_one_alone(city, public):
    sent = submitted(city.population, city.producer, population("2025"))

    found = queries.difference_page(sent)

    assert (found.difference.counts[Change.ADDED], found.difference.unchanged) == (10, 10)
    assert not queries.corrects(found.difference)


def test_a_remark_hangs_on_its_figure_and_names_the_cell_of_the_file(city, public):
    figures = population(v1003=1200).with_columns(
        pl.Series("jumlah:place", [pack_place(row + 1, 3) for row in range(10)], dtype=pl.Int64),
        pl.lit("data").alias("_sheet"),
    )
    sent = submitted(city.population, city.producer, figures)

    made = review.remark(
        submission=sent, text="naik banyak?", key=TURI_MEN, measure="jumlah", actor=city.steward
    )

    assert (made.sheet, made.cell) == ("data", "D10")
    assert queries.difference_page(sent).cells[0].remarks == (made,)
    review.remark(submission=sent, text="ada perumahan baru", actor=city.producer)
    assert [one.by for one in queries.remarks(sent)] == [city.steward, city.producer]


def test_a_remark_needs_words_and_a_part_in_the_submission(city):
    sent = submitted(city.population, city.producer, population())
    with pytest.raises(review.EmptyRemark):
        review.remark(submission=sent, text=" ", actor=city.steward)
    with pytest.raises(Exception, match="diperlukan tugas"):
        review.remark(submission=sent, text="halo", actor=city.other_producer)
