"""A dataset may pass without its metadata for a time, with a reason that everybody reads."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lumbung.rooms.journal import queries as journal
from lumbung.rooms.metadata import actions as metadata
from lumbung.rooms.metadata import queries
from lumbung.rooms.metadata.actions.waivers import PackWaiver, take_waivers

TODAY = timezone.localdate()


def test_a_pack_lets_a_dataset_pass_for_some_months_and_no_longer_when_it_is_loaded_again(city, forms):
    row = PackWaiver(city.population, "Arsip.", months=6)

    first = take_waivers([row], actor=city.operator)
    waiver = queries.waiver_of(city.population)
    waiver.until -= dt.timedelta(days=30)
    waiver.save()
    again = take_waivers([row], actor=city.operator)

    assert first.changes.added == ("penduduk-kelamin",)
    assert (again.changes.any, again.changes.unchanged) == (False, 1)
    assert queries.waiver_of(city.population).until == waiver.until
    assert queries.gaps(city.population) == ()


def test_what_a_steward_decided_is_not_overwritten_by_a_pack(city, forms):
    take_waivers([PackWaiver(city.population, "Arsip.", months=6)], actor=city.operator)
    metadata.end_waiver(dataset=city.population, actor=city.steward)
    metadata.waive(
        dataset=city.visits, reason="Menunggu Dinkes.", until=TODAY + dt.timedelta(days=9), actor=city.steward
    )

    rows = [PackWaiver(one, "Dari paket.", months=6) for one in (city.population, city.visits)]
    taken = take_waivers(rows, actor=city.operator)

    assert not taken.changes.any
    assert [note.id.split()[2] for note in taken.notes] == ["penduduk-kelamin", "kunjungan-puskesmas"]
    assert queries.waiver_of(city.population) is None
    assert queries.waiver_of(city.visits).reason == "Menunggu Dinkes."


def test_a_waiver_that_has_ended_lets_nothing_pass(city, forms):
    row = PackWaiver(city.population, "Arsip.", until=TODAY - dt.timedelta(days=1))

    take_waivers([row], actor=city.operator)

    assert queries.waiver_of(city.population) is None
    assert queries.gaps(city.population)


def test_a_steward_waives_on_the_page_and_takes_it_back(city, forms, client):
    client.force_login(city.steward)
    address = "/desk/pengecualian-metadata/penduduk-kelamin"
    assert "Belum dapat dirilis" in client.get(address).content.decode()

    client.post(address, {"reason": "Menunggu BPS.", "until": (TODAY + dt.timedelta(days=60)).isoformat()})
    assert queries.waiver_of(city.population).by == city.steward
    assert "Menunggu BPS." in client.get("/desk/pengecualian-metadata").content.decode()
    client.post(f"{address}/cabut")

    assert queries.waiver_of(city.population) is None
    verbs = [line.verb for line in journal.entries(dataset="penduduk-kelamin")]
    assert verbs[-2:] == ["metadata.waived", "metadata.waiver-ended"]


def test_a_producer_reads_the_waiver_and_cannot_give_one(city, forms, client):
    client.force_login(city.producer)
    address = "/desk/pengecualian-metadata/penduduk-kelamin"

    shown = client.get(address).content.decode()
    refused = client.post(address, {"reason": "Sibuk.", "until": TODAY.isoformat()})

    assert "<textarea" not in shown
    assert refused.status_code == 422
    assert queries.waiver_of(city.population) is None
    client.force_login(city.other_producer)
    assert client.get(address).status_code == 404
