"""Dates that are announced and moved, and what is measured against them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.city import POPULATION, VISITS
from tests.road.ready import accepted, population, submitted

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.calendar import measured_by
from lumbung.rooms.collection.models import MovedDate, Submission
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.release import actions as release
from lumbung.rooms.review import actions as review
from lumbung.vocabulary.periods import Period, parse_period

TODAY = dt.date(2026, 1, 5)
DUE, PLANNED = dt.date(2026, 3, 31), dt.date(2026, 4, 14)
YEAR = Period(2025)


@pytest.fixture
def due(city):
    """Population of 2025 is due on 31 March 2026 and to be released a fortnight later."""
    catalog.define_dataset(
        definition={**POPULATION, "periods": ["2025"]},
        producer=city.office("dispendukcapil"),
        actor=city.operator,
    )
    city.population.refresh_from_db()
    collection.lay_out_calendar(dataset=city.population, today=TODAY)
    return city


def found(city, today: dt.date = TODAY) -> queries.Obligation:
    one = queries.obligation(city.population, YEAR, today)
    assert one is not None
    return one


def test_a_period_is_due_and_its_release_is_announced_a_fortnight_later(due):
    row = queries.due_period(due.population, YEAR)

    assert (row.due_on, row.release_on) == (DUE, PLANNED)


def test_a_definition_says_how_long_the_check_may_take(city):
    catalog.define_dataset(
        definition={**POPULATION, "periods": ["2025"], "due_days": 30, "release_days": 5},
        producer=city.office("dispendukcapil"),
        actor=city.operator,
    )
    city.population.refresh_from_db()
    collection.lay_out_calendar(dataset=city.population, today=TODAY)

    row = queries.due_period(city.population, YEAR)
    assert (row.due_on, row.release_on) == (dt.date(2026, 1, 30), dt.date(2026, 2, 4))


def test_releases_are_announced_about_three_months_ahead(city):
    catalog.define_dataset(
        definition={**VISITS, "frequency": "M", "due_days": 5, "release_days": 5},
        producer=city.office("dinkes"),
        actor=city.operator,
    )
    city.visits.refresh_from_db()
    collection.lay_out_calendar(dataset=city.visits, today=TODAY)

    last = queries.due_periods([city.visits]).last()
    assert last.period == "2026-02"
    assert dt.timedelta(days=60) < last.release_on - TODAY <= dt.timedelta(days=92)


def test_a_row_without_a_planned_release_gets_one_while_there_is_time(due):
    row = queries.due_period(due.population, YEAR)
    row.release_on = None
    row.save()

    assert collection.lay_out_calendar(dataset=due.population, today=TODAY) == 0

    row.refresh_from_db()
    assert row.release_on == PLANNED


def test_a_moved_date_keeps_the_old_one_the_reason_and_who_and_takes_the_release_along(due):
    collection.move_dates(
        dataset=due.population,
        period=YEAR,
        due_on=DUE + dt.timedelta(days=10),
        reason="Pendataan mundur.",
        actor=due.steward,
    )

    one = found(due)
    assert (one.due.due_on, one.due.release_on) == (dt.date(2026, 4, 10), dt.date(2026, 4, 24))
    assert [(move.which, move.was, move.reason) for move in one.moves] == [
        ("due", DUE, "Pendataan mundur."),
        ("release", PLANNED, "Pendataan mundur."),
    ]
    line = journal.entries(verb="collection.dates-moved").get()
    assert line.facts["was"] == {"due_on": "2026-03-31", "release_on": "2026-04-14"}


def test_a_date_is_moved_with_a_reason_by_who_plans_and_never_before_it_is_due(due):
    def move(actor, reason: str = "x", **dates: dt.date) -> None:
        collection.move_dates(dataset=due.population, period=YEAR, reason=reason, actor=actor, **dates)

    for role in ("producer", "supervisor", "reader"):
        with pytest.raises(people.Forbidden):
            move(getattr(due, role), due_on=DUE)
    with pytest.raises(collection.ReasonNeeded):
        move(due.steward, reason=" ", due_on=DUE)
    with pytest.raises(collection.DateNeeded):
        move(due.steward)
    with pytest.raises(collection.ReleasedBeforeDue):
        move(due.steward, release_on=DUE - dt.timedelta(days=1))

    assert not MovedDate.objects.exists()
    assert queries.due_period(due.population, YEAR).release_on == PLANNED


def test_opening_a_period_with_another_due_date_keeps_the_old_one_too(due):
    collection.open_period(
        dataset=due.population, period=YEAR, due_on=dt.date(2026, 5, 1), reason="susulan", actor=due.steward
    )

    assert {move.was for move in found(due).moves} == {DUE, PLANNED}


def test_what_was_handed_over_and_released_is_measured_against_its_days(due):
    accepted(due, population("2025"))
    Submission.objects.update(submitted_at=dt.datetime(2026, 4, 3, 9, tzinfo=dt.UTC))
    one = found(due, dt.date(2026, 4, 10))
    assert (one.handed_on, one.days_late(TODAY), one.released_on) == (dt.date(2026, 4, 3), 3, None)
    assert one.release_days_late(dt.date(2026, 4, 20)) == 6

    release.release_dataset(dataset=due.population, actor=due.steward, here=True)

    assert found(due).released_on is not None


def test_an_attempt_that_was_returned_was_not_handed_over(due):
    sent = submitted(due.population, due.producer, population("2025"))
    assert found(due).handed_on is not None

    review.return_submission(submission=sent, reason="cek", actor=due.steward)

    one = found(due, dt.date(2026, 4, 7))
    assert (one.handed_on, one.days_late(dt.date(2026, 4, 7))) == (None, 7)


def test_a_period_that_nobody_expects_is_never_late(city):
    collection.open_period(dataset=city.visits, period=parse_period("2019-Q1"), actor=city.steward)

    one = queries.obligation(city.visits, parse_period("2019-Q1"), TODAY)

    assert not one.is_owed
    assert one.days_late(TODAY) == one.release_days_late(TODAY) == 0


days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


class Move:
    def __init__(self, was: dt.date, becomes: dt.date, on: dt.date) -> None:
        self.was, self.becomes, self.on = was, becomes, on


@given(st.lists(st.tuples(days, days), min_size=1, max_size=5), days)
def test_moves_in_time_bind_and_the_first_one_too_late_ends_the_agreement(steps, start):
    moves, was = [], start
    for on, becomes in sorted(steps):
        moves.append(Move(was, becomes, on))
        was = becomes

    measured = measured_by(was, moves)

    late = next((move for move in moves if move.on > move.was), None)
    assert measured == (late.was if late else was)
