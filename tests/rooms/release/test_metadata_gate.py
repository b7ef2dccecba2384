"""Figures whose meaning nobody has written down are not released."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.utils import timezone
from tests.road.ready import accepted, population
from tests.rooms.metadata.conftest import forms  # noqa: F401  # a fixture

from lumbung.kit import jobs
from lumbung.rooms.catalog import queries as catalog
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.release import actions as release
from lumbung.rooms.release import queries

ANSWERS = {
    "kegiatan": {"judul": "Registrasi penduduk", "cara": "1"},
    "variabel": {"nama": "Jumlah penduduk", "konsep": ["Penduduk"], "definisi": "Orang yang terdaftar."},
}


def let_out(city, **given):
    return release.release_dataset(dataset=city.population, actor=city.steward, here=True, **given)


def described(city):
    """The activity and the variable, written by the producer and agreed by steward and supervisor."""
    activity = None
    for form, measure in (("kegiatan", ""), ("variabel", "jumlah")):
        record = metadata.start_record(
            form=form,
            organisation=city.office("dispendukcapil"),
            year=2026,
            actor=city.producer,
            parent=activity,
            answers=ANSWERS[form],
        )
        metadata.link_dataset(record=record, dataset=city.population, measure=measure, actor=city.producer)
        metadata.submit_record(record=record, actor=city.producer)
        metadata.check_record(record=record, actor=city.steward)
        metadata.approve_record(record=record, actor=city.supervisor)
        activity = activity or record


def test_a_release_is_stopped_by_missing_metadata_mended_and_released(city, forms):  # noqa: F811
    accepted(city, population())
    with pytest.raises(release.MetadataMissing) as stopped:
        let_out(city)
    assert stopped.value.code == "release.metadata-missing"
    assert "Belum ada metadata kegiatan" in stopped.value.told.id
    assert stopped.value.gaps[0].address in stopped.value.advice.id
    assert catalog.current_edition(city.population) is None

    described(city)
    let_out(city)

    assert catalog.current_edition(city.population) is not None


def test_nothing_is_asked_where_no_forms_are_loaded(city):
    accepted(city, population())

    let_out(city)

    assert catalog.current_edition(city.population) is not None


def test_a_waiver_lets_a_release_pass(city, forms):  # noqa: F811
    accepted(city, population())
    metadata.waive(
        dataset=city.population, reason="Menunggu BPS.", until=timezone.localdate(), actor=city.steward
    )

    let_out(city)

    assert catalog.current_edition(city.population) is not None


def test_a_waiver_that_ended_before_the_set_time_stops_the_scheduled_release(city, forms):  # noqa: F811
    accepted(city, population())
    metadata.waive(
        dataset=city.population, reason="Menunggu BPS.", until=timezone.localdate(), actor=city.steward
    )
    asked = release.release_dataset(
        dataset=city.population, actor=city.steward, at=timezone.now() + dt.timedelta(hours=1)
    )
    metadata.end_waiver(dataset=city.population, actor=city.steward)

    type(asked.job).objects.filter(pk=asked.job.pk).update(run_after=timezone.now())  # the hour has come
    jobs.run_worker(threading.Event(), until_idle=True)

    asked.refresh_from_db()
    assert asked.state == "failed"
    assert asked.problem["code"] == "release.metadata-missing"
    assert catalog.current_edition(city.population) is None


def test_the_page_lists_what_is_missing_with_links_and_who_can_mend_it(city, forms, client):  # noqa: F811
    accepted(city, population())
    client.force_login(city.steward)

    shown = client.get("/desk/rilis/dataset/penduduk-kelamin").content.decode()

    assert "Belum dapat dirilis" in shown
    assert "/desk/metadata/mulai?dataset=penduduk-kelamin" in shown
    assert "Dina" in shown
    assert 'name="when"' not in shown


def test_the_producer_is_told_what_a_release_waits_for_until_it_is_in_other_hands(city, forms):  # noqa: F811
    assert queries.held_up(city.producer) == []
    accepted(city, population())

    ((dataset, gap),) = queries.held_up(city.producer)
    assert dataset == city.population
    assert gap.address.endswith(f"?dataset={dataset.code}")
    assert queries.held_up(city.steward) == []  # who reads it on the page of the release
    assert queries.held_up(city.other_producer) == []

    described(city)
    assert queries.held_up(city.producer) == []
