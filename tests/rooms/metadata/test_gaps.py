"""What a dataset lacks before its release."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries
from lumbung.rooms.metadata.problems import MeasureUnknown, WaiverTooLong
from lumbung.rooms.people import actions as people


def test_without_a_form_pack_nothing_lacks(city):
    assert queries.gaps(city.population) == ()


def test_a_dataset_without_any_metadata_is_told_where_to_begin(city, forms):
    found = queries.gaps(city.population)

    assert [gap.address for gap in found] == ["/desk/metadata/mulai?dataset=penduduk-kelamin"] * 2
    assert "Jumlah penduduk" in found[1].what.id


def test_gaps_close_one_by_one(city, approved):
    metadata.link_dataset(record=approved, dataset=city.population, actor=city.producer)
    (left,) = queries.gaps(city.population)
    assert left.record == approved.code

    variable = metadata.start_record(
        form="variabel",
        organisation=approved.organisation,
        year=2026,
        parent=approved,
        answers={"nama": "Jumlah penduduk"},
        actor=city.producer,
    )
    metadata.link_dataset(record=variable, dataset=city.population, measure="jumlah", actor=city.producer)
    (left,) = queries.gaps(city.population)
    assert "belum disetujui (draf)" in left.what.id
    assert [title.id for title in left.missing] == ["Konsep", "Definisi"]

    answers = {"konsep": ["Penduduk"], "definisi": "Orang yang tinggal di wilayah kota."}
    metadata.save_answers(record=variable, answers=answers, revision=variable.revision, actor=city.producer)
    metadata.submit_record(record=variable, actor=city.producer)
    metadata.check_record(record=variable, actor=city.steward)
    metadata.approve_record(record=variable, actor=city.supervisor)

    assert queries.gaps(city.population) == ()
    meaning = queries.meaning(city.population)
    assert (meaning.activity, meaning.by_measure["jumlah"]) == (approved, variable)


def test_a_record_under_revision_leaves_no_gap_because_the_approved_one_counts(city, approved):
    metadata.link_dataset(record=approved, dataset=city.population, actor=city.producer)
    before = queries.gaps(city.population)

    metadata.reopen_record(record=approved, reason="perbaikan", actor=city.producer)

    assert queries.gaps(city.population) == before


def test_last_years_approved_record_counts_while_this_years_is_a_draft(city, approved):
    metadata.link_dataset(record=approved, dataset=city.population, actor=city.producer)
    draft = metadata.copy_record(record=approved, year=2027, actor=city.producer)
    metadata.link_dataset(record=draft, dataset=city.population, actor=city.producer)

    assert queries.meaning(city.population).activity == approved


def test_a_waiver_lets_pass_until_its_day(city, forms):
    today = timezone.localdate()
    with pytest.raises(WaiverTooLong):
        metadata.waive(
            dataset=city.population, reason="x", until=today + dt.timedelta(days=800), actor=city.steward
        )
    with pytest.raises(people.Forbidden):
        metadata.waive(dataset=city.population, reason="x", until=today, actor=city.producer)

    metadata.waive(dataset=city.population, reason="Metadata disusun BPS", until=today, actor=city.steward)
    assert queries.gaps(city.population) == ()
    queries.Waiver.objects.update(until=today - dt.timedelta(days=1))
    assert queries.gaps(city.population)


def test_a_measure_that_is_not_there_cannot_be_explained(city, record):
    with pytest.raises(MeasureUnknown):
        metadata.link_dataset(
            record=record, dataset=city.population, measure="tidak-ada", actor=city.producer
        )


def test_gaps_of_many_datasets_ask_the_database_a_few_times(city, approved, django_assert_max_num_queries):
    metadata.link_dataset(record=approved, dataset=city.population, actor=city.producer)
    queries.gaps_by_dataset([city.population, city.visits])

    with django_assert_max_num_queries(10):
        queries.gaps_by_dataset([city.population, city.visits])
