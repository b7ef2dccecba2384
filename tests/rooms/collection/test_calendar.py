"""The calendar: what is owed by whom until when, laid out from definitions and changed by people."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.city import POPULATION
from tests.road.files import population_csv
from tests.road.ready import accepted, population, submitted

from lumbung.kit import jobs
from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.collection import actions as collection
from lumbung.rooms.collection import queries
from lumbung.rooms.collection.models import DuePeriod
from lumbung.rooms.collection.queries import Standing
from lumbung.rooms.journal import queries as journal
from lumbung.rooms.people import actions as people
from lumbung.rooms.release import actions as release
from lumbung.vocabulary.periods import Period, parse_period

TODAY = dt.date(2025, 7, 1)


@pytest.fixture
def due(city):
    """The population of 2022 to 2025 is owed, ninety days after each year."""
    catalog.define_dataset(
        definition={**POPULATION, "periods": "2022..2025"},
        producer=city.office("dispendukcapil"),
        actor=city.operator,
    )
    city.population.refresh_from_db()
    collection.lay_out_calendar(dataset=city.population, today=TODAY)
    return city


def stands(city, period: str) -> Standing:
    found = {str(one.period): one for one in queries.dataset_periods(city.population, TODAY)}
    return found[period].standing


def test_what_a_definition_names_is_owed_ninety_days_after_its_end(due):
    row = queries.due_period(due.population, Period(2024))

    assert (row.ends_on, row.due_on, row.is_open) == (dt.date(2024, 12, 31), dt.date(2025, 3, 31), True)
    assert [stands(due, str(year)) for year in (2022, 2024, 2025)] == [
        Standing.LATE,
        Standing.LATE,
        Standing.AHEAD,
    ]


def test_laid_out_again_the_calendar_stays_as_people_left_it(due):
    collection.close_period(
        dataset=due.population, period=Period(2022), actor=due.steward, reason="tidak didata"
    )

    assert collection.lay_out_calendar(dataset=due.population, today=TODAY) == 0

    assert stands(due, "2022") is Standing.CLOSED
    assert journal.entries(verb="collection.calendar-laid-out").count() == 1


def test_a_definition_without_periods_owes_the_last_few_and_the_running_one(city):
    collection.lay_out_calendar(dataset=city.visits, today=TODAY)

    assert list(queries.due_periods([city.visits]).values_list("period", flat=True)) == [
        "2024-Q3",
        "2024-Q4",
        "2025-Q1",
        "2025-Q2",
        "2025-Q3",
    ]


def test_the_calendar_is_kept_in_step_by_a_chore(city):
    jobs.run_now(jobs.enqueue("collection.calendar"))
    assert DuePeriod.objects.filter(dataset=city.visits).exists()


def test_a_period_goes_from_late_to_public(due):
    sent = submitted(due.population, due.producer, population())
    assert stands(due, "2024") is Standing.IN_REVIEW
    from lumbung.rooms.review import actions as review

    review.return_submission(submission=sent, reason="cek", actor=due.steward)
    assert stands(due, "2024") is Standing.MENDING
    collection.discard(submission=sent, actor=due.producer, reason="diulang")
    assert stands(due, "2024") is Standing.LATE

    accepted(due, population())
    assert stands(due, "2024") is Standing.ACCEPTED
    release.release_dataset(dataset=due.population, actor=due.steward, here=True)
    assert stands(due, "2024") is Standing.RELEASED


def test_a_file_in_the_hands_of_its_producer_is_still_late(due):
    collection.upload_figures(
        dataset=due.population, actor=due.producer, name="a.csv", content=population_csv()
    )

    one = next(p for p in queries.dataset_periods(due.population, TODAY) if p.period == Period(2024))

    assert (one.standing, one.late) == (Standing.MENDING, True)


def test_what_is_owed_is_told_to_those_who_send_it(due):
    owed = queries.owed(due.producer, TODAY)

    assert [str(one.period) for one in owed] == ["2022", "2023", "2024"]
    assert [one.days_left for one in owed][-1] == -92
    assert queries.owed(due.steward, TODAY) == []
    assert queries.owed(due.other_producer, TODAY) == []


def test_the_calendar_shows_a_producer_their_own_office_and_a_steward_all(due):
    collection.lay_out_calendar(dataset=due.visits, today=TODAY)

    def seen(person) -> list[str]:
        return [row.dataset.code for row in queries.calendar(person, first=2023, last=2025, today=TODAY)]

    assert seen(due.producer) == ["penduduk-kelamin"]
    assert seen(due.steward) == ["penduduk-kelamin", "kunjungan-puskesmas"]
    [row] = queries.calendar(due.producer, first=2023, last=2025, today=TODAY)
    assert row.late == 2
    assert [str(one.period) for one in row.years[2024]] == ["2024"]


def test_a_steward_opens_a_period_closes_it_with_a_reason_and_moves_its_day(city):
    with pytest.raises(collection.ReasonNeeded):
        collection.close_period(
            dataset=city.visits, period=parse_period("2024-Q1"), actor=city.steward, reason=" "
        )
    opened = collection.open_period(
        dataset=city.visits,
        period=parse_period("2020-Q1"),
        actor=city.coordinator,
        reason="data lama menyusul",
        due_on=dt.date(2026, 1, 31),
    )

    assert (opened.is_open, opened.due_on) == (True, dt.date(2026, 1, 31))
    assert opened.changed_by == city.coordinator
    assert journal.entries(verb="collection.period-opened").get().reason == "data lama menyusul"
    for role in ("other_producer", "supervisor", "reader"):
        with pytest.raises(people.Forbidden):
            collection.open_period(
                dataset=city.visits, period=parse_period("2020-Q1"), actor=getattr(city, role)
            )
