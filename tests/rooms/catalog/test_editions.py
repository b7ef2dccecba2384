"""The record of editions: one is current, the others stay citable, and a day has its edition."""

from __future__ import annotations

import datetime as dt

import pytest

from lumbung.rooms.catalog import actions as catalog
from lumbung.rooms.catalog import queries
from lumbung.rooms.people import actions as people

JANUARY = dt.datetime(2026, 1, 10, 9, tzinfo=dt.UTC)


def record(city, at, **facts):
    return catalog.record_edition(
        dataset=city.visits,
        label=catalog.next_label(city.visits, at),
        manifest={"rows": 4},
        digest="0" * 64,
        rows=4,
        periods=["2025-Q4"],
        at=at,
        actor=facts.pop("actor", city.steward),
        **facts,
    )


def test_an_edition_becomes_current_and_can_be_cited(city):
    edition = record(city, JANUARY)

    assert edition.pk == "kunjungan-puskesmas@2026.1"
    assert queries.current_edition(city.visits) == edition
    assert queries.edition(city.visits, "kunjungan-puskesmas@2026.1") == edition


def test_the_next_one_supersedes_it_and_both_stay(city):
    first = record(city, JANUARY)
    second = record(city, JANUARY + dt.timedelta(days=30), note="koreksi")

    first.refresh_from_db()
    assert (second.label, second.previous) == ("2026.2", first)
    assert (first.current, first.superseded_at) == (False, second.released_at)
    assert list(queries.editions(city.visits)) == [second, first]


def test_a_day_has_the_edition_that_was_public_at_its_end(city):
    first = record(city, JANUARY)
    second = record(city, JANUARY + dt.timedelta(days=30))

    assert queries.edition_as_of(city.visits, dt.date(2026, 1, 9)) is None
    assert queries.edition_as_of(city.visits, dt.date(2026, 1, 10)) == first
    assert queries.edition_as_of(city.visits, dt.date(2026, 2, 8)) == first
    assert queries.edition_as_of(city.visits, dt.date(2026, 2, 9)) == second


def test_a_withdrawn_edition_leaves_a_tombstone_and_nothing_current(city):
    edition = record(city, JANUARY)

    at = JANUARY + dt.timedelta(days=1)
    catalog.withdraw_edition(edition=edition, reason="salah berkas", at=at, actor=city.steward)

    assert queries.current_edition(city.visits) is None
    assert queries.edition(city.visits, "2026.1").withdrawn_reason == "salah berkas"
    assert queries.edition_as_of(city.visits, dt.date(2026, 1, 10)) == edition
    assert queries.edition_as_of(city.visits, dt.date(2026, 1, 12)) is None
    with pytest.raises(catalog.EditionNotCurrent):
        catalog.withdraw_edition(edition=edition, reason="lagi", at=at, actor=city.steward)


def test_labels_count_within_the_year_and_past_nine(city):
    for day in range(11):
        record(city, JANUARY + dt.timedelta(days=day))

    assert catalog.next_label(city.visits, JANUARY) == "2026.12"
    assert catalog.next_label(city.visits, JANUARY + dt.timedelta(days=365)) == "2027.1"


def test_a_producer_makes_no_edition(city):
    with pytest.raises(people.Forbidden):
        record(city, JANUARY, actor=city.other_producer)
