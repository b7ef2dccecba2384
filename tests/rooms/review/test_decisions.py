"""Reviewers return, accept and approve, each with the duty for it and never their own."""

from __future__ import annotations

import pytest
from tests.road.ready import population, ready, submitted

from lumbung.rooms.collection.models import Correction
from lumbung.rooms.collection.queries import State, WrongState
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.people.queries import Duty
from lumbung.rooms.review import actions as review
from lumbung.rooms.review import queries


@pytest.fixture
def sent(city):
    return submitted(city.population, city.producer, population())


@pytest.fixture
def visits(city):
    """A submission of data that is not priority."""
    figures = population().filter(False).select("area", "period")  # polars takes a condition
    return submitted(city.visits, city.other_producer, figures, periods=["2025-Q1"])


def test_a_steward_accepts_and_what_is_no_priority_waits_for_release(city, visits):
    review.accept(submission=visits, actor=city.steward, note="lengkap")

    visits.refresh_from_db()
    assert visits.station is State.ACCEPTED
    line = journal.entries(subject=visits, verb="review.accepted").get()
    assert (line.actor, line.reason) == (city.steward, "lengkap")


def test_priority_data_passes_the_supervisor_too(city, sent):
    review.accept(submission=sent, actor=city.steward)
    assert sent.station is State.ACCEPTED_BY_STEWARD

    review.approve(submission=sent, actor=city.supervisor)
    assert sent.station is State.ACCEPTED
    assert [one.verdict for one in queries.decisions(sent)] == ["accepted", "approved"]


def test_a_steward_returns_with_a_reason_that_the_producer_reads(city, sent):
    review.return_submission(submission=sent, reason="Turi tertukar dengan Tlumpu", actor=city.steward)

    sent.refresh_from_db()
    assert (sent.station, sent.reason) == (State.RETURNED, "Turi tertukar dengan Tlumpu")


def test_a_return_without_a_reason_is_refused(city, sent):
    with pytest.raises(review.ReasonNeeded):
        review.return_submission(submission=sent, reason="  ", actor=city.steward)
    assert sent.station is State.SUBMITTED


def test_a_supervisor_gives_priority_data_back_by_way_of_the_steward(city, sent):
    review.accept(submission=sent, actor=city.steward)
    review.give_back(submission=sent, reason="metadata belum lengkap", actor=city.supervisor)

    assert sent.station is State.SUBMITTED
    assert list(queries.waiting_for_steward(city.steward)) == [sent]


def test_a_supervisor_recommends_without_deciding(city, sent):
    review.recommend(submission=sent, text="bandingkan dengan sensus", actor=city.supervisor)

    assert sent.station is State.SUBMITTED
    assert queries.decisions(sent).get().reason == "bandingkan dengan sensus"


def test_nobody_accepts_what_they_sent(city):
    people.give_duty(
        user=city.producer, duty=Duty.STEWARD, organisation=city.office("kota"), actor=city.operator
    )
    own = submitted(city.population, city.producer, population())

    with pytest.raises(review.OwnSubmission, match="Anda yang mengirim kiriman ini"):
        review.accept(submission=own, actor=city.producer)
    review.accept(submission=own, actor=city.second_steward)


def test_nobody_accepts_what_they_mended(city):
    people.give_duty(
        user=city.supporting_steward, duty=Duty.STEWARD, organisation=city.office("kota"), actor=city.operator
    )
    found = ready(city.population, city.producer, population())
    Correction.objects.create(
        submission=found, cell="D4", was="1l", value="11", by=city.supporting_steward, at=found.made_at
    )
    sent = submitted_again(found, city.producer)

    with pytest.raises(review.OwnSubmission, match="memperbaiki sel"):
        review.accept(submission=sent, actor=city.supporting_steward)


def submitted_again(found, by):
    from lumbung.rooms.collection import actions as collection

    return collection.submit_figures(submission=found, actor=by)


def test_steward_and_supervisor_are_two_people(city, sent):
    people.give_duty(
        user=city.steward, duty=Duty.SUPERVISOR, organisation=city.office("kota"), actor=city.operator
    )
    review.accept(submission=sent, actor=city.steward)

    with pytest.raises(review.SameHands):
        review.approve(submission=sent, actor=city.steward)
    review.approve(submission=sent, actor=city.supervisor)


@pytest.mark.parametrize("role", ["producer", "supervisor", "coordinator", "reader", "other_producer"])
def test_only_a_steward_accepts(city, sent, role):
    with pytest.raises(people.Forbidden):
        review.accept(submission=sent, actor=getattr(city, role))


def test_two_stewards_cannot_both_decide(city, sent):
    from lumbung.rooms.collection.queries import submission

    stale = submission(sent.pk, city.second_steward)
    review.accept(submission=sent, actor=city.steward)

    with pytest.raises(WrongState, match="menunggu pembina data"):
        review.return_submission(submission=stale, reason="terlambat", actor=city.second_steward)
    assert queries.decisions(sent).count() == 1


def test_many_are_accepted_at_once_and_one_that_cannot_be_says_why(city, visits):
    people.give_duty(
        user=city.producer, duty=Duty.STEWARD, organisation=city.office("kota"), actor=city.operator
    )
    own = submitted(city.population, city.producer, population())

    outcomes = review.accept_many(submissions=[own, visits], actor=city.producer)

    assert [type(one.problem) for one in outcomes] == [review.OwnSubmission, type(None)]
    visits.refresh_from_db()
    assert visits.station is State.ACCEPTED


def test_what_may_be_done_is_told_beforehand_in_the_same_words(city, sent):
    against = queries.obstacles(sent, city.producer)["accept"]
    assert against is not None
    with pytest.raises(type(against), match="diperlukan tugas"):
        review.accept(submission=sent, actor=city.producer)
    assert queries.obstacles(sent, city.steward)["accept"] is None
