"""A record's road: begun, filled, handed over, checked, approved, and opened again."""

from __future__ import annotations

import pytest

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries
from lumbung.rooms.metadata.problems import (
    OwnRecord,
    ReasonNeeded,
    RecordClosed,
    RecordIncomplete,
    SameHands,
    WrongStation,
)
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Duty


def test_a_record_is_begun_filled_submitted_checked_and_approved(city, record):
    saved = metadata.save_answers(
        record=record,
        answers={"judul": "Registrasi penduduk", "cara": "1"},
        revision=record.revision,
        actor=city.producer,
    )
    assert (saved.needed, saved.filled, saved.title) == (3, 3, "Registrasi penduduk")
    assert saved.answers["tahun"] == 2026  # the year of the record needs no typing

    metadata.submit_record(record=saved, actor=city.producer)
    assert list(queries.waiting_for(city.steward)) == [saved]
    metadata.check_record(record=saved, actor=city.steward)
    assert list(queries.waiting_for(city.supervisor)) == [saved]
    done = metadata.approve_record(record=saved, actor=city.supervisor)

    assert done.station is queries.RecordState.APPROVED
    assert done.approved_answers == done.answers
    verbs = [line.verb for line in journal.entries(subject=done)]
    begun, *steps = verbs  # the line of its beginning tells the sitting; each save stands in its history
    assert begun == "metadata.started"
    assert steps == ["metadata.submitted", "metadata.checked", "metadata.approved"]


def test_who_submitted_or_wrote_may_not_agree(city, filled):
    """The steward describes for a small office: another steward must check it."""
    people.give_duty(
        user=city.steward, duty=Duty.SUPERVISOR, organisation=city.office("kota"), actor=city.operator
    )
    metadata.save_answers(
        record=filled, answers={"cara": "2", "fraksi": "5 %"}, revision=filled.revision, actor=city.steward
    )
    metadata.submit_record(record=filled, actor=city.producer)

    with pytest.raises(OwnRecord, match="ikut menulis"):
        metadata.check_record(record=filled, actor=city.steward)
    metadata.check_record(record=filled, actor=city.second_steward)
    with pytest.raises(OwnRecord):
        metadata.approve_record(record=filled, actor=city.steward)


def test_who_checked_may_not_approve(city, submitted):
    people.give_duty(
        user=city.steward, duty=Duty.SUPERVISOR, organisation=city.office("kota"), actor=city.operator
    )
    metadata.check_record(record=submitted, actor=city.steward)

    with pytest.raises(SameHands):
        metadata.approve_record(record=submitted, actor=city.steward)


def test_a_producer_of_another_office_neither_sees_nor_fills_it(city, record):
    with pytest.raises(queries.RecordUnknown):
        queries.record(record.code, city.other_producer)
    with pytest.raises(people.Forbidden):
        metadata.save_answers(
            record=record, answers={"judul": "x"}, revision=record.revision, actor=city.other_producer
        )
    assert not queries.records(city.other_producer).exists()


def test_a_submitted_record_takes_no_answers(city, submitted):
    with pytest.raises(RecordClosed, match="menunggu walidata"):
        metadata.save_answers(
            record=submitted, answers={"judul": "x"}, revision=submitted.revision, actor=city.producer
        )


def test_an_incomplete_record_may_be_submitted_but_not_agreed_to(city, record):
    sent = metadata.submit_record(record=record, actor=city.producer)

    with pytest.raises(RecordIncomplete, match="Judul kegiatan, Cara pengumpulan"):
        metadata.check_record(record=sent, actor=city.steward)


def test_a_returned_record_carries_its_reason(city, submitted):
    with pytest.raises(ReasonNeeded):
        metadata.return_record(record=submitted, reason="  ", actor=city.steward)
    back = metadata.return_record(record=submitted, reason="Judul kurang jelas", actor=city.steward)

    assert back.decisions.last().words == "Judul kurang jelas"
    assert list(queries.with_producer(city.producer)) == [back]
    with pytest.raises(WrongStation):
        metadata.check_record(record=back, actor=city.steward)


def test_what_was_approved_stays_public_until_the_next_approval(city, approved):
    reopened = metadata.reopen_record(record=approved, reason="metode berubah", actor=city.producer)
    changed = metadata.save_answers(
        record=reopened, answers={"judul": "Judul baru"}, revision=reopened.revision, actor=city.producer
    )

    assert changed.answers["judul"] == "Judul baru"
    assert changed.approved_answers["judul"] == "Registrasi penduduk"
    metadata.submit_record(record=changed, actor=city.producer)
    metadata.check_record(record=changed, actor=city.steward)
    assert metadata.approve_record(record=changed, actor=city.supervisor).approved_answers["judul"] == (
        "Judul baru"
    )


def test_answers_to_what_is_not_asked_are_set_aside_when_it_is_submitted_and_can_be_found_again(city, filled):
    survey = metadata.save_answers(
        record=filled, answers={"cara": "2", "fraksi": "5 %"}, revision=filled.revision, actor=city.producer
    )
    census = metadata.save_answers(
        record=survey, answers={"cara": "1"}, revision=survey.revision, actor=city.producer
    )
    assert census.answers["fraksi"] == "5 %"  # kept while it is filled: a slip of the mouse loses nothing

    sent = metadata.submit_record(record=census, actor=city.producer)

    assert "fraksi" not in sent.answers
    assert sent.changes.first().changes == {"fraksi": {"was": "5 %", "is": None}}


def test_an_activity_goes_with_what_stands_under_it(city, filled):
    child = metadata.start_record(
        form="variabel",
        organisation=filled.organisation,
        year=2026,
        parent=filled,
        answers={"nama": "Jumlah penduduk"},
        actor=city.producer,
    )
    outcomes = metadata.with_each(
        metadata.submit_record, records=[filled, child], actor=city.producer, note="lengkap"
    )
    assert [one.problem for one in outcomes] == [None, None]

    outcomes = metadata.with_each(metadata.check_record, records=[filled, child], actor=city.steward)

    assert [type(one.problem) for one in outcomes] == [type(None), RecordIncomplete]
