"""A producer mends a submission where it stands; the file stays as it came."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.road.files import population_by_name, population_csv, population_xlsx, unlike

from lumbung.formats.tables.shapes.recipes import Changes, ColumnRole
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.grids import value_of
from lumbung.rooms.collection.models import Submission
from lumbung.rooms.collection.queries import State, WrongState
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.vocabulary.findings import Place
from lumbung.vocabulary.periods import Period


def send(city, content, name="penduduk.xlsx", **given) -> Submission:
    return collection.upload_figures(
        dataset=city.population, actor=city.producer, name=name, content=content, **given
    )


def rules(sent) -> list[str]:
    return [told.rule for told in queries.all_findings(sent)]


def named(sent, rule) -> str:
    return next(name for name, told in queries.findings(sent).findings if told.rule == rule)


def test_a_cell_is_mended_without_a_new_upload_and_the_file_stays_as_it_came(city):
    content = population_xlsx(D6="1l")
    sent = send(city, content)
    assert rules(sent) == ["value.unreadable"]

    mended = collection.mend_cell(
        submission=sent, place=Place("Penduduk", "D6"), value="1040", actor=city.producer
    )

    assert mended.station is State.READY
    assert queries.figures(mended)["jumlah"].to_list() == list(range(1000, 1100, 10))
    assert hashlib.sha256(Path(queries.upload_path(mended)).read_bytes()).digest() == (
        hashlib.sha256(content).digest()
    )
    correction = queries.corrections(mended).get()
    assert (correction.was, correction.value, correction.by) == ("1l", "1040", city.producer)
    assert rules(mended) == ["cell.mended"]
    line = journal.entries(subject=mended, verb="collection.mended").get()
    assert line.facts == {"cells": [{"at": "Penduduk!D6", "was": "1l", "value": "1040"}]}


def test_the_last_word_for_a_cell_counts_and_the_first_content_is_remembered(city):
    sent = send(city, population_xlsx(D6="1l"))
    place = Place("Penduduk", "D6")
    collection.mend_cell(submission=sent, place=place, value="x", actor=city.producer)
    sent = collection.mend_cell(submission=sent, place=place, value="1.041", actor=city.producer)

    assert queries.figures(sent)["jumlah"][4] == 1041
    assert [(row.was, row.value) for row in queries.corrections(sent)] == [("1l", "x"), ("x", "1.041")]
    told = next(t for t in queries.all_findings(sent) if t.rule == "cell.mended")
    assert "“1l” menjadi “1.041”" in told.message.id


def test_a_misspelt_area_is_proposed_taken_with_one_button_and_remembered(city):
    sent = send(city, population_by_name(A8="Karang Sarii", A9="Karang Sarii"))
    told = queries.finding_named(sent, named(sent, "area.misspelt"))
    assert told.suggestion == "35.72.02.1002"

    sent = collection.mend_in_place(
        submission=sent, finding=named(sent, "area.misspelt"), actor=city.producer
    )

    assert "area.misspelt" not in rules(sent)
    assert sent.station is State.READY
    assert sent.cells == 10
    # The next file with the same slip is read without a question.
    later = send(city, population_by_name("2025", A8="Karang Sarii", A9="Karang Sarii"))
    assert "area.misspelt" not in rules(later)
    assert later.recipe is not None


def test_a_choice_must_be_one_of_those_that_were_offered(city):
    sent = send(city, population_by_name(A8="Karang Sarii"))
    with pytest.raises(collection.NothingProposed):
        collection.mend_in_place(
            submission=sent,
            finding=named(sent, "area.misspelt"),
            choice="35.72.99.9999",
            actor=city.producer,
        )


def test_a_finding_that_is_gone_cannot_be_answered(city):
    sent = send(city, population_by_name(A8="Karang Sarii"))
    with pytest.raises(collection.FindingGone):
        collection.mend_in_place(submission=sent, finding="0123456789abcdef", actor=city.producer)


def test_many_cells_are_mended_with_one_check(city):
    sent = send(city, population_xlsx(D6="1l", D7="seribu"))
    mends = [
        collection.Mend(Place("Penduduk", "D6"), "1040"),
        collection.Mend(Place("Penduduk", "D7"), "1050"),
    ]

    sent = collection.mend_cells(submission=sent, mends=mends, actor=city.producer)

    assert sent.station is State.READY
    assert journal.entries(subject=sent, verb="collection.checked").count() == 2


def test_a_csv_is_mended_too(city):
    sent = send(city, unlike(population_csv(), "1040", "1l"), "angka.csv")

    sent = collection.mend_cell(submission=sent, place=Place(None, "D6"), value="1040", actor=city.producer)

    assert sent.station is State.READY


def test_what_is_no_cell_is_refused(city):
    sent = send(city, population_xlsx())
    for address in ("", "4D", "R1C1", "A0"):
        with pytest.raises(collection.NoSuchCell):
            collection.mend_cell(
                submission=sent, place=Place("Penduduk", address), value="1", actor=city.producer
            )


def test_what_was_handed_over_is_mended_only_after_it_is_returned(city):
    from lumbung.rooms.review import actions as review

    sent = collection.submit_figures(submission=send(city, population_xlsx()), actor=city.producer)
    place = Place("Penduduk", "D6")
    with pytest.raises(WrongState, match="menunggu walidata"):
        collection.mend_cell(submission=sent, place=place, value="7", actor=city.producer)

    review.return_submission(submission=sent, reason="D6?", actor=city.steward)
    sent = collection.mend_cell(submission=sent, place=place, value="1041", actor=city.producer)

    assert sent.station is State.READY
    assert sent.reason == "D6?"


@pytest.mark.parametrize("role", ["other_producer", "steward", "supervisor"])
def test_only_its_own_people_mend_a_submission(city, role):
    sent = send(city, population_xlsx())
    with pytest.raises(people.Forbidden):
        collection.mend_cell(
            submission=sent, place=Place("Penduduk", "D6"), value="7", actor=getattr(city, role)
        )


def test_a_wrong_guess_of_the_layout_is_corrected_once_and_remembered(city):
    strange = population_xlsx(D1="Banyaknya", E1="Angka tahun lalu", **{f"E{n}": 5 for n in range(2, 12)})
    sent = send(city, strange)
    changes = Changes(
        columns={
            "Banyaknya": ColumnRole("value", measure="jumlah"),
            "Angka tahun lalu": ColumnRole("helper"),
        }
    )

    sent = collection.correct_layout(submission=sent, changes=changes, actor=city.producer)

    assert sent.station is State.READY
    assert queries.figures(sent)["jumlah"].to_list() == list(range(1000, 1100, 10))
    assert (sent.recipe.number, sent.recipe.by) == (1, city.producer)
    later = send(city, population_xlsx("2025", D1="Banyaknya", E1="Angka tahun lalu", E5=5))
    assert later.recipe == sent.recipe
    assert later.station is State.READY


def test_recipes_of_several_shapes_stand_beside_each_other(city):
    one = send(city, population_by_name(A8="Karang Sarii"))
    collection.mend_in_place(submission=one, finding=named(one, "area.misspelt"), actor=city.producer)
    two = send(city, population_by_name(A8="Karang Sarii", D1="Jumlah jiwa", C1="L/P"))
    collection.mend_in_place(submission=two, finding=named(two, "area.misspelt"), actor=city.producer)

    again = send(city, population_by_name(A8="Karang Sarii"))

    assert "area.misspelt" not in rules(again)
    assert again.recipe.number == 1


def test_the_period_that_a_file_leaves_out_is_said_once_for_this_file(city):
    lines = population_csv().decode().splitlines()
    nameless = "\n".join(",".join(p for n, p in enumerate(line.split(",")) if n != 1) for line in lines)
    sent = send(city, nameless.encode(), "angka.csv")
    assert "period.missing" in rules(sent)

    sent = collection.correct_layout(
        submission=sent, changes=Changes(), period=Period(2024), actor=city.producer
    )

    assert (sent.station, sent.periods) == (State.READY, ["2024"])


def test_the_picture_shows_the_sheet_with_its_bad_cells_ringed(city):
    sent = send(city, population_xlsx(D6="1l", D9="dua"))

    [picture] = queries.pictures(sent)

    assert picture.sheet == "Penduduk"
    assert picture.letters == ("A", "B", "C", "D")
    ringed = {
        f"{picture.letters[column]}{row.number}": cell.text
        for row in picture.rows
        for column, cell in enumerate(row.cells)
        if cell.severity == "error"
    }
    assert ringed == {"D6": "1l", "D9": "dua"}
    assert picture.rows[0].cells[0].text == "Kode wilayah"
    assert [row.number for row in picture.rows] == [1, 5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("11", 11), ("-3", -3), ("6,60", 6.6), ("6.6", 6.6), ("1.234", "1.234"), ("n/a", "n/a"), ("", None)],
)
def test_what_is_typed_is_taken_as_a_spreadsheet_would(typed, value):
    assert value_of(typed) == value


def test_what_was_mended_here_goes_along_with_the_file_that_replaces_it(city):
    sent = send(city, population_xlsx(D6="1l", D9="dua"))
    sent = collection.mend_cell(
        submission=sent, place=Place("Penduduk", "D6"), value="1040", actor=city.supporting_steward
    )
    # The marked copy still holds 1l in D6; its producer mended only D9 in it.
    later = send(city, population_xlsx(D6="1l", D9=1070), mends=sent)

    assert later.station is State.READY
    assert queries.figures(later)["jumlah"].to_list() == list(range(1000, 1100, 10))
    assert queries.menders(later) == {city.supporting_steward.pk}


def test_the_new_file_has_the_last_word_about_its_cells(city):
    sent = send(city, population_xlsx(D6="1l"))
    sent = collection.mend_cell(
        submission=sent, place=Place("Penduduk", "D6"), value="1040", actor=city.producer
    )

    later = send(city, population_xlsx(D6=1041), mends=sent)

    assert queries.figures(later)["jumlah"][4] == 1041
    assert not queries.corrections(later).exists()
