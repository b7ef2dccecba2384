"""An act and its line stand or fall together, whoever writes at the same time."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from lumbung.rooms.journal import actions as journal
from lumbung.rooms.journal import queries
from lumbung.rooms.journal.models import Entry
from lumbung.vocabulary.periods import parse_period

WRITERS, LINES = 16, 6


def test_an_act_is_written_down_with_who_what_when_and_why(city):
    before = queries.head()[0]

    entry = journal.record(
        "collection.submitted",
        subject=city.population,
        actor=city.producer,
        dataset="penduduk-kelamin",
        reason="tenggat",
        facts={"period": parse_period("2024"), "rows": 42.0, "share": 0.25},
    )

    kept = queries.entries(dataset="penduduk-kelamin", verb="collection.submitted").get()
    assert kept.number == before + 1 == queries.head()[0]
    assert (kept.actor, kept.actor_name, kept.reason) == (city.producer, "Dina", "tenggat")
    assert (kept.subject_kind, kept.subject) == ("catalog.dataset", "penduduk-kelamin")
    assert kept.facts == {"period": "2024", "rows": 42, "share": 0.25}
    assert kept.hash == entry.hash == queries.head()[1]
    assert queries.verify().whole


def test_what_is_asked_for_is_what_is_given(city):
    thing = ("collection.submission", "7")
    journal.record("collection.submitted", subject=thing, actor=None)
    number = queries.head()[0]
    journal.record("review.accepted", subject=thing, actor=city.steward)

    assert [entry.verb for entry in queries.entries(subject=thing)] == [
        "collection.submitted",
        "review.accepted",
    ]
    assert [entry.verb for entry in queries.entries(after=number)] == ["review.accepted"]
    assert not queries.entries(verb=["no.such", "review.refused"]).exists()
    assert queries.entries(subject=city.population).first().verb == "catalog.dataset-defined"


def test_a_line_without_the_transaction_of_its_act_is_refused(transactional_db):
    with pytest.raises(transaction.TransactionManagementError, match="own transaction"):
        journal.record("people.greeted", subject=("people.user", "dina"), actor=None)


def test_an_act_that_fails_leaves_no_line(transactional_db):
    with transaction.atomic():
        journal.record("people.greeted", subject=("people.user", "dina"), actor=None)
        transaction.set_rollback(True)

    assert queries.head() == (0, "0" * 64)
    assert queries.verify().whole


def test_what_no_database_can_hold_is_written_in_a_form_that_it_can(db):
    journal.record(
        "people.greeted",
        subject=("people.user", "d\x00ina"),
        actor=None,
        reason="half a pair \ud83d",
        facts={
            "large": 1e22,
            "set": {"b", "a"},
            "day": dt.date(2024, 1, 31),
            "deep": [{"x": (1, None, True)}],
        },
    )

    entry = queries.entries().last()
    assert entry.subject == "d�ina"
    assert entry.facts == {
        "large": 10**22,
        "set": ["a", "b"],
        "day": "2024-01-31",
        "deep": [{"x": [1, None, True]}],
    }
    assert queries.verify().whole


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_or_remove_a_line(transactional_db, statement):
    with transaction.atomic():
        journal.record("people.greeted", subject=("people.user", "dina"), actor=None)

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Entry.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"],
)
def test_postgresql_refuses_to_change_or_remove_a_line(postgres, statement):
    with transaction.atomic():
        journal.record("people.greeted", subject=("people.user", "dina"), actor=None)

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Entry.objects.count() == 1


def test_sixteen_people_acting_at_once_lose_nothing(transactional_db):
    write_all_at_once()


@pytest.mark.postgres
def test_sixteen_people_acting_at_once_lose_nothing_on_postgresql(postgres):
    write_all_at_once()


def write_all_at_once() -> None:
    start = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        start.wait()
        try:
            for line in range(LINES):
                with transaction.atomic():
                    journal.record("people.greeted", subject=("people.user", f"{writer}.{line}"), actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    numbers = list(queries.entries().values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS * LINES + 1))
    assert set(queries.entries().values_list("subject", flat=True)) == {
        f"{writer}.{line}" for writer in range(WRITERS) for line in range(LINES)
    }
    assert queries.verify().whole
